import { Size } from 'cdk8s';
import { Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { problemMessage, StrataError } from '../errors/problems';
import { cdk8sPlus } from '../model/cdk8s-plus';
import { MountPlan } from '../storage/mount-plan';
import { PodVolume } from '../storage/pod-volume';

/** Properties of a {@link EmptyDirVolume}. */
export interface EmptyDirOptions {
  /**
   * Maximum size. A pod that writes more is evicted.
   *
   * @default - no limit
   */
  readonly sizeLimit?: Size;
  /**
   * Whether it is kept in memory, which counts as memory of the containers that write to it.
   *
   * @default false
   */
  readonly inMemory?: boolean;
}

/** An empty directory that lives as long as its pod, which several containers of it can mount. */
export class EmptyDirVolume extends PodVolume {
  /** Mount path in this container. */
  public readonly mountPath: string;

  /**
   * @param name 1–63 lower-case letters, digits or hyphens
   * @param path mount path in the containers: an absolute path
   */
  constructor(
    public readonly name: string,
    path: string,
    private readonly options: EmptyDirOptions = {},
  ) {
    super();
    this.mountPath = path;
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
      throw new StrataError(
        problemMessage(`EmptyDirVolume '${name}'`, {
          finding: `name is '${name}'`,
          constraint: 'must be 1–63 lower-case letters, digits or hyphens',
          remediation: "Use a name like 'logs'",
        }),
      );
    }
    if (name === 'tmp' || name.startsWith('tmp-')) {
      throw new StrataError(
        problemMessage(`EmptyDirVolume '${name}'`, {
          finding: `name is '${name}'`,
          constraint: 'tmp and tmp-* are reserved for the volumes mounted at /tmp',
          remediation: 'Use another name',
        }),
      );
    }
    if (!path.startsWith('/')) {
      throw new StrataError(
        problemMessage(`EmptyDirVolume '${name}'`, {
          finding: `path is '${path}'`,
          constraint: 'must be an absolute path',
          remediation: `Use '/${path}'`,
        }),
      );
    }
  }

  /** The same directory at another path, for another container. */
  public mountAt(path: string): EmptyDirVolume {
    return new EmptyDirVolume(this.name, path, this.options);
  }

  /** @internal */
  public get _mount(): MountPlan {
    const { sizeLimit, inMemory } = this.options;
    const emptyDir = { ...(inMemory ? { medium: 'Memory' } : {}), ...(sizeLimit ? { sizeLimit: sizeLimit.asString() } : {}) };
    return { name: this.name, path: this.mountPath, source: { emptyDir }, readOnly: false, block: false, oneNode: false };
  }

  /** @internal */
  public _add(_scope: Construct): void {
    // it is created with the pod
  }

  /** @internal */
  protected _plusVolume(scope: Construct, id: string): Volume {
    const { sizeLimit, inMemory } = this.options;
    const { EmptyDirMedium, Volume: PlusVolume } = cdk8sPlus();
    return PlusVolume.fromEmptyDir(scope, id, this.name, { sizeLimit, medium: inMemory ? EmptyDirMedium.MEMORY : undefined });
  }
}
