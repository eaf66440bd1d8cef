import { Rule } from '../../rule';

export const metricsMissing: Rule = {
  id: 'metrics-missing',
  area: 'References',
  severity: 'error',
  description: 'autoscaler on cpu or memory without the metrics API',
  reason: 'an autoscaler on cpu or memory reads the metrics API (metrics.k8s.io), and never scales without it',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/metrics-server.html',
  check: ({ missing }) =>
    missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'metrics')
      .map(({ path, value: { requiredBy } }) => ({
        path,
        finding: `${requiredBy ?? 'the autoscaler'} scales on cpu or memory, and the metrics API is not installed`,
        remediation: "Add new CoreAddons(this, 'Addons', { cluster }), or the add-on metrics-server",
      })),
};
