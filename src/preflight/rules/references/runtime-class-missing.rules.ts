import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const runtimeClassMissing: Rule = {
  id: 'runtime-class-missing',
  area: 'References',
  severity: 'error',
  description: 'pods whose RuntimeClass does not exist',
  reason: 'the API server rejects pods whose RuntimeClass does not exist (RuntimeClass "<name>" not found)',
  source: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
  check: (facts) =>
    missingObjects(
      facts,
      'node.k8s.io',
      'RuntimeClass',
      (name) =>
        'Deploy the RuntimeClass, remove runtimeClassName, or declare it: ' +
        `ClusterModel.of(cluster).declareExternal(ClusterCapability.object('node.k8s.io', 'RuntimeClass', '${name}'), { reason })`,
    ),
};
