import { at, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { selects } from '../label-selector.rules';
import { numberAt } from '../manifests.rules';
import { labelOf, NodePlace } from '../placement/node-place.rules';
import { Landing, landingsOf } from '../placement/pod-places.rules';
import { Found, Rule } from '../rule';

const ZONE = 'topology.kubernetes.io/zone';

export const topologySpread: Rule = {
  id: 'topology-spread',
  area: 'Placement',
  severity: 'error',
  finds: 'a spread over zones or nodes that there cannot be',
  why: 'with whenUnsatisfiable: DoNotSchedule a pod waits while no node has the label of the topology, or fewer domains than minDomains have room',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  ofPods: true,
  check: (facts: Facts) => (landingsOf(facts) ?? []).filter(({ places }) => places.length > 0).flatMap((landing) => listAt(landing.maker.pod, 'topologySpreadConstraints')
    .filter((constraint) => textAt(constraint, 'whenUnsatisfiable') === 'DoNotSchedule').flatMap((constraint) => problems(landing, constraint))),
};

function problems({ maker: { path, name, replicas, labels }, places }: Landing, constraint: unknown): Found[] {
  const key = textAt(constraint, 'topologyKey') ?? '';
  if (places.every((place) => place.shapes.every((shape) => labelOf(place, shape, key) === 'absent'))) {
    return [{ path, what: `${name} is spread over ${key}, and no node that it fits has that label`, fix: `Use ${ZONE} or kubernetes.io/hostname, or give the nodes the label` }];
  }
  const domains = mostDomains(places, key);
  const minDomains = numberAt(constraint, 'minDomains');
  const skew = numberAt(constraint, 'maxSkew') ?? 1;
  // with fewer domains than that, each takes no more than maxSkew pods
  const counted = selects(at(constraint, 'labelSelector'), labels) === true;
  if (domains === undefined || minDomains === undefined || minDomains <= domains || !counted || replicas.least <= domains * skew) return [];
  return [{
    path, what: `${name} has ${replicas.least} pods spread over at least ${minDomains} of ${key} (maxSkew ${skew}), and its nodes have ${domains}: ${domains * skew} pods find a place`, fix: `Give minDomains: ${domains} or less, or add nodes elsewhere`,
  }];
}

/** The most domains that nodes may be in; nothing where that is not known. */
export function mostDomains(places: readonly NodePlace[], key: string): number | undefined {
  if (key === ZONE) return places.every(({ zones }) => zones !== undefined) ? new Set(places.flatMap(({ zones = [] }) => zones)).size : undefined;
  if (key !== 'kubernetes.io/hostname') return undefined;
  return places.every(({ elastic, max }) => !elastic && max !== undefined) ? places.reduce((sum, { max = 0 }) => sum + max, 0) : undefined;
}
