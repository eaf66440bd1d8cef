/** Reserved resources of a node. Source: awslabs/amazon-eks-ami, nodeadm (kubelet/config.go); Karpenter assumes the same. */

/** Shares of each core, in thousandths: 6 % of the first, 1 % of the second, 0.5 % of the next two, 0.25 % of the rest. */
const CPU_SHARES: readonly (readonly [cores: number, millis: number])[] = [
  [1, 60],
  [1, 10],
  [2, 5],
  [Infinity, 2.5],
];
const MEMORY_MIB = 255;
const MEMORY_MIB_PER_POD = 11;
const EVICTION_MIB = 100;
const DISK_GIB = 1;
/** Part of the disk at which pods are evicted. */
const DISK_EVICTION = 0.1;

export function reservedCpuMillis(vcpus: number): number {
  let left = vcpus;
  return CPU_SHARES.reduce((sum, [cores, millis]) => {
    const taken = Math.min(left, cores);
    left -= taken;
    return sum + Math.floor(taken * millis);
  }, 0);
}

export const reservedMemoryMiB = (pods: number): number => MEMORY_MIB + MEMORY_MIB_PER_POD * pods + EVICTION_MIB;

/** Ephemeral storage of a disk for pods. */
export const ephemeralGiB = (disk: number): number => Math.floor(disk * (1 - DISK_EVICTION)) - DISK_GIB;
