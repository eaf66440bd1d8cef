import { Rule } from '../../rule';

export const objectAddedLate: Rule = {
  id: 'object-added-late',
  area: 'References',
  severity: 'warning',
  description: 'object that was added to a cdk8s chart after cluster.addCdk8sChart()',
  reason: 'addCdk8sChart() renders the chart when it is called, and objects that are added later are in no template',
  source: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks_v2.Cluster.html#addwbrcdk8swbrchartid-chart-options',
  check: ({ lateObjects }) =>
    lateObjects.map(({ path, value }) => ({
      path,
      finding: `${value} was added to its chart after addCdk8sChart()`,
      remediation: 'Call addCdk8sChart() after the chart is complete, or use new ChartDeployment(...), which reads the chart at synthesis',
    })),
};
