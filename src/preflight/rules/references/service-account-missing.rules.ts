import { missing } from '../../reading/missing.rules';
import { Rule } from '../../rule';

export const serviceAccountMissing: Rule = {
  id: 'service-account-missing',
  area: 'References',
  severity: 'error',
  finds: 'pods with a service account that nobody makes',
  why: 'no pod is created while its service account does not exist',
  source: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
  check: (facts) => missing(facts, '', 'ServiceAccount', (name) =>
    `Add the service account '${name}' to the chart (identity.addServiceAccount(chart)), or declare it: Inventory.of(cluster).external(Thing.serviceAccount(namespace, '${name}'), { reason })`),
};
