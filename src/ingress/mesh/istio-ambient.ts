import * as ecr from 'aws-cdk-lib/aws-ecr';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { mutuallyExclusive } from '../../apply/chart-source';
import { deepMerge } from '../../apply/deep-merge.rules';
import { HelmRelease } from '../../apply/helm-release';
import { CHARTS, ChartSource } from '../../catalog/charts.data';
import { failOn } from '../../errors/problems';
import { checkProps } from '../../props/check-props';

/** Properties of {@link IstioAmbient}. */
export interface IstioAmbientProps {
  /** The cluster. Pods on Fargate cannot join. */
  readonly cluster: ICluster;
  /**
   * Version of Istio: of its four charts.
   *
   * @default '1.31.1'
   */
  readonly chartVersion?: string;
  /**
   * Repository of the charts, for clusters that cannot reach the public one.
   *
   * @default 'https://blob.istio.io/istio-release/charts'
   */
  readonly chartRepository?: string;
  /**
   * Amazon ECR repositories of the charts, instead of `chartRepository`, by chart (base, istiod, cni, ztunnel): all four. The function that
   * installs the charts may pull from these repositories only.
   *
   * @default - the charts come from `chartRepository`
   */
  readonly chartEcrRepositories?: { [chart: string]: ecr.IRepository };
  /**
   * Values by chart (base, istiod, cni, ztunnel), merged deeply over those of this construct.
   *
   * @default - none
   */
  readonly values?: { [chart: string]: { [key: string]: any } };
}

/** In the order in which they are installed. Source: istio.io, ambient/install/helm. */
const RELEASES = [
  { row: 'istio-base', id: 'Base', values: {} },
  { row: 'istiod', id: 'Istiod', values: { profile: 'ambient' } },
  { row: 'istio-cni', id: 'Cni', values: { profile: 'ambient' } },
  { row: 'ztunnel', id: 'Ztunnel', values: {} },
] as const;
/** Names of the charts in their repository, by row. */
const CHART_NAMES = RELEASES.map(({ row }) => nameOf(row));

/**
 * Istio in ambient mode: mutual TLS between pods with workload identities, without sidecars.
 *
 * Pods join the mesh with {@link IstioAmbient.POD_LABELS}. With security groups for pods, vpc-cni has the mode `standard`, which
 * `CoreAddons` sets.
 *
 * @see https://istio.io/latest/docs/ambient/install/helm/
 *
 * @example
 * new IstioAmbient(this, 'Mesh', { cluster });
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   podLabels: IstioAmbient.POD_LABELS,
 * });
 */
export class IstioAmbient extends Construct {
  /** Labels of pods, or of a namespace, that join the mesh. */
  static readonly POD_LABELS: { [label: string]: string } = { 'istio.io/dataplane-mode': 'ambient' };

  constructor(scope: Construct, id: string, props: IstioAmbientProps) {
    checkProps('IstioAmbientProps', scope, id, props, new.target !== IstioAmbient);
    const { cluster, chartVersion, chartRepository, chartEcrRepositories, values = {} } = props;
    const unknown = Object.keys(values).filter((name) => !CHART_NAMES.includes(name));
    const missing = chartEcrRepositories ? CHART_NAMES.filter((chart) => !(chart in chartEcrRepositories)) : [];
    failOn(scope, id, [
      ...mutuallyExclusive({ chartRepository, chartEcrRepositories }),
      ...(missing.length > 0
        ? [
            {
              finding: `chartEcrRepositories has no repository for ${missing.join(', ')}`,
              constraint: `must have one for each of the charts ${CHART_NAMES.join(', ')}`,
              remediation: 'Add the missing repositories',
            },
          ]
        : []),
    ]);
    failOn(
      scope,
      id,
      unknown.length > 0
        ? [
            {
              finding: `values has unknown charts '${unknown.join("', '")}'`,
              constraint: `the charts are ${CHART_NAMES.join(', ')}`,
              remediation: 'Use the names of these charts as keys of `values`',
            },
          ]
        : [],
    );
    super(scope, id);
    let before: Construct | undefined;
    for (const { row, id: name, values: own } of RELEASES) {
      const chart = nameOf(row);
      const { installed } = CHARTS[row];
      const made = new HelmRelease(this, name, {
        cluster,
        chartName: chart,
        chartRepository: chartRepository ?? installed.repository,
        chartEcrRepository: chartEcrRepositories?.[chart],
        chartEcrRepositoryProp: `chartEcrRepositories.${chart}`,
        chartVersion: chartVersion ?? installed.version,
        releaseName: installed.release,
        namespace: installed.namespace,
        chartContentsKey: row,
        values: () => deepMerge(own, values[chart] ?? {}),
      });
      if (before) made.node.addDependency(before);
      before = made;
    }
  }
}

function nameOf(row: (typeof RELEASES)[number]['row']): string {
  const source: ChartSource = CHARTS[row].installed;
  return source.chart ?? row;
}
