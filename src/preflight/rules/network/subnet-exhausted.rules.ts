import { Rule } from '../../rule';

export const subnetExhausted: Rule = {
  id: 'subnet-exhausted',
  area: 'Network',
  severity: 'warning',
  description: 'a subnet whose addresses run out at full scale',
  reason:
    'at full scale nodes, pods, endpoints and load balancers take more addresses than the subnet has, and what comes last does not start',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: ({ ipPlan, cluster }) =>
    ipPlan
      .filter(({ available }) => available !== undefined && available < 0)
      .map(({ name, block, usable, used, available }) => ({
        path: cluster,
        finding: `the subnet ${name} (${block}, ${usable} addresses) would need ${usable! - available!}: ${Object.entries(used)
          .filter(([, count]) => count > 0)
          .map(([what, count]) => `${count} for ${what}`)
          .join(', ')}`,
        remediation: 'Give the network a larger block or a podCidr for pods, use prefixes or IPv6, or let groups grow less',
      })),
};
