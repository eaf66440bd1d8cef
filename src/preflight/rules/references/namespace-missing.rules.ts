import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const namespaceMissing: Rule = {
  id: 'namespace-missing',
  area: 'References',
  severity: 'error',
  description: 'objects in a namespace that nobody makes',
  reason: 'the API server refuses objects in a namespace that does not exist',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  check: (facts) =>
    missingObjects(
      facts,
      '',
      'Namespace',
      (name) =>
        'Deploy the Namespace, use new ChartDeployment(...), which makes it, or declare it: ' +
        `ClusterModel.of(cluster).external(ClusterCapability.namespace('${name}'), { reason })`,
    ),
};
