import { gunzipSync } from 'zlib';
import { ServedKind } from './api-kinds';
import { nameProblem, notDeclared, terminating, unknownFields, updateProblem } from './api-rules';
import { KINDS } from './kinds.data';
import { Clock } from '../../src/handler/custom-resource-request';
import { DeploymentInventory } from '../../src/handler/inventory';
import { ApplyOptions, KindRef, Kubernetes, ApplyRejection } from '../../src/handler/kubernetes';
import { keyOfObject, keyOfRef, LiveObject, ObjectRef, refOf, ClusterScopedKinds } from '../../src/handler/object-ref.rules';
import { FIELD_MANAGER, OWNER_LABEL, INVENTORY_LABEL, REMOVABLE_LABEL } from '../../src/handler/ownership';
import { at, groupKindOf, groupOf, KubernetesObject, objectsIn, stringAt } from '../../src/kubernetes/kubernetes-object.rules';

/** Time that passes only in waits, and with every call. */
export class VirtualClock implements Clock {
  private milliseconds = 1_700_000_000_000;
  now(): number {
    return this.milliseconds;
  }
  async sleep(milliseconds: number): Promise<void> {
    this.milliseconds += milliseconds;
  }
}

/** What is to be seen of an object from outside. */
export interface Seen {
  readonly uid: string;
  readonly content: string;
  readonly owner?: string;
  readonly removable: boolean;
}

interface Stored {
  readonly object: LiveObject;
  readonly manager: string;
  /** when it is really gone. */
  readonly goneAt?: number;
}

type Call = 'create' | 'replace' | 'apply' | 'try' | 'get' | 'list' | 'delete' | 'annotate' | 'restore' | 'kinds';

/** How long a deletion takes, for the finalizers and the garbage collector. */
const DELETION = 4_000;
const STATUS: Readonly<Record<string, object>> = {
  'apps/Deployment': { observedGeneration: 1e9, replicas: 2, updatedReplicas: 2, availableReplicas: 2 },
  'apps/StatefulSet': { observedGeneration: 1e9, readyReplicas: 2, updatedReplicas: 2 },
  'apps/DaemonSet': { observedGeneration: 1e9, desiredNumberScheduled: 1, updatedNumberScheduled: 1, numberAvailable: 1 },
  'batch/Job': { conditions: [{ type: 'Complete', status: 'True' }] },
  '/Pod': { conditions: [{ type: 'Ready', status: 'True' }] },
  '/Service': { loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } },
  'networking.k8s.io/Ingress': { loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } },
  '/PersistentVolumeClaim': { phase: 'Bound' },
  'apiextensions.k8s.io/CustomResourceDefinition': { conditions: [{ type: 'Established', status: 'True' }] },
  'apiregistration.k8s.io/APIService': { conditions: [{ type: 'Available', status: 'True' }] },
};
const VOLUME = 'PersistentVolume';
const BUILT_IN = new Set([...KINDS.filter(({ apiVersion }) => apiVersion !== 'example.com/v1').map(groupKindOf), `/${VOLUME}`]);
const WIDGETS: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: { group: 'example.com', names: { kind: 'Widget' } },
};

/** A cluster in memory: what the handler asks of the API server, and what tests ask about it. */
export class ClusterModel implements Kubernetes {
  readonly home = 'kube-system';
  readonly clock = new VirtualClock();
  /** uids of everything that was ever deleted. */
  readonly deleted: string[] = [];
  calls = 0;
  /** what controllers do after every call. */
  readonly controllers: (() => void)[] = [];
  secondsPerCall = 0;
  /** what happens to the function around a call, for example its death. */
  around: (call: number, perform: () => void) => Promise<void>;
  /** a reason not to take an object. */
  refuses: (object: KubernetesObject, dryRun: boolean) => string | undefined;
  /** objects that never become ready. */
  isStuck: (object: KubernetesObject) => boolean;
  /** objects that are not deleted, because no controller removes their finalizer. */
  isHeld: (object: KubernetesObject) => boolean;

  private readonly stored = new Map<string, Stored>();
  private uids = 0;
  private versions = 0;

  constructor() {
    this.around = async (_, perform) => perform();
    this.refuses = () => undefined;
    this.isStuck = () => false;
    this.isHeld = () => false;
    for (const name of ['default', 'kube-system', 'shop']) {
      this.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, 'kube-apiserver');
    }
    this.put(WIDGETS, 'kubectl');
  }

  async apply(objects: readonly KubernetesObject[], { forceConflicts, dryRun = false }: ApplyOptions): Promise<ApplyRejection[]> {
    return this.call(dryRun ? 'try' : 'apply', () =>
      objects.flatMap((object) => {
        const reason = this.refuses(object, dryRun) ?? this.refusal(object, forceConflicts);
        if (reason === undefined && !dryRun) this.put(object, FIELD_MANAGER);
        return reason === undefined ? [] : [{ object, reason, ...causeOf(reason) }];
      }),
    );
  }

  async create(object: KubernetesObject): Promise<LiveObject | undefined> {
    return this.call('create', () => (this.find(keyOfObject(object)) ? undefined : this.putVersion(object)));
  }

  async replace(object: LiveObject): Promise<LiveObject | undefined> {
    return this.call('replace', () => {
      const before = this.find(keyOfObject(object));
      const same = before !== undefined && before.metadata?.resourceVersion === object.metadata?.resourceVersion;
      return same ? this.putVersion(object) : undefined;
    });
  }

  private putVersion(object: LiveObject): LiveObject | undefined {
    this.put(
      { ...object, metadata: { ...object.metadata, resourceVersion: String(++this.versions) } as LiveObject['metadata'] },
      FIELD_MANAGER,
    );
    return this.find(keyOfObject(object));
  }

  async get(refs: readonly ObjectRef[]): Promise<LiveObject[]> {
    return this.call('get', () => refs.flatMap((ref) => this.find(keyOfRef(ref)) ?? []));
  }

  async getByManifest(manifest: string, namespace: string): Promise<LiveObject[]> {
    const scopes = new Set([...KINDS.filter(({ clusterScoped }) => clusterScoped).map(groupKindOf)]);
    const home = (object: KubernetesObject) => (scopes.has(groupKindOf(object)) ? {} : { namespace });
    const placed = objectsIn(JSON.parse(manifest)).map((object) => ({ ...object, metadata: { ...home(object), ...object.metadata } }));
    return this.call('get', () => placed.flatMap((object) => this.find(keyOfObject(object)) ?? []));
  }

  async list(
    { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
    { namespace, selector }: { readonly namespace?: string; readonly selector?: string } = {},
  ): Promise<LiveObject[]> {
    const [label, value] = selector?.split('=') ?? [];
    const has = (labels: Readonly<Record<string, string>> = {}) =>
      label === undefined || (value === undefined ? label in labels : labels[label] === value);
    return this.call('list', () =>
      this.all().filter(
        (object) =>
          groupKindOf(object) === groupKindOf({ apiVersion, kind }) &&
          (namespace === undefined || object.metadata?.namespace === namespace) &&
          has(object.metadata?.labels),
      ),
    );
  }

  async delete(refs: readonly ObjectRef[], cascade = 'foreground'): Promise<void> {
    return this.call('delete', () =>
      refs.forEach((ref) => {
        if (cascade === 'background') this.stored.delete(keyOfRef(ref));
        else this.remove(keyOfRef(ref));
      }),
    );
  }

  async annotate(ref: ObjectRef, changes: Readonly<Record<string, string | undefined>>): Promise<void> {
    return this.call('annotate', () => {
      const found = this.find(keyOfRef(ref)) && this.stored.get(keyOfRef(ref));
      if (!found) return;
      const all = Object.entries({ ...found.object.metadata?.annotations, ...changes }).filter(
        (each): each is [string, string] => each[1] !== undefined,
      );
      const metadata = { ...found.object.metadata, annotations: Object.fromEntries(all) };
      this.stored.set(keyOfRef(ref), { ...found, object: { ...found.object, metadata } });
    });
  }

  async listBySelector(selector: string): Promise<LiveObject[]> {
    const [label, value] = selector.split('=');
    return this.call('list', () => this.all().filter(({ metadata }) => metadata?.labels?.[label] === value));
  }

  async restore(object: LiveObject): Promise<void> {
    return this.call('restore', () => {
      const found = this.find(keyOfObject(object)) && this.stored.get(keyOfObject(object));
      if (!found) return;
      const { uid } = found.object.metadata!;
      const manager = object.metadata?.managedFields?.[0]?.manager ?? 'kubectl';
      this.stored.set(keyOfObject(object), { ...found, object: { ...object, metadata: { ...object.metadata, uid } }, manager });
    });
  }

  // this model knows one manager of an object
  async setManagedFields(): Promise<void> {
    return this.call('restore', () => undefined);
  }

  async listInNamespace(namespace: string): Promise<LiveObject[]> {
    return this.call('list', () => this.all().filter(({ metadata }) => metadata?.namespace === namespace));
  }

  async serves({ apiVersion, kind }: KindRef): Promise<boolean> {
    return this.call('kinds', () => this.isServed({ apiVersion, kind }));
  }

  async logs(): Promise<string> {
    return '';
  }

  async clusterScopedKinds(): Promise<ClusterScopedKinds> {
    return this.call('kinds', () => new Set([...KINDS.filter(({ clusterScoped }) => clusterScoped).map(groupKindOf), `/${VOLUME}`]));
  }

  /** Creates an object of another owner in the cluster. */
  put(object: KubernetesObject, manager = 'kubectl'): void {
    const key = keyOfObject(object);
    const before = this.find(key) && this.stored.get(key);
    const uid = before?.object.metadata?.uid ?? `uid-${++this.uids}`;
    const claims = object.kind === 'PersistentVolumeClaim';
    const volume = claims ? { spec: { ...(object.spec as object | undefined), volumeName: `volume-of-${uid}` } } : {};
    const generation = (before?.object.metadata?.generation ?? 0) + 1;
    const metadata = { ...object.metadata, uid, generation, ...(before?.goneAt ? { deletionTimestamp: 'now' } : {}) };
    this.stored.set(key, { object: { ...object, ...volume, metadata }, manager, goneAt: before?.goneAt });
    if (!claims || before) return;
    this.put(
      { apiVersion: 'v1', kind: VOLUME, metadata: { name: `volume-of-${uid}` }, spec: { persistentVolumeReclaimPolicy: 'Delete' } },
      'driver',
    );
  }

  /** An object by its key. */
  look(key: string): LiveObject | undefined {
    return this.find(key);
  }

  /** Takes an object away, with what lives in it or is of its kind. */
  remove(key: string): void {
    const found = this.stored.get(key);
    if (!found || found.goneAt !== undefined) return;
    const { object } = found;
    this.stored.set(key, {
      ...found,
      object: { ...object, metadata: { ...object.metadata, deletionTimestamp: 'now' } },
      goneAt: this.clock.now() + DELETION,
    });
    this.deleted.push(object.metadata!.uid!);
    const defined = definedBy(object);
    for (const [other, { object: dependent }] of this.stored) {
      if (object.kind === 'Namespace' && dependent.metadata?.namespace === object.metadata?.name) this.remove(other);
      if (defined !== undefined && groupKindOf(dependent) === defined) this.remove(other);
    }
    if (object.kind === 'PersistentVolumeClaim') this.remove(`/${VOLUME} /${stringAt(object, 'spec', 'volumeName')}`);
  }

  /** The deployed objects in the cluster, by key. */
  seen(): Map<string, Seen> {
    const deployed = this.all().filter(({ metadata }) => metadata?.annotations?.content !== undefined);
    return new Map(
      deployed.map((object) => {
        const { uid = '', annotations, labels } = object.metadata!;
        return [
          keyOfObject(object),
          { uid, content: annotations!.content, owner: labels?.[OWNER_LABEL], removable: labels?.[REMOVABLE_LABEL] === 'true' },
        ];
      }),
    );
  }

  /** Who claims what, as the records say. */
  records(): DeploymentInventory[] {
    const decoded = (text: string) => JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString()) as DeploymentInventory;
    return this.all()
      .filter(isRecord)
      .map(({ data }) => decoded((data as { record: string }).record));
  }

  /** Takes an object out of the store, as if it had never been there. */
  forget(key: string): void {
    this.stored.delete(key);
  }

  /** Takes all records away, as a restored backup or a manual clean-up does. */
  loseRecords(): void {
    for (const object of this.all().filter(isRecord)) this.forget(keyOfObject(object));
  }

  private async call<T>(verb: Call, perform: () => T): Promise<T> {
    let result: { readonly value: T } | undefined;
    await this.around(++this.calls, () => {
      if (this.secondsPerCall > 0) void this.clock.sleep(this.secondsPerCall * 1000);
      result = { value: perform() };
      this.controllers.forEach((act) => act());
    });
    if (!result) throw new Error(`${verb} was not performed`);
    return result.value;
  }

  private all(): LiveObject[] {
    return [...this.stored.keys()].flatMap((key) => this.find(key) ?? []);
  }

  private find(key: string): LiveObject | undefined {
    const found = this.stored.get(key);
    if (!found) return undefined;
    const { object, goneAt } = found;
    if (goneAt !== undefined && goneAt <= this.clock.now() && !this.isHeld(object) && !this.isInhabited(object)) {
      this.stored.delete(key);
      return undefined;
    }
    const status = STATUS[groupKindOf(object)];
    return status && !this.isStuck(object) ? { ...object, status } : object;
  }

  // source: pkg/controller/namespace/deletion/namespaced_resources_deleter.go: a namespace ends when nothing is in it any more
  private isInhabited({ kind, metadata }: LiveObject): boolean {
    return (
      kind === 'Namespace' &&
      [...this.stored.entries()].some(([key, { object }]) => object.metadata?.namespace === metadata?.name && this.find(key) !== undefined)
    );
  }

  private refusal(object: KubernetesObject, force: boolean): string | undefined {
    const { apiVersion, kind, metadata } = object;
    if (!this.isServed(object)) return `no matches for kind "${kind}" in version "${apiVersion}"`;
    const description = {
      group: groupOf(apiVersion),
      version: apiVersion.split('/').pop()!,
      kind,
      plural: `${kind.toLowerCase()}s`,
      namespaced: true,
    };
    const [unknown] = unknownFields(object);
    if (unknown) return notDeclared(description, metadata?.namespace, metadata?.name ?? '', unknown).message;
    const before = this.find(keyOfRef(refOf(object)));
    return before ? this.changeRefusal(description, before, object, force) : this.creationRefusal(description, object);
  }

  private isServed(object: KubernetesObject): boolean {
    return BUILT_IN.has(groupKindOf(object)) || this.all().some((each) => definedBy(each) === groupKindOf(object) && isEstablished(each));
  }

  private creationRefusal(description: ServedKind, { metadata }: KubernetesObject): string | undefined {
    const { name = '', namespace } = metadata ?? {};
    const home = namespace === undefined ? undefined : this.find(`/Namespace /${namespace}`);
    if (namespace !== undefined && !home) return `namespaces "${namespace}" not found`;
    return home?.metadata?.deletionTimestamp ? terminating(description, namespace!, name).message : nameProblem(description, name)?.message;
  }

  private changeRefusal(description: ServedKind, before: LiveObject, object: KubernetesObject, force: boolean): string | undefined {
    const manager = this.stored.get(keyOfObject(object))!.manager;
    const conflict = manager === FIELD_MANAGER || force ? undefined : differing(object, before, '');
    if (conflict !== undefined) return `Apply failed with 1 conflict: conflict with "${manager}": ${conflict}`;
    // the applied object is merged with the existing one
    const after = { ...before, ...object, ...(object.spec ? { spec: { ...(before.spec as object), ...object.spec } } : {}) };
    return updateProblem(description, object.metadata?.name ?? '', before, after)?.message;
  }
}

// the cause that the API server gives as data
function causeOf(reason: string): Pick<ApplyRejection, 'cause' | 'conflicts'> {
  const [, manager, field] = /conflict with "([^"]+)": (\S+)/.exec(reason) ?? [];
  if (manager !== undefined) return { cause: 'conflict', conflicts: [{ manager, field }] };
  if (/^namespaces "[^"]*" not found/.test(reason)) return { cause: 'namespace not found' };
  if (/^no matches for kind/.test(reason)) return { cause: 'kind not served' };
  if (/because it is being terminated/.test(reason)) return { cause: 'namespace terminating' };
  return { cause: /immutable|cannot change roleRef|updates to statefulset spec/.test(reason) ? 'immutable' : 'other' };
}

// the first field that exists with another value: another manager owns it
function differing(wanted: unknown, live: unknown, path: string): string | undefined {
  if (wanted === undefined || live === undefined) return undefined;
  const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(wanted) || !isMap(live)) return JSON.stringify(wanted) === JSON.stringify(live) ? undefined : path;
  return Object.keys(wanted)
    .map((key) => differing(wanted[key], live[key], `${path}.${key}`))
    .find((found) => found !== undefined);
}

const isEstablished = (object: LiveObject): boolean =>
  at(object, 'status') !== undefined || object.metadata?.name === WIDGETS.metadata?.name;

const isRecord = ({ kind, type, metadata }: LiveObject): boolean =>
  kind === 'Secret' &&
  type === 'cdk-eks-strata/record' &&
  metadata?.labels?.[INVENTORY_LABEL] === 'deployment' &&
  !metadata.deletionTimestamp;

function definedBy({ kind, spec }: KubernetesObject): string | undefined {
  if (kind !== 'CustomResourceDefinition') return undefined;
  const { group, names } = spec as { group: string; names: { kind: string } };
  return `${group}/${names.kind}`;
}
