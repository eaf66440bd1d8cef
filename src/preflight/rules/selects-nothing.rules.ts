import { at, KubernetesObject, namespaceOf } from '../../inventory/kubernetes-object.rules';
import { object as objectThing } from '../../inventory/thing.rules';
import { Facts } from '../facts.rules';
import { describeSelector, requirementsOf } from '../label-selector.rules';
import { mapAt, named } from '../manifests.rules';
import { Found, Rule } from '../rule';

export const selectsNothing: Rule = {
  id: 'selects-nothing',
  area: 'References',
  severity: 'warning',
  finds: 'a Service, a disruption budget or a policy that selects no pods',
  why: 'a selector that no pod matches is accepted and does nothing, mostly because of a label that is misspelled',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
  check: (facts) => [
    ...each(facts, '/Service', (service) => {
      const labels = mapAt(service, 'spec', 'selector');
      return Object.keys(labels).length === 0 ? undefined : { matchLabels: labels };
    }),
    ...each(facts, 'policy/PodDisruptionBudget', (budget) => at(budget, 'spec', 'selector')),
    ...each(facts, 'networking.k8s.io/NetworkPolicy', (policy) => at(policy, 'spec', 'podSelector')),
  ],
};

function each(facts: Facts, groupKind: string, selectorOf: (object: KubernetesObject) => unknown): Found[] {
  return facts.manifests.ofKind(groupKind).flatMap(({ path, value }) => {
    const selector = selectorOf(value);
    const namespace = namespaceOf(value) ?? 'default';
    // one that selects everything is for whatever comes
    if (selector === undefined || (requirementsOf(selector) ?? []).length === 0) return [];
    if (facts.manifests.selected(namespace, selector).length > 0 || mayHaveOtherPods(facts, namespace)) return [];
    return [{ path, what: `${named(value)} selects ${describeSelector(selector)}, and no pods of the namespace have that`, fix: 'Correct the labels' }];
  });
}

/** Whether pods may come from somebody else: an operator, a chart, a person. */
export const mayHaveOtherPods = ({ verdictOf }: Facts, namespace: string): boolean =>
  ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job'].some((kind) => verdictOf(objectThing(kind === 'Pod' ? '' : kind === 'Job' ? 'batch' : 'apps', kind, '*', namespace)) !== 'absent');
