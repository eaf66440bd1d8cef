/** A parsed expression of the Common Expression Language. */
export type CelNode =
  | { readonly type: 'literal'; readonly value: unknown }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'list'; readonly items: readonly CelNode[] }
  | { readonly type: 'member'; readonly of: CelNode; readonly name: string }
  | { readonly type: 'index'; readonly of: CelNode; readonly index: CelNode }
  | { readonly type: 'call'; readonly of?: CelNode; readonly name: string; readonly args: readonly CelNode[] }
  | { readonly type: 'unary'; readonly operator: string; readonly of: CelNode }
  | { readonly type: 'binary'; readonly operator: string; readonly left: CelNode; readonly right: CelNode }
  | { readonly type: 'choice'; readonly condition: CelNode; readonly then: CelNode; readonly otherwise: CelNode };

/** Binary operators by precedence, the weakest first. */
const OPERATORS: readonly (readonly string[])[] = [['||'], ['&&'], ['<', '<=', '>=', '>', '==', '!=', 'in'], ['+', '-'], ['*', '/', '%']];

const STRING = /r?"""[\s\S]*?"""|r?'''[\s\S]*?'''|r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*'/;
const OPERATOR = /\|\||&&|[<>=!]=|[-+*/%<>!?:.,()[\]]/;
const TOKEN = new RegExp(String.raw`\s*(?:(${STRING.source})|(\d+\.\d+|\d+)|([A-Za-z_]\w*)|(${OPERATOR.source}))`, 'y');

interface Token {
  readonly type: 'string' | 'number' | 'name' | 'operator' | 'end';
  readonly text: string;
}

/** Parses an expression; undefined if it uses syntax that is not supported: maps, messages and escapes other than those of JSON. */
export function parseCel(text: string): CelNode | undefined {
  try {
    return new Parser(tokensOf(text)).parse();
  } catch {
    return undefined;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (text.slice(pattern.lastIndex).trim() !== '') {
    const [, string, number, name, operator] = pattern.exec(text) ?? fail('unknown token');
    if (string !== undefined) tokens.push({ type: 'string', text: string });
    else if (number !== undefined) tokens.push({ type: 'number', text: number });
    else if (name !== undefined) tokens.push({ type: 'name', text: name });
    else tokens.push({ type: 'operator', text: operator });
  }
  return tokens;
}

function fail(message: string): never {
  throw new Error(message);
}

class Parser {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): CelNode {
    const node = this.choice();
    return this.next.type === 'end' ? node : fail('unexpected token');
  }

  private get next(): Token {
    return this.tokens[this.position] ?? { type: 'end', text: '' };
  }

  private take(): Token {
    const token = this.next;
    this.position++;
    return token;
  }

  private accept(text: string): boolean {
    const { type, text: found } = this.next;
    if (type === 'string' || found !== text) return false;
    this.position++;
    return true;
  }

  private expect(text: string): void {
    if (!this.accept(text)) fail(`expected ${text}`);
  }

  private choice(): CelNode {
    const condition = this.binary(0);
    if (!this.accept('?')) return condition;
    const then = this.binary(0);
    this.expect(':');
    return { type: 'choice', condition, then, otherwise: this.choice() };
  }

  private binary(level: number): CelNode {
    if (level === OPERATORS.length) return this.unary();
    let left = this.binary(level + 1);
    while (this.next.type !== 'string' && OPERATORS[level].includes(this.next.text)) {
      const operator = this.take().text;
      left = { type: 'binary', operator, left, right: this.binary(level + 1) };
    }
    return left;
  }

  private unary(): CelNode {
    if (this.accept('!')) return { type: 'unary', operator: '!', of: this.unary() };
    if (this.accept('-')) return { type: 'unary', operator: '-', of: this.unary() };
    return this.member();
  }

  private member(): CelNode {
    let node = this.primary();
    for (;;) {
      if (this.accept('.')) {
        const name = this.take();
        if (name.type !== 'name') fail('expected a name');
        node = this.accept('(')
          ? { type: 'call', of: node, name: name.text, args: this.items(')') }
          : { type: 'member', of: node, name: unescaped(name.text) };
      } else if (this.accept('[')) {
        node = { type: 'index', of: node, index: this.choice() };
        this.expect(']');
      } else {
        return node;
      }
    }
  }

  private primary(): CelNode {
    const token = this.take();
    if (token.type === 'string') return { type: 'literal', value: stringOf(token.text) };
    if (token.type === 'number') return { type: 'literal', value: Number(token.text) };
    if (token.type === 'name') return this.named(token.text);
    if (token.text === '(') {
      const inside = this.choice();
      this.expect(')');
      return inside;
    }
    return token.text === '[' ? { type: 'list', items: this.items(']') } : fail('unexpected token');
  }

  private named(name: string): CelNode {
    if (name === 'true' || name === 'false') return { type: 'literal', value: name === 'true' };
    return this.accept('(') ? { type: 'call', name, args: this.items(')') } : { type: 'name', name };
  }

  private items(end: string): CelNode[] {
    const items: CelNode[] = [];
    while (!this.accept(end)) {
      items.push(this.choice());
      if (!this.accept(',') && this.next.text !== end) fail('expected a comma');
    }
    return items;
  }
}

// fields with the name of a keyword are escaped. Source: Kubernetes documentation, validation rules
const unescaped = (name: string): string => (/^__[a-z]+__$/.test(name) ? name.slice(2, -2) : name);

function stringOf(token: string): string {
  const isRaw = token.startsWith('r');
  const quoted = isRaw ? token.slice(1) : token;
  const inside = /^("""|''')/.test(quoted) ? quoted.slice(3, -3) : quoted.slice(1, -1);
  if (isRaw || !inside.includes('\\')) return inside;
  return JSON.parse(`"${inside.replaceAll('"', '\\"').replaceAll("\\'", "'")}"`) as string;
}
