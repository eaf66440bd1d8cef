import { AnnotationSet, AnnotationSyntax } from './controller-annotations.data';

/** What `strconv.ParseBool` of Go accepts. */
const BOOLEANS = new Set(['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False']);

/** The syntax of an annotation by its name without the prefix; undefined if the controller does not read it. */
export function syntaxOf({ names, families = {} }: AnnotationSet, name: string): AnnotationSyntax | undefined {
  if (Object.hasOwn(names, name)) return names[name];
  const family = Object.keys(families).find((beginning) => name.startsWith(beginning) && name.length > beginning.length);
  return family === undefined ? undefined : families[family];
}

/** Why a controller does not accept the value of an annotation; undefined if it does. */
export function valueProblem(value: string, syntax: AnnotationSyntax): string | undefined {
  switch (syntax) {
    case 'boolean':
      return BOOLEANS.has(value) ? undefined : 'must be true or false';
    case 'integer':
      return /^[-+]?\d+$/.test(value) ? undefined : 'must be an integer';
    case 'map':
      return isMap(value) ? undefined : 'must be a list of key=value, separated by commas';
    case 'json':
      return isJson(value) ? undefined : 'must be JSON, with keys and strings in double quotes';
    case 'list':
    case 'text':
      return undefined;
    default:
      return syntax.includes(value) ? undefined : `must be ${syntax.map((each) => `'${each}'`).join(' or ')}`;
  }
}

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
