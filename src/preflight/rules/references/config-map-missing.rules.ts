import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const configMapMissing: Rule = {
  id: 'config-map-missing',
  area: 'References',
  severity: 'error',
  description: 'pods that reference a ConfigMap that does not exist',
  reason: 'a pod does not start while a ConfigMap that it references does not exist (configmap "<name>" not found)',
  source: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
  check: (facts) =>
    missingObjects(
      facts,
      '',
      'ConfigMap',
      (name) =>
        'Deploy the ConfigMap, correct the name, set optional: true, or declare it: ' +
        `ClusterModel.of(cluster).declareExternal(ClusterCapability.configMap(namespace, '${name}'), { reason })`,
    ),
};
