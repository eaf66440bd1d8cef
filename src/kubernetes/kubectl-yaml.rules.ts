import { Document, isCollection, isNode, isScalar, LineCounter, Node, parseAllDocuments, Scalar, ScalarTag, visit } from 'yaml';

/** The contents of a YAML text, or the reasons why kubectl would not read it so. */
export interface KubectlYaml {
  /** one value for each document that is not empty. */
  readonly contents: readonly unknown[];
  readonly problems: readonly YamlProblem[];
}

/** A fault of a YAML text, with its line. */
export interface YamlProblem {
  readonly constraint: string;
  readonly remediation: string;
}

// the plain scalars of YAML 1.1 as sigs.k8s.io/yaml v1.6 reads them: go.yaml.in/yaml v2.4, resolve.go
const TAG = 'tag:yaml.org,2002:';
const scalar = (tag: string, test: RegExp, resolve: (text: string) => unknown): ScalarTag => ({
  default: true,
  tag: TAG + tag,
  test,
  resolve,
});
// underscores are ignored, and a leading 0 is octal
const digits = (text: string): string => text.replace(/_/g, '').replace(/^\+/, '');
const withBase = (text: string): number => {
  const [, sign, number] = /^(-?)(.*)$/.exec(digits(text))!;
  const value = Number(/^0[0-7]+$/.test(number) ? `0o${number}` : number);
  return sign === '-' ? -value : value;
};
const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F][0-9a-fA-F_]*|0[bB][01][01_]*|0[oO]?[0-7][0-7_]*|0|[1-9][0-9_]*)$/;
// also a number like 089, which is not octal
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/;

const SCALARS: readonly ScalarTag[] = [
  { ...scalar('null', /^(?:|~|null|Null|NULL)$/, () => null), createNode: () => new Scalar(null) },
  scalar('bool', /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/, () => true),
  scalar('bool', /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/, () => false),
  scalar('int', INTEGER, withBase),
  scalar('float', FLOAT, (text) => (Number.isFinite(Number(digits(text))) ? Number(digits(text)) : text)),
  scalar('float', /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/, () => NaN),
  { tag: `${TAG}binary`, resolve: (text, onError) => decodedBase64(text, onError) },
];

function decodedBase64(text: string, onError: (message: string) => void): string {
  const encoded = text.replace(/\s/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encoded)) onError('!!binary value is not base64');
  return Buffer.from(encoded, 'base64').toString('utf8');
}

/** Reads YAML, or JSON, as kubectl and Helm do. */
export function readKubectlYaml(text: string): KubectlYaml {
  const { documents, lines } = parsed(text);
  const problems = documents.flatMap((document) => problemsOf(document, lines));
  if (problems.length > 0) return { contents: [], problems };
  const contents: unknown[] = [];
  for (const document of documents) {
    try {
      contents.push(document.toJS({ maxAliasCount: -1 }) as unknown);
    } catch (error) {
      // an undefined alias fails when it is resolved
      return { contents: [], problems: [{ constraint: (error as Error).message, remediation: 'Fix this alias' }] };
    }
  }
  return { contents: contents.filter((content) => content !== null && content !== undefined), problems };
}

/** The documents; a flow collection or a quoted string that continues at a smaller indent, as kubectl allows, is indented first. */
function parsed(text: string): ParsedText {
  let source = text;
  let result = documentsIn(source);
  let from = 0;
  while (hasErrors(result)) {
    const start = unfinished(result.documents, source, from);
    const indented = start === undefined ? undefined : withIndentedRest(source, start);
    if (start === undefined || indented === undefined) break;
    // each place once
    from = start + 1;
    source = indented;
    result = documentsIn(source);
  }
  return hasErrors(result) ? documentsIn(text) : result;
}

interface ParsedText {
  readonly documents: readonly Document.Parsed[];
  readonly lines: LineCounter;
}

const hasErrors = ({ documents }: ParsedText): boolean => documents.some(({ errors }) => errors.length > 0);

function documentsIn(source: string): ParsedText {
  const lines = new LineCounter();
  const documents = parseAllDocuments(source, {
    lineCounter: lines,
    schema: 'failsafe',
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
    customTags: (tags) => [...SCALARS, ...tags],
  });
  return { documents: Array.isArray(documents) ? documents : [], lines };
}

// the first flow collection or quoted string that ends without its last character
function unfinished(documents: readonly Document.Parsed[], source: string, from: number): number | undefined {
  let found: number | undefined;
  for (const document of documents) {
    visit(document, {
      Node(_, node) {
        const [start, end] = node.range ?? [];
        if (start === undefined || start < from || !isUnfinished(node, source.slice(start, end))) return undefined;
        found = start;
        return visit.BREAK;
      },
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

function isUnfinished(node: Node, text: string): boolean {
  if (isCollection(node)) return node.flow === true && !/[\]}]$/.test(text);
  const quote = isScalar(node) ? QUOTES[node.type ?? ''] : undefined;
  return quote !== undefined && (text.length < 2 || !text.endsWith(quote));
}

const QUOTES: Readonly<Record<string, string>> = { [Scalar.QUOTE_DOUBLE]: '"', [Scalar.QUOTE_SINGLE]: "'" };

/** The text with more space before the lines of a flow collection or a quoted string; undefined where it has no end. */
function withIndentedRest(source: string, start: number): string | undefined {
  const indent = ' '.repeat(start - source.lastIndexOf('\n', start - 1));
  let [result, depth, quote] = [source.slice(0, start), 0, ''];
  for (let index = start; index < source.length; index++) {
    const character = source[index];
    result += character;
    if (character === '\n') {
      if (/^(?:---|\.\.\.)\s/.test(source.slice(index + 1, index + 5))) return undefined;
      result += indent;
    } else if (quote === '"' && character === '\\') {
      result += source[++index] === '\n' ? `\n${indent}` : (source[index] ?? '');
    } else if (quote === "'" && source.startsWith("''", index)) {
      result += source[++index];
    } else if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      // inside of a word it is a letter
      if (index === start || /[\s,:[{]/.test(source[index - 1])) quote = character;
    } else if (character === '#' && /\s/.test(source[index - 1])) {
      const end = source.indexOf('\n', index);
      if (end < 0) return undefined;
      result += source.slice(index + 1, end);
      index = end - 1;
    } else if ('[{'.includes(character)) {
      depth++;
    } else if (']}'.includes(character)) {
      depth--;
    }
    if (quote === '' && depth === 0) return result + source.slice(index + 1);
  }
  return undefined;
}

function problemsOf(document: Document.Parsed, lines: LineCounter): YamlProblem[] {
  const errors = document.errors.map(({ message }) => ({
    constraint: message
      .trim()
      .replace(/\s*\n[\s\S]*$/, '')
      .replace(/:$/, ''),
    remediation: 'Fix this line',
  }));
  return errors.length > 0 ? errors : [...unequalKeys(document, lines), ...infiniteNumbers(document, lines)];
}

function placeOf({ range }: Node, lines: LineCounter): string {
  const { line, col } = lines.linePos(range?.[0] ?? 0);
  return `at line ${line}, column ${col}`;
}

/** Keys that a map has twice with different values: kubectl takes the last without a message, and other tools another one. */
function unequalKeys(document: Document.Parsed, lines: LineCounter): YamlProblem[] {
  const found: YamlProblem[] = [];
  visit(document, {
    Map(_, { items }) {
      const values = new Map<string, string>();
      for (const { key, value } of items) {
        if (!isScalar(key) || key.source === '<<') continue;
        const name = String(key.value);
        const json = JSON.stringify(isNode(value) ? valueIn(value, document) : value);
        if ((values.get(name) ?? json) !== json) {
          const constraint = `key "${key.source ?? name}" is set twice in one map, with different values, ${placeOf(key, lines)}`;
          found.push({ constraint, remediation: 'Remove one of them' });
        }
        values.set(name, json);
      }
    },
  });
  return found;
}

const valueIn = (node: Node, document: Document.Parsed): unknown => {
  try {
    return node.toJS(document, { maxAliasCount: -1 });
  } catch {
    // an undefined alias has a message of its own
    return undefined;
  }
};

function infiniteNumbers(document: Document.Parsed, lines: LineCounter): YamlProblem[] {
  const found: YamlProblem[] = [];
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'number' || Number.isFinite(node.value)) return;
      const constraint = `${node.source} is not a number of JSON, ${placeOf(node, lines)}`;
      found.push({ constraint, remediation: 'Use a finite number, or put it in quotes' });
    },
  });
  return found;
}
