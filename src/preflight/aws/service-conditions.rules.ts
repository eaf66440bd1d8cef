import { Condition, ServiceCondition, ConditionGuard } from './service-conditions.data';
import type { ServiceProblem } from './service-constraints.rules';
import { isAbsent, isGiven, isUnknown, numberOf, ValueLocation, valueLocationsOf } from './service-values.rules';

/** The violations of one condition in a resource. */
export function conditionProblems(condition: ServiceCondition, properties: unknown): ServiceProblem[] {
  const { id, at = '', when = [], reason: limit, remediation, source, foundByCdk = false } = condition;
  const root: Base = { path: '', value: properties };
  const bases = at === '' ? [root] : below(root, at).filter(({ value }) => isGiven(value) === true && !isUnknown(value));
  return bases.flatMap((base) => {
    const reasons = when.map((each) => guardHolds(each, each.atRoot ? root : base));
    if (reasons.includes(undefined)) return [];
    const because = reasons.length > 0 ? `, and ${reasons.join(' and ')}` : '';
    return conditionViolations(condition, base).map(({ path, value, finding }): ServiceProblem => ({
      path,
      value,
      finding: `${finding}${because}`,
      constraint: limit,
      remediation,
      source,
      severity: 'error',
      condition: id,
      foundByCdk,
    }));
  });
}

type Base = Pick<ValueLocation, 'path' | 'value'>;
interface ConditionViolation {
  readonly path: string;
  readonly value?: unknown;
  readonly finding: string;
}
type OfKind<K extends Condition['kind']> = Extract<Condition, { readonly kind: K }>;

/** Why a guard holds, in words; undefined if it does not, or is not known. */
function guardHolds({ path, equals, notEquals, matches, given, valueIfAbsent }: ConditionGuard, base: Base): string | undefined {
  const [place] = below(base, path);
  const presence = isGiven(place.value);
  if (given !== undefined) return presence === given ? `${place.path} is ${given ? 'set' : 'not set'}` : undefined;
  if (presence === undefined || isUnknown(place.value) || (presence === false && valueIfAbsent === undefined)) return undefined;
  const value = presence ? String(place.value) : valueIfAbsent!;
  const right =
    (equals?.includes(value) ?? true) &&
    (notEquals === undefined || !notEquals.includes(value)) &&
    (matches === undefined || new RegExp(matches).test(value));
  return right ? `${place.path} is ${value}${presence ? '' : ' by default'}` : undefined;
}

function conditionViolations(condition: Condition, base: Base): ConditionViolation[] {
  switch (condition.kind) {
    case 'allOrNone':
      return brokenAllOrNone(condition.paths, base);
    case 'exactlyOne':
      return [...brokenMost(condition.paths, base), ...brokenLeast(condition.paths, base)];
    case 'atMostOne':
      return brokenMost(condition.paths, base);
    case 'atLeastOne':
      return brokenLeast(condition.paths, base);
    case 'required':
      return together(
        placesAt(condition.paths, base).filter(({ value }) => isGiven(value) === false),
        'missing',
      );
    case 'forbidden':
      return together(
        placesAt(condition.paths, base).filter(({ value }) => isGiven(value) === true && !isEmpty(value)),
        'set',
      );
    case 'values':
      return wrongValues(condition.path, base, (value) => !condition.values.includes(String(value)));
    case 'range':
      return wrongValues(condition.path, base, (value) => isOutside(numberOf(value), condition));
    case 'pattern':
      return brokenPattern(condition, base);
    case 'count':
      return brokenCount(condition, base);
    case 'ascending':
      return brokenOrder(condition, base);
    case 'unique':
      return brokenUnique(condition.path, base);
    case 'same':
      return brokenSame(condition, base);
    case 'each':
      return brokenEach(condition, base);
  }
}

const below = ({ path, value }: Base, relative: string): ValueLocation[] =>
  valueLocationsOf(value, relative.split('.')).map((place) => ({ ...place, path: path === '' ? place.path : `${path}.${place.path}` }));
const placesAt = (paths: readonly string[], base: Base): ValueLocation[] => paths.flatMap((path) => below(base, path));
const known = (base: Base, relative: string): ValueLocation[] =>
  below(base, relative).filter(({ value }) => isGiven(value) === true && !isUnknown(value) && typeof value !== 'object');
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
const inWords = (names: readonly string[]): string => names.join(', ').replace(/, (?=[^,]*$)/, ' and ');

/** One problem for all locations: they have the same cause. */
function together(places: readonly ValueLocation[], what: string): ConditionViolation[] {
  if (places.length === 0) return [];
  const [{ path, value }] = places;
  return [{ path, value, finding: `${inWords(places.map((place) => place.path))} ${places.length === 1 ? 'is' : 'are'} ${what}` }];
}

/** Which properties of an object, or of the resource itself, are set. */
function givenPathsInWords(places: readonly ValueLocation[], base: Base, none: boolean = false): string {
  const list = inWords(places.map(({ path }) => (base.path === '' ? path : path.slice(base.path.length + 1))));
  if (base.path !== '') return `${base.path} has ${none ? 'none of ' : ''}${list}`;
  if (none) return `none of ${list} is set`;
  return `${list} ${places.length > 1 ? 'are' : 'is'} set`;
}

function brokenAllOrNone(paths: readonly string[], base: Base): ConditionViolation[] {
  const places = placesAt(paths, base);
  const given = places.filter(({ value }) => isGiven(value) === true);
  const absent = places.filter(({ value }) => isGiven(value) === false);
  if (given.length === 0 || absent.length === 0) return [];
  const without = inWords(absent.map(({ path }) => (base.path === '' ? path : path.slice(base.path.length + 1))));
  return [{ path: absent[0].path, finding: `${givenPathsInWords(given, base)} without ${without}` }];
}

function brokenMost(paths: readonly string[], base: Base): ConditionViolation[] {
  const given = placesAt(paths, base).filter(({ value }) => isGiven(value) === true);
  return given.length > 1 ? [{ path: given[1].path, finding: givenPathsInWords(given, base) }] : [];
}

function brokenLeast(paths: readonly string[], base: Base): ConditionViolation[] {
  const places = placesAt(paths, base);
  return places.every(({ value }) => isGiven(value) === false)
    ? [{ path: places[0].path, finding: givenPathsInWords(places, base, true) }]
    : [];
}

const wrongValues = (path: string, base: Base, isWrong: (value: unknown) => boolean): ConditionViolation[] =>
  known(base, path)
    .filter(({ value }) => isWrong(value))
    .map((place) => ({ path: place.path, value: place.value, finding: `${place.path} is ${String(place.value)}` }));

function isOutside(value: number | undefined, { min = -Infinity, max = Infinity, or, multipleOf }: OfKind<'range'>): boolean {
  if (value === undefined || value === or) return false;
  return value < min || value > max || (multipleOf !== undefined && value % multipleOf !== 0);
}

function brokenPattern({ path, pattern, forbids = false }: OfKind<'pattern'>, base: Base): ConditionViolation[] {
  const matches = new RegExp(pattern);
  return known(base, path)
    .filter(({ value }) => typeof value === 'string' && matches.test(value) === forbids)
    .map((place) => ({ path: place.path, value: place.value, finding: `${place.path} is '${String(place.value).slice(0, 60)}'` }));
}

function brokenCount({ list, min = 0, max = Infinity }: OfKind<'count'>, base: Base): ConditionViolation[] {
  return below(base, list).flatMap(({ path, value }) => {
    if (!Array.isArray(value)) return [];
    // a reference is one item; the value of any other function may be no item, or a list
    const certain = value.filter((item) => !isUnknown(item) || isReference(item)).length;
    const isWrong = certain > max || (value.length < min && certain === value.length);
    return isWrong ? [{ path, value, finding: `${path} has ${['no items', 'one item'][value.length] ?? `${value.length} items`}` }] : [];
  });
}

const isReference = (item: unknown): boolean =>
  typeof item === 'object' && item !== null && !isAbsent(item) && ['Ref', 'ref', 'Fn::GetAtt'].some((key) => key in item);

function brokenOrder({ paths, span = Infinity }: OfKind<'ascending'>, base: Base): ConditionViolation[] {
  const numbers = paths
    .flatMap((path) => known(base, path))
    .flatMap(({ path, value }) => {
      const number = numberOf(value);
      return number === undefined ? [] : [{ path, number }];
    });
  const wrong = numbers.find(({ number }, index) => index > 0 && (number < numbers[index - 1].number || number - numbers[0].number > span));
  return wrong
    ? [{ path: wrong.path, value: wrong.number, finding: inWords(numbers.map(({ path, number }) => `${path} is ${number}`)) }]
    : [];
}

function brokenUnique(relative: string, base: Base): ConditionViolation[] {
  const seen = new Map<string, string>();
  return known(base, relative).flatMap(({ path, value }) => {
    const first = seen.get(String(value));
    if (first === undefined) seen.set(String(value), path);
    return first === undefined ? [] : [{ path, value, finding: `${path} is ${String(value)}, the same as ${first}` }];
  });
}

function brokenSame({ paths, absentIs }: OfKind<'same'>, base: Base): ConditionViolation[] {
  const places = placesAt(paths, base);
  if (places.some(({ value }) => isGiven(value) === undefined || isUnknown(value))) return [];
  const values = new Set(places.map(({ value }) => (isAbsent(value) ? absentIs : String(value))));
  if (values.size === 1) return [];
  return [
    {
      path: places[0].path,
      finding: inWords(places.map(({ path, value }) => `${path} is ${isAbsent(value) ? 'not set' : String(value)}`)),
    },
  ];
}

function brokenEach({ list, path: name }: OfKind<'each'>, base: Base): ConditionViolation[] {
  const places = below(base, `${list}[].${name}`);
  const missing = places.filter(({ value }) => isGiven(value) === false);
  if (missing.length === 0 || !places.some(({ value }) => isGiven(value) === true)) return [];
  const [{ path }] = missing;
  return [
    {
      path,
      finding:
        `${inWords(missing.map((place) => place.path))} ${missing.length === 1 ? 'is' : 'are'} missing, ` + `but another item has ${name}`,
    },
  ];
}
