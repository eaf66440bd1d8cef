const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

// digits with at most one point, then a suffix or an exponent, never both
const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?$/;

/** A quantity as Kubernetes reads it, from a text or a number; nothing for what it refuses. Source: Kubernetes API reference, Quantity. */
export function parseQuantity(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [, number, exponent = '', suffix = ''] = QUANTITY.exec(String(value).replace(/^ +| +$/g, '')) ?? [];
  return number === undefined ? undefined : Number(`${number}${exponent}`) * SUFFIXES[suffix];
}

/** The same, with 0 for what is missing, malformed (which has a rule of its own) or not known before the deploy. */
export const quantity = (value: unknown): number => parseQuantity(value) ?? 0;

export const cpuMillis = (value: unknown): number => Math.ceil(Number((quantity(value) * 1000).toPrecision(12)));
export const memoryMiB = (value: unknown): number => quantity(value) / 2 ** 20;
