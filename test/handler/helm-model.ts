import { ClusterModel } from './cluster-model';
import { ChartSource, Helm, ReleaseName, ReleaseState } from '../../src/handler/helm';
import { keyOfObject } from '../../src/handler/object-ref.rules';
import { objectsOf } from '../../src/inventory/kubernetes-object.rules';

/** Helm in memory: the values of a release are its objects. */
export class HelmModel implements Helm {
  private readonly releases = new Map<string, { readonly manifest: string; readonly history: readonly ReleaseState[] }>();

  constructor(private readonly cluster: ClusterModel) {}

  async upgrade(name: ReleaseName, _: ChartSource, values: string): Promise<void> {
    const { history = [] } = this.releases.get(titleOf(name)) ?? {};
    for (const object of objectsOf(JSON.parse(values))) this.cluster.put(object, 'helm');
    this.releases.set(titleOf(name), { manifest: values, history: [...history, { revision: history.length + 1, status: 'deployed' }] });
  }

  async history(name: ReleaseName): Promise<ReleaseState[]> {
    return [...this.releases.get(titleOf(name))?.history ?? []];
  }

  async manifest(name: ReleaseName): Promise<string> {
    return this.releases.get(titleOf(name))?.manifest ?? '[]';
  }

  async uninstall(name: ReleaseName): Promise<void> {
    for (const object of objectsOf(JSON.parse(await this.manifest(name)))) this.cluster.remove(keyOfObject(object));
    this.releases.delete(titleOf(name));
  }

  async forget(name: ReleaseName, revision: number): Promise<void> {
    const release = this.releases.get(titleOf(name));
    if (release) this.releases.set(titleOf(name), { ...release, history: release.history.filter((each) => each.revision !== revision) });
  }
}

const titleOf = ({ namespace, release }: ReleaseName): string => `${namespace}/${release}`;
