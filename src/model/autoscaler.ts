import { ClusterModelData } from './cluster-model-data';
import { isHelmRelease, scanCluster } from './cluster-scan';
import { AUTOSCALER, covers } from '../catalog/capability.rules';

/** Chart of the Cluster Autoscaler. Source: kubernetes/autoscaler, charts/cluster-autoscaler/Chart.yaml, name. */
const CHART = 'cluster-autoscaler';

/**
 * Whether a controller of this cluster changes the size of node groups: one of this library, a Helm release of its chart, or one that is
 * declared.
 */
export function hasAutoscaler(data: ClusterModelData): boolean {
  return (
    data.features.has('autoscaler') ||
    data.externalDeclarations.some(({ thing }) => covers(thing, AUTOSCALER)) ||
    scanCluster(data).some((each) => isHelmRelease(each) && each.stringProperty('Chart') === CHART)
  );
}
