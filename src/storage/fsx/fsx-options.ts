import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';

/** Options of FSx for NetApp ONTAP and FSx for OpenZFS file systems. */
export interface FsxFileSystemOptions {
  /**
   * Provisioned IOPS: at least 3 per GiB.
   *
   * @default - 3 per GiB
   */
  readonly iops?: number;
  /**
   * KMS key that encrypts the files. Immutable.
   *
   * @default - the account's key for FSx (alias aws/fsx)
   */
  readonly encryptionKey?: IKey;
  /**
   * Retention of automatic daily backups in days: 0 to 90.
   *
   * @default 30
   */
  readonly automaticBackupRetentionDays?: number;
  /**
   * Start of the daily backup window, as HH:MM in UTC.
   *
   * @default - chosen by FSx
   */
  readonly dailyAutomaticBackupStartTime?: string;
  /**
   * Start of the weekly maintenance window, as d:HH:MM in UTC, where 1 is Monday.
   *
   * @default - chosen by FSx
   */
  readonly weeklyMaintenanceStartTime?: string;
  /**
   * Subnets of the file system: one, or two in different availability zones for a multi-AZ deployment type. Immutable.
   *
   * @default - the first subnets of the data tier, else of the application tier
   */
  readonly subnets?: ec2.SubnetSelection;
  /**
   * Removal policy of the file system. A retained file system prevents the deletion of its subnets: use another stack than that of the VPC.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
