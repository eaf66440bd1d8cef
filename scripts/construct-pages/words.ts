import * as path from 'path';
import { Assembly, Docs, Method, Parameter, Type, TypeReference } from './assembly';
import { Homes } from './homes';
import { namespaceOf } from './namespaces';

/** The anchor of a heading on GitHub. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replace(/ /g, '-');

/** A row of a table. */
export const row = (...cells: readonly string[]): string => `| ${cells.map(cellOf).join(' | ')} |`;

const cellOf = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replace(/(?<!\\)\|/g, '\\|');

/** A table with a heading, or nothing where it has no rows. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [row(...heading), row(...heading.map(() => '---')), ...rows.map((cells) => row(...cells)), ''];
}

export const code = (text: string): string => `\`${text}\``;

/** All that jsii says; where it cuts a sentence, the rest begins with a small letter. */
function joined({ summary = '', remarks = '' }: Docs = {}): string {
  return remarks === '' ? summary : `${summary}${/^[a-z]/.test(remarks) ? ' ' : '\n\n'}${remarks}`;
}

/** The first sentence of what jsii says. */
export function firstSentence(docs: Docs | undefined): string {
  const text = joined(docs).replace(/\s+/g, ' ');
  return /^.*?\.(?= [A-Z`]|$)/.exec(text)?.[0] ?? text;
}

/** Writes types and docstrings for one page, with links as the page needs them. */
export class Words {
  constructor(
    private readonly assembly: Assembly,
    private readonly homes: Homes,
    private readonly page: string,
  ) {}

  /** A link to where a type is documented. */
  link(type: Type, text: string = code(type.name)): string {
    const home = this.homes.of(type);
    const anchor = this.assembly.isConstruct(type) ? '' : `#${anchorOf(type.name)}`;
    const file = home === this.page && anchor !== '' ? '' : path.posix.relative(path.posix.dirname(this.page), home);
    return `[${text}](${file}${anchor})`;
  }

  /** A type as users write it. */
  type(reference: TypeReference): string {
    const { primitive, fqn, collection, union } = reference;
    if (fqn !== undefined) {
      const own = this.assembly.type(fqn);
      return own ? this.link(own) : code(foreignName(fqn));
    }
    if (collection?.kind === 'array') return `${this.type(collection.elementtype)}[]`;
    if (collection) return `map of ${this.type(collection.elementtype)}`;
    return union ? union.types.map((type) => this.type(type)).join(' or ') : code(primitive ?? 'any');
  }

  /** All that jsii says, as paragraphs. */
  text(docs?: Docs): string {
    return this.inline(joined(docs));
  }

  /** All that jsii says of a member, on one line. */
  line(docs: Docs = {}): string {
    return [
      ...(docs.deprecated ? [`**Deprecated**: ${this.inline(docs.deprecated)}`] : []),
      this.text(docs).replace(/\s+/g, ' '),
      ...(docs.see ? [`([source](${docs.see}))`] : []),
    ]
      .join(' ')
      .trim();
  }

  /** A default as users read it. */
  default({ default: value }: Docs = {}): string {
    if (value === undefined) return '';
    return value.startsWith('- ') ? this.inline(value.slice(2)) : code(value);
  }

  /** A method as users call it. */
  signature({ name, parameters = [] }: Method, owner?: string): string {
    const each = parameters.map(({ name: parameter, optional, variadic }) => `${variadic ? '...' : ''}${parameter}${optional ? '?' : ''}`);
    return code(`${owner === undefined ? '' : `${owner}.`}${name}(${each.join(', ')})`);
  }

  /** The parameters of a method and what it returns. */
  parameters({ parameters = [], returns }: Method): string {
    const each = ({ name, type, docs }: Parameter): string => `${code(name)}: ${this.type(type)}${docs ? `, ${this.line(docs)}` : ''}`;
    return [...parameters.map(each), ...(returns ? [`returns ${this.type(returns.type)}`] : [])].join('<br>');
  }

  private inline(text: string): string {
    const linked = text.replace(/\{@link (\w+)([.\w]*)\s*\}/g, (_, name: string, member: string) => {
      const type = this.assembly.types.find((each) => each.name === name);
      return type ? this.link(type, code(`${name}${member}`)) : code(`${name}${member}`);
    });
    // text in angle brackets would be read as HTML
    return linked
      .split(/(`[^`]*`)/)
      .map((part) => (part.startsWith('`') ? part : part.replace(/</g, '&lt;')))
      .join('')
      .trim();
  }
}

function foreignName(fqn: string): string {
  const name = fqn.split('.').at(-1)!;
  const namespace = namespaceOf(fqn);
  return namespace ? `${namespace.alias}.${name}` : name;
}
