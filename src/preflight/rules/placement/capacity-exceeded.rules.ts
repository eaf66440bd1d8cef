import { allocatableOf, exceeds, inWords, requestsInWords } from '../../placement/allocatable.rules';
import { NodeCandidate } from '../../placement/node-candidate.rules';
import { podsThatFit } from '../../placement/packing.rules';
import { Requests } from '../../placement/pod-requests.rules';
import { atEachScale, SchedulingResult, minRunningPods } from '../../placement/scheduling-results.rules';
import { Violation, Rule } from '../../rule';

export const capacityExceeded: Rule = {
  id: 'capacity-exceeded',
  area: 'Placement',
  severity: 'error',
  description: 'workloads that at minimum replicas request more than their nodes provide, in total or by what fits on each node',
  reason: 'pods beyond the capacity of all nodes stay Pending, and a pod uses one node: what is left on several nodes does not add up',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
  readsPods: true,
  check: (facts) => atEachScale(facts, (results) => excesses(results, facts.cluster)),
};

/** Pods that share nodes: those that fit only nodes of the set. */
interface NodeSet {
  readonly places: readonly NodeCandidate[];
  readonly results: readonly SchedulingResult[];
}

// from few candidates to many: what exceeds a part takes no more of the whole than the part has
function excesses(results: readonly SchedulingResult[], cluster: string): Violation[] {
  const running = results.filter(({ workload }) => minRunningPods(workload) > 0);
  const sets = new Map(running.map(({ candidates }) => [keyOf(candidates), candidates]));
  const ordered = [...sets.values()].sort((a, b) => a.length - b.length);
  const reported = new Set<SchedulingResult>();
  return ordered.flatMap((places) => {
    const names = new Set(places.map(({ name }) => name));
    const among = running.filter((each) => !reported.has(each) && each.candidates.every(({ name }) => names.has(name)));
    const found = [...totals({ places, results: among }), ...unpacked({ places, results: among })];
    const [first] = found;
    if (first === undefined) return [];
    found.flatMap(({ of }) => of).forEach((each) => reported.add(each));
    // resources that do not fit in total do not pack either
    const distinct = found.filter(
      (each, index) => !each.isPacking || found.findIndex(({ of }) => each.of.some((one) => of.includes(one))) === index,
    );
    return distinct.map(({ of, finding }) => ({
      path: of.length === 1 ? of[0].workload.path : cluster,
      finding,
      remediation: 'Increase maxSize or the limits of the node pool, use larger instance types, or reduce replicas or requests',
      // Karpenter may exceed the limits briefly when many pods are created at once
      ...(places.some(({ elastic }) => elastic) ? { severity: 'warning' as const } : {}),
    }));
  });
}

interface Excess {
  readonly of: readonly SchedulingResult[];
  readonly finding: string;
  readonly isPacking: boolean;
}

const keyOf = (places: readonly NodeCandidate[]): string => places.map(({ name }) => name).join('\n');
const namesOf = (places: readonly NodeCandidate[]): string => places.map(({ name }) => name).join(', ');

const RESOURCES = ['cpu', 'memory', 'pods', 'nvidia.com/gpu', 'aws.amazon.com/neuron'] as const;

function totals({ places, results }: NodeSet): Excess[] {
  return RESOURCES.flatMap((resource) => {
    const most = places.map((place) => mostOf(place, resource)).reduce((sum, each) => sum + each, 0);
    const asked = results
      .map((result) => ({
        result,
        amount: minRunningPods(result.workload) * (resource === 'pods' ? 1 : (result.constraints.requests[resource] ?? 0)),
      }))
      .filter(({ amount }) => amount > 0);
    const total = asked.reduce((sum, { amount }) => sum + amount, 0);
    if (!exceeds(total, most)) return [];
    const sorted = [...asked].sort((a, b) => b.amount - a.amount).map(({ result }) => result);
    const one = asked.length === 1;
    return [
      {
        of: sorted,
        isPacking: false,
        finding:
          `${described(sorted)} ${one ? 'requests' : 'request'} ` +
          `${inWords(resource, total)}, and ${namesOf(places)} can provide at most ${inWords(resource, most)}`,
      },
    ];
  });
}

function described(results: readonly SchedulingResult[]): string {
  const names = results
    .slice(0, 3)
    .map(({ workload }) => `${workload.name} × ${workload.replicas.min}`)
    .join(', ');
  return results.length === 1 ? names : `${results.length} workloads (${names}${results.length > 3 ? ', …' : ''})`;
}

// infinite if unknown
function mostOf({ elastic, limits, maxNodes, largestShapes }: NodeCandidate, resource: (typeof RESOURCES)[number]): number {
  if (elastic) return limits[resource] ?? Infinity;
  const each = largestShapes.map((shape) => (resource === 'pods' ? shape.pods : allocatableOf(resource, shape)) ?? Infinity);
  return maxNodes === undefined ? Infinity : maxNodes * Math.max(...each);
}

// of pods that each request at least as much as those of a workload, a node has no more than of these
function unpacked({ places, results }: NodeSet): Excess[] {
  return results.flatMap((result) => {
    const { requests, namedNodes } = result.constraints;
    const alike = results.filter((other) => requestsAtLeast(other.constraints.requests, requests));
    const of = namedNodes === undefined ? alike : [result];
    const pods = of.reduce((sum, { workload }) => sum + minRunningPods(workload), 0);
    const most = podsThatFit(requests, places, { nodes: namedNodes });
    if (pods <= most) return [];
    const one = of.length === 1;
    return [
      {
        of,
        isPacking: true,
        finding:
          `${described(of)} ${one ? 'requests' : 'request'} ${one ? '' : 'at least '}${requestsInWords(requests)} for each pod, and ` +
          `${namesOf(places)} ${places.length === 1 ? 'has' : 'have'} room for at most ${most} of these pods${onEach(requests, places)}`,
      },
    ];
  });
}

const requestsAtLeast = (requests: Requests, least: Requests): boolean =>
  Object.entries(least).every(([resource, amount]) => (requests[resource] ?? 0) >= amount);

function onEach(requests: Requests, places: readonly NodeCandidate[]): string {
  const [place, ...others] = places;
  const [shape, ...more] = place.largestShapes;
  if (others.length > 0 || more.length > 0 || place.elastic) return '';
  const limits = Object.keys(requests).flatMap((resource) => {
    const has = requests[resource] > 0 ? allocatableOf(resource, shape) : undefined;
    return has === undefined || has === Infinity ? [] : [inWords(resource, has)];
  });
  return ` (${shape.description} has ${limits.join(' and ')})`;
}
