import { ApiObject, Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { MountPlan } from './mount-plan';
import { PodVolume } from './pod-volume';
import { VolumeAccessMode } from './volume-access-mode';

/** Properties of a claim. */
export interface StorageClaimOptions {
  /** Size of the volume: 1 GiB or more; the class may have limits of its own. A claim can grow and never shrink. */
  readonly size: Size;
  /** Where containers see it: an absolute path. */
  readonly mountPath: string;
  /**
   * Who may mount it at once.
   *
   * @default - what the storage is made for: one node for disks, many for file systems
   */
  readonly accessMode?: VolumeAccessMode;
  /**
   * Whether containers may only read it.
   *
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * Directory inside of the volume that containers see.
   *
   * @default - all of it
   */
  readonly subPath?: string;
  /**
   * Name of a VolumeSnapshot of the same namespace that the volume is made from. Its size is at least that of the snapshot.
   *
   * @default - an empty volume
   */
  readonly fromSnapshot?: string;
  /**
   * Name of a VolumeAttributesClass, by which the performance of the volume may change while it is used. Kubernetes 1.34 or newer.
   *
   * @default - none
   */
  readonly volumeAttributesClassName?: string;
  /**
   * Whether containers see a device at `path` instead of a file system.
   *
   * @default false
   */
  readonly rawBlock?: boolean;
}

/** What a claim is made of beside its options. @internal */
export interface ClaimBinding {
  /** empty for a volume that is made by hand. */
  readonly storageClassName: string;
  readonly accessMode: VolumeAccessMode;
  /** the spec of the volume, by its name, for one that no driver makes. */
  readonly volume?: (volumeName: string) => object;
}

/** A volume that a workload asks for: made by a storage construct, passed to a workload, or added to a chart by itself. */
export class StorageClaim extends PodVolume {
  /** @internal */
  public static _of(name: string, binding: ClaimBinding, options: StorageClaimOptions): StorageClaim {
    return new StorageClaim(name, binding, options);
  }

  /** Name of the PersistentVolumeClaim. */
  public readonly name: string;
  /** Its StorageClass; empty where the volume is made by hand. */
  public readonly storageClassName: string;
  /** Who may mount it at once. */
  public readonly accessMode: VolumeAccessMode;
  private readonly volume?: (volumeName: string) => object;

  private constructor(
    name: string,
    { storageClassName, accessMode, volume }: ClaimBinding,
    private readonly options: StorageClaimOptions,
  ) {
    super();
    this.name = name;
    this.storageClassName = storageClassName;
    this.accessMode = accessMode;
    this.volume = volume;
  }

  /** Size of the volume. */
  public get size(): Size {
    return this.options.size;
  }

  /** Where containers see it. */
  public get mountPath(): string {
    return this.options.mountPath;
  }

  /** Adds the PersistentVolumeClaim to a chart, once, for pods that this library does not make. */
  public addTo(scope: Construct, id: string = `Claim-${this.name}`): ApiObject {
    const chart = Chart.of(scope) as Chart & { [ADDED]?: Map<StorageClaim, ApiObject> };
    if (!chart[ADDED]) Object.defineProperty(chart, ADDED, { value: new Map() });
    const added = chart[ADDED]!.get(this) ?? this.make(scope, id);
    chart[ADDED]!.set(this, added);
    return added;
  }

  private make(scope: Construct, id: string): ApiObject {
    const { options, volume, storageClassName } = this;
    const { namespace = 'default' } = Chart.of(scope);
    const spec = { accessModes: [this.accessMode], storageClassName, ...(options.rawBlock ? { volumeMode: 'Block' } : {}) };
    // names of volumes are those of the whole cluster
    const volumeName = `${namespace}-${this.name}`;
    if (volume) {
      new ApiObject(scope, `${id}-Volume`, {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: volumeName },
        spec: {
          ...spec,
          capacity: { storage: options.size.asString() },
          persistentVolumeReclaimPolicy: 'Retain',
          claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: this.name },
          ...volume(volumeName),
        },
      });
    }
    return new ApiObject(scope, id, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: this.name },
      spec: { ...this.spec(), ...(volume ? { volumeName } : {}) },
    });
  }

  /** The claim of each replica of a StatefulSet; nothing where the volume is made by hand, and so is there once. @internal */
  public _template(): { readonly metadata: { readonly name: string }; readonly spec: object } | undefined {
    return this.volume ? undefined : { metadata: { name: this.name }, spec: this.spec() };
  }

  private spec(): object {
    const { accessMode, storageClassName, options } = this;
    return {
      accessModes: [accessMode],
      storageClassName,
      ...(options.rawBlock ? { volumeMode: 'Block' } : {}),
      ...(options.volumeAttributesClassName ? { volumeAttributesClassName: options.volumeAttributesClassName } : {}),
      ...(options.fromSnapshot
        ? { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: options.fromSnapshot } }
        : {}),
      resources: { requests: { storage: options.size.asString() } },
    };
  }

  /** @internal */
  public get _mount(): MountPlan {
    const { mountPath, readOnly = false, subPath, rawBlock = false } = this.options;
    const oneNode = [VolumeAccessMode.READ_WRITE_ONCE, VolumeAccessMode.READ_WRITE_ONCE_POD].includes(this.accessMode);
    return {
      name: this.name,
      path: mountPath,
      source: { persistentVolumeClaim: { claimName: this.name } },
      readOnly,
      subPath,
      block: rawBlock,
      oneNode,
    };
  }

  /** @internal */
  public _add(scope: Construct): void {
    this.addTo(scope);
  }
}

const ADDED = Symbol.for('cdk-eks-strata.claims');
