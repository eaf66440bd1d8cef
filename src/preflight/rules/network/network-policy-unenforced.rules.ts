import { Rule } from '../../rule';

export const networkPolicyUnenforced: Rule = {
  id: 'network-policy-unenforced',
  area: 'Network',
  severity: 'warning',
  description: 'NetworkPolicies in a cluster that does not enforce them',
  reason: 'vpc-cni enforces policies only if that is enabled: otherwise the API server accepts them, and they have no effect',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html',
  check: ({ cluster, manifests, enforcesNetworkPolicies }) => {
    if (enforcesNetworkPolicies !== false) return [];
    const policies = manifests.ofKind('networking.k8s.io/NetworkPolicy');
    if (policies.length === 0) return [];
    const [path, ...others] = new Set(policies.map((each) => each.path));
    const names = policies.map(({ value }) => value.metadata?.name);
    return [
      {
        // one finding a cluster: the cause is one setting
        path: others.length === 0 ? path : cluster,
        finding:
          `${names.length === 1 ? 'the NetworkPolicy' : `${names.length} NetworkPolicies`} ` +
          `'${names.slice(0, 3).join("', '")}'${names.length > 3 ? ', …' : ''} ${names.length === 1 ? 'has' : 'have'} no effect`,
        remediation:
          "Set enforceNetworkPolicies: true on Platform or CoreAddons, or enableNetworkPolicy: 'true' on vpc-cni, or declare the " +
          'component that enforces them: ClusterModel.of(cluster).declareExternal(ClusterCapability.networkPolicyEnforcer(), { reason })',
      },
    ];
  },
};
