import { createHash } from 'crypto';
import { Chart } from 'cdk8s';
import { Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { MountPlan } from './mount-plan';
import { problemMessage, StrataError } from '../errors/problems';
import { WorkloadIdentity } from '../identity/workload-identity';
import { onceIn } from '../model/cdk8s-plus';

/** A volume of a workload, created by a storage or secrets construct. */
export abstract class PodVolume {
  /** Name of the volume: 1–63 lower-case letters, digits or hyphens. */
  public abstract readonly name: string;
  /** Mount path in containers: an absolute path. */
  public abstract readonly mountPath: string;

  /** Volume and mount of the pods. @internal */
  public abstract readonly _mount: MountPlan;

  /**
   * The volume for workloads of cdk8s-plus-27 in a chart: `container.mount('/data', claim.asVolume(chart))`. Its objects, like the
   * PersistentVolumeClaim, are added to the chart, once. `readOnly` of a claim applies to all of its mounts; `mountPath` and `subPath`
   * are arguments of `mount()` there, or `PlusWorkload.mount()` passes them. Fails for a block device (`rawBlock`), which
   * `PlusWorkload.mount()` attaches.
   *
   * @example
   * const storage = new EbsStorage(this, 'Fast', { cluster, storageClassName: 'fast' });
   *
   * const data = storage.claim('data', { size: cdk8s.Size.gibibytes(20), mountPath: '/data' });
   * const web = new kplus.Deployment(chart, 'web', {
   *   replicas: 1,
   *   securityContext: { user: 10001, group: 10001, fsGroup: 10001 },
   *   containers: [
   *     {
   *       image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
   *       portNumber: 8080,
   *       volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp') }],
   *     },
   *   ],
   * });
   * web.containers[0].mount('/data', data.asVolume(chart));
   */
  public asVolume(scope: Construct): Volume {
    // mount() of cdk8s-plus calls it without a scope where types are not checked
    if (!Construct.isConstruct(scope)) {
      throw new StrataError(
        problemMessage(this.name, {
          finding: 'asVolume() is called without the chart',
          constraint: 'its objects are added to a chart',
          remediation: `Use mount('${this.mountPath}', volume.asVolume(chart)), or PlusWorkload.of(workload).mount(volume)`,
        }),
      );
    }
    if (this._mount.block) {
      throw new StrataError(
        problemMessage(scope.node.path, {
          finding: `asVolume() is called on '${this.name}', which has rawBlock: true`,
          constraint: 'a container of cdk8s-plus-27 can mount file systems only',
          remediation: 'Use PlusWorkload.of(workload).mount(), or remove `rawBlock`',
        }),
      );
    }
    return this._volumeIn(scope);
  }

  /** The volume, also of a block device. @internal */
  public _volumeIn(scope: Construct): Volume {
    const chart = Chart.of(scope);
    const { _mount } = this;
    this._add(chart);
    // two volumes of one name are different volumes for cdk8s-plus, unless they are one object
    const source = createHash('sha256')
      .update(JSON.stringify([_mount.source, _mount.readOnly]))
      .digest('hex')
      .slice(0, 8);
    return onceIn(chart, `Volume-${this.name}-${source}`, (id) => this._plusVolume(chart, id));
  }

  /** Creates the volume of cdk8s-plus. @internal */
  protected abstract _plusVolume(scope: Construct, id: string): Volume;

  /** The identity that pods must have to mount it; undefined if all pods can. @internal */
  public get _identity(): WorkloadIdentity | undefined {
    return undefined;
  }

  /** A stamp that changes with its content, so that pods are replaced; undefined if pods receive changes while they run. @internal */
  public get _stampOf(): { readonly name: string; readonly stamp: string } | undefined {
    return undefined;
  }

  /** Adds the objects that the pods of a workload need: once in a chart, however many workloads mount it. @internal */
  public abstract _add(scope: Construct): void;
}
