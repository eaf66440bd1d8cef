import { at, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { describeSelector, selects } from '../label-selector.rules';
import { PodMaker } from '../manifests.rules';
import { Rule } from '../rule';
import { mayHaveOtherPods } from './selects-nothing.rules';

export const podAffinityUnmatched: Rule = {
  id: 'pod-affinity-unmatched',
  area: 'Placement',
  severity: 'error',
  finds: 'pods that must be near pods that nobody makes',
  why: 'a pod with a required affinity waits until a pod runs that its selector matches',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  ofPods: true,
  check: (facts) => facts.manifests.pods.flatMap((maker) => listAt(maker.pod, 'affinity', 'podAffinity', 'requiredDuringSchedulingIgnoredDuringExecution')
    .filter((term) => isUnmatched(maker, term, facts)).map((term) => ({
      path: maker.path, what: `${maker.name} must run near pods with ${describeSelector(at(term, 'labelSelector'))}, and there are none`, fix: 'Correct the labels or the namespaces, or prefer instead of require',
    }))),
};

function isUnmatched({ namespace, labels, pod }: PodMaker, term: unknown, facts: Facts): boolean {
  const selector = at(term, 'labelSelector');
  const keys = [at(term, 'matchLabelKeys'), at(term, 'mismatchLabelKeys'), at(term, 'namespaceSelector')];
  if (selector === undefined || keys.some((each) => each !== undefined) || textAt(pod, 'nodeName') !== undefined) return false;
  const named = listAt(term, 'namespaces').map(String);
  const namespaces = named.length > 0 ? named : [namespace];
  // the first of its own kind is let through
  if (namespaces.includes(namespace) && selects(selector, labels) !== false) return false;
  return namespaces.every((each) => facts.manifests.selected(each, selector).length === 0 && !mayHaveOtherPods(facts, each));
}
