const UNITS: Readonly<Record<string, number>> = {
  '': 1, 'm': 1e-3, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, 'P': 1e15, 'E': 1e18, 'Ki': 2 ** 10, 'Mi': 2 ** 20, 'Gi': 2 ** 30, 'Ti': 2 ** 40, 'Pi': 2 ** 50, 'Ei': 2 ** 60,
};

/** A quantity of Kubernetes as a number; 0 for what is none, or not known before the deploy. Source: Kubernetes API reference, Quantity. */
export function quantity(value: unknown): number {
  const [, number, unit] = /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)([a-zA-Z]*)$/.exec(String(value)) ?? [];
  return number === undefined || !(unit in UNITS) ? 0 : Number(number) * UNITS[unit];
}

export const cpuMillis = (value: unknown): number => Math.ceil(quantity(value) * 1000);
export const memoryMiB = (value: unknown): number => quantity(value) / 2 ** 20;
