import { isDeployTimeValue } from '../../kubernetes/kubernetes-object.rules';

/** A property of a resource, wherever it stands. */
export interface ValueLocation {
  /** from the properties of the resource, with positions in lists. */
  readonly path: string;
  /** {@link isAbsent} and {@link isUnknown} tell what it is not. */
  readonly value: unknown;
  /** whether what it stands in is there. */
  readonly parentGiven: boolean;
}

/** Stands for what is below a value that is not known. */
const UNKNOWN = { 'Fn::Unknown': '' };

/** Whether a property is left out: `AWS::NoValue` leaves it out, too. */
export const isAbsent = (value: unknown): boolean => value === undefined || value === null || isRef(value, 'AWS::NoValue');

/** Whether only CloudFormation knows a value: an intrinsic function, a reference as rules see it, a text with a part that is filled in. */
export function isUnknown(value: unknown): boolean {
  if (typeof value === 'string') return isDeployTimeValue(value);
  return intrinsicOf(value) !== undefined;
}

/** Whether a property is there; nothing where it may be left out at deploy. */
export function isGiven(value: unknown): boolean | undefined {
  if (isAbsent(value)) return false;
  const intrinsic = intrinsicOf(value);
  // these choose between a value and none, or stand for something of which nothing is known
  return intrinsic === 'Fn::If' || intrinsic === 'Fn::Unknown' || intrinsic === 'Fn::Transform' ? undefined : true;
}

/** CloudFormation takes a number as a text, too. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** The places at which a path leads: several, where a step ends with `[]`. */
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
