import { errorIf, invalid } from './field-error.rules';
import { at } from '../kubernetes-object.rules';

/** The least and the most value of a number. */
export type Range = readonly [least: number, most: number];

export const PORT: Range = [1, 65_535];
export const NOT_NEGATIVE: Range = [0, Infinity];
export const POSITIVE: Range = [1, Infinity];

/** Numbers among fields of an object that are out of their range. */
export const outOfRange = (value: unknown, field: string, ranges: Readonly<Record<string, Range>>): string[] =>
  Object.entries(ranges).flatMap(([name, range]) => numberError(at(value, ...name.split('.')), `${field}.${name}`, range));

export const numberError = (value: unknown, field: string, [least, most]: Range): readonly string[] =>
  errorIf(typeof value === 'number' && (value < least || value > most), () =>
    invalid(
      field,
      value,
      most === Infinity ? `must be greater than or equal to ${least}` : `must be between ${least} and ${most}, inclusive`,
    ),
  );

/** An integer, or a percentage. Source: kubernetes, pkg/apis/apps/validation/validation.go: ValidatePositiveIntOrPercent. */
export function countOrPercentErrors(value: unknown, field: string, mayExceed100: boolean): readonly string[] {
  if (typeof value === 'number') return numberError(value, field, NOT_NEGATIVE);
  if (typeof value !== 'string' || value.includes('<')) return [];
  const [, percent] = /^(\d+)%$/.exec(value) ?? [];
  if (percent === undefined) return [invalid(field, value, "must be an integer or percentage (e.g '5%')")];
  return errorIf(!mayExceed100 && Number(percent) > 100, () => invalid(field, value, 'must not be greater than 100%'));
}
