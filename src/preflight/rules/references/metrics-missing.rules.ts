import { Rule } from '../../rule';

export const metricsMissing: Rule = {
  id: 'metrics-missing',
  area: 'References',
  severity: 'error',
  description: 'an autoscaler without the metrics that it scales on',
  reason: 'an autoscaler on cpu or memory asks the metrics API, and without it never scales',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/metrics-server.html',
  check: ({ missing }) =>
    missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'metrics')
      .map(({ path, value: { requiredBy } }) => ({
        path,
        finding: `${requiredBy ?? 'it'} scales on cpu or memory, and nobody installs the metrics API`,
        remediation: "Add new CoreAddons(this, 'Addons', { cluster }), or the add-on metrics-server",
      })),
};
