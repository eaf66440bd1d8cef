import { CfnCluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { at } from '../../kubernetes/kubernetes-object.rules';
import { ClusterModel } from '../../model/cluster-model';
import { ClusterModelData } from '../../model/cluster-model-data';

/** Whether a cluster uses EKS Auto Mode. */
export const isAutoMode = (cluster: ICluster): boolean => hasAutoMode(ClusterModel.of(cluster)._data);

/** The same from the data of a cluster, for checks. */
export function hasAutoMode({ cluster, features }: ClusterModelData): boolean {
  return at(cluster.node.defaultChild as CfnCluster | undefined, 'computeConfig', 'enabled') === true || features.has('autoMode');
}

/** Records that a construct was created without Auto Mode, if it is different in Auto Mode: Auto Mode cannot be enabled after it. */
export function settleAutoMode(cluster: ICluster, construct: IConstruct): void {
  if (!isAutoMode(cluster)) ClusterModel.of(cluster)._assumeWithout('autoMode', construct);
}
