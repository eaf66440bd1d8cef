import { at, KubernetesObject } from './kubernetes-object.rules';
import { SERVER_FIELDS, ServerField } from './server-fields.data';

/** The fields of an object that the API server sets, like `metadata.uid`; `status` is the field of controllers. */
export const serverFieldsOf = (object: KubernetesObject): string[] => [
  ...namedIn(object).map(({ field }) => `metadata.${field}`),
  ...(isEmpty(object.status) ? [] : ['status']),
];

/** Those for which the API server rejects an object, or for which it is deleted. */
export const refusedFieldsOf = (object: KubernetesObject): ServerField[] => namedIn(object).filter(({ effect }) => effect !== undefined);

/** An object without the fields that the API server and controllers set. */
export function withoutServerFields(object: KubernetesObject): KubernetesObject {
  if (serverFieldsOf(object).length === 0) return object;
  const { status, ...rest } = object;
  const names = new Set(SERVER_FIELDS.map(({ field }) => field));
  const metadata = Object.fromEntries(Object.entries(object.metadata ?? {}).filter(([field]) => !names.has(field)));
  return { ...rest, ...(isEmpty(status) && status !== undefined ? { status } : {}), metadata } as KubernetesObject;
}

// null is the same as absent
const namedIn = (object: KubernetesObject): ServerField[] =>
  SERVER_FIELDS.filter(({ field }) => ![undefined, null, ''].includes(at(object, 'metadata', field) as string));

// generators of CRDs write a status without contents
function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined || value === null || value === '';
  return Object.values(value).every(isEmpty);
}
