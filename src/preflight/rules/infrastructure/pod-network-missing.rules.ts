import { Rule } from '../../rule';

export const podNetworkMissing: Rule = {
  id: 'pod-network-missing',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'nodes without a CNI plugin',
  reason:
    'the cluster is created without the default add-ons of EKS, and a node without a CNI plugin stays NotReady (cni plugin not ' +
    'initialized)',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html',
  check: ({ missing }) =>
    missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'pod-network')
      .map(({ path }) => ({
        path,
        finding: 'no CNI plugin is installed for the nodes',
        remediation:
          "Add new CoreAddons(this, 'Addons', { cluster }), or a HelmDeployment of another CNI with " +
          'provides: [ClusterCapability.podNetwork()] (Cilium and Calico are known), or declare it: ' +
          'ClusterModel.of(cluster).declareExternal(ClusterCapability.podNetwork(), { reason })',
      })),
};
