import { missing } from '../../reading/missing.rules';
import { Rule } from '../../rule';

export const configMapMissing: Rule = {
  id: 'config-map-missing',
  area: 'References',
  severity: 'error',
  finds: 'pods with a ConfigMap that nobody makes',
  why: 'a pod does not start before every ConfigMap that it names is there',
  source: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
  check: (facts) => missing(facts, '', 'ConfigMap', (name) => `Deploy it in a chart, correct the name, mark it optional, or declare it: Inventory.of(cluster).external(Thing.configMap(namespace, '${name}'), { reason })`),
};
