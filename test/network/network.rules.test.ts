import { parseIpv4Block } from '../../src/network/ipv4.rules';
import { applicationBlocks, planSubnets, subnetAt, SubnetPlan } from '../../src/network/subnet-plan.rules';
import { threeTierVpcProblems } from '../../src/network/three-tier-vpc.rules';
import { secondaryCidrProblem } from '../../src/network/vpc-cidr.rules';
import { zoneKindOf, zoneProblems } from '../../src/network/zones.rules';

const second = (primary: string, cidr: string) => secondaryCidrProblem('podCidr', cidr, parseIpv4Block(primary)!, 24);

test.each([
  ['10.0.0.0/16', '100.64.0.0/16'],
  ['10.0.0.0/16', '100.127.0.0/16'],
  ['10.0.0.0/16', '10.2.0.0/16'],
  ['10.2.0.0/16', '10.0.0.0/16'],
  ['192.168.0.0/18', '192.168.64.0/18'],
  ['172.20.0.0/16', '172.21.0.0/16'],
  ['100.64.0.0/16', '100.65.0.0/16'],
])('a VPC of %s may add %s', (primary, cidr) => expect(second(primary, cidr)).toBeUndefined());

test.each([
  ['10.0.0.0/16', '172.16.0.0/16', /172\.16\.0\.0\/12/],
  ['10.0.0.0/16', '198.19.0.0/16', /198\.19/],
  ['10.1.0.0/16', '10.0.0.0/16', /10\.0\.0\.0\/15/],
  ['172.16.0.0/16', '172.31.0.0/16', /EC2 does not allow it/],
  ['10.0.0.0/16', '10.0.128.0/17', /must not overlap/],
  ['10.0.0.0/16', '100.64.0.0/15', /\/16 to \/24/],
  ['10.0.0.0/16', '100.64.0.0/25', /\/16 to \/24/],
  ['10.0.0.0/16', '100.64.1.0/16', /without host bits/],
  ['10.0.0.0/16', 'pods', /without host bits/],
])('fails where a VPC of %s would add %s', (primary, cidr, reason) => {
  const problem = second(primary, cidr)!;
  expect(`${problem.finding}: ${problem.constraint}`).toMatch(reason);
  expect(problem.remediation).not.toBe('');
});

test.each([
  ['eu-west-1a', 'zone'],
  ['us-gov-west-1b', 'zone'],
  ['ap-southeast-2c', 'zone'],
  ['cn-northwest-1a', 'zone'],
  ['us-west-2-lax-1a', 'local-zone'],
  ['eu-central-1-ham-1a', 'local-zone'],
  ['us-east-1-wl1-bos-wlz-1', 'wavelength'],
])('%s is a %s', (zone, kind) => expect(zoneKindOf(zone)).toBe(kind));

test.each([
  ['use1-az3', /EKS does not support cluster subnets in use1-az3 of us-east-1/],
  ['usw1-az2', /usw1-az2/],
  ['cac1-az3', /cac1-az3/],
  ['us-west-2-lax-1a', /Local Zones/],
])('fails for a cluster in %s', (zone, reason) => {
  const [problem] = zoneProblems('zones', [zone]);
  expect(`${problem.finding}: ${problem.constraint}`).toMatch(reason);
});
test('zones by id are fine, where the control plane is not in a forbidden one', () => {
  expect(zoneProblems('zones', ['use1-az1', 'use1-az2', 'use1-az3'], 'us-east-1', 2)).toEqual([]);
  expect(zoneProblems('zones', ['use1-az1', 'use1-az3'], 'us-east-1', 2)).toHaveLength(1);
});

test('fails for ids beside names', () =>
  expect(zoneProblems('zones', ['us-east-1a', 'use1-az2'])).toEqual([
    {
      finding: 'zones contains zone IDs (use1-az2) and zone names',
      constraint: 'they are mutually exclusive: a name and an ID may be the same zone, which depends on the account',
      remediation: 'Use only names or only IDs',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    },
  ]));

test('zones of a region are fine', () => expect(zoneProblems('zones', ['us-east-1a', 'us-east-1f'])).toEqual([]));

test('the blocks of the application tier hold all its slots and nothing of the other tiers', () => {
  expect(applicationBlocks(planSubnets('10.0.0.0/16', 7) as SubnetPlan)).toEqual(['10.0.0.0/17', '10.0.128.0/18', '10.0.192.0/19']);
  expect(applicationBlocks(planSubnets('10.0.0.0/16', 3) as SubnetPlan)).toEqual(['10.0.0.0/17', '10.0.128.0/18']);
});

test('fails for two extra tiers beside a transit gateway in the smallest block, and only there', () => {
  const facts = (cidr: string, extraTiers = [{ name: 'a' }, { name: 'b' }]) =>
    threeTierVpcProblems({ plan: planSubnets(cidr, 3) as SubnetPlan, zoneSlots: 3, extraTiers, transit: true });
  expect(facts('10.0.0.0/21')).toEqual([
    expect.objectContaining({
      finding: 'extraTiers has 2 entries, and the VPC has a transit gateway attachment',
    }),
  ]);
  expect(facts('10.0.0.0/20')).toEqual([]);
  expect(facts('10.0.0.0/21', [{ name: 'a' }])).toEqual([]);
  expect(subnetAt(planSubnets('10.0.0.0/16', 7) as SubnetPlan, 'transit', 0)).toBe('10.0.227.224/28');
});
