import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ManagedAddon } from '../addons/managed-addon';
import { RoleOptions } from '../cluster/role-options';

const ID = 'EbsCsiDriver';

/** The EBS driver of a cluster: one for all classes, wherever they are made, so that removing a class never removes the driver of another. */
export function ebsDriverOf(cluster: ICluster, roleOptions?: RoleOptions): ManagedAddon {
  return cluster.node.tryFindChild(ID) as ManagedAddon | undefined
    ?? new ManagedAddon(cluster as unknown as Construct, ID, { cluster, addonName: 'aws-ebs-csi-driver', roleOptions });
}

export const hasEbsDriver = (cluster: ICluster): boolean => cluster.node.tryFindChild(ID) !== undefined;

/**
 * Lets the driver use a key. None of the managed policies for the driver does.
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
