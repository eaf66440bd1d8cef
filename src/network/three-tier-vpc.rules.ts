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
      constraint: `must be ${ZONE_SLOTS.join(' or ')}`,
      remediation: 'Set `zoneSlots` to 7, or to 3 for a small CIDR block',
    });
  }
  if (named && maxAzs !== undefined) {
    problems.push({
      finding: `both availabilityZones and maxAzs (${maxAzs}) are given`,
      constraint: 'they are mutually exclusive',
      remediation: 'Remove `availabilityZones` or `maxAzs`',
    });
  }
  const zones = named?.length ?? maxAzs;
  if (zones !== undefined && (zones < CONTROL_PLANE_ZONES || zones > zoneSlots)) {
    problems.push({
      finding: named ? `availabilityZones has ${zones} ${zones === 1 ? 'entry' : 'entries'}` : `maxAzs is ${zones}`,
      constraint: `must be at least ${CONTROL_PLANE_ZONES}, which EKS requires, and at most zoneSlots (${zoneSlots})`,
      remediation: `Use ${CONTROL_PLANE_ZONES} to ${zoneSlots} availability zones`,
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    });
  }
  const duplicates = (named ?? []).filter((zone, index, all) => all.indexOf(zone) !== index);
  if (duplicates.length > 0) {
    problems.push({
      finding: `availabilityZones contains ${duplicates.join(', ')} more than once`,
      constraint: 'availability zones must be unique',
      remediation: 'Remove the duplicates',
    });
  }
  return [...problems, ...zoneProblems('availabilityZones', named ?? [], region, CONTROL_PLANE_ZONES)];
}

/** Whether the attachment to a transit gateway has a place. */
export function transitProblems({ plan, extraTiers, transit }: Pick<ThreeTierVpcFacts, 'plan' | 'extraTiers' | 'transit'>): Problem[] {
  if (!transit || !plan || extraTiers.length < MAX_EXTRA_TIERS || !overlap(placeOf(plan, 'extra-1'), placeOf(plan, 'transit'))) return [];
  return [
    {
      finding: `extraTiers has ${extraTiers.length} entries, and the VPC has a transit gateway attachment`,
      constraint: 'in the smallest CIDR block the attachment uses the addresses of the second extra tier',
      remediation: 'Remove one of `extraTiers`, or use a CIDR block twice as large',
    },
  ];
}

function extraTierProblems({ extraTiers: extra, plan, transit }: ThreeTierVpcFacts): Problem[] {
  const problems: Problem[] = transitProblems({ plan, extraTiers: extra, transit });
  if (extra.length > MAX_EXTRA_TIERS) {
    problems.push({
      finding: `extraTiers has ${extra.length} entries`,
      constraint: `must have at most ${MAX_EXTRA_TIERS}`,
      remediation: 'Merge tiers, or add your own subnets from a secondary CIDR block',
    });
  }
  const taken = new Set([...TIERS.map(({ name }) => name), CONTROL_PLANE_TIER, 'pods', 'transit']);
  for (const { name } of extra) {
    if (taken.has(name) || !/^[A-Za-z0-9-]{1,40}$/.test(name)) {
      problems.push({
        finding: `extraTiers contains the name '${name}'`,
        constraint: 'must be unique and have 1–40 letters, digits or hyphens',
        remediation: `Use a name other than ${[...taken].join(', ')}`,
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
