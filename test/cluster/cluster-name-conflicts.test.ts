import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { Cluster, Preflight, ThreeTierVpc } from '../../src';
import { newStack, VERSION } from '../harness';

const EU = { account: '111122223333', region: 'eu-west-1' };
const US = { account: '111122223333', region: 'us-east-1' };
const cluster = (scope: Construct, id: string, clusterName?: string) => {
  const vpc = new ThreeTierVpc(scope, `${id}Vpc`, { maxAzs: 2 });
  return new Cluster(scope, id, { version: VERSION, vpc, clusterName });
};
const UNIQUE =
  'cluster names must be unique in an account and region. Set another clusterName on one of them ' +
  '(https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html)';
const LIMIT =
  'a cluster name must be unique in an account and region. Set another `clusterName` for one of them ' +
  '(https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html)';
const taken = (app: App) =>
  Preflight.of(app)
    .findings()
    .filter(({ ruleId }) => ruleId === 'cluster-name-taken')
    .map(({ severity, message }) => `${severity} ${message}`);

test('fails for a name that is given twice', () => {
  const app = new App();
  cluster(new Stack(app, 'A', { env: EU }), 'Cluster', 'prod');
  expect(() => cluster(new Stack(app, 'B', { env: EU }), 'Cluster', 'prod')).toThrow(
    `[B/Cluster] clusterName is 'prod', and A/Cluster has the same name: ${UNIQUE}`,
  );
});

test('fails for two paths of one name', () => {
  const stack = newStack();
  cluster(stack, 'a-b');
  expect(() => cluster(new Construct(stack, 'a'), 'b')).toThrow(
    `[Test/a/b] clusterName is 'Test-a-b', and Test/a-b has the same name: ${UNIQUE}`,
  );
});

test('two ids without letters of ASCII have two names', () => {
  const stack = newStack();
  const names = ['集群', '其他'].map((id) => cluster(new Construct(stack, id), '集').literalName);
  expect(names.map((name) => /^Test-[0-9a-f]{8}$/.test(name))).toEqual([true, true]);
  expect(new Set(names).size).toBe(2);
});

test('two regions have one name each', () => {
  const app = new App();
  expect(() => [EU, US].forEach((env, index) => cluster(new Stack(app, `S${index}`, { env }), 'Cluster', 'prod'))).not.toThrow();
  expect(taken(app)).toEqual([]);
});

test('a plain cluster with the name of another one is found', () => {
  const app = new App();
  const stack = new Stack(app, 'A', { env: EU });
  cluster(stack, 'Cluster', 'prod');
  new eks.Cluster(stack, 'Plain', {
    version: VERSION,
    clusterName: 'prod',
    vpc: new ec2.Vpc(stack, 'Vpc'),
    defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
    defaultCapacity: 0,
  });
  expect(taken(app)).toEqual([`error [A/Plain] the cluster has the same name as A/Cluster: ${LIMIT}`]);
});

test('stacks that do not say where they are deployed are warned', () => {
  const app = new App();
  ['A', 'B'].forEach((id) => cluster(new Stack(app, id), 'Cluster', 'prod'));
  expect(taken(app)).toEqual([
    'warning [B/Cluster] the cluster has the same name as A/Cluster, and both may be deployed to the same account and ' +
      'region: a cluster name must be unique in an account and region. Set another `clusterName` for one of them ' +
      '(https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html)',
  ]);
});
