import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';

/** What file systems of FSx for NetApp ONTAP and for OpenZFS have in common. */
export interface FsxFileSystemOptions {
  /**
   * Operations a second: 3 for each GiB or more.
   *
   * @default - 3 for each GiB
   */
  readonly iops?: number;
  /**
   * Key that encrypts the files. It can never change.
   *
   * @default - the account's key for FSx (alias aws/fsx)
   */
  readonly encryptionKey?: IKey;
  /**
   * How many days daily backups are kept: 0 to 90.
   *
   * @default 30
   */
  readonly automaticBackupRetentionDays?: number;
  /**
   * When daily backups are made, as HH:MM in UTC.
   *
   * @default - as FSx chooses
   */
  readonly dailyAutomaticBackupStartTime?: string;
  /**
   * When FSx maintains it, as d:HH:MM in UTC, 1 for Monday.
   *
   * @default - as FSx chooses
   */
  readonly weeklyMaintenanceStartTime?: string;
  /**
   * Subnets of the file system: one, or two of two zones for a deployment type in several zones. They can never change.
   *
   * @default - the first of the data tier, else of the application tier
   */
  readonly subnets?: ec2.SubnetSelection;
  /**
   * What becomes of it when the stack is deleted. A file system that stays keeps its subnets: put it into another stack than the network.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
