import * as fs from 'fs';
import { instanceTypesModule } from '../../scripts/instance-types';
import {
  addressablePods,
  addressesOfNode,
  defaultMaxPods,
  MaxPodsFacts,
  maxPodsProblems,
  recommendedMaxPods,
} from '../../src/nodes/max-pods.rules';
import { ephemeralGiB, reservedCpuMillis, reservedMemoryMiB } from '../../src/nodes/reserved.rules';
import { INSTANCE_TYPES } from '../../src/nodes/tables/instance-types.data';
import { InstanceFacts, instanceFacts } from '../../src/nodes/tables/instance-types.rules';

const ENI = { prefixDelegation: false, customNetworking: false, primaryInterfaceUnused: false, ipv6: false };
const PREFIXES = { ...ENI, prefixDelegation: true };
const CUSTOM = { ...ENI, customNetworking: true, primaryInterfaceUnused: true };
const type = (name: string): InstanceFacts => instanceFacts(name)!;

test.each([
  ['m5.large', ENI, 29],
  ['m5.large', CUSTOM, 20],
  ['m5.large', PREFIXES, 434],
  ['m5.large', { ...PREFIXES, primaryInterfaceUnused: true }, 290],
  ['m5.large', { ...ENI, ipv6: true }, 434],
  ['t3.medium', ENI, 17],
  ['p5.48xlarge', ENI, 100],
])('%s with %j has addresses for %i pods', (name, mode, pods) => expect(addressablePods(type(name), mode)).toBe(pods));

test('agrees with the published figure of every type, but for those whose cards differ', () => {
  const names = INSTANCE_TYPES.trim()
    .split('\n')
    .map((line) => line.split(' ')[0]);
  const different = names.filter((name) => addressablePods(type(name), ENI) !== type(name).maxPods);
  expect(different).toEqual([]);
});

test.each([
  ['m5.large', PREFIXES, false, 110],
  ['m5.8xlarge', PREFIXES, false, 250],
  ['m5.4xlarge', ENI, true, 110],
  ['m5.4xlarge', ENI, false, 234],
  ['m5.8xlarge', ENI, true, 234],
  ['m5.large', ENI, true, 29],
])('%s with %j, capped %s, runs %#', (name, mode, capped, pods) => expect(defaultMaxPods(type(name), mode, capped)).toBe(pods));

test.each([
  [29, 110],
  [30, 250],
  [undefined, 250],
])('with %s vCPU the cap is %i', (vcpus, cap) => expect(recommendedMaxPods(vcpus)).toBe(cap));

test.each([
  ['single addresses take all of every interface', ENI, 29, { node: 30, pods: 0 }],
  ["custom networking leaves one address of the node's subnet", CUSTOM, 20, { node: 1, pods: 20 }],
  ['prefixes come by sixteen, and one is kept warm', PREFIXES, 110, { node: 129, pods: 0 }],
  ['prefixes in pod subnets', { ...PREFIXES, primaryInterfaceUnused: true }, 110, { node: 1, pods: 129 }],
  ['IPv6 pods take no IPv4 address', { ...ENI, ipv6: true }, 110, { node: 3, pods: 0 }],
])('%s', (_, mode, pods, addresses) => expect(addressesOfNode(type('m5.large'), mode, pods)).toEqual(addresses));

// source: awslabs/amazon-eks-ami
test.each([
  [1, 60],
  [2, 70],
  [4, 80],
  [8, 90],
  [16, 110],
  [96, 310],
])('a node of %i vCPU keeps %i millicores', (vcpus, millis) => expect(reservedCpuMillis(vcpus)).toBe(millis));
test('a node of 29 pods keeps 255 MiB, 11 for each pod and 100 until eviction', () => expect(reservedMemoryMiB(29)).toBe(674));
test('a tenth of the disk and a gibibyte are not for pods', () => expect(ephemeralGiB(50)).toBe(44));

test('the table is what the script writes', () =>
  expect(fs.readFileSync('src/nodes/tables/instance-types.data.ts', 'utf8')).toBe(instanceTypesModule()));
test.each([
  ['trn1.32xlarge', { neuronDevices: 16, efaInterfaces: 8, networkCards: 8 }],
  ['p5.48xlarge', { gpus: 8, efaInterfaces: 32 }],
  ['inf2.24xlarge', { neuronDevices: 6 }],
  ['m5.large', { efaInterfaces: 0, neuronDevices: 0, networkCards: 1, branchInterfaces: 9, hypervisor: 'nitro' }],
])('%s has %j', (name, facts) => expect(type(name)).toMatchObject(facts));

describe('nodes and the networking of pods', () => {
  const facts: MaxPodsFacts = { os: 'AL2023', windows: false, types: [type('m5.large')], podAddressing: ENI, ipv6: false, capped: false };
  const windows = { os: 'WINDOWS_CORE_2022', windows: true };

  test.each<[Partial<MaxPodsFacts>]>([
    [{}],
    [{ maxPods: 29 }],
    [{ podAddressing: undefined, maxPods: 400 }],
    [{ types: [type('m4.large')] }],
    [windows],
    [{ ...windows, podAddressing: { ...ENI, primaryInterfaceUnused: true } }],
  ])('%# is fine', (change) => expect(maxPodsProblems({ ...facts, ...change })).toEqual([]));
  test.each<[Partial<MaxPodsFacts>, string]>([
    [{ maxPods: 30 }, 'kubelet.maxPods is 30 on m5.large'],
    [{ maxPods: 21, podAddressing: { ...ENI, primaryInterfaceUnused: true } }, 'kubelet.maxPods is 21 on m5.large'],
    [{ types: [type('m4.large')], podAddressing: PREFIXES }, 'instanceTypes contains m4.large'],
    [{ types: [type('m4.large')], podAddressing: undefined, ipv6: true }, 'instanceTypes contains m4.large'],
    [{ ...windows, podAddressing: undefined, ipv6: true }, 'os is WINDOWS_CORE_2022'],
    [{ ...windows, podAddressing: CUSTOM }, 'os is WINDOWS_CORE_2022'],
  ])('%# is not', (change, what) => expect(maxPodsProblems({ ...facts, ...change }).map((problem) => problem.finding)).toEqual([what]));
});
