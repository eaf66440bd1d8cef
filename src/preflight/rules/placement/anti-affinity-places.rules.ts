import { at, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { selects } from '../../../kubernetes/label-selector.rules';
import { isSameForAll, mostDomains } from '../../placement/domains.rules';
import { lastingPods, possibleLandings } from '../../placement/pod-places.rules';
import { PodMaker } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const antiAffinityPlaces: Rule = {
  id: 'anti-affinity-places',
  area: 'Placement',
  severity: 'error',
  finds: 'pods that must not be together, and are more than there are nodes or zones',
  why: 'a pod with a required anti-affinity to its own kind waits for a node or zone without one',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  ofPods: true,
  check: (facts) => possibleLandings(facts).flatMap(({ maker, places }) =>
    listAt(maker.pod, 'affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution').filter((term) => isForItself(term, maker)).flatMap((term) => {
      const key = textAt(term, 'topologyKey') ?? '';
      const most = mostDomains(places, key);
      return most !== undefined && lastingPods(maker) > most
        ? [{ path: maker.path, what: `${maker.name} has ${maker.replicas.least} pods, no two of which may share ${key}, and its nodes have at most ${most} of these`, fix: 'Let the group grow, ask for fewer pods, or prefer instead of require' }] : [];
    })),
};

function isForItself(term: unknown, { labels, namespace }: PodMaker): boolean {
  const namespaces = at(term, 'namespaces') ?? [];
  return Array.isArray(namespaces) && selects(at(term, 'labelSelector'), labels) === true && (namespaces.length === 0 || namespaces.includes(namespace))
    && (at(term, 'namespaceSelector') ?? at(term, 'mismatchLabelKeys')) === undefined && isSameForAll(at(term, 'matchLabelKeys'), labels);
}
