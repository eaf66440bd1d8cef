import { Failure } from './custom-resource-request';

/**
 * Placeholders in JSON for values that CloudFormation inserts: `<<Orders.QueueUrl>>` in a string, and `<<number:Count>>`,
 * `<<list:Zones>>` or `<<json:If-0123456789ab>>` as a whole string, if the value is not a string. The values are in another property, by
 * name, so that they are never part of JSON text: they need no escaping and cannot add fields or objects.
 *
 * A string may be JSON itself, such as an annotation: in its strings, `<<escaped:Orders.QueueUrl>>` is inserted as the contents of a JSON
 * string; once more `escaped:` for JSON in such a string.
 */
export type PlaceholderType = 'string' | 'number' | 'list' | 'json';

/** Values that CloudFormation inserted, by the name in their placeholder: strings, or lists of strings. */
export type Substitutions = Readonly<Record<string, unknown>>;

/** Begin of the names of values that depend on a condition: CloudFormation omits them if the condition selects AWS::NoValue. */
export const CONDITIONAL = 'If-';
/** A placeholder that omits its field or its list item. */
export const NO_VALUE = 'AWS::NoValue';

const NAME = '[A-Za-z0-9][A-Za-z0-9._:-]*';
/** A placeholder, or literal text that looks like one: it has a `=` more than the text that it stands for. */
const PLACEHOLDER = new RegExp(`<<(=*)((?:escaped:(?!:))*)(${NAME})>>`, 'g');
const WHOLE = new RegExp(`^<<(?:(number|list|json):(?!:))?(${NAME})>>$`);
const JSON_NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

const ESCAPED = 'escaped:';

/**
 * The placeholder of a value; all types except 'string' must be the whole string.
 *
 * @param depth number of JSON strings in which it is
 */
export const placeholderOf = (name: string, type: PlaceholderType = 'string', depth: number = 0): string =>
  `<<${type === 'string' ? ESCAPED.repeat(depth) : `${type}:`}${name}>>`;

/** Literal text, also JSON, in which nothing is a placeholder. */
export const escapePlaceholders = (text: string): string => text.replace(PLACEHOLDER, '<<=$1$2$3>>');

/** A parsed manifest with the values in place of their placeholders. */
export function insertValues(value: unknown, values: Substitutions): unknown {
  const result = inserterOf(values)(value);
  return result === OMITTED ? undefined : result;
}

/** The same before a deployment: with a text in place of each value. */
export function insertMarkers(value: unknown, markerOf: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => insertMarkers(each, markerOf));
  if (typeof value === 'string') {
    const [, type, name] = WHOLE.exec(value) ?? [];
    if (type !== undefined) return type === 'list' ? [markerOf(name)] : markerOf(name);
    return inserted(value, markerOf);
  }
  if (typeof value !== 'object' || value === null) return value;
  const markedKey = (key: string) => insertMarkers(key, markerOf) as string;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [markedKey(key), insertMarkers(each, markerOf)]));
}

/** Text with the values of its placeholders. */
const inserted = (text: string, valueFor: (name: string) => string): string =>
  text.replace(PLACEHOLDER, (_, escapes: string, prefixes: string, name: string) =>
    escapes === '' ? escaped(valueFor(name), prefixes.length / ESCAPED.length) : `<<${escapes.slice(1)}${prefixes}${name}>>`,
  );

/** The contents of a JSON string; several times for JSON in JSON. */
const escaped = (text: string, times: number): string => (times === 0 ? text : escaped(JSON.stringify(text).slice(1, -1), times - 1));

const OMITTED = Symbol('omitted');

function inserterOf(values: Substitutions): (value: unknown) => unknown {
  const insert = (value: unknown): unknown => {
    if (typeof value === 'string') return wholeValue(value) ?? textOf(value);
    if (Array.isArray(value)) return value.map(insert).filter((each) => each !== OMITTED);
    return typeof value === 'object' && value !== null ? fieldsOf(value) : value;
  };
  const wholeValue = (text: string): unknown => {
    const [, type, name] = WHOLE.exec(text) ?? [];
    if (name === undefined) return undefined;
    if (isOmitted(name, values)) return OMITTED;
    return type === undefined ? undefined : READERS[type as keyof typeof READERS](name, valueOf(name, values), insert);
  };
  const textOf = (text: string): string =>
    inserted(text, (name) => (isOmitted(name, values) ? '' : stringValue(name, valueOf(name, values))));
  const fieldsOf = (object: object): unknown => {
    const fields = Object.entries(object)
      .map(([key, each]) => [textOf(key), insert(each)] as const)
      .filter(([, each]) => each !== OMITTED);
    const keys = fields.map(([key]) => key);
    const duplicate = keys.find((key, index) => keys.indexOf(key) !== index);
    if (duplicate !== undefined) throw new Failure(`duplicate key '${duplicate}' after CloudFormation resolved its tokens`);
    return Object.fromEntries(fields);
  };
  return insert;
}

const isOmitted = (name: string, values: Substitutions): boolean =>
  name === NO_VALUE || (name.startsWith(CONDITIONAL) && !Object.hasOwn(values, name));

function valueOf(name: string, values: Substitutions): unknown {
  if (!Object.hasOwn(values, name)) {
    throw new Failure(`the properties of the resource have no value for the placeholder ${placeholderOf(name)}`);
  }
  return values[name];
}

function stringValue(name: string, value: unknown): string {
  if (typeof value === 'object') throw new Failure(`the value of ${name} is a list, a string is required`);
  return String(value);
}

type Insert = (value: unknown) => unknown;

/** CloudFormation makes a string of every number and boolean. */
const READERS = {
  number: (name: string, value: unknown): number => {
    const text = stringValue(name, value).trim();
    if (!JSON_NUMBER.test(text)) throw new Failure(`the value of ${name} is '${text}', a number is required`);
    return Number(text);
  },
  list: (name: string, value: unknown): string[] => {
    if (!Array.isArray(value)) throw new Failure(`the value of ${name} is a string, a list is required`);
    return value.map((each) => stringValue(name, each));
  },
  // the branches of a condition: JSON of the app, in which values are placeholders, too
  json: (name: string, value: unknown, insert: Insert): unknown => insert(JSON.parse(stringValue(name, value))),
};
