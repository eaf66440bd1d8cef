/** A prop of an interface of the library. */
export interface PropRow {
  readonly required: boolean;
  /** `s`, `n`, `b`, `*`, `o`, `e`, a name, or a list `[]…` or a map `{}…` of one. */
  readonly type: string;
}

// 25 KB of text, read with the first construct
// oxlint-disable-next-line typescript/no-require-imports
const table = (): typeof import('./props.data') => require('./props.data');

const READ = new Map<string, ReadonlyMap<string, PropRow>>();

/** The props of an interface, those of its bases included; undefined if the name is not one of an interface. */
export function propsOf(name: string): ReadonlyMap<string, PropRow> | undefined {
  const known = READ.get(name);
  const row = table().STRUCTS[name];
  if (known !== undefined || row === undefined) return known;
  const props = new Map<string, PropRow>();
  for (const word of row === '' ? [] : row.split(' ')) {
    const [, prop, mark, type] = /^(\w+)([?!])(.+)$/.exec(word) ?? [];
    if (prop === undefined) propsOf(word)!.forEach((inherited, each) => props.set(each, inherited));
    else props.set(prop, { required: mark === '!', type });
  }
  READ.set(name, props);
  return props;
}

/** The values of an enum; undefined if the name is not one of an enum. */
export const valuesOf = (name: string): readonly string[] | undefined => table().ENUM_VALUES[name]?.split('|');

/** The names of all interfaces. */
export const structNames = (): string[] => Object.keys(table().STRUCTS);
