import { Problem } from '../errors/problems';
import { isAligned, overlap, parseIpv4Block } from '../network/ipv4.rules';

const SOURCE = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html';
const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((range) => parseIpv4Block(range)!);

/** What EKS itself would choose from. Source: EKS User Guide, network-reqs. */
const CHOICES = ['172.20.0.0/16', '10.100.0.0/16'];

/**
 * The default CIDR block of services: the first of EKS's own choices that does not overlap with the VPC; undefined if the blocks of the VPC
 * are not known.
 */
export function defaultServiceCidr(vpcCidrs: readonly string[]): string | undefined {
  if (vpcCidrs.length === 0) return undefined;
  const taken = vpcCidrs.map((cidr) => parseIpv4Block(cidr)!);
  return CHOICES.find((choice) => !taken.some((block) => overlap(parseIpv4Block(choice)!, block)));
}

/** What is wrong with the addresses of Kubernetes services. @param vpcCidrs those that are known */
export function serviceCidrProblem(cidr: string, vpcCidrs: readonly string[] = []): Problem | undefined {
  const block = parseIpv4Block(cidr);
  const problem = (limit: string, fix: string): Problem => ({
    finding: `serviceIpv4Cidr is '${cidr}'`,
    constraint: limit,
    remediation: fix,
    source: SOURCE,
  });
  if (!block || !isAligned(block)) {
    return problem('it must be an IPv4 CIDR block that begins at its first address', "Use a block like '172.20.0.0/16'");
  }
  if (block.prefix < 12 || block.prefix > 24) return problem('its prefix length must be /12 to /24', 'Use a /16');
  if (!PRIVATE_RANGES.some((range) => block.prefix >= range.prefix && overlap(range, block))) {
    return problem('it must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16', "Use a block like '172.20.0.0/16'");
  }
  const vpcCidr = vpcCidrs.find((each) => overlap(parseIpv4Block(each)!, block));
  return vpcCidr === undefined
    ? undefined
    : problem(`it must not overlap with the VPC, ${vpcCidr}`, "Use a block outside of the VPC, like '172.20.0.0/16'");
}
