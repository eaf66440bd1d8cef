import { Ec2NodesFacts, ec2NodesProblems } from '../../src/nodes/ec2/ec2-nodes.rules';
import { efaInterfaces } from '../../src/nodes/ec2/efa.rules';
import { ManagedNodesFacts, managedNodesProblems } from '../../src/nodes/ec2/managed-nodes.rules';
import { instanceFacts } from '../../src/nodes/tables/instance-types.rules';

const good: Ec2NodesFacts = {
  os: 'AL2023',
  minSize: 1,
  maxSize: 3,
  desiredSize: 2,
  maxNodes: 450,
  maxTypes: 20,
  instanceTypes: ['m6i.large'],
  types: [],
  metadataHopLimit: 1,
  labels: {},
  taints: [],
  tags: [],
  devices: [],
  diskGiB: 20,
  kubelet: {},
  commands: 0,
  nodeadm: false,
  efa: false,
  spot: false,
  placementGroup: false,
};
const names = (count: number) => Array.from({ length: count }, (_, n) => `m${n}.large`);
const block = { capacityBlock: true };
const efa = (types: string[], zones: string[] = ['a']) => ({ efa: true, types: types.map((name) => instanceFacts(name)!), zones });

test('good settings have no problem', () => expect(ec2NodesProblems(good)).toEqual([]));
test.each<[Partial<Ec2NodesFacts>]>([
  [{ minSize: 0, desiredSize: 0 }],
  [{ maxSize: 450 }],
  [{ instanceTypes: names(20) }],
  [{ maxTypes: undefined, instanceTypes: names(21) }],
  [{ metadataHopLimit: 64 }],
  [{ labels: { 'team.example.com/a': 'x'.repeat(63) } }],
  [{ os: 'WINDOWS_CORE_2022', diskGiB: 50 }],
  [{ os: 'BOTTLEROCKET', bottlerocketSettings: '[settings.motd]' }],
  [{ commands: 1, nodeadm: true }],
  [{ os: 'WINDOWS_FULL_2025', diskGiB: 50, commands: 1, kubelet: { maxPods: 10 } }],
  [{ maxNodes: undefined, maxSize: 1000 }],
  [{ spot: true }],
  [{ reservation: block, zones: ['a'] }],
  [{ reservation: { capacityBlock: false }, placementGroup: true, zones: ['a', 'b'] }],
  [efa(['p5.48xlarge'])],
  [efa(['trn1.32xlarge'], ['a', 'a'])],
  [{ labels: { 'node.kubernetes.io/gpu': '', team: '${Token[1]}' } }],
  [{ taints: ['team', 'example.com/a'] }],
  [{ devices: ['/dev/xvdf'] }],
])('%j is good', (change) => expect(ec2NodesProblems({ ...good, ...change })).toEqual([]));

test.each<[Partial<Ec2NodesFacts>, string]>([
  [{ minSize: 4 }, 'minSize is 4 and maxSize is 3'],
  [{ desiredSize: 4 }, 'desiredSize is 4'],
  [{ maxSize: 451 }, 'maxSize is 451'],
  [{ minSize: 0, maxSize: 0, desiredSize: 0 }, 'maxSize is 0'],
  [{ instanceTypes: names(21) }, 'instanceTypes has 21 entries'],
  [{ instanceTypes: ['m5.large', 'm6i.large', 'm5.large'] }, 'instanceTypes contains m5.large twice'],
  [{ desiredSize: 2.5 }, 'desiredSize is 2.5'],
  [{ tags: ['aws:foo'] }, 'instanceTags contains aws:foo'],
  [{ devices: ['/dev/xvda'] }, 'additionalBlockDevices contains /dev/xvda'],
  [{ devices: ['/dev/xvdf', '/dev/xvdf'] }, 'additionalBlockDevices contains /dev/xvdf'],
  [{ os: 'BOTTLEROCKET', devices: ['/dev/xvdb'] }, 'additionalBlockDevices contains /dev/xvdb'],
  [{ labels: { 'my team': 'a' } }, "labels contains the key 'my team'"],
  [{ labels: { 'a/b/c': 'a' } }, "labels contains the key 'a/b/c'"],
  [{ taints: [''] }, "taints contains the key ''"],
  [{ taints: ['bad key'] }, "taints contains the key 'bad key'"],
  // the kubelet refuses to start with them
  [{ labels: { 'node-role.kubernetes.io/worker': '' } }, "labels contains the key 'node-role.kubernetes.io/worker'"],
  [{ labels: { 'node-restriction.kubernetes.io/a': '' } }, "labels contains the key 'node-restriction.kubernetes.io/a'"],
  [{ diskGiB: 19 }, 'diskSize is 19 GiB'],
  [{ os: 'WINDOWS_CORE_2022', diskGiB: 49 }, 'diskSize is 49 GiB'],
  [{ metadataHopLimit: 65 }, 'metadataHopLimit is 65'],
  [{ labels: { a: 'x'.repeat(64) } }, `labels contains a='${'x'.repeat(64)}'`],
  [{ labels: { 'kubernetes.io/a': 'b' } }, "labels contains the key 'kubernetes.io/a'"],
  [{ labels: { 'eks.amazonaws.com/a': 'b' } }, "labels contains the key 'eks.amazonaws.com/a'"],
  [{ labels: { 'karpenter.sh/a': 'b' } }, "labels contains the key 'karpenter.sh/a'"],
  [{ os: 'BOTTLEROCKET', commands: 1 }, 'preBootstrapCommands is given for BOTTLEROCKET'],
  [{ os: 'BOTTLEROCKET', bottlerocketSettings: '#!/bin/bash' }, 'a script as bottlerocketSettings is given for BOTTLEROCKET'],
  [{ os: 'BOTTLEROCKET', nodeadm: true }, 'nodeadmConfig is given for BOTTLEROCKET'],
  [{ bottlerocketSettings: '[settings.motd]' }, 'bottlerocketSettings is given for AL2023'],
  [{ os: 'WINDOWS_CORE_2022', diskGiB: 50, kubelet: { podPidsLimit: 3 } }, 'kubelet (podPidsLimit) is given for WINDOWS_CORE_2022'],
  [{ kubelet: { maxPods: 0 } }, 'kubelet.maxPods is 0'],
  [{ spot: true, reservation: block }, 'spot and capacityReservation are mutually exclusive'],
  [{ reservation: block, placementGroup: true }, 'placementGroup is given with a Capacity Block'],
  [{ reservation: block, instanceTypes: names(2) }, 'instanceTypes has 2 entries with capacityReservation'],
  [efa(['m5.large']), 'efa is given for m5.large'],
  [efa(['p5.48xlarge'], ['a', 'b']), 'efa is given for subnets in 2 zones: a, b'],
])('fails for %j', (change, what) => {
  const problems = ec2NodesProblems({ ...good, ...change });
  expect(problems).toContainEqual(expect.objectContaining({ finding: what }));
  problems.forEach(({ constraint, remediation, source }) =>
    expect([constraint, remediation, source].every((text) => text !== '')).toBe(true),
  );
});

describe('a managed group', () => {
  const managed: ManagedNodesFacts = {
    customImage: false,
    amiType: false,
    release: false,
    os: 'AL2023',
    enableNodeAutoRepair: true,
    spot: false,
    instanceTypes: 1,
    capacityBlock: false,
    maxPods: false,
  };
  test.each<[Partial<ManagedNodesFacts>]>([
    [{}],
    [{ maxUnavailable: 100 }],
    [{ maxUnavailablePercentage: 1 }],
    [{ customImage: true }],
    [{ warmPool: { poolState: 'HIBERNATED', reuseOnScaleIn: true } }],
    [{ os: 'BOTTLEROCKET', warmPool: { poolState: 'STOPPED' } }],
    [{ repair: { maxParallelNodesRepairedCount: 1 } }],
  ])('%j is good', (change) => expect(managedNodesProblems({ ...managed, ...change })).toEqual([]));
  test.each<[Partial<ManagedNodesFacts>, string]>([
    [{ customImage: true, amiType: true, release: true }, 'machineImage is given together with amiType and releaseVersion'],
    [{ maxUnavailable: 101 }, 'maxUnavailable is 101'],
    [{ maxUnavailable: 1, maxUnavailablePercentage: 1 }, 'maxUnavailable and maxUnavailablePercentage are mutually exclusive'],
    [{ repair: {}, enableNodeAutoRepair: false }, 'nodeRepairConfig is given and enableNodeAutoRepair is false'],
    [
      { repair: { maxParallelNodesRepairedCount: 1, maxParallelNodesRepairedPercentage: 1 } },
      'nodeRepairConfig has both maxParallelNodesRepairedCount and maxParallelNodesRepairedPercentage',
    ],
    [{ warmPool: {}, customImage: true }, 'warmPool is given with a custom AMI'],
    [{ warmPool: { poolState: 'HIBERNATED' }, os: 'BOTTLEROCKET' }, 'warmPool has poolState HIBERNATED with BOTTLEROCKET'],
    [{ warmPool: { reuseOnScaleIn: true }, os: 'BOTTLEROCKET_FIPS' }, 'warmPool has reuseOnScaleIn with BOTTLEROCKET_FIPS'],
    [{ warmPool: {}, spot: true, instanceTypes: 2 }, 'warmPool is given with spot and several instance types'],
    [{ warmPool: {}, capacityBlock: true }, 'warmPool is given with a Capacity Block'],
    [{ warmPool: { minSize: -1 } }, 'warmPool has minSize -1'],
    [{ warmPool: { minSize: 3, maxGroupPreparedCapacity: 2 } }, 'warmPool has minSize 3 and maxGroupPreparedCapacity 2'],
    [{ os: 'WINDOWS_CORE_2022', maxPods: true }, 'kubelet.maxPods is given for WINDOWS_CORE_2022'],
    [{ repair: { maxUnhealthyNodeThresholdPercentage: 500 } }, 'nodeRepairConfig.maxUnhealthyNodeThresholdPercentage is 500'],
  ])('fails for %j', (change, what) =>
    expect(managedNodesProblems({ ...managed, ...change })).toEqual([expect.objectContaining({ finding: what })]),
  );
});

describe('EFA interfaces', () => {
  const rows = (name: string) => efaInterfaces(instanceFacts(name)!);
  test('the first carries addresses and is never EFA alone', () =>
    expect(rows('p5.48xlarge')[0]).toEqual({ networkCardIndex: 0, deviceIndex: 0, interfaceType: 'interface' }));
  test('each card has one', () => {
    expect(
      rows('trn1.32xlarge')
        .slice(1)
        .map(({ networkCardIndex, deviceIndex }) => [networkCardIndex, deviceIndex]),
    ).toEqual([
      [0, 1],
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 0],
      [5, 0],
      [6, 0],
      [7, 0],
    ]);
    expect(rows('p5.48xlarge')).toHaveLength(33);
  });
  test('where one card has none, it is the first', () => {
    expect(efaInterfaces({ networkCards: 3, efaInterfaces: 2 }).slice(1)).toEqual([
      { networkCardIndex: 1, deviceIndex: 0, interfaceType: 'efa-only' },
      { networkCardIndex: 2, deviceIndex: 0, interfaceType: 'efa-only' },
    ]);
  });
});
