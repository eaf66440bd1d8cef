import { Rule } from '../../rule';

export const subnetExhausted: Rule = {
  id: 'subnet-exhausted',
  area: 'Network',
  severity: 'warning',
  description: 'subnet with too few IP addresses at full scale',
  reason:
    'at full scale, nodes, pods, endpoints and load balancers need more addresses than the subnet has, and the last ones do not start',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: ({ ipPlan, cluster }) =>
    ipPlan
      .filter(({ available }) => available !== undefined && available < 0)
      .map(({ name, block, usable, used, available }) => ({
        path: cluster,
        finding: `the subnet ${name} (${block}, ${usable} addresses) needs ${usable! - available!}: ${Object.entries(used)
          .filter(([, count]) => count > 0)
          .map(([what, count]) => `${count} for ${what}`)
          .join(', ')}`,
        remediation: 'Use a larger CIDR block or a podCidr for pods, prefix delegation or IPv6, or reduce maxSize of the node groups',
      })),
};
