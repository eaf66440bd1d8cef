import { Rule } from '../../rule';

export const nodesMissing: Rule = {
  id: 'nodes-missing',
  area: 'Placement',
  severity: 'warning',
  description: 'add-ons, charts and pods in a cluster without nodes',
  reason:
    'this app contains no compute for pods: unless nodes are created elsewhere, add-ons do not become ACTIVE, charts do not ' +
    'become ready, and the deployment times out',
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
              `${named.length === 1 ? 'needs' : 'need'} nodes, and the cluster has none`,
            remediation:
              "Add new ManagedNodes(this, 'Nodes', { cluster }), or declare existing nodes: " +
              'ClusterModel.of(cluster).declareExternal(ClusterCapability.nodes(), { reason })',
          },
        ];
  },
};
