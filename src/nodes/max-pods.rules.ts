import { InstanceFacts } from './tables/instance-types.rules';
import { Problem } from '../errors/problems';

/** How pods get addresses. */
export interface PodAddressing {
  /** /28 blocks instead of single addresses. */
  readonly prefixes: boolean;
  /** addresses by ENIConfig. */
  readonly customNetworking: boolean;
  /** the first interface is not for pods: with custom networking, and with subnets for pods alone. */
  readonly firstInterfaceKept: boolean;
  readonly ipv6: boolean;
}

/** Pods on the host network of every node: they need no address. Source: EKS User Guide, choosing-instance-type. */
const HOST_NETWORK_PODS = 2;
const ADDRESSES_IN_PREFIX = 16;
/** Source: EKS User Guide, choosing-instance-type. */
const FEW_CPUS = 30;
const CAP_FEW_CPUS = 110;
const CAP_MANY_CPUS = 250;

/** The most that EKS advises for a type, and enforces in managed node groups with its own image. */
export const podCap = (vcpus: number | undefined): number => (vcpus !== undefined && vcpus < FEW_CPUS ? CAP_FEW_CPUS : CAP_MANY_CPUS);

/** How many pods find an address on an instance of this type. */
export function addressablePods(facts: Pick<InstanceFacts, 'interfaces' | 'addressesEach'>, mode: PodAddressing): number {
  const interfaces = facts.interfaces - (mode.firstInterfaceKept ? 1 : 0);
  const each = (facts.addressesEach - 1) * (mode.prefixes || mode.ipv6 ? ADDRESSES_IN_PREFIX : 1);
  return interfaces * each + HOST_NETWORK_PODS;
}

/** The pods of a node where nobody says otherwise. */
export function defaultMaxPods(facts: InstanceFacts, mode: PodAddressing, capped: boolean): number {
  const pods = addressablePods(facts, mode);
  return capped || mode.prefixes || mode.ipv6 ? Math.min(pods, podCap(facts.vcpus)) : pods;
}

/** Addresses that one node takes at full scale, in its own subnet and in that of its pods. */
export function addressesOfNode(facts: InstanceFacts, mode: PodAddressing, pods: number): { readonly node: number; readonly pods: number } {
  if (mode.ipv6) return { node: facts.interfaces, pods: 0 };
  const [own, forPods] = mode.firstInterfaceKept ? [1, facts.interfaces - 1] : [0, facts.interfaces];
  // with prefixes: the interfaces' own addresses, the prefixes in use, and one that is kept warm
  const prefixes = Math.ceil(pods / ADDRESSES_IN_PREFIX) + 1;
  const taken = mode.prefixes
    ? Math.min(forPods, Math.ceil(prefixes / (facts.addressesEach - 1))) + prefixes * ADDRESSES_IN_PREFIX
    : forPods * facts.addressesEach;
  return mode.firstInterfaceKept ? { node: own, pods: taken } : { node: taken, pods: 0 };
}

/** What {@link maxPodsProblems} looks at. */
export interface MaxPodsFacts {
  readonly os: string;
  readonly windows: boolean;
  readonly types: readonly InstanceFacts[];
  /** pods on a node, where a user says so. */
  readonly wanted?: number;
  /** nothing where pod networking is not known. */
  readonly mode?: PodAddressing;
  readonly ipv6: boolean;
  readonly capped: boolean;
}

const CHOOSING = 'https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html';
const WINDOWS = 'https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html';

/** What cannot work between nodes and the networking of pods. */
export function maxPodsProblems({ os, windows, types, wanted, mode, ipv6, capped }: MaxPodsFacts): Problem[] {
  const problems: Problem[] = [];
  const xen = types.filter(({ hypervisor }) => hypervisor === 'xen').map(({ name }) => name);
  if (windows && (mode?.ipv6 || ipv6)) problems.push({ what: `os is ${os}`, limit: 'Windows nodes do not run in IPv6 clusters', fix: 'Use Linux, or an IPv4 cluster', source: WINDOWS });
  if (windows && mode?.customNetworking) problems.push({ what: `os is ${os}`, limit: 'Windows nodes do not take pod addresses by custom networking', fix: 'Use PodNetwork.podSubnets()', source: WINDOWS });
  if (xen.length > 0 && (mode?.prefixes || mode?.ipv6 || ipv6)) {
    problems.push({ what: `instanceTypes names ${xen.join(', ')}`, limit: 'prefixes and IPv6 addresses for pods need Nitro types', fix: 'Use types like m6i.large', source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html' });
  }
  if (wanted === undefined || windows) return problems;
  return problems.concat(types.flatMap((type): Problem[] => {
    // where pod networking is not known, it may be prefixes
    const addresses = addressablePods(type, mode ?? { prefixes: true, customNetworking: false, firstInterfaceKept: false, ipv6: false });
    const limit = capped ? Math.min(addresses, podCap(type.vcpus)) : addresses;
    return wanted <= limit ? [] : [{
      what: `kubelet.maxPods is ${wanted} on ${type.name}`,
      limit: limit < addresses ? `EKS caps managed nodes with its image at ${limit} pods for ${type.vcpus} vCPU` : `its network interfaces have addresses for ${limit} pods`,
      fix: limit < addresses || mode?.prefixes ? `Use ${limit} or less` : `Use ${limit} or less, or prefixes: PodNetwork.nodeSubnets({ prefixDelegation: true })`,
      source: CHOOSING,
    }];
  }));
}
