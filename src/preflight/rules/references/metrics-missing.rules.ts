import { Rule } from '../../rule';

export const metricsMissing: Rule = {
  id: 'metrics-missing',
  area: 'References',
  severity: 'error',
  finds: 'an autoscaler without the metrics that it scales on',
  why: 'an autoscaler on cpu or memory asks the metrics API, and without it never scales',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/metrics-server.html',
  check: ({ absent }) => absent.filter(({ value: { thing } }) => thing.type === 'part' && thing.name === 'metrics').map(({ path, value: { object } }) => ({
    path, what: `${object ?? 'it'} scales on cpu or memory, and nobody installs the metrics API`, fix: "Add new CoreAddons(this, 'Addons', { cluster }), or the add-on metrics-server",
  })),
};
