import { InstanceFacts } from './instance-types.rules';

/** How pods get addresses. */
export interface PodAddressing {
  /** /28 blocks instead of single addresses. */
  readonly prefixes: boolean;
  /** the first interface is not for pods. */
  readonly customNetworking: boolean;
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
  const interfaces = facts.interfaces - (mode.customNetworking ? 1 : 0);
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
  const [own, forPods] = mode.customNetworking ? [1, facts.interfaces - 1] : [0, facts.interfaces];
  // with prefixes: the interfaces' own addresses, the prefixes in use, and one that is kept warm
  const prefixes = Math.ceil(pods / ADDRESSES_IN_PREFIX) + 1;
  const taken = mode.prefixes
    ? Math.min(forPods, Math.ceil(prefixes / (facts.addressesEach - 1))) + prefixes * ADDRESSES_IN_PREFIX
    : forPods * facts.addressesEach;
  return mode.customNetworking ? { node: own, pods: taken } : { node: taken, pods: 0 };
}
