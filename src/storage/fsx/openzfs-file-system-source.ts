import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { FsxFileSystemOptions } from './fsx-options';
import { checkOptions } from '../../props/check-props';

/** Deployment type of an FSx for OpenZFS file system. */
export enum OpenZfsDeploymentType {
  /** one server, first generation. */
  SINGLE_AZ_1 = 'SINGLE_AZ_1',
  /** two servers in one zone, first generation. */
  SINGLE_AZ_HA_1 = 'SINGLE_AZ_HA_1',
  /** one server, second generation. */
  SINGLE_AZ_2 = 'SINGLE_AZ_2',
  /** two servers in one zone, second generation. */
  SINGLE_AZ_HA_2 = 'SINGLE_AZ_HA_2',
  /** two zones. */
  MULTI_AZ_1 = 'MULTI_AZ_1',
}

/** Options of every FSx for OpenZFS file system. */
export interface OpenZfsOptions extends FsxFileSystemOptions {
  /**
   * Deployment type. Immutable.
   *
   * @default OpenZfsDeploymentType.SINGLE_AZ_HA_2
   */
  readonly deploymentType?: OpenZfsDeploymentType;
  /**
   * Throughput capacity in MB/s: SINGLE_AZ_1 and SINGLE_AZ_HA_1 64 to 4096 in powers of two; others 160, 320, 640, 1280, 2560, 3840, 5120,
   * 7680 or 10240.
   *
   * @default - the smallest of the deployment type
   */
  readonly throughputMBps?: number;
  /**
   * IP address range of the endpoints of a MULTI_AZ_1 file system: a CIDR block that is not in use.
   *
   * @default - chosen by FSx, from the VPC
   */
  readonly endpointIpAddressRange?: string;
  /**
   * Copy the tags of the file system to backups.
   *
   * @default true
   */
  readonly copyTagsToBackups?: boolean;
  /**
   * Copy the tags of the file system to volumes.
   *
   * @default false
   */
  readonly copyTagsToVolumes?: boolean;
}

/** Options of a file system that `FsxOpenZfsStorage` creates. */
export interface OpenZfsFileSystemOptions extends OpenZfsOptions {
  /** Storage capacity in GiB: 64 to 524,288. It can only be increased. */
  readonly storageCapacityGiB: number;
}

/** Options of the volumes that the driver creates, one per PVC. */
export interface OpenZfsVolumeOptions {
  /**
   * Storage quota of each volume in GiB.
   *
   * @default - the capacity of the file system
   */
  readonly quotaGiB?: number;
  /**
   * Storage that is reserved for each volume, in GiB: at most `quotaGiB`.
   *
   * @default - none
   */
  readonly reservationGiB?: number;
  /**
   * Data compression: NONE, ZSTD or LZ4.
   *
   * @default 'ZSTD'
   */
  readonly dataCompressionType?: string;
  /**
   * Record size in KiB: a power of two from 4 to 1024.
   *
   * @default 128
   */
  readonly recordSizeKiB?: number;
  /**
   * Copy the tags of the volume to snapshots.
   *
   * @default false
   */
  readonly copyTagsToSnapshots?: boolean;
  /**
   * Clients of the NFS export: an IP address, a CIDR block or `*`.
   *
   * @default '*'
   */
  readonly nfsClients?: string;
  /**
   * Options of the NFS export.
   *
   * @default - rw and crossmnt
   */
  readonly nfsOptions?: string[];
  /**
   * Make the volumes read-only.
   *
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * Tags of the volumes.
   *
   * @default - none
   */
  readonly volumeTags?: { [key: string]: string };
}

/** Attributes of an existing volume, which is the parent of the volumes of PVCs. */
export interface OpenZfsParentVolumeAttributes {
  /** ID of the volume, like fsvol-0123456789abcdef0: the root volume or another one. */
  readonly parentVolumeId: string;
  /**
   * Security group of the file system, to which rules for the nodes are added.
   *
   * @default - no rules are added
   */
  readonly securityGroup?: ISecurityGroup;
}

/** The FSx for OpenZFS file system of an `FsxOpenZfsStorage`. */
export abstract class OpenZfsFileSystemSource {
  /** Creates a file system, in which the driver creates a volume for each PVC. */
  static create(options: OpenZfsFileSystemOptions, volumes: OpenZfsVolumeOptions = {}): OpenZfsFileSystemSource {
    checkOptions('OpenZfsFileSystemOptions', 'OpenZfsFileSystemSource.create', options);
    checkOptions('OpenZfsVolumeOptions', 'OpenZfsFileSystemSource.create', volumes);
    return new Own(options, volumes);
  }

  /** The driver creates a volume for each PVC in an existing file system. */
  static fromParentVolumeAttributes(options: OpenZfsParentVolumeAttributes, volumes: OpenZfsVolumeOptions = {}): OpenZfsFileSystemSource {
    checkOptions('OpenZfsParentVolumeAttributes', 'OpenZfsFileSystemSource.fromParentVolumeAttributes', options);
    checkOptions('OpenZfsVolumeOptions', 'OpenZfsFileSystemSource.fromParentVolumeAttributes', volumes);
    return new Existing(options, volumes);
  }

  /** The driver creates a file system for each PVC, which takes minutes, and deletes it with the PVC. */
  static perClaim(options: OpenZfsOptions = {}): OpenZfsFileSystemSource {
    checkOptions('OpenZfsOptions', 'OpenZfsFileSystemSource.perClaim', options);
    return new PerClaim(options);
  }

  /** @internal */
  public readonly _own?: OpenZfsFileSystemOptions;
  /** @internal */
  public readonly _existing?: OpenZfsParentVolumeAttributes;
  /** @internal */
  public readonly _perClaim?: OpenZfsOptions;
  /** @internal */
  public readonly _volumes: OpenZfsVolumeOptions = {};
}

class Own extends OpenZfsFileSystemSource {
  constructor(
    public readonly _own: OpenZfsFileSystemOptions,
    public readonly _volumes: OpenZfsVolumeOptions,
  ) {
    super();
  }
}

class Existing extends OpenZfsFileSystemSource {
  constructor(
    public readonly _existing: OpenZfsParentVolumeAttributes,
    public readonly _volumes: OpenZfsVolumeOptions,
  ) {
    super();
  }
}

class PerClaim extends OpenZfsFileSystemSource {
  constructor(public readonly _perClaim: OpenZfsOptions) {
    super();
  }
}
