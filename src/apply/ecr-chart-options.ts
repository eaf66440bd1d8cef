import * as ecr from 'aws-cdk-lib/aws-ecr';

/** A chart in a repository of Amazon ECR. */
export interface EcrChartOptions {
  /**
   * Repository of Amazon ECR with the chart: the function that installs charts may pull from this repository and no other. Its name ends
   * with the name of the chart. Not together with `chartRepository` and `chartAsset`. A repository of another account must allow the
   * account of the cluster to pull.
   *
   * @default - the chart comes from `chartRepository`
   */
  readonly chartEcrRepository?: ecr.IRepository;
}
