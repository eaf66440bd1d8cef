import { Rule } from '../../rule';

export const clusterDnsMissing: Rule = {
  id: 'cluster-dns-missing',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'nodes in a cluster without CoreDNS',
  reason:
    'the cluster is created without the default add-ons of EKS, and pods resolve no name, of Services and of the internet, without a DNS ' +
    'server in the cluster',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html',
  check: ({ missing }) =>
    missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'cluster-dns')
      .map(({ path }) => ({
        path,
        finding: 'CoreDNS is not installed for the pods of the nodes',
        remediation:
          "Add new CoreAddons(this, 'Addons', { cluster }), or a ManagedAddon 'coredns', or declare another DNS server: " +
          'ClusterModel.of(cluster).declareExternal(ClusterCapability.clusterDns(), { reason })',
      })),
};
