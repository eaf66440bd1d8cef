/**
 * Distributes objects to shards of at most `most`, by the bits of their hash: the id of a shard is the common prefix of its hashes. Adding
 * or removing an object changes one shard, and moves others only if a shard has to be split.
 */
export function shardsOf<T>(things: readonly T[], hash: (thing: T) => string, most: number): Map<string, T[]> {
  const shards = new Map<string, T[]>();
  split(
    things.map((thing) => ({ thing, bits: bitsOf(hash(thing)) })),
    '',
    most,
    shards,
  );
  return shards;
}

interface Hashed<T> {
  readonly thing: T;
  readonly bits: string;
}

function split<T>(hashed: readonly Hashed<T>[], prefix: string, most: number, shards: Map<string, T[]>): void {
  if (hashed.length <= most || prefix.length === MOST_BITS) {
    if (hashed.length > 0 || prefix === '') {
      shards.set(
        prefix,
        hashed.map(({ thing }) => thing),
      );
    }
    return;
  }
  for (const bit of ['0', '1']) {
    split(
      hashed.filter(({ bits }) => bits[prefix.length] === bit),
      `${prefix}${bit}`,
      most,
      shards,
    );
  }
}

const MOST_BITS = 32;

const bitsOf = (hex: string): string =>
  parseInt(hex.slice(0, MOST_BITS / 4), 16)
    .toString(2)
    .padStart(MOST_BITS, '0');
