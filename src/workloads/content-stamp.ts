import { createHash } from 'crypto';
import { App, DefaultTokenResolver, Stack, StringConcat, Token, Tokenization } from 'aws-cdk-lib';

/** A string that changes with a value: a hash of the parts that are known at synth, followed by the tokens. */
export function contentStamp(value: unknown): string {
  // a number token is encoded as digits with the index of the token: the digits change when another token is created before it
  const text = JSON.stringify(value).replace(NUMBER, (digits) => Token.asString(Tokenization.reverseNumber(Number(digits))));
  if (!Token.isUnresolved(text)) return hash(text);
  const { fragments } = Tokenization.reverseString(text) as unknown as { readonly fragments: readonly Fragment[] };
  const literal = fragments.map(({ type, lit }) => (type === 'literal' ? String(lit) : '')).join('\0');
  return [hash(literal), ...fragments.filter(({ type }) => type === 'token').map(({ token }) => Token.asString(token))].join('-');
}

interface Fragment {
  readonly type: string;
  readonly lit?: unknown;
  readonly token?: unknown;
}

/** A short hash for a name: the same for two values with the same tokens. */
export function contentHash(value: unknown): string {
  const text = JSON.stringify(value);
  if (!TOKEN.test(text)) return hash(text);
  const resolved: unknown = Tokenization.resolve(value, {
    scope: new Stack(new App(), 'Hash'),
    resolver: new DefaultTokenResolver(new References()),
    preparing: false,
  });
  return hash(JSON.stringify(resolved));
}

/** Source: aws-cdk-lib core/lib/private/encoding.ts. */
const NUMBER = /-1\.8881545\d*e\+289/g;
const TOKEN = /[$#]\{Token\[|-1\.8881545\d*e\+289/;

/** Resolves tokens in strings to their references. */
class References extends StringConcat {
  public override join(left: unknown, right: unknown): string {
    return [left, right]
      .filter((part) => part !== undefined)
      .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
      .join('');
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10);
