import { ReclaimPolicy } from './volume-access-mode';

/** Settings of a StorageClass that all have a default. */
export interface StorageClassOptions {
  /**
   * Whether claims that name no class get this one. One class of a cluster may be the default.
   *
   * @default false - true for EbsStorage without volume
   */
  readonly isDefault?: boolean;
  /**
   * What becomes of a volume when its claim is deleted.
   *
   * @default ReclaimPolicy.DELETE
   */
  readonly reclaimPolicy?: ReclaimPolicy;
  /**
   * Options of mount for every volume of the class.
   *
   * @default - those of the driver
   */
  readonly mountOptions?: string[];
  /**
   * Any parameter of the driver, by its name, over those of the construct.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };
}
