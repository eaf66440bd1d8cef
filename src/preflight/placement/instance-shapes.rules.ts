import { isDeployTimeValue } from '../../kubernetes/kubernetes-object.rules';
import { LabelRequirement, matchesRequirement } from '../../kubernetes/label-selector.rules';
import { CapacityRequirement } from '../../model/capacity.rules';
import { allInstanceFacts, instanceFacts, InstanceFacts } from '../../nodes/tables/instance-types.rules';
import { DEVICE_RESOURCES } from '../../nodes/tables/os.data';

/** A node as pods see it. What is missing is not known: anything fits. */
export interface AllocatableShape {
  readonly description: string;
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly cpuMillis?: number;
  readonly memoryMiB?: number;
  readonly pods?: number;
  readonly ephemeralGiB?: number;
  readonly devices?: Readonly<Record<string, number>>;
}

/** Prefixes of the labels by which Karpenter and Auto Mode describe instances. */
const PREFIXES = { karpenter: 'karpenter.k8s.aws', autoMode: 'eks.amazonaws.com' } as const;
/** The shapes of all types, for the pools without a list of types. */
const ALL_SHAPES: Partial<Record<keyof typeof PREFIXES, readonly AllocatableShape[]>> = {};
const GIGABYTE_OF_MEMORY = /^(u|u7)/;

/** The instances that the requirements of a pool leave, from the table of instance types. */
export function instanceShapes(
  requirements: readonly CapacityRequirement[],
  kind: keyof typeof PREFIXES,
): { all: readonly AllocatableShape[]; largest: readonly AllocatableShape[] } {
  const names = requirements.find(({ key, operator }) => key === 'node.kubernetes.io/instance-type' && operator === 'In')?.values;
  const named = names?.some(isDeployTimeValue) ? undefined : names;
  const unknown = (named ?? [])
    .filter((name) => instanceFacts(name) === undefined)
    .map((name): AllocatableShape => ({ description: name, labels: { 'node.kubernetes.io/instance-type': [name] } }));
  const shapes = named
    ? named.flatMap((name) => instanceFacts(name) ?? []).map((type) => shapeOf(type, PREFIXES[kind]))
    : (ALL_SHAPES[kind] ??= allInstanceFacts().map((type) => shapeOf(type, PREFIXES[kind])));
  const all = [...unknown, ...shapes.filter((shape) => requirements.every((requirement) => isPossible(requirement, shape)))];
  // types that the table does not have may be newer: without any that fits, nothing is known
  return all.length === 0 ? { all: [UNKNOWN_SHAPE], largest: [UNKNOWN_SHAPE] } : { all, largest: largestOf(all) };
}

const UNKNOWN_SHAPE: AllocatableShape = { description: 'a type that is not known', labels: {} };

const isPossible = (requirement: LabelRequirement, shape: AllocatableShape): boolean =>
  matchesRequirement(requirement, shape.labels[requirement.key] ?? 'unknown') !== false;

function shapeOf(type: InstanceFacts, prefix: string): AllocatableShape {
  const [family, size] = type.name.split('.');
  const [, category, generation] = /^([a-z]+)(\d+)/.exec(family) ?? [];
  const described = (name: string, value: string | number | undefined) =>
    value === undefined ? {} : { [`${prefix}/instance-${name}`]: [String(value)] };
  return {
    description: type.name,
    labels: {
      'node.kubernetes.io/instance-type': [type.name],
      'kubernetes.io/arch': [type.architecture === 'arm64' ? 'arm64' : 'amd64'],
      ...described('family', family),
      ...described('size', size),
      ...(GIGABYTE_OF_MEMORY.test(family) ? {} : { ...described('category', category), ...described('generation', generation) }),
      ...described('cpu', type.vcpus),
      ...described('memory', type.memoryMiB),
      // bare metal has none
      ...(size.startsWith('metal') ? {} : described('hypervisor', type.hypervisor)),
    },
    cpuMillis: type.vcpus === undefined ? undefined : type.vcpus * 1000,
    memoryMiB: type.memoryMiB,
    devices: devicesOf(type),
  };
}

/** The most devices that an instance may have: what is not counted may be any number. */
export function devicesOf(type: InstanceFacts): Record<string, number> {
  return {
    ...(type.accelerator === 'nvidia' ? { [DEVICE_RESOURCES.nvidia]: type.gpus || Infinity } : {}),
    ...(type.neuronDevices > 0 || type.accelerator === 'neuron' ? { [DEVICE_RESOURCES.neuron]: type.neuronDevices || Infinity } : {}),
    ...(type.efaInterfaces > 0 ? { [DEVICE_RESOURCES.efa]: type.efaInterfaces } : {}),
  };
}

// those that no other is at least as large as in everything
function largestOf(shapes: readonly AllocatableShape[]): AllocatableShape[] {
  const front: AllocatableShape[] = [];
  const most = (amount: number | undefined) => amount ?? Number.MAX_VALUE;
  for (const shape of [...shapes].sort((a, b) => most(b.cpuMillis) - most(a.cpuMillis) || most(b.memoryMiB) - most(a.memoryMiB))) {
    if (!front.some((other) => covers(other, shape))) front.push(shape);
  }
  return front;
}

function covers(larger: AllocatableShape, smaller: AllocatableShape): boolean {
  return (
    (larger.cpuMillis ?? Infinity) >= (smaller.cpuMillis ?? Infinity) &&
    (larger.memoryMiB ?? Infinity) >= (smaller.memoryMiB ?? Infinity) &&
    larger.labels['kubernetes.io/arch']?.[0] === smaller.labels['kubernetes.io/arch']?.[0] &&
    smaller.devices !== undefined &&
    Object.entries(smaller.devices).every(([device, count]) => (larger.devices?.[device] ?? 0) >= count)
  );
}
