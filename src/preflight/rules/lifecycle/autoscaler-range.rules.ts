import { at } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const autoscalerRange: Rule = {
  id: 'autoscaler-range',
  area: 'Lifecycle',
  severity: 'error',
  description: 'autoscaler with minReplicas greater than maxReplicas',
  reason: 'maxReplicas must be greater than or equal to minReplicas',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
  check: ({ manifests }) =>
    RANGES.flatMap(({ kind, min, max, defaults }) =>
      manifests.ofKind(kind).flatMap(({ path, value }) => {
        const [least, most] = [at(value, 'spec', min) ?? defaults[0], at(value, 'spec', max) ?? defaults[1]];
        if (typeof least !== 'number' || typeof most !== 'number' || least <= most) return [];
        return [
          {
            path,
            finding: `${describeObject(value)} has ${min}: ${least} and ${max}: ${most}`,
            remediation: `Set ${max} to ${Math.max(least, 1)} or more`,
          },
        ];
      }),
    ),
};

/**
 * The range fields of autoscalers, and their defaults. Source: Kubernetes API reference, HorizontalPodAutoscaler; KEDA,
 * ScaledObject.
 */
const RANGES = [
  { kind: 'autoscaling/HorizontalPodAutoscaler', min: 'minReplicas', max: 'maxReplicas', defaults: [1, undefined] },
  { kind: 'keda.sh/ScaledObject', min: 'minReplicaCount', max: 'maxReplicaCount', defaults: [0, 100] },
] as const;
