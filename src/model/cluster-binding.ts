import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { ClusterModelData, clusterModelDataOf } from './cluster-model-data';

const OWNER = Symbol.for('cdk-eks-strata.owner');
type BoundObject = IConstruct & { [OWNER]?: ClusterModelData };

/** Says that an object in a chart works in one cluster alone: it names a role, a group or a secret that was made for it. */
export function boundToCluster<T extends IConstruct>(cluster: ICluster, object: T): T {
  Object.defineProperty(object, OWNER, { value: clusterModelDataOf(cluster) });
  return object;
}

/** Objects of a chart that were made for another cluster. */
export function objectsOfOtherClusters(chart: IConstruct, cluster: ICluster): { readonly object: IConstruct; readonly owner: ICluster }[] {
  const data = clusterModelDataOf(cluster);
  return chart.node.findAll().flatMap((object) => {
    const { [OWNER]: owner } = object as BoundObject;
    return owner !== undefined && owner !== data ? [{ object, owner: owner.cluster }] : [];
  });
}
