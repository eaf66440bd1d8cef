import { FIELDS, KIND_TYPES } from './kubernetes-fields.data';
import { isDeployTimeValue, KubernetesObject } from './kubernetes-object.rules';
import { parseQuantity } from './quantity.rules';

/** A violation of the schema of an object, in the words of kubectl and the API server. */
export interface SchemaViolation {
  /** like `spec.template.spec.containers[0].env[1].value`. */
  readonly field: string;
  readonly kind: 'type' | 'missing' | 'unknown' | 'value' | 'quantity';
  /** with the field. */
  readonly finding: string;
}

/** An object without its invalid fields, so that rules can rely on the types of all others. */
export interface ValidatedObject {
  readonly object: KubernetesObject;
  readonly violations: readonly SchemaViolation[];
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  s: 'string',
  i: 'integer',
  n: 'number',
  b: 'boolean',
  q: 'quantity',
  x: 'integer or string',
  e: 'string',
  '@': 'object',
  '{': 'object',
  '[': 'array',
};

/** Fields that are required by the schema, but not by the API server: it defaults them to an empty string, 0, false or nothing. */
const NOT_REQUIRED = new Set([
  'v1.HTTPHeader.value',
  'v1.Sysctl.value',
  'v1.SleepAction.seconds',
  'v1.LimitRangeSpec.limits',
  'v1.PreferredSchedulingTerm.preference',
  'v1.ISCSIVolumeSource.lun',
  'v1.ISCSIPersistentVolumeSource.lun',
  'apiextensions.v1.CustomResourceDefinitionVersion.served',
  'apiextensions.v1.CustomResourceDefinitionVersion.storage',
  'apps.v1.ControllerRevision.revision',
  'batch.v1.PodFailurePolicy.rules',
  'storage.v1.CSIDriver.spec',
  'storage.v1.TokenRequest.audience',
]);

const unknownField = (field: string, suggestion?: string): string =>
  `unknown field "${field}"${suggestion ? ` (did you mean "${suggestion}"?)` : ''}`;

interface Type {
  readonly fields: ReadonlyMap<string, string>;
  readonly required: readonly string[];
}

/** Validates objects by the table of fields, whose lines are parsed when they are first needed. */
export class SchemaValidator {
  private readonly types = new Map<string, Type>();

  /** Validates an object of a built-in kind; of other kinds, only the metadata. */
  validate(object: KubernetesObject): ValidatedObject {
    const problems: SchemaViolation[] = [];
    const type = KIND_TYPES[`${object.apiVersion}/${object.kind}`];
    if (type === undefined) {
      const metadata = this.value(object.metadata, '@v1.ObjectMeta', 'metadata', problems);
      return { object: { ...object, metadata: metadata ?? {} } as KubernetesObject, violations: problems };
    }
    const clean = this.value(object, `@${type}`, '', problems) as KubernetesObject;
    return { object: clean, violations: problems.map((problem) => (problem.kind === 'unknown' ? this.withHint(problem, type) : problem)) };
  }

  // a field is mostly misspelled, or indented too little or too much
  private withHint(problem: SchemaViolation, type: string): SchemaViolation {
    const place = problem.finding === unknownField(problem.field) ? this.pathOfField(problem.field.split('.').pop()!, type) : undefined;
    return place ? { ...problem, finding: unknownField(problem.field, place) } : problem;
  }

  // the path of a field of this name in a type, the nearest to its root
  private pathOfField(name: string, root: string): string | undefined {
    const places: [path: string, type: string][] = [['', root]];
    const seen = new Set<string>();
    for (const [path, type] of places) {
      const { fields } = this.typeOf(type);
      if (fields.has(name)) return `${path}${name}`;
      for (const [field, of] of fields) {
        const [, list, next] = /^(\[?)@(.+)$/.exec(of) ?? [];
        if (next === undefined || field === 'status' || seen.has(next)) continue;
        seen.add(next);
        places.push([`${path}${field}${list && '[]'}.`, next]);
      }
    }
    return undefined;
  }

  private typeOf(name: string): Type {
    const known = this.types.get(name);
    if (known) return known;
    const start = FIELDS.indexOf(`\n${name} `) + name.length + 2;
    // some values of enumerations contain a space, too
    const fields = FIELDS.slice(start, FIELDS.indexOf('\n', start))
      .split(/ (?=[^ ]+:)/)
      .filter(Boolean)
      .map((field) => field.split(/:(.*)/));
    const type = {
      fields: new Map(fields.map(([field, of]) => [field.replace('!', ''), of])),
      required: fields
        .filter(([field]) => field.endsWith('!'))
        .map(([field]) => field.replace('!', ''))
        .filter((field) => !NOT_REQUIRED.has(`${name}.${field}`)),
    };
    this.types.set(name, type);
    return type;
  }

  // the valid value, or undefined for a value of another type
  private value(value: unknown, type: string, field: string, problems: SchemaViolation[]): unknown {
    // null is the same as absent
    if (value === null || value === undefined) return undefined;
    if (isDeployTimeValue(value)) return value;
    switch (type[0]) {
      case '@':
        return this.struct(value, this.typeOf(type.slice(1)), field, problems);
      case '[':
        return this.list(value, type.slice(1), field, problems);
      case '{':
        return this.map(value, type.slice(1), field, problems);
      case 'o':
        return value;
      case 'q':
        return quantity(value, field, problems);
      case 'e':
        return oneOf(value, type.slice(2).split('|'), field, problems);
      default:
        return isOfType(value, type) ? value : addTypeViolation(value, type, field, problems);
    }
  }

  private struct(value: unknown, { fields, required }: Type, field: string, problems: SchemaViolation[]): unknown {
    if (typeof value !== 'object' || Array.isArray(value)) return addTypeViolation(value, '{', field, problems);
    const at = (name: string) => (field === '' ? name : `${field}.${name}`);
    const given = value as Readonly<Record<string, unknown>>;
    for (const name of required) {
      if (given[name] === undefined || given[name] === null) {
        problems.push({ field: at(name), kind: 'missing', finding: `missing required field "${at(name)}"` });
      }
    }
    return Object.fromEntries(
      Object.entries(given)
        .flatMap(([name, each]): [string, unknown][] => {
          const type = fields.get(name);
          if (type !== undefined) return [[name, name === 'status' && field === '' ? each : this.value(each, type, at(name), problems)]];
          const near = nearestName(name, [...fields.keys()]);
          problems.push({ field: at(name), kind: 'unknown', finding: unknownField(at(name), near) });
          return [];
        })
        .filter(([, each]) => each !== undefined),
    );
  }

  private list(value: unknown, type: string, field: string, problems: SchemaViolation[]): unknown {
    if (!Array.isArray(value)) return addTypeViolation(value, '[', field, problems);
    return value
      .map((each, index) =>
        each === null && type !== 'o'
          ? addTypeViolation(each, type, `${field}[${index}]`, problems)
          : this.value(each, type, `${field}[${index}]`, problems),
      )
      .filter((each) => each !== undefined);
  }

  private map(value: unknown, type: string, field: string, problems: SchemaViolation[]): unknown {
    if (typeof value !== 'object' || Array.isArray(value)) return addTypeViolation(value, '{', field, problems);
    return Object.fromEntries(
      Object.entries(value as object)
        .map(([name, each]) => [name, each === null && type === 's' ? '' : this.value(each, type, `${field}['${name}']`, problems)])
        .filter(([, each]) => each !== undefined),
    );
  }
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 's':
      return typeof value === 'string';
    case 'b':
      return typeof value === 'boolean';
    case 'i':
      return Number.isInteger(value);
    case 'n':
      return typeof value === 'number';
    default:
      return typeof value === 'string' || Number.isInteger(value);
  }
}

// an empty string is the same as absent; an unsupported value is kept, because other rules check it, too
function oneOf(value: unknown, values: readonly string[], field: string, problems: SchemaViolation[]): unknown {
  if (typeof value !== 'string') return addTypeViolation(value, 's', field, problems);
  if (value !== '' && !values.includes(value)) {
    problems.push({
      field,
      kind: 'value',
      finding: `${field}: Unsupported value: "${value}": supported values: ${values.map((each) => `"${each}"`).join(', ')}`,
    });
  }
  return value;
}

function quantity(value: unknown, field: string, problems: SchemaViolation[]): unknown {
  if (parseQuantity(value) !== undefined) return value;
  problems.push({ field, kind: 'quantity', finding: `invalid quantity ${JSON.stringify(value)} for "${field}"` });
  return undefined;
}

function addTypeViolation(value: unknown, type: string, field: string, problems: SchemaViolation[]): undefined {
  problems.push({ field, kind: 'type', finding: `invalid type for "${field}": got ${inWords(value)}, expected ${TYPE_NAMES[type[0]]}` });
  return undefined;
}

function inWords(value: unknown): string {
  if (value === null) return 'null';
  const text = JSON.stringify(value) ?? String(value);
  return `${Array.isArray(value) ? 'array' : typeof value} ${text.length > 40 ? `${text.slice(0, 37)}…` : text}`;
}

/** The nearest name, at most two letters away; undefined if there is none. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const most = name.length > 5 ? 2 : 1;
  const near = names
    .map((each) => ({ each, distance: each.toLowerCase() === name.toLowerCase() ? 0 : distance(each, name, most) }))
    .filter((found) => found.distance <= most);
  return near.sort((a, b) => a.distance - b.distance)[0]?.each;
}

// letters to insert, delete, replace or swap, up to a limit
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let [before, row]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? before[j - 2] + 1 : Infinity;
      next[j] = Math.min(change, row[j] + 1, next[j - 1] + 1, swap);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}
