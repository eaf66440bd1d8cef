import { CfnCluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { at } from '../../kubernetes/kubernetes-object.rules';
import { ClusterModel } from '../../model/cluster-model';

/** Whether a cluster uses EKS Auto Mode. */
export function isAutoMode(cluster: ICluster): boolean {
  return (
    at(cluster.node.defaultChild as CfnCluster | undefined, 'computeConfig', 'enabled') === true ||
    ClusterModel.of(cluster)._uses('autoMode')
  );
}

/** Records that a construct was created without Auto Mode, if it is different in Auto Mode: Auto Mode cannot be enabled after it. */
export function settleAutoMode(cluster: ICluster, construct: IConstruct): void {
  if (!isAutoMode(cluster)) ClusterModel.of(cluster)._assumeWithout('autoMode', construct);
}
