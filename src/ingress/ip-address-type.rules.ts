import { Problem } from '../errors/problems';

/** What kind of load balancer it is. */
export type LoadBalancerKind = 'application' | 'network';

/**
 * Address types with which a load balancer reaches pods that have IPv6 addresses.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller v3.5.0, `isIpv6Supported` in pkg/ingress/model_build_load_balancer.go, and
 * `buildTargetGroupIPAddressType` in pkg/service/model_build_target_group.go.
 */
export const DUAL_STACK: Readonly<Record<LoadBalancerKind, readonly string[]>> = {
  application: ['dualstack', 'dualstack-without-public-ipv4'],
  network: ['dualstack'],
};

/** Whether a load balancer of this address type reaches pods of an IPv6 cluster; without one the controller takes ipv4. */
export const reachesIpv6 = (kind: LoadBalancerKind, addressType: string | undefined): boolean =>
  DUAL_STACK[kind].includes(addressType ?? 'ipv4');

/** What the controller says where it does not. Source: as above. */
export const IPV6_REFUSAL = 'unsupported IPv6 configuration, lb not dual-stack';
/** Source: EKS User Guide, cni-ipv6: "Set up load balancer". */
export const IPV6_GUIDE = 'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html';

/** What is wrong with an address type that is given for a load balancer of an IPv6 cluster. */
export function addressTypeProblems(ipv6Cluster: boolean, kind: LoadBalancerKind, given: string | undefined): Problem[] {
  if (!ipv6Cluster || given === undefined || given.includes('${Token[') || reachesIpv6(kind, given)) return [];
  return [
    {
      finding: `ipAddressType is ${given}`,
      constraint: `pods of an IPv6 cluster are targets of dual-stack load balancers only; the controller refuses others: ${IPV6_REFUSAL}`,
      remediation: 'Leave it out, or use LoadBalancerIpAddressType.DUALSTACK',
      source: IPV6_GUIDE,
    },
  ];
}
