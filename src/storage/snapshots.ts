import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { StorageClaim } from './storage-claim';
import { ReclaimPolicy } from './volume-access-mode';
import { checkChartProps } from '../props/check-props';

/** Options of a VolumeSnapshotClass. */
export interface VolumeSnapshotClassOptions {
  /**
   * Name of the VolumeSnapshotClass.
   *
   * @default - the name of the StorageClass
   */
  readonly volumeSnapshotClassName?: string;
  /**
   * Make it the default VolumeSnapshotClass of the driver. Each driver can have one default.
   *
   * @default false
   */
  readonly isDefault?: boolean;
  /**
   * Deletion policy of snapshots, for when their VolumeSnapshot is deleted.
   *
   * @default ReclaimPolicy.DELETE
   */
  readonly deletionPolicy?: ReclaimPolicy;
  /**
   * Parameters of the driver, like `tagSpecification_1` or `fastSnapshotRestoreAvailabilityZones` of EBS, which the IAM policy of the
   * driver allows for its own snapshots.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };
}

/** Properties of a {@link VolumeSnapshot}. */
export interface VolumeSnapshotProps {
  /** The PVC whose volume is copied, in the same namespace. */
  readonly claim: StorageClaim;
  /** Name of the VolumeSnapshotClass. */
  readonly volumeSnapshotClassName: string;
}

/**
 * VolumeSnapshot of a PVC: a copy of its volume at the time of the deployment. Create a PVC from it with `fromSnapshot`.
 *
 * @example
 * const storage = new EbsStorage(this, 'Disks', { cluster, storageClassName: 'snapshots', isDefault: false, volumeSnapshotClass: {} });
 * const data = storage.claim('data', { size: cdk8s.Size.gibibytes(20), mountPath: '/data' });
 * data.addTo(chart);
 *
 * new VolumeSnapshot(chart, 'before-upgrade', { claim: data, volumeSnapshotClassName: storage.volumeSnapshotClassName! });
 */
export class VolumeSnapshot extends ApiObject {
  constructor(scope: Construct, id: string, props: VolumeSnapshotProps) {
    checkChartProps('VolumeSnapshotProps', scope, id, props, new.target !== VolumeSnapshot);
    const { claim, volumeSnapshotClassName } = props;
    super(scope, id, {
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshot',
      spec: { volumeSnapshotClassName: volumeSnapshotClassName, source: { persistentVolumeClaimName: claim.name } },
    });
  }
}
