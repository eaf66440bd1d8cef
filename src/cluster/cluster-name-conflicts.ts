import { Stack, Token } from 'aws-cdk-lib';
import { CfnCluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { ClusterNameConflict } from './cluster-name-conflicts.rules';
import { resourcesBelow } from '../model/final-resource';

/** The clusters of the whole app that have a name and may be in the account and region of a stack, in the order of the tree. */
export function clustersNamed(name: string, stack: Stack): ClusterNameConflict[] {
  return resourcesBelow(stack.node.root)
    .filter(isCluster)
    .flatMap((cluster) => {
      const other = Stack.of(cluster);
      const places = [
        [stack.account, other.account],
        [stack.region, other.region],
      ];
      const differs = places.some((pair) => pair[0] !== pair[1] && !pair.some((each) => Token.isUnresolved(each)));
      if (cluster.name !== name || differs) return [];
      const known = places.every((pair) => !pair.some((each) => Token.isUnresolved(each)));
      return [{ path: cluster.node.path.replace(/\/Resource$/, ''), certain: known || other === stack }];
    });
}

const isCluster = (resource: IConstruct): resource is CfnCluster => (resource as CfnCluster).cfnResourceType === 'AWS::EKS::Cluster';
