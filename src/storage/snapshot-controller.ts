import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { ReclaimPolicy } from './access-mode';
import { SnapshotOptions } from './snapshots';
import { ManagedAddon } from '../addons/managed-addon';
import { kind } from '../catalog/thing.rules';
import { Inventory } from '../model/inventory';

const ADDON = 'snapshot-controller';
const GROUP = 'snapshot.storage.k8s.io';

/** Makes the controller of snapshots of a cluster, one for all drivers, unless it is there or declared as installed elsewhere. */
function installSnapshotController(cluster: ICluster): void {
  const inventory = Inventory.of(cluster);
  if (inventory._isExternal(kind(GROUP, 'VolumeSnapshot')) || inventory._installed(`add-on ${ADDON}`)) return;
  const controller = new ManagedAddon(cluster as unknown as Construct, 'SnapshotController', { cluster, addonName: ADDON });
  inventory._assumeWithout(kind(GROUP, 'VolumeSnapshot'), controller);
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
  installSnapshotController(cluster);
  if (driver) Inventory.of(cluster)._follow(driver, kind(GROUP, 'VolumeSnapshot'));
}
