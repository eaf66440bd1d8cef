import { FieldConflict } from './api-errors.rules';
import { INJECTED_FIELDS } from './injected-fields.data';
import { groupKindOf, KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** An object without those of its fields that a controller has set and keeps. */
export function withoutInjectedFields(object: KubernetesObject, conflicts: readonly FieldConflict[]): KubernetesObject {
  return INJECTED_FIELDS.filter(
    ({ kinds, field }) => kinds.includes(groupKindOf(object)) && conflicts.some((conflict) => field.test(conflict.field)),
  ).reduce((rest, { path }) => without(rest, path) as KubernetesObject, object);
}

/** The conflicts about other fields than those. */
export const forcedConflicts = (object: KubernetesObject, conflicts: readonly FieldConflict[]): FieldConflict[] =>
  conflicts.filter(
    (conflict) => !INJECTED_FIELDS.some(({ kinds, field }) => kinds.includes(groupKindOf(object)) && field.test(conflict.field)),
  );

function without(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === '*') return Array.isArray(value) ? value.map((entry: unknown) => without(entry, rest)) : value;
  if (typeof value !== 'object' || value === null || !(step in value)) return value;
  const { [step]: found, ...others } = value as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [step]: without(found, rest) };
}
