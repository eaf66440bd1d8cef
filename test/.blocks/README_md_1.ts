import { App, Stack } from 'aws-cdk-lib';
import { InstanceArchitecture, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { Compute, Egress, FargateNodes, KarpenterNodePool, ManagedNodes, NodeOs, Platform, PodNetwork, NodePoolCapacityType } from 'cdk-eks-strata';

const stack = new Stack(new App(), 'Team', { env: { region: 'eu-west-1' } });
const platform = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  vpcOptions: { availabilityZones: ['eu-west-1a', 'eu-west-1b'], egress: Egress.singleNat(), podCidr: '100.64.0.0/16' },
  podNetwork: PodNetwork.podSubnets({ prefixDelegation: true }),       // pods in a block of their own
  compute: Compute.karpenter({ capacityTypes: [NodePoolCapacityType.SPOT, NodePoolCapacityType.ON_DEMAND] }),    // or autoMode(), or managed()
});
const { cluster, karpenter } = platform;

new KarpenterNodePool(stack, 'Graviton', { karpenter, architectures: [InstanceArchitecture.ARM_64], os: NodeOs.BOTTLEROCKET });
new ManagedNodes(stack, 'Gpu', { cluster, instanceTypes: [new InstanceType('g6.xlarge')], minSize: 0, maxSize: 4 });   // with its device plugin
new ManagedNodes(stack, 'Windows', { cluster, os: NodeOs.WINDOWS_CORE_2022 });                                         // with its taint
new FargateNodes(stack, 'Jobs', { cluster, namespaces: ['jobs'] });
