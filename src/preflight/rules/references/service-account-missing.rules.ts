import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const serviceAccountMissing: Rule = {
  id: 'service-account-missing',
  area: 'References',
  severity: 'error',
  description: 'pods whose service account does not exist',
  reason: 'the API server rejects pods whose service account does not exist (serviceaccount "<name>" not found)',
  source: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
  check: (facts) =>
    missingObjects(
      facts,
      '',
      'ServiceAccount',
      (name) =>
        `Add the service account '${name}' to the chart (identity.addServiceAccount(chart)), or declare it: ` +
        `ClusterModel.of(cluster).declareExternal(ClusterCapability.serviceAccount(namespace, '${name}'), { reason })`,
    ),
};
