import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';

/** How a file system of FSx for Lustre lives. */
export enum LustreDeploymentType {
  /** for short work, of the generation before. */
  SCRATCH_1 = 'SCRATCH_1',
  /** for short work: data is lost when a server fails. */
  SCRATCH_2 = 'SCRATCH_2',
  /** for lasting data, of the generation before, also on hard disks. */
  PERSISTENT_1 = 'PERSISTENT_1',
  /** for lasting data. Some regions do not have it. */
  PERSISTENT_2 = 'PERSISTENT_2',
}

/** What all file systems of FSx for Lustre can be. */
export interface LustreOptions {
  /**
   * How it lives. It can never change.
   *
   * @default LustreDeploymentType.PERSISTENT_2
   */
  readonly deploymentType?: LustreDeploymentType;
  /**
   * Throughput in MB/s for each TiB: of PERSISTENT_2 125, 250, 500 or 1000, of PERSISTENT_1 50, 100 or 200, on hard disks 12 or 40.
   *
   * @default - the smallest; scratch file systems have 200
   */
  readonly throughputMBpsPerTiB?: number;
  /**
   * Whether it is on hard disks: PERSISTENT_1 only.
   *
   * @default false
   */
  readonly hdd?: boolean;
  /**
   * Whether hard disks have an SSD cache for reads.
   *
   * @default false
   */
  readonly driveCache?: boolean;
  /**
   * Whether files are compressed (LZ4).
   *
   * @default false
   */
  readonly dataCompression?: boolean;
  /**
   * Version of Lustre: 2.10, 2.12 or 2.15; of PERSISTENT_2 not 2.10.
   *
   * @default '2.15'
   */
  readonly lustreVersion?: string;
  /**
   * Operations a second of metadata: 1500, 3000, 6000 or a multiple of 12000 up to 192000. PERSISTENT_2 only; it can grow and not come
   * later.
   *
   * @default - that of the capacity
   */
  readonly metadataIops?: number;
  /**
   * Whether operations of metadata grow with the capacity. PERSISTENT_2 only.
   *
   * @default false
   */
  readonly automaticMetadataIops?: boolean;
  /**
   * Key that encrypts the files. PERSISTENT_1 and PERSISTENT_2 only; it can never change.
   *
   * @default - the account's key for FSx (alias aws/fsx)
   */
  readonly encryptionKey?: IKey;
  /**
   * How many days daily backups are kept: 0 to 90. Not for scratch file systems, and not where S3 is linked.
   *
   * @default 0
   */
  readonly automaticBackupRetentionDays?: number;
  /**
   * When daily backups are made, as HH:MM in UTC.
   *
   * @default - as FSx chooses
   */
  readonly dailyAutomaticBackupStartTime?: string;
  /**
   * Whether backups have the tags of the file system.
   *
   * @default false
   */
  readonly copyTagsToBackups?: boolean;
  /**
   * When FSx maintains it, as d:HH:MM in UTC, 1 for Monday.
   *
   * @default - as FSx chooses
   */
  readonly weeklyMaintenanceStartTime?: string;
  /**
   * Whether clients reach it by Elastic Fabric Adapters. PERSISTENT_2 only.
   *
   * @default false
   */
  readonly efa?: boolean;
}

/** A bucket whose objects are files. */
export interface LustreDataRepository {
  /** The bucket. */
  readonly bucket: IBucket;
  /**
   * Beginning of the keys.
   *
   * @default - all of the bucket
   */
  readonly prefix?: string;
  /** Where the files are, from the root of the file system: an absolute path that no other repository has. */
  readonly fileSystemPath: string;
  /**
   * Whether objects that are new, changed or deleted in S3 are so in the file system.
   *
   * @default true
   */
  readonly autoImport?: boolean;
  /**
   * Whether files that are new, changed or deleted are so in S3.
   *
   * @default false
   */
  readonly autoExport?: boolean;
}

/** A file system that all claims share. */
export interface LustreFileSystemOptions extends LustreOptions {
  /**
   * Capacity in GiB: 1200 or a multiple of 2400; on hard disks multiples of 6000, or with 40 MB/s of 1800. It can grow and never shrink.
   */
  readonly storageCapacityGiB: number;
  /**
   * Buckets whose objects are files: at most 8. Not with SCRATCH_1.
   *
   * @default - none
   */
  readonly dataRepositories?: LustreDataRepository[];
  /**
   * The subnet of the file system, and so its zone. It can never change.
   *
   * @default - the first of the data tier, else of the application tier
   */
  readonly subnet?: ec2.ISubnet;
  /**
   * Whether pods that mount it run in its zone alone: traffic between zones costs money and time.
   *
   * @default false
   */
  readonly enforceZoneAffinity?: boolean;
  /**
   * What becomes of it when the stack is deleted. A file system that stays keeps its subnet: put it into another stack than the network.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** A link to a bucket that file systems of claims have. */
export interface LustreS3Link {
  /** The bucket. */
  readonly bucket: IBucket;
  /**
   * Beginning of the keys that become files.
   *
   * @default - all of the bucket
   */
  readonly importPrefix?: string;
  /**
   * Beginning of the keys that files are written to.
   *
   * @default - files are not written back
   */
  readonly exportPrefix?: string;
  /**
   * Which changes in the bucket become changes of files: NONE, NEW, NEW_CHANGED or NEW_CHANGED_DELETED.
   *
   * @default 'NONE'
   */
  readonly autoImportPolicy?: string;
}

/** A file system that each claim gets for itself. */
export interface LustrePerClaimOptions extends LustreOptions {
  /**
   * The subnet of the file systems, and so their zone.
   *
   * @default - the first of the data tier, else of the application tier
   */
  readonly subnet?: ec2.ISubnet;
  /**
   * A bucket whose objects are files. Not with PERSISTENT_2.
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

/** A file system that exists. */
export interface LustreFileSystemAttributes {
  /** Id, like fs-0123456789abcdef0. */
  readonly fileSystemId: string;
  /** DNS name. */
  readonly dnsName: string;
  /** Mount name. */
  readonly mountName: string;
  /**
   * Its security group, which lets the nodes in then.
   *
   * @default - nodes are let in elsewhere
   */
  readonly securityGroup?: ec2.ISecurityGroup;
  /**
   * Its zone, where pods that mount it then run.
   *
   * @default - pods run in any zone
   */
  readonly zone?: string;
}

/** Where the files of a `FsxLustreStorage` are. */
export abstract class LustreFileSystemSource {
  /** In one file system that all claims share. */
  static create(options: LustreFileSystemOptions): LustreFileSystemSource {
    return new Shared(options);
  }

  /** In a file system for each claim, which comes and goes with it. It takes minutes. */
  static perClaim(options: LustrePerClaimOptions = {}): LustreFileSystemSource {
    return new PerClaim(options);
  }

  /** In a file system that exists, made with CDK or not. */
  static fromFileSystemAttributes(options: LustreFileSystemAttributes): LustreFileSystemSource {
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
