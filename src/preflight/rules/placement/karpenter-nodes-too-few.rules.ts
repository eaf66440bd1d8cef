import { at } from '../../../kubernetes/kubernetes-object.rules';
import { NodeCapacity, Taint } from '../../../model/capacity.rules';
import { Facts } from '../../facts/facts.rules';
import { Violation, Rule } from '../../rule';

/** Defaults of the chart. Source: aws/karpenter-provider-aws v1.14.1, charts/karpenter/values.yaml. */
const REPLICAS = 2;
const TOLERATED = 'CriticalAddonsOnly';

export const karpenterNodesTooFew: Rule = {
  id: 'karpenter-nodes-too-few',
  area: 'Placement',
  severity: 'warning',
  description: 'fewer nodes than Karpenter controller replicas',
  reason:
    'each replica of the controller needs its own node that Karpenter did not create (podAntiAffinity by hostname, ' +
    'karpenter.sh/nodepool DoesNotExist)',
  source: 'https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/charts/karpenter/values.yaml',
  check: (facts) =>
    facts.helmReleases
      .filter(({ value }) => value.chart === 'karpenter' && at(value.values, 'affinity') === undefined)
      .flatMap(({ path, value }) => problem(path, at(value.values, 'replicas') ?? REPLICAS, nodesOf(facts))),
};

function problem(path: string, replicas: unknown, nodes: number | undefined): Violation[] {
  // no nodes at all: another rule
  if (typeof replicas !== 'number' || nodes === undefined || nodes === 0 || nodes >= replicas) return [];
  const nodesInWords = `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
  const what = `Karpenter has ${replicas} replicas, and the node groups that it does not manage have ${nodesInWords}`;
  return [{ path, finding: what, remediation: `Increase these node groups to ${replicas} nodes, or set replicas: ${nodes} for Karpenter` }];
}

/** The maximum number of nodes for the controllers; undefined if unknown. */
function nodesOf({ capacity, fargateSelectors, hasNodeAutoscaler }: Facts): number | undefined {
  if (capacity === undefined || fargateSelectors.length > 0) return undefined;
  const groups = capacity.filter(
    (each): each is NodeCapacity => each.type === 'nodes' && each.os === 'linux' && !each.taints.some(keepsAway),
  );
  const sizes = groups.map(({ desired, min, max }) => (hasNodeAutoscaler === false ? (desired ?? min) : max));
  return sizes.some((size) => size === undefined) ? undefined : sizes.reduce<number>((sum, size) => sum + size!, 0);
}

const keepsAway = ({ key, effect }: Taint): boolean => key !== TOLERATED && effect !== 'PreferNoSchedule';
