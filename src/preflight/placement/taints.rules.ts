import { NodeCandidate } from './node-candidate.rules';
import { at, isDeployTimeValue, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Taint } from '../../model/capacity.rules';

/** A toleration of every taint: for a pod whose tolerations are unknown. */
export const TOLERATES_ALL = { operator: 'Exists' } as const;

const EFFECTS = new Set(['NoSchedule', 'NoExecute']);

/**
 * Taints that their controllers remove once the node is ready: CSI drivers, Cilium, Karpenter, the Cluster Autoscaler, the controllers of
 * Kubernetes. Source: their documentation.
 */
const TRANSIENT_TAINTS = [
  /(not-ready|uninitialized|unregistered|unschedulable|unreachable|network-unavailable|out-of-service|-pressure)$/,
  /^(startup|ignore|status)-taint\.cluster-autoscaler\.kubernetes\.io\//,
];

/** The first taint that keeps a pod away; undefined if there is none, or if the taints are unknown. */
export const untolerated = (tolerations: readonly unknown[], { taints }: Pick<NodeCandidate, 'taints'>): Taint | undefined =>
  taints.find(
    (taint) =>
      EFFECTS.has(taint.effect) &&
      !TRANSIENT_TAINTS.some((pattern) => pattern.test(taint.key)) &&
      !tolerations.some((toleration) => mayTolerate(toleration, taint)),
  );

/** Whether a pod tolerates all taints of a node for certain, those apart that controllers remove. */
export const certainlyTolerates = (tolerations: readonly unknown[], { taints }: Pick<NodeCandidate, 'taints'>): boolean =>
  taints.every(
    (taint) =>
      !EFFECTS.has(taint.effect) ||
      TRANSIENT_TAINTS.some((pattern) => pattern.test(taint.key)) ||
      tolerations.some((toleration) => toleration !== TOLERATES_ALL && isLiteral(toleration, taint) && mayTolerate(toleration, taint)),
  );

const isLiteral = (toleration: unknown, taint: Taint): boolean =>
  !['Gt', 'Lt'].includes(stringAt(toleration, 'operator') ?? '') &&
  ![toleration, taint.key, taint.value, ...Object.values(Object(toleration) as object)].some(isDeployTimeValue);

// Gt and Lt came in 1.35, behind a gate
function mayTolerate(toleration: unknown, taint: Taint): boolean {
  const fields = ['key', 'value', 'effect', 'operator'];
  if ([toleration, taint.key, taint.value, ...fields.map((field) => at(toleration, field))].some(isDeployTimeValue)) return true;
  const [key, value, effect, operator] = fields.map((field) => stringAt(toleration, field));
  if (effect && effect !== taint.effect) return false;
  if (!key) return operator === 'Exists';
  return key === taint.key && (operator === 'Exists' || operator === 'Gt' || operator === 'Lt' || (value ?? '') === (taint.value ?? ''));
}
