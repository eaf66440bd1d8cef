import { AllocatableShape } from './instance-shapes.rules';
import { Requests } from './pod-requests.rules';

const GIB = 2 ** 30;
const MIB = 2 ** 20;
/** File systems have whole blocks: a rounded figure must not reject a pod. */
const DISK_SLACK_GIB = 1;
/** Sums of decimal fractions are not exact. */
const ROUNDING = 1 + 1e-9;

/** Devices of instances; any plugin may add others. */
const DEVICES = new Set(['nvidia.com/gpu', 'aws.amazon.com/neuron', 'vpc.amazonaws.com/efa']);
/** Fractions of a device: their number is unknown, but without the device there are none. */
const FRACTIONAL_DEVICES: Readonly<Record<string, string>> = {
  'aws.amazon.com/neuroncore': 'aws.amazon.com/neuron',
  'aws.amazon.com/neurondevice': 'aws.amazon.com/neuron',
};

/** The allocatable amount of a resource on a node, cpu in cores, memory and disk in bytes; undefined if unknown. */
export function allocatableOf(resource: string, { cpuMillis, memoryMiB, ephemeralGiB, devices }: AllocatableShape): number | undefined {
  switch (resource) {
    case 'cpu':
      return cpuMillis === undefined ? undefined : cpuMillis / 1000;
    case 'memory':
      return memoryMiB === undefined ? undefined : memoryMiB * MIB;
    case 'ephemeral-storage':
      return ephemeralGiB === undefined ? undefined : (ephemeralGiB + DISK_SLACK_GIB) * GIB;
  }
  if (devices === undefined) return undefined;
  if (resource in FRACTIONAL_DEVICES) return devices[FRACTIONAL_DEVICES[resource]] ? undefined : 0;
  return DEVICES.has(resource) ? (devices[resource] ?? 0) : undefined;
}

export const exceeds = (asked: number, most: number): boolean => asked > most * ROUNDING;

/** The insufficient resource of the best of these nodes, in words; undefined if one has enough. */
export function insufficientInWords(requests: Requests, shapes: readonly AllocatableShape[]): string | undefined {
  const shortages = shapes.map((shape) => insufficientResource(requests, shape));
  if (shortages.some((each) => each === undefined)) return undefined;
  const nearest = (shortages as InsufficientResource[]).reduce((best, each) => (each.ratio < best.ratio ? each : best));
  return `has insufficient ${nearest.resource} (${nearest.ratio === Infinity ? 'none' : nearest.description})`;
}

interface InsufficientResource {
  readonly resource: string;
  readonly description: string;
  readonly ratio: number;
}

function insufficientResource(requests: Requests, shape: AllocatableShape): InsufficientResource | undefined {
  const found = Object.entries(requests).flatMap(([resource, asked]): InsufficientResource[] => {
    const has = allocatableOf(resource, shape);
    return has === undefined || !exceeds(asked, has)
      ? []
      : [{ resource, description: `${shape.description} has ${inWords(resource, has)}`, ratio: has === 0 ? Infinity : asked / has }];
  });
  return found.length === 0 ? undefined : found.reduce((worst, each) => (each.ratio > worst.ratio ? each : worst));
}

/** An amount of a resource in words. */
export function inWords(resource: string, amount: number): string {
  switch (resource) {
    case 'cpu':
      return `${rounded(amount, 3)} vCPU`;
    case 'memory':
      return amount >= GIB ? `${rounded(amount / GIB)} GiB` : `${rounded(amount / MIB)} MiB`;
    case 'ephemeral-storage':
      return `${rounded(amount / GIB)} GiB of disk`;
    default:
      return `${amount} ${resource}`;
  }
}

const rounded = (value: number, digits: number = 2): number => Number(value.toFixed(digits));

/** Resource requests in words. */
export const requestsInWords = (requests: Requests): string =>
  Object.entries(requests)
    .filter(([, amount]) => amount > 0)
    .map(([resource, amount]) => inWords(resource, amount))
    .join(', ') || 'nothing';
