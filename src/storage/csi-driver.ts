import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ManagedAddon } from '../addons/managed-addon';
import { RoleOptions } from '../cluster/role-options';
import { Problem } from '../errors/problems';

/** Ids of the drivers below their cluster, by add-on. */
const IDS = {
  'aws-ebs-csi-driver': 'EbsCsiDriver', 'aws-efs-csi-driver': 'EfsCsiDriver', 'aws-fsx-csi-driver': 'FsxCsiDriver', 'aws-mountpoint-s3-csi-driver': 'S3CsiDriver',
} as const;
export type DriverAddon = keyof typeof IDS;

/** The driver of a cluster: one for all classes, wherever they are made, so that removing a class never removes the driver of another. */
export function driverOf(cluster: ICluster, addonName: DriverAddon, roleOptions?: RoleOptions): ManagedAddon {
  return cluster.node.tryFindChild(IDS[addonName]) as ManagedAddon | undefined
    ?? new ManagedAddon(cluster as unknown as Construct, IDS[addonName], { cluster, addonName, roleOptions });
}

/** The driver is made by the first class, which says how its role is. */
export function driverRoleProblems(cluster: ICluster, addonName: DriverAddon, roleOptions?: RoleOptions): Problem[] {
  return roleOptions && cluster.node.tryFindChild(IDS[addonName]) !== undefined
    ? [{ what: 'driverRoleOptions is given', limit: 'the first class of the cluster made the driver', fix: 'Leave it out, or give it to the first class' }] : [];
}

/**
 * Lets a driver use a key for volumes. None of the managed policies for drivers does.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
 */
export function grantDriverKey(role: iam.IRole, key: IKey): void {
  role.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
    resources: [key.keyArn],
    conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  }));
  key.grant(role, 'kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey');
}
