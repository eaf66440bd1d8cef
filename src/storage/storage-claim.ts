import { Size } from 'cdk8s';

/** Properties of a claim. */
export interface StorageClaimOptions {
  /** Size of the volume: 1 GiB or more. */
  readonly size: Size;
  /** Where containers see it: an absolute path. */
  readonly path: string;
}

/** A volume that a workload asks for: made by a storage construct, passed to a workload. */
export class StorageClaim {
  /** @internal */
  public static _of(name: string, storageClassName: string, options: StorageClaimOptions): StorageClaim {
    return new StorageClaim(name, storageClassName, 'ReadWriteOnce', options);
  }

  private constructor(
    /** Name of the PersistentVolumeClaim. */
    public readonly name: string,
    /** Its StorageClass. */
    public readonly storageClassName: string,
    /** Who may mount it at once. */
    public readonly accessMode: string,
    private readonly options: StorageClaimOptions,
  ) {}

  /** Size of the volume. */
  public get size(): Size {
    return this.options.size;
  }

  /** Where containers see it. */
  public get path(): string {
    return this.options.path;
  }
}
