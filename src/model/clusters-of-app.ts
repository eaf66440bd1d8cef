import { CfnResource, Stage } from 'aws-cdk-lib';
import { CfnCluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { isEksV2Cluster } from './cluster-class';
import { ClusterModelData, clusterModelsIn, observedDataOf } from './cluster-model-data';

/**
 * The data of every cluster of an app, also of clusters of plain aws-eks-v2 on which no construct of this library was created. These are
 * read only: no dependency is added for them.
 */
export function clustersOfApp(scope: IConstruct): ClusterModelData[] {
  const constructs = scope.node.root.node.findAll();
  for (const construct of constructs) {
    const cluster = plainClusterOf(construct);
    if (cluster !== undefined && Stage.of(construct) !== undefined) observedDataOf(cluster, construct);
  }
  return constructs.filter(Stage.isStage).flatMap((stage) => clusterModelsIn(stage));
}

function plainClusterOf(construct: IConstruct): ICluster | undefined {
  if (isEksV2Cluster(construct)) return construct;
  return isCfnCluster(construct) && !isEksV2Cluster(construct.node.scope) ? clusterOfResource(construct) : undefined;
}

const isCfnCluster = (construct: IConstruct): construct is CfnCluster =>
  CfnResource.isCfnResource(construct) && construct.cfnResourceType === 'AWS::EKS::Cluster';

/** A CfnCluster with the properties of a cluster that checks read. */
function clusterOfResource(resource: CfnCluster): ICluster {
  const node = Object.create(resource.node, { defaultChild: { value: resource } }) as IConstruct['node'];
  return Object.create(resource, {
    node: { value: node },
    clusterName: { value: resource.ref },
    // as for an imported cluster without one
    vpc: {
      get: () => {
        throw new Error(`The VPC of ${resource.node.path} is unknown`);
      },
    },
  }) as unknown as ICluster;
}
