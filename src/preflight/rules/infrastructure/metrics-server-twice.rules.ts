import { at, groupKindOf } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { Rule } from '../../rule';

const NAME = 'metrics-server';
/** The API of metrics-server, which a cluster has once. */
const API = 'v1beta1.metrics.k8s.io';

export const metricsServerTwice: Rule = {
  id: 'metrics-server-twice',
  area: 'Infrastructure',
  severity: 'error',
  description: 'metrics-server as a chart or a manifest beside the EKS add-on',
  reason:
    `a cluster has one APIService ${API}: Helm does not install a chart over objects that exist and are not its own, and server-side ` +
    'apply reports a conflict with the field manager of the other',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/metrics-server.html',
  check: (facts) => {
    const [addon] = facts.addonNames.filter(({ value }) => value === NAME);
    const sources = [...charts(facts), ...manifests(facts)];
    const twice = addon ? sources : sources.slice(1);
    const first = addon ? { path: addon.path, what: 'an EKS add-on' } : sources[0];
    return twice.map(({ path, what }) => ({
      path,
      finding: `metrics-server is installed by ${what}, and by ${first.path} as ${first.what}`,
      remediation: addon ? 'Remove it, or the add-on metrics-server' : 'Remove one of them',
    }));
  },
};

interface Source {
  readonly path: string;
  readonly what: string;
}

// without the APIService it serves something else
const charts = ({ helmReleases }: Facts): Source[] =>
  helmReleases
    .filter(({ value }) => value.chart === NAME && at(value.values, 'apiService', 'create') !== false)
    .map(({ path, value }) => ({ path, what: `Helm release '${value.release}'` }));

const manifests = ({ objects }: Facts): Source[] =>
  objects
    .filter(({ value }) => groupKindOf(value) === 'apiregistration.k8s.io/APIService' && value.metadata?.name === API)
    .map(({ path }) => ({ path, what: `APIService '${API}'` }));
