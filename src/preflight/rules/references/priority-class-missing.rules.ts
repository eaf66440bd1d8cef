import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const priorityClassMissing: Rule = {
  id: 'priority-class-missing',
  area: 'References',
  severity: 'error',
  description: 'pods with a PriorityClass that nobody makes',
  reason: 'the API server refuses pods whose PriorityClass does not exist',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
  check: (facts) =>
    missingObjects(
      facts,
      'scheduling.k8s.io',
      'PriorityClass',
      (name) =>
        'Deploy it, correct the name, or declare it: ' +
        `ClusterModel.of(cluster).external(ClusterCapability.object('scheduling.k8s.io', 'PriorityClass', '${name}'), { reason })`,
    ),
};
