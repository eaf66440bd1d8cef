import { at, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { matchesSelector } from '../../../kubernetes/label-selector.rules';
import { describeObject, Workload } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const disruptionBudgetBlocks: Rule = {
  id: 'disruption-budget-blocks',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'PodDisruptionBudget that allows zero disruptions at minimum replicas',
  reason: 'a node with such a pod cannot be drained: node group updates fail, and Karpenter waits',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
  check: ({ manifests }) =>
    manifests.ofKind('policy/PodDisruptionBudget').flatMap(({ path, value }) => {
      const [namespace, selector] = [namespaceOf(value) ?? 'default', at(value, 'spec', 'selector')];
      // those that it may select are among them
      const makers = manifests.selectedBy(namespace, selector);
      if (makers.length === 0 || !makers.every((maker) => isCounted(maker) && matchesSelector(selector, maker.podLabels) === true)) {
        return [];
      }
      const pods = makers.reduce((sum, { replicas }) => sum + replicas.min, 0);
      const allowed = allowedDisruptions(value, pods);
      // without pods nothing can be disrupted
      return pods === 0 || allowed === undefined || allowed > 0
        ? []
        : [
            {
              path,
              finding:
                `${describeObject(value)} allows zero disruptions of ${pods === 1 ? 'the one pod' : `the ${pods} pods`} of ` +
                `${makers.map(({ name }) => name).join(', ')} (${limitInWords(value)})`,
              remediation: pods > 1 ? 'Set maxUnavailable: 1' : 'Run two pods, set maxUnavailable: 1, or remove the PodDisruptionBudget',
            },
          ];
    }),
};

// Source: Kubernetes, disruption controller: percentages are rounded up
function allowedDisruptions(budget: unknown, pods: number): number | undefined {
  const [least, most] = ['minAvailable', 'maxUnavailable'].map((field) => at(budget, 'spec', field));
  if (least !== undefined && least !== null) {
    const needed = scaled(least, pods);
    return needed === undefined ? undefined : pods - needed;
  }
  return most === undefined ? undefined : scaled(most, pods);
}

function scaled(value: unknown, of: number): number | undefined {
  if (typeof value === 'number') return value;
  const [, percent] = /^(\d+)%$/.exec(String(value)) ?? [];
  return percent === undefined ? undefined : Math.ceil((Number(percent) / 100) * of);
}

const COUNTED = ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController'];
const isCounted = ({ groupKind, replicas }: Workload): boolean => replicas.max !== undefined && COUNTED.includes(groupKind);

const limitInWords = (budget: unknown): string =>
  ['minAvailable', 'maxUnavailable']
    .filter((field) => at(budget, 'spec', field) !== undefined)
    .map((field) => `${field}: ${String(at(budget, 'spec', field))}`)
    .join(', ');
