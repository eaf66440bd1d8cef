import { at, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { selects } from '../label-selector.rules';
import { landingsOf } from '../placement/pod-places.rules';
import { Rule } from '../rule';
import { mostDomains } from './topology-spread.rules';

export const antiAffinityPlaces: Rule = {
  id: 'anti-affinity-places',
  area: 'Placement',
  severity: 'error',
  finds: 'pods that must not be together, and are more than there are nodes or zones',
  why: 'a pod with a required anti-affinity to its own kind waits for a node or zone without one',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  ofPods: true,
  check: (facts) => (landingsOf(facts) ?? []).filter(({ places }) => places.length > 0).flatMap(({ maker: { path, name, pod, labels, namespace, replicas }, places }) =>
    listAt(pod, 'affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution').flatMap((term) => {
      const key = textAt(term, 'topologyKey') ?? '';
      const most = mostDomains(places, key);
      // terms that look at other namespaces, or at pods of one version alone, are not for its own kind
      const others = listAt(term, 'namespaces').length > 0 && !listAt(term, 'namespaces').includes(namespace);
      const own = selects(at(term, 'labelSelector'), labels) === true && !others && at(term, 'namespaceSelector') === undefined && at(term, 'mismatchLabelKeys') === undefined;
      return own && most !== undefined && replicas.least > most
        ? [{ path, what: `${name} has ${replicas.least} pods, no two of which may share ${key}, and its nodes have at most ${most} of these`, fix: 'Let the group grow, ask for fewer pods, or prefer instead of require' }] : [];
    })),
};
