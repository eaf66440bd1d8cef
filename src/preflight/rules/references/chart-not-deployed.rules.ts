import { Rule } from '../../rule';

export const chartNotDeployed: Rule = {
  id: 'chart-not-deployed',
  area: 'References',
  severity: 'warning',
  description: 'workloads in a cdk8s chart that is neither deployed nor rendered as YAML',
  reason: 'the objects of a cdk8s chart are in no template before a ChartDeployment names the chart',
  source: 'https://cdk8s.io/docs/latest/basics/chart/',
  check: ({ cluster, undeployedCharts }) =>
    undeployedCharts.map(({ chart, workloads }) => ({
      path: cluster,
      finding: `the cdk8s chart '${chart}' with ${workloads.join(', ')} is not deployed`,
      remediation: 'Create new ChartDeployment(this, id, { cluster, chart }), or render the chart by RenderedManifest.of(chart)',
    })),
};
