import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { requirementsOf, matchesSelector } from '../../../kubernetes/label-selector.rules';
import { Facts } from '../../facts/facts.rules';
import { isSameForAll, maxDomains, ZONE } from '../../placement/domains.rules';
import { labelOf } from '../../placement/node-candidate.rules';
import { SchedulingResult, minRunningPods, schedulableResults } from '../../placement/scheduling-results.rules';
import { numberAt } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const topologySpread: Rule = {
  id: 'topology-spread',
  area: 'Placement',
  severity: 'error',
  description: 'topologySpreadConstraints that cannot be satisfied',
  reason:
    'with whenUnsatisfiable: DoNotSchedule a pod stays Pending while nodes lack the topologyKey label, or fewer than minDomains ' +
    "domains are available (didn't match pod topology spread constraints)",
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  readsPods: true,
  check: (facts) =>
    schedulableResults(facts).flatMap((landing) =>
      listAt(landing.workload.podSpec, 'topologySpreadConstraints')
        .filter((constraint) => stringAt(constraint, 'whenUnsatisfiable') === 'DoNotSchedule')
        .flatMap((constraint) => problems(landing, constraint, facts)),
    ),
};

function problems({ workload, candidates }: SchedulingResult, constraint: unknown, { nodeCandidates: all = [] }: Facts): Violation[] {
  const { path, name, replicas, podLabels } = workload;
  const key = stringAt(constraint, 'topologyKey');
  if (!key || isDeployTimeValue(key)) return [];
  if (candidates.every((place) => place.shapes.every((shape) => labelOf(place, shape, key) === 'absent'))) {
    return [
      {
        path,
        finding: `${name} has a topology spread constraint on ${key}, and no node that it fits has this label`,
        remediation: `Set topologyKey to ${ZONE} or kubernetes.io/hostname, or add the label to the nodes`,
      },
    ];
  }
  const [domains, allDomains] = [maxDomains(candidates, key), maxDomains(all, key)];
  const minDomains = numberAt(constraint, 'minDomains');
  const skew = numberAt(constraint, 'maxSkew');
  // with fewer domains in the whole cluster, each accepts at most maxSkew pods
  if (domains === undefined || allDomains === undefined || minDomains === undefined || skew === undefined || minDomains <= allDomains) {
    return [];
  }
  const selector = at(constraint, 'labelSelector');
  // an empty selector counts no pods
  const counted =
    matchesSelector(selector, podLabels) === true &&
    requirementsOf(selector)?.length !== 0 &&
    isSameForAll(at(constraint, 'matchLabelKeys'), podLabels);
  if (!counted || minRunningPods(workload) <= domains * skew) return [];
  return [
    {
      path,
      finding:
        `${name} has ${replicas.min} pods with minDomains: ${minDomains} and maxSkew: ${skew} on ${key}, and its nodes ` +
        `provide ${domains} of these domains, enough for ${domains * skew} pods`,
      remediation: `Set minDomains to ${domains} or less, or add nodes in other domains`,
    },
  ];
}
