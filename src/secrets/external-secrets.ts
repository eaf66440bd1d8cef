import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as s3_assets from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { chartSourceProblems } from '../apply/chart-source';
import { deepMerge } from '../apply/deep-merge.rules';
import { EcrChartOptions } from '../apply/ecr-chart-options';
import { HelmRelease } from '../apply/helm-release';
import { CHART_VERSIONS } from '../catalog/chart-versions.data';
import { failOn } from '../errors/problems';

/** Properties of {@link ExternalSecrets}. */
export interface ExternalSecretsProps extends EcrChartOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Version of the chart.
   *
   * @default '2.9.0'
   */
  readonly chartVersion?: string;
  /**
   * Repository of the chart, for clusters that cannot reach the public one; of a registry (`oci://`) the whole address of the chart.
   *
   * @default 'https://charts.external-secrets.io'
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
 * The External Secrets operator: writes secrets of AWS into Secrets of Kubernetes and keeps them current. One for each cluster. It has no permissions of
 * its own: each {@link SyncedSecret} is read as the identity that uses it.
 *
 * @see https://external-secrets.io/latest/provider/aws-access/
 */
export class ExternalSecrets extends Construct {
  /** The cluster. */
  public readonly cluster: ICluster;

  constructor(scope: Construct, id: string, props: ExternalSecretsProps) {
    const { cluster, chartAsset } = props;
    failOn(scope, id, chartSourceProblems(props));
    super(scope, id);
    this.cluster = cluster;
    new HelmRelease(this, 'Chart', {
      cluster,
      chart: 'external-secrets',
      repository: props.chartRepository ?? 'https://charts.external-secrets.io',
      version: props.chartVersion ?? CHART_VERSIONS['external-secrets'].version,
      chartAsset,
      ecrRepository: props.chartEcrRepository,
      release: 'external-secrets',
      namespace: 'external-secrets',
      // whatever comes after the chart is checked by its webhook; the kubelet of Fargate has the port that is the chart's own
      values: () => deepMerge(
        { installCRDs: true, replicaCount: 2, leaderElect: true, webhook: { replicaCount: 2, port: 10260 } }, props.values ?? {},
      ),
    });
  }
}
