import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { FsxFileSystemOptions } from './fsx-options';

/** How a file system of FSx for OpenZFS lives. */
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

/** What all file systems of FSx for OpenZFS can be. */
export interface OpenZfsOptions extends FsxFileSystemOptions {
  /**
   * How it lives. It can never change.
   *
   * @default OpenZfsDeploymentType.SINGLE_AZ_HA_2
   */
  readonly deploymentType?: OpenZfsDeploymentType;
  /**
   * Throughput in MB/s: of SINGLE_AZ_1 and SINGLE_AZ_HA_1 64 to 4096 in powers of two, of the others 160, 320, 640, 1280, 2560, 3840, 5120,
   * 7680 or 10240.
   *
   * @default - the smallest
   */
  readonly throughputMBps?: number;
  /**
   * Addresses of a file system in two zones: a block that no network uses.
   *
   * @default - by FSx, of the VPC
   */
  readonly endpointIpAddressRange?: string;
  /**
   * Whether backups have the tags of the file system.
   *
   * @default true
   */
  readonly copyTagsToBackups?: boolean;
  /**
   * Whether volumes have the tags of the file system.
   *
   * @default false
   */
  readonly copyTagsToVolumes?: boolean;
}

/** A file system whose volumes claims get. */
export interface OpenZfsFileSystemOptions extends OpenZfsOptions {
  /** Capacity in GiB: 64 to 524,288. It can grow and never shrink. */
  readonly storageCapacityGiB: number;
}

/** What volumes of claims are. */
export interface OpenZfsVolumeOptions {
  /**
   * Most that each volume may hold, in GiB.
   *
   * @default - all of the file system
   */
  readonly quotaGiB?: number;
  /**
   * What is set aside for each volume, in GiB.
   *
   * @default - nothing
   */
  readonly reservationGiB?: number;
  /**
   * How files are compressed: NONE, ZSTD or LZ4.
   *
   * @default 'ZSTD'
   */
  readonly dataCompressionType?: string;
  /**
   * Size of a record in KiB: a power of two from 4 to 1024.
   *
   * @default 128
   */
  readonly recordSizeKiB?: number;
  /**
   * Whether snapshots have the tags of their volume.
   *
   * @default false
   */
  readonly copyTagsToSnapshots?: boolean;
  /**
   * Who may mount volumes, as NFS writes it: an address, a block or `*`.
   *
   * @default '*'
   */
  readonly nfsClients?: string;
  /**
   * What they may do, as NFS writes it.
   *
   * @default - rw and crossmnt
   */
  readonly nfsOptions?: string[];
  /**
   * Whether volumes can only be read.
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

/** A volume of a file system that exists, in which those of claims are made. */
export interface OpenZfsParentVolumeAttributes {
  /** Id of the volume, like fsvol-0123456789abcdef0: that of the root volume, or another. */
  readonly parentVolumeId: string;
  /**
   * The security group of the file system, which lets the nodes in then.
   *
   * @default - nodes are let in elsewhere
   */
  readonly securityGroup?: ISecurityGroup;
}

/** Where the files of a `FsxOpenZfsStorage` are. */
export abstract class OpenZfsFileSystemSource {
  /** Claims get volumes of a file system of its own. */
  static create(options: OpenZfsFileSystemOptions, volumes: OpenZfsVolumeOptions = {}): OpenZfsFileSystemSource {
    return new Own(options, volumes);
  }

  /** Claims get volumes of a file system that exists. */
  static fromParentVolumeAttributes(options: OpenZfsParentVolumeAttributes, volumes: OpenZfsVolumeOptions = {}): OpenZfsFileSystemSource {
    return new Existing(options, volumes);
  }

  /** Claims get file systems of their own, which come and go with them. It takes minutes. */
  static perClaim(options: OpenZfsOptions = {}): OpenZfsFileSystemSource {
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
