import { Problem } from '../../errors/problems';
import { isDeployTimeValue } from '../../kubernetes/kubernetes-object.rules';
import { isAligned, overlap, parseIpv4Block } from '../../network/ipv4.rules';

/** Input of {@link hybridProblems}. */
export interface HybridFacts {
  readonly remoteNodeCidrs: readonly string[];
  readonly remotePodCidrs: readonly string[];
  /** CIDR blocks of other HybridNodes of the cluster. */
  readonly otherCidrs: readonly string[];
  readonly vpcCidr?: string;
  readonly vpcPodCidr?: string;
  readonly serviceCidr?: string;
  readonly ipv6: boolean;
  /** whether the endpoint is public and private at once. */
  readonly bothEndpoints: boolean;
  /** undefined if the stack has no region. */
  readonly region?: string;
  readonly sameStack: boolean;
}

const GUIDE = 'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html';
/** Source: AWS General Reference, EKS quotas. */
const MAX_CIDRS = 15;
const RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map((range) => parseIpv4Block(range)!);

// tokens are known at deployment, and checked by EKS
const isToken = (cidr: string): boolean => cidr.includes('${Token[') || isDeployTimeValue(cidr);

/** Problems for which EKS would reject remote networks. */
export function hybridProblems(facts: HybridFacts): Problem[] {
  const problems: Problem[] = [];
  const add = adderTo(problems);
  problems.push(...remoteNetworkProblems(facts));
  if (facts.serviceCidr === undefined) {
    add(
      'the cluster has no serviceIpv4Cidr',
      'EKS may choose a block that your network uses',
      "Set serviceIpv4Cidr on the cluster, like '172.20.0.0/16'",
    );
  }
  if (facts.ipv6) add('the cluster is an IPv6 cluster', 'hybrid nodes require an IPv4 cluster', 'Use an IPv4 cluster');
  if (facts.bothEndpoints) problems.push(BOTH_ENDPOINTS);
  if (facts.region && /^(us-gov|cn)-/.test(facts.region)) {
    add(`the region is ${facts.region}`, 'hybrid nodes are not available in AWS GovCloud (US) and China Regions', 'Use another region');
  }
  if (!facts.sameStack) {
    add('the cluster is in another stack', 'remote networks are settings of the cluster', 'Create HybridNodes in the stack of the cluster');
  }
  return problems;
}

const adderTo = (problems: Problem[]) => (what: string, limit: string, fix: string) =>
  problems.push({ finding: what, constraint: limit, remediation: fix, source: GUIDE });

/** The name of the API endpoint resolves to public addresses outside of the VPC. */
export const BOTH_ENDPOINTS: Problem = {
  finding: 'the endpoint of the cluster is public and private',
  constraint: 'its name then resolves to public addresses outside of the VPC: hybrid nodes require one or the other',
  remediation: 'Use EndpointAccess.PRIVATE or EndpointAccess.PUBLIC',
  source: GUIDE,
};

/** Problems of the CIDR blocks of remote nodes and pods. */
export function remoteNetworkProblems(
  facts: Pick<HybridFacts, 'remoteNodeCidrs' | 'remotePodCidrs' | 'otherCidrs' | 'vpcCidr' | 'vpcPodCidr' | 'serviceCidr'>,
): Problem[] {
  const problems: Problem[] = [];
  const add = adderTo(problems);
  if (facts.remoteNodeCidrs.length === 0) {
    add('remoteNodeCidrs is empty', 'EKS requires the CIDR blocks of the nodes', 'Add the CIDR blocks of your machines');
  }
  for (const [prop, cidrs] of Object.entries({
    remoteNodeCidrs: facts.remoteNodeCidrs,
    remotePodCidrs: facts.remotePodCidrs,
  })) {
    if (cidrs.length > MAX_CIDRS) add(`${prop} has ${cidrs.length} entries`, `a cluster can have at most ${MAX_CIDRS}`, 'Merge blocks');
    for (const cidr of cidrs) {
      if (isToken(cidr)) continue;
      const block = parseIpv4Block(cidr);
      if (!block || !isAligned(block) || !RANGES.some((range) => block.prefix >= range.prefix && overlap(range, block))) {
        add(
          `${prop} contains '${cidr}'`,
          'it must be an IPv4 CIDR block that begins at its first address, within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 ' +
            'or 100.64.0.0/10',
          'Use such a block',
        );
      }
    }
  }
  const named: [string, string][] = [
    ...facts.remoteNodeCidrs.map((cidr): [string, string] => ['remoteNodeCidrs', cidr]),
    ...facts.remotePodCidrs.map((cidr): [string, string] => ['remotePodCidrs', cidr]),
    ...facts.otherCidrs.map((cidr): [string, string] => ['another site', cidr]),
    ...(facts.vpcCidr ? [['the VPC', facts.vpcCidr] as [string, string]] : []),
    ...(facts.vpcPodCidr ? [['podCidr of the VPC', facts.vpcPodCidr] as [string, string]] : []),
    ...(facts.serviceCidr ? [['serviceIpv4Cidr', facts.serviceCidr] as [string, string]] : []),
  ];
  named.forEach(([what, cidr], index) =>
    named.slice(index + 1).forEach(([other, second]) => {
      const [a, b] = [parseIpv4Block(cidr), parseIpv4Block(second)];
      if (a && b && overlap(a, b)) {
        add(
          `${what} ${cidr} overlaps with ${other} ${second}`,
          'the CIDR blocks of nodes, pods, services and the VPC must not overlap',
          'Use other blocks',
        );
      }
    }),
  );
  return problems;
}
