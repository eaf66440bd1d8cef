import { forbidden, isSet, required } from './field-error.rules';
import { at } from '../kubernetes-object.rules';

/** A choice: which fields of an object exclude each other. */
export interface Choice {
  readonly fields: readonly string[];
  /** words for a missing one; none if it may be missing. */
  readonly missing?: string;
  readonly several: string;
}

/** The error of an object that has none or several of the fields of which it must have one. */
export function choiceErrors(value: unknown, field: string, { fields, missing, several }: Choice): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const given = fields.filter((name) => isSet(at(value, name)));
  if (given.length > 1) return [forbidden(`${field}.${given[1]}`, `${several} (${given.join(', ')})`)];
  return given.length === 0 && missing !== undefined ? [required(field, missing)] : [];
}
