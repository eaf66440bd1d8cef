import * as ecr from 'aws-cdk-lib/aws-ecr';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { onlyOne } from '../../apply/chart-source';
import { deepMerge } from '../../apply/deep-merge.rules';
import { HelmRelease } from '../../apply/helm-release';
import { CHART_VERSIONS } from '../../catalog/chart-versions.data';
import { failOn } from '../../errors/problems';

/** Properties of {@link IstioAmbient}. */
export interface IstioAmbientProps {
  /** The cluster. Pods on Fargate cannot join. */
  readonly cluster: ICluster;
  /**
   * Version of Istio: of its four charts.
   *
   * @default '1.31.1'
   */
  readonly istioVersion?: string;
  /**
   * Repository of the charts, for clusters that cannot reach the public one.
   *
   * @default 'https://blob.istio.io/istio-release/charts'
   */
  readonly chartRepository?: string;
  /**
   * Repositories of Amazon ECR with the charts, instead of `chartRepository`, by chart (base, istiod, cni, ztunnel): all four. The function that installs them
   * may pull from these alone.
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

const NAMESPACE = 'istio-system';
/** In the order in which they are installed. Source: istio.io, ambient/install/helm. */
const CHARTS = [
  { chart: 'base', release: 'istio-base', id: 'Base', values: {} },
  { chart: 'istiod', release: 'istiod', id: 'Istiod', values: { profile: 'ambient' } },
  { chart: 'cni', release: 'istio-cni', id: 'Cni', values: { profile: 'ambient' } },
  { chart: 'ztunnel', release: 'ztunnel', id: 'Ztunnel', values: {} },
] as const;

/**
 * Istio in ambient mode: calls between pods are encrypted and known by identity, without sidecars. Pods join by {@link IstioAmbient.POD_LABELS}.
 *
 * With security groups for pods, vpc-cni has the mode `standard`, which `CoreAddons` sets.
 *
 * @see https://istio.io/latest/docs/ambient/install/helm/
 */
export class IstioAmbient extends Construct {
  /** Labels of pods, or of a namespace, that join the mesh. */
  static readonly POD_LABELS: { [label: string]: string } = { 'istio.io/dataplane-mode': 'ambient' };

  constructor(scope: Construct, id: string, props: IstioAmbientProps) {
    const { cluster, istioVersion = CHART_VERSIONS.istio.version, chartRepository, chartEcrRepositories, values = {} } = props;
    const unknown = Object.keys(values).filter((name) => !CHARTS.some(({ chart }) => chart === name));
    const missing = chartEcrRepositories ? CHARTS.filter(({ chart }) => !(chart in chartEcrRepositories)).map(({ chart }) => chart) : [];
    failOn(scope, id, [
      ...onlyOne({ chartRepository, chartEcrRepositories }),
      ...(missing.length > 0 ? [{ what: `chartEcrRepositories lacks ${missing.join(', ')}`, limit: 'there are four charts', fix: 'Give a repository for each' }] : []),
    ]);
    failOn(scope, id, unknown.length > 0 ? [{ what: `values names '${unknown.join("', '")}'`, limit: `the charts are ${CHARTS.map(({ chart }) => chart).join(', ')}`, fix: 'Correct it' }] : []);
    super(scope, id);
    let before: Construct | undefined;
    for (const { chart, release, id: name, values: own } of CHARTS) {
      const made = new HelmRelease(this, name, {
        cluster,
        chart,
        repository: chartRepository ?? 'https://blob.istio.io/istio-release/charts',
        ecrRepository: chartEcrRepositories?.[chart],
        ecrProp: `chartEcrRepositories.${chart}`,
        version: istioVersion,
        release,
        namespace: NAMESPACE,
        row: release,
        values: () => deepMerge(own, values[chart] ?? {}),
      });
      if (before) made.node.addDependency(before);
      before = made;
    }
  }
}
