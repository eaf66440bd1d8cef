/** The nearest name, at most two letters away; undefined if there is none. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const most = name.length > 5 ? 2 : 1;
  const near = names
    .map((each) => ({ each, distance: each.toLowerCase() === name.toLowerCase() ? 0 : distance(each, name, most) }))
    .filter((found) => found.distance <= most);
  return near.sort((a, b) => a.distance - b.distance)[0]?.each;
}

/** Letters to insert, delete, replace or swap, up to a limit. */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let [before, row]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? before[j - 2] + 1 : Infinity;
      next[j] = Math.min(change, row[j] + 1, next[j - 1] + 1, swap);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}
