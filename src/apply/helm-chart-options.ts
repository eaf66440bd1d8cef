import * as s3_assets from 'aws-cdk-lib/aws-s3-assets';
import { EcrChartOptions } from './ecr-chart-options';

/** Source of the Helm chart of a construct, and its values. */
export interface HelmChartOptions extends EcrChartOptions {
  /**
   * Repository of the chart, for clusters that cannot reach the public one; for an OCI registry (`oci://`) the full address of the chart.
   *
   * @default - the repository of the project, in the table of charts
   * @see https://github.com/cdk-eks-strata/cdk-eks-strata/blob/main/src/catalog/README.md
   */
  readonly chartRepository?: string;
  /**
   * The chart as a folder that is uploaded with the app, for clusters that cannot reach any repository. Not together with `chartRepository`
   * and `chartEcrRepository`.
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

/** Chart, version and values of a construct that installs one Helm chart. */
export interface HelmAddonOptions extends HelmChartOptions {
  /**
   * Version of the chart. Not together with `chartAsset`.
   *
   * @default - the pinned version in the table of charts
   * @see https://github.com/cdk-eks-strata/cdk-eks-strata/blob/main/src/catalog/README.md
   */
  readonly chartVersion?: string;
}
