import { CLUSTER_SCOPED, POD_SPEC_PATHS } from './kinds.data';

/** A Kubernetes object as in a template: a value that CloudFormation inserts is {@link DEPLOY_TIME_VALUE}. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Stands, also inside a longer text, for a value that only CloudFormation knows. */
export const DEPLOY_TIME_VALUE = '<known-at-deploy>';
/** The same where it is known to be a secret. */
export const DEPLOY_TIME_SECRET = `<secret>${DEPLOY_TIME_VALUE}`;

export const isDeployTimeValue = (value: unknown): boolean => typeof value === 'string' && value.includes(DEPLOY_TIME_VALUE);

export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

export const groupKindOf = (object: KubernetesObject): string => `${groupOf(object.apiVersion)}/${object.kind}`;

/** The namespace that the object ends up in, or nothing for a cluster-scoped one. */
export function namespaceOf(object: KubernetesObject): string | undefined {
  return CLUSTER_SCOPED.has(groupKindOf(object)) ? undefined : object.metadata?.namespace || 'default';
}

/** A nested value, or nothing where any step is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((v, key) => (typeof v === 'object' && v !== null ? (v as Record<string, unknown>)[key] : undefined), value);
}

/** A nested list, empty where it is missing. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A nested text, or nothing where it is missing or something else. */
export function stringAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/**
 * The spec of the pods that an object makes, or nothing when it makes none. In the pods of a StatefulSet a PVC of a template replaces the
 * volume of its name. Source: kubernetes, pkg/controller/statefulset/stateful_set_utils.go, updateStorage.
 */
export function podSpecOf(object: KubernetesObject): unknown {
  const path = POD_SPEC_PATHS[groupKindOf(object)];
  const spec = path && at(object, ...path);
  const templates = groupKindOf(object) === 'apps/StatefulSet' ? listAt(object, 'spec', 'volumeClaimTemplates') : [];
  const names = new Set(templates.map((template) => at(template, 'metadata', 'name')));
  const volumes = listAt(spec, 'volumes');
  const kept = volumes.filter((volume) => !names.has(at(volume, 'name')));
  return kept.length === volumes.length ? spec : { ...(spec as object), volumes: kept };
}

/** The service account of pods: an empty name is the default. Source: kubernetes, plugin/pkg/admission/serviceaccount/admission.go. */
export const serviceAccountOf = (podSpec: unknown): string =>
  stringAt(podSpec, 'serviceAccountName') || stringAt(podSpec, 'serviceAccount') || 'default';

/** The path to the spec of the pods that an object makes; undefined if it makes none. */
export const podSpecPath = (object: KubernetesObject): readonly string[] | undefined => POD_SPEC_PATHS[groupKindOf(object)];

/** The path to the metadata of the pods that an object makes; that of the object itself where it makes none. */
export const podMetadataPath = (object: KubernetesObject): readonly string[] => [
  ...(POD_SPEC_PATHS[groupKindOf(object)] ?? ['spec']).slice(0, -1),
  'metadata',
];

/** The labels of the pods that an object makes. */
export function podLabelsOf(object: KubernetesObject): Readonly<Record<string, string>> {
  const path = POD_SPEC_PATHS[groupKindOf(object)] ?? [];
  return (at(object, ...path.slice(0, -1), 'metadata', 'labels') ?? {}) as Record<string, string>;
}

/** The objects in a manifest, with the items of `List`s. Items that are not objects are skipped: {@link unreadableIn} reports them. */
export function objectsIn(manifest: unknown): KubernetesObject[] {
  return itemsOf(manifest).filter(isObject);
}

/** The items of a manifest that are not objects, in words. */
export function unreadableIn(manifest: unknown): string[] {
  const items = itemsOf(manifest);
  return items.flatMap((item, index) => {
    if (isObject(item)) return [];
    const place = items.length === 1 ? 'the manifest' : `object ${index + 1} of the manifest`;
    if (Array.isArray(item)) return [`${place} is an array: pass its objects as separate arguments`];
    if (typeof item !== 'object' || item === null) {
      return [`${place} is ${item === null || item === undefined ? 'empty' : `the ${typeof item} ${JSON.stringify(item).slice(0, 40)}`}`];
    }
    const named = [stringAt(item, 'kind'), stringAt(item, 'metadata', 'name')].filter(Boolean).join(' ');
    const missing = ['apiVersion', 'kind'].filter((field) => !stringAt(item, field));
    const object = `${place}${named ? ` (${named})` : ''}`;
    if (missing.length > 0) return [`${object} has no ${missing.join(' and no ')}`];
    const wrong = IDENTITY.filter((field) => !isTextual(at(item, 'metadata', field)));
    return [`${object} has no text in ${wrong.map((field) => `metadata.${field}`).join(' and ')}`];
  });
}

const itemsOf = (manifest: unknown): readonly unknown[] => (Array.isArray(manifest) ? manifest : [manifest]).flatMap(expandLists);

/**
 * The objects of a List, and of a list of one kind (ConfigMapList), as kubectl expands them. Items of the latter without a kind have its
 * kind. Source: apimachinery v0.36.3, unstructured/helpers.go, decodeToList.
 */
export function expandLists(content: unknown): unknown[] {
  const [apiVersion, kind, items] = ['apiVersion', 'kind', 'items'].map((field) => at(content, field));
  if (typeof kind !== 'string' || !kind.endsWith('List') || (kind !== 'List' && !Array.isArray(items))) return [content];
  return (Array.isArray(items) ? items : []).flatMap((item: unknown) =>
    expandLists(
      kind === 'List' || at(item, 'kind') !== undefined ? item : withType(item, { apiVersion, kind: kind.slice(0, -'List'.length) }),
    ),
  );
}

const withType = (item: unknown, type: object): unknown =>
  typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...type, ...item } : item;

const isObject = (item: unknown): item is KubernetesObject =>
  Boolean(stringAt(item, 'kind') && stringAt(item, 'apiVersion')) && IDENTITY.every((field) => isTextual(at(item, 'metadata', field)));

const IDENTITY = ['name', 'namespace'] as const;
const isTextual = (value: unknown): boolean => value === null || typeof value !== 'object';

/** Whether requests are admitted when a webhook cannot be reached. The default is Fail. */
export const isIgnoredOnFailure = (webhook: unknown): boolean => at(webhook, 'failurePolicy') === 'Ignore';

/** One string for each object of a cluster. */
export const objectKeyOf = (object: KubernetesObject): string =>
  `${groupKindOf(object)} ${namespaceOf(object) ?? ''}/${object.metadata?.name ?? ''}`;

/** The resource of a kind, as roles name it. */
export function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (lower === 'endpoints') return lower;
  if (/(s|x|ch|sh)$/.test(lower)) return `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}
