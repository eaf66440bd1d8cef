import { Rule } from '../../rule';

export const nodesMissing: Rule = {
  id: 'nodes-missing',
  area: 'Placement',
  severity: 'warning',
  description: 'add-ons, charts and pods in a cluster without anything that runs them',
  reason:
    'nothing in this app runs pods: unless nodes come from elsewhere, an add-on never becomes active and a chart never ready, ' +
    'and the deploy fails when their time is over',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-compute.html',
  check: ({ missing, cluster }) => {
    const waiting = missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'nodes')
      .map(({ path, value: { requiredBy } }) => requiredBy ?? path);
    const named = [...new Set(waiting)];
    return named.length === 0
      ? []
      : [
          {
            path: cluster,
            finding:
              `${named.slice(0, 5).join(', ')}${named.length > 5 ? ` and ${named.length - 5} more` : ''} ` +
              `${named.length === 1 ? 'needs' : 'need'} nodes, and there are none`,
            remediation:
              "Add new ManagedNodes(this, 'Nodes', { cluster }), or declare what exists: " +
              'ClusterModel.of(cluster).external(ClusterCapability.nodes(), { reason })',
          },
        ];
  },
};
