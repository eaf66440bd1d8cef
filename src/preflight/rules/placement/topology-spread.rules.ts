import { at, isFilledIn, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { requirementsOf, selects } from '../../../kubernetes/label-selector.rules';
import { Facts } from '../../facts/facts.rules';
import { isSameForAll, mostDomains, ZONE } from '../../placement/domains.rules';
import { labelOf } from '../../placement/node-place.rules';
import { Landing, lastingPods, possibleLandings } from '../../placement/pod-places.rules';
import { numberAt } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

export const topologySpread: Rule = {
  id: 'topology-spread',
  area: 'Placement',
  severity: 'error',
  finds: 'a spread over zones or nodes that there cannot be',
  why: 'with whenUnsatisfiable: DoNotSchedule a pod waits while no node has the label of the topology, or fewer domains than minDomains have room',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  ofPods: true,
  check: (facts) => possibleLandings(facts).flatMap((landing) => listAt(landing.maker.pod, 'topologySpreadConstraints')
    .filter((constraint) => textAt(constraint, 'whenUnsatisfiable') === 'DoNotSchedule').flatMap((constraint) => problems(landing, constraint, facts))),
};

function problems({ maker, places }: Landing, constraint: unknown, { places: all = [] }: Facts): Found[] {
  const { path, name, replicas, labels } = maker;
  const key = textAt(constraint, 'topologyKey');
  if (!key || isFilledIn(key)) return [];
  if (places.every((place) => place.shapes.every((shape) => labelOf(place, shape, key) === 'absent'))) {
    return [{ path, what: `${name} is spread over ${key}, and no node that it fits has that label`, fix: `Use ${ZONE} or kubernetes.io/hostname, or give the nodes the label` }];
  }
  const [domains, allDomains] = [mostDomains(places, key), mostDomains(all, key)];
  const minDomains = numberAt(constraint, 'minDomains');
  const skew = numberAt(constraint, 'maxSkew');
  // with fewer domains than that in the whole cluster, each takes no more than maxSkew pods
  if (domains === undefined || allDomains === undefined || minDomains === undefined || skew === undefined || minDomains <= allDomains) return [];
  const selector = at(constraint, 'labelSelector');
  // a selector of everything counts no pods
  const counted = selects(selector, labels) === true && requirementsOf(selector)?.length !== 0 && isSameForAll(at(constraint, 'matchLabelKeys'), labels);
  if (!counted || lastingPods(maker) <= domains * skew) return [];
  return [{
    path, what: `${name} has ${replicas.least} pods spread over at least ${minDomains} of ${key} (maxSkew ${skew}), and its nodes have ${domains}: ${domains * skew} pods find a place`, fix: `Give minDomains: ${domains} or less, or add nodes elsewhere`,
  }];
}
