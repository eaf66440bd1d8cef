import { Token } from 'aws-cdk-lib';
import { CfnCluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { ClusterModel } from '../model/cluster-model';

/** The name of a cluster as text: `clusterName` is a token even where the name was given. Nothing where CloudFormation chooses it. */
export function literalNameOf(cluster: ICluster): string | undefined {
  const names = [
    ClusterModel.of(cluster)._data.clusterName,
    cluster.clusterName,
    (cluster.node.defaultChild as CfnCluster | undefined)?.name,
  ];
  return names.find((name): name is string => name !== undefined && !Token.isUnresolved(name));
}
