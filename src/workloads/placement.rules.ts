import { NodeExpression, PlacementPlan } from './pod-plan';
import { Problem } from '../errors/problems';
import { DEVICE_RESOURCES, TAINTS_BY_KIND } from '../nodes/tables/os.data';

/** A placement as plain data. */
export interface PlacementFacts {
  readonly computeType?: 'managed' | 'karpenter' | 'autoMode' | 'hybrid';
  readonly architecture?: 'x86_64' | 'arm64';
  readonly os?: 'linux' | 'windows';
  readonly gpus?: number;
  readonly neuronDevices?: number;
  readonly spot?: boolean;
  readonly zones?: readonly string[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly { readonly key: string; readonly value?: string; readonly effect?: string }[];
}

const COMPUTE_TYPE = 'eks.amazonaws.com/compute-type';
const exists = (key: string): NodeExpression => ({ key, operator: 'Exists' });
const among = (key: string, ...values: string[]): NodeExpression => ({ key, operator: 'In', values });
const notAmong = (key: string, ...values: string[]): NodeExpression => ({ key, operator: 'NotIn', values });

/**
 * Labels of each compute type. Source: EKS User Guide, managed-node-groups, automode and hybrid-nodes; Karpenter 1.14, well-known labels.
 */
const KINDS: Readonly<Record<NonNullable<PlacementFacts['computeType']>, readonly NodeExpression[]>> = {
  managed: [exists('eks.amazonaws.com/nodegroup')],
  // nodes of Auto Mode have the label of Karpenter, too
  karpenter: [exists('karpenter.sh/nodepool'), notAmong(COMPUTE_TYPE, 'auto')],
  autoMode: [among(COMPUTE_TYPE, 'auto')],
  hybrid: [among(COMPUTE_TYPE, 'hybrid')],
};

/** Node groups and Karpenter have different labels for spot: one of the alternatives has to match. */
const SPOT: readonly (readonly NodeExpression[])[] = [
  [among('eks.amazonaws.com/capacityType', 'SPOT')],
  [among('karpenter.sh/capacity-type', 'spot')],
];
const NOT_SPOT: readonly (readonly NodeExpression[])[] = [
  [notAmong('eks.amazonaws.com/capacityType', 'SPOT'), notAmong('karpenter.sh/capacity-type', 'spot')],
];

function spotAlternatives(spot: boolean | undefined): readonly (readonly NodeExpression[])[] {
  if (spot === undefined) return [[]];
  return spot ? SPOT : NOT_SPOT;
}

export function placementPlan(facts: PlacementFacts): PlacementPlan {
  const { computeType, architecture, os, gpus = 0, neuronDevices = 0, spot, zones = [], nodeSelector = {}, tolerations = [] } = facts;
  const always = [
    ...(computeType ? KINDS[computeType] : []),
    ...(zones.length > 0 ? [among('topology.kubernetes.io/zone', ...zones)] : []),
  ];
  const alternatives = spotAlternatives(spot);
  const terms = alternatives.map((each) => [...always, ...each]).filter((term) => term.length > 0);
  const tainted = [
    ...(os === 'windows' ? ['windows' as const] : []),
    ...(gpus > 0 ? ['nvidia' as const] : []),
    ...(neuronDevices > 0 ? ['neuron' as const] : []),
  ];
  return {
    windows: os === 'windows',
    nodeSelector: {
      ...nodeSelector,
      ...(os ? { 'kubernetes.io/os': os } : {}),
      ...(architecture ? { 'kubernetes.io/arch': architecture === 'arm64' ? 'arm64' : 'amd64' } : {}),
    },
    terms,
    tolerations: [
      ...tainted.map((kind) => TAINTS_BY_KIND[kind]).map(({ key, effect }) => ({ key, operator: 'Exists', effect })),
      ...tolerations.map(({ key, value, effect }) => ({
        key,
        ...(value === undefined ? { operator: 'Exists' } : { operator: 'Equal', value }),
        ...(effect ? { effect } : {}),
      })),
    ],
    devices: {
      ...(gpus > 0 ? { [DEVICE_RESOURCES.nvidia]: gpus } : {}),
      ...(neuronDevices > 0 ? { [DEVICE_RESOURCES.neuron]: neuronDevices } : {}),
    },
  };
}

/** The same terms, without the nodes of Fargate. Source: EKS User Guide, fargate: DaemonSets are not supported. */
export const besideFargate = (terms: PlacementPlan['terms']): PlacementPlan['terms'] =>
  (terms.length === 0 ? [[]] : terms).map((term) => [...term, notAmong(COMPUTE_TYPE, 'fargate')]);

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Contradictions in a placement, and placements that match no node. */
export function placementProblems({
  gpus,
  neuronDevices,
  os,
  architecture,
  computeType,
  spot,
  tolerations = [],
}: PlacementFacts): Problem[] {
  const problems: Problem[] = [];
  for (const [name, count] of Object.entries({ gpus, neuronDevices })) {
    if (count !== undefined && (!Number.isInteger(count) || count < 0)) {
      problems.push({
        finding: `placement.${name} is ${count}`,
        constraint: 'must be an integer of at least 0',
        remediation: `Set placement.${name} to 1 or more, or remove it`,
      });
    }
  }
  if ((gpus ?? 0) > 0 && (neuronDevices ?? 0) > 0) {
    problems.push({
      finding: 'placement.gpus and placement.neuronDevices are both set',
      constraint: 'no instance type has both GPUs and Neuron devices',
      remediation: 'Remove `placement.gpus` or `placement.neuronDevices`',
    });
  }
  if (os === 'windows' && architecture === 'arm64') {
    problems.push({
      finding: 'placement.os is windows and placement.architecture is arm64',
      constraint: 'EKS supports Windows nodes on x86_64 only',
      remediation: 'Remove `placement.architecture`',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html',
    });
  }
  if (os === 'windows' && (computeType === 'autoMode' || computeType === 'hybrid')) {
    problems.push({
      finding: `placement.os is windows and placement.computeType is ${computeType}`,
      constraint: 'these nodes run Linux only',
      remediation: 'Use ComputeType.MANAGED_NODE_GROUP or ComputeType.KARPENTER',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html',
    });
  }
  if (os === 'windows' && (neuronDevices ?? 0) > 0) {
    problems.push({
      finding: 'placement.os is windows and placement.neuronDevices is set',
      constraint: 'Neuron devices are supported on Linux only',
      remediation: 'Remove `placement.os` or `placement.neuronDevices`',
    });
  }
  if (computeType === 'hybrid' && spot) {
    problems.push({
      finding: 'placement.computeType is hybrid and placement.spot is true',
      constraint: 'hybrid nodes are not EC2 instances and cannot be Spot Instances',
      remediation: 'Remove `placement.spot`',
    });
  }
  for (const { key, effect } of tolerations) {
    if (effect !== undefined && !EFFECTS.includes(effect)) {
      problems.push({
        finding: `effect of the toleration ${key} is '${effect}'`,
        constraint: `must be one of ${EFFECTS.join(', ')}`,
        remediation: 'Set `effect` to one of them, or remove it',
        source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
      });
    }
  }
  return problems;
}
