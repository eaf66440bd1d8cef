import { ruleViolations } from './crd-rules.rules';
import { FieldTable, FieldType } from './field-table.rules';
import { KIND_TYPES } from './kubernetes-fields.data';
import { isDeployTimeValue, KubernetesObject } from './kubernetes-object.rules';
import { parseQuantity } from './quantity.rules';
import { limitErrors } from './schema-limits.rules';
import { nearestName } from '../errors/nearest-name.rules';

/** A violation of the schema of an object, in the words of kubectl and the API server. */
export interface SchemaViolation {
  /** like `spec.template.spec.containers[0].env[1].value`. */
  readonly field: string;
  /** `version` for a version of a custom resource that its CRD does not serve. */
  readonly kind: 'type' | 'missing' | 'unknown' | 'value' | 'quantity' | 'version';
  /** with the field. */
  readonly finding: string;
  /** of a custom resource: whether the schema is certainly that of the cluster. */
  readonly crd?: 'installed' | 'other version';
  /** of kind `version`: the versions that the CRD serves. */
  readonly served?: readonly string[];
}

/** An object without its invalid fields, so that rules can rely on the types of all others. */
export interface ValidatedObject {
  readonly object: KubernetesObject;
  readonly violations: readonly SchemaViolation[];
}

/** What is known of the schema of a custom resource. */
export interface CustomSchema {
  /** the type of the version; undefined if the CRD does not serve it. */
  readonly type?: string;
  readonly table: FieldTable;
  readonly served: readonly string[];
  /** whether the schema is certainly that of the cluster: otherwise the cluster may have an older or newer one. */
  readonly certain: boolean;
}

/** Finds the schema of a custom resource. */
export type CustomSchemas = (object: KubernetesObject) => CustomSchema | undefined;

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

const unknownField = (field: string, suggestion?: string): string =>
  `unknown field "${field}"${suggestion ? ` (did you mean "${suggestion}"?)` : ''}`;

/** Validates objects by the tables of fields, whose lines are parsed when they are first needed. */
export class SchemaValidator {
  private readonly builtIn = new FieldTable();

  constructor(private readonly customSchemas: CustomSchemas = () => undefined) {}

  /** Validates an object of a built-in kind, or of a custom one whose schema is known; of other kinds, only the metadata. */
  validate(object: KubernetesObject): ValidatedObject {
    const type = KIND_TYPES[`${object.apiVersion}/${object.kind}`];
    if (type !== undefined) return new Validation(this.builtIn, this.builtIn, false).validated(object, type);
    const custom = this.customSchemas(object);
    if (custom?.type !== undefined) return this.custom(object, custom, custom.type);
    const { object: clean, violations } = new Validation(this.builtIn, this.builtIn, false).withMetadata(object);
    return { object: clean, violations: custom ? [notServed(object, custom), ...violations] : violations };
  }

  private custom(object: KubernetesObject, { table, certain }: CustomSchema, type: string): ValidatedObject {
    const { object: clean, violations } = new Validation(table, this.builtIn, !certain).validated(object, type);
    // the API server evaluates rules on objects whose fields are valid
    const isValid = violations.every(({ kind }) => kind === 'unknown');
    const ofRules = isValid ? ruleViolations(clean, type, table).map((each) => ({ ...each, kind: 'value' as const })) : [];
    const crd = certain ? 'installed' : 'other version';
    return { object: clean, violations: [...violations, ...ofRules].map((each) => ({ ...each, crd })) };
  }
}

function notServed({ apiVersion, kind }: KubernetesObject, { certain, served }: CustomSchema): SchemaViolation {
  return {
    field: 'apiVersion',
    kind: 'version',
    finding: `no matches for kind "${kind}" in version "${apiVersion}"`,
    crd: certain ? 'installed' : 'other version',
    served,
  };
}

/** The validation of one object. A lenient one has a schema of another version: it keeps unknown fields, and reports misspelled ones. */
class Validation {
  private readonly problems: SchemaViolation[] = [];

  constructor(
    private readonly table: FieldTable,
    private readonly builtIn: FieldTable,
    private readonly lenient: boolean,
  ) {}

  validated(object: KubernetesObject, type: string): ValidatedObject {
    const clean = this.value(object, `@${type}`, '') as KubernetesObject;
    return {
      object: clean,
      violations: this.problems.map((problem) => (problem.kind === 'unknown' ? this.withHint(problem, type) : problem)),
    };
  }

  withMetadata(object: KubernetesObject): ValidatedObject {
    return { object: { ...object, metadata: this.metadata(object.metadata) ?? {} } as KubernetesObject, violations: this.problems };
  }

  private metadata(metadata: unknown): unknown {
    if (metadata === null || metadata === undefined) return undefined;
    const nested = new Validation(this.builtIn, this.builtIn, false);
    const clean = nested.value(metadata, '@v1.ObjectMeta', 'metadata');
    this.problems.push(...nested.problems);
    return clean;
  }

  // a field is mostly misspelled, or indented too little or too much
  private withHint(problem: SchemaViolation, type: string): SchemaViolation {
    const isPlain = problem.finding === unknownField(problem.field);
    const place = isPlain ? this.table.pathOfField(problem.field.split('.').pop()!, type) : undefined;
    return place ? { ...problem, finding: unknownField(problem.field, place) } : problem;
  }

  // the valid value, or undefined for a value of another type
  private value(value: unknown, type: string, field: string): unknown {
    // null is the same as absent
    if (value === null || value === undefined) return undefined;
    if (isDeployTimeValue(value)) return value;
    const { letter, limits, rest } = this.table.partsOf(type);
    const valid = this.ofType(value, letter, rest, field);
    if (limits !== undefined && valid !== undefined) {
      const errors = limitErrors(value, this.table.limitsAt(limits), field);
      this.problems.push(...errors.map((finding): SchemaViolation => ({ field, kind: 'value', finding })));
    }
    return valid;
  }

  private ofType(value: unknown, letter: string, rest: string, field: string): unknown {
    switch (letter) {
      case '@':
        return rest === '' ? this.metadata(value) : this.struct(value, this.table.typeOf(rest), field);
      case '[':
        return this.list(value, rest, field);
      case '{':
        return this.map(value, rest, field);
      case 'o':
        return value;
      case 'q':
        return quantity(value, field, this.problems);
      case 'e':
        return oneOf(value, rest.slice(1).split('|'), field, this.problems);
      default:
        return isOfType(value, letter) ? value : addTypeViolation(value, letter, field, this.problems);
    }
  }

  private struct(value: unknown, { fields, required }: FieldType, field: string): unknown {
    if (typeof value !== 'object' || Array.isArray(value)) return addTypeViolation(value, '{', field, this.problems);
    const at = (name: string) => (field === '' ? name : `${field}.${name}`);
    const given = value as Readonly<Record<string, unknown>>;
    for (const name of required) {
      if (given[name] === undefined || given[name] === null) {
        this.problems.push({ field: at(name), kind: 'missing', finding: `missing required field "${at(name)}"` });
      }
    }
    return Object.fromEntries(
      Object.entries(given)
        .flatMap(([name, each]): [string, unknown][] => {
          const type = fields.get(name) ?? fields.get('*');
          if (type !== undefined) return [[name, name === 'status' && field === '' ? each : this.value(each, type, at(name))]];
          return this.unknown(at(name), nearestName(name, [...fields.keys()])) ? [[name, each]] : [];
        })
        .filter(([, each]) => each !== undefined),
    );
  }

  // whether to keep an unknown field
  private unknown(field: string, near: string | undefined): boolean {
    if (!this.lenient || near !== undefined) this.problems.push({ field, kind: 'unknown', finding: unknownField(field, near) });
    return this.lenient;
  }

  private list(value: unknown, type: string, field: string): unknown {
    if (!Array.isArray(value)) return addTypeViolation(value, '[', field, this.problems);
    return value
      .map((each, index) =>
        each === null && type !== 'o'
          ? addTypeViolation(each, this.table.partsOf(type).letter, `${field}[${index}]`, this.problems)
          : this.value(each, type, `${field}[${index}]`),
      )
      .filter((each) => each !== undefined);
  }

  private map(value: unknown, type: string, field: string): unknown {
    if (typeof value !== 'object' || Array.isArray(value)) return addTypeViolation(value, '{', field, this.problems);
    return Object.fromEntries(
      Object.entries(value as object)
        .map(([name, each]) => [name, each === null && type[0] === 's' ? '' : this.value(each, type, `${field}['${name}']`)])
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
