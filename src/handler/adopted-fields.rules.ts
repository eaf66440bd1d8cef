import { ManagedFields } from './object-ref.rules';
import { FIELD_MANAGER } from './ownership';

/** Managers of `kubectl apply` without server-side apply. Source: kubectl, pkg/cmd/apply/apply.go; client-go, util/csaupgrade. */
const CLIENT_SIDE_APPLY = new Set(['kubectl-client-side-apply', 'kubectl', 'before-first-apply']);

/**
 * The managers of an adopted object when fields that `kubectl apply` set become ours, so that those that our manifest does not declare are
 * removed by the next apply. Undefined where there are none.
 */
export function withClientSideFields(managed: readonly ManagedFields[]): ManagedFields[] | undefined {
  const theirs = managed.filter(
    ({ manager = '', operation, subresource }) => operation === 'Update' && !subresource && CLIENT_SIDE_APPLY.has(manager),
  );
  const ours = managed.find(({ manager, operation, subresource }) => manager === FIELD_MANAGER && operation === 'Apply' && !subresource);
  if (theirs.length === 0 || !ours) return undefined;
  const fieldsV1 = [ours, ...theirs].map(({ fieldsV1: fields = {} }) => fields).reduce(union);
  return managed.filter((entry) => !theirs.includes(entry)).map((entry) => (entry === ours ? { ...ours, fieldsV1 } : entry));
}

function union(one: object, other: object): object {
  const result: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const known = result[key];
    result[key] = known === undefined ? value : union(known as object, value as object);
  }
  return result;
}
