import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const serviceAccountMissing: Rule = {
  id: 'service-account-missing',
  area: 'References',
  severity: 'error',
  description: 'pods with a service account that nobody makes',
  reason: 'no pod is created while its service account does not exist',
  source: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
  check: (facts) =>
    missingObjects(
      facts,
      '',
      'ServiceAccount',
      (name) =>
        `Add the service account '${name}' to the chart (identity.addServiceAccount(chart)), or declare it: ` +
        `ClusterModel.of(cluster).external(ClusterCapability.serviceAccount(namespace, '${name}'), { reason })`,
    ),
};
