import { at, DEPLOY_TIME_VALUE, isDeployTimeValue, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeSelector, requirementsOf, matchesSelector } from '../../../kubernetes/label-selector.rules';
import { Facts } from '../../facts/facts.rules';
import { schedulingConstraintsOf } from '../../placement/scheduling-constraints.rules';
import { workloadsOnNodes } from '../../placement/scheduling-results.rules';
import { Workload } from '../../reading/workloads.rules';
import { Rule } from '../../rule';
import { mayHaveOtherPods } from '../references/selects-nothing.rules';

export const podAffinityUnmatched: Rule = {
  id: 'pod-affinity-unmatched',
  area: 'Placement',
  severity: 'error',
  description: 'required pod affinity to pods that do not exist',
  reason: "a pod stays Pending until a pod matches the selector of its required affinity (didn't match pod affinity rules)",
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  readsPods: true,
  // Fargate and other schedulers are out of scope
  check: (facts) =>
    workloadsOnNodes(facts)
      .filter((maker) => !schedulingConstraintsOf(maker, facts).scheduledElsewhere)
      .flatMap((maker) =>
        listAt(maker.podSpec, 'affinity', 'podAffinity', 'requiredDuringSchedulingIgnoredDuringExecution')
          .filter((term) => isUnmatched(maker, term, facts))
          .map((term) => ({
            path: maker.path,
            finding:
              `${maker.name} has required pod affinity to pods with ${describeSelector(at(term, 'labelSelector'))}, ` +
              'which do not exist',
            remediation: 'Correct the labels or namespaces, or use preferredDuringSchedulingIgnoredDuringExecution',
          })),
      ),
};

function isUnmatched({ namespace }: Workload, term: unknown, facts: Facts): boolean {
  const selector = at(term, 'labelSelector');
  const others = [at(term, 'matchLabelKeys'), at(term, 'mismatchLabelKeys'), at(term, 'namespaceSelector')];
  if (
    requirementsOf(selector ?? DEPLOY_TIME_VALUE) === undefined ||
    others.some((each) => each !== undefined) ||
    isDeployTimeValue(at(term, 'namespaces'))
  ) {
    return false;
  }
  const named = listAt(term, 'namespaces').map(String);
  const namespaces = named.length > 0 ? named : [namespace];
  // pods whose namespace or labels are known only at deploy may match
  const isOpen = ({ namespace: place, podLabels: own }: Workload) =>
    [place, ...Object.values(own)].some(isDeployTimeValue) && matchesSelector(selector, own) !== false;
  const open = facts.manifests.workloads.some(isOpen);
  if (open || namespaces.some(isDeployTimeValue)) return false;
  // pods of the same workload count: the scheduler admits the first one
  return namespaces.every((each) => facts.manifests.selectedBy(each, selector).length === 0 && !mayHaveOtherPods(facts, each));
}
