import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { ClusterDetails } from './ec2/user-data.rules';
import { networkBlockOf } from '../network/network-tiers';

/** The Kubernetes version of a cluster; undefined if the cluster is imported. */
export const clusterVersionOf = (cluster: eks.ICluster): string | undefined =>
  (cluster.node.defaultChild as eks.CfnCluster | undefined)?.version;

/** Properties of the cluster in the user data of nodes. */
export function clusterDetailsOf(cluster: eks.ICluster, serviceCidr: string): ClusterDetails {
  return {
    name: cluster.clusterName,
    endpoint: cluster.clusterEndpoint,
    certificateAuthority: cluster.clusterCertificateAuthorityData,
    serviceCidr,
  };
}

/**
 * The CIDR block of services; undefined if this app cannot know it. The default of EKS is 172.20.0.0/16 in a VPC within 10.0.0.0/8, else
 * 10.100.0.0/16. Source: EKS optimized AMIs, service CIDR.
 */
export function serviceCidrOf(cluster: eks.ICluster): string | undefined {
  const resource = cluster.node.defaultChild as eks.CfnCluster | undefined;
  if (!resource) return undefined;
  const config = resource.kubernetesNetworkConfig as eks.CfnCluster.KubernetesNetworkConfigProperty | undefined;
  if (config?.ipFamily === 'ipv6') return resource.attrKubernetesNetworkConfigServiceIpv6Cidr;
  if (config?.serviceIpv4Cidr) return config.serviceIpv4Cidr;
  const block = networkBlockOf(cluster.vpc as ec2.IVpc);
  if (block === undefined || Token.isUnresolved(block)) return undefined;
  return block.startsWith('10.') ? '172.20.0.0/16' : '10.100.0.0/16';
}
