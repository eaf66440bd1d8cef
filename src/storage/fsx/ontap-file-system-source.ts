import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { FsxFileSystemOptions } from './fsx-options';
import { checkOptions } from '../../props/check-props';

/** Deployment type of an FSx for NetApp ONTAP file system. */
export enum OntapDeploymentType {
  /** one zone, first generation. */
  SINGLE_AZ_1 = 'SINGLE_AZ_1',
  /** two zones, first generation. */
  MULTI_AZ_1 = 'MULTI_AZ_1',
  /** one zone, second generation: up to 12 HA pairs. */
  SINGLE_AZ_2 = 'SINGLE_AZ_2',
  /** two zones, second generation. */
  MULTI_AZ_2 = 'MULTI_AZ_2',
}

/** Options of a file system that `FsxOntapStorage` creates. */
export interface OntapFileSystemOptions extends FsxFileSystemOptions {
  /**
   * Deployment type. Immutable.
   *
   * @default OntapDeploymentType.MULTI_AZ_1
   */
  readonly deploymentType?: OntapDeploymentType;
  /**
   * SSD storage capacity in GiB: at least 1024 per HA pair. It can only be increased.
   *
   * @default 1024 - per HA pair
   */
  readonly storageCapacityGiB?: number;
  /**
   * Throughput capacity in MB/s per HA pair: first generation 128, 256, 512, 1024, 2048 or 4096, second 384, 768, 1536, 3072 or 6144.
   *
   * @default - the smallest of the deployment type
   */
  readonly throughputMBps?: number;
  /**
   * Number of HA pairs: 1 to 12 for SINGLE_AZ_2, else 1.
   *
   * @default 1
   */
  readonly haPairs?: number;
  /**
   * Name of the storage virtual machine: 1–47 letters, digits, hyphens or underscores. Immutable.
   *
   * @default 'kubernetes'
   */
  readonly svmName?: string;
}

/** Attributes of an existing file system. */
export interface OntapFileSystemAttributes {
  /** ID, like fs-0123456789abcdef0. */
  readonly fileSystemId: string;
  /** Name of the storage virtual machine. */
  readonly svmName: string;
  /** Credentials of the storage virtual machine: JSON with username (`vsadmin`) and password. */
  readonly credentials: ISecret;
  /**
   * Security group of the file system, to which rules for the nodes are added.
   *
   * @default - no rules are added
   */
  readonly securityGroup?: ISecurityGroup;
}

/** The FSx for NetApp ONTAP file system of an `FsxOntapStorage`. */
export abstract class OntapFileSystemSource {
  /** Creates a file system with a storage virtual machine. */
  static create(options: OntapFileSystemOptions = {}): OntapFileSystemSource {
    checkOptions('OntapFileSystemOptions', 'OntapFileSystemSource.create', options);
    return new Own(options);
  }

  /** Uses an existing file system. */
  static fromFileSystemAttributes(options: OntapFileSystemAttributes): OntapFileSystemSource {
    checkOptions('OntapFileSystemAttributes', 'OntapFileSystemSource.fromFileSystemAttributes', options);
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
