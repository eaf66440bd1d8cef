import { at, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { selects } from '../../../kubernetes/label-selector.rules';
import { named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const disruptionBudgetsOverlap: Rule = {
  id: 'disruption-budgets-overlap',
  area: 'Lifecycle',
  severity: 'warning',
  finds: 'pods with two disruption budgets',
  why: 'the API server refuses to evict a pod that two budgets select, and its node cannot be drained',
  source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  check: ({ manifests }) => {
    const seen = new Map<unknown, string>();
    return manifests.ofKind('policy/PodDisruptionBudget').flatMap(({ path, value }) => manifests.selected(namespaceOf(value) ?? 'default', at(value, 'spec', 'selector'))
      .filter(({ labels }) => selects(at(value, 'spec', 'selector'), labels) === true).flatMap((maker) => {
        const before = seen.get(maker);
        if (before === undefined) seen.set(maker, named(value));
        return before === undefined ? [] : [{ path, what: `${named(value)} selects the pods of ${maker.name}, and so does ${before}`, fix: 'Keep one of the two' }];
      }));
  },
};
