import { Rule } from '../../rule';

export const chartRepositoryPlain: Rule = {
  id: 'chart-repository-plain',
  area: 'Security',
  severity: 'warning',
  description: 'Helm chart from a repository with http://',
  reason: 'the chart is not encrypted on its way, and can be replaced by another with the permissions of a cluster administrator',
  source: 'https://helm.sh/docs/topics/chart_repository/',
  check: ({ helmReleases }) =>
    helmReleases
      .filter(({ value }) => /^http:\/\//i.test(value.repository))
      .map(({ path, value: { release, chart, repository } }) => ({
        path,
        finding: `the chart of Helm release '${release || chart}' comes from ${repository}`,
        remediation: 'Use the repository with https:// or oci://, or upload the chart as an asset of the app (chartAsset)',
      })),
};
