import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** KEDA adopts an existing autoscaler. Source: KEDA, transfer ownership of an existing HPA. */
const TAKES_OVER = 'scaledobject.keda.sh/transfer-hpa-ownership';

export const autoscalersOverlap: Rule = {
  id: 'autoscalers-overlap',
  area: 'Lifecycle',
  severity: 'error',
  description: 'workload with two autoscalers',
  reason: 'two autoscalers of one workload conflict: Kubernetes reports AmbiguousSelector, and neither scales',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, object }) => {
      const scalers = [...new Set(manifests.autoscalersOf(object).map(describeObject))];
      const taken = manifests
        .autoscalersOf(object)
        .some((scaler) => ![undefined, 'false'].includes(scaler.metadata?.annotations?.[TAKES_OVER]));
      return scalers.length > 1 && !taken
        ? [
            {
              path,
              finding: `${name} is scaled by ${scalers.join(' and ')}`,
              remediation: 'Remove one of them, and add its metrics to the other',
            },
          ]
        : [];
    }),
};
