import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { DockerImageAsset, Platform as ImagePlatform } from 'aws-cdk-lib/aws-ecr-assets';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cdk8s from 'cdk8s';
import {
  AlbController,
  ChartDeployment,
  Cluster,
  Compute,
  CoreAddons,
  EbsStorage,
  FargateNodes,
  ClusterModel,
  ManagedNodes,
  Platform,
  Preflight,
  Route,
  ClusterCapability,
  ThreeTierVpc,
  WebService,
} from '../../src';
import { newChart, newCluster, newPlainCluster, newStack, VERSION } from '../harness';

const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';

function withClaim(stack: Stack, declare?: (cluster: Cluster) => void) {
  const cluster = newCluster(stack);
  const chart = newChart('shop');
  new cdk8s.ApiObject(chart, 'claim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
  const deployment = new ChartDeployment(stack, 'Shop', { cluster, chart });
  declare?.(cluster);
  return deployment;
}

const MESSAGE =
  "PersistentVolumeClaim 'shop/data' references StorageClass 'fast', which does not exist: the PVC and its pods stay Pending while " +
  'the StorageClass does not exist (storageclass.storage.k8s.io "<name>" not found)';

test('fails the synthesis with the object, the reason and the fix', () => {
  const stack = newStack();
  withClaim(stack);
  expect(() => Template.fromStack(stack)).toThrow(expect.objectContaining({ message: expect.stringContaining(MESSAGE) }));
  expect(() => Template.fromStack(stack)).toThrow(
    expect.objectContaining({ message: expect.stringContaining("Acknowledge with 'strata::storage-class-missing'") }),
  );
});

test('several findings are reported together', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const chart = newChart('shop');
  new WebService(chart, 'web', { image, route: Route.publicAlb() });
  new cdk8s.ApiObject(chart, 'pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { serviceAccountName: 'nobody', containers: [] },
  });
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  expect(
    Preflight.of(stack)
      .findings()
      .map(({ ruleId, severity, constructPath }) => [ruleId, severity, constructPath]),
  ).toEqual([
    ['nodes-missing', 'warning', 'Test/Cluster'],
    ['ingress-class-missing', 'error', 'Test/Shop'],
    ['service-account-missing', 'error', 'Test/Shop'],
  ]);
});

test('is acknowledged like any rule of CDK, also above the construct', () => {
  const stack = newStack();
  withClaim(stack);
  Validations.of(stack).acknowledge({ id: 'strata::storage-class-missing', reason: 'made by hand' });
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources)).not.toEqual([]);
  expect(Preflight.of(stack).findings()).toHaveLength(1);
});

test('what exists outside is declared, not acknowledged', () => {
  const stack = newStack();
  withClaim(stack, (cluster) =>
    ClusterModel.of(cluster).declareExternal(ClusterCapability.storageClass('fa*'), { reason: 'the storage team makes it' }),
  );
  expect(Preflight.of(stack).findings()).toEqual([]);
});

test('what any construct says that it provides counts', () => {
  const stack = newStack();
  const deployment = withClaim(stack, (cluster) => {
    const job = new ec2.CfnSecurityGroup(stack, 'Maker', { groupDescription: 'stands for a construct that makes the class' });
    ClusterModel.of(cluster).provide(job, ClusterCapability.storageClass('fast'));
  });
  expect(Preflight.of(stack).findings()).toEqual([]);
  expect(Template.fromStack(stack).toJSON().Resources[stack.getLogicalId(deployment.node.defaultChild as never)].DependsOn).toContain(
    'Maker',
  );
});

describe('an open world is silent', () => {
  test('an imported cluster', () => {
    const stack = newStack();
    const cluster = eks.Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'theirs' });
    const chart = newChart('shop');
    new WebService(chart, 'web', { image, route: Route.publicAlb() });
    new ChartDeployment(stack, 'Shop', { cluster, chart });
    expect(Preflight.of(stack).findings()).toEqual([]);
  });

  test('a cluster with a chart of unknown contents', () => {
    const stack = newStack();
    withClaim(stack, (cluster) =>
      cluster.addHelmChart('Unknown', { chart: 'something', version: '1.0.0', repository: 'https://example.com' }),
    );
    expect(Preflight.of(stack).findings()).toEqual([]);
  });

  test('but not a cluster with a chart that the table knows', () => {
    const stack = newStack();
    withClaim(stack, (cluster) => {
      new AlbController(stack, 'Alb', { cluster });
      new ManagedNodes(stack, 'Nodes', { cluster });
    });
    expect(
      Preflight.of(stack)
        .findings()
        .map(({ ruleId }) => ruleId),
    ).toEqual(['storage-class-missing']);
  });
});

test('what a user makes with plain aws-eks-v2 counts: an add-on, a class, an ingress class', () => {
  const stack = newStack();
  withClaim(stack, (cluster) =>
    cluster.addManifest('Class', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'x' }),
  );
  expect(Preflight.of(stack).findings()).toEqual([]);
});

test('a second load balancer controller, and a second agent that CDK adds, are found', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  new CoreAddons(stack, 'Addons', { cluster });
  new AlbController(stack, 'Alb', { cluster });
  const { HelmRelease } = jest.requireActual('../../src/apply/helm-release');
  new HelmRelease(stack, 'Second', {
    cluster,
    chartName: 'aws-load-balancer-controller',
    chartRepository: 'https://e.com',
    chartVersion: '1.0.0',
    releaseName: 'aws-load-balancer-controller',
    namespace: 'kube-system',
    values: () => ({}),
  });
  cluster.addServiceAccount('Sa', { identityType: eks.IdentityType.POD_IDENTITY });
  expect(
    Preflight.of(stack)
      .findings()
      .map(({ message }) => message.split(':')[0]),
  ).toEqual([
    "[Test/Addons/eks-pod-identity-agent] EKS add-on 'eks-pod-identity-agent' is also declared in Test/Cluster/EksPodIdentityAgentAddon",
    "[Test/Second] Helm release 'kube-system/aws-load-balancer-controller' is also declared in Test/Alb/Chart",
  ]);
});

test('a stack inside of a stage is found in a test by asking', () => {
  const app = new App();
  const stage = new Stage(app, 'Prod');
  withClaim(new Stack(stage, 'Stack'));
  expect(() => app.synth()).toThrow(expect.objectContaining({ message: expect.stringContaining(MESSAGE) }));
  expect(
    Preflight.of(app)
      .findings()
      .map(({ constructPath }) => constructPath),
  ).toEqual(['Prod/Stack/Shop']);
});

test('EBS volumes of pods on Fargate only are found', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  cluster.addFargateProfile('All', { selectors: [{ namespace: 'shop' }, { namespace: 'kube-system' }] });
  const storage = new EbsStorage(stack, 'Storage', { cluster });
  const chart = newChart('shop');
  new WebService(chart, 'web', { image, volumes: [storage.claim('data', { size: cdk8s.Size.gibibytes(1), mountPath: '/data' })] });
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  expect(
    Preflight.of(stack)
      .findings()
      .map(({ message }) => message),
  ).toEqual([
    "[Test/Shop] pods of Deployment 'shop/web' run on Fargate and mount the EBS volume 'data': EBS " +
      'volumes cannot be mounted by Fargate pods. Run the pods on EC2 nodes, outside the Fargate profile, ' +
      'or use an EFS volume (https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html)',
  ]);
});

test('EBS volumes beside Fargate are not found where nodes come with the pods', () => {
  const stack = newStack();
  const { cluster, storage } = new Platform(stack, 'Platform', { version: VERSION, compute: Compute.autoMode() });
  cluster.grantClusterAdmin('Admin', 'arn:aws:iam::111122223333:role/admin');
  new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['jobs'] });
  const chart = newChart('shop');
  new WebService(chart, 'web', { image, volumes: [storage.claim('data', { size: cdk8s.Size.gibibytes(1), mountPath: '/data' })] });
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  expect(Preflight.of(stack).findings()).toEqual([]);
});

test('a cluster in an imported VPC whose subnets this app cannot tag is found', () => {
  const stack = newStack();
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    publicSubnetIds: ['subnet-1', 'subnet-2'],
    privateSubnetIds: ['subnet-3', 'subnet-4'],
  });
  const cluster = new Cluster(stack, 'Cluster', { version: VERSION, vpc });
  cluster.grantClusterAdmin('Admin', 'arn:aws:iam::111122223333:role/admin');
  new AlbController(stack, 'Alb', { cluster });
  new ManagedNodes(stack, 'Nodes', { cluster });
  for (const capability of [ClusterCapability.podNetwork(), ClusterCapability.clusterDns()]) {
    ClusterModel.of(cluster).declareExternal(capability, { reason: 'another test' });
  }
  const chart = newChart('shop');
  new WebService(chart, 'web', { image, route: Route.publicAlb() });
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  expect(
    Preflight.of(stack)
      .findings()
      .map(({ message }) => message),
  ).toEqual([
    expect.stringMatching(
      new RegExp(
        String.raw`^\[Test/Cluster\] 4 subnets of the imported VPC Test/Vpc may have no tags for load balancers: load balancer ` +
          String.raw`controllers discover .*Tag them where they are created, then declare it`,
      ),
    ),
  ]);
  ClusterModel.of(cluster).declareExternal(ClusterCapability.taggedSubnets(), { reason: 'tagged by the network team' });
  expect(Preflight.of(stack).findings()).toEqual([]);
});

test('an image asset that would run as root, on other nodes, is found', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'image-'));
  fs.writeFileSync(path.join(directory, 'Dockerfile'), 'FROM a AS build\nUSER 5\nFROM b\nUSER 7\nUSER app\n');
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  const asset = new DockerImageAsset(stack, 'Image', { directory, platform: ImagePlatform.LINUX_ARM64 });
  const chart = newChart('shop');
  new cdk8s.ApiObject(chart, 'pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: 'main', image: asset.imageUri }] },
  });
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  expect(() => Template.fromStack(stack)).toThrow(
    /is built for linux\/arm64, but all nodes are x86_64[\s\S]*would run as USER app of its image/,
  );
});

test('a rule that breaks says so and hides no other', () => {
  const stack = newStack();
  withClaim(stack);
  const { RULES } = jest.requireActual('../../src/preflight/rules');
  const [first] = RULES;
  const check = jest.spyOn(first, 'check').mockImplementation(() => {
    throw new Error('boom');
  });
  expect(
    Preflight.of(stack)
      .findings()
      .map(({ ruleId, message }) => [ruleId, message.includes('could not be checked (boom)')]),
  ).toEqual([
    [first.id, true],
    ['storage-class-missing', false],
  ]);
  check.mockRestore();
});

test.each([
  [['A'], []],
  [
    ['A', 'B'],
    ['subnet-exhausted', 'subnet-exhausted'],
  ],
])('clusters %j of one network share its addresses, and what runs out is said once', (names, rules) => {
  const app = new App();
  const vpc = new ThreeTierVpc(new Stack(app, 'Base'), 'Vpc', { cidr: '10.0.0.0/21', zoneSlots: 3 });
  for (const name of names) {
    const stack = new Stack(app, name);
    const cluster = newCluster(stack, {}, vpc);
    new CoreAddons(stack, 'Addons', { cluster });
    new ManagedNodes(stack, 'Nodes', { cluster, minSize: 1, maxSize: 20 });
  }
  expect(
    Preflight.of(app)
      .findings()
      .map(({ ruleId }) => ruleId),
  ).toEqual(rules);
});

describe('nodes without pod networking', () => {
  const nodesOn = (make: (stack: Stack) => eks.ICluster, more: (stack: Stack, cluster: eks.ICluster) => void = () => undefined) => {
    const stack = newStack();
    const cluster = make(stack);
    new ManagedNodes(stack, 'Nodes', { cluster });
    more(stack, cluster);
    return Preflight.of(stack)
      .findings()
      .filter(({ ruleId }) => ruleId === 'pod-network-missing')
      .map(({ message }) => message);
  };
  const own = (stack: Stack) => new Cluster(stack, 'Cluster', { version: VERSION, vpc: new ThreeTierVpc(stack, 'Vpc') });

  test('are found', () =>
    expect(nodesOn(own)).toEqual([
      expect.stringMatching(
        /^\[Test\/Nodes\] no CNI plugin is installed for the nodes: .*Add new CoreAddons\(this, 'Addons', \{ cluster \}\)/,
      ),
    ]));
  test.each<[string, () => string[]]>([
    ['core add-ons', () => nodesOn(own, (stack, cluster) => new CoreAddons(stack, 'Addons', { cluster }))],
    [
      'a CNI that is declared',
      () => nodesOn(own, (_, cluster) => ClusterModel.of(cluster).declareExternal(ClusterCapability.podNetwork(), { reason: 'Cilium' })),
    ],
    [
      'a chart that may bring one',
      () =>
        nodesOn(own, (_, cluster) =>
          (cluster as Cluster).addHelmChart('Cilium', { chart: 'cilium', repository: 'https://helm.cilium.io' }),
        ),
    ],
    ['the add-ons that EKS installs', () => nodesOn((stack) => newPlainCluster(stack))],
  ])('are not with %s', (_, found) => expect(found()).toEqual([]));
});
