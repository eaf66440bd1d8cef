import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { ThreeTierVpc } from './three-tier-vpc';
import { AwsApi } from '../catalog/aws-apis.data';
import { feature } from '../catalog/capability.rules';
import { ClusterModel } from '../model/cluster-model';

/**
 * Registers that a component of a cluster calls these AWS APIs.
 *
 * In a VPC without internet access the endpoints are created with the first registration, and the callers depend on them.
 */
export function requireAwsApis(cluster: ICluster, by: IConstruct, apis: readonly AwsApi[]): void {
  const inventory = ClusterModel.of(cluster);
  inventory._orderAfter(by, ...apis.map((api) => feature(`aws-api ${api}`)));
  const vpc = vpcOf(cluster);
  if (!(vpc instanceof ThreeTierVpc) || vpc.hasInternetAccess) return;
  for (const api of apis) inventory._provideOnce(vpc._endpointFor(api), feature(`aws-api ${api}`));
}

/** The VPC of a cluster; nothing for an imported cluster that was not told its VPC, which throws. */
export function vpcOf(cluster: ICluster): ec2.IVpc | undefined {
  try {
    return cluster.vpc;
  } catch {
    return undefined;
  }
}
