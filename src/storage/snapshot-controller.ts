import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { VolumeSnapshotClassOptions } from './snapshots';
import { ReclaimPolicy } from './volume-access-mode';
import { ManagedAddon } from '../addons/managed-addon';
import { kind } from '../catalog/capability.rules';
import { ClusterModel } from '../model/cluster-model';

const ADDON = 'snapshot-controller';
const GROUP = 'snapshot.storage.k8s.io';

/** Makes the controller of snapshots of a cluster, one for all drivers, unless it is there or declared as installed elsewhere. */
function installSnapshotController(cluster: ICluster): void {
  const inventory = ClusterModel.of(cluster);
  if (inventory._isExternal(kind(GROUP, 'VolumeSnapshot')) || inventory._installed(`add-on ${ADDON}`)) return;
  const controller = new ManagedAddon(cluster as unknown as Construct, 'SnapshotController', { cluster, addonName: ADDON });
  inventory._assumeWithout(kind(GROUP, 'VolumeSnapshot'), controller);
}

/** A class of snapshots, as it comes with its StorageClass. */
export function snapshotClassObject(driver: string, storageClassName: string, options: VolumeSnapshotClassOptions): object {
  const { volumeSnapshotClassName = storageClassName, isDefault, deletionPolicy = ReclaimPolicy.DELETE, parameters } = options;
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'VolumeSnapshotClass',
    metadata: {
      name: volumeSnapshotClassName,
      ...(isDefault ? { annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' } } : {}),
    },
    driver,
    deletionPolicy,
    ...(parameters ? { parameters } : {}),
  };
}

/** Makes what snapshots of a class need; the driver looks for it when it starts. */
export function prepareSnapshots(cluster: ICluster, driver: Construct | undefined): void {
  installSnapshotController(cluster);
  if (driver) ClusterModel.of(cluster)._orderAfter(driver, kind(GROUP, 'VolumeSnapshot'));
}
