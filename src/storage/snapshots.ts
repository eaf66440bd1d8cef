import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { StorageClaim } from './storage-claim';
import { ReclaimPolicy } from './volume-access-mode';

/** A class of snapshots. */
export interface VolumeSnapshotClassOptions {
  /**
   * Name of the VolumeSnapshotClass.
   *
   * @default - the name of the StorageClass
   */
  readonly volumeSnapshotClassName?: string;
  /**
   * Whether snapshots that name no class get this one. One class of a driver may be the default.
   *
   * @default false
   */
  readonly isDefault?: boolean;
  /**
   * What becomes of a snapshot when its VolumeSnapshot is deleted.
   *
   * @default ReclaimPolicy.DELETE
   */
  readonly deletionPolicy?: ReclaimPolicy;
  /**
   * Parameters of the driver, like `fastSnapshotRestoreAvailabilityZones` of EBS, which the policy of the driver allows on its own
   * snapshots, or
   * `tagSpecification_1`.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };
}

/** Properties of a {@link VolumeSnapshot}. */
export interface VolumeSnapshotProps {
  /** The claim whose volume is copied; it stands in the same namespace. */
  readonly claim: StorageClaim;
  /** Name of the VolumeSnapshotClass. */
  readonly volumeSnapshotClassName: string;
}

/** A copy of a volume as it is now. A claim becomes a volume like it by `fromSnapshot`. */
export class VolumeSnapshot extends ApiObject {
  constructor(scope: Construct, id: string, { claim, volumeSnapshotClassName }: VolumeSnapshotProps) {
    super(scope, id, {
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshot',
      spec: { volumeSnapshotClassName: volumeSnapshotClassName, source: { persistentVolumeClaimName: claim.name } },
    });
  }
}
