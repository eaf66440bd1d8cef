/** Rows in columns as wide as their longest cell. */
export function table(rows: readonly (readonly string[])[], indent: string = '  '): string[] {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, index) => Math.max(cell.length, all[index] ?? 0)), []);
  return rows.map(
    (row) =>
      indent +
      row
        .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] + 2)))
        .join('')
        .trimEnd(),
  );
}

/** Number of occurrences of each string in a list, in the order of the first occurrence. */
export function counted(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  values.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts].map(([value, count]) => `${count} × ${value}`);
}
