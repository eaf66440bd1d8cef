import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { KarpenterNodePool, KarpenterNodes, ManagedNodes, NodeOs, SelfManagedNodes } from '../../src';
import { DEVICE_PLUGINS, GPU_LABEL } from '../../src/nodes/devices/device-plugins.data';
import { declareNodes, find, flat, newCluster, newStack, objectsOf, resourceOf, resourcesOf, templateOf } from '../harness';

const GPUS = [new ec2.InstanceType('g6.xlarge')];
const V1_34 = { version: eks.KubernetesVersion.V1_34 };

test('the NVIDIA plugin runs where its label is', () => {
  const { affinity } = DEVICE_PLUGINS.nvidia.values({ efaImage: '' }) as { affinity: object };
  expect(JSON.stringify(affinity)).toContain(JSON.stringify({ key: GPU_LABEL, operator: 'In', values: ['true'] }));
});

test.each([
  ['below 1.35', V1_34],
  ['later', {}],
])('managed nodes with GPUs have the label: %s', (_, version) => {
  const stack = newStack();
  const cluster = newCluster(stack, version);
  const nodes = new ManagedNodes(stack, 'Nodes', { cluster, instanceTypes: GPUS, labels: { team: 'a' } });
  expect(resourceOf(nodes).Properties.Labels).toEqual({ [GPU_LABEL]: 'true', team: 'a' });
});

test('self-managed nodes join with it, and an autoscaler knows it', () => {
  const stack = newStack();
  const nodes = new SelfManagedNodes(stack, 'Nodes', { cluster: newCluster(stack, V1_34), instanceTypes: GPUS });
  const [template] = Object.values(resourcesOf(templateOf(stack), 'AWS::EC2::LaunchTemplate'));
  expect(flat(template.Properties.LaunchTemplateData.UserData['Fn::Base64'])).toContain(`--node-labels=${GPU_LABEL}=true`);
  expect(resourceOf(nodes).Properties.Tags).toContainEqual({
    Key: `k8s.io/cluster-autoscaler/node-template/label/${GPU_LABEL}`,
    Value: 'true',
    PropagateAtLaunch: false,
  });
});

test.each<[string, object, object | undefined]>([
  ['GPUs', { instanceFamilies: ['g6'] }, { labels: { [GPU_LABEL]: 'true' } }],
  ['no GPUs', {}, undefined],
  ['GPUs with Bottlerocket, which has the plugin', { instanceFamilies: ['g6'], os: NodeOs.BOTTLEROCKET }, undefined],
])('a pool of Karpenter with %s', (_, options, metadata) => {
  const stack = newStack();
  const karpenter = new KarpenterNodes(stack, 'Karpenter', { cluster: declareNodes(newCluster(stack, V1_34)) });
  new KarpenterNodePool(stack, 'Pool', { karpenter, ...options });
  expect(find(objectsOf(templateOf(stack)), 'NodePool', 'pool').spec.template.metadata).toEqual(metadata);
});

test('Bottlerocket, which has the plugin, and nodes without GPUs have no label', () => {
  const stack = newStack();
  const cluster = newCluster(stack, V1_34);
  const groups = [{ os: NodeOs.BOTTLEROCKET, instanceTypes: GPUS }, {}].map(
    (options, index) => new ManagedNodes(stack, `Nodes${index}`, { cluster, ...options }),
  );
  expect(groups.map((group) => resourceOf(group).Properties.Labels)).toEqual([undefined, undefined]);
});
