import { Ipv4Block, isAligned, overlap, parseIpv4Block } from './ipv4.rules';
import { Problem } from '../errors/problems';

const GUIDE = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html';
/** Source: VPC guide, VPC CIDR blocks. */
const LARGEST = 16;
const SMALLEST = 28;

/** Address ranges between which a VPC may not mix. Source: VPC guide, IPv4 CIDR block association restrictions. */
const RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16', '100.64.0.0/10'] as const;
const SHARED = '100.64.0.0/10';
/** Blocks that may not be added to a VPC whose first block lies here. Source: same page. */
const RESTRICTED_ASSOCIATIONS: readonly (readonly [string, string])[] = [
  ['10.0.0.0/15', '10.0.0.0/16'],
  ['172.16.0.0/12', '172.31.0.0/16'],
];

/** What is wrong with a second block of addresses for a VPC. */
export function secondaryCidrProblem(prop: string, cidr: string, primary: Ipv4Block, smallest: number = SMALLEST): Problem | undefined {
  const block = parseIpv4Block(cidr);
  if (!block || !isAligned(block)) {
    return {
      finding: `${prop} is '${cidr}'`,
      constraint: 'must be an IPv4 CIDR block without host bits',
      remediation: 'Use a value like 100.64.0.0/16',
      source: GUIDE,
    };
  }
  if (block.prefix < LARGEST || block.prefix > smallest) {
    return {
      finding: `${prop} '${cidr}' is too ${block.prefix < LARGEST ? 'large' : 'small'}`,
      constraint: `must be /${LARGEST} to /${smallest}`,
      remediation: `Use a /${LARGEST} block like 100.64.0.0/16`,
      source: GUIDE,
    };
  }
  if (overlap(block, primary)) {
    return {
      finding: `${prop} '${cidr}' overlaps with the CIDR block of the VPC`,
      constraint: 'CIDR blocks of a VPC must not overlap',
      remediation: 'Use a CIDR block like 100.64.0.0/16',
      source: GUIDE,
    };
  }
  const [from, to] = [rangeOf(primary), rangeOf(block)];
  if (from !== to && to !== SHARED && (from !== undefined || to !== undefined)) {
    return {
      finding: `${prop} '${cidr}' is in ${to ?? 'public addresses'}, and the CIDR block of the VPC is in ${from ?? 'public addresses'}`,
      constraint: `a secondary CIDR block of such a VPC must be in the same range or in ${SHARED}`,
      remediation: 'Use a CIDR block like 100.64.0.0/16',
      source: GUIDE,
    };
  }
  const reserved = RESTRICTED_ASSOCIATIONS.find(([own, added]) => within(primary, own) && overlap(block, parseIpv4Block(added)!));
  return (
    reserved && {
      finding: `${prop} '${cidr}' is in ${reserved[1]}`,
      constraint: `EC2 does not allow it for a VPC with a CIDR block in ${reserved[0]}`,
      remediation: 'Use a CIDR block like 100.64.0.0/16',
      source: GUIDE,
    }
  );
}

const within = (block: Ipv4Block, range: string): boolean => {
  const outer = parseIpv4Block(range)!;
  return block.prefix >= outer.prefix && overlap(block, outer);
};
const rangeOf = (block: Ipv4Block): string | undefined => RANGES.find((range) => within(block, range));
