import { KubernetesObject } from '../../src/inventory/kubernetes-object.rules';
import { counted, table } from '../../src/report/table.rules';
import { dependsOnEdges, longestChain, Template, waitsFor, waitsForType } from '../../src/report/template-graph.rules';
import { NodePlace, workloadRows } from '../../src/report/workload-places.rules';

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
  const node = (name: string, labels = {}, taints: NodePlace['taints'] = []): NodePlace => ({ name, labels: { 'kubernetes.io/arch': 'amd64', ...labels }, taints });
  const nodes = [node('plain'), node('arm', { 'kubernetes.io/arch': 'arm64' }), node('gpu', {}, [{ key: 'gpu', value: 'yes', effect: 'NO_SCHEDULE' }]), node('soft', {}, [{ key: 'a', effect: 'PREFER_NO_SCHEDULE' }])];
  const workload = (pod: object): KubernetesObject[] => [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { replicas: 3, template: { spec: pod } } }];
  const places = (pod: object) => workloadRows(workload(pod), nodes)[0].places;

  test.each<[object, string[]]>([
    [{}, ['plain', 'arm', 'soft']],
    [{ nodeSelector: { 'kubernetes.io/arch': 'arm64' } }, ['arm']],
    [{ tolerations: [{ key: 'gpu', operator: 'Exists' }] }, ['plain', 'arm', 'gpu', 'soft']],
    [{ tolerations: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] }, ['plain', 'arm', 'gpu', 'soft']],
    [{ tolerations: [{ key: 'gpu', value: 'no' }] }, ['plain', 'arm', 'soft']],
    [{ nodeSelector: { missing: 'x' } }, []],
  ])('%j', (pod, expected) => expect(places(pod)).toEqual(expected));

  test('the number of replicas is the autoscaler’s where there is one', () => {
    const autoscaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'shop' }, spec: { minReplicas: 2, maxReplicas: 9, scaleTargetRef: { kind: 'Deployment', name: 'web' } } };
    expect(workloadRows(workload({}), nodes)[0]).toMatchObject({ name: 'shop/web', kind: 'Deployment', replicas: '3' });
    expect(workloadRows([...workload({}), autoscaler], nodes)[0].replicas).toBe('2–9');
  });
});
