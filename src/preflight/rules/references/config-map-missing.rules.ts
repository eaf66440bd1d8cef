import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const configMapMissing: Rule = {
  id: 'config-map-missing',
  area: 'References',
  severity: 'error',
  description: 'pods with a ConfigMap that nobody makes',
  reason: 'a pod does not start before every ConfigMap that it names is there',
  source: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
  check: (facts) =>
    missingObjects(
      facts,
      '',
      'ConfigMap',
      (name) =>
        'Deploy it in a chart, correct the name, mark it optional, or declare it: ' +
        `ClusterModel.of(cluster).external(ClusterCapability.configMap(namespace, '${name}'), { reason })`,
    ),
};
