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

/** Add-ons of the catalogue that install a CSI driver which storage creates. */
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
 * The driver of a cluster: one for all classes, wherever they are made, so that removing a class never removes the driver of another.
 * Nothing where
 * somebody else installed it.
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

/** Whether somebody else installed a driver: `ClusterModel.of(cluster).external(ClusterCapability.csiDriver(...))`. */
export function isElsewhere(cluster: ICluster, driver: ClusterFeature): boolean {
  return ClusterModel.of(cluster)._isExternal(feature(driver));
}

/** The driver is made by the first class, which says how its role is. */
export function driverRoleProblems(cluster: ICluster, addonName: DriverAddon, roleOptions?: RoleOptions): Problem[] {
  if (!roleOptions) return [];
  if (isElsewhere(cluster, ADDONS[addonName].csi.feature))
    return [
      {
        finding: 'roleOptions is given',
        constraint: 'the driver was declared as installed elsewhere',
        remediation: 'Leave one of them out',
      },
    ];
  return ClusterModel.of(cluster)._installed(`add-on ${addonName}`)
    ? [
        {
          finding: 'roleOptions is given',
          constraint: 'the first class of the cluster made the driver',
          remediation: 'Leave it out, or give it to the first class',
        },
      ]
    : [];
}

/**
 * Lets a driver use a key for volumes. None of the managed policies for drivers does.
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
