import { CfnCluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { at } from '../../kubernetes/kubernetes-object.rules';
import { ClusterModel } from '../../model/cluster-model';

/** Whether EKS runs nodes, volumes and load balancers of a cluster itself. */
export function isAutoMode(cluster: ICluster): boolean {
  return (
    at(cluster.node.defaultChild as CfnCluster | undefined, 'computeConfig', 'enabled') === true ||
    ClusterModel.of(cluster)._uses('autoMode')
  );
}

/** The same for a construct that is created differently in Auto Mode, which cannot be switched on after it. */
export function settleAutoMode(cluster: ICluster, construct: IConstruct): void {
  if (!isAutoMode(cluster)) ClusterModel.of(cluster)._assumeWithout('autoMode', construct);
}
