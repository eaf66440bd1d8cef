import { ClusterWorld } from './cluster';
import { webhookProblem } from './webhooks';
import { causeOf, conflictsOf, statusMessage } from '../../src/handler/api-errors.rules';
import { ApplyOptions, DeletionRef, KindRef, Kubernetes, ApplyRejection, ListOptions } from '../../src/handler/kubernetes';
import { LiveObject, ManagedFields, ObjectRef, refOf, ClusterScopedKinds } from '../../src/handler/object-ref.rules';
import { FIELD_MANAGER } from '../../src/handler/ownership';
import { groupOf, KubernetesObject, objectsIn } from '../../src/kubernetes/kubernetes-object.rules';
import { Fields } from '../handler/api-fields';
import { apiVersionOf, ServedKind } from '../handler/api-kinds';
import { Place, Result, Stored } from '../handler/api-store';

type Rejection = Omit<ApplyRejection, 'object'>;

/** The Kubernetes API as the function uses it, without HTTP: the same store of objects answers, with the same refusals. */
export class StoreKubernetes implements Kubernetes {
  readonly home = 'kube-system';
  /** A reason not to take an object that is written: a fault that tests set. */
  refuses: (object: KubernetesObject) => string | undefined;

  constructor(private readonly cluster: ClusterWorld) {
    this.refuses = () => undefined;
  }

  async apply(
    objects: readonly KubernetesObject[],
    { forceConflicts, dryRun = false, fieldManager = FIELD_MANAGER }: ApplyOptions,
  ): Promise<ApplyRejection[]> {
    return objects.flatMap((object) => {
      const rejection = this.rejectionOf(object, forceConflicts, dryRun, fieldManager);
      return rejection ? [{ object, ...rejection }] : [];
    });
  }

  async create(object: KubernetesObject): Promise<LiveObject | undefined> {
    return this.written('create', object);
  }

  async replace(object: KubernetesObject): Promise<LiveObject | undefined> {
    return this.written('replace', object);
  }

  private written(verb: 'create' | 'replace', object: KubernetesObject): LiveObject | undefined {
    const { metadata: { name = '', namespace } = {} } = object;
    const place: Place = { kind: this.served(object)!, name, namespace };
    const result = this.cluster.store[verb](place, object as unknown as Fields, { manager: FIELD_MANAGER, dryRun: false });
    return problemOf(result) === undefined ? (this.cluster.store.get(place) as LiveObject | undefined) : undefined;
  }

  async get(refs: readonly ObjectRef[]): Promise<LiveObject[]> {
    return refs.flatMap((ref) => this.stored(ref) ?? []).map((object) => this.cluster.store.shown(object)) as LiveObject[];
  }

  async getByManifest(manifest: string, namespace: string): Promise<LiveObject[]> {
    const placed = objectsIn(JSON.parse(manifest)).map((object) => {
      const served = this.served(object);
      return { ...refOf(object), ...(served?.namespaced ? { namespace: object.metadata?.namespace ?? namespace } : {}) };
    });
    return this.get(placed);
  }

  async list({ apiVersion, kind }: KindRef, { namespace, selector }: ListOptions = {}): Promise<LiveObject[]> {
    const labelled = (selector ?? '')
      .split(',')
      .filter(Boolean)
      .map((each) => each.split('='));
    const has = ({ metadata: { labels = {} } }: Stored) =>
      labelled.every(([label, value]) => (value === undefined ? label in labels : labels[label] === value));
    return this.cluster.store
      .of(kind)
      .filter(
        (object) =>
          groupOf(object.apiVersion) === groupOf(apiVersion) &&
          (namespace === undefined || object.metadata.namespace === namespace) &&
          has(object),
      ) as LiveObject[];
  }

  async delete(refs: readonly DeletionRef[], cascade: 'foreground' | 'background' = 'foreground'): Promise<void> {
    for (const ref of refs) {
      const found = this.stored(ref);
      if (found) this.cluster.store.delete(this.placeOf(found), cascade === 'background' ? 'Background' : 'Foreground', ref.uid);
    }
  }

  async annotate(ref: ObjectRef, annotations: Readonly<Record<string, string | undefined>>): Promise<void> {
    const found = this.stored(ref);
    if (!found) return;
    const patch = Object.fromEntries(Object.entries(annotations).map(([name, value]) => [name, value ?? null]));
    this.cluster.store.patch(this.placeOf(found), { metadata: { annotations: patch } }, { manager: FIELD_MANAGER, dryRun: false });
  }

  async listBySelector(selector: string): Promise<LiveObject[]> {
    const kinds = this.cluster.store.kinds().map((served) => ({ apiVersion: apiVersionOf(served), kind: served.kind }));
    const lists = await Promise.all(kinds.map(async (kind) => this.list(kind, { selector })));
    return [...new Map(lists.flat().map((object) => [object.metadata?.uid, object])).values()];
  }

  async restore(object: LiveObject): Promise<void> {
    const found = this.stored(refOf(object));
    if (found) this.cluster.store.restore(this.placeOf(found), object as unknown as Fields);
  }

  async setManagedFields(ref: ObjectRef, managedFields: readonly ManagedFields[]): Promise<void> {
    const found = this.stored(ref);
    if (found) this.cluster.store.patch(this.placeOf(found), { metadata: { managedFields } }, { manager: FIELD_MANAGER, dryRun: false });
  }

  async listInNamespace(namespace: string): Promise<LiveObject[]> {
    return this.cluster.store.all().filter(({ metadata }) => metadata.namespace === namespace) as LiveObject[];
  }

  async serves(kind: KindRef): Promise<boolean> {
    return this.served(kind) !== undefined;
  }

  async logs(): Promise<string> {
    return '';
  }

  async clusterScopedKinds(): Promise<ClusterScopedKinds> {
    return new Set(
      this.cluster.store
        .kinds()
        .filter(({ namespaced }) => !namespaced)
        .map(({ group, kind }) => `${group}/${kind}`),
    );
  }

  private rejectionOf(object: KubernetesObject, force: boolean, dryRun: boolean, manager: string): Rejection | undefined {
    const served = this.served(object);
    const { apiVersion, kind, metadata } = object;
    if (!served) return { cause: 'kind not served', reason: `no matches for kind "${kind}" in version "${apiVersion}"` };
    const place: Place = {
      kind: served,
      name: metadata?.name ?? '',
      ...(served.namespaced ? { namespace: metadata?.namespace ?? 'default' } : {}),
    };
    const creates = this.cluster.store.get(place) === undefined;
    const reason = this.refuses(object) ?? webhookProblem(this.cluster, { served, object, operation: creates ? 'CREATE' : 'UPDATE' });
    if (reason !== undefined) return { cause: 'other', reason };
    const result = this.cluster.store.apply(place, object as unknown as Fields, { manager, dryRun, force });
    if (!('problem' in result)) return undefined;
    const { problem } = result;
    return { cause: causeOf(problem), reason: statusMessage(problem), conflicts: conflictsOf(problem) };
  }

  private served({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): ServedKind | undefined {
    return this.cluster.store.kinds().find((each) => each.kind === kind && apiVersionOf(each) === apiVersion);
  }

  private stored(ref: ObjectRef): Stored | undefined {
    const served = this.served(ref);
    return (
      served &&
      this.cluster.store.get({ kind: served, name: ref.name, ...(served.namespaced ? { namespace: ref.namespace ?? 'default' } : {}) })
    );
  }

  private placeOf({ apiVersion, kind, metadata: { namespace, name } }: Stored): Place {
    return { kind: this.served({ apiVersion, kind })!, namespace, name };
  }
}

export const problemOf = (result: Result): string | undefined => ('problem' in result ? result.problem.message : undefined);
