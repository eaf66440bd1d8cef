import { App, CfnResource, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCapability, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { ClusterCapability, CoreAddons, HelmDeployment, HelmDeploymentProps, ManagedNodes, Preflight, SelfManagedNodes } from '../../src';
import { logicalId, newCluster, newStack, resourceOf, templateOf } from '../harness';

const comesAfter = (one: IConstruct, other: IConstruct): boolean => [resourceOf(one).DependsOn ?? []].flat().includes(logicalId(other));
const order = (one: IConstruct, other: IConstruct) => [comesAfter(one, other), comesAfter(other, one)];
const findings = (stack: Stack, rule: string) =>
  Preflight.of(stack.node.root as App)
    .findings()
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ constructPath, severity }) => [constructPath, severity]);

const CILIUM = { chartName: 'cilium', chartRepository: 'https://helm.cilium.io', chartVersion: '1.19.0', namespace: 'kube-system' };
const CALICO = {
  chartName: 'tigera-operator',
  chartRepository: 'https://docs.tigera.io/calico/charts',
  chartVersion: 'v3.32.0',
  namespace: 'tigera-operator',
  values: { installation: { kubernetesProvider: 'EKS', cni: { type: 'Calico' } } },
};
const OTHER = { ...CILIUM, chartName: 'antrea', provides: [ClusterCapability.podNetwork()] };

function deployed(options: Partial<HelmDeploymentProps>) {
  const stack = newStack();
  const cluster: ICluster = newCluster(stack);
  const nodes = new ManagedNodes(stack, 'Nodes', { cluster });
  const own = new SelfManagedNodes(stack, 'Own', { cluster, instanceTypes: [new ec2.InstanceType('m7g.large')] });
  const release = new HelmDeployment(stack, 'Cni', { cluster, ...options });
  return { stack, cluster, nodes, own, release };
}

test.each([
  ['Cilium', CILIUM],
  ['Calico', CALICO],
  ['another, by provides', OTHER],
])('%s comes before nodes and does not wait for its pods', (_, options) => {
  const { stack, nodes, own, release } = deployed(options);
  expect([order(nodes, release), comesAfter(own, release)]).toEqual([[true, false], true]);
  expect(resourceOf(release).Properties.NotWaitedFor).toEqual(['rollouts']);
  expect(findings(stack, 'cni-waits-for-nodes')).toEqual([]);
  expect(findings(stack, 'pod-network-missing')).toEqual([]);
});

test.each([
  ['Cilium in chaining mode', { ...CILIUM, values: { cni: { chainingMode: 'aws-cni' } } }],
  ['Calico that enforces policies alone', { ...CALICO, values: { installation: { kubernetesProvider: 'EKS' } } }],
])('%s comes after nodes', (_, options) => {
  const { nodes, release } = deployed(options);
  expect(order(nodes, release)).toEqual([false, true]);
  expect(resourceOf(release).Properties).not.toHaveProperty('NotWaitedFor');
});

test('Cilium beside vpc-cni comes after nodes', () => {
  const { stack, cluster, nodes, release } = deployed(CILIUM);
  new CoreAddons(stack, 'Addons', { cluster });
  expect(order(nodes, release)).toEqual([false, true]);
});

test('fails: a CNI plugin that waits for its pods, of this library and of plain aws-eks-v2', () => {
  const { stack } = deployed({ ...CILIUM, wait: { rollouts: true } });
  expect(findings(stack, 'cni-waits-for-nodes')).toEqual([['Test/Cni/Release', 'error']]);
  const plain = newStack();
  const cluster = newCluster(plain);
  new ManagedNodes(plain, 'Nodes', { cluster });
  cluster.addHelmChart('Cilium', { chart: 'cilium', repository: 'https://helm.cilium.io', namespace: 'kube-system', wait: true });
  expect(findings(plain, 'cni-waits-for-nodes')).toEqual([['Test/Cluster/chart-Cilium', 'error']]);
});

test('a release of plain aws-eks-v2 comes before nodes, policies of the plugin after them', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const nodes = new ManagedNodes(stack, 'Nodes', { cluster });
  const release = cluster.addHelmChart('Cilium', { chart: 'cilium', repository: 'https://helm.cilium.io', namespace: 'kube-system' });
  const policy = cluster.addManifest('Policy', {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: 'a' },
    spec: {},
  });
  expect([comesAfter(nodes, release), comesAfter(policy, nodes), comesAfter(policy, release)]).toEqual([true, true, true]);
});

test('EKS capabilities provide their kinds', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const capability = (type: string) =>
    new CfnCapability(stack, type, {
      clusterName: cluster.clusterName,
      capabilityName: type.toLowerCase(),
      type,
      roleArn: 'arn:aws:iam::111122223333:role/capability',
      deletePropagationPolicy: 'RETAIN',
    });
  const [argo, kro, ack] = ['ARGOCD', 'KRO', 'ACK'].map(capability);
  const object = (id: string, apiVersion: string, kind: string, spec: object = {}): IConstruct =>
    cluster.addManifest(id, { apiVersion, kind, metadata: { name: id.toLowerCase(), namespace: 'default' }, spec });
  const app = object('App', 'argoproj.io/v1alpha1', 'Application');
  const bucket = object('Bucket', 's3.services.k8s.aws/v1alpha1', 'Bucket');
  const graph = object('Graph', 'kro.run/v1alpha1', 'ResourceGraphDefinition', { schema: { apiVersion: 'v1alpha1', kind: 'WebApp' } });
  const instance = object('Instance', 'kro.run/v1alpha1', 'WebApp');
  const providers: CfnResource[] = [argo, kro, ack];
  const after = (each: IConstruct) => providers.map((provider) => comesAfter(each, provider));
  expect([after(app), after(bucket), after(graph), after(instance), comesAfter(instance, graph)]).toEqual([
    [true, false, false],
    [false, false, true],
    [false, true, false],
    [false, false, false],
    true,
  ]);
  expect(Object.keys(templateOf(stack).Resources)).toContain('ARGOCD');
});
