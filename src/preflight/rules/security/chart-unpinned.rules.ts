import { Rule } from '../../rule';

export const chartUnpinned: Rule = {
  id: 'chart-unpinned',
  area: 'Security',
  severity: 'warning',
  description: 'Helm chart without a version',
  reason: 'Helm installs the newest version of each deployment, and a rollback does not return to the version before',
  source: 'https://helm.sh/docs/helm/helm_install/',
  check: ({ helmReleases }) =>
    helmReleases
      .filter(({ value }) => value.unpinned)
      .map(({ path, value: { release, chart } }) => ({
        path,
        finding: `Helm release '${release || chart}' has no version`,
        remediation: "Set `version` to a version of the chart, like '1.2.3'",
      })),
};
