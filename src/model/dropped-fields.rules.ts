/** A value of an object that the class which renders it leaves out of the manifest. */
export interface DroppedValue {
  /** JSON pointer (RFC 6901), with the keys that were given. */
  readonly pointer: string;
  readonly value: unknown;
}

/** A field of a chart's object that is not in its manifest although the chart sets it, or a JSON patch without effect. */
export interface DroppedField {
  /** the construct in the chart. */
  readonly construct: string;
  /** the class that renders the object, like `KubeDeployment`. */
  readonly className: string;
  readonly pointer: string;
  /** how the field was set; `removal` is a patch that removes a field which does not exist. */
  readonly by: 'patch' | 'prop' | 'removal';
  /** the pointer, or the value as JSON, for which the class renders the field. */
  readonly instead?: { readonly pointer: string } | { readonly value: string };
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/**
 * The values that a class of `cdk8s import` leaves out: it renders the fields of its Kubernetes version by name, from props in camel case
 * (`hostPid`), and unions as `{ value }`. Source: cdk8s-cli, src/import/k8s.ts and json2jsii, `toJson_…()` of the generated classes.
 *
 * @param given what the class was given, after JSON patches
 * @param rendered the manifest
 */
export function droppedValues(given: unknown, rendered: unknown, pointer = ''): DroppedValue[] {
  if (given === undefined || given === null) return [];
  if (rendered === undefined) return isEmpty(given) ? [] : [{ pointer, value: given }];
  if (Array.isArray(given)) {
    return Array.isArray(rendered) ? given.flatMap((each, index) => droppedValues(each, rendered[index], `${pointer}/${index}`)) : [];
  }
  if (!isFields(given)) return isReplaced(given, rendered, pointer) ? [{ pointer, value: given }] : [];
  if (!isFields(rendered)) return [];
  return Object.entries(given).flatMap(([key, value]) =>
    droppedValues(value, rendered[renderedKey(key, given, rendered) ?? ''], `${pointer}/${escaped(key)}`),
  );
}

// other values are rendered as they are; tokens have another text each time
const isReplaced = (given: unknown, rendered: unknown, pointer: string): boolean =>
  (pointer === '/apiVersion' || pointer === '/kind') && given !== rendered;

/** The key in the manifest of a key that was given: a prop in camel case has another name there. */
function renderedKey(key: string, given: Fields, rendered: Fields): string | undefined {
  const prop = propName(key);
  // the class reads the prop, although the manifest has the key
  if (key in rendered) return prop !== key && prop in given ? undefined : key;
  return Object.keys(rendered).find((each) => canonical(each) === canonical(key) && (!(each in given) || propName(each) === key));
}

const canonical = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The name of the prop for a field of Kubernetes: `hostPid` for `hostPID`, `xKubernetesListType` for `x-kubernetes-list-type`. */
export function propName(field: string): string {
  return field
    .replace(/^\$/, '')
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/[A-Z]{2,}/g, (word, index: number, text: string) =>
      /[a-z]/.test(text[index + word.length] ?? '')
        ? `${word[0]}${word.slice(1, -1).toLowerCase()}${word.slice(-1)}`
        : `${word[0]}${word.slice(1).toLowerCase()}`,
    );
}

const escaped = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');

/** The keys of a JSON pointer. */
export const keysOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));

/** The JSON pointer of keys. */
export const pointerOf = (keys: readonly string[]): string => keys.map((key) => `/${escaped(key)}`).join('');

/** A JSON pointer as kubectl writes a field: `spec.containers[0].image`. */
export function fieldOf(pointer: string): string {
  return keysOf(pointer).reduce((field, key) => {
    if (/^(\d+|-)$/.test(key)) return `${field}[${key}]`;
    if (/[./]/.test(key)) return `${field}['${key}']`;
    return field === '' ? key : `${field}.${key}`;
  }, '');
}

/** Whether a document has a value at a pointer; `-` is the end of a list, where there is none. */
export function hasValueAt(document: unknown, pointer: string): boolean {
  const keys = keysOf(pointer);
  const parent = keys.slice(0, -1).reduce<unknown>((value, key) => (isContainer(value) ? value[key] : undefined), document);
  return keys.length === 0 || (isContainer(parent) && Object.hasOwn(parent, keys[keys.length - 1]));
}

/** The longest beginning of a pointer that does not exist in a document, without its last key; undefined if all of it exists. */
export function missingParentOf(document: unknown, pointer: string): string | undefined {
  const keys = keysOf(pointer).slice(0, -1);
  const parents = keys.map((_, index) => pointerOf(keys.slice(0, index + 1)));
  return parents.find((parent) => !hasValueAt(document, parent));
}

const isContainer = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
