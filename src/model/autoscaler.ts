import { isHelmRelease, scanCluster } from './cluster-scan';
import { InventoryData } from './inventory-data';
import { AUTOSCALER, covers } from '../catalog/thing.rules';

/** Chart of the Cluster Autoscaler. Source: kubernetes/autoscaler, charts/cluster-autoscaler/Chart.yaml, name. */
const CHART = 'cluster-autoscaler';

/** Whether a controller of this cluster changes the size of node groups: one of this library, a Helm release of its chart, or one that is declared. */
export function hasAutoscaler(data: InventoryData): boolean {
  return data.features.has('autoscaler')
    || data.external.some(({ thing }) => covers(thing, AUTOSCALER))
    || scanCluster(data).some((each) => isHelmRelease(each) && each.text('Chart') === CHART);
}
