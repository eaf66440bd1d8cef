import { at, KubernetesObject, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const autoscalerRange: Rule = {
  id: 'autoscaler-range',
  area: 'Lifecycle',
  severity: 'error',
  description: 'autoscaler with minReplicas greater than maxReplicas, or that cannot scale to its minimum',
  reason: 'maxReplicas must be greater than or equal to minReplicas, and without pods there is no CPU or memory to scale on',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
  check: ({ manifests }) => [
    ...manifests
      .ofKind('keda.sh/ScaledObject')
      .filter(({ value }) => staysAtZero(value))
      .map(({ path, value }) => ({
        path,
        finding: `${describeObject(value)} has only cpu/memory triggers, and minReplicaCount is 0`,
        remediation: 'Set minReplicaCount to 1 or more, or add a trigger other than cpu and memory',
      })),
    ...RANGES.flatMap(({ kind, min, max, defaults }) =>
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
  ],
};

/** Source: kedacore/keda v2.20.2, apis/keda/v1alpha1/scaledobject_webhook.go: the webhook rejects it. */
function staysAtZero(scaled: KubernetesObject): boolean {
  const types = listAt(scaled, 'spec', 'triggers').map((trigger) => at(trigger, 'type'));
  return (
    (at(scaled, 'spec', 'minReplicaCount') ?? 0) === 0 && types.length > 0 && types.every((type) => type === 'cpu' || type === 'memory')
  );
}

/**
 * The range fields of autoscalers, and their defaults. Source: Kubernetes API reference, HorizontalPodAutoscaler; KEDA,
 * ScaledObject.
 */
const RANGES = [
  { kind: 'autoscaling/HorizontalPodAutoscaler', min: 'minReplicas', max: 'maxReplicas', defaults: [1, undefined] },
  { kind: 'keda.sh/ScaledObject', min: 'minReplicaCount', max: 'maxReplicaCount', defaults: [0, 100] },
] as const;
