import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { checkOptions } from '../../props/check-props';

/** Options of an EFS file system that `EfsStorage` creates. */
export interface EfsFileSystemOptions {
  /**
   * KMS key that encrypts the files. Immutable.
   *
   * @default - the account's key for EFS (alias aws/elasticfilesystem)
   */
  readonly encryptionKey?: IKey;
  /**
   * Throughput mode.
   *
   * @default ThroughputMode.ELASTIC
   */
  readonly throughputMode?: efs.ThroughputMode;
  /**
   * Provisioned throughput in MiB/s: at least 1. Only with `ThroughputMode.PROVISIONED`.
   *
   * @default - none
   */
  readonly provisionedThroughputMiBps?: number;
  /**
   * Time without access after which files move to the Infrequent Access storage class.
   *
   * @default LifecyclePolicy.AFTER_30_DAYS
   */
  readonly transitionToInfrequentAccess?: efs.LifecyclePolicy;
  /**
   * Time without access after which files move to the Archive storage class: longer than to Infrequent Access. Only with elastic
   * throughput.
   *
   * @default - never
   */
  readonly transitionToArchive?: efs.LifecyclePolicy;
  /**
   * Move files back to the Standard storage class when they are read.
   *
   * @default true
   */
  readonly transitionBackOnAccess?: boolean;
  /**
   * Back up the file system daily with AWS Backup.
   *
   * @default true
   */
  readonly automaticBackups?: boolean;
  /**
   * Availability zone of a One Zone file system, as the VPC was given it: by name or by ID. Pods that mount it run in this zone. Immutable.
   *
   * @default - a Regional file system
   */
  readonly oneZone?: string;
  /**
   * Subnets of the mount targets: one in each availability zone with nodes or Fargate pods.
   *
   * @default - the data tier of the VPC, else the application tier
   */
  readonly subnets?: ec2.SubnetSelection;
  /**
   * Allow only the role of the driver to mount the file system (IAM authorization). Pods on Fargate cannot mount it then.
   *
   * @default - every client that can connect to a mount target over TLS
   */
  readonly iamAuthorization?: boolean;
  /**
   * Removal policy of the file system.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Mount options of an existing EFS file system. */
export interface ImportedEfsOptions {
  /**
   * Name of the availability zone whose mount target is used, for a file system in another account.
   *
   * @default - the zone of the node
   */
  readonly zone?: string;
  /**
   * IP address of the mount target, if its DNS name cannot be resolved in the VPC.
   *
   * @default - the DNS name
   */
  readonly mountTargetIp?: string;
  /**
   * Name of a Secret in kube-system with awsRoleArn, externalId and crossaccount, for a file system in another account.
   *
   * @default - a file system in this account
   */
  readonly crossAccountSecretName?: string;
  /**
   * Encrypt data in transit (TLS).
   *
   * @default true
   */
  readonly encryptInTransit?: boolean;
}

/** The EFS file system of an `EfsStorage`. */
export abstract class EfsFileSystemSource {
  /** Creates an encrypted file system with a mount target in each availability zone. */
  static create(options: EfsFileSystemOptions = {}): EfsFileSystemSource {
    checkOptions('EfsFileSystemOptions', 'EfsFileSystemSource.create', options);
    return new Own(options);
  }

  /**
   * Uses an existing file system with mount targets in the availability zones of the nodes. A rule for the nodes is added to its security
   * group.
   */
  static fromFileSystem(fileSystem: efs.IFileSystem, options: ImportedEfsOptions = {}): EfsFileSystemSource {
    checkOptions('ImportedEfsOptions', 'EfsFileSystemSource.fromFileSystem', options);
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
