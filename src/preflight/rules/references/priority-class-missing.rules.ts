import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const priorityClassMissing: Rule = {
  id: 'priority-class-missing',
  area: 'References',
  severity: 'error',
  description: 'pods whose PriorityClass does not exist',
  reason: 'the API server rejects pods whose PriorityClass does not exist (no PriorityClass with name <name> was found)',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
  check: (facts) =>
    missingObjects(
      facts,
      'scheduling.k8s.io',
      'PriorityClass',
      (name) =>
        'Deploy the PriorityClass, correct the name, or declare it: ' +
        `ClusterModel.of(cluster).declareExternal(ClusterCapability.object('scheduling.k8s.io', 'PriorityClass', '${name}'), { reason })`,
    ),
};
