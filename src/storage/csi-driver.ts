import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { driverGrantee } from './driver-grants';
import { ManagedAddon } from '../addons/managed-addon';
import { ADDONS, KnownAddon } from '../catalog/addons.data';
import { feature, ClusterFeature } from '../catalog/capability.rules';
import { RoleOptions } from '../cluster/role-options';
import { Problem } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';

/** Add-ons of the catalogue that install a CSI driver which a storage construct creates. */
export type DriverAddon = Exclude<
  { [Name in KnownAddon]: (typeof ADDONS)[Name] extends { csi: object } ? Name : never }[KnownAddon],
  'aws-secrets-store-csi-driver-provider'
>;

/** Ids of the drivers below their cluster. */
const IDS: Readonly<Record<DriverAddon, string>> = {
  'aws-ebs-csi-driver': 'EbsCsiDriver',
  'aws-efs-csi-driver': 'EfsCsiDriver',
  'aws-fsx-csi-driver': 'FsxCsiDriver',
  'aws-mountpoint-s3-csi-driver': 'S3CsiDriver',
};

/**
 * The CSI driver of a cluster: one for all StorageClasses and stacks, so that removing a StorageClass never removes the driver that another
 * one uses. Undefined if the driver was declared as installed outside of this app.
 */
export function driverOf(cluster: ICluster, addonName: DriverAddon, roleOptions?: RoleOptions): ManagedAddon | undefined {
  const provides = ADDONS[addonName].csi.feature;
  if (isElsewhere(cluster, provides)) return undefined;
  const inventory = ClusterModel.of(cluster);
  const existing = inventory._installed(`add-on ${addonName}`) as ManagedAddon | undefined;
  const driver = existing ?? new ManagedAddon(cluster as unknown as Construct, IDS[addonName], { cluster, addonName, roleOptions });
  inventory._assumeWithout(feature(provides), driver);
  return driver;
}

/**
 * Whether a driver was declared as installed outside of this app:
 * `ClusterModel.of(cluster).declareExternal(ClusterCapability.csiDriver(...))`.
 */
export function isElsewhere(cluster: ICluster, driver: ClusterFeature): boolean {
  return ClusterModel.of(cluster)._isExternal(feature(driver));
}

/** Problems of `roleOptions`: the first storage construct of a cluster creates the driver and its role. */
export function driverRoleProblems(cluster: ICluster, addonName: DriverAddon, roleOptions?: RoleOptions): Problem[] {
  if (!roleOptions) return [];
  if (isElsewhere(cluster, ADDONS[addonName].csi.feature)) {
    return [
      {
        finding: 'roleOptions is given',
        constraint: 'the driver was declared as installed outside of this app',
        remediation: 'Remove `roleOptions` or the declaration',
      },
    ];
  }
  return ClusterModel.of(cluster)._installed(`add-on ${addonName}`)
    ? [
        {
          finding: 'roleOptions is given',
          constraint: 'the driver already exists: the first storage construct of the cluster created it',
          remediation: 'Remove `roleOptions`, or set it on the first storage construct of the cluster',
        },
      ]
    : [];
}

/**
 * Allows a driver to use a KMS key for volumes, which none of the managed policies for drivers does.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
 */
export function grantDriverKey(scope: Construct, role: iam.IRole, key: IKey): void {
  const { grantPrincipal } = driverGrantee(scope, role);
  grantPrincipal.addToPrincipalPolicy(
    new iam.PolicyStatement({
      actions: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
      resources: [key.keyArn],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  );
  grantPrincipal.addToPrincipalPolicy(
    new iam.PolicyStatement({
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: [key.keyArn],
    }),
  );
}
