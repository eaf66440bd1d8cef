import { celResult } from './cel/cel.rules';
import { FieldTable } from './field-table.rules';
import { isDeployTimeValue } from './kubernetes-object.rules';

/** A violated validation rule of a CRD. */
export interface RuleViolation {
  readonly field: string;
  readonly finding: string;
}

/** The violated validation rules of an object, whose absent fields have their defaults. */
export function ruleViolations(object: unknown, type: string, table: FieldTable): RuleViolation[] {
  const violations: RuleViolation[] = [];
  visit(object, `@${type}`, '', table, violations);
  return violations;
}

// the value with its defaults
function visit(value: unknown, type: string, field: string, table: FieldTable, violations: RuleViolation[]): unknown {
  if (value === null || value === undefined || isDeployTimeValue(value)) return value;
  const { letter, limits, rest } = table.partsOf(type);
  const complete = withDefaults(value, letter, rest, field, table, violations);
  const rules = limits === undefined ? [] : (table.limitsAt(limits).rules ?? []);
  for (const [rule, message] of rules.map((index) => table.ruleAt(index))) {
    if (celResult(rule, complete) !== false) continue;
    violations.push({ field, finding: `${field && `${field}: `}Invalid value: ${shown(value)}: ${message ?? `failed rule: ${rule}`}` });
  }
  return complete;
}

function withDefaults(
  value: unknown,
  letter: string,
  rest: string,
  field: string,
  table: FieldTable,
  violations: RuleViolation[],
): unknown {
  if (letter === '[' && Array.isArray(value)) {
    return value.map((item, index) => visit(item, rest, `${field}[${index}]`, table, violations));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const given = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  if (letter === '{') {
    return Object.fromEntries(given.map(([name, each]) => [name, visit(each, rest, `${field}['${name}']`, table, violations)]));
  }
  if (letter !== '@' || rest === '') return value;
  const { fields } = table.typeOf(rest);
  const complete = { ...defaultsOf(fields, table), ...Object.fromEntries(given) };
  return Object.fromEntries(
    Object.entries(complete).map(([name, each]) => {
      const type = fields.get(name);
      return [name, type === undefined ? each : visit(each, type, field === '' ? name : `${field}.${name}`, table, violations)];
    }),
  );
}

function defaultsOf(fields: ReadonlyMap<string, string>, table: FieldTable): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const [name, type] of fields) {
    const { limits } = table.partsOf(type);
    const value = limits === undefined ? undefined : table.limitsAt(limits).default;
    if (value !== undefined && value !== null) defaults[name] = value;
  }
  return defaults;
}

function shown(value: unknown): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  return Array.isArray(value) ? '"array"' : '"object"';
}
