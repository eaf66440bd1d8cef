import { at, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { matchesSelector } from '../../../kubernetes/label-selector.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const disruptionBudgetsOverlap: Rule = {
  id: 'disruption-budgets-overlap',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'pods selected by two PodDisruptionBudgets',
  reason: 'the eviction API does not support pods with more than one PodDisruptionBudget, and their nodes cannot be drained',
  source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  check: ({ manifests }) => {
    const seen = new Map<unknown, string>();
    return manifests.ofKind('policy/PodDisruptionBudget').flatMap(({ path, value }) =>
      manifests
        .selectedBy(namespaceOf(value) ?? 'default', at(value, 'spec', 'selector'))
        .filter(({ podLabels }) => matchesSelector(at(value, 'spec', 'selector'), podLabels) === true)
        .flatMap((maker) => {
          const before = seen.get(maker);
          if (before === undefined) seen.set(maker, describeObject(value));
          return before === undefined
            ? []
            : [
                {
                  path,
                  finding: `${describeObject(value)} selects the pods of ${maker.name}, as does ${before}`,
                  remediation: 'Remove one of them, or change its selector',
                },
              ];
        }),
    );
  },
};
