import * as fc from 'fast-check';
import { isAligned, overlap, parseIpv4Block } from '../../src/network/ipv4.rules';
import { Place, planSubnets, subnetAt, SubnetPlan, ZoneSlots } from '../../src/network/subnet-plan.rules';

const PLACES: Exclude<Place, 'pods'>[] = ['public', 'application', 'data', 'control-plane', 'extra-0', 'extra-1'];
const planned = (cidr: string, slots: ZoneSlots) => planSubnets(cidr, slots) as SubnetPlan;

test('subnets never overlap, are aligned, and stay inside of the block', () => {
  fc.assert(fc.property(fc.constantFrom<[string, ZoneSlots]>(['10.0.0.0/16', 7], ['10.0.0.0/17', 7], ['10.128.0.0/19', 7], ['10.0.0.0/16', 3], ['172.16.8.0/21', 3]), ([cidr, slots]) => {
    const plan = planned(cidr, slots);
    const vpc = parseIpv4Block(cidr)!;
    const blocks = Array.from({ length: slots }, (_, position) => PLACES.map((place) => parseIpv4Block(subnetAt(plan, place, position))!)).flat();
    blocks.forEach((block, index) => {
      expect(isAligned(block)).toBe(true);
      expect(block.prefix).toBeLessThanOrEqual(28);
      expect(block.base).toBeGreaterThanOrEqual(vpc.base);
      expect(block.base + 2 ** (32 - block.prefix)).toBeLessThanOrEqual(vpc.base + 2 ** (32 - vpc.prefix));
      blocks.slice(index + 1).forEach((other) => expect(overlap(block, other)).toBe(false));
    });
  }));
});

test('the split is uneven: large for pods, small for load balancers', () => {
  const plan = planned('10.0.0.0/16', 7);
  expect(PLACES.map((place) => subnetAt(plan, place, 0))).toEqual(
    ['10.0.224.0/24', '10.0.0.0/19', '10.0.225.0/24', '10.0.227.240/28', '10.0.226.0/24', '10.0.227.0/25'],
  );
});

test.each([
  ['10.0.0.0/19', 7], ['10.0.0.0/21', 3],
] as [string, ZoneSlots][])('%s in %i slots is the smallest block that fits', (cidr, slots) => {
  expect(subnetAt(planned(cidr, slots), 'public', 0)).toMatch(/\/27$/);
});

test.each([
  ['10.0.0.0/20', 7, 'Use a /19, or zoneSlots: 3'],
  ['10.0.0.0/22', 3, 'Use a /21'],
  ['10.0.8.0/16', 7, "Write '10.0.0.0/16'"],
  ['10.0.0.0/15', 7, 'Use a /16'],
  ['10.0.0.0', 7, 'Give the address and the prefix length'],
] as [string, ZoneSlots, string][])('fails for %s in %i slots', (cidr, slots, fix) => {
  expect(planSubnets(cidr, slots)).toMatchObject({ what: expect.stringContaining(`'${cidr}'`), fix });
});
