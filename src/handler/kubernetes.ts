import { LiveObject, ObjectRef, ClusterScopedKinds } from './object-ref.rules';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** What the API server answered about one object that it did not take. */
export interface ApplyRejection {
  readonly object: KubernetesObject;
  readonly reason: string;
}

export interface ApplyOptions {
  /** takes fields over from other field managers. */
  readonly forceConflicts: boolean;
  /** asks the API server whether it would take the objects, and changes nothing. */
  readonly dryRun?: boolean;
}

/** Which objects of a kind. */
export interface ListOptions {
  readonly namespace?: string;
  readonly selector?: string;
}

export interface KindRef {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The Kubernetes API as the handler uses it; every call repeats what only failed for a moment. */
export interface Kubernetes {
  /** Applies objects in their order; answers with those that were refused. */
  apply(objects: readonly KubernetesObject[], options: ApplyOptions): Promise<ApplyRejection[]>;
  /** Those that exist. */
  get(refs: readonly ObjectRef[]): Promise<LiveObject[]>;
  /** Those objects of a manifest that exist, where one without a namespace is of the given one. */
  getByManifest(manifest: string, namespace: string): Promise<LiveObject[]>;
  /** Objects of a kind, in one namespace or in all; none if the kind does not exist. */
  list(kind: KindRef, where?: ListOptions): Promise<LiveObject[]>;
  /**
   * Asks for their deletion, by default dependents first, and does not wait. In the background an object without finalizers is gone at
   * once.
   */
  delete(refs: readonly ObjectRef[], cascade?: 'foreground' | 'background'): Promise<void>;
  /** Sets annotations of an object, or removes those without a value; nothing where it is not there. */
  annotate(ref: ObjectRef, annotations: Readonly<Record<string, string | undefined>>): Promise<void>;
  /** Objects of every kind that can be deleted, by their labels. */
  listBySelector(selector: string): Promise<LiveObject[]>;
  /** The last lines that a container wrote. */
  logs(namespace: string, pod: string, container: string, previous: boolean): Promise<string>;
  /** Kinds without a namespace. */
  clusterScopedKinds(): Promise<ClusterScopedKinds>;
}
