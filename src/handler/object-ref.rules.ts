import { groupOf, KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** An object with the fields that the handler reads. */
export interface LiveObject extends KubernetesObject {
  readonly metadata?: KubernetesObject['metadata'] & {
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly finalizers?: readonly string[];
    readonly ownerReferences?: readonly { readonly kind?: string; readonly name?: string; readonly controller?: boolean }[];
    readonly managedFields?: readonly ManagedFields[];
  };
}

/** The fields that a client has set. Source: apimachinery, pkg/apis/meta/v1/types.go, ManagedFieldsEntry. */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: 'Apply' | 'Update';
  readonly subresource?: string;
  readonly fieldsV1?: object;
}

/** Which object is meant. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The kinds without a namespace, as `group/kind`. */
export type ClusterScopedKinds = ReadonlySet<string>;

export const keyOfKind = ({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): string => `${groupOf(apiVersion)}/${kind}`;

export const refOf = ({ apiVersion, kind, metadata }: KubernetesObject): ObjectRef => ({
  apiVersion,
  kind,
  ...(metadata?.namespace ? { namespace: metadata.namespace } : {}),
  name: metadata?.name ?? '',
});

/** One text for each object, whichever version of its group it is written in. */
export const keyOfRef = ({ apiVersion, kind, namespace, name }: ObjectRef): string =>
  `${groupOf(apiVersion)}/${kind} ${namespace ?? ''}/${name}`;

export const keyOfObject = (object: KubernetesObject): string => keyOfRef(refOf(object));

export const describeRef = ({ kind, namespace, name }: ObjectRef): string => `${kind} '${namespace ? `${namespace}/` : ''}${name}'`;

/** An object with the namespace that it ends up in: none where its kind has none. */
export function withNamespace(object: KubernetesObject, clusterScoped: ClusterScopedKinds): KubernetesObject {
  const { namespace, ...metadata } = object.metadata ?? {};
  const scoped = clusterScoped.has(keyOfKind(object));
  return { ...object, metadata: { ...metadata, ...(scoped ? {} : { namespace: namespace ?? 'default' }) } };
}

/** Kinds that are defined by these very objects and have no namespace. */
export const clusterScopedKindsIn = (objects: readonly KubernetesObject[]): string[] =>
  objects
    .filter(isCrd)
    .map(({ spec }) => spec as { scope?: string; group?: string; names?: { kind?: string } })
    .filter(({ scope }) => scope === 'Cluster')
    .map(({ group, names }) => `${group}/${names?.kind}`);

export const finalizersOf = ({ metadata }: LiveObject): string =>
  metadata?.finalizers?.length ? ` (finalizers: ${metadata.finalizers.join(', ')})` : '';

export const isCrd = ({ kind, apiVersion }: KubernetesObject): boolean =>
  kind === 'CustomResourceDefinition' && groupOf(apiVersion) === 'apiextensions.k8s.io';
export const isNamespace = ({ kind, apiVersion }: { kind: string; apiVersion: string }): boolean =>
  kind === 'Namespace' && apiVersion === 'v1';
export const isPvc = ({ kind, apiVersion }: { kind: string; apiVersion: string }): boolean =>
  kind === 'PersistentVolumeClaim' && apiVersion === 'v1';
