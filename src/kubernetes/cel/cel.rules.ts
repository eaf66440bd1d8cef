import { CelNode, parseCel } from './cel-parser.rules';
import { isDeployTimeValue } from '../kubernetes-object.rules';

type Scope = Readonly<Record<string, unknown>>;

/** Thrown where the result is not known: a value that is known at deployment, a missing field, or a function that is not supported. */
class UnknownResult extends Error {}

const unknown = (): never => {
  throw new UnknownResult();
};

/** The result of a validation rule for a value; undefined if it is not known. */
export function celResult(rule: string, self: unknown): boolean | undefined {
  const node = parseCel(rule);
  if (!node) return undefined;
  try {
    const result = evaluate(node, { self });
    return typeof result === 'boolean' ? result : undefined;
  } catch (error) {
    if (error instanceof UnknownResult) return undefined;
    throw error;
  }
}

function evaluate(node: CelNode, scope: Scope): unknown {
  switch (node.type) {
    case 'literal':
      return node.value;
    case 'name':
      return known(scope[node.name]);
    case 'list':
      return node.items.map((item) => evaluate(item, scope));
    case 'member':
      return known(field(evaluate(node.of, scope), node.name));
    case 'index':
      return known(indexed(evaluate(node.of, scope), evaluate(node.index, scope)));
    case 'unary':
      return node.operator === '!' ? !asBoolean(evaluate(node.of, scope)) : -asNumber(evaluate(node.of, scope));
    case 'binary':
      return binary(node.operator, node.left, node.right, scope);
    case 'choice':
      return evaluate(asBoolean(evaluate(node.condition, scope)) ? node.then : node.otherwise, scope);
    case 'call':
      return call(node, scope);
  }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return unknown();
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

const indexed = (value: unknown, index: unknown): unknown =>
  Array.isArray(value) && typeof index === 'number' ? (value[index] as unknown) : field(value, String(index));

const known = (value: unknown): unknown => (value === undefined || isDeployTimeValue(value) ? unknown() : value);
const asBoolean = (value: unknown): boolean => (typeof value === 'boolean' ? value : unknown());
const asNumber = (value: unknown): number => (typeof value === 'number' ? value : unknown());
const asString = (value: unknown): string => (typeof value === 'string' ? value : unknown());

// either side decides, also if the other one is not known
function logical(decisive: boolean, left: CelNode, right: CelNode, scope: Scope): boolean {
  try {
    return asBoolean(evaluate(left, scope)) === decisive ? decisive : asBoolean(evaluate(right, scope));
  } catch (error) {
    if (!(error instanceof UnknownResult)) throw error;
    return asBoolean(evaluate(right, scope)) === decisive ? decisive : unknown();
  }
}

function binary(operator: string, leftNode: CelNode, rightNode: CelNode, scope: Scope): unknown {
  if (operator === '||' || operator === '&&') return logical(operator === '||', leftNode, rightNode, scope);
  const [left, right] = [evaluate(leftNode, scope), evaluate(rightNode, scope)];
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case 'in':
      return Array.isArray(right) ? right.some((each) => isEqual(left, each)) : field(right, asString(left)) !== undefined;
    case '+':
      return typeof left === 'string' ? left + asString(right) : asNumber(left) + asNumber(right);
    case '-':
      return asNumber(left) - asNumber(right);
    case '*':
      return asNumber(left) * asNumber(right);
    case '/':
      return Math.trunc(asNumber(left) / asNumber(right));
    case '%':
      return asNumber(left) % asNumber(right);
    default:
      return compare(operator, left, right);
  }
}

function compare(operator: string, left: unknown, right: unknown): boolean {
  const [a, b] = typeof left === 'string' ? [left, asString(right)] : [asNumber(left), asNumber(right)];
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function isEqual(left: unknown, right: unknown): boolean {
  if (isDeployTimeValue(left) || isDeployTimeValue(right)) return unknown();
  if (typeof left !== 'object' && typeof right !== 'object') return left === right;
  const [a, b] = [JSON.stringify(left), JSON.stringify(right)];
  return isDeployTimeValue(a) || isDeployTimeValue(b) ? unknown() : a === b;
}

type Call = Extract<CelNode, { readonly type: 'call' }>;

const MACROS = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

function call({ of, name, args }: Call, scope: Scope): unknown {
  if (name === 'has' && args[0]?.type === 'member') return field(evaluate(args[0].of, scope), args[0].name) !== undefined;
  if (of && MACROS.has(name)) return macro(name, evaluate(of, scope), args, scope);
  const values = [...(of ? [of] : []), ...args].map((each) => evaluate(each, scope));
  return FUNCTIONS[name]?.(values[0], values[1]) ?? unknown();
}

// the items of a list, or the keys of a map
function macro(name: string, value: unknown, [variable, body]: readonly CelNode[], scope: Scope): unknown {
  if (variable?.type !== 'name' || !body || typeof value !== 'object' || value === null) return unknown();
  const items: unknown[] = Array.isArray(value) ? value : Object.keys(value);
  if (items.some(isDeployTimeValue)) return unknown();
  const of = (item: unknown) => evaluate(body, { ...scope, [variable.name]: item });
  if (name === 'map') return items.map(of);
  if (name === 'all') return every(items, (item) => asBoolean(of(item)));
  if (name === 'exists') return !every(items, (item) => !asBoolean(of(item)));
  const found = items.filter((item) => asBoolean(of(item)));
  return name === 'filter' ? found : found.length === 1;
}

// one item decides, also if others are not known
function every(items: readonly unknown[], holds: (item: unknown) => boolean): boolean {
  let isUnknown = false;
  for (const item of items) {
    try {
      if (!holds(item)) return false;
    } catch (error) {
      if (!(error instanceof UnknownResult)) throw error;
      isUnknown = true;
    }
  }
  return isUnknown ? unknown() : true;
}

/** Functions and methods, whose first argument is their object. Source: Kubernetes documentation, Common Expression Language. */
const FUNCTIONS: Readonly<Record<string, (value: unknown, argument: unknown) => unknown>> = {
  size: (value) => sizeOf(value),
  int: (value) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : asNumber(value)),
  string: (value) => (typeof value === 'object' ? unknown() : String(value)),
  matches: (value, pattern) => regExpOf(asString(pattern)).test(asString(value)),
  find: (value, pattern) => regExpOf(asString(pattern)).exec(asString(value))?.[0] ?? '',
  startsWith: (value, text) => asString(value).startsWith(asString(text)),
  endsWith: (value, text) => asString(value).endsWith(asString(text)),
  contains: (value, text) => asString(value).includes(asString(text)),
  split: (value, text) => asString(value).split(asString(text)),
  lowerAscii: (value) => asString(value).toLowerCase(),
};

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : unknown();
}

// the syntax of Go, where it is that of JavaScript
function regExpOf(pattern: string): RegExp {
  const [, , flag, rest] = /^(\^?)(\(\?i\))?([\s\S]*)$/.exec(pattern)!;
  if (/\[\[:|\\[zAQ]|\(\?(?!:)|\\p/.test(rest)) return unknown();
  try {
    return new RegExp((pattern.startsWith('^') ? '^' : '') + rest, flag ? 'i' : '');
  } catch {
    return unknown();
  }
}
