import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { deepMerge } from './deep-merge.rules';
import { HelmAddonOptions } from './helm-chart-options';
import { HelmRelease } from './helm-release';
import { feature } from '../catalog/capability.rules';
import { ChartRow, ChartSource, CHARTS, InstalledChart } from '../catalog/charts.data';
import { ClusterModel } from '../model/cluster-model';
import { requireAwsApis } from '../network/aws-apis';

/** Options of the chart, and the cluster in which it is installed. */
export interface InstallChartProps extends HelmAddonOptions {
  readonly cluster: ICluster;
}

/**
 * Installs a chart of the catalogue below a construct, as its child `Chart`: ordered after the identity of its service account and the
 * endpoints of the APIs that it calls. The construct checks `chartSourceProblems` of its props together with its other problems.
 *
 * It is a function, not a base class of these constructs, because jsii would have to export the class: see decision 0049.
 *
 * @param values of the construct, read at the end of synthesis; those of the user are merged over them
 */
export function installChart(
  scope: Construct,
  chartName: InstalledChart,
  props: InstallChartProps,
  values: () => Record<string, unknown>,
): HelmRelease {
  const { cluster, chartRepository, chartEcrRepository, chartVersion, chartAsset } = props;
  const row: ChartRow & { readonly installed: ChartSource } = CHARTS[chartName];
  const { repository, version, chart = chartName, release, namespace } = row.installed;
  const made = new HelmRelease(scope, 'Chart', {
    cluster,
    chartName: chart,
    chartRepository: chartRepository ?? repository,
    chartVersion: chartVersion ?? version,
    chartAsset,
    chartEcrRepository: chartEcrRepository,
    releaseName: release,
    namespace,
    values: () => deepMerge(values(), props.values ?? {}),
  });
  const resource = made.node.defaultChild as Construct;
  if (row.awsApis) requireAwsApis(cluster, resource, row.awsApis);
  if (row.identity) {
    ClusterModel.of(cluster)._orderAfter(resource, feature(`identity ${row.identity.namespace}/${row.identity.serviceAccount}`));
  }
  return made;
}
