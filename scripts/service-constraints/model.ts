import * as fs from 'fs';
import * as path from 'path';

/** A shape of a service model, as botocore has it. */
export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly required?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

export interface Limits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
}

export interface Constraint extends Limits {
  readonly path: string;
  /** what the bounds are of: a number, a length or a count. */
  readonly kind: string;
  readonly required: boolean;
  readonly source: string;
}

export interface Model {
  shape(name: string): Shape;
  inputOf(operation: string): Shape;
  /** what a shape allows, where the property of CloudFormation is of the same kind. */
  limitsOf(shape: Shape, kind: string): Limits | undefined;
}

/** Longer lists are names that grow each week, like instance types. */
const MOST_VALUES = 60;
const UNBOUNDED = 100_000;
const INTEGER = 2 ** 31 - 1;

export function modelOf(checkout: string, service: string): Model {
  const folder = path.join(checkout, 'botocore/data', service);
  const newest = fs
    .readdirSync(folder)
    .filter((each) => fs.existsSync(path.join(folder, each, 'service-2.json')))
    .sort()
    .pop()!;
  const { shapes, operations } = JSON.parse(fs.readFileSync(path.join(folder, newest, 'service-2.json'), 'utf8')) as {
    shapes: Record<string, Shape>;
    operations: Record<string, { input: { shape: string } }>;
  };
  return {
    shape: (name) => shapes[name],
    inputOf: (operation) => shapes[operations[operation].input.shape],
    limitsOf(shape, kind) {
      const limits = limitsFor(shape, kind);
      return Object.values(limits).some((each) => each !== undefined) ? limits : undefined;
    },
  };
}

function limitsFor({ type, min, max, pattern, enum: values }: Shape, kind: string): Limits {
  const isNumber = kind === 'number';
  // a bound that nothing exceeds says nothing
  const bounds = {
    min: min !== undefined && (isNumber ? min > -INTEGER : min > 0) ? min : undefined,
    max: max !== undefined && max < (isNumber ? INTEGER : UNBOUNDED) ? max : undefined,
  };
  if (kind === 'list') return type === 'list' ? bounds : {};
  if (kind === 'number') return ['integer', 'long', 'float', 'double'].includes(type) ? bounds : {};
  if (kind !== 'string' || type !== 'string') return {};
  if (values !== undefined) return values.length <= MOST_VALUES ? { values } : {};
  return { ...bounds, pattern: pattern === undefined ? undefined : usable(pattern) };
}

/** What JavaScript has not, or the table cannot hold. */
const OF_JAVA = /&&\[|\(\?[i<]|\\[pPAZzh]|[+*?]\+|\t|`|\$\{/;
const EVERYTHING = /^((\.|\[\\s\\S\]|\[\^\]|\(\?s\)\.)[*+]|\.\*\\S\.\*)$/;

/** The pattern for a whole value, where JavaScript understands it as the service does; those that allow everything are left out. */
function usable(pattern: string): string | undefined {
  const inner = pattern.replace(/^\^/, '').replace(/\$$/, '');
  if (OF_JAVA.test(inner) || EVERYTHING.test(inner)) return undefined;
  try {
    new RegExp(`^(?:${inner})$`);
    return inner;
  } catch {
    return undefined;
  }
}
