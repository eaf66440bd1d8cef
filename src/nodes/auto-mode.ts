import { CfnCluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { at } from '../inventory/kubernetes-object.rules';

/** Whether EKS runs nodes, volumes and load balancers of a cluster itself; no where this app does not make it. */
export function isAutoMode(cluster: ICluster): boolean {
  return at(cluster.node.defaultChild as CfnCluster | undefined, 'computeConfig', 'enabled') === true;
}
