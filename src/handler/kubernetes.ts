import { KindRef } from './api-discovery';
import { FieldConflict, RejectionCause } from './api-errors.rules';
import { LiveObject, ManagedFields, ObjectRef, ClusterScopedKinds } from './object-ref.rules';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

export type { KindRef } from './api-discovery';

/** An object that the API server did not accept, and its answer. */
export interface ApplyRejection {
  readonly object: KubernetesObject;
  readonly reason: string;
  readonly cause: RejectionCause;
  readonly conflicts?: readonly FieldConflict[];
}

export interface ApplyOptions {
  /** takes fields over from their field managers. */
  readonly forceConflicts: boolean;
  /** asks the API server whether it would accept the objects, and changes nothing. */
  readonly dryRun?: boolean;
  /** another field manager than that of the library. */
  readonly fieldManager?: string;
}

/** Which objects of a kind. */
export interface ListOptions {
  readonly namespace?: string;
  readonly selector?: string;
  /** without spec and status. */
  readonly metadataOnly?: boolean;
  /** at most so many. */
  readonly limit?: number;
}

/** An object to delete; with a uid only that one. */
export interface DeletionRef extends ObjectRef {
  readonly uid?: string;
}

/** The Kubernetes API as the handler uses it; every call repeats what only failed for a moment. */
export interface Kubernetes {
  /** The namespace of inventories and leases, which also identifies the cluster: `kube-system`, or the first one of a delivery scope. */
  readonly home: string;
  /** Applies objects, several at a time; answers with those that were rejected. */
  apply(objects: readonly KubernetesObject[], options: ApplyOptions): Promise<ApplyRejection[]>;
  /** Creates an object; undefined if it exists. */
  create(object: KubernetesObject): Promise<LiveObject | undefined>;
  /** Replaces an object if it still has the given `metadata.resourceVersion`; undefined if not. */
  replace(object: KubernetesObject): Promise<LiveObject | undefined>;
  /** Those that exist, in another version of their group where theirs is not served any more. */
  get(refs: readonly ObjectRef[], options?: { readonly metadataOnly?: boolean }): Promise<LiveObject[]>;
  /** Those objects of a manifest (YAML) that exist, where one without a namespace is of the given one. */
  getByManifest(manifest: string, namespace: string): Promise<LiveObject[]>;
  /** Objects of a kind, in one namespace or in all; none where the kind is not served. */
  list(kind: KindRef, where?: ListOptions): Promise<LiveObject[]>;
  /**
   * Requests their deletion, by default dependents first, and does not wait. In the background an object without finalizers is gone at
   * once.
   */
  delete(refs: readonly DeletionRef[], cascade?: 'foreground' | 'background'): Promise<void>;
  /** Sets annotations of an object, or removes those without a value; nothing where it does not exist. */
  annotate(ref: ObjectRef, annotations: Readonly<Record<string, string | undefined>>): Promise<void>;
  /** Replaces an object, its managed fields included; nothing where it does not exist. */
  restore(object: LiveObject): Promise<void>;
  /** Replaces the managers of an object; nothing where it does not exist. */
  setManagedFields(ref: ObjectRef, managedFields: readonly ManagedFields[]): Promise<void>;
  /**
   * Objects of every kind that can be deleted, by their labels; with namespaces only those in them, of the kinds that the role of the
   * function may list.
   */
  listBySelector(selector: string, namespaces?: readonly string[]): Promise<LiveObject[]>;
  /** Some of the objects in a namespace, of every kind that can be deleted. */
  listInNamespace(namespace: string): Promise<LiveObject[]>;
  /** The last lines of the log of a container. */
  logs(namespace: string, pod: string, container: string, previous: boolean): Promise<string>;
  /** The kinds among these that are cluster-scoped. */
  clusterScopedKinds(kinds: readonly KindRef[]): Promise<ClusterScopedKinds>;
  /** Whether the API server serves a kind. */
  serves(kind: KindRef): Promise<boolean>;
}
