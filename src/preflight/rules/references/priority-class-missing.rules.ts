import { missing } from '../../reading/missing.rules';
import { Rule } from '../../rule';

export const priorityClassMissing: Rule = {
  id: 'priority-class-missing',
  area: 'References',
  severity: 'error',
  finds: 'pods with a PriorityClass that nobody makes',
  why: 'the API server refuses pods whose PriorityClass does not exist',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
  check: (facts) => missing(facts, 'scheduling.k8s.io', 'PriorityClass', (name) => `Deploy it, correct the name, or declare it: Inventory.of(cluster).external(Thing.object('scheduling.k8s.io', 'PriorityClass', '${name}'), { reason })`),
};
