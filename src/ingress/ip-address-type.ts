import { LoadBalancerIpAddressType } from './alb/alb-options';
import { clusterChoice } from './cluster-choice';
import { isIpv6Cluster } from '../network/ip-family';

/** The default address type of a load balancer; undefined if it is the default of the controller, ipv4. */
export const defaultAddressType = (ipv6Cluster: boolean): LoadBalancerIpAddressType | undefined =>
  ipv6Cluster ? LoadBalancerIpAddressType.DUALSTACK : undefined;

/** The default address type in a chart, by the cluster to which it is deployed. */
export const addressTypeOfCluster = (): string => clusterChoice((cluster) => defaultAddressType(isIpv6Cluster(cluster)));
