import { isDeployTimeValue } from '../../kubernetes/kubernetes-object.rules';

/** A property of a resource, at any depth. */
export interface ValueLocation {
  /** from the properties of the resource, with indexes of lists. */
  readonly path: string;
  /** see {@link isAbsent} and {@link isUnknown}. */
  readonly value: unknown;
  /** whether the object that contains it is present. */
  readonly parentGiven: boolean;
}

/** A value inside an unknown value. */
const UNKNOWN = { 'Fn::Unknown': '' };

/** Whether a property is absent: `AWS::NoValue` is absent, too. */
export const isAbsent = (value: unknown): boolean => value === undefined || value === null || isRef(value, 'AWS::NoValue');

/** Whether a value is known at deploy only: an intrinsic function, a resource reference, or a string with a placeholder. */
export function isUnknown(value: unknown): boolean {
  if (typeof value === 'string') return isDeployTimeValue(value);
  return intrinsicOf(value) !== undefined;
}

/** Whether a property is set; undefined if it may be removed at deploy. */
export function isGiven(value: unknown): boolean | undefined {
  if (isAbsent(value)) return false;
  const intrinsic = intrinsicOf(value);
  // these choose between a value and none, or are not known at all
  return intrinsic === 'Fn::If' || intrinsic === 'Fn::Unknown' || intrinsic === 'Fn::Transform' ? undefined : true;
}

/** The number of a value: CloudFormation accepts a number as a string, too. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** The locations that a path leads to: several if a step ends with `[]`. */
export function valueLocationsOf(start: unknown, steps: readonly string[]): ValueLocation[] {
  return steps.reduce<ValueLocation[]>(
    (places, step) => places.flatMap((place) => next(place, step)),
    [{ path: '', value: start, parentGiven: true }],
  );
}

function next({ path, value, parentGiven }: ValueLocation, step: string): ValueLocation[] {
  const name = step.replace('[]', '');
  const where = path === '' ? name : `${path}.${name}`;
  const isList = step.endsWith('[]');
  if (!parentGiven || isAbsent(value)) return isList ? [] : [{ path: where, value: undefined, parentGiven: false }];
  if (isUnknown(value) || typeof value !== 'object') return isList ? [] : [{ path: where, value: UNKNOWN, parentGiven: false }];
  const found = (value as Record<string, unknown>)[name];
  if (!isList) return [{ path: where, value: found, parentGiven: true }];
  return Array.isArray(found) ? found.map((item, index) => ({ path: `${where}[${index}]`, value: item, parentGiven: true })) : [];
}

const isRef = (value: unknown, to: string): boolean =>
  typeof value === 'object' && value !== null && (value as { Ref?: unknown }).Ref === to;

function intrinsicOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) return keys[0];
  return keys.length === 2 && 'ref' in value && 'attribute' in value ? 'Ref' : undefined;
}
