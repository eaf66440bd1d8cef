import { at, FILLED_IN, isFilledIn, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeSelector, requirementsOf, selects } from '../../../kubernetes/label-selector.rules';
import { Facts } from '../../facts/facts.rules';
import { onNodes } from '../../placement/pod-places.rules';
import { wishesOf } from '../../placement/pod-wishes.rules';
import { PodMaker } from '../../reading/manifests.rules';
import { Rule } from '../../rule';
import { mayHaveOtherPods } from '../references/selects-nothing.rules';

export const podAffinityUnmatched: Rule = {
  id: 'pod-affinity-unmatched',
  area: 'Placement',
  severity: 'error',
  finds: 'pods that must be near pods that nobody makes',
  why: 'a pod with a required affinity waits until a pod runs that its selector matches',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  ofPods: true,
  // Fargate and other schedulers have rules of their own
  check: (facts) => onNodes(facts).filter((maker) => !wishesOf(maker, facts).elsewhere).flatMap((maker) =>
    listAt(maker.pod, 'affinity', 'podAffinity', 'requiredDuringSchedulingIgnoredDuringExecution').filter((term) => isUnmatched(maker, term, facts)).map((term) => ({
      path: maker.path, what: `${maker.name} must run near pods with ${describeSelector(at(term, 'labelSelector'))}, and there are none`, fix: 'Correct the labels or the namespaces, or prefer instead of require',
    }))),
};

function isUnmatched({ namespace }: PodMaker, term: unknown, facts: Facts): boolean {
  const selector = at(term, 'labelSelector');
  const others = [at(term, 'matchLabelKeys'), at(term, 'mismatchLabelKeys'), at(term, 'namespaceSelector')];
  if (requirementsOf(selector ?? FILLED_IN) === undefined || others.some((each) => each !== undefined) || isFilledIn(at(term, 'namespaces'))) return false;
  const named = listAt(term, 'namespaces').map(String);
  const namespaces = named.length > 0 ? named : [namespace];
  // pods whose namespace or labels are known at deploy may be those
  const isOpen = ({ namespace: place, labels: own }: PodMaker) => [place, ...Object.values(own)].some(isFilledIn) && selects(selector, own) !== false;
  const open = facts.manifests.pods.some(isOpen);
  if (open || namespaces.some(isFilledIn)) return false;
  // its own kind counts: the first is let through
  return namespaces.every((each) => facts.manifests.selected(each, selector).length === 0 && !mayHaveOtherPods(facts, each));
}
