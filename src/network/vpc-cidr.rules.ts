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
  if (!block || !isAligned(block))
    return {
      finding: `${prop} '${cidr}' is not an IPv4 block that begins at its first address`,
      constraint: 'it is written like 100.64.0.0/16',
      remediation: 'Give the first address and the prefix length',
      source: GUIDE,
    };
  if (block.prefix < LARGEST || block.prefix > smallest)
    return {
      finding: `${prop} '${cidr}' is too ${block.prefix < LARGEST ? 'large' : 'small'}`,
      constraint: `a block has /${LARGEST} to /${smallest} here`,
      remediation: `Use a /${LARGEST} like 100.64.0.0/16`,
      source: GUIDE,
    };
  if (overlap(block, primary))
    return {
      finding: `${prop} '${cidr}' overlaps with the block of the VPC`,
      constraint: 'blocks of a VPC are apart',
      remediation: 'Use a block like 100.64.0.0/16',
      source: GUIDE,
    };
  const [from, to] = [rangeOf(primary), rangeOf(block)];
  if (from !== to && to !== SHARED && (from !== undefined || to !== undefined)) {
    return {
      finding: `${prop} '${cidr}' lies in ${to ?? 'public addresses'}, and the VPC's own block in ${from ?? 'public addresses'}`,
      constraint: `a VPC of ${from ?? 'public addresses'} may add blocks of the same range or of ${SHARED}`,
      remediation: 'Use a block like 100.64.0.0/16',
      source: GUIDE,
    };
  }
  const reserved = RESTRICTED_ASSOCIATIONS.find(([own, added]) => within(primary, own) && overlap(block, parseIpv4Block(added)!));
  return (
    reserved && {
      finding: `${prop} '${cidr}' lies in ${reserved[1]}`,
      constraint: `a VPC whose block lies in ${reserved[0]} may not add it`,
      remediation: 'Use a block like 100.64.0.0/16',
      source: GUIDE,
    }
  );
}

const within = (block: Ipv4Block, range: string): boolean => {
  const outer = parseIpv4Block(range)!;
  return block.prefix >= outer.prefix && overlap(block, outer);
};
const rangeOf = (block: Ipv4Block): string | undefined => RANGES.find((range) => within(block, range));
