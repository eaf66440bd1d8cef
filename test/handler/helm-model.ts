import { ClusterModel } from './cluster-model';
import { Failure } from '../../src/handler/custom-resource-request';
import { ChartSource, Helm, ReleaseName, ReleaseState, UpgradeOptions } from '../../src/handler/helm';
import { keyOfObject } from '../../src/handler/object-ref.rules';
import { KubernetesObject, objectsIn } from '../../src/kubernetes/kubernetes-object.rules';

interface Release {
  readonly manifest: string;
  readonly history: readonly ReleaseState[];
}

/** Helm in memory: the values of a release are its objects. What it does is what the real one does in `doubles.test.ts`. */
export class HelmModel implements Helm {
  private readonly releases = new Map<string, Release>();

  constructor(private readonly cluster: ClusterModel) {}

  async upgrade(
    name: ReleaseName,
    _: ChartSource,
    values: string,
    { createNamespace }: Pick<UpgradeOptions, 'createNamespace'>,
  ): Promise<void> {
    const { history = [], manifest = '[]' } = this.releases.get(titleOf(name)) ?? {};
    if (history[history.length - 1]?.status.startsWith('pending-')) {
      throw new Failure('Helm: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress');
    }
    const objects = placedIn(values, name.namespace);
    if (!this.cluster.look(`/Namespace /${name.namespace}`)) {
      if (!createNamespace) throw new Failure(`Helm: create: failed to create: namespaces "${name.namespace}" not found`);
      this.cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: name.namespace } }, 'helm');
    }
    const missing = objects.find(({ metadata }) => metadata?.namespace && !this.cluster.look(`/Namespace /${metadata.namespace}`));
    for (const object of missing ? [] : objects) this.cluster.put(object, 'helm');
    const now = new Set(objects.map(keyOfObject));
    const dropped = missing ? [] : placedIn(manifest, name.namespace).filter((object) => !now.has(keyOfObject(object)) && !isKept(object));
    for (const object of dropped) this.cluster.remove(keyOfObject(object));
    const revision = (history[history.length - 1]?.revision ?? 0) + 1;
    const before = missing ? history : history.map((each) => (each.status === 'deployed' ? { ...each, status: 'superseded' } : each));
    this.releases.set(titleOf(name), {
      manifest: JSON.stringify(objects),
      history: [...before, { revision, status: missing ? 'failed' : 'deployed' }],
    });
    if (missing) throw new Failure(`Helm: server-side apply failed for object: namespaces "${missing.metadata?.namespace}" not found`);
  }

  async history(name: ReleaseName): Promise<ReleaseState[]> {
    return [...(this.releases.get(titleOf(name))?.history ?? [])];
  }

  async manifest(name: ReleaseName): Promise<string> {
    const release = this.releases.get(titleOf(name));
    if (!release) throw new Failure('Helm: release: not found');
    return release.manifest;
  }

  async uninstall(name: ReleaseName): Promise<void> {
    const release = this.releases.get(titleOf(name));
    if (!release) return;
    for (const object of placedIn(release.manifest, name.namespace).filter((each) => !isKept(each))) {
      this.cluster.remove(keyOfObject(object));
    }
    this.releases.delete(titleOf(name));
  }

  /** Leaves the release as a Helm does that was killed while it upgraded. */
  interrupt(name: ReleaseName): void {
    const release = this.releases.get(titleOf(name))!;
    const { revision } = release.history[release.history.length - 1];
    this.releases.set(titleOf(name), { ...release, history: [...release.history, { revision: revision + 1, status: 'pending-upgrade' }] });
  }

  async deleteRevision(name: ReleaseName, revision: number): Promise<void> {
    const release = this.releases.get(titleOf(name));
    if (release) this.releases.set(titleOf(name), { ...release, history: release.history.filter((each) => each.revision !== revision) });
  }
}

const titleOf = ({ namespace, release }: ReleaseName): string => `${namespace}/${release}`;

const isKept = ({ metadata }: KubernetesObject): boolean => metadata?.annotations?.['helm.sh/resource-policy'] === 'keep';

function placedIn(values: string, namespace: string): KubernetesObject[] {
  const given = JSON.parse(values) as { readonly objects?: unknown };
  return objectsIn(given.objects ?? given).map((object) =>
    object.kind === 'Namespace' ? object : { ...object, metadata: { namespace, ...object.metadata } },
  );
}
