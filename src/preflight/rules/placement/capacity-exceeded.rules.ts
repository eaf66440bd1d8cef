import { allocatableOf, exceeds, inWords } from '../../placement/allocatable.rules';
import { NodeCandidate } from '../../placement/node-candidate.rules';
import { SchedulingResult, minRunningPods, schedulableResults } from '../../placement/scheduling-results.rules';
import { Violation, Rule } from '../../rule';

export const capacityExceeded: Rule = {
  id: 'capacity-exceeded',
  area: 'Placement',
  severity: 'error',
  description: 'workloads that at minimum replicas request more than their nodes provide at maximum size',
  reason: 'pods beyond the capacity of all nodes at maximum size stay Pending',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
  readsPods: true,
  check: (facts) => {
    const landings = schedulableResults(facts).filter(({ workload }) => minRunningPods(workload) > 0);
    const sets = new Map(landings.map(({ candidates }) => [keyOf(candidates), candidates]));
    // pods that fit only some of these nodes share them
    const among = (places: readonly NodeCandidate[]) =>
      landings.filter((landing) => landing.candidates.every((place) => places.includes(place)));
    return [...sets.values()].flatMap((places) => excess(places, among(places), facts.cluster)).slice(0, 1);
  },
};

const keyOf = (places: readonly NodeCandidate[]): string => places.map(({ name }) => name).join('\n');

const RESOURCES = ['cpu', 'memory', 'pods', 'nvidia.com/gpu', 'aws.amazon.com/neuron'] as const;

function excess(places: readonly NodeCandidate[], landings: readonly SchedulingResult[], cluster: string): Violation[] {
  return RESOURCES.flatMap((resource) => {
    const most = places.map((place) => mostOf(place, resource)).reduce((sum, each) => sum + each, 0);
    const asked = landings
      .map(({ workload, constraints }) => ({
        workload,
        amount: minRunningPods(workload) * (resource === 'pods' ? 1 : (constraints.requests[resource] ?? 0)),
      }))
      .filter(({ amount }) => amount > 0);
    const total = asked.reduce((sum, { amount }) => sum + amount, 0);
    if (!exceeds(total, most)) return [];
    const largest = [...asked].sort((a, b) => b.amount - a.amount).slice(0, 3);
    const names = largest.map(({ workload }) => `${workload.name} × ${workload.replicas.min}`).join(', ');
    const one = asked.length === 1;
    return [
      {
        path: one ? asked[0].workload.path : cluster,
        finding:
          `${one ? `${names} requests` : `${asked.length} workloads (${names}${asked.length > 3 ? ', …' : ''}) request`} ` +
          `${inWords(resource, total)}, and ${places.map(({ name }) => name).join(', ')} can provide at most ` +
          inWords(resource, most),
        remediation: 'Increase maxSize or the limits of the node pool, or reduce the requests',
        // Karpenter may exceed the limits briefly when many pods are created at once
        ...(places.some(({ elastic }) => elastic) ? { severity: 'warning' as const } : {}),
      },
    ];
  });
}

// infinite if unknown
function mostOf({ elastic, limits, maxNodes, largestShapes }: NodeCandidate, resource: (typeof RESOURCES)[number]): number {
  if (elastic) return limits[resource] ?? Infinity;
  const each = largestShapes.map((shape) => (resource === 'pods' ? shape.pods : allocatableOf(resource, shape)) ?? Infinity);
  return maxNodes === undefined ? Infinity : maxNodes * Math.max(...each);
}
