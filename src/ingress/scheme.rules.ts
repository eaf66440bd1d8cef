/** The scheme of a load balancer, ALB or NLB: whether it has public addresses. */
export type LoadBalancerScheme = 'internet-facing' | 'internal';

/**
 * The scheme that the prop `internetFacing` of a class, gateway or Service gives: internal unless set. The routes `publicAlb()`,
 * `internalAlb()`, `publicNlb()` and `internalNlb()` name theirs.
 */
export const schemeOf = (internetFacing: boolean | undefined): LoadBalancerScheme => (internetFacing ? 'internet-facing' : 'internal');
