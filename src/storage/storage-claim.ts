import { ApiObject, Chart, Size } from 'cdk8s';
import { Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { MountPlan } from './mount-plan';
import { PodVolume } from './pod-volume';
import { VolumeAccessMode } from './volume-access-mode';
import { problemMessage, StrataError } from '../errors/problems';
import { cdk8sPlus } from '../model/cdk8s-plus';

/** Options of a PersistentVolumeClaim (PVC). */
export interface StorageClaimOptions {
  /** Size of the volume: at least 1 GiB; the storage may have other limits. It can only be increased. */
  readonly size: Size;
  /** Mount path in containers: an absolute path. */
  readonly mountPath: string;
  /**
   * Access mode.
   *
   * @default - ReadWriteOnce for block storage, ReadWriteMany for file systems
   */
  readonly accessMode?: VolumeAccessMode;
  /**
   * Mount the volume read-only.
   *
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * Directory of the volume that is mounted.
   *
   * @default - the root of the volume
   */
  readonly subPath?: string;
  /**
   * Name of a VolumeSnapshot in the same namespace from which the volume is created, with at least the size of the snapshot.
   *
   * @default - an empty volume
   */
  readonly fromSnapshot?: string;
  /**
   * Name of a VolumeAttributesClass, which can change the performance of the volume in use. Kubernetes 1.34 or newer.
   *
   * @default - none
   */
  readonly volumeAttributesClassName?: string;
  /**
   * Attach the volume as a block device at `mountPath` instead of mounting a file system (volumeMode Block).
   *
   * @default false
   */
  readonly rawBlock?: boolean;
}

/** Properties of a PVC that its storage construct sets. @internal */
export interface ClaimBinding {
  /** empty for a statically provisioned volume. */
  readonly storageClassName: string;
  readonly accessMode: VolumeAccessMode;
  /** the spec of the PersistentVolume, by its name, for a statically provisioned volume. */
  readonly volume?: (volumeName: string) => object;
}

/** A PersistentVolumeClaim (PVC): created by a storage construct, mounted by a workload or added to a chart. */
export class StorageClaim extends PodVolume {
  /** @internal */
  public static _of(name: string, binding: ClaimBinding, options: StorageClaimOptions): StorageClaim {
    return new StorageClaim(name, binding, options);
  }

  /** Name of the PersistentVolumeClaim. */
  public readonly name: string;
  /** Name of its StorageClass; empty for a statically provisioned volume. */
  public readonly storageClassName: string;
  /** Access mode. */
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

  /** Mount path in containers. */
  public get mountPath(): string {
    return this.options.mountPath;
  }

  /**
   * Adds the PersistentVolumeClaim to a chart, once, for pods that this library does not create. A claim of the same name and settings is
   * the same object.
   */
  public addTo(scope: Construct, id: string = `Claim-${this.name}`): ApiObject {
    const chart = Chart.of(scope) as Chart & { [ADDED]?: Map<StorageClaim, ApiObject> };
    if (!chart[ADDED]) Object.defineProperty(chart, ADDED, { value: new Map() });
    const [same, object] = [...chart[ADDED]!].find(([{ name }]) => name === this.name) ?? [];
    if (same && JSON.stringify(same.identity()) !== JSON.stringify(this.identity())) {
      throw new StrataError(
        problemMessage(scope.node.path, {
          finding: `two claims have the name '${this.name}' and other settings`,
          constraint: `the name of a PersistentVolumeClaim must be unique in its namespace, here in chart ${chart.node.path}`,
          remediation: 'Rename one of them, or use one claim for both',
        }),
      );
    }
    if (!object && scope.node.tryFindChild(id)) {
      throw new StrataError(
        problemMessage(scope.node.path, {
          finding: `addTo() of claim '${this.name}' has the id '${id}'`,
          constraint: 'another construct in this scope has this id',
          remediation: 'Pass another id to addTo()',
        }),
      );
    }
    const added = object ?? this.make(scope, id);
    chart[ADDED]!.set(this, added);
    return added;
  }

  // what makes two claims the same
  private identity(): readonly unknown[] {
    return [this.spec(), this.volume?.('')];
  }

  private make(scope: Construct, id: string): ApiObject {
    const { options, volume, storageClassName } = this;
    const { namespace = 'default' } = Chart.of(scope);
    const spec = { accessModes: [this.accessMode], storageClassName, ...(options.rawBlock ? { volumeMode: 'Block' } : {}) };
    // names of PersistentVolumes are unique in the cluster
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

  /** The volumeClaimTemplate of a StatefulSet; undefined for a statically provisioned volume, which exists once. @internal */
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

  /** @internal */
  protected _plusVolume(scope: Construct, id: string): Volume {
    const { name, options } = this;
    const { PersistentVolumeClaim, Volume: PlusVolume } = cdk8sPlus();
    const claim = PersistentVolumeClaim.fromClaimName(scope, `${id}-Claim`, name);
    return PlusVolume.fromPersistentVolumeClaim(scope, id, claim, { name, readOnly: options.readOnly });
  }
}

const ADDED = Symbol.for('cdk-eks-strata.claims');
