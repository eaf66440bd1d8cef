import { Token } from 'aws-cdk-lib';
import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { pathOfUser } from './resource-facts';
import { stringAt } from '../../kubernetes/kubernetes-object.rules';
import { ClusterModelData, clusterModelsIn } from '../../model/cluster-model-data';
import { isOfType, MANIFEST, scanCluster, ScannedResource } from '../../model/cluster-scan';
import { isOfKnownChart } from '../../model/rendered-charts';
import { pathInChart } from '../../model/typed-objects';
import { workloadsOf } from '../../model/undeployed-workloads';

/** `addManifest()` adds this to the id. Source: aws-cdk-lib, aws-eks-v2/lib/cluster.ts. */
const OF_OBJECTS = 'manifest-';

/** The objects of a manifest of CDK, by kind and name. */
const keysIn = ({ objects }: ScannedResource): Set<string> =>
  new Set(objects.map((object) => `${object.kind} ${stringAt(object, 'metadata', 'name') ?? ''}`));

/** An object of a chart; undefined if its name is known to CloudFormation only. */
function keyOf({ kind, name }: ApiObject): string | undefined {
  return typeof name === 'string' && !Token.isUnresolved(name) && !kind.endsWith('List') ? `${kind} ${name}` : undefined;
}

const keyOfWorkload = (workload: IConstruct): string | undefined => {
  const { apiObject } = workload as { readonly apiObject?: ApiObject };
  return apiObject && keyOf(apiObject);
};

/**
 * Whether manifests of CDK have a workload of a chart: a cluster of aws-eks-v2 does not say which chart it rendered. Clusters of other
 * stages are not read, because their resources may not be final.
 */
export function isAppliedIn(data: ClusterModelData): (workload: IConstruct) => boolean {
  let keys: ReadonlySet<string> | undefined;
  const read = () =>
    new Set(
      clusterModelsIn(data.cluster)
        .flatMap(scanCluster)
        .filter(isOfType(MANIFEST))
        .flatMap((each) => [...keysIn(each)]),
    );
  return (workload) => {
    keys ??= read();
    return keys.has(keyOfWorkload(workload) ?? '');
  };
}

/** Objects of charts that a manifest of a cluster of aws-eks-v2 has in part: they were added after `addCdk8sChart()`. */
export function lateObjectsOfCdk(cluster: IConstruct, scanned: readonly ScannedResource[]): { path: string; value: string }[] {
  const isOfChart = ({ resource }: ScannedResource) => !isOfKnownChart(resource) && !idOf(resource).startsWith(OF_OBJECTS);
  return scanned
    .filter((each) => isOfType(MANIFEST)(each) && isOfChart(each))
    .flatMap((manifest) => {
      const keys = keysIn(manifest);
      const applied = workloadsOf(cluster).filter((workload) => keys.has(keyOfWorkload(workload) ?? ''));
      const objects = [...new Set(applied.map((workload) => Chart.of(workload)))].flatMap((chart) =>
        chart.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each) && Chart.of(each) === chart),
      );
      const late = objects.filter((object) => {
        const key = keyOf(object);
        return key !== undefined && !keys.has(key);
      });
      return late.map((object) => ({ path: pathOfUser(manifest.resource.node.path), value: pathInChart(object) }));
    });
}

const idOf = ({ node }: IConstruct): string => pathOfUser(node.path).split('/').pop()!;
