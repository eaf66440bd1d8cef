import * as fc from 'fast-check';
import { Egress, ThreeTierVpc } from '../../src';
import { formatIpv4Block, isAligned, overlap, parseIpv4Block } from '../../src/network/ipv4.rules';
import { ipv6BlockIndex, SubnetRole, planSubnets, podSubnetAt, subnetAt, SubnetPlan, ZoneSlots } from '../../src/network/subnet-plan.rules';
import { newStack } from '../harness';

const PLACES: Exclude<SubnetRole, 'pods'>[] = ['public', 'application', 'data', 'control-plane', 'extra-0', 'extra-1', 'transit'];
const planned = (cidr: string, slots: ZoneSlots) => planSubnets(cidr, slots) as SubnetPlan;
const end = ({ base, prefix }: { base: number; prefix: number }) => base + 2 ** (32 - prefix);

/** Any block in 10.0.0.0/8 that the planner accepts, with its slots: /16 to /19 in seven, to /21 in three. */
const anyPlan = fc
  .record({ slots: fc.constantFrom<ZoneSlots>(3, 7), shorter: fc.nat(5), index: fc.nat() })
  .map(({ slots, shorter, index }) => {
    const prefix = Math.max(16, (slots === 7 ? 19 : 21) - shorter);
    return { slots, cidr: formatIpv4Block({ base: 10 * 2 ** 24 + (index % 2 ** (prefix - 8)) * 2 ** (32 - prefix), prefix }) };
  });

const apart = (blocks: { base: number; prefix: number }[]) => {
  const sorted = [...blocks].sort((a, b) => a.base - b.base);
  sorted.slice(1).forEach((block, index) => expect(end(sorted[index])).toBeLessThanOrEqual(block.base));
};

test('subnets never overlap, are aligned, and stay inside of the block', () => {
  fc.assert(
    fc.property(anyPlan, ({ cidr, slots }) => {
      const plan = planned(cidr, slots);
      const vpc = parseIpv4Block(cidr)!;
      // in the smallest block the attachment takes the place of the second extra tier, and the network refuses both together
      const smallest = vpc.prefix === (slots === 7 ? 19 : 21);
      const places = smallest ? PLACES.filter((place) => place !== 'extra-1') : PLACES;
      const blocks = Array.from({ length: slots }, (_, position) =>
        places.map((place) => parseIpv4Block(subnetAt(plan, place, position))!),
      ).flat();
      for (const block of blocks) {
        expect([isAligned(block), block.prefix <= 28, block.base >= vpc.base, end(block) <= end(vpc)]).toEqual([true, true, true, true]);
      }
      apart(blocks);
      if (smallest) {
        expect(overlap(parseIpv4Block(subnetAt(plan, 'transit', 0))!, parseIpv4Block(subnetAt(plan, 'extra-1', 0))!)).toBe(true);
      }
    }),
  );
});

test('pod subnets never overlap and stay inside of their block', () => {
  fc.assert(
    fc.property(fc.constantFrom<ZoneSlots>(3, 7), fc.integer({ min: 10, max: 24 }), (slots, prefix) => {
      const block = parseIpv4Block(`100.64.0.0/${prefix}`)!;
      const blocks = Array.from({ length: slots }, (_, position) => parseIpv4Block(podSubnetAt(block, slots, position))!);
      apart(blocks);
      expect(blocks.every((each) => each.base >= block.base && end(each) <= end(block))).toBe(true);
    }),
  );
});

test('no two subnets have one IPv6 block, and there are 256', () => {
  const all = [...PLACES, 'pods' as const].flatMap((place) => Array.from({ length: 7 }, (_, position) => ipv6BlockIndex(place, position)));
  expect(new Set(all).size).toBe(all.length);
  expect(Math.max(...all)).toBeLessThan(256);
});

test('whatever zones, tiers and ways out are added, the subnets that were there stay, by id and by address', () => {
  const zones = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `eu-west-1${letter}`);
  const tiers = [{ name: 'cache' }, { name: 'queue' }];
  const subnetsOf = (zoneCount: number, tierCount: number, podCidr: string | undefined, transit: boolean) => {
    const vpc = new ThreeTierVpc(newStack(), 'Vpc', {
      availabilityZones: zones.slice(0, zoneCount),
      extraTiers: tiers.slice(0, tierCount),
      podCidr,
      egress: transit ? Egress.transitGateway('tgw-1') : Egress.singleNat(),
    });
    const all = [...vpc.publicSubnets, ...vpc.privateSubnets, ...vpc.isolatedSubnets, ...vpc.controlPlaneSubnets, ...vpc.podSubnets];
    return Object.fromEntries(
      all.map((subnet) => [subnet.node.id, `${(subnet as { ipv4CidrBlock?: string }).ipv4CidrBlock} ${subnet.availabilityZone}`]),
    );
  };
  const grown = (most: number, least: number) =>
    fc.array(fc.integer({ min: least, max: most }), { minLength: 2, maxLength: 2 }).map((pair) => pair.sort((a, b) => a - b));
  fc.assert(
    fc.property(grown(6, 2), grown(2, 0), fc.boolean(), fc.boolean(), (zoneCounts, tierCounts, pods, transit) => {
      const before = subnetsOf(zoneCounts[0], tierCounts[0], undefined, false);
      const after = subnetsOf(zoneCounts[1], tierCounts[1], pods ? '100.64.0.0/16' : undefined, transit);
      expect(after).toMatchObject(before);
    }),
    { numRuns: 20 },
  );
});

test('the split is uneven: large for pods, small for load balancers', () => {
  const plan = planned('10.0.0.0/16', 7);
  expect(PLACES.map((place) => subnetAt(plan, place, 0))).toEqual([
    '10.0.224.0/24',
    '10.0.0.0/19',
    '10.0.225.0/24',
    '10.0.227.240/28',
    '10.0.226.0/24',
    '10.0.227.0/25',
    '10.0.227.224/28',
  ]);
});

test.each([
  ['10.0.0.0/19', 7],
  ['10.0.0.0/21', 3],
] as [string, ZoneSlots][])('%s in %i slots is the smallest block that fits', (cidr, slots) => {
  expect(subnetAt(planned(cidr, slots), 'public', 0)).toMatch(/\/27$/);
});

test.each([
  ['10.0.0.0/20', 7, 'Use a /19, or zoneSlots: 3'],
  ['10.0.0.0/22', 3, 'Use a /21'],
  ['10.0.8.0/16', 7, "Use '10.0.0.0/16'"],
  ['10.0.0.0/15', 7, 'Use a /16'],
  ['10.0.0.0', 7, 'Use a value like 10.0.0.0/16'],
] as [string, ZoneSlots, string][])('fails for %s in %i slots', (cidr, slots, fix) => {
  expect(planSubnets(cidr, slots)).toMatchObject({ finding: expect.stringContaining(`'${cidr}'`), remediation: fix });
});
