import { Rule } from '../../rule';

export const networkPolicyUnenforced: Rule = {
  id: 'network-policy-unenforced',
  area: 'Network',
  severity: 'warning',
  description: 'NetworkPolicies in a cluster in which nothing enforces them',
  reason: 'vpc-cni enforces policies when it is told to, and without that every policy is accepted and none has an effect',
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
          "Give enforceNetworkPolicies: true to Platform or CoreAddons, or enableNetworkPolicy: 'true' to vpc-cni, or declare " +
          'what enforces them: ClusterModel.of(cluster).external(ClusterCapability.networkPolicyEnforcer(), { reason })',
      };
    });
  },
};
