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
  description: 'a spread over zones or nodes that there cannot be',
  reason:
    'with whenUnsatisfiable: DoNotSchedule a pod waits while no node has the label of the topology, or fewer domains than ' +
    'minDomains have room',
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
        finding: `${name} is spread over ${key}, and no node that it fits has that label`,
        remediation: `Use ${ZONE} or kubernetes.io/hostname, or give the nodes the label`,
      },
    ];
  }
  const [domains, allDomains] = [maxDomains(candidates, key), maxDomains(all, key)];
  const minDomains = numberAt(constraint, 'minDomains');
  const skew = numberAt(constraint, 'maxSkew');
  // with fewer domains than that in the whole cluster, each takes no more than maxSkew pods
  if (domains === undefined || allDomains === undefined || minDomains === undefined || skew === undefined || minDomains <= allDomains)
    return [];
  const selector = at(constraint, 'labelSelector');
  // a selector of everything counts no pods
  const counted =
    matchesSelector(selector, podLabels) === true &&
    requirementsOf(selector)?.length !== 0 &&
    isSameForAll(at(constraint, 'matchLabelKeys'), podLabels);
  if (!counted || minRunningPods(workload) <= domains * skew) return [];
  return [
    {
      path,
      finding:
        `${name} has ${replicas.min} pods spread over at least ${minDomains} of ${key} (maxSkew ${skew}), and its nodes have ` +
        `${domains}: ${domains * skew} pods find a place`,
      remediation: `Give minDomains: ${domains} or less, or add nodes elsewhere`,
    },
  ];
}
