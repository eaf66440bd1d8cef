import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { VolumeSnapshotClassOptions } from './snapshots';
import { ReclaimPolicy } from './volume-access-mode';
import { ManagedAddon } from '../addons/managed-addon';
import { kind } from '../catalog/capability.rules';
import { ClusterModel } from '../model/cluster-model';

const ADDON = 'snapshot-controller';
const GROUP = 'snapshot.storage.k8s.io';

/**
 * Installs the snapshot controller of a cluster, one for all drivers, unless it exists or was declared as installed outside of this app.
 */
function installSnapshotController(cluster: ICluster): void {
  const inventory = ClusterModel.of(cluster);
  if (inventory._isExternal(kind(GROUP, 'VolumeSnapshot')) || inventory._installed(`add-on ${ADDON}`)) return;
  const controller = new ManagedAddon(cluster as unknown as Construct, 'SnapshotController', { cluster, addonName: ADDON });
  inventory._assumeWithout(kind(GROUP, 'VolumeSnapshot'), controller);
}

/** The VolumeSnapshotClass of a StorageClass. */
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

/** Installs the snapshot controller before the driver, which looks for its CRDs when it starts. */
export function prepareSnapshots(cluster: ICluster, driver: Construct | undefined): void {
  installSnapshotController(cluster);
  if (driver) ClusterModel.of(cluster)._orderAfter(driver, kind(GROUP, 'VolumeSnapshot'));
}
