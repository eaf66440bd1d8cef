import { Rule } from '../../rule';

export const subnetExhausted: Rule = {
  id: 'subnet-exhausted',
  area: 'Network',
  severity: 'warning',
  finds: 'a subnet whose addresses run out at full scale',
  why: 'at full scale nodes, pods, endpoints and load balancers take more addresses than the subnet has, and what comes last does not start',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: ({ ipPlan, cluster }) => ipPlan.filter(({ left }) => left !== undefined && left < 0).map(({ name, block, usable, taken, left }) => ({
    path: cluster,
    what: `the subnet ${name} (${block}, ${usable} addresses) would need ${usable! - left!}: ${Object.entries(taken).filter(([, count]) => count > 0).map(([what, count]) => `${count} for ${what}`).join(', ')}`,
    fix: 'Give the network a larger block or a podCidr for pods, use prefixes or IPv6, or let groups grow less',
  })),
};
