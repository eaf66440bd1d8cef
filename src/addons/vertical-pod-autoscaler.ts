import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as s3_assets from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { chartSourceProblems } from '../apply/chart-source';
import { deepMerge } from '../apply/deep-merge.rules';
import { EcrChartOptions } from '../apply/ecr-chart-options';
import { HelmRelease } from '../apply/helm-release';
import { CHART_VERSIONS } from '../catalog/chart-versions.data';
import { failOn } from '../errors/problems';

/** Properties of a {@link VerticalPodAutoscaler}. */
export interface VerticalPodAutoscalerProps extends EcrChartOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Version of the chart.
   *
   * @default '0.11.0'
   */
  readonly chartVersion?: string;
  /**
   * Repository of the chart, for clusters that cannot reach the public one; of a registry (`oci://`) the whole address of the chart.
   *
   * @default 'https://kubernetes.github.io/autoscaler'
   */
  readonly chartRepository?: string;
  /**
   * The chart as a folder that is uploaded with the app, for clusters that cannot reach any repository.
   *
   * @default - from the repository
   */
  readonly chartAsset?: s3_assets.Asset;
  /**
   * Values for the chart, merged deeply over those of this construct.
   *
   * @default - none
   */
  readonly values?: { [key: string]: any };
}

/**
 * The Vertical Pod Autoscaler, which finds out what pods really use: `verticalScaling` of a workload. One for each cluster. It reads metrics-server.
 *
 * @see https://github.com/kubernetes/autoscaler/tree/master/vertical-pod-autoscaler
 *
 * @example
 * new VerticalPodAutoscaler(this, 'VerticalPodAutoscaler', { cluster });
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   verticalScaling: VerticalScaling.RECOMMEND,
 * });
 */
export class VerticalPodAutoscaler extends Construct {
  constructor(scope: Construct, id: string, props: VerticalPodAutoscalerProps) {
    const { cluster, chartVersion, chartRepository, chartAsset, values } = props;
    failOn(scope, id, chartSourceProblems(props));
    super(scope, id);
    new HelmRelease(this, 'Chart', {
      cluster,
      chart: 'vertical-pod-autoscaler',
      repository: chartRepository ?? 'https://kubernetes.github.io/autoscaler',
      version: chartVersion ?? CHART_VERSIONS['vertical-pod-autoscaler'].version,
      chartAsset,
      ecrRepository: props.chartEcrRepository,
      release: 'vertical-pod-autoscaler',
      namespace: 'vertical-pod-autoscaler',
      values: () => deepMerge({}, values ?? {}),
    });
  }
}
