import { chartRow, missingValuesOf } from '../../../catalog/catalog.rules';
import { Facts } from '../../facts/facts.rules';
import { Rule } from '../../rule';

export const chartValueMissing: Rule = {
  id: 'chart-value-missing',
  area: 'Infrastructure',
  severity: 'error',
  description: 'chart without a value that it requires',
  reason: 'Helm fails to render a chart without a required value, and a chart without pods does nothing',
  source: 'https://helm.sh/docs/howto/charts_tips_and_tricks/#using-the-required-function',
  check: ({ helmReleases }: Facts) =>
    helmReleases.flatMap(({ path, value: { release, chart, repository, values } }) => {
      const row = chartRow(chart);
      // a chart of another repository may have the same name; values that cannot be parsed may contain it
      const isKnown = row?.installed !== undefined && withoutSlash(repository) === row.installed.repository && typeof values !== 'string';
      const missing = isKnown ? missingValuesOf(row, values) : undefined;
      if (!missing) return [];
      const names = missing.oneOf.map((each) => each.join('.'));
      return [
        {
          path,
          finding: `the chart ${chart} of Helm release '${release}' ${missing.otherwise} without values.${names.join(' or values.')}`,
          remediation: `Set values.${names[0]} (${missing.source})`,
        },
      ];
    }),
};

const withoutSlash = (address: string): string => address.replace(/\/$/, '');
