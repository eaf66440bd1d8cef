import { Fn, IResolveContext, Lazy, ResolutionTypeHint, Token, Tokenization } from 'aws-cdk-lib';

/**
 * Serializes a value with CDK tokens of all types as JSON that CloudFormation completes.
 *
 * Unlike `Stack.toJsonString`, a list of unknown length needs no Lambda: it is joined with `","` between brackets. Literals next to an
 * intrinsic function are escaped; values that CloudFormation inserts are not, and must not need it.
 */
export function tokenJson(value: () => unknown): string {
  // uncached and with the resolve function of the context: otherwise references to other stacks are lost
  return Lazy.uncachedString({ produce: (context: IResolveContext) => joined(jsonParts(value(), context)) });
}

/** The same as a list of literal strings and intrinsic functions, without adjacent strings. */
export function jsonParts(value: unknown, context: IResolveContext): unknown[] {
  return mergedStrings(new JsonWriter(context).json(value));
}

export function joined(parts: readonly unknown[]): string {
  return Fn.join('', [...parts] as string[]);
}

type Intrinsic = Readonly<Record<string, unknown>>;

class JsonWriter {
  constructor(private readonly context: IResolveContext) {}

  json(value: unknown): unknown[] {
    if (Array.isArray(value)) return Token.isUnresolved(value) ? this.listToken(value) : this.list(value);
    if (Token.isUnresolved(value)) return this.token(value);
    if (typeof value !== 'object' || value === null) return [JSON.stringify(value) ?? 'null'];
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    return ['{', ...separated(entries.map(([key, v]) => [...this.key(key), ':', ...this.json(v)])), '}'];
  }

  private list(values: readonly unknown[]): unknown[] {
    return ['[', ...separated(values.map((v) => this.json(v))), ']'];
  }

  private key(key: string): unknown[] {
    return Token.isUnresolved(key) ? this.token(key) : [JSON.stringify(key)];
  }

  private listToken(value: unknown[]): unknown[] {
    const resolved: unknown = this.context.resolve(value);
    return Array.isArray(resolved) ? this.list(resolved) : ['["', { 'Fn::Join': ['","', resolved] }, '"]'];
  }

  private token(value: unknown): unknown[] {
    const resolved: unknown = this.context.resolve(value);
    if (!isIntrinsic(resolved)) return resolved === undefined ? ['null'] : this.json(resolved);
    switch (typeOf(value)) {
      case ResolutionTypeHint.NUMBER:
        return [resolved];
      case ResolutionTypeHint.STRING_LIST:
        return ['["', { 'Fn::Join': ['","', resolved] }, '"]'];
      default:
        return ['"', escaped(resolved), '"'];
    }
  }
}

function typeOf(value: unknown): ResolutionTypeHint {
  if (typeof value === 'number') return ResolutionTypeHint.NUMBER;
  if (typeof value === 'string') return ResolutionTypeHint.STRING;
  return Tokenization.reverse(value)?.typeHint ?? ResolutionTypeHint.STRING;
}

function isIntrinsic(value: unknown): value is Intrinsic {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

// literals inside of an intrinsic function are between the quotes of a JSON string
function escaped(value: unknown): unknown {
  if (typeof value === 'string') return JSON.stringify(value).slice(1, -1);
  if (!isIntrinsic(value)) return value;
  const join = value['Fn::Join'];
  if (Array.isArray(join) && Array.isArray(join[1])) return { 'Fn::Join': [escaped(join[0]), join[1].map(escaped)] };
  const choice = value['Fn::If'];
  if (Array.isArray(choice)) return { 'Fn::If': [choice[0], ...choice.slice(1).map(escaped)] };
  const sub = value['Fn::Sub'];
  return typeof sub === 'string' ? { 'Fn::Sub': escaped(sub) } : value;
}

function separated(parts: unknown[][]): unknown[] {
  return parts.flatMap((each, index) => (index === 0 ? each : [',', ...each]));
}

/** Joins adjacent strings. */
export function mergedStrings(parts: readonly unknown[]): unknown[] {
  const result: unknown[] = [];
  for (const part of parts) {
    const last = result.length - 1;
    if (typeof part === 'string' && typeof result[last] === 'string') result[last] = (result[last] as string) + part;
    else result.push(part);
  }
  return result;
}
