import { Fields, FieldManagers, merged } from './api-fields';
import { apiVersionOf, BUILT_IN, resourceOf, ServedKind } from './api-kinds';
import { alreadyThere, conflicting, noNamespace, notFound, Problem } from './api-problems';
import {
  modified,
  nameProblem,
  notDeclared,
  otherUid,
  terminating,
  undeclaredField,
  unknownFields,
  unknownRequest,
  updateProblem,
} from './api-rules';

/** An object as the API server keeps it. */
export interface Stored extends Fields {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
}

interface Metadata extends Fields {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: { readonly uid: string }[];
}

interface Definition {
  readonly group: string;
  readonly scope: string;
  readonly names: { readonly kind: string; readonly plural: string };
  readonly versions: readonly DefinedVersion[];
}

interface DefinedVersion {
  readonly name: string;
  readonly served: boolean;
  readonly schema?: { readonly openAPIV3Schema?: unknown };
}

export interface Place {
  readonly kind: ServedKind;
  readonly namespace?: string;
  readonly name: string;
}

export interface Written {
  readonly manager: string;
  readonly dryRun: boolean;
}

interface Entry {
  object: Stored;
  managers: FieldManagers;
}

export type Result = { readonly object: Stored; readonly created?: boolean } | { readonly problem: Problem };

const THEN = '2026-01-01T00:00:00Z';
const FOREGROUND = 'foregroundDeletion';

/** Objects by their key, and by kind and title: there are thousands, and controllers ask for them again and again. */
class Entries extends Map<string, Entry> {
  private readonly byKind = new Map<string, Map<string, Entry>>();
  private readonly byTitle = new Map<string, string>();

  set(key: string, entry: Entry): this {
    const { kind } = entry.object;
    const ofKind = this.byKind.get(kind) ?? new Map<string, Entry>();
    this.byKind.set(kind, ofKind.set(key, entry));
    this.byTitle.set(titled(entry.object), key);
    return super.set(key, entry);
  }

  delete(key: string): boolean {
    const entry = this.get(key);
    if (entry) {
      this.byKind.get(entry.object.kind)?.delete(key);
      if (this.byTitle.get(titled(entry.object)) === key) this.byTitle.delete(titled(entry.object));
    }
    return super.delete(key);
  }

  of(kind: string): Stored[] {
    return [...(this.byKind.get(kind)?.values() ?? [])].map(({ object }) => object);
  }

  find(kind: string, title: string): Stored | undefined {
    return this.get(this.byTitle.get(`${kind} ${title}`) ?? '')?.object;
  }
}

const titled = ({ kind, metadata: { namespace, name } }: Stored): string => `${kind} ${namespace ? `${namespace}/` : ''}${name}`;

/** The objects of a cluster. */
export class ApiStore {
  /** what controllers do whenever time passes. */
  readonly controllers: (() => void)[] = [];
  private readonly entries = new Entries();
  private count = 0;

  constructor() {
    for (const name of ['default', 'kube-system', 'shop']) this.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }

  kinds(): ServedKind[] {
    const definitions = this.of('CustomResourceDefinition').filter(({ status }) => status !== undefined);
    return [
      ...BUILT_IN,
      ...definitions.flatMap(({ spec }) => {
        const { group, scope, names, versions } = spec as Definition;
        return versions
          .filter(({ served }) => served)
          .map(({ name }) => ({ group, version: name, ...names, namespaced: scope === 'Namespaced' }));
      }),
    ];
  }

  all(): Stored[] {
    return [...this.entries.values()].map(({ object }) => object);
  }

  of(kind: string): Stored[] {
    return this.entries.of(kind);
  }

  get(place: Place): Stored | undefined {
    return this.entries.get(keyOf(place))?.object;
  }

  /** An object by its kind and `namespace/name`. */
  find(kind: string, title: string): Stored | undefined {
    return this.entries.find(kind, title);
  }

  /** Creates an object of another owner in the cluster. */
  put(object: Fields, manager = 'kubectl-edit'): Stored {
    const metadata = object.metadata as { name: string; namespace?: string };
    const kind = this.kinds().find((each) => each.kind === object.kind && apiVersionOf(each) === object.apiVersion)!;
    const place = { kind, namespace: metadata.namespace, name: metadata.name };
    const result = this.get(place)
      ? this.patch(place, object, { manager, dryRun: false })
      : this.create(place, object, { manager, dryRun: false });
    if ('problem' in result) throw new Error(result.problem.message);
    return result.object;
  }

  create(place: Place, object: Fields, { manager, dryRun }: Written): Result {
    if (this.get(place)) return { problem: alreadyThere(resourceOf(place.kind), place.name) };
    const problem = this.unplaced(place) ?? nameProblem(place.kind, place.name);
    if (problem) return { problem };
    const managers = FieldManagers.none();
    const fresh = this.fresh(place);
    const created = this.completed({ ...fresh, ...object }, fresh.metadata, object);
    managers.update({}, created, manager);
    return this.keep(place, { object: created, managers }, dryRun, true);
  }

  replace(place: Place, object: Fields, { manager, dryRun }: Written): Result {
    const before = this.entries.get(keyOf(place));
    if (!before) return { problem: notFound(resourceOf(place.kind), place.name) };
    const { resourceVersion } = (object.metadata ?? {}) as Partial<Metadata>;
    // source: staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, Update: none means that whatever is there is replaced
    const outdated = resourceVersion !== undefined && resourceVersion !== before.object.metadata.resourceVersion;
    if (outdated) return { problem: modified(resourceOf(place.kind), place.name) };
    const managers = before.managers.copy();
    const { finalizers: _, ...kept } = before.object.metadata;
    const after = this.completed({ ...before.object, ...object }, kept, object);
    const problem = updateProblem(place.kind, place.name, before.object, after);
    if (problem) return { problem };
    managers.update(before.object, after, manager);
    return this.keep(place, { object: after, managers }, dryRun);
  }

  patch(place: Place, patch: Fields, written: Written): Result {
    const before = this.get(place);
    if (!before) return { problem: notFound(resourceOf(place.kind), place.name) };
    const { managedFields, ...metadata } = (patch.metadata ?? {}) as Fields;
    if (managedFields === undefined) return this.replace(place, merged(before, patch) as Fields, written);
    // only the managers are written
    const entry = this.entries.get(keyOf(place))!;
    if (Object.keys(metadata).length > 0 || Object.keys(patch).length > 1) {
      return { problem: unknownRequest('managedFields together with other fields') };
    }
    entry.managers = FieldManagers.read(managedFields as Fields[], entry.object);
    return { object: entry.object };
  }

  /** An object as the API server shows it. */
  shown(object: Stored): Stored {
    const entry = this.entries.get(this.keyOfObject(object));
    const managedFields = entry?.managers.entries() ?? [];
    return managedFields.length === 0 ? object : { ...object, metadata: { ...object.metadata, managedFields } };
  }

  /** Puts an object back as it was, its managers included. */
  restore(place: Place, object: Fields): void {
    const { managedFields, resourceVersion: _, ...metadata } = object.metadata as Fields;
    this.replace(place, { ...object, metadata }, { manager: 'restore', dryRun: false });
    this.patch(place, { metadata: { managedFields: managedFields ?? [{}] } }, { manager: 'restore', dryRun: false });
  }

  private keyOfObject({ apiVersion, kind, metadata: { namespace, name } }: Stored): string {
    const served = this.kinds().find((each) => each.kind === kind && apiVersionOf(each) === apiVersion);
    return served ? keyOf({ kind: served, namespace, name }) : '';
  }

  apply(place: Place, applied: Fields, { manager, dryRun, force }: Written & { readonly force: boolean }): Result {
    const before = this.entries.get(keyOf(place));
    const unknown = unknownFields(applied)[0] ?? undeclaredField(this.schemaOf(place.kind), applied);
    if (unknown) return { problem: notDeclared(place.kind, place.namespace, place.name, unknown) };
    const problem = before ? undefined : (this.unplaced(place) ?? nameProblem(place.kind, place.name));
    if (problem) return { problem };
    const object = before ? structuredClone(before.object) : this.fresh(place);
    const managers = before ? before.managers.copy() : FieldManagers.none();
    const conflicts = managers.apply(object, applied, manager, force);
    if (conflicts.length > 0) return { problem: conflicting(conflicts, apiVersionOf(place.kind)) };
    const refused = before && updateProblem(place.kind, place.name, before.object, object);
    if (refused) return { problem: refused };
    // source: staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go, GuaranteedUpdate: what is the same is not written
    const isSame = before && sameText(before.object, object) && sameText(before.managers.entries(), managers.entries());
    return isSame ? { object: before.object } : this.keep(place, { object, managers }, dryRun, !before);
  }

  delete(place: Place, propagation: string, uid?: string): Result {
    const entry = this.entries.get(keyOf(place));
    if (!entry) return { problem: notFound(resourceOf(place.kind), place.name) };
    const { metadata } = entry.object;
    if (uid !== undefined && uid !== metadata.uid) return { problem: otherUid(resourceOf(place.kind), place.name, uid, metadata.uid) };
    // source: staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, deletionFinalizersForGarbageCollection
    if (propagation === 'Orphan') {
      this.dependentsOf(metadata.uid).forEach((each) => {
        each.metadata.ownerReferences = [];
      });
    }
    if (propagation === 'Foreground' && !metadata.finalizers?.includes(FOREGROUND)) {
      metadata.finalizers = [...(metadata.finalizers ?? []), FOREGROUND];
    }
    metadata.deletionTimestamp ??= THEN;
    if (!metadata.finalizers?.length && place.kind.kind !== 'Namespace') this.entries.delete(keyOf(place));
    return { object: entry.object };
  }

  /** Writes the status of an object, as its controller does; nothing else of it changes. */
  status(place: Place, status: unknown): Result {
    const object = this.get(place);
    if (!object) return { problem: notFound(resourceOf(place.kind), place.name) };
    object.status = status;
    object.metadata.resourceVersion = String(++this.count);
    return { object };
  }

  /** Who owns which fields of an object. */
  fieldsOf(kind: string, title: string, manager: string): string[] {
    const found = this.find(kind, title);
    return [...this.entries.values()].find(({ object }) => object === found)?.managers.of(manager) ?? [];
  }

  /** Source: staging/src/k8s.io/apiextensions-apiserver/pkg/controller/establish/establishing_controller.go. */
  establish(): void {
    for (const definition of this.of('CustomResourceDefinition')) {
      definition.status = { conditions: [{ type: 'Established', status: 'True' }] };
    }
  }

  /** Lets time pass: definitions are established, what waits for the garbage collector goes, and controllers do their work. */
  settle(): void {
    this.establish();
    this.controllers.forEach((work) => work());
    this.collect();
    for (const [key, { object }] of [...this.entries]) {
      const { metadata } = object;
      if (metadata.deletionTimestamp === undefined) continue;
      const inside = this.all().filter(({ metadata: { namespace } }) => object.kind === 'Namespace' && namespace === metadata.name);
      for (const each of inside) {
        this.delete({ kind: this.kindOf(each), namespace: each.metadata.namespace, name: each.metadata.name }, 'Background');
      }
      const dependents = metadata.finalizers?.includes(FOREGROUND) ? this.dependentsOf(metadata.uid) : [];
      for (const each of dependents) {
        this.delete({ kind: this.kindOf(each), namespace: each.metadata.namespace, name: each.metadata.name }, 'Foreground');
      }
      if (dependents.length === 0) metadata.finalizers = metadata.finalizers?.filter((finalizer) => finalizer !== FOREGROUND);
      if (!metadata.finalizers?.length && inside.length === 0) this.entries.delete(key);
    }
  }

  // source: pkg/controller/garbagecollector/garbagecollector.go, attemptToDeleteItem: an object goes when all of its owners are gone
  private collect(): void {
    const uids = new Set(this.all().map(({ metadata: { uid } }) => uid));
    const orphans = this.all().filter(
      ({ metadata: { ownerReferences = [] } }) => ownerReferences.length > 0 && ownerReferences.every(({ uid }) => !uids.has(uid)),
    );
    for (const each of orphans) {
      this.delete({ kind: this.kindOf(each), namespace: each.metadata.namespace, name: each.metadata.name }, 'Background');
    }
  }

  private dependentsOf(owner: string): Stored[] {
    return this.all().filter(({ metadata: { ownerReferences = [] } }) => ownerReferences.some(({ uid }) => uid === owner));
  }

  private kindOf(object: Stored): ServedKind {
    return this.kinds().find((each) => each.kind === object.kind && apiVersionOf(each) === object.apiVersion)!;
  }

  private schemaOf({ group, version, plural }: ServedKind): unknown {
    const { versions = [] } = (this.find('CustomResourceDefinition', `${plural}.${group}`)?.spec ?? {}) as Partial<Definition>;
    return versions.find(({ name }) => name === version)?.schema?.openAPIV3Schema;
  }

  // where an object of this kind cannot be made
  private unplaced({ kind, namespace, name }: Place): Problem | undefined {
    if (namespace === undefined) return undefined;
    const found = this.of('Namespace').find(({ metadata }) => metadata.name === namespace);
    if (!found) return noNamespace(namespace);
    return found.metadata.deletionTimestamp === undefined ? undefined : terminating(kind, namespace, name);
  }

  private fresh({ kind, namespace, name }: Place): Stored {
    const uid = `00000000-0000-0000-0000-${String(++this.count).padStart(12, '0')}`;
    const metadata = { name, ...(namespace ? { namespace } : {}), uid, resourceVersion: '0', generation: 0, creationTimestamp: THEN };
    return { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata };
  }

  // the written object, with the fields that only the server sets
  private completed(object: Fields, own: Metadata, written: Fields): Stored {
    const { labels, annotations, finalizers, ownerReferences } = (written.metadata ?? {}) as Fields;
    const sent = Object.entries({ labels, annotations, finalizers, ownerReferences });
    const given = Object.fromEntries(sent.filter(([, value]) => value !== undefined && value !== null));
    const { labels: _, annotations: __, ...identity } = own;
    return structuredClone({ ...object, metadata: { ...identity, ...given } }) as Stored;
  }

  private keep(place: Place, entry: Entry, dryRun: boolean, created = false): Result {
    const before = this.get(place);
    const { metadata } = entry.object;
    metadata.resourceVersion = String(++this.count);
    if (JSON.stringify(before?.spec) !== JSON.stringify(entry.object.spec) || created) metadata.generation++;
    if (dryRun) return { object: entry.object, created };
    if (metadata.deletionTimestamp !== undefined && !metadata.finalizers?.length && place.kind.kind !== 'Namespace') {
      this.entries.delete(keyOf(place));
    } else {
      this.entries.set(keyOf(place), entry);
    }
    return { object: entry.object, created };
  }
}

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const keyOf = ({ kind, namespace, name }: Place): string => `${resourceOf(kind)} ${namespace ?? ''}/${name}`;
