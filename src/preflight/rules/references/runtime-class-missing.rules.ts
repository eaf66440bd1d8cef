import { missing } from '../../reading/missing.rules';
import { Rule } from '../../rule';

export const runtimeClassMissing: Rule = {
  id: 'runtime-class-missing',
  area: 'References',
  severity: 'error',
  finds: 'pods with a RuntimeClass that nobody makes',
  why: 'the API server refuses pods whose RuntimeClass does not exist',
  source: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
  check: (facts) => missing(facts, 'node.k8s.io', 'RuntimeClass', (name) => `Deploy it, leave runtimeClassName out, or declare it: Inventory.of(cluster).external(Thing.object('node.k8s.io', 'RuntimeClass', '${name}'), { reason })`),
};
