import { schedulableResults } from '../../placement/scheduling-results.rules';
import { Rule } from '../../rule';

/** What scales groups without looking at pods. */
const SCALERS = ['AWS::AutoScaling::ScheduledAction', 'AWS::AutoScaling::ScalingPolicy'];

export const nodesMayBeZero: Rule = {
  id: 'nodes-may-be-zero',
  area: 'Placement',
  severity: 'warning',
  description: 'pods that fit only nodes of groups that may be empty, where nothing adds nodes',
  reason: 'a group with minSize 0 grows when something makes it, and no Cluster Autoscaler, Karpenter or Auto Mode is there for these pods',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  readsPods: true,
  check: (facts) =>
    facts.hasNodeAutoscaler !== false || SCALERS.some((type) => facts.resourceCounts[type] > 0)
      ? []
      : schedulableResults(facts)
          .filter(
            ({ candidates, workload }) =>
              workload.replicas.min > 0 && candidates.every(({ elastic, currentNodes }) => !elastic && currentNodes === 0),
          )
          .map(({ workload, candidates }) => ({
            path: workload.path,
            finding: `${workload.name} fits ${candidates.map(({ name }) => name).join(', ')} alone, which may have no nodes`,
            remediation:
              'Give minSize or desiredSize: 1, or add new ClusterAutoscaler(...), or declare what scales: ' +
              'ClusterModel.of(cluster).external(ClusterCapability.autoscaler(), { reason })',
          })),
};
