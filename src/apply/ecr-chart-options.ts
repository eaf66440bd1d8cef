import * as ecr from 'aws-cdk-lib/aws-ecr';

/** A chart in a repository of Amazon ECR. */
export interface EcrChartOptions {
  /**
   * Amazon ECR repository of the chart: the function that installs the chart may pull from this repository only. The repository name has to
   * end with the name of the chart. Not together with `chartRepository` and `chartAsset`. A repository of another account must allow the
   * account of the cluster to pull.
   *
   * @default - the chart comes from `chartRepository`
   */
  readonly chartEcrRepository?: ecr.IRepository;
}
