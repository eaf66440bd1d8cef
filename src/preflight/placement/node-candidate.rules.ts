import { instanceShapes, AllocatableShape } from './instance-shapes.rules';
import { isDeployTimeValue, KubernetesObject } from '../../kubernetes/kubernetes-object.rules';
import { parseQuantity } from '../../kubernetes/quantity.rules';
import { Capacity, CapacityRequirement, ElasticCapacity, NodeCapacity, NodeShape, Taint } from '../../model/capacity.rules';
import { instanceFacts } from '../../nodes/tables/instance-types.rules';

/** Possible values of a label of a node: one of a list, in which `undefined` is a missing label, or unknown. */
export type LabelValues = readonly (string | undefined)[] | 'unknown';

/** A kind of node that pods may land on. */
export interface NodeCandidate {
  /** path of the construct. */
  readonly name: string;
  readonly elastic: boolean;
  /** whether the labels are all known but those that Kubernetes, AWS and the like set. */
  readonly labelsKnown: boolean;
  readonly labels: Readonly<Record<string, LabelValues>>;
  /** labels that only nodes of other kinds have. */
  readonly absentLabels?: RegExp;
  readonly taints: readonly Taint[];
  /** nothing where they are not known. */
  readonly zones?: readonly string[];
  /** the nodes that it may be made of: one of them is enough. */
  readonly shapes: readonly AllocatableShape[];
  /** the largest of them alone, for pods that ask for no certain one. */
  readonly largestShapes: readonly AllocatableShape[];
  /** how many there are without an autoscaler; nothing where that is not known. */
  readonly currentNodes?: number;
  /** the fewest nodes; nothing where that is not known. */
  readonly minNodes?: number;
  /** the DaemonSets that have a pod on each of its nodes. */
  readonly daemonSets?: ReadonlySet<KubernetesObject>;
  /** the most nodes; nothing where they are not counted. */
  readonly maxNodes?: number;
  /** the most of each resource over all nodes: cpu in cores, memory in bytes. */
  readonly limits: Readonly<Record<string, number>>;
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'amd64', arm64: 'arm64' };
/** Documentation names no label for them, and people select by this one. */
const OF_EC2 = ['ec2', undefined];
/** Labels that only nodes of Karpenter and Auto Mode have. */
const OF_POOLS = ['karpenter.sh/nodepool', 'karpenter.sh/capacity-type'];
/**
 * Labels that only nodes of other kinds have: of managed node groups, Karpenter, Auto Mode, and control planes. Source: EKS User Guide,
 * managed-node-group-labels and automode create-node-pool; Karpenter, NodePools: well-known labels.
 */
const OF_GROUPS_ONLY = String.raw`eks\.amazonaws\.com/(nodegroup|capacityType|nodegroup-image|sourceLaunchTemplate\w*)$`;
const OF_KARPENTER_ONLY = String.raw`karpenter\.k8s\.aws/`;
const OF_AUTO_MODE_ONLY = String.raw`eks\.amazonaws\.com/instance-`;
const OF_CONTROL_PLANES = String.raw`node-role\.kubernetes\.io/(master|control-plane)$`;
const noneOf = (...labels: string[]): RegExp => new RegExp(`^(${[...labels, OF_CONTROL_PLANES].join('|')})`);
const ABSENT_LABELS = {
  managed: noneOf(OF_KARPENTER_ONLY, OF_AUTO_MODE_ONLY),
  selfManaged: noneOf(OF_KARPENTER_ONLY, OF_AUTO_MODE_ONLY, OF_GROUPS_ONLY),
  hybrid: noneOf(OF_KARPENTER_ONLY, OF_AUTO_MODE_ONLY, OF_GROUPS_ONLY),
  karpenter: noneOf(OF_AUTO_MODE_ONLY, OF_GROUPS_ONLY),
  autoMode: noneOf(OF_KARPENTER_ONLY, OF_GROUPS_ONLY),
} as const;
/** What Karpenter and Auto Mode may set as capacity type. Source: Karpenter, NodePools: karpenter.sh/capacity-type. */
const CAPACITY_TYPES = ['spot', 'on-demand', 'reserved'];

/** The places that a part of the inventory offers. */
export function candidatesOf(capacity: Capacity): NodeCandidate[] {
  switch (capacity.type) {
    case 'fargate':
      return [];
    case 'nodes':
      return [groupCandidate(capacity)];
    case 'elastic':
      return [poolCandidate(capacity)];
  }
}

function groupCandidate(capacity: NodeCapacity): NodeCandidate {
  const { name, nodeType, os, labels, taints, zones, desired, min, max } = capacity;
  const hybrid = nodeType === 'hybrid';
  const architecture: AllocatableShape['labels'] = capacity.architecture
    ? { 'kubernetes.io/arch': [ARCHITECTURES[capacity.architecture]] }
    : {};
  const shapes = capacity.shapes.map((shape): AllocatableShape => ({
    description: shape.instanceType,
    labels: {
      'node.kubernetes.io/instance-type': [shape.instanceType],
      ...architecture,
    },
    cpuMillis: shape.cpuMillis,
    memoryMiB: shape.memoryMiB,
    pods: shape.pods,
    ephemeralGiB: shape.ephemeralGiB,
    devices: { ...unlistedDevices(shape), ...shape.devices },
  }));
  const unknown: AllocatableShape = { description: hybrid ? 'a machine of yours' : 'a type that is not known', labels: architecture };
  return {
    name,
    elastic: false,
    absentLabels: ABSENT_LABELS[nodeType],
    labelsKnown: !hybrid && !Object.keys(labels).some(isUnknown),
    labels: {
      'kubernetes.io/os': [os],
      'eks.amazonaws.com/compute-type': hybrid ? ['hybrid'] : OF_EC2,
      ...(hybrid ? {} : Object.fromEntries(OF_POOLS.map((key) => [key, []]))),
      ...literal(labels),
    },
    taints,
    zones: known(zones),
    shapes: shapes.length === 0 ? [unknown] : shapes,
    largestShapes: shapes.length === 0 ? [unknown] : shapes,
    currentNodes: desired,
    minNodes: hybrid ? undefined : min,
    maxNodes: hybrid ? undefined : max,
    limits: {},
  };
}

/** A pool whose nodes come with the pods that need them. */
export function poolCandidate({ name, nodeType, os, labels, taints, requirements, limits, zones }: ElasticCapacity): NodeCandidate {
  const { all, largest } = instanceShapes(requirements, nodeType);
  return {
    name,
    elastic: true,
    absentLabels: ABSENT_LABELS[nodeType],
    labelsKnown: !Object.keys(labels).some(isUnknown),
    labels: {
      'kubernetes.io/os': [os],
      'eks.amazonaws.com/compute-type': nodeType === 'autoMode' ? ['auto'] : OF_EC2,
      'karpenter.sh/capacity-type': CAPACITY_TYPES,
      ...requiredLabels(requirements),
      ...literal(labels),
    },
    taints,
    zones: known(zones ?? requirements.find(({ key, operator }) => currentLabelKey(key) === ZONE && operator === 'In')?.values),
    shapes: all,
    largestShapes: largest,
    // 0 switches a pool off until the limit is raised
    limits: Object.fromEntries(
      Object.entries(limits).map(([resource, most]): [string, number] => [resource, parseQuantity(most) || Infinity]),
    ),
  };
}

export const ZONE = 'topology.kubernetes.io/zone';
export const REGION = 'topology.kubernetes.io/region';

const isUnknown = (text: string): boolean => text.includes('${Token[') || isDeployTimeValue(text);
const known = (texts: readonly string[] | undefined): readonly string[] | undefined => (texts?.some(isUnknown) ? undefined : texts);

// the table of instance types has no count for new GPUs, and 0 for parts of one
function unlistedDevices({ instanceType }: NodeShape): AllocatableShape['devices'] {
  const facts = instanceFacts(instanceType);
  return facts?.accelerator === 'nvidia' && !facts.gpus ? { 'nvidia.com/gpu': Infinity } : {};
}

// what a pool requires of a label is what its nodes may have; one without values may have any
export function requiredLabels(requirements: readonly CapacityRequirement[]): Record<string, LabelValues> {
  return Object.fromEntries(
    requirements.map(({ key, operator, values }) => [
      key,
      operator === 'In' && values.length > 0 && !values.some(isUnknown) ? values : 'unknown',
    ]),
  );
}

const literal = (labels: Readonly<Record<string, string>>): Record<string, LabelValues> =>
  Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, isUnknown(value) ? 'unknown' : [value]]));

/** Labels that components outside of this app set: the kubelet, AWS, device discovery. */
const LABEL_DOMAINS = [
  'kubernetes.io',
  'k8s.io',
  'k8s.aws',
  'aws.com',
  'karpenter.sh',
  'amazonaws.com',
  'amazon.com',
  'bottlerocket.aws',
  'nvidia.com',
  'amd.com',
  'intel.com',
  'cilium.io',
  'projectcalico.org',
];
const WELL_KNOWN_LABELS = new RegExp(`(^|\\.)(${LABEL_DOMAINS.map((domain) => domain.replace('.', '\\.')).join('|')})/`);

/** What a label of a node may be, in one of its zones or in any. */
export function labelOf(place: NodeCandidate, shape: AllocatableShape, key: string, zone?: string): LabelValues | 'absent' {
  if (key.startsWith('field:')) return 'unknown';
  const name = currentLabelKey(key);
  if (name === ZONE) return zone === undefined ? (place.zones ?? 'unknown') : [zone];
  const values = shape.labels[name] ?? place.labels[name];
  if (values !== undefined) return values.length === 0 ? 'absent' : values;
  if (!place.labelsKnown) return 'unknown';
  return place.absentLabels?.test(name) || !WELL_KNOWN_LABELS.test(name) ? 'absent' : 'unknown';
}

export const currentLabelKey = (key: string): string => LEGACY[key] ?? key;
/** Labels that stand for newer ones, with the same values. Source: Kubernetes, well-known labels. */
const LEGACY: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
};

/** All labels of a place that a user gave or a pool requires, for messages. */
export const ownLabels = (place: NodeCandidate): string[] =>
  Object.entries(place.labels)
    .filter(([key, values]) => !WELL_KNOWN_LABELS.test(key) && values !== 'unknown' && values.length > 0)
    .map(([key, values]) => `${key}=${(values as readonly string[]).join('|')}`);
