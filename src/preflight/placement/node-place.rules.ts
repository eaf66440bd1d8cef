import { instanceShapes, Shape } from './instance-shapes.rules';
import { Capacity, CapacityRequirement, ElasticCapacity, NodeCapacity, Taint } from '../../inventory/capacity.rules';
import { LabelRequirement } from '../label-selector.rules';
import { quantity } from '../quantity.rules';

/** What a label of a node may be: one of these, or nobody knows. */
export type LabelValues = readonly string[] | 'unknown';

/** A kind of node that pods may land on. */
export interface NodePlace {
  /** path of the construct. */
  readonly name: string;
  readonly elastic: boolean;
  /** whether the labels are all known but those that Kubernetes, AWS and the like set. */
  readonly labelsKnown: boolean;
  readonly labels: Readonly<Record<string, LabelValues>>;
  readonly taints: readonly Taint[];
  /** nothing where they are not known. */
  readonly zones?: readonly string[];
  /** the nodes that it may be made of: one of them is enough. */
  readonly shapes: readonly Shape[];
  /** the largest of them alone, for pods that ask for no certain one. */
  readonly largest: readonly Shape[];
  /** how many there are without an autoscaler; nothing where that is not known. */
  readonly present?: number;
  /** the most nodes; nothing where they are not counted. */
  readonly max?: number;
  /** the most of `cpu` (millicores) and `memory` (MiB) over all nodes. */
  readonly limits: Readonly<Record<string, number>>;
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'amd64', arm64: 'arm64' };
/** Labels that only nodes of Karpenter and Auto Mode have. */
const OF_POOLS = ['karpenter.sh/nodepool', 'karpenter.sh/capacity-type'];

/** The places that a part of the inventory offers. */
export function placesOf(capacity: Capacity): NodePlace[] {
  switch (capacity.type) {
    case 'fargate': return [];
    case 'nodes': return [groupPlace(capacity)];
    case 'elastic': return [elasticPlace(capacity)];
  }
}

function groupPlace(capacity: NodeCapacity): NodePlace {
  const { name, nodeType, os, labels, taints, zones, desired, max } = capacity;
  const hybrid = nodeType === 'hybrid';
  const architecture: Shape['labels'] = capacity.architecture ? { 'kubernetes.io/arch': [ARCHITECTURES[capacity.architecture]] } : {};
  const shapes = capacity.shapes.map((shape): Shape => ({
    what: shape.instanceType,
    labels: {
      'node.kubernetes.io/instance-type': [shape.instanceType],
      ...architecture,
    },
    cpuMillis: shape.cpuMillis,
    memoryMiB: shape.memoryMiB,
    pods: shape.pods,
    ephemeralGiB: shape.ephemeralGiB,
    devices: shape.devices,
  }));
  const unknown: Shape = { what: hybrid ? 'a machine of yours' : 'a type that is not known', labels: architecture };
  return {
    name,
    elastic: false,
    labelsKnown: !hybrid,
    labels: {
      'kubernetes.io/os': [os],
      'eks.amazonaws.com/compute-type': [hybrid ? 'hybrid' : 'ec2'],
      ...(hybrid ? {} : Object.fromEntries(OF_POOLS.map((key) => [key, []]))),
      ...literal(labels),
    },
    taints,
    zones,
    shapes: shapes.length === 0 ? [unknown] : shapes,
    largest: shapes.length === 0 ? [unknown] : shapes,
    present: desired,
    max: hybrid ? undefined : max,
    limits: {},
  };
}

/** A pool whose nodes come with the pods that need them. */
export function elasticPlace({ name, nodeType, os, labels, taints, requirements, limits, zones }: ElasticCapacity & { readonly poolName?: string }): NodePlace {
  const { all, largest } = instanceShapes(requirements, nodeType);
  return {
    name,
    elastic: true,
    labelsKnown: true,
    labels: {
      'kubernetes.io/os': [os],
      'eks.amazonaws.com/compute-type': [nodeType === 'autoMode' ? 'auto' : 'ec2'],
      ...requiredLabels(requirements),
      ...literal(labels),
    },
    taints,
    zones: zones ?? requirements.find(({ key, operator }) => key === 'topology.kubernetes.io/zone' && operator === 'In')?.values,
    shapes: all,
    largest,
    limits: Object.fromEntries(Object.entries(limits).filter(([, most]) => quantity(most) > 0).map(([resource, most]) => [resource, resource === 'cpu' ? quantity(most) * 1000 : resource === 'memory' ? quantity(most) / 2 ** 20 : quantity(most)])),
  };
}

// what a pool requires of a label is what its nodes may have; one without values may have any
function requiredLabels(requirements: readonly CapacityRequirement[]): Record<string, LabelValues> {
  return Object.fromEntries(requirements.map(({ key, operator, values }) => [key, operator === 'In' ? values : 'unknown']));
}

const literal = (labels: Readonly<Record<string, string>>): Record<string, LabelValues> =>
  Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, value.includes('${Token[') ? 'unknown' : [value]]));

/** Labels that somebody sets whom this app does not see: the kubelet, AWS, what finds out about devices. */
const SET_BY_OTHERS = /(^|\.)(kubernetes\.io|k8s\.io|k8s\.aws|karpenter\.sh|amazonaws\.com|amazon\.com|bottlerocket\.aws|nvidia\.com|amd\.com|intel\.com|cilium\.io|projectcalico\.org)\//;

/** What a label of a node may be. */
export function labelOf(place: NodePlace, shape: Shape, key: string): LabelValues | 'absent' {
  const modern = LEGACY[key] ?? key;
  if (modern === 'topology.kubernetes.io/zone') return place.zones ?? 'unknown';
  const values = shape.labels[modern] ?? place.labels[modern];
  if (values !== undefined) return values.length === 0 ? 'absent' : values;
  return !place.labelsKnown || SET_BY_OTHERS.test(modern) || NODE_NAMES.has(modern) ? 'unknown' : 'absent';
}

const NODE_NAMES = new Set(['kubernetes.io/hostname']);
/** Labels that stand for newer ones, with the same values. Source: Kubernetes, well-known labels. */
const LEGACY: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
};

/** All labels of a place that a user gave or a pool requires, for messages. */
export const ownLabels = (place: NodePlace): string[] =>
  Object.entries(place.labels).filter(([key, values]) => !SET_BY_OTHERS.test(key) && values !== 'unknown' && values.length > 0).map(([key, values]) => `${key}=${(values as readonly string[]).join('|')}`);

export type { LabelRequirement };
