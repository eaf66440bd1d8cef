import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cdk8s from 'cdk8s';
import {
  AlbController,
  AutoModeIngressClass,
  AutoModeNodePool,
  AutoModeNodePoolProps,
  AutoModeNodes,
  BuiltInNodePool,
  ChartDeployment,
  ConsolidationPolicy,
  CoreAddons,
  KarpenterNodes,
  ManagedNodes,
  Preflight,
  ThreeTierVpc,
  WebService,
} from '../../src';
import { nodeClassProblems } from '../../src/nodes/auto-mode/auto-mode-node-class.rules';
import { find, logicalId, newChart, newCluster, newStack, objectsOf, resourceOf, resourcesOf, templateOf } from '../harness';

const auto = (podCidr?: string) => {
  const stack = newStack();
  const cluster = newCluster(stack, {}, new ThreeTierVpc(stack, 'Vpc', { podCidr }));
  const autoMode = new AutoModeNodes(stack, 'Auto', { cluster });
  return { stack, cluster, nodeRole: autoMode.nodeRole };
};
const poolOf = (options: Omit<AutoModeNodePoolProps, 'cluster' | 'nodeRole'>, podCidr?: string) => {
  const { stack, ...given } = auto(podCidr);
  new AutoModeNodePool(stack, 'Pool', { ...given, ...options });
  return find(objectsOf(templateOf(stack)), 'NodeClass', 'pool').spec;
};

test('built-in pools bring the role that they start nodes with, for which EKS makes the entry', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const { nodeRole } = new AutoModeNodes(stack, 'Auto', { cluster, builtInNodePools: [BuiltInNodePool.SYSTEM] });
  expect(resourceOf(cluster).Properties.ComputeConfig).toEqual({
    Enabled: true,
    NodePools: ['system'],
    NodeRoleArn: { 'Fn::GetAtt': [logicalId(nodeRole.node.defaultChild as never), 'Arn'] },
  });
  expect(Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::AccessEntry')).map(({ Properties }) => Properties.Type)).not.toContain(
    'EC2',
  );
});

test('built-in pools in the control plane subnets of a ThreeTierVpc are a warning, and in its application subnets are not', () => {
  const found = (select: (vpc: ThreeTierVpc) => ec2.SubnetSelection | undefined): string[] => {
    const stack = newStack();
    const vpc = new ThreeTierVpc(stack, 'Vpc');
    const cluster = newCluster(stack, { controlPlaneSubnets: select(vpc) }, vpc);
    new AutoModeNodes(stack, 'Auto', { cluster, builtInNodePools: [BuiltInNodePool.SYSTEM] });
    return Preflight.of(stack)
      .findings()
      .map(({ ruleId }) => ruleId);
  };
  expect(found(() => undefined)).toContain('auto-mode-subnets');
  expect(found((vpc) => ({ subnets: vpc.applicationSubnets }))).not.toContain('auto-mode-subnets');
});

test('a pool consolidates as it is told', () => {
  const { stack, ...given } = auto();
  new AutoModeNodePool(stack, 'Pool', { ...given, consolidationPolicy: ConsolidationPolicy.WHEN_EMPTY });
  expect(find(objectsOf(templateOf(stack)), 'NodePool', 'pool').spec).toMatchObject({ disruption: { consolidationPolicy: 'WhenEmpty' } });
});

test('a node class has everything that it was given', () => {
  const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(newStack(), 'Group', 'sg-1');
  expect(
    poolOf({
      securityGroups: [securityGroup],
      ephemeralStorage: cdk8s.Size.gibibytes(200),
      ephemeralStorageIops: 4000,
      ephemeralStorageThroughputMiBps: 250,
      networkPolicyDefaultDeny: true,
      networkPolicyEventLogs: true,
      snat: false,
      fips: true,
      capacityReservationIds: ['cr-1'],
    }),
  ).toMatchObject({
    securityGroupSelectorTerms: [{ id: '<token>' }, { id: 'sg-1' }],
    ephemeralStorage: { size: '200Gi', iops: 4000, throughput: 250 },
    networkPolicy: 'DefaultDeny',
    networkPolicyEventLogs: 'Enabled',
    snatPolicy: 'Disabled',
    advancedSecurity: { fips: true },
    capacityReservationSelectorTerms: [{ id: 'cr-1' }],
  });
});
test('pods live in pod subnets where the network has them, and have a security group then', () => {
  expect(poolOf({}, '100.64.0.0/16')).toMatchObject({
    podSubnetSelectorTerms: [{ id: '<token>' }, { id: '<token>' }],
    podSecurityGroupSelectorTerms: [{ id: '<token>' }],
  });
  expect(poolOf({})).not.toHaveProperty('podSubnetSelectorTerms');
});
test('a workload comes after the pool that it runs on', () => {
  const { stack, cluster, nodeRole } = auto();
  const pool = new AutoModeNodePool(stack, 'Pool', { cluster, nodeRole });
  const chart = newChart('web');
  new WebService(chart, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29' });
  expect(resourceOf(new ChartDeployment(stack, 'Web', { cluster, chart })).DependsOn).toContain(logicalId(pool));
});
describe('other nodes beside it', () => {
  const addonNames = (stack: Stack) =>
    Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::Addon')).map(({ Properties }) => Properties.AddonName);
  const group = (stack: Stack, cluster: eks.ICluster) => new ManagedNodes(stack, 'Nodes', { cluster });

  test.each([
    ['before', true],
    ['after', false],
  ])('get the add-ons that they need, made %s these', (_, first) => {
    const { stack, cluster } = auto();
    if (first) group(stack, cluster);
    const { addons } = new CoreAddons(stack, 'Addons', { cluster });
    if (!first) group(stack, cluster);
    expect(addonNames(stack)).toEqual(expect.arrayContaining(['vpc-cni', 'kube-proxy', 'coredns', 'metrics-server']));
    expect(Object.keys(addons)).toHaveLength(addonNames(stack).length);
  });
  test('are an error without', () => {
    const { stack, cluster } = auto();
    group(stack, cluster);
    expect(() => templateOf(stack)).toThrow(
      'EKS Auto Mode is enabled on the cluster, which has no vpc-cni add-on: nodes outside of Auto Mode ' +
        'require it for pod networking. Add new CoreAddons(...), which installs it',
    );
  });
});

describe('fails', () => {
  test('for a load balancer controller beside the built-in one', () => {
    const { stack, cluster } = auto();
    expect(() => new AlbController(stack, 'Alb', { cluster })).toThrow(
      '[Test/Alb] the cluster uses EKS Auto Mode: EKS Auto Mode already includes the load balancer controller. ' +
        'Use new AutoModeIngressClass(...) instead',
    );
  });
  test('for Karpenter beside the built-in one', () => {
    const { stack, cluster } = auto();
    expect(() => new KarpenterNodes(stack, 'Karpenter', { cluster })).toThrow(/Auto Mode includes Karpenter/);
  });
  test('for its ingress class without it', () => {
    const stack = newStack();
    expect(() => new AutoModeIngressClass(stack, 'Class', { cluster: newCluster(stack) })).toThrow(/does not use EKS Auto Mode/);
  });
  test('in another stack than the cluster', () => {
    const cluster = newCluster();
    const later = new Stack(cluster.node.root as App, 'Later');
    expect(() => new AutoModeNodes(later, 'Auto', { cluster })).toThrow(/the cluster is in another stack/);
  });
  test('for a cluster with self-managed add-ons', () => {
    const stack = newStack();
    const cluster = new eks.Cluster(stack, 'Cluster', {
      version: eks.KubernetesVersion.V1_36,
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
    });
    expect(() => new AutoModeNodes(stack, 'Auto', { cluster })).toThrow(/installs self-managed add-ons/);
  });
  const good = { subnets: 1, podSubnets: 0, podSecurityGroups: 0 };
  test.each<[string, Partial<Parameters<typeof nodeClassProblems>[1]>, RegExp]>([
    ['default', {}, /'default'/],
    ['a', { diskGiB: 59001 }, /59001 GiB/],
    ['a', { iops: 2999 }, /2999/],
    ['a', { iops: 16001 }, /16001/],
    ['a', { throughput: 124 }, /124 MiB/],
    ['a', { throughput: 1001 }, /1001/],
    ['a', { subnets: 0 }, /selects no subnets/],
    ['a', { podSecurityGroups: 1 }, /without pod subnets/],
  ])('for a node class %s with %j', (name, change, message) =>
    expect(nodeClassProblems(name, { ...good, ...change }).map(({ finding }) => finding)).toEqual([expect.stringMatching(message)]),
  );
  test.each([[{ diskGiB: 59000, iops: 16000, throughput: 1000 }], [{ diskGiB: 1, iops: 3000, throughput: 125 }]])(
    'not for a node class with %j',
    (change) => expect(nodeClassProblems('a', { ...good, ...change })).toEqual([]),
  );
});
