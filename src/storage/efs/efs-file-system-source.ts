import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import { IKey } from 'aws-cdk-lib/aws-kms';

/** A file system that a storage construct makes. */
export interface EfsFileSystemOptions {
  /**
   * Key that encrypts the files. It can never change.
   *
   * @default - the account's key for EFS (alias aws/elasticfilesystem)
   */
  readonly encryptionKey?: IKey;
  /**
   * How throughput is bought.
   *
   * @default ThroughputMode.ELASTIC
   */
  readonly throughputMode?: efs.ThroughputMode;
  /**
   * Throughput in MiB/s, with `ThroughputMode.PROVISIONED`: 1 or more.
   *
   * @default - none
   */
  readonly provisionedThroughputMiBps?: number;
  /**
   * After how long files that nobody reads move to Infrequent Access.
   *
   * @default LifecyclePolicy.AFTER_30_DAYS
   */
  readonly transitionToInfrequentAccess?: efs.LifecyclePolicy;
  /**
   * After how long files that nobody reads move to Archive. Longer than to Infrequent Access; with elastic throughput only.
   *
   * @default - never
   */
  readonly transitionToArchive?: efs.LifecyclePolicy;
  /**
   * Whether a file that is read again moves back.
   *
   * @default true
   */
  readonly transitionBackOnAccess?: boolean;
  /**
   * Whether AWS Backup copies it every day.
   *
   * @default true
   */
  readonly automaticBackups?: boolean;
  /**
   * The one zone that holds the files, as the network names it, for less money: pods run there, too. It can never change.
   *
   * @default - all zones of the region
   */
  readonly oneZone?: string;
  /**
   * Subnets of the mount targets: one in each zone that has nodes or Fargate pods.
   *
   * @default - the data tier of the network, else the application tier
   */
  readonly subnets?: ec2.SubnetSelection;
  /**
   * Whether only the role of the driver may mount it, which its pods cannot bypass. Not for pods on Fargate.
   *
   * @default - whoever reaches a mount target over TLS
   */
  readonly iamAuthorization?: boolean;
  /**
   * What becomes of it when the stack is deleted.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** How a file system that exists is reached. */
export interface ImportedEfsOptions {
  /**
   * Name of the zone whose mount target is used, for a file system of another account.
   *
   * @default - that of the node
   */
  readonly zone?: string;
  /**
   * Address of the mount target, where its name is not known to the network.
   *
   * @default - by name
   */
  readonly mountTargetIp?: string;
  /**
   * Name of a Secret in kube-system with awsRoleArn, externalId and crossaccount, for a file system of another account.
   *
   * @default - one of this account
   */
  readonly crossAccountSecretName?: string;
  /**
   * Whether what is sent is encrypted (TLS).
   *
   * @default true
   */
  readonly encryptInTransit?: boolean;
}

/** Where the files of an `EfsStorage` are. */
export abstract class EfsFileSystemSource {
  /** In a file system of its own, encrypted, with a mount target in each zone. */
  static create(options: EfsFileSystemOptions = {}): EfsFileSystemSource {
    return new Own(options);
  }

  /** In a file system that exists, with mount targets in the zones of the nodes. Its security group lets the nodes in. */
  static fromFileSystem(fileSystem: efs.IFileSystem, options: ImportedEfsOptions = {}): EfsFileSystemSource {
    return new Existing(fileSystem, options);
  }

  /** @internal */
  public abstract readonly _options?: EfsFileSystemOptions;
  /** @internal */
  public abstract readonly _fileSystem?: efs.IFileSystem;
  /** @internal */
  public readonly _existing: ImportedEfsOptions = {};
}

class Own extends EfsFileSystemSource {
  public readonly _fileSystem = undefined;

  constructor(public readonly _options: EfsFileSystemOptions) {
    super();
  }
}

class Existing extends EfsFileSystemSource {
  public readonly _options = undefined;

  constructor(
    public readonly _fileSystem: efs.IFileSystem,
    public readonly _existing: ImportedEfsOptions,
  ) {
    super();
  }
}
