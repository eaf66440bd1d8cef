import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AdoptedVpc, CoreAddons, ManagedNodes, Summary } from '../../src';
import { Capacity, FargateCapacity } from '../../src/inventory/capacity.rules';
import { KubernetesObject } from '../../src/inventory/kubernetes-object.rules';
import { capacityPlace } from '../../src/report/capacity-rows.rules';
import { counted, table } from '../../src/report/table.rules';
import { dependsOnEdges, longestChain, Template, waitsFor, waitsForType } from '../../src/report/template-graph.rules';
import { NodePlace, workloadRows } from '../../src/report/workload-places.rules';
import { newCluster } from '../harness';

const template: Template = {
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC' },
    Nat: { Type: 'AWS::EC2::NatGateway', Properties: { VpcId: { Ref: 'Vpc' } } },
    Cluster: { Type: 'AWS::EKS::Cluster', Properties: { Vpc: { 'Fn::GetAtt': ['Vpc', 'Id'] } } },
    Chart: { Type: 'Custom::Chart', Properties: { Name: { 'Fn::Sub': 'x-${Cluster.Name}-${AWS::Region}' } }, DependsOn: 'Nat' },
    App: { Type: 'Custom::App', DependsOn: ['Chart', 'Cluster'] },
  },
};

test('a resource waits for what it refers to and what it depends on', () => {
  expect(Object.fromEntries([...waitsFor(template)].map(([id, before]) => [id, [...before]]))).toEqual({ Vpc: [], Nat: ['Vpc'], Cluster: ['Vpc'], Chart: ['Nat', 'Cluster'], App: ['Chart', 'Cluster'] });
  expect(dependsOnEdges(template)).toBe(3);
});

test('the longest chain is the one with the most steps of Lambda', () => {
  expect(longestChain(template, 'App')).toEqual({ resources: ['Vpc', 'Nat', 'Chart', 'App'], lambdaBacked: 2 });
  expect([waitsForType(template, 'Cluster', 'AWS::EC2::NatGateway'), waitsForType(template, 'App', 'AWS::EC2::NatGateway')]).toEqual([false, true]);
});

test('a circle ends', () => {
  expect(longestChain({ Resources: { A: { Type: 'X', DependsOn: 'B' }, B: { Type: 'X', DependsOn: 'A' } } }, 'A').resources).toEqual(['B', 'A']);
});

test('columns are as wide as their longest cell', () => {
  expect(table([['a', 'bb', 'c'], ['aaa', 'b', '']])).toEqual(['  a    bb  c', '  aaa  b']);
  expect(counted(['a', 'b', 'a'])).toEqual(['2 × a', '1 × b']);
});

describe('where workloads can run', () => {
  const node = (name: string, labels = {}, taints: NodePlace['taints'] = []): NodePlace => ({ name, labels: { 'kubernetes.io/arch': ['amd64'], ...labels }, taints });
  const nodes = [node('plain'), node('arm', { 'kubernetes.io/arch': ['amd64', 'arm64'] }), node('gpu', {}, [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }]), node('soft', {}, [{ key: 'a', effect: 'PreferNoSchedule' }])];
  const workload = (pod: object): KubernetesObject[] => [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { replicas: 3, template: { spec: pod } } }];
  const places = (pod: object) => workloadRows(workload(pod), nodes)[0].places;

  test.each<[object, string[]]>([
    [{}, ['plain', 'arm', 'soft']],
    [{ nodeSelector: { 'kubernetes.io/arch': 'arm64' } }, ['arm']],
    [{ tolerations: [{ key: 'gpu', operator: 'Exists' }] }, ['plain', 'arm', 'gpu', 'soft']],
    [{ tolerations: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] }, ['plain', 'arm', 'gpu', 'soft']],
    [{ tolerations: [{ key: 'gpu', value: 'no' }] }, ['plain', 'arm', 'soft']],
    [{ nodeSelector: { missing: 'x' } }, []],
    // set by the kubelet, EKS or Karpenter: it may be anything
    [{ nodeSelector: { 'topology.kubernetes.io/zone': 'eu-west-1a', 'karpenter.sh/capacity-type': 'spot' } }, ['plain', 'arm', 'soft']],
  ])('%j', (pod, expected) => expect(places(pod)).toEqual(expected));

  test('pods that a profile of Fargate selects run nowhere else', () => {
    const profile = (namespace: string, labels = {}): FargateCapacity => ({ type: 'fargate', name: namespace, selectors: [{ namespace, labels }] });
    expect(workloadRows(workload({}), nodes, [profile('sh*'), profile('shop', { app: 'web' }), profile('other')])[0].places).toEqual(['sh*']);
  });
  test.each<[string, object, string]>([
    ['DaemonSet', { template: { spec: {} } }, 'one a node'],
    ['Job', { parallelism: 3, template: { spec: {} } }, '3'],
    ['CronJob', { jobTemplate: { spec: { template: { spec: {} } } } }, '1'],
  ])('%s has replicas of its own', (kind, spec, replicas) => {
    expect(workloadRows([{ apiVersion: kind === 'DaemonSet' ? 'apps/v1' : 'batch/v1', kind, metadata: { name: 'a' }, spec }], nodes)[0].replicas).toBe(replicas);
  });
  test.each<[Capacity, object]>([
    [{ type: 'nodes', nodeType: 'hybrid', name: 'plant', os: 'linux', labels: {}, taints: [], shapes: [] }, { 'kubernetes.io/os': ['linux'], 'eks.amazonaws.com/compute-type': ['hybrid'] }],
    [{ type: 'nodes', nodeType: 'selfManaged', name: 'own', os: 'windows', architecture: 'x86_64', labels: { a: 'b' }, taints: [], shapes: [] }, { 'kubernetes.io/os': ['windows'], 'kubernetes.io/arch': ['amd64'], 'a': ['b'] }],
    [{ type: 'elastic', nodeType: 'autoMode', name: 'pool', os: 'linux', labels: {}, taints: [], requirements: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64', 'arm64'] }, { key: 'cpu', operator: 'Gt', values: ['4'] }], limits: {} }, { 'kubernetes.io/arch': ['amd64', 'arm64'], 'eks.amazonaws.com/compute-type': ['auto'] }],
  ])('what is offered has labels: %j', (capacity, labels) => {
    expect(capacityPlace(capacity)[0].labels).toMatchObject(labels);
    expect(capacityPlace(capacity)[0].labels).not.toHaveProperty('cpu');
  });

  test('the number of replicas is the autoscaler’s where there is one', () => {
    const autoscaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'shop' }, spec: { minReplicas: 2, maxReplicas: 9, scaleTargetRef: { kind: 'Deployment', name: 'web' } } };
    expect(workloadRows(workload({}), nodes)[0]).toMatchObject({ name: 'shop/web', kind: 'Deployment', replicas: '3' });
    expect(workloadRows([...workload({}), autoscaler], nodes)[0].replicas).toBe('2–9');
  });
});

test('tags that a VPC of somebody else needs are told as commands', () => {
  const app = new App();
  const stack = new Stack(app, 'Test');
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
  new AdoptedVpc(stack, 'Network', { vpc });
  expect(Summary.of(app).toString()).toContain([
    'Network Test/Vpc: tags to write where its subnets are made', '  aws ec2 create-tags --resources subnet-1 subnet-2 --tags Key=kubernetes.io/role/internal-elb,Value=1',
  ].join('\n'));
});

describe('an order that CloudFormation cannot express', () => {
  const summaryOf = (nodesInBase: boolean) => {
    const app = new App();
    const base = new Stack(app, 'Base');
    const cluster = newCluster(base);
    new CoreAddons(base, 'Addons', { cluster });
    if (nodesInBase) new ManagedNodes(base, 'Nodes', { cluster });
    new ManagedNodes(new Stack(app, 'Later'), 'More', { cluster });
    return Summary.of(app).toString();
  };

  test('is told: add-ons before any node', () => expect(summaryOf(false)).toContain('Order that CloudFormation cannot express: Base/Addons/coredns/Resource after Later/More/Resource'));
  test('is none where there are nodes already', () => expect(summaryOf(true)).not.toContain('cannot express'));
});
