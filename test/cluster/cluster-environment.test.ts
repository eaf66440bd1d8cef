import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import {
  ClusterAccessPolicy,
  AccessPrincipal,
  ChartDeployment,
  Cluster,
  ClusterAccess,
  CoreAddons,
  FargateNodes,
  HelmDeployment,
  HybridNodes,
  IdentityType,
  KarpenterNodes,
  KubernetesGroup,
  ManagedAddon,
  ManagedNodes,
  OidcIdentityProvider,
  Preflight,
  SelfManagedNodes,
  WorkloadIdentity,
} from '../../src';
import { newChart, newCluster } from '../harness';

const ACCOUNT =
  'the stack is in account 444455556666 and the cluster is in account 111122223333: roles, access entries and resources of a ' +
  'cluster must be in the account of the cluster. Create it in a stack in account 111122223333';
const REGION = 'the stack is in region us-east-1 and the cluster is in region eu-west-1';

const given = (env: { account: string; region: string }) => {
  const app = new App();
  const cluster = newCluster(
    new Stack(app, 'Central', { env: { account: '111122223333', region: 'eu-west-1' }, crossRegionReferences: true }),
    { clusterName: 'central' },
  );
  return { app, cluster, other: new Stack(app, 'Other', { env, crossRegionReferences: true }) };
};

/** Everything that is created on a cluster by itself. What is built of these is left out. */
const constructs: [string, (scope: Stack, cluster: Cluster) => unknown][] = [
  ['ChartDeployment', (scope, cluster) => new ChartDeployment(scope, 'It', { cluster, chart: newChart('shop') })],
  [
    'HelmDeployment',
    (scope, cluster) =>
      new HelmDeployment(scope, 'It', {
        cluster,
        chartName: 'x',
        chartRepository: 'https://example.com',
        chartVersion: '1.0.0',
        namespace: 'x',
      }),
  ],
  [
    'KubernetesGroup',
    (scope, cluster) =>
      new KubernetesGroup(scope, 'It', {
        cluster,
        groupName: 'developers',
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
      }),
  ],
  ['WorkloadIdentity', (scope, cluster) => new WorkloadIdentity(scope, 'It', { cluster, namespace: 'shop', serviceAccountName: 'web' })],
  [
    'WorkloadIdentity by Pod Identity',
    (scope, cluster) =>
      new WorkloadIdentity(scope, 'It', {
        cluster,
        namespace: 'shop',
        serviceAccountName: 'web',
        identityType: IdentityType.podIdentity(),
      }),
  ],
  ['ManagedNodes', (scope, cluster) => new ManagedNodes(scope, 'It', { cluster })],
  ['SelfManagedNodes', (scope, cluster) => new SelfManagedNodes(scope, 'It', { cluster })],
  ['FargateNodes', (scope, cluster) => new FargateNodes(scope, 'It', { cluster, namespaces: ['batch'] })],
  ['KarpenterNodes', (scope, cluster) => new KarpenterNodes(scope, 'It', { cluster })],
  [
    'HybridNodes',
    (scope, cluster) => new HybridNodes(scope, 'It', { cluster, remoteNodeCidrs: ['10.80.0.0/16'], remotePodCidrs: ['10.85.0.0/16'] }),
  ],
  ['ManagedAddon', (scope, cluster) => new ManagedAddon(scope, 'It', { cluster, addonName: 'adot' })],
  ['CoreAddons', (scope, cluster) => new CoreAddons(scope, 'It', { cluster })],
  [
    'ClusterAccess',
    (scope, cluster) =>
      new ClusterAccess(scope, 'It', {
        cluster,
        principal: AccessPrincipal.arn('arn:aws:iam::111122223333:role/a'),
        accessPolicies: [ClusterAccessPolicy.view()],
      }),
  ],
  [
    'OidcIdentityProvider',
    (scope, cluster) => new OidcIdentityProvider(scope, 'It', { cluster, issuerUrl: 'https://example.com', clientId: 'a' }),
  ],
];

test.each(constructs)('%s fails in a stack of another account', (_, make) => {
  const { cluster, other } = given({ account: '444455556666', region: 'eu-west-1' });
  expect(() => make(other, cluster)).toThrow(ACCOUNT);
});

test.each(constructs.filter(([name]) => !['WorkloadIdentity', 'WorkloadIdentity by Pod Identity', 'KarpenterNodes'].includes(name)))(
  '%s fails in a stack of another region',
  (_, make) => {
    const { cluster, other } = given({ account: '111122223333', region: 'us-east-1' });
    expect(() => make(other, cluster)).toThrow(REGION);
  },
);

test('a role has no region: an identity may be in a stack of another one', () => {
  const { cluster, other } = given({ account: '111122223333', region: 'us-east-1' });
  expect(() => new WorkloadIdentity(other, 'It', { cluster, namespace: 'shop', serviceAccountName: 'web' })).not.toThrow();
});

test('a stack whose account is not known is silent', () => {
  const app = new App();
  const cluster = newCluster(new Stack(app, 'Central'), { clusterName: 'central' });
  expect(
    () =>
      new WorkloadIdentity(new Stack(app, 'Other', { env: { account: '444455556666', region: 'eu-west-1' } }), 'It', {
        cluster,
        namespace: 'shop',
        serviceAccountName: 'web',
      }),
  ).not.toThrow();
});

test('plain resources are found', () => {
  const { app, cluster, other } = given({ account: '444455556666', region: 'eu-west-1' });
  new eks.CfnAddon(other, 'Addon', { clusterName: cluster.literalName, addonName: 'adot' });
  expect(
    Preflight.of(app)
      .findings()
      .filter(({ ruleId }) => ruleId === 'cluster-elsewhere')
      .map(({ message }) => message),
  ).toEqual([
    '[Other/Addon] the stack is in account 444455556666 and the cluster is in account 111122223333: ' +
      'CloudFormation creates a resource in the account and region of its stack, where this cluster does ' +
      'not exist. Create it in a stack in account 111122223333 ' +
      '(https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html)',
  ]);
});
