import { Fn, IResolvable, IResolveContext, Lazy, ResolutionTypeHint, Token, Tokenization } from 'aws-cdk-lib';
import { Intrinsic, isIntrinsic, mergedStrings, ofIntrinsics, TokenWriter } from './token-writer';

/**
 * Serializes a value with CDK tokens of all types as JSON that CloudFormation completes.
 *
 * Unlike `Stack.toJsonString`, a list of unknown length needs no Lambda: it is joined with `","` between brackets. Literals next to an
 * intrinsic function are escaped; values that CloudFormation inserts are not, and must not need it: what the function of this library reads
 * is written with placeholders instead.
 */
export function tokenJson(value: () => unknown): string {
  // uncached and with the resolve function of the context: otherwise references to other stacks are lost
  return Lazy.uncachedString({ produce: (context: IResolveContext) => joined(jsonParts(value(), context)) });
}

/** The same as a list of literal strings and intrinsic functions, without adjacent strings. */
export function jsonParts(value: unknown, context: IResolveContext, writer: TokenWriter = ofIntrinsics): unknown[] {
  return mergedStrings(new JsonWriter(context, writer).json(value));
}

export function joined(parts: readonly unknown[]): string {
  return Fn.join('', [...parts] as string[]);
}

/** A value of any type, as a token in a string: its type is not that of a string. */
export class TypedToken implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(readonly value: IResolvable) {}

  resolve(): unknown {
    return this.value;
  }

  toString(): string {
    return Token.asString(this);
  }
}

/** CDK tokens in JSON: in a string, in a list, as a number, as an object. Source: aws-cdk-lib core/lib/private/encoding.ts. */
export const TOKEN = /[$#]\{Token\[|-1\.8881545\d*e\+289|<unresolved-token>/;
/** A token of any type, in JSON. */
export const UNRESOLVED = '<unresolved-token>';
const NUMBER_TOKEN = /-1\.8881545\d*e\+289/g;
const LIST_TOKEN = /"(#\{Token\[[^"\]]*\]\})"/g;

/**
 * Text that was made of values with tokens, like user data, in which CDK resolves the tokens of strings only: those of numbers and of lists
 * (in quotes, as in JSON and TOML) are replaced by tokens of strings.
 */
export const tokenText = (text: string): string =>
  withNumbers(text).replace(LIST_TOKEN, (_, token: string) => `"${Fn.join('","', [token])}"`);

// a number token in text is encoded as digits, which CDK does not resolve
const withNumbers = (text: string): string =>
  text.replace(NUMBER_TOKEN, (digits) => Token.asString(Tokenization.reverseNumber(Number(digits))));

interface Fragment {
  readonly type: string;
  readonly lit?: unknown;
  readonly token?: IResolvable;
}

const fragmentsOf = (text: string): readonly Fragment[] =>
  (Tokenization.reverseString(text) as unknown as { readonly fragments: readonly Fragment[] }).fragments;

class JsonWriter {
  constructor(
    private readonly context: IResolveContext,
    private readonly writer: TokenWriter,
  ) {}

  json(value: unknown): unknown[] {
    if (typeof value === 'string') return this.string(value);
    if (Array.isArray(value)) return Token.isUnresolved(value) ? this.listToken(value) : this.list(value);
    if (typeof value === 'number' && Token.isUnresolved(value)) {
      return this.token(Tokenization.reverseNumber(value)!, ResolutionTypeHint.NUMBER);
    }
    if (Tokenization.isResolvable(value)) return this.objectToken(value);
    if (typeof value !== 'object' || value === null) return [JSON.stringify(value) ?? 'null'];
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    return ['{', ...separated(entries.map(([key, v]) => ['"', ...this.text(key), '"', ':', ...this.json(v)])), '}'];
  }

  private list(values: readonly unknown[]): unknown[] {
    return ['[', ...separated(values.map((v) => this.json(v))), ']'];
  }

  // CDK rejects a list token that was extended
  private listToken(value: string[]): unknown[] {
    const token = value.length === 1 ? Tokenization.reverseList(value) : undefined;
    return token ? this.token(token, ResolutionTypeHint.STRING_LIST) : this.json(this.context.resolve(value));
  }

  private string(value: string): unknown[] {
    const fragments = fragmentsOf(value);
    const [{ type, token }] = fragments.length === 1 ? fragments : [{ type: 'several', token: undefined }];
    if (token === undefined || type !== 'token') return ['"', ...this.text(value), '"'];
    return token instanceof TypedToken ? this.objectToken(token.value) : this.token(token, ResolutionTypeHint.STRING);
  }

  /** Inside of quotes. */
  private text(value: string): unknown[] {
    const resolved: unknown[] = fragmentsOf(withNumbers(value)).map(({ token, lit }) => (token ? this.context.resolve(token) : lit));
    return this.writer.text(resolved.map(textPiece));
  }

  private token(token: IResolvable, hint?: ResolutionTypeHint): unknown[] {
    const resolved: unknown = this.context.resolve(token);
    if (resolved === undefined) return ['null'];
    // a value that contains tokens: their types are lost when CDK resolves all of them
    if (!isIntrinsic(resolved)) return this.json(containsIntrinsic(resolved) ? this.once(token) : resolved);
    return this.writer.whole(resolved, hint);
  }

  // outside of a string a condition may select values of any type
  private objectToken(token: IResolvable): unknown[] {
    return this.choice(token) ?? this.token(token, token.typeHint);
  }

  /** A condition with values of any type. */
  private choice(token: IResolvable): unknown[] | undefined {
    if (!this.writer.choice || !isChoice(this.context.resolve(token))) return undefined;
    const raw: unknown = this.once(token);
    if (Tokenization.isResolvable(raw)) return this.choice(raw);
    const [condition, ...branches] = ((raw as Intrinsic | undefined)?.['Fn::If'] ?? []) as unknown[];
    if (branches.length !== 2) return undefined;
    const resolvedCondition = this.context.resolve(condition) as string;
    return this.writer.choice(resolvedCondition, (index, writer) => {
      const branch: unknown = this.context.resolve(branches[index]);
      return isNoValue(branch) ? branch : jsonParts(branches[index], this.context, writer).join('');
    });
  }

  private once(token: IResolvable): unknown {
    const context = Object.create(this.context, { registerPostProcessor: { value: () => undefined } }) as IResolveContext;
    return token.resolve(context);
  }
}

function textPiece(resolved: unknown): string | Intrinsic {
  if (isIntrinsic(resolved)) return resolved;
  if (typeof resolved === 'object' && resolved !== null) {
    throw new Error(`a token in a string must resolve to a string, not to ${JSON.stringify(resolved)}`);
  }
  return resolved === undefined || resolved === null ? '' : String(resolved as string | number | boolean);
}

const isChoice = (value: unknown): boolean => isIntrinsic(value) && value['Fn::If'] !== undefined;
const isNoValue = (value: unknown): boolean => isIntrinsic(value) && value.Ref === 'AWS::NoValue';

function containsIntrinsic(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isIntrinsic(value) || Object.values(value).some(containsIntrinsic);
}

function separated(parts: unknown[][]): unknown[] {
  return parts.flatMap((each, index) => (index === 0 ? each : [',', ...each]));
}
