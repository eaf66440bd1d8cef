import { named, numberAt } from '../manifests.rules';
import { Rule } from '../rule';

export const autoscalerRange: Rule = {
  id: 'autoscaler-range',
  area: 'Lifecycle',
  severity: 'error',
  finds: 'an autoscaler whose fewest pods are more than its most',
  why: 'the API server refuses an autoscaler whose maxReplicas is below minReplicas',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
  check: ({ manifests }) => [['autoscaling/HorizontalPodAutoscaler', 'minReplicas', 'maxReplicas'], ['keda.sh/ScaledObject', 'minReplicaCount', 'maxReplicaCount']].flatMap(([kind, min, max]) =>
    manifests.ofKind(kind).flatMap(({ path, value }) => {
      const [fewest = kind.startsWith('keda') ? 0 : 1, most] = [numberAt(value, 'spec', min), numberAt(value, 'spec', max)];
      return most !== undefined && fewest > most ? [{ path, what: `${named(value)} has ${min} ${fewest} and ${max} ${most}`, fix: `Give ${max} of ${fewest} or more` }] : [];
    })),
};
