/** Whether a version of Kubernetes like `1.36` is newer than another. */
export const isNewer = (version: string, than: string): boolean => minorOf(version) > minorOf(than);

export const minorOf = (version: string): number => Number(version.split('.')[1]);

export const nextVersion = (version: string): string => `1.${minorOf(version) + 1}`;

/** A cell of a table by minor whose value no source states. */
export interface UnknownCell {
  /** why it is not known: which source was read and has no value. */
  readonly unknown: string;
}

/** An explicit empty cell: a table by minor does not compile without one cell for each minor. */
export const unknown = (reason: string): UnknownCell => ({ unknown: reason });

/** The value of a cell; nothing where it is not known, or for a minor without a column. */
export function cellOf<Value>(
  table: Readonly<Record<string, Value | UnknownCell | undefined>>,
  minor: string | undefined,
): Value | undefined {
  const cell = table[minor ?? ''];
  return typeof cell === 'object' && cell !== null && 'unknown' in cell ? undefined : cell;
}

/** The value for the newest minor for which one is known. */
export function newestOf<Value>(table: Readonly<Record<string, Value | UnknownCell | undefined>>): Value | undefined {
  const newest = knownMinors(table).at(-1);
  return newest === undefined ? undefined : cellOf(table, newest);
}

/** Minors of a table whose value is known, from the oldest. */
export const knownMinors = (table: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(table)
    .filter((minor) => cellOf(table, minor) !== undefined)
    .sort((a, b) => minorOf(a) - minorOf(b));
