import { Ipv4Block, overlap, parseIpv4Block } from './ipv4.rules';
import { MAX_EXTRA_TIERS, SubnetPlan, subnetAt, ZONE_SLOTS, ZoneSlots } from './subnet-plan.rules';
import { ExtraTier } from './tier';
import { CONTROL_PLANE_TIER, CONTROL_PLANE_ZONES, TIERS } from './tier.data';
import { secondaryCidrProblem } from './vpc-cidr.rules';
import { zoneProblems } from './zones.rules';
import { Problem } from '../errors/problems';

/** What {@link threeTierVpcProblems} looks at. */
export interface ThreeTierVpcFacts {
  readonly plan?: SubnetPlan;
  readonly zoneSlots: ZoneSlots;
  readonly zones?: readonly string[];
  readonly maxAzs?: number;
  readonly extraTiers: readonly ExtraTier[];
  readonly podCidr?: string;
  /** whether there are subnets for a transit gateway. */
  readonly transit: boolean;
  /** nothing where the stack has none. */
  readonly region?: string;
}

/** What AWS or the plan would refuse in a network, beside its block. */
export function threeTierVpcProblems(facts: ThreeTierVpcFacts): Problem[] {
  return [...zonesProblems(facts), ...extraTierProblems(facts), ...podCidrProblems(facts)];
}

function zonesProblems({ zoneSlots, zones: named, maxAzs, region }: ThreeTierVpcFacts): Problem[] {
  const problems: Problem[] = [];
  if (!ZONE_SLOTS.includes(zoneSlots)) {
    problems.push({
      finding: `zoneSlots is ${zoneSlots}`,
      constraint: `it is one of ${ZONE_SLOTS.join(', ')}`,
      remediation: 'Use 7, or 3 for a small block',
    });
  }
  if (named && maxAzs !== undefined) {
    problems.push({
      finding: `both zones and maxAzs (${maxAzs}) are given`,
      constraint: 'zones says how many there are',
      remediation: 'Leave maxAzs out',
    });
  }
  const zones = named?.length ?? maxAzs;
  if (zones !== undefined && (zones < CONTROL_PLANE_ZONES || zones > zoneSlots)) {
    problems.push({
      finding: `${named ? `zones has ${zones} entries` : `maxAzs is ${zones}`}`,
      constraint: `EKS needs ${CONTROL_PLANE_ZONES} zones at the least, and zoneSlots leaves room for ${zoneSlots}`,
      remediation: `Name ${CONTROL_PLANE_ZONES} to ${zoneSlots} zones`,
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    });
  }
  const duplicates = (named ?? []).filter((zone, index, all) => all.indexOf(zone) !== index);
  if (duplicates.length > 0)
    problems.push({
      finding: `zones names ${duplicates.join(', ')} twice`,
      constraint: 'each zone has one place',
      remediation: 'Name each zone once',
    });
  return [...problems, ...zoneProblems('zones', named ?? [], region, CONTROL_PLANE_ZONES)];
}

/** Whether the attachment to a transit gateway has a place. */
export function transitProblems({ plan, extraTiers, transit }: Pick<ThreeTierVpcFacts, 'plan' | 'extraTiers' | 'transit'>): Problem[] {
  if (!transit || !plan || extraTiers.length < MAX_EXTRA_TIERS || !overlap(placeOf(plan, 'extra-1'), placeOf(plan, 'transit'))) return [];
  return [
    {
      finding: `extraTiers has ${extraTiers.length} entries beside a transit gateway`,
      constraint: 'in the smallest block the attachment takes the place of the second extra tier',
      remediation: 'Use one extra tier, or a block twice as large',
    },
  ];
}

function extraTierProblems({ extraTiers: extra, plan, transit }: ThreeTierVpcFacts): Problem[] {
  const problems: Problem[] = transitProblems({ plan, extraTiers: extra, transit });
  if (extra.length > MAX_EXTRA_TIERS) {
    problems.push({
      finding: `extraTiers has ${extra.length} entries`,
      constraint: `the plan has room for ${MAX_EXTRA_TIERS}`,
      remediation: 'Merge tiers, or add subnets of your own from a secondary block',
    });
  }
  const taken = new Set([...TIERS.map(({ name }) => name), CONTROL_PLANE_TIER, 'pods', 'transit']);
  for (const { name } of extra) {
    if (taken.has(name) || !/^[A-Za-z0-9-]{1,40}$/.test(name)) {
      problems.push({
        finding: `extraTiers names a tier '${name}'`,
        constraint: 'a name has 1–40 letters, digits or hyphens and is used once',
        remediation: `Choose a name other than ${[...taken].join(', ')}`,
      });
    }
    taken.add(name);
  }
  return problems;
}

// a pod subnet of /28 would be too small for one node of prefixes; /24 is where blocks of pods begin to make sense
const SMALLEST_POD_BLOCK = 24;

function podCidrProblems({ podCidr, plan }: ThreeTierVpcFacts): Problem[] {
  if (podCidr === undefined) return [];
  const problem = secondaryCidrProblem('podCidr', podCidr, plan?.block ?? parseIpv4Block('0.0.0.0/32')!, SMALLEST_POD_BLOCK);
  return problem ? [problem] : [];
}

const placeOf = (plan: SubnetPlan, place: 'extra-1' | 'transit'): Ipv4Block => parseIpv4Block(subnetAt(plan, place, 0))!;
