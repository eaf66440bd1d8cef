import { Rule } from '../../rule';

export const networkPolicyUnenforced: Rule = {
  id: 'network-policy-unenforced',
  area: 'Network',
  severity: 'warning',
  description: 'NetworkPolicies in a cluster that does not enforce them',
  reason: 'vpc-cni enforces policies only if that is enabled: otherwise the API server accepts them, and they have no effect',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html',
  check: ({ manifests, enforcesNetworkPolicies }) => {
    if (enforcesNetworkPolicies !== false) return [];
    const policies = manifests.ofKind('networking.k8s.io/NetworkPolicy');
    return [...new Set(policies.map(({ path }) => path))].map((path) => {
      const names = policies.filter((each) => each.path === path).map(({ value }) => value.metadata?.name);
      return {
        path,
        finding:
          `${names.length === 1 ? 'the NetworkPolicy' : `${names.length} NetworkPolicies`} ` +
          `'${names.slice(0, 3).join("', '")}'${names.length > 3 ? ', …' : ''} ${names.length === 1 ? 'has' : 'have'} no effect`,
        remediation:
          "Set enforceNetworkPolicies: true on Platform or CoreAddons, or enableNetworkPolicy: 'true' on vpc-cni, or declare the " +
          'component that enforces them: ClusterModel.of(cluster).declareExternal(ClusterCapability.networkPolicyEnforcer(), { reason })',
      };
    });
  },
};
