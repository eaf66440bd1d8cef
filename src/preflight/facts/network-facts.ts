import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { NetworkFacts } from './facts.rules';
import { networkTiersOf } from '../../network/network-tiers';

/** The VPC of a cluster; undefined if the app does not know it. */
export function networkOf(cluster: eks.ICluster): NetworkFacts | undefined {
  let vpc: ec2.IVpc;
  try {
    vpc = cluster.vpc;
  } catch {
    return undefined; // an imported cluster without a VPC
  }
  const zones = new Set(vpc.publicSubnets.map(({ availabilityZone }) => JSON.stringify(availabilityZone)));
  const subnets = [...vpc.publicSubnets, ...vpc.privateSubnets];
  return {
    path: vpc.node.path,
    publicZones: zones.size,
    untaggableSubnets: cluster.node.defaultChild === undefined ? 0 : subnets.filter((subnet) => !ec2.Subnet.isVpcSubnet(subnet)).length,
    hasInternetAccess: networkTiersOf(vpc).hasInternetAccess,
  };
}
