import { allHave, maxDomains, NODE } from '../../placement/domains.rules';
import { NodeCandidate } from '../../placement/node-candidate.rules';
import { podsThatFit } from '../../placement/packing.rules';
import { PodTerm, podTermsOf } from '../../placement/pod-terms.rules';
import { atEachScale, minRunningPods, SchedulingResult } from '../../placement/scheduling-results.rules';
import { Violation, Rule } from '../../rule';

export const antiAffinityPlaces: Rule = {
  id: 'anti-affinity-places',
  area: 'Placement',
  severity: 'error',
  description: 'required pod anti-affinity with more pods than nodes, zones or other domains, or with a DaemonSet on every node',
  reason: "a pod stays Pending while each node or zone has a pod that its anti-affinity excludes (didn't match pod anti-affinity rules)",
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  readsPods: true,
  check: (facts) =>
    atEachScale(facts, (results) =>
      results
        .filter(({ workload }) => minRunningPods(workload) > 0)
        .flatMap((result) => podTermsOf(result.workload, 'podAntiAffinity').flatMap((term) => problem(result, term, results))),
    ),
};

function problem(result: SchedulingResult, term: PodTerm, results: readonly SchedulingResult[]): Violation[] {
  const { workload, candidates } = result;
  if (!allHave(candidates, term.key)) return [];
  const { key } = term;
  const most = maxDomains(candidates, key);
  const isForItself = term.matches(workload) === true;
  const own = isForItself ? minRunningPods(workload) : 1;
  const found = (finding: string, remediation: string = remediationFor(key)): Violation[] => [
    { path: workload.path, finding: `${workload.name} ${finding}`, remediation },
  ];
  if (isForItself && most !== undefined && own > most) {
    return found(`has ${workload.replicas.min} pods with required anti-affinity by ${key}, and its nodes have room for at most ${most}`);
  }
  const others = results.filter((other) => other.workload !== workload && term.matches(other.workload) === true);
  const onAll = others.find((other) => isOnEveryNode(other, candidates));
  if (onAll) {
    return found(`has required anti-affinity to ${onAll.workload.name}, which runs on every node that it fits`, BESIDE_DAEMON_SET);
  }
  const beside = others.find((other) => leavesNoDomain(other, candidates, key, own));
  if (beside === undefined) return [];
  const { name, replicas } = beside.workload;
  return found(
    `× ${workload.replicas.min} has required anti-affinity by ${key} to ${name} × ${replicas.min}, and their nodes are in ` +
      `${maxDomains(union(candidates, beside.candidates), key)} of these domains`,
  );
}

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const BESIDE_DAEMON_SET = `Correct the labels of the selector, exclude nodes from the DaemonSet, or use ${PREFERRED}`;

// more nodes are no more zones
const remediationFor = (key: string): string =>
  `${key === NODE ? 'Increase maxSize' : `Add nodes with other values of ${key}`}, reduce replicas, or use ${PREFERRED}`;

const union = (places: readonly NodeCandidate[], others: readonly NodeCandidate[]): NodeCandidate[] => [
  ...places,
  ...others.filter(({ name }) => !places.some((place) => place.name === name)),
];

const isOnEveryNode = (other: SchedulingResult, places: readonly NodeCandidate[]): boolean =>
  places.every(({ daemonSets }) => daemonSets?.has(other.workload.object));

// the pods of the other need one domain at least, and of nodes as many as have room for them
function leavesNoDomain(other: SchedulingResult, places: readonly NodeCandidate[], key: string, own: number): boolean {
  if (minRunningPods(other.workload) === 0 || !allHave(other.candidates, key)) return false;
  const most = maxDomains(union(places, other.candidates), key);
  if (most === undefined) return false;
  const rest = most - own;
  return key === NODE
    ? podsThatFit(other.constraints.requests, other.candidates, { nodes: rest }) < minRunningPods(other.workload)
    : rest < 1;
}
