import { offered, exceeds, inWords } from '../../placement/amounts.rules';
import { NodePlace } from '../../placement/node-place.rules';
import { Landing, lastingPods, possibleLandings } from '../../placement/pod-places.rules';
import { Found, Rule } from '../../rule';

export const capacityExceeded: Rule = {
  id: 'capacity-exceeded',
  area: 'Placement',
  severity: 'error',
  finds: 'workloads whose fewest pods together ask for more than their nodes may ever have',
  why: 'pods beyond what all nodes have at full scale wait for ever',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
  ofPods: true,
  check: (facts) => {
    const landings = possibleLandings(facts).filter(({ maker }) => lastingPods(maker) > 0);
    const sets = new Map(landings.map(({ places }) => [keyOf(places), places]));
    // pods that land on some of these nodes alone have to share them
    const among = (places: readonly NodePlace[]) => landings.filter((landing) => landing.places.every((place) => places.includes(place)));
    return [...sets.values()].flatMap((places) => excess(places, among(places), facts.cluster)).slice(0, 1);
  },
};

const keyOf = (places: readonly NodePlace[]): string => places.map(({ name }) => name).join('\n');

const RESOURCES = ['cpu', 'memory', 'pods', 'nvidia.com/gpu', 'aws.amazon.com/neuron'] as const;

function excess(places: readonly NodePlace[], landings: readonly Landing[], cluster: string): Found[] {
  return RESOURCES.flatMap((resource) => {
    const most = places.map((place) => mostOf(place, resource)).reduce((sum, each) => sum + each, 0);
    const asked = landings.map(({ maker, wishes }) => ({ maker, amount: lastingPods(maker) * (resource === 'pods' ? 1 : wishes.requests[resource] ?? 0) })).filter(({ amount }) => amount > 0);
    const total = asked.reduce((sum, { amount }) => sum + amount, 0);
    if (!exceeds(total, most)) return [];
    const largest = [...asked].sort((a, b) => b.amount - a.amount).slice(0, 3);
    const names = largest.map(({ maker }) => `${maker.name} × ${maker.replicas.least}`).join(', ');
    const one = asked.length === 1;
    return [{
      path: one ? asked[0].maker.path : cluster,
      what: `${one ? `${names} asks` : `${asked.length} workloads (${names}${asked.length > 3 ? ', …' : ''}) ask`} for ${inWords(resource, total)}, and ${places.map(({ name }) => name).join(', ')} may have ${inWords(resource, most)} at most`,
      fix: 'Raise maxSize or the limits of the pool, or ask for less',
      // Karpenter may start more for a moment, when many pods come at once
      ...(places.some(({ elastic }) => elastic) ? { severity: 'warning' as const } : {}),
    }];
  });
}

// infinite where nobody knows
function mostOf({ elastic, limits, max, largest }: NodePlace, resource: (typeof RESOURCES)[number]): number {
  if (elastic) return limits[resource] ?? Infinity;
  const each = largest.map((shape) => (resource === 'pods' ? shape.pods : offered(resource, shape)) ?? Infinity);
  return max === undefined ? Infinity : max * Math.max(...each);
}
