import { ReclaimPolicy } from './volume-access-mode';

/** Options of a StorageClass. */
export interface StorageClassOptions {
  /**
   * Make it the default StorageClass of the cluster. A cluster can have one default.
   *
   * @default false - true for EbsStorage without `volumeType`
   */
  readonly isDefault?: boolean;
  /**
   * Reclaim policy of volumes, for when their PVC is deleted.
   *
   * @default ReclaimPolicy.DELETE
   */
  readonly reclaimPolicy?: ReclaimPolicy;
  /**
   * Additional mount options of the volumes.
   *
   * @default - none
   */
  readonly mountOptions?: string[];
  /**
   * Parameters of the driver by name. They override those of the construct.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };
}
