import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** An autoscaler that was there before becomes one of KEDA's. Source: KEDA, transfer ownership of an existing HPA. */
const TAKES_OVER = 'scaledobject.keda.sh/transfer-hpa-ownership';

export const autoscalersOverlap: Rule = {
  id: 'autoscalers-overlap',
  area: 'Lifecycle',
  severity: 'error',
  description: 'two autoscalers of one workload',
  reason: 'two autoscalers of one workload undo each other: Kubernetes reports AmbiguousSelector, and neither scales',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, object }) => {
      const scalers = [...new Set(manifests.autoscalersOf(object).map(describeObject))];
      const taken = manifests
        .autoscalersOf(object)
        .some((scaler) => ![undefined, 'false'].includes(scaler.metadata?.annotations?.[TAKES_OVER]));
      return scalers.length > 1 && !taken
        ? [{ path, finding: `${name} is scaled by ${scalers.join(' and ')}`, remediation: 'Keep one of them, with the metrics of both' }]
        : [];
    }),
};
