import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { ComputeType, PodPlacement, PodOs, WorkerService } from '../../src';
import { besideFargate, PlacementFacts, placementPlan, placementProblems } from '../../src/workloads/placement.rules';
import { find, Json, newChart } from '../harness';

const GROUP = { key: 'eks.amazonaws.com/nodegroup', operator: 'Exists' };
const POOL = { key: 'karpenter.sh/nodepool', operator: 'Exists' };
const computeType = (operator: string, value: string) => ({ key: 'eks.amazonaws.com/compute-type', operator, values: [value] });
const groupCapacity = (operator: string) => ({ key: 'eks.amazonaws.com/capacityType', operator, values: ['SPOT'] });
const poolCapacity = (operator: string) => ({ key: 'karpenter.sh/capacity-type', operator, values: ['spot'] });
const ZONES = { key: 'topology.kubernetes.io/zone', operator: 'In', values: ['eu-west-1a', 'eu-west-1b'] };

// alternatives, of which one has to fit; all parts of it must
test.each<[PlacementFacts, object[][]]>([
  [{}, []],
  [{ computeType: 'managed' }, [[GROUP]]],
  [{ computeType: 'karpenter' }, [[POOL, computeType('NotIn', 'auto')]]],
  [{ computeType: 'autoMode' }, [[computeType('In', 'auto')]]],
  [{ computeType: 'hybrid' }, [[computeType('In', 'hybrid')]]],
  [{ spot: true }, [[groupCapacity('In')], [poolCapacity('In')]]],
  [{ spot: false }, [[groupCapacity('NotIn'), poolCapacity('NotIn')]]],
  [{ zones: ['eu-west-1a', 'eu-west-1b'] }, [[ZONES]]],
  [{ zones: [] }, []],
  [
    { computeType: 'managed', spot: true },
    [
      [GROUP, groupCapacity('In')],
      [GROUP, poolCapacity('In')],
    ],
  ],
  [
    { computeType: 'karpenter', spot: true },
    [
      [POOL, computeType('NotIn', 'auto'), groupCapacity('In')],
      [POOL, computeType('NotIn', 'auto'), poolCapacity('In')],
    ],
  ],
  [{ computeType: 'autoMode', spot: false }, [[computeType('In', 'auto'), groupCapacity('NotIn'), poolCapacity('NotIn')]]],
  [
    { computeType: 'managed', spot: true, zones: ['eu-west-1a', 'eu-west-1b'] },
    [
      [GROUP, ZONES, groupCapacity('In')],
      [GROUP, ZONES, poolCapacity('In')],
    ],
  ],
])('%j asks for these alternatives of labels', (facts, terms) => expect(placementPlan(facts).terms).toEqual(terms));

test.each<[PlacementFacts, object]>([
  [{}, {}],
  [{ os: 'linux' }, { nodeSelector: { 'kubernetes.io/os': 'linux' } }],
  [
    { os: 'windows' },
    {
      windows: true,
      nodeSelector: { 'kubernetes.io/os': 'windows' },
      tolerations: [{ key: 'os', operator: 'Exists', effect: 'NoSchedule' }],
    },
  ],
  [{ architecture: 'arm64' }, { nodeSelector: { 'kubernetes.io/arch': 'arm64' } }],
  [{ architecture: 'x86_64' }, { nodeSelector: { 'kubernetes.io/arch': 'amd64' } }],
  [{ gpus: 2 }, { devices: { 'nvidia.com/gpu': 2 }, tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] }],
  [{ gpus: 0, neuronDevices: 0 }, {}],
  [
    { neuronDevices: 1 },
    { devices: { 'aws.amazon.com/neuron': 1 }, tolerations: [{ key: 'aws.amazon.com/neuron', operator: 'Exists', effect: 'NoSchedule' }] },
  ],
  [{ nodeSelector: { team: 'a' } }, { nodeSelector: { team: 'a' } }],
  [
    { nodeSelector: { team: 'a', 'kubernetes.io/os': 'linux' }, os: 'windows' },
    {
      windows: true,
      nodeSelector: { team: 'a', 'kubernetes.io/os': 'windows' },
      tolerations: [{ key: 'os', operator: 'Exists', effect: 'NoSchedule' }],
    },
  ],
  [
    { tolerations: [{ key: 'a' }, { key: 'b', value: 'c', effect: 'NoExecute' }] },
    {
      tolerations: [
        { key: 'a', operator: 'Exists' },
        { key: 'b', operator: 'Equal', value: 'c', effect: 'NoExecute' },
      ],
    },
  ],
  [
    { os: 'windows', gpus: 1, tolerations: [{ key: 'a' }] },
    {
      windows: true,
      devices: { 'nvidia.com/gpu': 1 },
      nodeSelector: { 'kubernetes.io/os': 'windows' },
      tolerations: [
        { key: 'os', operator: 'Exists', effect: 'NoSchedule' },
        { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
        { key: 'a', operator: 'Exists' },
      ],
    },
  ],
])('%j selects, tolerates and asks for devices', (facts, expected) => {
  expect(placementPlan(facts)).toEqual({ windows: false, nodeSelector: {}, terms: [], tolerations: [], devices: {}, ...expected });
});

test('whatever tolerates everything is kept off Fargate in each alternative', () => {
  const notFargate = computeType('NotIn', 'fargate');
  expect([besideFargate([]), besideFargate(placementPlan({ spot: true }).terms)]).toEqual([
    [[notFargate]],
    [
      [groupCapacity('In'), notFargate],
      [poolCapacity('In'), notFargate],
    ],
  ]);
});

const WINDOWS = 'https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html';

test.each<[PlacementFacts, ...string[]]>([
  [{ gpus: -1 }, 'placement.gpus is -1: must be an integer of at least 0. Set placement.gpus to 1 or more, or remove it'],
  [
    { neuronDevices: 0.5 },
    'placement.neuronDevices is 0.5: must be an integer of at least 0. Set placement.neuronDevices to 1 or more, ' + 'or remove it',
  ],
  [
    { gpus: 1, neuronDevices: 1 },
    'placement.gpus and placement.neuronDevices are both set: no instance type has both GPUs and Neuron ' +
      'devices. Remove `placement.gpus` or `placement.neuronDevices`',
  ],
  [
    { os: 'windows', architecture: 'arm64' },
    'placement.os is windows and placement.architecture is arm64: EKS supports Windows nodes on x86_64 only. ' +
      `Remove \`placement.architecture\` (${WINDOWS})`,
  ],
  [
    { os: 'windows', computeType: 'autoMode' },
    'placement.os is windows and placement.computeType is autoMode: these nodes run Linux only. Use ' +
      `ComputeType.MANAGED_NODE_GROUP or ComputeType.KARPENTER (${WINDOWS})`,
  ],
  [
    { os: 'windows', computeType: 'hybrid' },
    'placement.os is windows and placement.computeType is hybrid: these nodes run Linux only. Use ' +
      `ComputeType.MANAGED_NODE_GROUP or ComputeType.KARPENTER (${WINDOWS})`,
  ],
  [
    { os: 'windows', neuronDevices: 1 },
    'placement.os is windows and placement.neuronDevices is set: Neuron devices are supported on Linux only. ' +
      'Remove `placement.os` or `placement.neuronDevices`',
  ],
  [
    { computeType: 'hybrid', spot: true },
    'placement.computeType is hybrid and placement.spot is true: hybrid nodes are not EC2 instances and ' +
      'cannot be Spot Instances. Remove `placement.spot`',
  ],
  [
    { tolerations: [{ key: 'a', effect: 'NO_SCHEDULE' }] },
    "effect of the toleration a is 'NO_SCHEDULE': must be one of NoSchedule, PreferNoSchedule, NoExecute. Set " +
      '`effect` to one of them, or remove it ' +
      '(https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/)',
  ],
  [
    { gpus: -1, computeType: 'hybrid', spot: true },
    'placement.gpus is -1: must be an integer of at least 0. Set placement.gpus to 1 or more, or remove it',
    'placement.computeType is hybrid and placement.spot is true: hybrid nodes are not EC2 instances and ' +
      'cannot be Spot Instances. Remove `placement.spot`',
  ],
])('fails for %j', (placement, ...messages) => {
  expect(placementProblems(placement)).toHaveLength(messages.length);
  expect(() => new WorkerService(newChart(), 'app', { image: 'a:1', placement: placement as PodPlacement })).toThrow(
    messages.map((message) => `[chart/app] ${message}`).join('\n'),
  );
});

test.each<PlacementFacts>([
  { computeType: 'hybrid', spot: false },
  { os: 'windows', computeType: 'managed' },
  { os: 'windows', computeType: 'karpenter', gpus: 1 },
  { gpus: 8, architecture: 'arm64' },
])('%j is accepted', (facts) => {
  expect(placementProblems(facts)).toEqual([]);
});

test('a workload writes all of it into its pods', () => {
  const chart = newChart();
  new WorkerService(chart, 'app', {
    image: 'a:1',
    placement: {
      computeType: ComputeType.MANAGED_NODE_GROUP,
      architecture: InstanceArchitecture.ARM_64,
      os: PodOs.LINUX,
      spot: true,
      gpus: 1,
      nodeSelector: { team: 'a' },
    },
  });
  const pod: Json = find(chart.toJson(), 'Deployment', 'app').spec.template.spec;
  expect(pod).toMatchObject({
    nodeSelector: { team: 'a', 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'arm64' },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [GROUP, groupCapacity('In')] }, { matchExpressions: [GROUP, poolCapacity('In')] }],
        },
      },
    },
    tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
    containers: [{ resources: { limits: { memory: '256Mi', 'nvidia.com/gpu': '1' } } }],
  });
});

test('a workload without a placement says nothing of nodes', () => {
  const chart = newChart();
  new WorkerService(chart, 'app', { image: 'a:1' });
  const pod: Json = find(chart.toJson(), 'Deployment', 'app').spec.template.spec;
  expect(['nodeSelector', 'affinity', 'tolerations', 'os'].filter((field) => field in pod)).toEqual([]);
});
