import { ClusterModel } from './cluster-model';
import { Failure } from '../../src/handler/custom-resource-request';
import {
  ChartSource,
  Helm,
  OperationOptions,
  ReleaseHook,
  ReleaseName,
  ReleaseState,
  RevisionRecord,
  UpgradeOptions,
} from '../../src/handler/helm';
import { keyOfObject } from '../../src/handler/object-ref.rules';
import { KubernetesObject, objectsIn } from '../../src/kubernetes/kubernetes-object.rules';

interface Revision extends ReleaseState {
  readonly objects: readonly KubernetesObject[];
  readonly description: string;
  readonly hooks: readonly ReleaseHook[];
}

interface Values {
  readonly objects?: unknown;
  readonly crds?: readonly KubernetesObject[];
  /** a Job before the upgrade. */
  readonly hook?: KubernetesObject;
}

/** Helm in memory: the values of a release are its objects. What it does is what the real one does in `doubles.test.ts`. */
export class HelmModel implements Helm {
  /** whether charts can be downloaded. */
  hasCharts = true;
  /** what happens while a hook runs: the process ends, or the hook. */
  runHook: (job: KubernetesObject) => 'succeeds' | 'fails' | 'is killed';
  private readonly releases = new Map<string, readonly Revision[]>();

  constructor(private readonly cluster: ClusterModel) {
    this.runHook = () => 'succeeds';
  }

  async fetch(source: ChartSource): Promise<string> {
    if (!this.hasCharts) throw new Failure('Helm: chart not found');
    return JSON.stringify(source);
  }

  async crds(_: ReleaseName, __: string, values: string): Promise<KubernetesObject[]> {
    return [...((JSON.parse(values) as Values).crds ?? [])];
  }

  async upgrade(
    name: ReleaseName,
    _: string,
    values: string,
    { createNamespace, labels, beforeAttempt }: Pick<UpgradeOptions, 'createNamespace' | 'labels' | 'beforeAttempt'>,
  ): Promise<void> {
    await beforeAttempt();
    const revisions = this.revisions(name);
    this.checkUnlocked(name);
    if (!this.cluster.look(`/Namespace /${name.namespace}`)) {
      if (!createNamespace) throw new Failure(`Helm: create: failed to create: namespaces "${name.namespace}" not found`);
      this.cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: name.namespace } }, 'helm');
    }
    this.release(name, placedIn(values, name.namespace), { ...revisions.at(-1)?.labels, ...labels }, values);
  }

  async rollback(name: ReleaseName, revision: number, { beforeAttempt }: OperationOptions): Promise<void> {
    await beforeAttempt();
    const found = this.revisions(name).find((each) => each.revision === revision);
    if (!found) throw new Failure(`Helm: release has no ${revision} version`);
    this.release(name, found.objects, found.labels);
  }

  async history(name: ReleaseName): Promise<ReleaseState[]> {
    return this.revisions(name).map(({ revision, status, labels }) => ({ revision, status, labels }));
  }

  async record(name: ReleaseName, revision: number): Promise<RevisionRecord | undefined> {
    return this.revisions(name).find((each) => each.revision === revision);
  }

  async manifest(name: ReleaseName): Promise<string> {
    const last = this.revisions(name).at(-1);
    if (!last) throw new Failure('Helm: release: not found');
    return JSON.stringify(last.objects);
  }

  async uninstall(name: ReleaseName): Promise<void> {
    for (const object of this.revisions(name).at(-1)?.objects ?? []) if (!isKept(object)) this.cluster.remove(keyOfObject(object));
    this.releases.delete(titleOf(name));
  }

  async markFailed(name: ReleaseName, revision: number, description: string): Promise<void> {
    this.change(name, (each) => (each.revision === revision ? { ...each, status: 'failed', description } : each));
  }

  /** Leaves the release as a Helm does that was killed while it upgraded. */
  interrupt(name: ReleaseName): void {
    const last = this.revisions(name).at(-1)!;
    this.add(name, { ...last, revision: last.revision + 1, status: 'pending-upgrade' });
  }

  /** Takes the labels of the user off a release, as one that was made without this library has none. */
  unlabel(name: ReleaseName): void {
    this.change(name, (each) => ({ ...each, labels: {} }));
  }

  private release(name: ReleaseName, objects: readonly KubernetesObject[], labels: ReleaseState['labels'], values = '{}'): void {
    const before = this.revisions(name);
    const { hook } = JSON.parse(values) as Values;
    const hooks = hook ? [{ kind: hook.kind, manifest: JSON.stringify(hook), events: ['pre-install', 'pre-upgrade'] }] : [];
    const revision = (before.at(-1)?.revision ?? 0) + 1;
    const pending = {
      revision,
      status: before.length === 0 ? 'pending-install' : 'pending-upgrade',
      labels,
      objects,
      hooks,
      description: '',
    };
    this.add(name, pending);
    if (hook) this.perform(name, revision, hook);
    const missing = objects.find(({ metadata }) => metadata?.namespace && !this.cluster.look(`/Namespace /${metadata.namespace}`));
    if (missing) {
      const description = `server-side apply failed for object: namespaces "${missing.metadata?.namespace}" not found`;
      this.change(name, (each) => (each.revision === revision ? { ...each, status: 'failed', description } : each));
      throw new Failure(`Helm: ${description}`);
    }
    for (const object of objects) this.cluster.put(object, 'helm');
    const now = new Set(objects.map(keyOfObject));
    const dropped = (before.at(-1)?.objects ?? []).filter((object) => !now.has(keyOfObject(object)) && !isKept(object));
    for (const object of dropped) this.cluster.remove(keyOfObject(object));
    // a failed revision is superseded where no other one is deployed
    const current = before.filter(({ status }) => status === 'deployed').at(-1) ?? before.at(-1);
    this.change(name, (each) => {
      if (each.revision === revision) return { ...each, status: 'deployed' };
      return each.revision === current?.revision ? { ...each, status: 'superseded' } : each;
    });
  }

  private perform(name: ReleaseName, revision: number, hook: KubernetesObject): void {
    this.cluster.put(hook, 'helm');
    const end = this.runHook(hook);
    if (end === 'is killed') throw new Error('the function was killed');
    if (end === 'succeeds') return;
    const description = 'pre-upgrade hooks failed: resource Job/shop/migrate not ready. status: Failed';
    this.change(name, (each) => (each.revision === revision ? { ...each, status: 'failed', description } : each));
    throw new Failure(`Helm: UPGRADE FAILED: ${description}`);
  }

  private checkUnlocked(name: ReleaseName): void {
    if (this.revisions(name).at(-1)?.status.startsWith('pending-')) {
      throw new Failure('Helm: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress');
    }
  }

  private revisions(name: ReleaseName): readonly Revision[] {
    return this.releases.get(titleOf(name)) ?? [];
  }

  private add(name: ReleaseName, revision: Revision): void {
    this.releases.set(titleOf(name), [...this.revisions(name), revision]);
  }

  private change(name: ReleaseName, change: (revision: Revision) => Revision): void {
    this.releases.set(titleOf(name), this.revisions(name).map(change));
  }
}

const titleOf = ({ namespace, release }: ReleaseName): string => `${namespace}/${release}`;

const isKept = ({ metadata }: KubernetesObject): boolean => metadata?.annotations?.['helm.sh/resource-policy'] === 'keep';

function placedIn(values: string, namespace: string): KubernetesObject[] {
  const given = JSON.parse(values) as Values;
  return objectsIn(given.objects ?? given).map((object) =>
    object.kind === 'Namespace' ? object : { ...object, metadata: { namespace, ...object.metadata } },
  );
}
