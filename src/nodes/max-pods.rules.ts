import { InstanceFacts } from './tables/instance-types.rules';
import { Problem } from '../errors/problems';

/** Pod networking mode of vpc-cni. */
export interface PodAddressing {
  /** /28 blocks instead of single addresses. */
  readonly prefixDelegation: boolean;
  /** addresses from the subnets of ENIConfigs. */
  readonly customNetworking: boolean;
  /** the primary interface has no pods: with custom networking, and with pod subnets. */
  readonly primaryInterfaceUnused: boolean;
  readonly ipv6: boolean;
}

/** Pods on the host network of every node: they need no address. Source: EKS User Guide, choosing-instance-type. */
const HOST_NETWORK_PODS = 2;
const ADDRESSES_IN_PREFIX = 16;
/** Source: EKS User Guide, choosing-instance-type. */
const FEW_CPUS = 30;
const CAP_FEW_CPUS = 110;
const CAP_MANY_CPUS = 250;

/** Maximum that EKS recommends for a type, and enforces in managed node groups with its own image. */
export const recommendedMaxPods = (vcpus: number | undefined): number =>
  vcpus !== undefined && vcpus < FEW_CPUS ? CAP_FEW_CPUS : CAP_MANY_CPUS;

/** Number of addresses for pods on an instance of this type. */
export function addressablePods(
  facts: Pick<InstanceFacts, 'networkInterfaces' | 'ipv4AddressesPerInterface'>,
  mode: PodAddressing,
): number {
  const interfaces = facts.networkInterfaces - (mode.primaryInterfaceUnused ? 1 : 0);
  const each = (facts.ipv4AddressesPerInterface - 1) * (mode.prefixDelegation || mode.ipv6 ? ADDRESSES_IN_PREFIX : 1);
  return interfaces * each + HOST_NETWORK_PODS;
}

/** The default of max-pods of a node. */
export function defaultMaxPods(facts: InstanceFacts, mode: PodAddressing, capped: boolean): number {
  const pods = addressablePods(facts, mode);
  return capped || mode.prefixDelegation || mode.ipv6 ? Math.min(pods, recommendedMaxPods(facts.vcpus)) : pods;
}

/** Number of addresses that one node uses with the maximum number of pods, in its own subnet and in the pod subnet. */
export function addressesOfNode(facts: InstanceFacts, mode: PodAddressing, pods: number): { readonly node: number; readonly pods: number } {
  if (mode.ipv6) return { node: facts.networkInterfaces, pods: 0 };
  const [own, forPods] = mode.primaryInterfaceUnused ? [1, facts.networkInterfaces - 1] : [0, facts.networkInterfaces];
  // with prefix delegation: the primary addresses of the interfaces, the prefixes in use, and one warm prefix
  const prefixes = Math.ceil(pods / ADDRESSES_IN_PREFIX) + 1;
  const taken = mode.prefixDelegation
    ? Math.min(forPods, Math.ceil(prefixes / (facts.ipv4AddressesPerInterface - 1))) + prefixes * ADDRESSES_IN_PREFIX
    : forPods * facts.ipv4AddressesPerInterface;
  return mode.primaryInterfaceUnused ? { node: own, pods: taken } : { node: taken, pods: 0 };
}

/** Input of {@link maxPodsProblems}. */
export interface MaxPodsFacts {
  readonly os: string;
  readonly windows: boolean;
  readonly types: readonly InstanceFacts[];
  /** maxPods of the user. */
  readonly maxPods?: number;
  /** undefined if pod networking is not known. */
  readonly podAddressing?: PodAddressing;
  readonly ipv6: boolean;
  readonly capped: boolean;
}

const CHOOSING = 'https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html';
const WINDOWS = 'https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html';

/** Contradictions between the settings of nodes and pod networking. */
export function maxPodsProblems({ os, windows, types, maxPods, podAddressing, ipv6, capped }: MaxPodsFacts): Problem[] {
  const problems: Problem[] = [];
  const xen = types.filter(({ hypervisor }) => hypervisor === 'xen').map(({ name }) => name);
  if (windows && (podAddressing?.ipv6 || ipv6)) {
    problems.push({
      finding: `os is ${os}`,
      constraint: 'Windows nodes are not supported in IPv6 clusters',
      remediation: 'Use Linux, or an IPv4 cluster',
      source: WINDOWS,
    });
  }
  if (windows && podAddressing?.customNetworking) {
    problems.push({
      finding: `os is ${os}`,
      constraint: 'Windows nodes do not support custom networking',
      remediation: 'Use PodNetwork.podSubnets()',
      source: WINDOWS,
    });
  }
  if (xen.length > 0 && (podAddressing?.prefixDelegation || podAddressing?.ipv6 || ipv6)) {
    problems.push({
      finding: `instanceTypes contains ${xen.join(', ')}`,
      constraint: 'prefix delegation and IPv6 require Nitro instance types',
      remediation: 'Use instance types like m6i.large',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html',
    });
  }
  if (maxPods === undefined || windows) return problems;
  return problems.concat(
    types.flatMap((type): Problem[] => {
      // if pod networking is not known, it may be prefix delegation
      const addresses = addressablePods(
        type,
        podAddressing ?? { prefixDelegation: true, customNetworking: false, primaryInterfaceUnused: false, ipv6: false },
      );
      const limit = capped ? Math.min(addresses, recommendedMaxPods(type.vcpus)) : addresses;
      return maxPods <= limit
        ? []
        : [
            {
              finding: `kubelet.maxPods is ${maxPods} on ${type.name}`,
              constraint:
                limit < addresses
                  ? `EKS limits managed nodes with its AMI to ${limit} pods for ${type.vcpus} vCPUs`
                  : `its network interfaces have IP addresses for ${limit} pods`,
              remediation:
                limit < addresses || podAddressing?.prefixDelegation
                  ? `Use at most ${limit}`
                  : `Use at most ${limit}, or prefix delegation: PodNetwork.nodeSubnets({ prefixDelegation: true })`,
              source: CHOOSING,
            },
          ];
    }),
  );
}
