import { ApplyOptions, ApplyRejection, DeletionRef, KindRef, Kubernetes, ListOptions } from './kubernetes';
import { refsInManifest } from './manifest-text';
import { ClusterScopedKinds, isNamespace, keyOfKind, LiveObject, ManagedFields, ObjectRef, refOf } from './object-ref.rules';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/**
 * The API for a role that has permissions in some namespaces only: nothing outside of them is read or deleted. What is outside, such as the
 * PersistentVolume of a claim, counts as not existing. An object that is applied there is rejected by the API server.
 */
export class NamespacedKubernetes implements Kubernetes {
  readonly home: string;

  constructor(
    private readonly api: Kubernetes,
    private readonly namespaces: readonly string[],
  ) {
    this.home = namespaces[0];
  }

  async apply(objects: readonly KubernetesObject[], options: ApplyOptions): Promise<ApplyRejection[]> {
    return this.api.apply(objects, options);
  }

  async create(object: KubernetesObject): Promise<LiveObject | undefined> {
    return this.api.create(object);
  }

  async replace(object: KubernetesObject): Promise<LiveObject | undefined> {
    return this.api.replace(object);
  }

  async get(refs: readonly ObjectRef[], options?: { readonly metadataOnly?: boolean }): Promise<LiveObject[]> {
    return this.api.get(await this.inside(refs), options);
  }

  async getByManifest(manifest: string, namespace: string): Promise<LiveObject[]> {
    return this.get(refsInManifest(manifest, namespace));
  }

  async list(kind: KindRef, where: ListOptions = {}): Promise<LiveObject[]> {
    if ((await this.clusterScopedKinds([kind])).has(keyOfKind(kind))) return [];
    const namespaces = this.namespaces.filter((each) => where.namespace === undefined || where.namespace === each);
    const found: LiveObject[] = [];
    for (const namespace of namespaces) found.push(...(await this.api.list(kind, { ...where, namespace })));
    return found;
  }

  async delete(refs: readonly DeletionRef[], cascade?: 'foreground' | 'background'): Promise<void> {
    await this.api.delete(await this.inside(refs), cascade);
  }

  async annotate(ref: ObjectRef, annotations: Readonly<Record<string, string | undefined>>): Promise<void> {
    for (const each of await this.inside([ref])) await this.api.annotate(each, annotations);
  }

  async restore(object: LiveObject): Promise<void> {
    if ((await this.inside([refOf(object)])).length > 0) await this.api.restore(object);
  }

  async setManagedFields(ref: ObjectRef, managedFields: readonly ManagedFields[]): Promise<void> {
    for (const each of await this.inside([ref])) await this.api.setManagedFields(each, managedFields);
  }

  async listBySelector(selector: string): Promise<LiveObject[]> {
    return this.api.listBySelector(selector, this.namespaces);
  }

  async listInNamespace(namespace: string): Promise<LiveObject[]> {
    return this.namespaces.includes(namespace) ? this.api.listInNamespace(namespace) : [];
  }

  async logs(namespace: string, pod: string, container: string, previous: boolean): Promise<string> {
    return this.namespaces.includes(namespace) ? this.api.logs(namespace, pod, container, previous) : '';
  }

  async clusterScopedKinds(kinds: readonly KindRef[]): Promise<ClusterScopedKinds> {
    return this.api.clusterScopedKinds(kinds);
  }

  async serves(kind: KindRef): Promise<boolean> {
    return this.api.serves(kind);
  }

  /** A Namespace of the scope may be read with a Role in it. Source: apiserver, pkg/endpoints/request/requestinfo.go. */
  private async inside<T extends ObjectRef>(refs: readonly T[]): Promise<T[]> {
    const possible = refs.filter((ref) => this.namespaces.includes((isNamespace(ref) ? ref.name : ref.namespace) ?? ''));
    const kinds = new Map(possible.filter((ref) => !isNamespace(ref)).map((ref) => [`${ref.apiVersion} ${ref.kind}`, ref]));
    const clusterScoped = await this.clusterScopedKinds([...kinds.values()]);
    return possible.filter((ref) => isNamespace(ref) || !clusterScoped.has(keyOfKind(ref)));
  }
}
