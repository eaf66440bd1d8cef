import { LoadBalancerIpAddressType } from './alb/alb-options';
import { clusterChoice } from './cluster-choice';
import { isIpv6Cluster } from '../network/ip-family';

/** The address type of a load balancer where none is given; nothing where the controller's own default, ipv4, is right. */
export const defaultAddressType = (ipv6Cluster: boolean): LoadBalancerIpAddressType | undefined =>
  ipv6Cluster ? LoadBalancerIpAddressType.DUALSTACK : undefined;

/** The same for a chart, which does not know its cluster. */
export const addressTypeOfCluster = (): string => clusterChoice((cluster) => defaultAddressType(isIpv6Cluster(cluster)));
