/** An IPv4 block as numbers: `base` is the first address, `prefix` the number of leading bits. */
export interface Ipv4Block {
  readonly base: number;
  readonly prefix: number;
}

/** The block that a text like `10.0.0.0/16` means, or nothing when it means none. */
export function parseIpv4Block(text: string): Ipv4Block | undefined {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!found) return undefined;
  const [a, b, c, d, prefix] = found.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) return undefined;
  return { base: a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d, prefix };
}

export const sizeOf = (block: Ipv4Block): number => 2 ** (32 - block.prefix);

/** Whether the address is the first of the block, as CloudFormation wants it. */
export const isAligned = (block: Ipv4Block): boolean => block.base % sizeOf(block) === 0;

export function formatIpv4Block({ base, prefix }: Ipv4Block): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${octets.join('.')}/${prefix}`;
}

/** The n-th block of the given prefix inside a larger one, counted from 0. */
export function nthBlock(block: Ipv4Block, prefix: number, n: number): Ipv4Block {
  return { base: block.base + n * 2 ** (32 - prefix), prefix };
}

export function overlap(a: Ipv4Block, b: Ipv4Block): boolean {
  return a.base < b.base + sizeOf(b) && b.base < a.base + sizeOf(a);
}
