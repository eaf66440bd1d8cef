/** Length up to which a value is one line, if it is an item of a list, a list of scalars or a map with one member. */
const MAX_LINE = 100;

type Fields = Readonly<Record<string, unknown>>;
/** What a value is a part of: decides what is on its first line, and whether it may be one line. */
type Role = 'object' | 'metadata' | 'item' | 'member';

/** Members on the first line of a map, before the others. */
const FIRST_LINE: Readonly<Record<Role, readonly string[]>> = {
  object: ['apiVersion', 'kind', 'metadata'],
  metadata: ['name', 'namespace'],
  item: ['name'],
  member: [],
};

/**
 * JSON of a list of Kubernetes objects in lines that read well in a diff: the first line of an object has its kind and name. The JSON is
 * the concatenation of the lines, without line breaks.
 *
 * A comma is at the beginning of a line, so that the line before a new member does not change, and each line of a text is a line:
 *
 *     [
 *     {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web", "namespace": "shop"}
 *     ,"data": {
 *       "color": "red"
 *      ,"nginx.conf": "
 *     server {\n
 *     }\n
 *     "
 *      }
 *     }
 *     ]
 */
export const objectLines = (objects: readonly unknown[]): string[] => [
  '[',
  ...objects.flatMap((object, index) => [...(index === 0 ? [] : [',']), ...linesOf(object, 0, 'object')]),
  ']',
];

/** JSON of a value in lines like those of {@link objectLines}. */
export const jsonLines = (value: unknown): string[] => linesOf(value, 0, 'member');

function linesOf(value: unknown, depth: number, role: Role): string[] {
  if (isText(value)) return textLines(value);
  if (!isContainer(value)) return [oneLine(value)];
  const ordered = Array.isArray(value) ? (value as unknown[]) : inOrder(value, role);
  if (isOneLine(ordered, role)) return [oneLine(ordered)];
  return Array.isArray(ordered) ? listLines(ordered, depth) : mapLines(ordered as Fields, depth, role);
}

/** A map with the members of its first line before the others. */
function inOrder(map: object, role: Role): Fields {
  const first = Object.entries(map).filter(([key]) => FIRST_LINE[role].includes(key));
  first.sort(([a], [b]) => FIRST_LINE[role].indexOf(a) - FIRST_LINE[role].indexOf(b));
  return { ...Object.fromEntries(first), ...map };
}

const listLines = (list: readonly unknown[], depth: number): string[] => [
  '[',
  ...memberLines(
    list.map((item) => linesOf(item, depth + 1, 'item')),
    depth,
    ' ',
  ),
  `${' '.repeat(depth)}]`,
];

function mapLines(map: Fields, depth: number, role: Role): string[] {
  const onFirstLine = FIRST_LINE[role].filter((key) => key in map && (key === 'metadata' || isShort(map[key])));
  const linesOfMember = (key: string) =>
    prefixed(`${JSON.stringify(key)}: `, linesOf(map[key], depth + 1, role === 'object' && key === 'metadata' ? 'metadata' : 'member'));
  const head = onFirstLine.map(linesOfMember);
  const others = Object.keys(map).filter((key) => !onFirstLine.includes(key));
  return [
    `{${head.map(([line]) => line).join(', ')}`,
    // only `metadata`, the last of them, may have more than one line
    ...head.flatMap(([, ...lines]) => lines),
    ...memberLines(others.map(linesOfMember), depth, head.length === 0 ? ' ' : ','),
    `${' '.repeat(depth)}}`,
  ];
}

/** Members of a map or list after its first line; the comma is in the last column of the indentation. */
const memberLines = (members: readonly string[][], depth: number, first: ' ' | ','): string[] =>
  members.flatMap((lines, index) => prefixed(`${' '.repeat(depth)}${index === 0 ? first : ','}`, lines));

const prefixed = (prefix: string, [first, ...others]: readonly string[]): string[] => [`${prefix}${first}`, ...others];

/** A string of several lines. */
const isText = (value: unknown): value is string => typeof value === 'string' && /\n[^]/.test(value);

const textLines = (text: string): string[] => ['"', ...(text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map(escaped), '"'];

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isShort = (value: unknown): boolean => !isContainer(value) && !isText(value);

function isOneLine(value: object, role: Role): boolean {
  if (role === 'object') return false;
  const values: readonly unknown[] = Object.values(value);
  if (values.length === 0) return true;
  const isCompact = role !== 'member' || (Array.isArray(value) ? !values.some(isContainer) : isChain(values));
  return isCompact && !values.some(hasText) && oneLine(value).length <= MAX_LINE;
}

/** A map with one member, which is a scalar or one line itself. */
const isChain = (values: readonly unknown[]): boolean =>
  values.length === 1 && values.every((each) => !isContainer(each) || isOneLine(each, 'member'));

const hasText = (value: unknown): boolean => isText(value) || (isContainer(value) && Object.values(value).some(hasText));

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (!isContainer(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${oneLine(each)}`);
  return `{${members.join(', ')}}`;
}
