import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { checkOptions } from '../../props/check-props';

/** Deployment type of an FSx for Lustre file system. */
export enum LustreDeploymentType {
  /** temporary storage, previous generation. */
  SCRATCH_1 = 'SCRATCH_1',
  /** temporary storage: data is lost if a file server fails. */
  SCRATCH_2 = 'SCRATCH_2',
  /** persistent storage, previous generation, SSD or HDD. */
  PERSISTENT_1 = 'PERSISTENT_1',
  /** persistent storage. Not available in all regions. */
  PERSISTENT_2 = 'PERSISTENT_2',
}

/** Options of every FSx for Lustre file system. */
export interface LustreOptions {
  /**
   * Deployment type. Immutable.
   *
   * @default LustreDeploymentType.PERSISTENT_2
   */
  readonly deploymentType?: LustreDeploymentType;
  /**
   * Throughput in MB/s per TiB: PERSISTENT_2 125, 250, 500 or 1000; PERSISTENT_1 50, 100 or 200, with HDD storage 12 or 40.
   *
   * @default - the smallest; scratch file systems have 200
   */
  readonly throughputMBpsPerTiB?: number;
  /**
   * Use HDD storage. PERSISTENT_1 only.
   *
   * @default false
   */
  readonly hdd?: boolean;
  /**
   * Add an SSD read cache to HDD storage.
   *
   * @default false
   */
  readonly driveCache?: boolean;
  /**
   * Compress data (LZ4).
   *
   * @default false
   */
  readonly dataCompression?: boolean;
  /**
   * Lustre version: 2.10 (not for PERSISTENT_2), 2.12 or 2.15.
   *
   * @default '2.15'
   */
  readonly lustreVersion?: string;
  /**
   * Provisioned metadata IOPS: 1500, 3000, 6000 or a multiple of 12000 up to 192000. PERSISTENT_2 only. It can be increased, but not added
   * to an existing file system.
   *
   * @default - depends on the storage capacity
   */
  readonly metadataIops?: number;
  /**
   * Scale metadata IOPS with the storage capacity. PERSISTENT_2 only.
   *
   * @default false
   */
  readonly automaticMetadataIops?: boolean;
  /**
   * KMS key that encrypts the files. PERSISTENT_1 and PERSISTENT_2 only. Immutable.
   *
   * @default - the account's key for FSx (alias aws/fsx)
   */
  readonly encryptionKey?: IKey;
  /**
   * Retention of automatic daily backups in days: 0 to 90. Not for scratch file systems or file systems that are linked to S3.
   *
   * @default 0
   */
  readonly automaticBackupRetentionDays?: number;
  /**
   * Start of the daily backup window, as HH:MM in UTC.
   *
   * @default - chosen by FSx
   */
  readonly dailyAutomaticBackupStartTime?: string;
  /**
   * Copy the tags of the file system to backups.
   *
   * @default false
   */
  readonly copyTagsToBackups?: boolean;
  /**
   * Start of the weekly maintenance window, as d:HH:MM in UTC, where 1 is Monday.
   *
   * @default - chosen by FSx
   */
  readonly weeklyMaintenanceStartTime?: string;
  /**
   * Support clients with an Elastic Fabric Adapter (EFA). PERSISTENT_2 only.
   *
   * @default false
   */
  readonly efa?: boolean;
}

/** A data repository association: an S3 bucket whose objects are available as files. */
export interface LustreDataRepository {
  /** The bucket. */
  readonly bucket: IBucket;
  /**
   * Key prefix of the objects.
   *
   * @default - all objects
   */
  readonly prefix?: string;
  /** Path of the files in the file system: an absolute path, unique among the data repositories. */
  readonly fileSystemPath: string;
  /**
   * Import new, changed and deleted objects from S3 automatically.
   *
   * @default true
   */
  readonly autoImport?: boolean;
  /**
   * Export new, changed and deleted files to S3 automatically.
   *
   * @default false
   */
  readonly autoExport?: boolean;
}

/** Options of a file system that all PVCs share. */
export interface LustreFileSystemOptions extends LustreOptions {
  /**
   * Storage capacity in GiB: 1200 or a multiple of 2400; for HDD storage a multiple of 6000, or of 1800 with 40 MB/s per TiB. It can only
   * be increased.
   */
  readonly storageCapacityGiB: number;
  /**
   * Data repository associations: at most 8. Not with SCRATCH_1.
   *
   * @default - none
   */
  readonly dataRepositories?: LustreDataRepository[];
  /**
   * Subnet of the file system, which determines its availability zone. Immutable.
   *
   * @default - the first subnet of the data tier, else of the application tier
   */
  readonly subnet?: ec2.ISubnet;
  /**
   * Schedule pods that mount it only in its availability zone, because traffic between zones is charged and slower.
   *
   * @default false
   */
  readonly enforceZoneAffinity?: boolean;
  /**
   * Removal policy of the file system. A retained file system prevents the deletion of its subnet: use another stack than that of the VPC.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** A link of the file systems of PVCs to an S3 bucket. */
export interface LustreS3Link {
  /** The bucket. */
  readonly bucket: IBucket;
  /**
   * Key prefix of the objects that are imported.
   *
   * @default - all objects
   */
  readonly importPrefix?: string;
  /**
   * Key prefix to which files are exported.
   *
   * @default - files are not exported
   */
  readonly exportPrefix?: string;
  /**
   * Changes in the bucket that are imported automatically: NONE, NEW, NEW_CHANGED or NEW_CHANGED_DELETED.
   *
   * @default 'NONE'
   */
  readonly autoImportPolicy?: string;
}

/** Options of the file systems that the driver creates, one per PVC. */
export interface LustrePerClaimOptions extends LustreOptions {
  /**
   * Subnet of the file systems, which determines their availability zone.
   *
   * @default - the first subnet of the data tier, else of the application tier
   */
  readonly subnet?: ec2.ISubnet;
  /**
   * S3 bucket whose objects are available as files. Not with PERSISTENT_2.
   *
   * @default - none
   */
  readonly s3Link?: LustreS3Link;
  /**
   * Tags of the file systems.
   *
   * @default - none
   */
  readonly fileSystemTags?: { [key: string]: string };
}

/** Attributes of an existing file system. */
export interface LustreFileSystemAttributes {
  /** ID, like fs-0123456789abcdef0. */
  readonly fileSystemId: string;
  /** DNS name. */
  readonly dnsName: string;
  /** Mount name. */
  readonly mountName: string;
  /**
   * Security group of the file system, to which rules for the nodes are added.
   *
   * @default - no rules are added
   */
  readonly securityGroup?: ec2.ISecurityGroup;
  /**
   * Availability zone of the file system, to which pods that mount it are restricted.
   *
   * @default - pods run in any zone
   */
  readonly zone?: string;
}

/** The FSx for Lustre file system of an `FsxLustreStorage`. */
export abstract class LustreFileSystemSource {
  /** Creates one file system that all PVCs share. */
  static create(options: LustreFileSystemOptions): LustreFileSystemSource {
    checkOptions('LustreFileSystemOptions', 'LustreFileSystemSource.create', options);
    return new Shared(options);
  }

  /** The driver creates a file system for each PVC, which takes minutes, and deletes it with the PVC. */
  static perClaim(options: LustrePerClaimOptions = {}): LustreFileSystemSource {
    checkOptions('LustrePerClaimOptions', 'LustreFileSystemSource.perClaim', options);
    return new PerClaim(options);
  }

  /** Uses an existing file system. */
  static fromFileSystemAttributes(options: LustreFileSystemAttributes): LustreFileSystemSource {
    checkOptions('LustreFileSystemAttributes', 'LustreFileSystemSource.fromFileSystemAttributes', options);
    return new Existing(options);
  }

  /** @internal */
  public readonly _shared?: LustreFileSystemOptions;
  /** @internal */
  public readonly _perClaim?: LustrePerClaimOptions;
  /** @internal */
  public readonly _existing?: LustreFileSystemAttributes;
}

class Shared extends LustreFileSystemSource {
  constructor(public readonly _shared: LustreFileSystemOptions) {
    super();
  }
}

class PerClaim extends LustreFileSystemSource {
  constructor(public readonly _perClaim: LustrePerClaimOptions) {
    super();
  }
}

class Existing extends LustreFileSystemSource {
  constructor(public readonly _existing: LustreFileSystemAttributes) {
    super();
  }
}
