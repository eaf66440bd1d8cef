import { isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { isAligned, overlap, parseIpv4Block } from '../../../network/ipv4.rules';
import { secondaryCidrProblem } from '../../../network/vpc-cidr.rules';
import { regionProblem, isZoneId } from '../../../network/zones.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts, Resources } from '../../facts/resource-facts.rules';
import { violationsOf } from '../../reading/problems.rules';
import { cidrOf, cidrsOfVpc, secondaryBlocksOf, vpcOfCluster } from '../../reading/vpc.rules';
import { Rule, Violation } from '../../rule';

export const vpcCidr: Rule = {
  id: 'vpc-cidr',
  area: 'Infrastructure',
  severity: 'error',
  description: 'CIDR block of a VPC or subnet that EC2 rejects, or a subnet in a zone of another region',
  reason:
    'a secondary CIDR block must be in the address range of the VPC or in 100.64.0.0/10; subnets must be within the VPC and must ' +
    'not overlap',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
  check: ({ resources, region }: Facts) => {
    // other VPCs of the app may be in other regions
    const own = new Set(resources.ofType('AWS::EKS::Cluster').map((cluster) => vpcOfCluster(cluster, resources)?.id));
    const vpcs = resources.shared.filter(({ type }) => type === 'AWS::EC2::VPC');
    const subnets = resources.shared.filter(({ type }) => type === 'AWS::EC2::Subnet');
    return [
      ...vpcs.flatMap((vpc) => [...secondary(vpc, resources), ...blocksOf(vpc, subnets, resources)]),
      ...subnets.filter(({ properties }) => own.has(stringAt(properties.VpcId, 'ref') ?? '')).flatMap((subnet) => zoneOf(subnet, region)),
    ];
  },
};

const secondary = (vpc: ResourceFacts, resources: Resources): Violation[] => {
  const primary = parseIpv4Block(cidrOf(vpc) ?? '');
  if (primary === undefined) return [];
  return secondaryBlocksOf(vpc, resources).flatMap((block) => {
    const cidr = cidrOf(block);
    const problem = cidr === undefined ? undefined : secondaryCidrProblem('CidrBlock', cidr, primary);
    return violationsOf(block.path, 'the VPC', problem ? [problem] : []);
  });
};

/** Subnets outside of their VPC, or in the range of another one. */
function blocksOf(vpc: ResourceFacts, subnets: readonly ResourceFacts[], resources: Resources): Violation[] {
  const all = [vpc, ...secondaryBlocksOf(vpc, resources)];
  const blocks = cidrsOfVpc(vpc, resources).flatMap((cidr) => parseIpv4Block(cidr) ?? []);
  // a block of IPAM, or one that is known at deploy, may contain the subnet
  const ofIpv4 = all.filter(({ properties }) => 'CidrBlock' in properties || 'Ipv4IpamPoolId' in properties);
  const closed = blocks.length === ofIpv4.length;
  const within = subnets
    .filter(({ properties }) => stringAt(properties.VpcId, 'ref') === vpc.id)
    .flatMap((subnet) => {
      const cidr = cidrOf(subnet);
      const block = parseIpv4Block(cidr ?? '');
      return block === undefined ? [] : [{ subnet, cidr: cidr!, block }];
    });
  return within.flatMap(({ subnet: { path }, cidr, block }, index) => {
    const other = within.slice(0, index).find((each) => overlap(each.block, block));
    const outside = closed && !blocks.some((each) => each.prefix <= block.prefix && overlap(each, block));
    const finding = findingOf(cidr, isAligned(block), outside, other);
    return finding === undefined ? [] : [{ path, finding, remediation: 'Use a free range of the VPC' }];
  });
}

function findingOf(cidr: string, aligned: boolean, outside: boolean, other?: { readonly subnet: ResourceFacts; readonly cidr: string }) {
  if (!aligned) return `the CIDR block ${cidr} of the subnet does not begin at its first address`;
  if (outside) return `the CIDR block ${cidr} of the subnet is outside of its VPC`;
  return other && `the CIDR block ${cidr} of the subnet overlaps with ${other.cidr} of ${other.subnet.path}`;
}

function zoneOf({ path, properties }: ResourceFacts, region: string | undefined): Violation[] {
  const zone = stringAt(properties, 'AvailabilityZone');
  // CDK has its own names of zones for stacks without a region
  if (zone === undefined || isDeployTimeValue(zone) || isZoneId(zone) || /^dummy/.test(zone)) return [];
  const problem = regionProblem('AvailabilityZone', zone, region);
  return violationsOf(path, 'the subnet', problem ? [problem] : []);
}
