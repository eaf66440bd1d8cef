import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const namespaceMissing: Rule = {
  id: 'namespace-missing',
  area: 'References',
  severity: 'error',
  description: 'objects in a namespace that does not exist',
  reason: 'the API server rejects objects in a namespace that does not exist (namespaces "<name>" not found)',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  check: (facts) =>
    missingObjects(
      facts,
      '',
      'Namespace',
      (name) =>
        'Deploy the Namespace, use new ChartDeployment(...), which creates it, or declare it: ' +
        `ClusterModel.of(cluster).declareExternal(ClusterCapability.namespace('${name}'), { reason })`,
    ),
};
