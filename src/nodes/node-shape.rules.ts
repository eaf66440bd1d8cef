import { addressesOfNode, defaultMaxPods, PodAddressing } from './max-pods.rules';
import { ephemeralGiB, reservedCpuMillis, reservedMemoryMiB } from './reserved.rules';
import { InstanceFacts } from './tables/instance-types.rules';
import { DEVICE_RESOURCES } from './tables/os.data';
import { NodeShape } from '../model/capacity.rules';

/** Settings that determine the capacity of a node, in addition to its type. */
export interface NodeShapeFacts {
  /** undefined if pod networking is not known. */
  readonly podAddressing?: PodAddressing;
  readonly kubelet: { readonly maxPods?: number; readonly kubeReserved?: Readonly<Record<string, string>> };
  /** whether EKS caps the pods of the group. */
  readonly capped: boolean;
  readonly linux: boolean;
  readonly diskGiB?: number;
  readonly efa: boolean;
  /** whether the VPC has pod subnets. */
  readonly podSubnets: boolean;
}

/** Allocatable capacity of one node of a type. */
export function nodeShape(
  type: InstanceFacts,
  { podAddressing, kubelet: { maxPods, kubeReserved = {} }, capped, linux, diskGiB, efa }: NodeShapeFacts,
): NodeShape {
  const pods = maxPods ?? (podAddressing && linux ? defaultMaxPods(type, podAddressing, capped) : undefined);
  // the image computes kubeReserved from the default max-pods of the type, regardless of maxPods
  const kept = linux && Object.keys(kubeReserved).length === 0;
  const keptMemory = kept ? reservedMemoryMiB(Math.min(pods ?? type.maxPods, type.maxPods)) : 0;
  return {
    instanceType: type.name,
    cpuMillis: type.vcpus === undefined ? undefined : type.vcpus * 1000 - (kept ? reservedCpuMillis(type.vcpus) : 0),
    memoryMiB: type.memoryMiB === undefined ? undefined : type.memoryMiB - keptMemory,
    pods,
    ephemeralGiB: diskGiB === undefined ? undefined : ephemeralGiB(diskGiB),
    devices: devicesOf(type, efa),
  };
}

/** Extended resources of a node. */
export function devicesOf(type: InstanceFacts | undefined, efa: boolean): Record<string, number> {
  return {
    ...(type?.accelerator === 'nvidia' && type.gpus ? { [DEVICE_RESOURCES.nvidia]: type.gpus } : {}),
    ...(type && type.neuronDevices > 0 ? { [DEVICE_RESOURCES.neuron]: type.neuronDevices } : {}),
    ...(type && efa ? { [DEVICE_RESOURCES.efa]: type.efaInterfaces } : {}),
  };
}

/** Number of addresses that the largest of these types uses with the maximum number of pods; undefined if pod networking is not known. */
export function addressesPerNode(
  types: readonly InstanceFacts[],
  { podAddressing, kubelet: { maxPods }, capped, podSubnets }: NodeShapeFacts,
): { node: number; pods: number } | undefined {
  if (!podAddressing || types.length === 0) return undefined;
  return types
    .map((type) => {
      const each = addressesOfNode(type, podAddressing, maxPods ?? defaultMaxPods(type, podAddressing, capped));
      // with pod subnets, vpc-cni attaches all interfaces but the primary one to them
      if (podAddressing.primaryInterfaceUnused || !podSubnets) return each;
      const own = Math.ceil(each.node / type.networkInterfaces);
      return { node: own, pods: each.node - own };
    })
    .reduce((most, each) => (each.node + each.pods > most.node + most.pods ? each : most));
}
