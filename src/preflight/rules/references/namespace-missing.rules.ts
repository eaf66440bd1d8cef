import { missing } from '../../reading/missing.rules';
import { Rule } from '../../rule';

export const namespaceMissing: Rule = {
  id: 'namespace-missing',
  area: 'References',
  severity: 'error',
  finds: 'objects in a namespace that nobody makes',
  why: 'the API server refuses objects in a namespace that does not exist',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  check: (facts) => missing(facts, '', 'Namespace', (name) => `Deploy the Namespace, use new ChartDeployment(...), which makes it, or declare it: Inventory.of(cluster).external(Thing.namespace('${name}'), { reason })`),
};
