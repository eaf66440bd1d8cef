import { AnnotationMap, AnnotationRange, AnnotationSet, AnnotationSyntax } from './controller-annotations.data';
import { networkOf } from '../kubernetes/validation/addresses.rules';

/** What `strconv.ParseBool` of Go accepts. */
const BOOLEANS = new Set(['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False']);

/** The syntax of an annotation by its name without the prefix; undefined if the controller does not read it. */
export function syntaxOf({ names, families = {} }: AnnotationSet, name: string): AnnotationSyntax | undefined {
  if (Object.hasOwn(names, name)) return names[name];
  const family = Object.keys(families).find((beginning) => name.startsWith(beginning) && name.length > beginning.length);
  return family === undefined ? undefined : families[family];
}

const INTEGER = /^[-+]?\d+$/;

/** Why a controller does not accept the value of an annotation; undefined if it does. */
export function valueProblem(value: string, syntax: AnnotationSyntax): string | undefined {
  switch (syntax) {
    case 'boolean':
      return BOOLEANS.has(value) ? undefined : 'must be true or false';
    case 'integer':
      return INTEGER.test(value) ? undefined : 'must be an integer';
    case 'integers':
      return itemsOf(value).every((item) => INTEGER.test(item)) ? undefined : 'must be a list of integers, separated by commas';
    case 'cidrs':
      return itemsOf(value).every((item) => networkOf(item) !== undefined) ? undefined : 'must be a list of CIDRs, separated by commas';
    case 'map':
      return isMap(value) ? undefined : 'must be a list of key=value, separated by commas';
    case 'json':
      return isJson(value) ? undefined : 'must be JSON, with keys and strings in double quotes';
    case 'list':
    case 'text':
      return undefined;
    default:
      return tableProblem(value, syntax);
  }
}

function tableProblem(value: string, syntax: Exclude<AnnotationSyntax, string>): string | undefined {
  if ('matches' in syntax) return syntax.matches.test(value) ? undefined : syntax.must;
  if ('from' in syntax) return rangeProblem(value, syntax);
  if (!('includes' in syntax)) return mapProblem(value, syntax);
  return syntax.includes(value) ? undefined : `must be ${inWords(syntax)}`;
}

function rangeProblem(value: string, { from, to }: AnnotationRange): string | undefined {
  if (!INTEGER.test(value)) return valueProblem(value, 'integer');
  return Number(value) >= from && Number(value) <= to ? undefined : `must be an integer from ${from} to ${to}`;
}

function mapProblem(value: string, { keys, closed }: AnnotationMap): string | undefined {
  if (!isMap(value)) return valueProblem(value, 'map');
  for (const [key, given] of pairsOf(value)) {
    if (!Object.hasOwn(keys, key)) {
      if (closed) return `must not have the key '${key}', but ${inWords(Object.keys(keys))}`;
      continue;
    }
    const problem = valueProblem(given, keys[key]);
    if (problem !== undefined) return `has ${key}=${given}: ${problem.replace('must', 'it must')}`;
  }
  return undefined;
}

const inWords = (values: readonly string[]): string => values.map((each) => `'${each}'`).join(' or ');

/** The items of a list, without those that are empty. Source: pkg/annotations/parser.go, splitCommaSeparatedString. */
export const itemsOf = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/** The pairs of a map; a later one wins. */
export const pairsOf = (value: string): [key: string, value: string][] =>
  value
    .split(/(?<!\\),/)
    .filter((pair) => pair.includes('='))
    .map((pair) => pair.replace(/\\(.)/g, '$1'))
    .map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]);

/** Whether another value is ignored, or rejected by AWS alone. */
export const isLenient = (syntax: AnnotationSyntax): boolean =>
  typeof syntax === 'object' && 'matches' in syntax && syntax.lenient === true;

// a comma in a value is escaped by a backslash. Source: aws-load-balancer-controller v3.5.0, pkg/annotations/parser.go, splitKeyValuePairs
function isMap(value: string): boolean {
  const pairs = value
    .replace(/\\./g, '_')
    .replace(/,\s*$/, '')
    .split(',')
    .map((pair) => pair.trim());
  return value.trim() === '' || pairs.every((pair) => /^[^=\s][^=]*=/.test(pair) || pair === '');
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
