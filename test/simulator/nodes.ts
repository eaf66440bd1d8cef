import { Account } from './account';
import { instanceFacts } from '../../src/nodes/tables/instance-types.rules';
import { SchedulerNode } from '../preflight/reference-scheduler';

/** Where nodes come from, and what one of them is like. */
export interface NodeGroup {
  /** id of the node group, the Auto Scaling group, the pool or the profile. */
  readonly key: string;
  readonly kind: 'managed' | 'self-managed' | 'karpenter' | 'auto' | 'fargate' | 'hybrid';
  readonly instanceType: string;
  readonly os: 'linux' | 'windows';
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: SchedulerNode['taints'];
  readonly subnets: readonly string[];
  readonly role?: string;
  readonly gpuImage?: boolean;
  min: number;
  max: number;
}

/** A node with the group that it is of, and its machine in the account. */
export interface SimulatedNode extends SchedulerNode {
  readonly group: NodeGroup;
  readonly machine: string;
}

const MEBIBYTE = 1024 * 1024;

/**
 * A node of a group in a subnet, as its kubelet would register it. Source: Kubernetes, well-known labels; EKS User Guide, choosing instance
 * types (reserved).
 */
export function nodeOf(account: Account, cluster: string, version: string, group: NodeGroup, subnet: string, name: string): SimulatedNode {
  const facts = instanceFacts(group.instanceType);
  if (!facts) throw new Error(`there is no instance type ${group.instanceType}`);
  const zone = String(account.get('AWS::EC2::Subnet', subnet)?.attributes.AvailabilityZone ?? account.zones[0]);
  // nodeadm names the accelerator from 1.35 on. Source: awslabs/amazon-eks-ami, nodeadm
  const accelerator: Record<string, string> =
    (facts.gpus ?? 0) > 0 && group.kind !== 'self-managed' && atLeast(version, 35) ? { 'nvidia.com/gpu.present': 'true' } : {};
  return {
    name,
    group,
    machine: name,
    taints: [...group.taints],
    labels: {
      'kubernetes.io/os': group.os,
      'kubernetes.io/arch': facts.architecture === 'arm64' ? 'arm64' : 'amd64',
      'kubernetes.io/hostname': name,
      'node.kubernetes.io/instance-type': group.instanceType,
      'topology.kubernetes.io/region': account.region,
      'topology.kubernetes.io/zone': zone,
      'topology.ebs.csi.aws.com/zone': zone,
      'alpha.eksctl.io/cluster-name': cluster,
      ...accelerator,
      ...group.labels,
    },
    allocatable: {
      cpu: (facts.vcpus ?? 2) * 1000 - 80,
      memory: Math.floor((facts.memoryMiB ?? 4096) * MEBIBYTE * 0.88),
      'ephemeral-storage': 40 * 1024 * MEBIBYTE,
      pods: facts.maxPods,
    },
  };
}

export const atLeast = (version: string, minor: number): boolean => Number(version.split('.')[1]) >= minor;

/** Devices that a plugin's DaemonSet makes allocatable on the nodes where its pod runs. Source: README of each plugin. */
export const DEVICE_PLUGINS: readonly {
  readonly daemonSet: RegExp;
  readonly resource: string;
  readonly count: (type: string) => number;
}[] = [
  { daemonSet: /nvidia-device-plugin$/, resource: 'nvidia.com/gpu', count: (type) => instanceFacts(type)?.gpus ?? 0 },
  { daemonSet: /neuron-device-plugin/, resource: 'aws.amazon.com/neuron', count: (type) => instanceFacts(type)?.neuronDevices ?? 0 },
  {
    daemonSet: /neuron-device-plugin/,
    resource: 'aws.amazon.com/neuroncore',
    count: (type) => (instanceFacts(type)?.neuronDevices ?? 0) * 2,
  },
  { daemonSet: /efa-k8s-device-plugin/, resource: 'vpc.amazonaws.com/efa', count: (type) => instanceFacts(type)?.efaInterfaces ?? 0 },
];
