import { addressesOfNode, defaultMaxPods, PodAddressing } from './max-pods.rules';
import { ephemeralGiB, reservedCpuMillis, reservedMemoryMiB } from './reserved.rules';
import { InstanceFacts } from './tables/instance-types.rules';
import { DEVICE_RESOURCES } from './tables/os.data';
import { NodeShape } from '../model/capacity.rules';

/** What decides what a node offers, beside its type. */
export interface NodeShapeFacts {
  /** nothing where pod networking is not known. */
  readonly podAddressing?: PodAddressing;
  readonly kubelet: { readonly maxPods?: number; readonly kubeReserved?: Readonly<Record<string, string>> };
  /** whether EKS caps the pods of the group. */
  readonly capped: boolean;
  readonly linux: boolean;
  readonly diskGiB?: number;
  readonly efa: boolean;
  /** whether the network has subnets for pods. */
  readonly podSubnets: boolean;
}

/** What one node of a type offers to pods. */
export function nodeShape(
  type: InstanceFacts,
  { podAddressing, kubelet: { maxPods, kubeReserved = {} }, capped, linux, diskGiB, efa }: NodeShapeFacts,
): NodeShape {
  const pods = maxPods ?? (podAddressing && linux ? defaultMaxPods(type, podAddressing, capped) : undefined);
  // the image computes what it keeps from the pods that fit on the type, whatever maxPods says
  const kept = linux && Object.keys(kubeReserved).length === 0;
  const keptMemory = kept && pods !== undefined ? reservedMemoryMiB(Math.min(pods, type.maxPods)) : 0;
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

/** Addresses that the largest of these types takes at full scale; nothing where pod networking is not known. */
export function addressesPerNode(
  types: readonly InstanceFacts[],
  { podAddressing, kubelet: { maxPods }, capped, podSubnets }: NodeShapeFacts,
): { node: number; pods: number } | undefined {
  if (!podAddressing || types.length === 0) return undefined;
  return types
    .map((type) => {
      const each = addressesOfNode(type, podAddressing, maxPods ?? defaultMaxPods(type, podAddressing, capped));
      // where vpc-cni finds pod subnets, all interfaces but the first go there
      if (podAddressing.primaryInterfaceUnused || !podSubnets) return each;
      const own = Math.ceil(each.node / type.networkInterfaces);
      return { node: own, pods: each.node - own };
    })
    .reduce((most, each) => (each.node + each.pods > most.node + most.pods ? each : most));
}
