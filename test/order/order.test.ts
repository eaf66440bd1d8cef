import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as cdk8s from 'cdk8s';
import { inEveryOrder, ordersOf, Result, resultOf } from './in-every-order';
import {
  ClusterAccessPolicy,
  AccessPrincipal,
  ExistingVpc,
  AlbController,
  AlbIngressClass,
  AppNamespace,
  AutoModeNodes,
  ChartDeployment,
  Cluster,
  ClusterAccess,
  ClusterAccessProps,
  ClusterAutoscaler,
  CoreAddons,
  EbsStorage,
  EfsFileSystemSource,
  EfsStorage,
  FargateNodes,
  FsxOpenZfsStorage,
  GatewayApi,
  GatewayCrds,
  ClusterModel,
  ManagedAddon,
  ManagedNodes,
  MountedSecrets,
  OpenZfsFileSystemSource,
  PodSecurityGroup,
  Preflight,
  Route,
  SecretSource,
  SelfManagedNodes,
  StorageClaim,
  ClusterCapability,
  WebService,
  WorkerService,
  WorkloadIdentity,
} from '../../src';
import { find, newChart, newCluster, newStack, objectsOf, resourcesOf } from '../harness';

const clusterOf = () => {
  const cluster = newCluster(newStack(), { clusterName: 'shop' });
  for (const thing of [ClusterCapability.ingressClass('alb'), ClusterCapability.kind('snapshot.storage.k8s.io', 'VolumeSnapshotClass')]) {
    ClusterModel.of(cluster).declareExternal(thing, { reason: 'a test is about something else' });
  }
  return cluster;
};
const inAutoMode = () => {
  const cluster = clusterOf();
  new AutoModeNodes(Stack.of(cluster), 'AutoMode', { cluster });
  return cluster;
};
type Step = (cluster: Cluster) => unknown;
const step =
  (make: (stack: Stack, cluster: Cluster) => unknown): Step =>
  (cluster) =>
    make(Stack.of(cluster), cluster);

const addons = step((stack, cluster) => new CoreAddons(stack, 'Addons', { cluster }));
const nodes = step((stack, cluster) => new ManagedNodes(stack, 'Nodes', { cluster }));
const storage = step((stack, cluster) => new EbsStorage(stack, 'Storage', { cluster }));
const autoMode = step((stack, cluster) => new AutoModeNodes(stack, 'AutoMode', { cluster }));

test('all orders of three values', () =>
  expect(ordersOf([1, 2, 3])).toEqual([
    [1, 2, 3],
    [1, 3, 2],
    [2, 1, 3],
    [2, 3, 1],
    [3, 1, 2],
    [3, 2, 1],
  ]));

describe('the same templates come of every order of', () => {
  test('core add-ons, other nodes and storage in Auto Mode', () => {
    const { Test } = inEveryOrder(inAutoMode, [addons, nodes, storage]);
    const names = Object.values(resourcesOf(Test, 'AWS::EKS::Addon'))
      .map(({ Properties }) => Properties.AddonName)
      .sort();
    expect(names).toEqual(['coredns', 'eks-node-monitoring-agent', 'eks-pod-identity-agent', 'kube-proxy', 'metrics-server', 'vpc-cni']);
  });
  test('nodes that Auto Mode does not run, and Auto Mode', () => {
    const withNetwork = () => {
      const cluster = clusterOf();
      new ManagedAddon(Stack.of(cluster), 'Cni', { cluster, addonName: 'vpc-cni' });
      return cluster;
    };
    inEveryOrder(withNetwork, [nodes, autoMode]);
  });
  test('core add-ons and what needs a setting of them', () => {
    const fargate = step((stack, cluster) => new FargateNodes(stack, 'Fargate', { cluster, selectors: [{ namespace: 'kube-system' }] }));
    inEveryOrder(clusterOf, [addons, fargate, step((stack, cluster) => new PodSecurityGroup(stack, 'Pods', { cluster }))]);
  });
  test('self-managed nodes and the Cluster Autoscaler', () => {
    const group = step((stack, cluster) => new SelfManagedNodes(stack, 'Group', { cluster }));
    inEveryOrder(clusterOf, [group, step((stack, cluster) => new ClusterAutoscaler(stack, 'Autoscaler', { cluster }))]);
  });
  test('a namespace that is external and a chart in it', () => {
    inEveryOrder(clusterOf, [
      (cluster) =>
        ClusterModel.of(cluster).declareExternal(ClusterCapability.namespace('shop'), { reason: 'the team of the platform creates it' }),
      step((stack, cluster) => {
        new ChartDeployment(stack, 'Chart', { cluster, chart: withWorker() });
      }),
    ]);
  });
});

describe('the same objects come of every order of', () => {
  const objectsIn = (result: Result) => {
    if (typeof result === 'string') throw new Error(result);
    return objectsOf(result.Test);
  };

  test('a chart with an Ingress and another in the same namespace', () => {
    const chartWith = (name: string, route?: Route): Step =>
      step((stack, cluster) => {
        const chart = newChart('shop');
        new WebService(chart, name, { image: 'a:1', route });
        new ChartDeployment(stack, name, { cluster, chart });
      });
    for (const order of ordersOf([chartWith('a'), chartWith('b', Route.internalAlb())])) {
      expect(find(objectsIn(resultOf(clusterOf, order)), 'Namespace', 'shop').metadata.labels).toMatchObject({
        'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled',
      });
    }
  });

  interface Shop {
    readonly node: Cluster['node'];
    readonly chart: cdk8s.Chart;
    readonly identity: WorkloadIdentity;
    readonly claim: StorageClaim;
    readonly secrets: MountedSecrets;
  }
  const prepare = (): Shop & Cluster => {
    const cluster = clusterOf();
    const stack = Stack.of(cluster);
    const identity = new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
    const sources = [SecretSource.fromSecretsManager(Secret.fromSecretNameV2(stack, 'Secret', 'a'), 'a')];
    const chart = newChart('shop');
    new ChartDeployment(stack, 'Chart', { cluster, chart });
    return Object.assign(cluster, {
      chart,
      identity,
      claim: new EbsStorage(stack, 'Storage', { cluster }).claim('data', { size: cdk8s.Size.gibibytes(1), mountPath: '/data' }),
      secrets: new MountedSecrets(stack, 'Secrets', { cluster, identity, sources }),
    });
  };
  const sorted = (result: Result) =>
    objectsIn(result)
      .map((object) => JSON.stringify(object))
      .sort();

  test.each<[string, (shop: Shop) => unknown]>([
    ['a service account', ({ identity, chart }) => identity.addServiceAccount(chart)],
    ['a claim', ({ claim, chart }) => claim.addTo(chart)],
    ['secrets', ({ secrets, chart }) => secrets.addTo(chart)],
  ])('%s that is added to a chart and the workload that uses it', (_, add) => {
    const worker = ({ chart, identity, claim, secrets }: Shop) =>
      new WorkerService(chart, 'worker', { image: 'a:1', identity, volumes: [claim, secrets.mountAt('/secrets')] });
    const [first, second] = ordersOf([add, worker]).map((order) => sorted(resultOf(prepare, order)));
    expect(second).toEqual(first);
  });
  test('a namespace that denies by default and a service behind a load balancer', () => {
    const [first, second] = ordersOf<(shop: Shop) => unknown>([
      ({ chart }) => new AppNamespace(chart, 'shop', { defaultDeny: true }),
      ({ chart }) => new WebService(chart, 'web', { image: 'a:1', route: Route.internalAlb() }),
    ]).map((order) => sorted(resultOf(prepare, order)));
    expect(second).toEqual(first);
  });
  test.each<[string, string, (shop: Shop, other: cdk8s.Chart) => unknown]>([
    ['a service account', '[Test/Identity] addServiceAccount', ({ identity }, chart) => identity.addServiceAccount(chart)],
    ['secrets', '[Test/Secrets] addTo', ({ secrets }, chart) => secrets.addTo(chart)],
  ])('fails for %s that is added to another chart after a workload brought it', (_, method, add) => {
    const shop = prepare();
    new WorkerService(shop.chart, 'worker', { image: 'a:1', identity: shop.identity, volumes: [shop.secrets.mountAt('/secrets')] });
    expect(() => add(shop, newChart('shop'))).toThrow(
      `${method} is called after workloads added the object to chart: an object can be in one chart only. Call ${method.split(' ')[1]} ` +
        'before the workloads are created',
    );
  });
});

const later = (statement: string, path: string) =>
  `${statement} is called after ${path} was created: it must be called first, because constructs that were ` +
  `created before it do not take it into account. Move the call before ${path}`;

describe('fails where a statement comes too late, and names what it must come before', () => {
  test.each<[string, Step]>([
    ['Test/Storage', storage],
    ['Test/Addons', addons],
    ['Test/Alb', step((stack, cluster) => new AlbController(stack, 'Alb', { cluster }))],
    ['Test/Class', step((stack, cluster) => new AlbIngressClass(stack, 'Class', { cluster }))],
    [
      'Test/Gateways',
      step((stack, cluster) => new GatewayApi(stack, 'Gateways', { cluster, crds: GatewayCrds.declareExternal('the platform has them') })),
    ],
  ])('Auto Mode after %s', (path, make) =>
    expect(resultOf(clusterOf, [make, autoMode])).toBe(`[Test/AutoMode] ${later('AutoModeNodes is created', path)}`),
  );

  test('Auto Mode of an imported cluster', () => {
    const stack = newStack();
    const cluster = Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'shop' });
    new AlbIngressClass(stack, 'Class', { cluster });
    expect(() => AutoModeNodes.declareEnabled(cluster)).toThrow(
      `[Test/Imported] ${later('AutoModeNodes.declareEnabled is called', 'Test/Class')}`,
    );
  });
  test('Pod Identity as the default of identities', () => {
    const identity = step(
      (stack, cluster) => new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'a', serviceAccountName: 'a' }),
    );
    expect(resultOf(clusterOf, [identity, (cluster) => WorkloadIdentity.defaultToPodIdentity(cluster)])).toBe(
      `[Test/Cluster] ${later('WorkloadIdentity.defaultToPodIdentity is called', 'Test/Identity')}`,
    );
  });
  test.each<[string, ClusterCapability, string, Step]>([
    ['ebs-driver', ClusterCapability.csiDriver('ebs.csi.aws.com'), 'Test/Cluster/EbsCsiDriver', storage],
    [
      'efs-driver',
      ClusterCapability.csiDriver('efs.csi.aws.com'),
      'Test/Cluster/EfsCsiDriver',
      step((stack, cluster) => new EfsStorage(stack, 'Files', { cluster, fileSystem: EfsFileSystemSource.create() })),
    ],
    [
      'efs-driver',
      ClusterCapability.csiDriver('efs.csi.aws.com'),
      'Test/Files/Driver',
      step((stack, cluster) => new EfsStorage(stack, 'Files', { cluster, dynamicProvisioning: false })),
    ],
    [
      'openzfs-driver',
      ClusterCapability.csiDriver('fsx.openzfs.csi.aws.com'),
      'Test/Cluster/OpenZfsCsiDriver',
      step((stack, cluster) => new FsxOpenZfsStorage(stack, 'Zfs', { cluster, fileSystem: OpenZfsFileSystemSource.perClaim() })),
    ],
    [
      'kind VolumeSnapshot (snapshot.storage.k8s.io)',
      ClusterCapability.kind('snapshot.storage.k8s.io', 'VolumeSnapshot'),
      'Test/Cluster/SnapshotController',
      step((stack, cluster) => new EbsStorage(stack, 'Storage', { cluster, volumeSnapshotClass: {} })),
    ],
  ])('%s that something else installs', (named, thing, path, make) => {
    const external = (cluster: Cluster) => ClusterModel.of(cluster).declareExternal(thing, { reason: 'the platform' });
    expect(resultOf(clusterOf, [make, external])).toBe(`[Test/Cluster] ${later(`ClusterModel.declareExternal of ${named}`, path)}`);
    expect(resultOf(clusterOf, [external, make])).toBeInstanceOf(Object);
  });
  test('the tiers of a VPC', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Vpc');
    newCluster(stack, {}, vpc);
    expect(() => new ExistingVpc(stack, 'Adopted', { vpc })).toThrow(
      '[Test/Adopted] another construct already uses the VPC: it has selected its subnets by their type, before the tiers were ' +
        'declared. Create ExistingVpc before the cluster and before all other constructs that use the VPC',
    );
  });
  test('an add-on that a storage class installed', () => {
    const snapshots = step((stack, cluster) => new EbsStorage(stack, 'Storage', { cluster, volumeSnapshotClass: {} }));
    const addon = step((stack, cluster) => new ManagedAddon(stack, 'Controller', { cluster, addonName: 'snapshot-controller' }));
    expect(resultOf(clusterOf, [snapshots, addon])).toBe(
      "[Test/Controller] addonName is 'snapshot-controller', which Test/Cluster/SnapshotController already " +
        'installs: an add-on can be installed only once on a cluster. Use the existing add-on, or create ' +
        'this construct before it (https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html)',
    );
    expect(resultOf(clusterOf, [addon, snapshots])).toBeInstanceOf(Object);
  });
});

test('a role of nodes that is allowed to log in fails in both orders', () => {
  const roleOf = (stack: Stack): iam.Role =>
    (stack.node.tryFindChild('Shared') as iam.Role | undefined) ??
    new iam.Role(stack, 'Shared', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  const group = step((stack, cluster) => new SelfManagedNodes(stack, 'Group', { cluster, roleOptions: { role: roleOf(stack) } }));
  const access = step(
    (stack, cluster) =>
      new ClusterAccess(stack, 'Access', {
        cluster,
        principal: AccessPrincipal.role(roleOf(stack)),
        accessPolicies: [ClusterAccessPolicy.view()],
      }),
  );
  for (const order of [
    [group, access],
    [access, group],
  ]) {
    expect(resultOf(clusterOf, order)).toContain(
      'a principal has one access entry, and the entry of a node role does not support access policies',
    );
  }
});

test('grants to one principal become the same access entry in every order', () => {
  const arn = 'arn:aws:iam::111122223333:role/dev';
  const grant = (id: string, props: Pick<ClusterAccessProps, 'accessPolicies' | 'username'>) =>
    step((stack, cluster) => new ClusterAccess(stack, id, { cluster, principal: AccessPrincipal.arn(arn), ...props }));
  const entries = ordersOf([grant('One', { username: 'dev' }), grant('Two', { accessPolicies: [ClusterAccessPolicy.view()] })]).map(
    (order) => {
      const result = resultOf(clusterOf, order);
      if (typeof result === 'string') throw new Error(result);
      return Object.values(resourcesOf(result.Test, 'AWS::EKS::AccessEntry'))
        .filter(({ Properties }) => Properties.PrincipalArn === arn)
        .map(({ Properties }) => Properties);
    },
  );
  expect(entries[0]).toMatchObject([{ Username: 'dev', AccessPolicies: [{ AccessScope: { Type: 'cluster' } }] }]);
  expect(entries[1]).toEqual(entries[0]);
});

test('findings before a synthesis are those of the tree as it is', () => {
  const cluster = clusterOf();
  const found = () =>
    Preflight.of(cluster)
      .findings()
      .map(({ ruleId }) => ruleId);
  new ChartDeployment(Stack.of(cluster), 'Chart', { cluster, chart: withWorker() });
  expect(found()).toContain('nodes-missing');
  nodes(cluster);
  expect(found()).not.toContain('nodes-missing');
});

function withWorker(): cdk8s.Chart {
  const chart = newChart('shop');
  new WorkerService(chart, 'worker', { image: 'a:1' });
  return chart;
}
