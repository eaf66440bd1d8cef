import { Problem } from '../errors/problems';

/** Type of a load balancer. */
export type LoadBalancerKind = 'application' | 'network';

/**
 * Address types of load balancers that can have IPv6 targets.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller v3.5.0, `isIpv6Supported` in pkg/ingress/model_build_load_balancer.go, and
 * `buildTargetGroupIPAddressType` in pkg/service/model_build_target_group.go.
 */
export const DUAL_STACK: Readonly<Record<LoadBalancerKind, readonly string[]>> = {
  application: ['dualstack', 'dualstack-without-public-ipv4'],
  network: ['dualstack'],
};

/** Whether a load balancer of this address type can have pods of an IPv6 cluster as targets; the default of the controller is ipv4. */
export const reachesIpv6 = (kind: LoadBalancerKind, addressType: string | undefined): boolean =>
  DUAL_STACK[kind].includes(addressType ?? 'ipv4');

/** Error of the controller for any other address type. Source: as above. */
export const IPV6_REFUSAL = 'unsupported IPv6 configuration, lb not dual-stack';
/** Source: EKS User Guide, cni-ipv6: "Set up load balancer". */
export const IPV6_GUIDE = 'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html';

/** Problems of the address type of a load balancer of an IPv6 cluster. */
export function addressTypeProblems(ipv6Cluster: boolean, kind: LoadBalancerKind, given: string | undefined): Problem[] {
  if (!ipv6Cluster || given === undefined || given.includes('${Token[') || reachesIpv6(kind, given)) return [];
  return [
    {
      finding: `ipAddressType is ${given}`,
      constraint: `the load balancers of an IPv6 cluster must be dual-stack; the controller rejects others: ${IPV6_REFUSAL}`,
      remediation: 'Remove `ipAddressType`, or set it to LoadBalancerIpAddressType.DUALSTACK',
      source: IPV6_GUIDE,
    },
  ];
}
