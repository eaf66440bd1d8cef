import { SERVICE_CONDITIONS, ServiceCondition } from './service-conditions.data';
import { conditionProblems } from './service-conditions.rules';
import { SERVICE_CONSTRAINTS, SERVICE_CONSTRAINTS_DATE } from './service-constraints.data';
import { isAbsent, isUnknown, numberOf, ValueLocation, valueLocationsOf } from './service-values.rules';

/** A value in one resource that its service rejects. */
export interface ServiceProblem {
  /** the property, like `ScalingConfig.MaxSize` or `Taints[1].Effect`. */
  readonly path: string;
  /** undefined if it is missing, or may be a secret. */
  readonly value?: unknown;
  /** what is wrong, with the property and the value. */
  readonly finding: string;
  /** the limit of the service. */
  readonly constraint: string;
  readonly remediation: string;
  /** operation and member of the model of the service, or a page. */
  readonly source: string;
  /** a warning for a value that the service may support, but the table does not contain. */
  readonly severity: 'error' | 'warning';
  /** id of the condition; undefined for a limit of one property. */
  readonly condition?: string;
  /** CDK's template validation finds it, too. */
  readonly foundByCdk: boolean;
}

/** Whether limits or conditions of a CloudFormation type are known. */
export const hasServiceConstraints = (type: string): boolean => type in SERVICE_CONSTRAINTS || type in SERVICE_CONDITIONS;

/**
 * The values in a resource of a template that its service rejects.
 *
 * Intrinsic functions are unknown values: they are not checked, nor are conditions that depend on them.
 * `{ Ref: AWS::NoValue }` is an absent property.
 *
 * @param type of CloudFormation, like `AWS::EKS::Nodegroup`
 * @param properties its properties, with or without intrinsic functions
 */
export function serviceProblems(type: string, properties: Readonly<Record<string, unknown>>): ServiceProblem[] {
  const conditions: readonly ServiceCondition[] = SERVICE_CONDITIONS[type] ?? [];
  return [
    ...rowsOf(type).flatMap((row) => limitProblems(row, properties)),
    ...conditions.flatMap((condition) => conditionProblems(condition, properties)),
  ];
}

interface ConstraintRow {
  readonly steps: readonly string[];
  readonly foundByCdk: boolean;
  readonly required: boolean;
  /** unit of the bounds: `#` a number, `@` a count of items, else a length. */
  readonly kind: string;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  readonly pattern?: string;
  readonly source: string;
}

const PARSED = new Map<string, readonly ConstraintRow[]>();

/** The lines of a type, parsed when the type first occurs. */
function rowsOf(type: string): readonly ConstraintRow[] {
  const known = PARSED.get(type);
  if (known !== undefined) return known;
  const [operations, ...lines] = (SERVICE_CONSTRAINTS[type] ?? '').split('\n');
  const rows = lines.map((line): ConstraintRow => {
    const [head, bounds = '', values = '', pattern, operation = '0'] = line.split('\t');
    const [, cdk, path, required] = /^(~?)(.*?)(!?)$/.exec(head)!;
    const [, kind, ...ends] = /^([#@]?)(.*?)(?:\.\.(.*))?$/.exec(bounds)!;
    const [min, max] = ends.map((end) => (end ? Number(end) : undefined));
    return {
      steps: path.split('.'),
      foundByCdk: cdk !== '',
      required: required !== '',
      kind,
      min,
      max,
      values: values === '' ? undefined : values.split(','),
      pattern: pattern || undefined,
      source: operations.split(', ')[Number(operation)],
    };
  });
  PARSED.set(type, rows);
  return rows;
}

function limitProblems(row: ConstraintRow, properties: Readonly<Record<string, unknown>>): ServiceProblem[] {
  return valueLocationsOf(properties, row.steps).flatMap((place): ServiceProblem[] => {
    const { path, value } = place;
    const of = (finding: string, constraint: string, remediation: string, severity: 'error' | 'warning' = 'error') => [
      {
        path,
        ...(isSecret(path) ? {} : { value }),
        finding,
        constraint,
        remediation,
        source: row.source,
        severity,
        foundByCdk: row.foundByCdk,
      },
    ];
    if (isAbsent(value)) return row.required && place.parentGiven ? of(`${path} is missing`, 'it is required', `Set \`${path}\``) : [];
    if (isUnknown(value)) return [];
    return [...boundProblems(row, place, of), ...valueProblems(row, place, of)];
  });
}

type Of = (what: string, limit: string, fix: string, severity?: 'error' | 'warning') => ServiceProblem[];

function boundProblems({ kind, min, max }: ConstraintRow, { path, value }: ValueLocation, of: Of): ServiceProblem[] {
  if (min === undefined && max === undefined) return [];
  const [size, unit] = sizeOf(kind, value);
  if (size === undefined || ((min === undefined || size >= min) && (max === undefined || size <= max))) return [];
  return of(
    unit === '' ? `${path} is ${size}` : `${path} has ${size} ${unit}`,
    `${inWords(min, max)}${unit && ` ${unit}`}`,
    `Set \`${path}\` to a value within this limit`,
  );
}

function inWords(min: number | undefined, max: number | undefined): string {
  if (min === undefined) return `at most ${max}`;
  if (max === undefined) return `at least ${min}`;
  return min === max ? `exactly ${min}` : `${min} to ${max}`;
}

function valueProblems({ values, pattern }: ConstraintRow, { path, value }: ValueLocation, of: Of): ServiceProblem[] {
  if (typeof value !== 'string') return [];
  if (values !== undefined && !values.includes(value)) {
    return of(
      `${path} is '${shown(path, value)}'`,
      `the service model of ${SERVICE_CONSTRAINTS_DATE} has ${values.join(', ')}`,
      `Set \`${path}\` to one of these values`,
      'warning',
    );
  }
  if (pattern === undefined || new RegExp(`^(?:${pattern})$`).test(value)) return [];
  return of(`${path} is '${shown(path, value)}'`, `it must match ${pattern}`, `Change \`${path}\``);
}

/** The size that is compared with the bounds: undefined for a value of another type, which CloudFormation converts or rejects. */
function sizeOf(kind: string, value: unknown): [size: number | undefined, unit: string] {
  // a number may be a string
  if (kind === '#') return [numberOf(value), ''];
  // an unknown item may be no item
  if (kind === '@') {
    return Array.isArray(value) && !value.some(isUnknown) ? [value.length, value.length === 1 ? 'item' : 'items'] : [undefined, ''];
  }
  return typeof value === 'string' ? [value.length, value.length === 1 ? 'character' : 'characters'] : [undefined, ''];
}

const isSecret = (path: string): boolean => /password|secret(?!sManager)/i.test(path);
/** A value in a message. */
function shown(path: string, value: string): string {
  if (isSecret(path)) return '***';
  return value.length > 60 ? `${value.slice(0, 57)}...` : value;
}
