import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { FsxFileSystemOptions } from './fsx-options';

/** How a file system of FSx for NetApp ONTAP lives. */
export enum OntapDeploymentType {
  /** one zone, first generation. */
  SINGLE_AZ_1 = 'SINGLE_AZ_1',
  /** two zones, first generation. */
  MULTI_AZ_1 = 'MULTI_AZ_1',
  /** one zone, second generation: up to 12 pairs of servers. */
  SINGLE_AZ_2 = 'SINGLE_AZ_2',
  /** two zones, second generation. */
  MULTI_AZ_2 = 'MULTI_AZ_2',
}

/** A file system that a storage construct makes. */
export interface OntapFileSystemOptions extends FsxFileSystemOptions {
  /**
   * How it lives. It can never change.
   *
   * @default OntapDeploymentType.MULTI_AZ_1
   */
  readonly deploymentType?: OntapDeploymentType;
  /**
   * Capacity of its SSDs in GiB: 1024 or more for each pair of servers. It can grow and never shrink.
   *
   * @default 1024 - for each pair of servers
   */
  readonly storageCapacityGiB?: number;
  /**
   * Throughput in MB/s of each pair of servers: first generation 128, 256, 512, 1024, 2048 or 4096, second 384, 768, 1536, 3072 or 6144.
   *
   * @default - the smallest
   */
  readonly throughputMBps?: number;
  /**
   * Pairs of servers: of SINGLE_AZ_2 1 to 12, of the others 1.
   *
   * @default 1
   */
  readonly haPairs?: number;
  /**
   * Name of the storage virtual machine: 1–47 letters, digits, hyphens or underscores. It can never change.
   *
   * @default 'kubernetes'
   */
  readonly svmName?: string;
}

/** A file system that exists. */
export interface OntapFileSystemAttributes {
  /** Id, like fs-0123456789abcdef0. */
  readonly fileSystemId: string;
  /** Name of the storage virtual machine. */
  readonly svmName: string;
  /** Who manages it, as JSON with username (`vsadmin`) and password. */
  readonly credentials: ISecret;
  /**
   * Its security group, which lets the nodes in then.
   *
   * @default - nodes are let in elsewhere
   */
  readonly securityGroup?: ISecurityGroup;
}

/** Where the volumes of a `FsxOntapStorage` are. */
export abstract class OntapFileSystemSource {
  /** In a file system of its own. */
  static create(options: OntapFileSystemOptions = {}): OntapFileSystemSource {
    return new Own(options);
  }

  /** In a file system that exists. */
  static fromFileSystemAttributes(options: OntapFileSystemAttributes): OntapFileSystemSource {
    return new Existing(options);
  }

  /** @internal */
  public readonly _own?: OntapFileSystemOptions;
  /** @internal */
  public readonly _existing?: OntapFileSystemAttributes;
}

class Own extends OntapFileSystemSource {
  constructor(public readonly _own: OntapFileSystemOptions) {
    super();
  }
}

class Existing extends OntapFileSystemSource {
  constructor(public readonly _existing: OntapFileSystemAttributes) {
    super();
  }
}
