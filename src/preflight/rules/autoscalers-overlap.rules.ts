import { named } from '../manifests.rules';
import { Rule } from '../rule';

export const autoscalersOverlap: Rule = {
  id: 'autoscalers-overlap',
  area: 'Lifecycle',
  severity: 'error',
  finds: 'two autoscalers of one workload',
  why: 'two autoscalers of one workload undo each other: Kubernetes reports AmbiguousSelector, and neither scales',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  check: ({ manifests }) => manifests.pods.flatMap(({ path, name, object }) => {
    const scalers = manifests.scalersOf(object);
    return scalers.length > 1 ? [{ path, what: `${name} is scaled by ${scalers.map(named).join(' and ')}`, fix: 'Keep one of them, with the metrics of both' }] : [];
  }),
};
