import { isFixedSize, schedulableResults } from '../../placement/scheduling-results.rules';
import { Rule } from '../../rule';

export const nodesMayBeZero: Rule = {
  id: 'nodes-may-be-zero',
  area: 'Placement',
  severity: 'warning',
  description: 'pods that fit only node groups that may be empty, without an autoscaler for nodes',
  reason:
    'a node group with minSize 0 does not grow by itself, and no Cluster Autoscaler, Karpenter or Auto Mode adds nodes for these pods',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  readsPods: true,
  check: (facts) =>
    !isFixedSize(facts)
      ? []
      : schedulableResults(facts)
          .filter(
            ({ candidates, workload }) =>
              workload.replicas.min > 0 && candidates.every(({ elastic, currentNodes }) => !elastic && currentNodes === 0),
          )
          .map(({ workload, candidates }) => ({
            path: workload.path,
            finding: `${workload.name} fits only ${candidates.map(({ name }) => name).join(', ')}, which may have no nodes`,
            remediation:
              'Set minSize or desiredSize to 1, add new ClusterAutoscaler(...), or declare the autoscaler: ' +
              'ClusterModel.of(cluster).declareExternal(ClusterCapability.autoscaler(), { reason })',
          })),
};
