import { createHash } from 'crypto';
import { ResolutionTypeHint } from 'aws-cdk-lib';
import { StringPart, withDepths } from './embedded-json.rules';
import { CONDITIONAL, escapePlaceholders, NO_VALUE, placeholderOf, PlaceholderType } from '../handler/substitutions.rules';

export type Intrinsic = Readonly<Record<string, unknown>>;

/** Writes what CloudFormation inserts, in JSON. */
export interface TokenWriter {
  /** literal text and values, inside of quotes. */
  text(pieces: readonly (string | Intrinsic)[]): unknown[];
  /** a value with its quotes or brackets. */
  whole(value: Intrinsic, hint?: ResolutionTypeHint): unknown[];
  /** a condition with branches of any type, if it can be written. */
  choice?(condition: string, branch: (index: 0 | 1, writer: TokenWriter) => unknown): unknown[];
}

export function isIntrinsic(value: unknown): value is Intrinsic {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Intrinsic functions between literal text, which CloudFormation joins: for properties that AWS reads. */
export const ofIntrinsics: TokenWriter = {
  text(pieces) {
    const parts = withDepths(withReferences(pieces), partsOf);
    if (parts.every((part) => typeof part === 'string' || part.depth === 0)) return pieces.map(escaped);
    return parts.map((part) => (typeof part === 'string' ? quoted(part) : escapedTimes(part.value, part.depth + 1)));
  },
  whole(value, hint) {
    if (hint === ResolutionTypeHint.NUMBER) return [value];
    return hint === ResolutionTypeHint.STRING_LIST ? ['["', { 'Fn::Join': ['","', value] }, '"]'] : ['"', escaped(value), '"'];
  },
};

// literals inside of an intrinsic function are between the quotes of a JSON string
function escaped(value: unknown): unknown {
  if (typeof value === 'string') return quoted(value);
  if (!isIntrinsic(value)) return value;
  const join = value['Fn::Join'];
  if (Array.isArray(join) && Array.isArray(join[1])) return { 'Fn::Join': [escaped(join[0]), join[1].map(escaped)] };
  const choice = value['Fn::If'];
  if (Array.isArray(choice)) return { 'Fn::If': [choice[0], ...choice.slice(1).map(escaped)] };
  const sub = value['Fn::Sub'];
  return typeof sub === 'string' ? { 'Fn::Sub': escaped(sub) } : value;
}

const escapedTimes = (value: unknown, times: number): unknown => (times === 0 ? value : escapedTimes(escaped(value), times - 1));

/** Resolved by CloudFormation in any property. Source: CloudFormation User Guide, dynamic references. */
const DYNAMIC_REFERENCE = /(\{\{resolve:[^}]*\}\})/;

/** A reference to a value that CloudFormation inserts: a function, or text with a dynamic reference. */
type Reference = Intrinsic | string;

/**
 * Placeholders in JSON, and the values for them in another property: for what the function of this library reads. Values are inserted into
 * the parsed JSON, so that they need no escaping and keep their type.
 */
export class Placeholders implements TokenWriter {
  /** Values by the name in their placeholder. */
  readonly values: Record<string, unknown>;
  private readonly guard: (value: Reference) => Reference;

  constructor(parent?: Placeholders, guard: (value: Reference) => Reference = (value) => value) {
    this.values = parent?.values ?? {};
    this.guard = parent ? (value) => parent.guard(guard(value)) : guard;
  }

  text(pieces: readonly (string | Intrinsic)[]): unknown[] {
    const parts = withDepths(withReferences(mergedStrings(pieces) as (string | Intrinsic)[]), partsOf);
    // literal text of several pieces may look like a placeholder
    return (mergedStrings(parts) as StringPart<Reference>[]).map((part) =>
      typeof part === 'string' ? quoted(escapePlaceholders(part)) : this.placeholder(part.value, 'string', part.depth),
    );
  }

  whole(value: Intrinsic, hint?: ResolutionTypeHint): unknown[] {
    if (hint === ResolutionTypeHint.NUMBER) return [JSON.stringify(this.placeholder(value, 'number'))];
    if (hint === ResolutionTypeHint.STRING_LIST) return [JSON.stringify(this.placeholder(value, 'list'))];
    return ['"', ...this.text([value]), '"'];
  }

  choice(condition: string, branch: (index: 0 | 1, writer: TokenWriter) => unknown): unknown[] {
    const none = { Ref: NO_VALUE };
    // a value of one branch may refer to a resource that exists under the condition only
    const inBranch = (index: 0 | 1) =>
      branch(index, new Placeholders(this, (value) => ({ 'Fn::If': [condition, ...(index === 0 ? [value, none] : [none, value])] })));
    return [JSON.stringify(this.placeholder({ 'Fn::If': [condition, inBranch(0), inBranch(1)] }, 'json'))];
  }

  private placeholder(value: Reference, type: PlaceholderType = 'string', depth: number = 0): string {
    if (typeof value !== 'string' && value.Ref === NO_VALUE) return placeholderOf(NO_VALUE);
    const guarded = this.guard(value);
    const name = nameOf(guarded);
    this.values[name] = guarded;
    return placeholderOf(name, type, depth);
  }
}

/** The parts of a value that CloudFormation joins. */
const partsOf = (value: Reference): readonly StringPart<Reference>[] =>
  typeof value === 'string' ? [{ value, depth: 0 }] : withReferences(mergedStrings(flatParts(value)) as (string | Intrinsic)[]);

/** Literal text and values of a string. */
function flatParts(piece: string | Intrinsic): (string | Intrinsic)[] {
  const [separator, list] = (isIntrinsic(piece) ? (piece['Fn::Join'] ?? []) : []) as unknown[];
  if (!Array.isArray(list) || typeof separator !== 'string') return [piece];
  const parts: readonly unknown[] = list.flatMap((part: unknown, index) => (index === 0 ? [part] : [separator, part]));
  return parts.every((part) => typeof part === 'string' || isIntrinsic(part)) ? parts.flatMap(flatParts) : [piece];
}

/** Literal text and references; a dynamic reference that contains values is a single one. */
function withReferences(parts: readonly (string | Intrinsic)[]): StringPart<Reference>[] {
  const found: StringPart<Reference>[] = [];
  // a dynamic reference whose end is not reached
  let open: (string | Intrinsic)[] = [];
  for (const part of parts) {
    if (open.length === 0 && typeof part !== 'string') found.push({ value: part, depth: 0 });
    else if (typeof part !== 'string' || (open.length > 0 && !part.includes(END))) open.push(part);
    else open = addText(found, open, part);
  }
  return [...found, ...open.map((part) => (typeof part === 'string' ? part : { value: part, depth: 0 }))];
}

/** Adds text that may end one dynamic reference and begin another, which is returned. */
function addText(found: StringPart<Reference>[], open: readonly (string | Intrinsic)[], text: string): string[] {
  const end = open.length > 0 ? text.indexOf(END) + END.length : 0;
  if (open.length > 0) found.push({ value: { 'Fn::Join': ['', [...open, text.slice(0, end)].flatMap(flatParts)] }, depth: 0 });
  const [, closed, begun] = /^(.*?)(\{\{resolve:[^}]*)?$/s.exec(text.slice(end))!;
  for (const each of closed.split(DYNAMIC_REFERENCE).filter((part) => part !== '')) {
    found.push(DYNAMIC_REFERENCE.test(each) ? { value: each, depth: 0 } : each);
  }
  return begun === undefined ? [] : [begun];
}

const END = '}}';

/** The name of a value is that of the resource and the attribute, so that a diff can be read. */
function nameOf(value: Reference): string {
  if (typeof value === 'string') return `resolve-${hash(value)}`;
  if (typeof value.Ref === 'string') return value.Ref;
  const attribute = value['Fn::GetAtt'];
  if (Array.isArray(attribute) && attribute.every((part) => typeof part === 'string')) return attribute.join('.');
  const [key] = Object.keys(value);
  return `${key === 'Fn::If' ? CONDITIONAL : `${key.replace('Fn::', '')}-`}${hash(JSON.stringify(value))}`;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

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
