import { allocatableOf } from './allocatable.rules';
import { NODE, topologyValues } from './domains.rules';
import { AllocatableShape } from './instance-shapes.rules';
import { NodeCandidate } from './node-candidate.rules';
import { Requests } from './pod-requests.rules';

/** Sums of decimal fractions are not exact. */
const ROUNDING = 1 + 1e-9;

/** Limits of a packing that do not come from resources. */
export interface PackingLimits {
  /** the most of these pods on one node. */
  readonly perNode?: number;
  /** the most nodes that may have these pods. */
  readonly nodes?: number;
}

/** How many pods with these requests fit on one node; infinite if that is not known. */
export function podsPerNode(requests: Requests, shape: AllocatableShape): number {
  const counts = Object.entries(requests)
    .filter(([, amount]) => amount > 0)
    .map(([resource, amount]) => Math.floor(((allocatableOf(resource, shape) ?? Infinity) * ROUNDING) / amount));
  return Math.max(0, Math.min(shape.pods ?? Infinity, ...counts));
}

const mostOnOne = (requests: Requests, { largestShapes }: NodeCandidate, { perNode = Infinity }: PackingLimits): number =>
  Math.min(perNode, Math.max(...largestShapes.map((shape) => podsPerNode(requests, shape))));

/** How many pods with these requests fit on all nodes of these candidates: the sum of what fits on each; infinite if that is not known. */
export function podsThatFit(requests: Requests, places: readonly NodeCandidate[], limits: PackingLimits = {}): number {
  if (limits.nodes !== undefined) return onFewNodes(requests, places, limits, limits.nodes);
  return places.map((place) => podsOfCandidate(requests, place, limits)).reduce((sum, each) => sum + each, 0);
}

function podsOfCandidate(requests: Requests, place: NodeCandidate, limits: PackingLimits): number {
  if (place.elastic) {
    const counts = Object.entries(requests).map(([resource, amount]) =>
      amount > 0 ? Math.floor(((place.limits[resource] ?? Infinity) * ROUNDING) / amount) : Infinity,
    );
    return Math.min(Infinity, ...counts);
  }
  const each = mostOnOne(requests, place, limits);
  if (each === 0) return 0;
  return place.maxNodes === undefined ? Infinity : place.maxNodes * each;
}

// the nodes with most room
function onFewNodes(requests: Requests, places: readonly NodeCandidate[], limits: PackingLimits, nodes: number): number {
  const sorted = places
    .map((place) => ({ count: place.elastic ? Infinity : (place.maxNodes ?? Infinity), each: mostOnOne(requests, place, limits) }))
    .sort((a, b) => b.each - a.each);
  let left = nodes;
  let total = 0;
  for (const { count, each } of sorted) {
    const taken = Math.min(left, count);
    if (taken <= 0 || each === 0) continue;
    total += taken * each;
    left -= taken;
  }
  return total;
}

/** How many pods with these requests fit into one domain of a topology key; infinite if that is not known. */
export function podsInOneDomain(requests: Requests, places: readonly NodeCandidate[], key: string, limits: PackingLimits = {}): number {
  if (key === NODE) return podsThatFit(requests, places, { ...limits, nodes: 1 });
  const values = places.map((place) => topologyValues(place, key));
  if (values.some((each) => each === undefined)) return Infinity;
  const domains = [...new Set(values.flatMap((each) => each!))].filter((each) => each !== undefined);
  const rooms = domains.map((domain) =>
    podsThatFit(
      requests,
      places.filter((_, index) => values[index]!.includes(domain)),
      limits,
    ),
  );
  return Math.max(0, ...rooms);
}
