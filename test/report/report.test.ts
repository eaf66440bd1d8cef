import { App, CfnOutput, CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cdk8s from 'cdk8s';
import { ChartDeployment, ClusterAutoscaler, ExistingVpc, CoreAddons, ManagedNodes, Preflight, DeploySummary } from '../../src';
import { FargateCapacity, NodeCapacity } from '../../src/model/capacity.rules';
import { counted, table } from '../../src/report/table.rules';
import { dependsOnEdges, longestChain, Template, waitsFor, waitsForType } from '../../src/report/template-graph.rules';
import { workloadRows } from '../../src/report/workload-places.rules';
import { newChart, newCluster } from '../harness';
import { at, facts } from '../preflight/facts';

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
  expect(Object.fromEntries([...waitsFor(template)].map(([id, before]) => [id, [...before]]))).toEqual({
    Vpc: [],
    Nat: ['Vpc'],
    Cluster: ['Vpc'],
    Chart: ['Nat', 'Cluster'],
    App: ['Chart', 'Cluster'],
  });
  expect(dependsOnEdges(template)).toBe(3);
});

test('the longest chain is the one with the most steps of Lambda', () => {
  expect(longestChain(template, 'App')).toEqual({ resources: ['Vpc', 'Nat', 'Chart', 'App'], lambdaBacked: 2 });
  expect([waitsForType(template, 'Cluster', 'AWS::EC2::NatGateway'), waitsForType(template, 'App', 'AWS::EC2::NatGateway')]).toEqual([
    false,
    true,
  ]);
});

test('a circle ends', () => {
  expect(longestChain({ Resources: { A: { Type: 'X', DependsOn: 'B' }, B: { Type: 'X', DependsOn: 'A' } } }, 'A').resources).toEqual([
    'B',
    'A',
  ]);
});

test('columns are as wide as their longest cell', () => {
  expect(
    table([
      ['a', 'bb', 'c'],
      ['aaa', 'b', ''],
    ]),
  ).toEqual(['  a    bb  c', '  aaa  b']);
  expect(counted(['a', 'b', 'a'])).toEqual(['2 × a', '1 × b']);
});

describe('where workloads can run', () => {
  const group = (name: string, more: Partial<NodeCapacity> = {}): NodeCapacity => ({
    type: 'nodes',
    nodeType: 'managed',
    name,
    os: 'linux',
    architecture: 'x86_64',
    labels: {},
    taints: [],
    shapes: [],
    ...more,
  });
  const capacity = [
    group('plain'),
    group('arm', { architecture: 'arm64' }),
    group('gpu', { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] }),
  ];
  const workload = (pod: object, kind = 'Deployment', spec: object = { replicas: 3 }) => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'web', namespace: 'shop' },
    spec: { ...spec, template: { metadata: { labels: { app: 'web' } }, spec: pod } },
  });
  const rows = (...objects: object[]) => workloadRows(facts({ capacity, objects: at('App', ...objects) }));

  test.each<[object, string[]]>([
    [{}, ['plain', 'arm']],
    [{ nodeSelector: { 'kubernetes.io/arch': 'arm64' } }, ['arm']],
    [{ tolerations: [{ key: 'gpu', operator: 'Exists' }] }, ['plain', 'arm', 'gpu']],
    [{ nodeSelector: { missing: 'x' } }, []],
  ])('%j', (pod, expected) => expect(rows(workload(pod))[0].places).toEqual(expected));

  test('unknown nodes are not reported', () =>
    expect(workloadRows(facts({ objects: at('App', workload({})) }))[0].places).toEqual(['unknown']));
  test('pods that a profile of Fargate selects run nowhere else', () => {
    const profile = (namespace: string, labels = {}): FargateCapacity => ({
      type: 'fargate',
      name: namespace,
      selectors: [{ namespace, labels }],
    });
    const profiles = [profile('sh*'), profile('shop', { app: 'other' }), profile('other')];
    expect(
      workloadRows(
        facts({ capacity, objects: at('App', workload({})), fargateSelectors: profiles.flatMap(({ selectors }) => selectors) }),
        profiles,
      )[0].places,
    ).toEqual(['sh*']);
  });
  test('the number of replicas is that of its kind, or the autoscaler’s where there is one', () => {
    const autoscaler = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { minReplicas: 2, maxReplicas: 9, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
    };
    const job = { ...workload({}, 'Job', { parallelism: 3 }), apiVersion: 'batch/v1' };
    const cron = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'a', namespace: 'shop' },
      spec: { jobTemplate: { spec: { template: { spec: {} } } } },
    };
    expect(
      [rows(workload({})), rows(workload({}), autoscaler), rows(workload({}, 'DaemonSet', {})), rows(job), rows(cron)].map(
        ([{ replicas }]) => replicas,
      ),
    ).toEqual(['3', '2–9', 'one per node', '3', '1']);
  });
});

test('choices are reported, and are not findings', () => {
  const app = new App();
  const stack = new Stack(app, 'Test');
  const cluster = newCluster(stack, { endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24') });
  new CoreAddons(stack, 'Addons', { cluster });
  new ManagedNodes(stack, 'Nodes', { cluster });
  expect(Preflight.of(app).advice()).toEqual({
    'Test/Cluster': [
      'the API endpoint is public, with access from 203.0.113.0/24',
      'standard support of Kubernetes 1.36 ends on 2027-08-02, and extended support costs more',
    ],
  });
  expect(DeploySummary.of(app).toString()).toContain(
    'Advice for Test/Cluster: settings with a stricter alternative\n  the API endpoint is public, with access from 203.0.113.0/24\n',
  );
});

describe('the size of a group after a change of its scaling', () => {
  const summary = (autoscaler: boolean, desiredSize?: (stack: Stack) => number) => {
    const app = new App();
    const stack = new Stack(app, 'Test');
    const cluster = newCluster(stack);
    new CoreAddons(stack, 'Addons', { cluster });
    new ManagedNodes(stack, 'Nodes', { cluster, minSize: 1, maxSize: 9, desiredSize: desiredSize?.(stack) });
    if (autoscaler) new ClusterAutoscaler(stack, 'Autoscaler', { cluster });
    return DeploySummary.of(app).toString();
  };

  test('is told where an autoscaler scales it', () =>
    expect(summary(true)).toContain('a change of its scaling configuration resets the desired size to 1\n'));
  test('is that of a parameter', () =>
    expect(summary(true, (stack) => new CfnParameter(stack, 'Now', { type: 'Number' }).valueAsNumber)).toContain(
      'a change of its scaling configuration resets the desired size to the value of its parameter\n',
    ));
  test('is not told where nothing else changes it', () => expect(summary(false)).not.toContain('resets the desired size'));
});

test('missing tags of an imported VPC are reported as commands', () => {
  const app = new App();
  const stack = new Stack(app, 'Test');
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
  });
  new ExistingVpc(stack, 'Network', { vpc });
  expect(DeploySummary.of(app).toString()).toContain(
    [
      'Network Test/Vpc: tags that its subnets require, in the app that created them',
      '  aws ec2 create-tags --resources subnet-1 subnet-2 --tags Key=kubernetes.io/role/internal-elb,Value=1',
    ].join('\n'),
  );
});

describe('an order that CloudFormation cannot express', () => {
  const summaryOf = (nodesInBase: boolean) => {
    const app = new App();
    const base = new Stack(app, 'Base');
    const cluster = newCluster(base);
    new CoreAddons(base, 'Addons', { cluster });
    if (nodesInBase) new ManagedNodes(base, 'Nodes', { cluster });
    new ManagedNodes(new Stack(app, 'Later'), 'More', { cluster });
    return DeploySummary.of(app).toString();
  };

  test('is told: add-ons before any node', () =>
    expect(summaryOf(false)).toContain(
      'Dependency that CloudFormation cannot express: Base/Addons/coredns/Resource after Later/More/Resource',
    ));
  test('is none where there are nodes already', () => expect(summaryOf(true)).not.toContain('cannot express'));
});

describe('the summary of an app whose synthesis fails', () => {
  const failing = (prepare: (stack: Stack, chart: cdk8s.Chart) => void) => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const cluster = newCluster(stack);
    const chart = newChart('shop');
    new ChartDeployment(stack, 'Web', { cluster, chart });
    prepare(stack, chart);
    return DeploySummary.of(app);
  };

  test('has the findings, and is complete', () => {
    const summary = failing((_, chart) => {
      new cdk8s.ApiObject(chart, 'claim', {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      });
    });
    expect(summary.synthesisError).toMatch(/storage-class-missing/);
    expect(summary.toString()).toMatch(/^The synthesis fails:\n {2}\S/);
    expect(summary.toString()).toMatch(/\nFindings: 1\n {2}error storage-class-missing \[Shop\/Web\]/);
    expect(summary.toString()).toMatch(/\nStacks\n {2}Shop {2}\d+ resources/);
    expect(summary.toString()).not.toContain('missing, because');
  });

  test('has the errors of the validation of constructs', () => {
    const summary = failing(() => undefined);
    expect(summary.synthesisError).toContain('chart has no objects');
    expect(summary.toString()).toMatch(/\nStacks\n {2}Shop {2}\d+ resources/);
  });

  test('names the parts that are missing', () => {
    const summary = failing((stack, chart) => {
      const [one, two] = ['one', 'two'].map((name) => new cdk8s.ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap' }));
      one.addDependency(two);
      two.addDependency(one);
      const unreadable = () => {
        throw new Error('no value');
      };
      new CfnOutput(stack, 'Output', { value: Lazy.string({ produce: unreadable }) });
    });
    expect(summary.synthesisError).toMatch(/circular dependency between constructs|no value/);
    const text = summary.toString();
    expect(text).toContain('Cluster Shop/Cluster: missing, because it cannot be read:\n  [Shop/Web] circular dependency');
    expect(text).toContain('Stacks\n  Shop: missing, because its template cannot be rendered');
    expect(text).toContain('Hourly charges before the first pod, without the missing stacks');
    expect(text).toContain('Findings: missing, because it cannot be read:');
  });
});
