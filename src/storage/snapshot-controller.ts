import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { ReclaimPolicy } from './access-mode';
import { SnapshotOptions } from './snapshots';
import { ManagedAddon } from '../addons/managed-addon';
import { Inventory } from '../inventory/inventory';
import { kind } from '../inventory/thing.rules';

const ID = 'SnapshotController';
const GROUP = 'snapshot.storage.k8s.io';

/** The controller of snapshots of a cluster: one for all drivers. */
export function snapshotControllerOf(cluster: ICluster): ManagedAddon {
  return cluster.node.tryFindChild(ID) as ManagedAddon | undefined
    ?? new ManagedAddon(cluster as unknown as Construct, ID, { cluster, addonName: 'snapshot-controller' });
}

/** A class of snapshots, as it comes with its StorageClass. */
export function snapshotClassObject(driver: string, storageClassName: string, options: SnapshotOptions): object {
  const { snapshotClassName = storageClassName, isDefault, deletionPolicy = ReclaimPolicy.DELETE, parameters } = options;
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'VolumeSnapshotClass',
    metadata: { name: snapshotClassName, ...(isDefault ? { annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' } } : {}) },
    driver,
    deletionPolicy,
    ...(parameters ? { parameters } : {}),
  };
}

/** Makes what snapshots of a class need; the driver looks for it when it starts. */
export function prepareSnapshots(cluster: ICluster, driver: Construct | undefined): void {
  snapshotControllerOf(cluster);
  if (driver) Inventory.of(cluster)._follow(driver, kind(GROUP, 'VolumeSnapshot'));
}
