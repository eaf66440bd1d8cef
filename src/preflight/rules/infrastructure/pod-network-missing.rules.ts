import { Rule } from '../../rule';

export const podNetworkMissing: Rule = {
  id: 'pod-network-missing',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'nodes of a cluster in which nobody installs a CNI',
  reason: 'the cluster was made without the add-ons that EKS installs by itself, and a node without pod networking never becomes ready',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html',
  check: ({ missing }) =>
    missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'pod-network')
      .map(({ path }) => ({
        path,
        finding: 'its nodes have no pod networking',
        remediation:
          "Add new CoreAddons(this, 'Addons', { cluster }), or declare another CNI: " +
          'ClusterModel.of(cluster).external(ClusterCapability.podNetwork(), { reason })',
      })),
};
