import { parseCel } from './cel/cel-parser.rules';

/** The part of the schema of a CRD that is read: structural, without references. */
export interface CrdSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: CrdSchema;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly additionalProperties?: CrdSchema | boolean;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule?: string; readonly message?: string }[];
  readonly [limit: string]: unknown;
}

/** The limits that the API server checks for a value. */
export interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** the numbers of its validation rules. */
  readonly rules?: readonly number[];
  /** the value of an absent field. */
  readonly default?: unknown;
}

/** A validation rule of a CRD, in the Common Expression Language, with the message of the API server. */
export type ValidationRule = readonly [rule: string, message?: string];

const LIMIT_NAMES: readonly Exclude<keyof Limits, 'rules' | 'default'>[] = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];

/** Rules with more characters are not kept. */
const MAX_RULE_LENGTH = 400;

/** Lines of a table of fields, in which equal types and limits occur once. */
export class CrdTypes {
  /** fields by the name of the type. */
  readonly lines: string[] = [];
  /** as JSON, by the number in a type such as `s#3`. */
  readonly limits: string[] = [];
  /** {@link ValidationRule}s as JSON, by the number in limits. */
  readonly rules: string[] = [];

  private readonly names = new Map<string, string>();

  /** Adds the type of a version of a CRD; its name in the table. */
  add(schema: CrdSchema): string {
    const { apiVersion: _, kind: __, metadata: ___, status, ...properties } = schema.properties ?? {};
    const fields = { apiVersion: 's', kind: 's', metadata: '@', ...(status ? { status: 'o' } : {}) };
    return `${this.struct({ ...schema, properties }, fields)}${this.limitsOf({ ...schema, default: undefined })}`;
  }

  private struct(schema: CrdSchema, fixed: Readonly<Record<string, string>> = {}): string {
    const required = new Set(schema.required ?? []);
    const fields = Object.entries(schema.properties ?? {}).map(([name, each]) => {
      // defaults are set before the validation
      const isRequired = required.has(name) && each.default === undefined;
      return [name, `${name}${isRequired ? '!' : ''}:${this.typeOf(each)}`] as const;
    });
    const all = [...Object.entries(fixed).map(([name, type]) => [name, `${name}:${type}`] as const), ...fields];
    // a field of any other name is kept
    if (schema['x-kubernetes-preserve-unknown-fields']) all.push(['*', '*:o']);
    const line = all
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, field]) => field)
      .join(' ');
    return this.nameOf(line);
  }

  private nameOf(line: string): string {
    const known = this.names.get(line);
    if (known) return known;
    const name = this.lines.length.toString(36);
    this.lines.push(`${name} ${line}`);
    this.names.set(line, name);
    return name;
  }

  private typeOf(schema: CrdSchema): string {
    const limits = this.limitsOf(schema);
    if (schema['x-kubernetes-embedded-resource'] || schema.nullable) return `o${limits}`;
    if (schema['x-kubernetes-int-or-string']) return `x${limits}`;
    switch (schema.type) {
      case 'string':
        return isPlainEnum(schema.enum) ? `e=${schema.enum.join('|')}${limits}` : `s${limits}`;
      case 'integer':
        return `i${limits}`;
      case 'number':
        return `n${limits}`;
      case 'boolean':
        return `b${limits}`;
      case 'array':
        return `[${limits}${this.typeOf(schema.items ?? {})}`;
      case 'object':
        return this.objectType(schema, limits);
      default:
        return `o${limits}`;
    }
  }

  private objectType(schema: CrdSchema, limits: string): string {
    if (typeof schema.additionalProperties === 'object') return `{${limits}${this.typeOf(schema.additionalProperties)}`;
    return Object.keys(schema.properties ?? {}).length === 0 ? `o${limits}` : `@${this.struct(schema)}${limits}`;
  }

  private limitsOf(schema: CrdSchema): string {
    const rules = (schema['x-kubernetes-validations'] ?? []).flatMap(({ rule = '', message }) => this.ruleOf(rule, message));
    const given = {
      ...Object.fromEntries(LIMIT_NAMES.filter((name) => isLimit(name, schema[name])).map((name) => [name, schema[name]])),
      ...(rules.length > 0 ? { rules } : {}),
      ...(schema.default === undefined ? {} : { default: schema.default }),
    };
    if (Object.keys(given).length === 0) return '';
    const json = JSON.stringify(given);
    const known = this.limits.indexOf(json);
    return `#${known === -1 ? this.limits.push(json) - 1 : known}`;
  }

  // a transition rule compares two states of an object
  private ruleOf(rule: string, message: string | undefined): number[] {
    if (rule.length > MAX_RULE_LENGTH || /\boldSelf\b/.test(rule) || parseCel(rule) === undefined) return [];
    const json = JSON.stringify(message === undefined ? [rule] : [rule, message]);
    const known = this.rules.indexOf(json);
    return [known === -1 ? this.rules.push(json) - 1 : known];
  }
}

/** Whether the values of an enumeration can be written in a line. */
function isPlainEnum(values: CrdSchema['enum']): values is readonly string[] {
  return values !== undefined && values.length > 0 && values.every((each) => typeof each === 'string' && !/[|:#\s]/.test(each));
}

/** A pattern that JavaScript understands as Go does is a limit, and so is every other value that limits something. */
function isLimit(name: (typeof LIMIT_NAMES)[number], value: unknown): boolean {
  if (name === 'pattern') return typeof value === 'string' && isPortablePattern(value);
  return (
    (typeof value === 'number' && value !== 0 && Math.abs(value) < 2 ** 31) || value === true || (value === 0 && name.endsWith('imum'))
  );
}

function isPortablePattern(pattern: string): boolean {
  if (/\[\[:|\\[zAQ]|\(\?(?!:)|\\p/.test(pattern)) return false;
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
