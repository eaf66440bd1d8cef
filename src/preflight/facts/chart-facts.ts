import { lateObjectsOfCdk } from './cdk-manifests';
import { Facts } from './facts.rules';
import { pathOfUser } from './resource-facts';
import { ClusterModelData } from '../../model/cluster-model-data';
import { isOfType, MANIFEST, ScannedResource } from '../../model/cluster-scan';
import { droppedFieldsOfManifest, lateObjectsOf } from '../../model/rendered-charts';

/** What the charts of a cluster have, and the manifests do not. */
export function chartFactsOf(data: ClusterModelData, scanned: readonly ScannedResource[]): Pick<Facts, 'droppedFields' | 'lateObjects'> {
  const manifests = scanned.filter(isOfType(MANIFEST)).map(({ resource }) => ({ resource, path: pathOfUser(resource.node.path) }));
  return {
    droppedFields: [
      ...data.deployedCharts.flatMap(({ construct, droppedFields }) =>
        droppedFields().map((value) => ({ path: construct.node.path, value })),
      ),
      ...manifests.flatMap(({ resource, path }) => droppedFieldsOfManifest(resource).map((value) => ({ path, value }))),
    ],
    lateObjects: [
      ...manifests.flatMap(({ resource, path }) => lateObjectsOf(resource).map((value) => ({ path, value }))),
      ...lateObjectsOfCdk(data.cluster, scanned),
    ],
  };
}
