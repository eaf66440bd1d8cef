import { Problem } from '../errors/problems';
import { isAligned, overlap, parseIpv4Block } from '../network/ipv4.rules';

const SOURCE = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html';
const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((range) => parseIpv4Block(range)!);

/** What is wrong with the addresses of Kubernetes services. @param vpcCidr where it is known */
export function serviceCidrProblem(cidr: string, vpcCidr?: string): Problem | undefined {
  const block = parseIpv4Block(cidr);
  const problem = (limit: string, fix: string): Problem => ({ what: `serviceIpv4Cidr is '${cidr}'`, limit, fix, source: SOURCE });
  if (!block || !isAligned(block)) return problem('it is an IPv4 block that begins at its first address', "Write it like '172.20.0.0/16'");
  if (block.prefix < 12 || block.prefix > 24) return problem('it has a prefix of /12 to /24', 'Use a /16');
  if (!PRIVATE_RANGES.some((range) => block.prefix >= range.prefix && overlap(range, block))) {
    return problem('it lies inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16', "Write it like '172.20.0.0/16'");
  }
  const vpc = vpcCidr === undefined ? undefined : parseIpv4Block(vpcCidr);
  return vpc && overlap(vpc, block) ? problem(`it does not overlap with the VPC, ${vpcCidr}`, "Use a block outside of the VPC, like '172.20.0.0/16'") : undefined;
}
