import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import {
  Cluster,
  ClusterAutoscaler,
  CoreAddons,
  Egress,
  HelmDeployment,
  ClusterModel,
  ManagedNodes,
  SelfManagedNodes,
  ClusterCapability,
  ThreeTierVpc,
} from '../../src';
import { CHARTS } from '../../src/catalog/charts.data';
import { KUBERNETES_VERSIONS } from '../../src/kubernetes/kubernetes-version.data';
import { flat, logicalId, newCluster, newStack, resourceOf, resourcesOf, templateOf } from '../harness';

const autoscaled = (version?: eks.KubernetesVersion, egress = Egress.singleNat()) => {
  const stack = newStack();
  const cluster = newCluster(stack, version ? { version } : {}, new ThreeTierVpc(stack, 'Vpc', { egress }));
  new CoreAddons(stack, 'Addons', { cluster });
  const group = new ManagedNodes(stack, 'Nodes', { cluster, minSize: 1, maxSize: 9 });
  const own = new SelfManagedNodes(stack, 'Own', { cluster, minSize: 0, maxSize: 5 });
  const autoscaler = new ClusterAutoscaler(stack, 'Autoscaler', {
    cluster,
    chartRepository: 'oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/cluster-autoscaler',
    imageRepository: 'mirror/cluster-autoscaler',
  });
  return { stack, cluster, group, own, autoscaler };
};

describe('the Cluster Autoscaler', () => {
  const { stack, cluster, group, own, autoscaler } = autoscaled();
  const template = templateOf(stack);
  const [release] = Object.values(resourcesOf(template, 'Custom::StrataHelmRelease'));
  const values = JSON.parse(flat(release.Properties.Values));

  test('has the minor of its cluster, and a service account of its identity', () => {
    expect(values).toMatchObject({
      autoDiscovery: { clusterName: cluster.literalName },
      image: { tag: 'v1.36.1', repository: 'mirror/cluster-autoscaler' },
      fullnameOverride: 'cluster-autoscaler',
      rbac: { serviceAccount: { name: 'cluster-autoscaler', annotations: { 'eks.amazonaws.com/role-arn': expect.anything() } } },
    });
    expect(autoscaler.identity.serviceAccountName).toBe(values.rbac.serviceAccount.name);
    expect(values.extraArgs).toBeUndefined();
  });
  test('changes groups of its cluster alone', () => {
    const [
      {
        PolicyDocument: { Statement },
      },
    ] = resourceOf(autoscaler.identity.role).Properties.Policies;
    expect(Statement[1]).toMatchObject({
      Action: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${cluster.literalName}`]: 'owned' } },
    });
    expect(Statement[0].Action.filter((action: string) => !/:(Describe|Get)/.test(action))).toEqual([]);
  });
  test('finds groups of the size with which they were created: EKS requires all three sizes, EC2 Auto Scaling begins with minSize', () => {
    expect(resourceOf(group.nodegroup).Properties.ScalingConfig).toEqual({ MinSize: 1, MaxSize: 9, DesiredSize: 1 });
    expect(resourceOf(own.autoScalingGroup).Properties).toEqual(expect.objectContaining({ MinSize: '0', MaxSize: '5' }));
    expect(resourceOf(own.autoScalingGroup).Properties.DesiredCapacity).toBeUndefined();
  });
  test('comes after nodes', () => expect(release.DependsOn).toEqual(expect.arrayContaining([logicalId(group.nodegroup)])));
});

test('the size that was asked for is sent, also as a parameter with the number of nodes that there are', () => {
  const { stack, cluster } = autoscaled();
  const desiredSize = new CfnParameter(stack, 'Now', { type: 'Number', default: 3 }).valueAsNumber;
  const group = new ManagedNodes(stack, 'Asked', { cluster, minSize: 1, maxSize: 9, desiredSize });
  const own = new SelfManagedNodes(stack, 'AskedOwn', { cluster, minSize: 1, maxSize: 9, desiredSize });
  expect(resourceOf(group).Properties.ScalingConfig).toEqual({ MinSize: 1, MaxSize: 9, DesiredSize: { Ref: 'Now' } });
  expect(resourceOf(own).Properties.DesiredCapacity).toEqual({ Ref: 'Now' });
});

test.each<[string, (stack: Stack, cluster: Cluster) => void]>([
  [
    'a Helm release of its chart',
    (stack, cluster) =>
      new HelmDeployment(stack, 'Own', {
        cluster,
        chartName: 'cluster-autoscaler',
        chartRepository: 'https://kubernetes.github.io/autoscaler',
        chartVersion: '9.59.0',
        namespace: 'kube-system',
        values: { autoDiscovery: { clusterName: 'shop' } },
      }),
  ],
  [
    'a chart of plain aws-eks-v2',
    (_, cluster) =>
      cluster.addHelmChart('Own', {
        chart: 'cluster-autoscaler',
        repository: 'https://kubernetes.github.io/autoscaler',
        version: '9.59.0',
        namespace: 'kube-system',
        values: { autoDiscovery: { clusterName: 'shop' } },
      }),
  ],
  ['one that is declared', (_, cluster) => ClusterModel.of(cluster).declareExternal(ClusterCapability.autoscaler(), { reason: 'a test' })],
])('a deploy leaves the size of a group of your own alone beside %s', (_, add) => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const own = new SelfManagedNodes(stack, 'Nodes', { cluster, minSize: 1, maxSize: 5 });
  expect(resourceOf(own).Properties.DesiredCapacity).toBe('1');
  const other = newStack();
  const scaled = newCluster(other);
  const group = new SelfManagedNodes(other, 'Nodes', { cluster: scaled, minSize: 1, maxSize: 5 });
  add(other, scaled);
  expect(resourceOf(group).Properties.DesiredCapacity).toBeUndefined();
});

test('without a way out it has a list of types, and its endpoint', () => {
  const { stack } = autoscaled(undefined, Egress.none());
  const template = templateOf(stack);
  const [{ Properties }] = Object.values(resourcesOf(template, 'Custom::StrataHelmRelease'));
  expect(JSON.parse(flat(Properties.Values)).extraArgs).toEqual({ 'aws-use-static-instance-list': true });
  expect(JSON.stringify(resourcesOf(template, 'AWS::EC2::VPCEndpoint'))).toContain('.autoscaling');
});

test('images are of versions that exist', () => {
  for (const [minor, { version: tag }] of Object.entries(CHARTS['cluster-autoscaler'].images)) {
    expect([minor in KUBERNETES_VERSIONS, tag.startsWith(`v${minor}.`)]).toEqual([true, true]);
  }
});

test('a version whose release is not known is told', () => {
  const { stack } = autoscaled(eks.KubernetesVersion.of('1.37'));
  Annotations.fromStack(stack).hasWarning(
    '*',
    Match.stringLikeRegexp(
      'no release of the Cluster Autoscaler is known for Kubernetes 1.37: v1.36.1 is used. Set imageTag to ' + 'a release for this version',
    ),
  );
});

test('a cluster without a name cannot have one', () => {
  const stack = newStack();
  const cluster = new eks.Cluster(stack, 'Cluster', {
    version: eks.KubernetesVersion.V1_36,
    defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
    defaultCapacity: 0,
  });
  expect(() => new ClusterAutoscaler(stack, 'Autoscaler', { cluster })).toThrow(
    '[Test/Autoscaler] the cluster name is not known at synthesis: the IAM policy of the autoscaler ' +
      'contains it in a condition key. Set clusterName on the cluster, or use the Cluster of this library',
  );
});
