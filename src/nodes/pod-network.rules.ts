import { Problem } from '../errors/problems';

/** Input of {@link podNetworkProblems}. */
export interface PodNetworkFacts {
  /** number of pod subnets; undefined if none are needed. */
  readonly podSubnets?: number;
  readonly custom: boolean;
  readonly ipv6: boolean;
}

/** Contradictions in the settings of pod networking. */
export function podNetworkProblems({ podSubnets, custom, ipv6 }: PodNetworkFacts): Problem[] {
  const problems: Problem[] = [];
  if (podSubnets === 0) {
    problems.push({
      finding: 'podNetwork uses pod subnets and the network has none',
      constraint: 'one pod subnet is required in each zone',
      remediation: 'Set podCidr on the network, like 100.64.0.0/16, or podSubnets on an ExistingVpc',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html',
    });
  }
  if (custom && ipv6) {
    problems.push({
      finding: 'podNetwork is custom networking in an IPv6 cluster',
      constraint: 'custom networking requires an IPv4 cluster',
      remediation: 'Use PodNetwork.nodeSubnets(): IPv6 subnets have addresses for all pods',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html',
    });
  }
  return problems;
}
