import { formatIpv4Block, Ipv4Block, isAligned, nthBlock, parseIpv4Block } from './ipv4.rules';
import { Problem } from '../errors/problems';

/**
 * How one block is split. Every place is a function of the tier and the position of the zone alone, so that neither another
 * zone nor another tier ever moves a subnet that exists. With 7 zone slots, for 10.0.0.0/16:
 *
 * ```
 * slot      0 … 6                        7
 * /19   ┌────────────┬───┬────────────┬────────────────────────────────────────┐
 *       │ application│ … │ application│ small blocks, one /22 for each zone    │
 *       │ zone 0     │   │ zone 6     │ ┌─────────┬────────┬────────┬────┬─┬──┐│
 *       │            │   │            │ │public/24│data/24 │extra 0 │ex 1│t│cp││
 *       └────────────┴───┴────────────┴─┴─────────┴────────┴────────┴────┴─┴──┘┘
 * ```
 * `cp` is the last /28 of the zone's small block: the control plane's interfaces. `t`, the /28 before it, is for the attachment to a
 * transit gateway. In a VPC of the smallest block `t` lies in extra 1.
 */
export interface SubnetPlan {
  /** slots for zones: 7 leaves room for any region, 3 gives each zone twice the addresses. */
  readonly zoneSlots: ZoneSlots;
  readonly block: Ipv4Block;
}

export type ZoneSlots = 3 | 7;

export const ZONE_SLOTS: readonly ZoneSlots[] = [3, 7];
/** A subnet has at least a /28 (16 addresses). Source: VPC guide, subnet sizing. */
const SMALLEST_SUBNET = 28;
/** A public subnet must hold load balancers: /27 with 8 free addresses. Source: ELB guide, subnets for your load balancer. */
const SMALLEST_PUBLIC = 27;
/** A VPC has /16 to /28. Source: VPC guide, VPC CIDR blocks. */
const LARGEST_VPC = 16;
/** How many tiers beside the three a plan has room for. */
export const MAX_EXTRA_TIERS = 2;

export type SubnetRole = 'public' | 'application' | 'data' | 'control-plane' | 'transit' | 'extra-0' | 'extra-1' | 'pods';

/** Blocks of /64 in the /56 of an IPv6 VPC: eight for each place, so that a zone or a tier never moves another. */
const IPV6_PLACES: readonly SubnetRole[] = ['public', 'application', 'data', 'extra-0', 'extra-1', 'control-plane', 'transit', 'pods'];
export const IPV6_BLOCKS = 256;

/** Which of the 256 /64 blocks a subnet has. */
export const ipv6BlockIndex = (place: SubnetRole, position: number): number => IPV6_PLACES.indexOf(place) * 8 + position;

/** The pod subnet of the zone at a position: a block of its own for pods, split like the application tier. */
export function podSubnetAt(podBlock: Ipv4Block, zoneSlots: ZoneSlots, position: number): string {
  return formatIpv4Block(nthBlock(podBlock, podBlock.prefix + bitsOf(zoneSlots), position));
}

const bitsOf = (slots: ZoneSlots): number => Math.log2(slots + 1);
const largestPrefixFor = (slots: ZoneSlots): number => Math.min(SMALLEST_PUBLIC - 2, SMALLEST_SUBNET - 3) - 2 * bitsOf(slots);

/** The plan for a block, or what is wrong with it. */
export function planSubnets(cidr: string, zoneSlots: ZoneSlots): SubnetPlan | Problem {
  const block = parseIpv4Block(cidr);
  const source = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html';
  if (!block) {
    return {
      finding: `cidr is '${cidr}'`,
      constraint: 'must be an IPv4 CIDR block',
      remediation: 'Use a value like 10.0.0.0/16',
      source,
    };
  }
  if (!isAligned(block)) {
    const aligned = formatIpv4Block({ base: block.base - (block.base % 2 ** (32 - block.prefix)), prefix: block.prefix });
    return {
      finding: `cidr '${cidr}' has host bits`,
      constraint: `a /${block.prefix} block must begin at a multiple of ${2 ** (32 - block.prefix)} addresses`,
      remediation: `Use '${aligned}'`,
      source,
    };
  }
  if (block.prefix < LARGEST_VPC) {
    return {
      finding: `cidr '${cidr}' is too large for a VPC`,
      constraint: `must be /${LARGEST_VPC} to /28`,
      remediation: `Use a /${LARGEST_VPC}`,
      source,
    };
  }
  const largest = largestPrefixFor(zoneSlots);
  if (block.prefix > largest) {
    const other = ZONE_SLOTS.find((slots) => block.prefix <= largestPrefixFor(slots));
    return {
      finding: `cidr '${cidr}' is too small for three tiers in ${zoneSlots} zone slots`,
      constraint: `must be /${largest} or larger: load balancers require public subnets of /${SMALLEST_PUBLIC} (32 addresses)`,
      remediation: other ? `Use a /${largest}, or zoneSlots: ${other}` : `Use a /${largest}`,
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    };
  }
  return { block, zoneSlots };
}

/** Where a tier's subnet lies in the zone at a position (0 is the first zone). */
export function subnetAt({ block, zoneSlots }: SubnetPlan, place: Exclude<SubnetRole, 'pods'>, position: number): string {
  const bits = bitsOf(zoneSlots);
  if (place === 'application') return formatIpv4Block(nthBlock(block, block.prefix + bits, position));
  const small = nthBlock(nthBlock(block, block.prefix + bits, zoneSlots), block.prefix + 2 * bits, position);
  const quarter = small.prefix + 2;
  switch (place) {
    case 'public':
      return formatIpv4Block(nthBlock(small, quarter, 0));
    case 'data':
      return formatIpv4Block(nthBlock(small, quarter, 1));
    case 'extra-0':
      return formatIpv4Block(nthBlock(small, quarter, 2));
    case 'extra-1':
      return formatIpv4Block(nthBlock(nthBlock(small, quarter, 3), quarter + 1, 0));
    case 'control-plane':
      return fromEnd(small, 1);
    case 'transit':
      return fromEnd(small, 2);
  }
}

const fromEnd = (block: Ipv4Block, n: number): string =>
  formatIpv4Block(nthBlock(block, SMALLEST_SUBNET, 2 ** (SMALLEST_SUBNET - block.prefix) - n));

/** The blocks of the application tier in the fewest pieces: everything before the last slot. */
export function applicationBlocks({ block, zoneSlots }: SubnetPlan): string[] {
  return Array.from({ length: bitsOf(zoneSlots) }, (_, bit) =>
    formatIpv4Block(nthBlock(block, block.prefix + bit + 1, 2 ** (bit + 1) - 2)),
  );
}
