import { NodePlace } from '../placement/node-place.rules';
import { inWords } from '../placement/pod-fits.rules';
import { Landing, landingsOf } from '../placement/pod-places.rules';
import { Found, Rule } from '../rule';

/** Kinds whose pods run all at once; those of Jobs take turns. */
const LASTING = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController', '/Pod']);

export const capacityExceeded: Rule = {
  id: 'capacity-exceeded',
  area: 'Placement',
  severity: 'error',
  finds: 'workloads whose fewest pods together ask for more than their nodes may ever have',
  why: 'pods beyond what all nodes have at full scale wait for ever',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
  ofPods: true,
  check: (facts) => {
    const landings = (landingsOf(facts) ?? []).filter(({ maker, places }) => LASTING.has(maker.groupKind) && places.length > 0 && maker.replicas.least > 0);
    const sets = new Map(landings.map(({ places }) => [keyOf(places), places]));
    // pods that land on some of these nodes alone have to share them
    return [...sets.values()].flatMap((places) => excess(places, landings.filter((landing) => landing.places.every((place) => places.includes(place))), facts.cluster)).slice(0, 1);
  },
};

const keyOf = (places: readonly NodePlace[]): string => places.map(({ name }) => name).join('\n');

const RESOURCES = ['cpu', 'memory', 'pods', 'nvidia.com/gpu'] as const;

function excess(places: readonly NodePlace[], landings: readonly Landing[], cluster: string): Found[] {
  return RESOURCES.flatMap((resource) => {
    const most = places.map((place) => mostOf(place, resource)).reduce((sum, each) => sum + each, 0);
    if (!Number.isFinite(most)) return [];
    const asked = landings.map((landing) => ({ landing, amount: landing.maker.replicas.least * (resource === 'pods' ? 1 : landing.wishes.requests[resource] ?? 0) }));
    const total = asked.reduce((sum, { amount }) => sum + amount, 0);
    if (total <= most * (1 + 1e-9)) return [];
    const largest = [...asked].sort((a, b) => b.amount - a.amount).slice(0, 3);
    return [{
      path: largest.length === 1 ? largest[0].landing.maker.path : cluster,
      what: `${landings.length} workloads (${largest.map(({ landing: { maker } }) => `${maker.name} × ${maker.replicas.least}`).join(', ')}${landings.length > 3 ? ', …' : ''}) ask for ${inWords(resource, total)}, and ${places.map(({ name }) => name).join(', ')} may have ${inWords(resource, most)} at most`,
      fix: 'Raise maxSize or the limits of the pool, or ask for less',
    }];
  });
}

// infinite where nobody knows
function mostOf({ elastic, limits, max, largest }: NodePlace, resource: (typeof RESOURCES)[number]): number {
  if (elastic) return resource === 'cpu' ? (limits.cpu ?? Infinity) / 1000 : resource === 'memory' ? (limits.memory ?? Infinity) * 2 ** 20 : Infinity;
  const each = largest.map((shape) => {
    switch (resource) {
      case 'cpu': return shape.cpuMillis === undefined ? Infinity : shape.cpuMillis / 1000;
      case 'memory': return shape.memoryMiB === undefined ? Infinity : shape.memoryMiB * 2 ** 20;
      case 'pods': return shape.pods ?? Infinity;
      default: return shape.devices === undefined ? Infinity : shape.devices[resource] ?? 0;
    }
  });
  return max === undefined ? Infinity : max * Math.max(...each);
}
