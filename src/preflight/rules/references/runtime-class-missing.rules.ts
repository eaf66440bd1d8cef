import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const runtimeClassMissing: Rule = {
  id: 'runtime-class-missing',
  area: 'References',
  severity: 'error',
  description: 'pods with a RuntimeClass that nobody makes',
  reason: 'the API server refuses pods whose RuntimeClass does not exist',
  source: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
  check: (facts) =>
    missingObjects(
      facts,
      'node.k8s.io',
      'RuntimeClass',
      (name) =>
        'Deploy it, leave runtimeClassName out, or declare it: ' +
        `ClusterModel.of(cluster).external(ClusterCapability.object('node.k8s.io', 'RuntimeClass', '${name}'), { reason })`,
    ),
};
