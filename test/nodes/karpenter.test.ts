import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cdk8s from 'cdk8s';
import {
  AlbController,
  ChartDeployment,
  ConsolidationPolicy,
  CoreAddons,
  Egress,
  KarpenterNodePool,
  KarpenterNodePoolProps,
  KarpenterNodes,
  KarpenterOptions,
  ManagedNodes,
  NodeOs,
  NodePoolCapacityType,
  PodNetwork,
  ThreeTierVpc,
  WebService,
} from '../../src';
import { ClusterModel } from '../../src/model/cluster-model';
import { nodeClassProblems } from '../../src/nodes/karpenter/karpenter-node-class.rules';
import { imageProblems, instanceProblems } from '../../src/nodes/karpenter/node-pool-instances.rules';
import { NodePoolPlan, nodePoolObject, nodePoolProblems, poolRequirements } from '../../src/nodes/karpenter/node-pool.rules';
import { OsName } from '../../src/nodes/tables/image.data';
import { find, flat, Json, logicalId, newChart, newCluster, newStack, objectsOf, resourceOf, resourcesOf, templateOf } from '../harness';

const MIRROR = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const platform = (egress = Egress.singleNat(), podNetwork?: PodNetwork, options: KarpenterOptions = {}) => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc', { egress, podCidr: '100.64.0.0/16' });
  const cluster = newCluster(stack, {}, vpc);
  new CoreAddons(stack, 'Addons', { cluster, podNetwork });
  const system = new ManagedNodes(stack, 'System', { cluster });
  const karpenter = new KarpenterNodes(stack, 'Karpenter', { cluster, ...options });
  return { stack, cluster, karpenter, system };
};

describe('Karpenter', () => {
  const { stack, cluster, karpenter, system } = platform();
  const pool = new KarpenterNodePool(stack, 'General', { karpenter });
  new AlbController(stack, 'Alb', { cluster });
  const chart = newChart('web');
  new WebService(chart, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29' });
  const workload = new ChartDeployment(stack, 'Web', { cluster, chart });
  const template = templateOf(stack);
  const charts = resourcesOf(template, 'Custom::StrataHelmRelease');
  const release = (name: string) => Object.entries(charts).find(([, { Properties }]) => Properties.Release === name)!;
  const policies = () =>
    Object.values(resourcesOf(template, 'AWS::IAM::Role')).find(({ Properties }) =>
      Properties.Policies?.some(({ PolicyName }: Json) => PolicyName === 'NodeLifecycle'),
    )!.Properties.Policies as Json[];

  test('has its definitions and its controller as charts of one version', () => {
    expect(
      [release('karpenter-crd'), release('karpenter')].map(([, { Properties }]) => [Properties.Repository, Properties.Version]),
    ).toEqual([
      ['oci://public.ecr.aws/karpenter/karpenter-crd', '1.14.1'],
      ['oci://public.ecr.aws/karpenter/karpenter', '1.14.1'],
    ]);
  });
  test('has the six policies as objects inside of its role, with the name of the cluster in their keys', () => {
    expect(policies().map(({ PolicyName }) => PolicyName)).toEqual([
      'NodeLifecycle',
      'InstanceProfiles',
      'Cluster',
      'Interruptions',
      'ZonalShift',
      'Discovery',
    ]);
    const statements = policies().flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    expect(statements).toHaveLength(18);
    expect(statements.find(({ Action }) => JSON.stringify(Action).includes('TerminateInstances')).Condition).toEqual({
      StringEquals: { 'aws:ResourceTag/kubernetes.io/cluster/Test-Cluster': 'owned' },
      StringLike: { 'aws:ResourceTag/karpenter.sh/nodepool': '*' },
    });
    // inline policies of a role: 10,240 characters in all
    expect(JSON.stringify(policies()).replace(/\s/g, '').length).toBeLessThan(10_240);
  });
  test('passes the role of its nodes, which has an access entry', () => {
    const { Statement } = policies().find(({ PolicyName }) => PolicyName === 'InstanceProfiles')!.PolicyDocument;
    expect(Statement[0]).toMatchObject({
      Action: 'iam:PassRole',
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/KarpenterNodeRole/), 'Arn'] },
    });
    expect(
      Object.values(resourcesOf(template, 'AWS::EKS::AccessEntry'))
        .filter(({ Properties }) => Properties.Type === 'EC2_LINUX')
        .map(({ Properties }) => Properties.PrincipalArn),
    ).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/KarpenterNodeRole/), 'Arn'] }]);
  });
  test('hears of five kinds of interruption', () => {
    const rules = Object.values(resourcesOf(template, 'AWS::Events::Rule')).map(({ Properties }) => Properties.EventPattern);
    expect(rules.map((pattern) => pattern['detail-type'][0])).toEqual([
      'AWS Health Event',
      'EC2 Spot Instance Interruption Warning',
      'EC2 Instance Rebalance Recommendation',
      'EC2 Instance State-change Notification',
      'EC2 Capacity Reservation Instance Interruption Warning',
    ]);
    Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 300, SqsManagedSseEnabled: true });
  });
  test('definitions need no nodes; the controller comes after both, after its entry and its queue', () => {
    expect(release('karpenter-crd')[1].DependsOn ?? []).not.toContain(logicalId(system));
    expect(release('karpenter')[1].DependsOn).toEqual(
      expect.arrayContaining([
        release('karpenter-crd')[0],
        logicalId(system),
        expect.stringMatching(/KarpenterNodeAccess/),
        expect.stringMatching(/KarpenterInterruptions/),
      ]),
    );
  });
  test('a pool comes after the controller, which ends its nodes', () =>
    expect(resourceOf(pool).DependsOn).toEqual(expect.arrayContaining([release('karpenter')[0], release('karpenter-crd')[0]])));
  test('workloads go before the pool that they may run on', () =>
    expect(resourceOf(workload).DependsOn).toEqual(expect.arrayContaining([logicalId(pool), logicalId(system)])));
  test('the webhook of the load balancer controller comes later than the Service of Karpenter', () =>
    expect(release('aws-load-balancer-controller')[1].DependsOn).toContain(release('karpenter')[0]));

  test('the pool starts general purpose nodes in the application tier', () => {
    const [nodeClass, nodePool] = ['EC2NodeClass', 'NodePool'].map((kind) => find(objectsOf(template), kind, 'general'));
    expect(nodeClass.spec).toMatchObject({
      amiSelectorTerms: [{ alias: 'al2023@latest' }],
      role: '<token>',
      subnetSelectorTerms: [{ id: '<token>' }, { id: '<token>' }],
      securityGroupSelectorTerms: [{ id: '<token>' }],
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          rootVolume: true,
          ebs: { volumeSize: '50Gi', volumeType: 'gp3', encrypted: true, deleteOnTermination: true },
        },
      ],
    });
    expect(nodePool.spec.template.spec.requirements).toEqual([
      { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
      { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] },
      { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
      { key: 'karpenter.k8s.aws/instance-category', operator: 'In', values: ['c', 'm', 'r'] },
      { key: 'karpenter.k8s.aws/instance-generation', operator: 'Gt', values: ['4'] },
    ]);
    expect(nodePool.spec).toMatchObject({
      limits: { cpu: '200' },
      disruption: { consolidationPolicy: 'WhenEmptyOrUnderutilized', consolidateAfter: '60s' },
    });
    expect(nodePool.spec.template.spec).toMatchObject({
      nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'general' },
      expireAfter: '720h',
      terminationGracePeriod: '24h',
    });
  });
  test('says what it offers', () => {
    expect(ClusterModel.of(cluster)._data.capacity.flatMap((read) => read())).toContainEqual(
      expect.objectContaining({ type: 'elastic', nodeType: 'karpenter', limits: { cpu: '200' } }),
    );
  });
});

test('without a way to IAM and to prices it has a profile of ours and is told so', () => {
  const { stack, karpenter } = platform(Egress.none(), undefined, {
    chartRepository: `oci://${MIRROR}/charts/karpenter`,
    imageRepository: `${MIRROR}/karpenter/controller`,
  });
  new KarpenterNodePool(stack, 'General', { karpenter });
  const template = templateOf(stack);
  expect(find(objectsOf(template), 'EC2NodeClass', 'general').spec).toMatchObject({ instanceProfile: '<token>' });
  const { Values } = Object.values(resourcesOf(template, 'Custom::StrataHelmRelease')).find(
    ({ Properties }) => Properties.Release === 'karpenter',
  )!.Properties;
  expect(JSON.parse(flat(Values)).settings.isolatedVPC).toBe(true);
  expect(JSON.stringify(resourcesOf(template, 'AWS::IAM::Role'))).not.toContain('iam:CreateInstanceProfile');
  expect(JSON.stringify(resourcesOf(template, 'AWS::EC2::VPCEndpoint'))).toContain('.sqs');
});

test('with custom networking it knows that one interface has no pods', () => {
  const { stack } = platform(Egress.singleNat(), PodNetwork.customNetworking());
  const { Values } = Object.values(resourcesOf(templateOf(stack), 'Custom::StrataHelmRelease')).find(
    ({ Properties }) => Properties.Release === 'karpenter',
  )!.Properties;
  expect(JSON.parse(flat(Values)).settings.reservedENIs).toBe('1');
});

test('a pool of Windows nodes has a role and an access entry of its own, which the controller may pass', () => {
  const { stack, karpenter } = platform();
  new KarpenterNodePool(stack, 'Windows', { karpenter, os: NodeOs.WINDOWS_CORE_2022 });
  const template = templateOf(stack);
  expect(find(objectsOf(template), 'NodePool', 'windows').spec.template.spec).toMatchObject({
    taints: [{ key: 'os', value: 'windows', effect: 'NoSchedule' }],
  });
  expect(find(objectsOf(template), 'EC2NodeClass', 'windows').spec).toMatchObject({ amiSelectorTerms: [{ alias: 'windows2022@latest' }] });
  expect(Object.values(resourcesOf(template, 'AWS::EKS::AccessEntry')).map(({ Properties }) => Properties.Type)).toEqual(
    expect.arrayContaining(['EC2_LINUX', 'EC2_WINDOWS']),
  );
  const statements = Object.values(resourcesOf(template, 'AWS::IAM::Role'))
    .flatMap(({ Properties }) => Properties.Policies ?? [])
    .flatMap(({ PolicyDocument }: Json) => PolicyDocument.Statement as Json[]);
  expect(statements.find(({ Action }) => Action === 'iam:PassRole')!.Resource).toEqual(
    ['KarpenterNodeRole', 'KarpenterWindowsNodeRole'].map((id) => ({ 'Fn::GetAtt': [expect.stringContaining(id), 'Arn'] })),
  );
});

test.each<[string, Omit<KarpenterNodePoolProps, 'karpenter'>, object]>([
  [
    'spot of several architectures',
    {
      capacityTypes: [NodePoolCapacityType.SPOT, NodePoolCapacityType.ON_DEMAND],
      architectures: [ec2.InstanceArchitecture.ARM_64, ec2.InstanceArchitecture.X86_64],
    },
    {
      template: {
        spec: {
          requirements: expect.arrayContaining([
            { key: 'kubernetes.io/arch', operator: 'In', values: ['arm64', 'amd64'] },
            { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['spot', 'on-demand'] },
          ]),
        },
      },
    },
  ],
  [
    'GPUs, tainted',
    { instanceFamilies: ['g6'] },
    {
      template: {
        spec: {
          taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
          requirements: expect.arrayContaining([{ key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: ['g6'] }]),
        },
      },
    },
  ],
  ['a fixed size', { replicas: 3 }, { replicas: 3 }],
  [
    'the architecture of its types',
    { instanceTypes: [new ec2.InstanceType('m7g.large')] },
    { template: { spec: { requirements: expect.arrayContaining([{ key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] }]) } } },
  ],
  [
    'budgets and times',
    {
      disruptionBudgets: [{ nodes: '0', schedule: '0 9 * * 1-5', duration: cdk8s.Duration.hours(8) }],
      expireAfter: cdk8s.Duration.hours(12),
      consolidateAfter: cdk8s.Duration.minutes(5),
      consolidationPolicy: ConsolidationPolicy.WHEN_EMPTY,
    },
    {
      disruption: {
        budgets: [{ nodes: '0', schedule: '0 9 * * 1-5', duration: '480m' }],
        consolidateAfter: '300s',
        consolidationPolicy: 'WhenEmpty',
      },
      template: { spec: { expireAfter: '12h' } },
    },
  ],
])('a pool has %s', (_, options, spec) => {
  const { stack, karpenter } = platform();
  new KarpenterNodePool(stack, 'Pool', { karpenter, ...options });
  expect(find(objectsOf(templateOf(stack)), 'NodePool', 'pool').spec).toMatchObject(spec);
});

describe('fails', () => {
  test('for a cluster whose name CloudFormation chooses', () => {
    const stack = newStack();
    const cluster = new eks.Cluster(stack, 'Cluster', {
      version: eks.KubernetesVersion.V1_36,
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
    });
    expect(() => new KarpenterNodes(stack, 'Karpenter', { cluster })).toThrow(
      '[Test/Karpenter] the cluster name is not known at synthesis: the IAM policies of Karpenter contain ' +
        'it in condition keys. Set clusterName on the cluster',
    );
  });
  test('not where the name was given', () => {
    const stack = newStack({});
    const cluster = new eks.Cluster(stack, 'Cluster', {
      clusterName: 'mine',
      version: eks.KubernetesVersion.V1_36,
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
    });
    expect(() => new KarpenterNodes(stack, 'Karpenter', { cluster })).not.toThrow();
  });
  test('not, but warns, for a Kubernetes version that no list names', () => {
    const stack = newStack({});
    const cluster = new eks.Cluster(stack, 'Cluster', {
      clusterName: 'mine',
      version: eks.KubernetesVersion.V1_37,
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
    });
    new KarpenterNodes(stack, 'Karpenter', { cluster });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('known to support Kubernetes 1.37'));
  });

  const plan: NodePoolPlan = { instanceLabels: 'karpenter.k8s.aws', os: 'linux', defaultExpireAfterHours: 720, reservations: 0 };
  test.each<[Partial<NodePoolPlan>, RegExp]>([
    [{ weight: 0 }, /weight is 0/],
    [{ weight: 101 }, /weight is 101/],
    [{ replicas: 1, weight: 2 }, /replicas is given with weight/],
    [{ replicas: 1, limits: { cpu: '1' } }, /limits\.cpu/],
    [{ replicas: -1 }, /replicas is -1/],
    [{ budgets: [{ nodes: '101%' }] }, /'101%'/],
    [{ budgets: [{ nodes: '1', schedule: '@daily' }] }, /schedule alone/],
    [{ requirements: [{ key: 'a', operator: 'Is' }] }, /'Is'/],
    [{ requirements: [{ key: 'a', operator: 'In' }] }, /without values/],
    [{ requirements: [{ key: 'a', operator: 'Gt', values: ['x'] }] }, /Gt x/],
    [{ requirements: [{ key: 'a', operator: 'In', values: ['x'], minValues: 2 }] }, /minValues 2/],
    [{ requirements: [{ key: 'eks.amazonaws.com/instance-cpu', operator: 'Gt', values: ['1'] }] }, /eks\.amazonaws\.com/],
    [{ labels: { 'karpenter.sh/x': 'y' } }, /karpenter\.sh\/x/],
    [{ instanceTypes: ['m7g.large'], architectures: ['x86_64'] }, /m7g\.large/],
    [{ maxExpireAfterHours: 504, expireAfterHours: 505 }, /505 hours/],
  ])('for a pool with %j', (change, message) =>
    expect(nodePoolProblems('pool', { ...plan, ...change }).map(({ finding }) => finding)).toEqual([expect.stringMatching(message)]),
  );
  test.each<[Partial<NodePoolPlan>]>([
    [{ weight: 1 }],
    [{ weight: 100 }],
    [{ replicas: 0, limits: { nodes: '3' } }],
    [{ budgets: [{ nodes: '100%' }, { nodes: '0', schedule: '@daily', durationMinutes: 60 }] }],
    [{ maxExpireAfterHours: 504, expireAfterHours: 504 }],
  ])('not for a pool with %j', (change) => expect(nodePoolProblems('pool', { ...plan, ...change })).toEqual([]));
  test('for a name in capitals', () => expect(nodePoolProblems('Pool', plan)).toHaveLength(1));
  test('a pool without wishes has five requirements', () => expect(poolRequirements(plan)).toHaveLength(5));
  test('the same plan is the same object', () => expect(nodePoolObject('a', {}, plan)).toEqual(nodePoolObject('a', {}, plan)));

  const nodeClass = {
    os: 'AL2023' as const,
    amiVersion: 'latest',
    subnets: 2,
    instanceStoreRaid: false,
    kubelet: {},
    metadataHopLimit: 1,
    capacityReservationIds: [],
    tags: {},
  };
  test.each<[Partial<Parameters<typeof nodeClassProblems>[0]>, RegExp]>([
    [{ os: 'BOTTLEROCKET_FIPS' }, /BOTTLEROCKET_FIPS/],
    [{ amiVersion: '2024' }, /'2024'/],
    [{ os: 'WINDOWS_CORE_2022', amiVersion: 'v1' }, /'v1'/],
    [{ subnets: 0 }, /subnets selects 0 subnets/],
    [{ subnets: 31 }, /31/],
    [{ tags: { 'karpenter.sh/nodepool': 'x' } }, /karpenter\.sh\/nodepool/],
    [{ metadataHopLimit: 0 }, /metadataHopLimit is 0/],
    [{ diskGiB: 10 }, /10 GiB/],
    [{ kubelet: { podPidsLimit: 5 } }, /podPidsLimit/],
    [{ capacityReservationIds: ['x'] }, /contains x/],
  ])('for a node class with %j', (change, message) =>
    expect(nodeClassProblems({ ...nodeClass, ...change }).map(({ finding }) => finding)).toEqual([expect.stringMatching(message)]),
  );
  test.each([['AL2023'], ['BOTTLEROCKET'], ['WINDOWS_CORE_2019'], ['WINDOWS_CORE_2022'], ['WINDOWS_CORE_2025']] as const)(
    'not for a node class of %s',
    (os) => expect(nodeClassProblems({ ...nodeClass, os })).toEqual([]),
  );
});

describe('a pool asks the tables', () => {
  const plan: NodePoolPlan = { instanceLabels: 'karpenter.k8s.aws', os: 'linux', defaultExpireAfterHours: 720, reservations: 0 };
  const what = (change: Partial<NodePoolPlan>) => instanceProblems({ ...plan, ...change }).map((problem) => problem.finding);

  test.each<[Partial<NodePoolPlan>]>([
    [{}],
    [{ instanceFamilies: ['m7g'] }],
    [{ instanceFamilies: ['m7g'], architectures: ['arm64'] }],
    [{ reservations: 1 }],
    [{ reservations: 1, capacityTypes: ['reserved'] }],
    [{ zones: ['a'], subnetZones: ['a', 'b'] }],
    [{ zones: ['x'] }],
    [{ instanceTypes: ['m99.large'] }],
    [{ instanceFamilies: ['g5', 'trn1'], taints: [] }],
  ])('%j is fine', (change) => expect(what(change)).toEqual([]));
  test.each<[Partial<NodePoolPlan>, string]>([
    [{ capacityTypes: [] }, 'capacityTypes is empty'],
    [{ instanceFamilies: ['m5.large'] }, 'instanceFamilies contains m5.large'],
    [{ instanceFamilies: ['m7g'], architectures: ['x86_64'] }, 'instanceFamilies contains m7g'],
    [{ instanceFamilies: ['g5', 'trn1'] }, 'the pool can have nvidia and neuron devices'],
    [{ reservations: 1, capacityTypes: ['on-demand'] }, 'capacityReservationIds is given and capacityTypes does not contain RESERVED'],
    [{ capacityTypes: ['reserved'] }, 'capacityTypes contains RESERVED without capacityReservationIds'],
    [{ zones: ['c'], subnetZones: ['a', 'b'] }, 'zones contains c'],
  ])('%j is not', (change, expected) => expect(what(change)).toEqual([expected]));
  test.each<[Partial<NodePoolPlan>, string]>([
    [{ limits: { cpu: 'lots' } }, "limits.cpu is 'lots'"],
    [
      { budgets: [{ nodes: '1', schedule: 'every monday', durationMinutes: 60 }] },
      "disruptionBudgets contains the schedule 'every monday'",
    ],
    [{ budgets: [{ nodes: '1', reasons: ['Bored'] }] }, 'disruptionBudgets contains the reasons Bored'],
    [{ taints: [{ key: '', effect: 'NoSchedule' }] }, "taints contains the key ''"],
  ])('%j would be refused', (change, expected) =>
    expect(nodePoolProblems('pool', { ...plan, ...change }).map((problem) => problem.finding)).toEqual([expected]),
  );
  test('the label that only Karpenter may write is fine', () =>
    expect(nodePoolProblems('pool', { ...plan, labels: { 'node-restriction.kubernetes.io/a': 'b' } })).toEqual([]));
  test.each<[OsName, Partial<NodePoolPlan>, number]>([
    ['AL2023', { instanceFamilies: ['trn1'] }, 0],
    ['BOTTLEROCKET', { instanceFamilies: ['trn1'] }, 1],
    ['WINDOWS_CORE_2022', { architectures: ['arm64'] }, 1],
    ['WINDOWS_CORE_2022', { instanceFamilies: ['g5'] }, 1],
    ['WINDOWS_CORE_2022', {}, 0],
  ])('%s with %j has %i problems', (os, change, count) => expect(imageProblems(os, { ...plan, ...change })).toHaveLength(count));
  test('a family says its architecture, and reservations are used first', () => {
    const values = (change: Partial<NodePoolPlan>, key: string) =>
      poolRequirements({ ...plan, ...change }).find((each) => each.key === key)!.values;
    expect(values({ instanceFamilies: ['m7g'] }, 'kubernetes.io/arch')).toEqual(['arm64']);
    expect(values({ reservations: 2 }, 'karpenter.sh/capacity-type')).toEqual(['reserved', 'on-demand']);
  });
});

test('what cannot be beside a pool of Karpenter is found', () => {
  const { stack, karpenter, cluster } = platform(Egress.singleNat(), PodNetwork.customNetworking());
  expect(() => new KarpenterNodes(stack, 'Second', { cluster })).toThrow(
    '[Test/Second] Karpenter is already installed on the cluster: a cluster can have only one ' +
      'controller, with any number of pools. Add a KarpenterNodePool to the existing KarpenterNodes',
  );
  expect(() => new KarpenterNodePool(stack, 'Shell', { karpenter, os: NodeOs.BOTTLEROCKET, userData: '#!/bin/bash\necho' })).toThrow(
    '[Test/Shell] userData is a script: Bottlerocket has no shell',
  );
  expect(() => new KarpenterNodePool(stack, 'Nowhere', { karpenter, subnets: { subnetGroupName: 'nobody' } })).toThrow(
    '[Test/Nowhere] subnets selects no subnets of Test/Vpc',
  );
  new KarpenterNodePool(stack, 'Windows', { karpenter, os: NodeOs.WINDOWS_CORE_2022 });
  new KarpenterNodePool(stack, 'Packed', {
    karpenter,
    instanceTypes: [new ec2.InstanceType('m5.large'), new ec2.InstanceType('m99.large')],
    kubelet: { maxPods: 500 },
  });
  expect(() => templateOf(stack)).toThrow(
    /\[Test\/Windows\].*custom networking(.|\n)*\[Test\/Packed\].*kubelet.maxPods is 500 on m5.large/,
  );
});
test('an old release is not for a new Kubernetes', () => {
  const stack = newStack();
  expect(() => new KarpenterNodes(stack, 'Karpenter', { cluster: newCluster(stack), chartVersion: '0.37.0' })).toThrow(
    '[Test/Karpenter] chartVersion is 0.37.0: Kubernetes 1.36 requires Karpenter 1.13.0 or newer',
  );
});
