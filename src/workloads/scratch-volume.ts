import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { problemMessage, StrataError } from '../errors/problems';
import { MountPlan } from '../storage/mount-plan';
import { PodVolume } from '../storage/pod-volume';

/** Properties of a {@link ScratchVolume}. */
export interface ScratchVolumeOptions {
  /**
   * Most that it holds. A pod that writes more is evicted.
   *
   * @default - as much as the node has
   */
  readonly size?: Size;
  /**
   * Whether it is kept in memory, which counts as memory of the containers that write to it.
   *
   * @default false
   */
  readonly inMemory?: boolean;
}

/** An empty directory that lives as long as its pod, which several containers of it can mount. */
export class ScratchVolume extends PodVolume {
  /** Where this container sees it. */
  public readonly path: string;

  /**
   * @param name 1–63 lower-case letters, digits or hyphens
   * @param path where containers see it: an absolute path
   */
  constructor(public readonly name: string, path: string, private readonly options: ScratchVolumeOptions = {}) {
    super();
    this.path = path;
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) throw new StrataError(problemMessage(`ScratchVolume '${name}'`, { what: `name is '${name}'`, limit: 'it has 1–63 lower-case letters, digits or hyphens', fix: 'Correct it' }));
    if (name === 'tmp' || name.startsWith('tmp-')) throw new StrataError(problemMessage(`ScratchVolume '${name}'`, { what: `name is '${name}'`, limit: 'the volumes at /tmp have such names', fix: 'Choose another' }));
    if (!path.startsWith('/')) throw new StrataError(problemMessage(`ScratchVolume '${name}'`, { what: `path is '${path}'`, limit: 'it is absolute', fix: `Write '/${path}'` }));
  }

  /** The same directory at another path, for another container. */
  public at(path: string): ScratchVolume {
    return new ScratchVolume(this.name, path, this.options);
  }

  /** @internal */
  public get _mount(): MountPlan {
    const { size, inMemory } = this.options;
    const emptyDir = { ...(inMemory ? { medium: 'Memory' } : {}), ...(size ? { sizeLimit: size.asString() } : {}) };
    return { name: this.name, path: this.path, source: { emptyDir }, readOnly: false, block: false, oneNode: false };
  }

  /** @internal */
  public _add(_scope: Construct): void {
    // it is made with the pod
  }
}
