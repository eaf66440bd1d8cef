import { CfnResource } from 'aws-cdk-lib';
import { ICluster, IpFamily } from 'aws-cdk-lib/aws-eks-v2';
import { at } from '../kubernetes/kubernetes-object.rules';

/** Whether pods and services of a cluster have IPv6 addresses; false for an imported cluster that was not told. */
export function isIpv6Cluster(cluster: ICluster): boolean {
  const resource = cluster.node.defaultChild as CfnResource | undefined;
  return cluster.ipFamily === IpFamily.IP_V6 || at(resource, 'kubernetesNetworkConfig', 'ipFamily') === IpFamily.IP_V6;
}
