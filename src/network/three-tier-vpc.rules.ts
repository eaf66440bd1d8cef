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
  readonly maxZones?: number;
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

function zonesProblems({ zoneSlots, zones: named, maxZones, region }: ThreeTierVpcFacts): Problem[] {
  const problems: Problem[] = [];
  if (!ZONE_SLOTS.includes(zoneSlots)) {
    problems.push({ what: `zoneSlots is ${zoneSlots}`, limit: `it is one of ${ZONE_SLOTS.join(', ')}`, fix: 'Use 7, or 3 for a small block' });
  }
  if (named && maxZones !== undefined) {
    problems.push({ what: `both zones and maxZones (${maxZones}) are given`, limit: 'zones says how many there are', fix: 'Leave maxZones out' });
  }
  const zones = named?.length ?? maxZones;
  if (zones !== undefined && (zones < CONTROL_PLANE_ZONES || zones > zoneSlots)) {
    problems.push({
      what: `${named ? `zones has ${zones} entries` : `maxZones is ${zones}`}`,
      limit: `EKS needs ${CONTROL_PLANE_ZONES} zones at the least, and zoneSlots leaves room for ${zoneSlots}`,
      fix: `Name ${CONTROL_PLANE_ZONES} to ${zoneSlots} zones`,
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    });
  }
  const duplicates = (named ?? []).filter((zone, index, all) => all.indexOf(zone) !== index);
  if (duplicates.length > 0) problems.push({ what: `zones names ${duplicates.join(', ')} twice`, limit: 'each zone has one place', fix: 'Name each zone once' });
  return [...problems, ...zoneProblems('zones', named ?? [], region, CONTROL_PLANE_ZONES)];
}

/** Whether the attachment to a transit gateway has a place. */
export function transitProblems({ plan, extraTiers, transit }: Pick<ThreeTierVpcFacts, 'plan' | 'extraTiers' | 'transit'>): Problem[] {
  if (!transit || !plan || extraTiers.length < MAX_EXTRA_TIERS || !overlap(placeOf(plan, 'extra-1'), placeOf(plan, 'transit'))) return [];
  return [{ what: `extraTiers has ${extraTiers.length} entries beside a transit gateway`, limit: 'in the smallest block the attachment takes the place of the second extra tier', fix: 'Use one extra tier, or a block twice as large' }];
}

function extraTierProblems({ extraTiers: extra, plan, transit }: ThreeTierVpcFacts): Problem[] {
  const problems: Problem[] = transitProblems({ plan, extraTiers: extra, transit });
  if (extra.length > MAX_EXTRA_TIERS) {
    problems.push({ what: `extraTiers has ${extra.length} entries`, limit: `the plan has room for ${MAX_EXTRA_TIERS}`, fix: 'Merge tiers, or add subnets of your own from a secondary block' });
  }
  const taken = new Set([...TIERS.map(({ name }) => name), CONTROL_PLANE_TIER, 'pods', 'transit']);
  for (const { name } of extra) {
    if (taken.has(name) || !/^[A-Za-z0-9-]{1,40}$/.test(name)) {
      problems.push({ what: `extraTiers names a tier '${name}'`, limit: 'a name has 1–40 letters, digits or hyphens and is used once', fix: `Choose a name other than ${[...taken].join(', ')}` });
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
