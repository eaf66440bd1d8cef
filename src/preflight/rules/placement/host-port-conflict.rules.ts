import { at, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { mostDomains } from '../../placement/domains.rules';
import { lastingPods, possibleLandings } from '../../placement/pod-places.rules';
import { PodMaker } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const hostPortConflict: Rule = {
  id: 'host-port-conflict',
  area: 'Placement',
  severity: 'error',
  finds: 'more pods with a port of the host than there are nodes',
  why: 'a node has each port once: a pod that asks for one waits for a node where it is free',
  source: 'https://kubernetes.io/docs/concepts/configuration/overview/#services',
  ofPods: true,
  check: (facts) => possibleLandings(facts).flatMap(({ maker, places }) => {
    const [port] = hostPortsOf(maker);
    const most = mostDomains(places, 'kubernetes.io/hostname');
    if (port === undefined || most === undefined || lastingPods(maker) <= most) return [];
    return [{ path: maker.path, what: `${maker.name} has ${maker.replicas.least} pods with the port ${port} of the host, and its nodes are at most ${most}`, fix: 'Leave hostPort out and use a Service, or let the group grow' }];
  }),
};

// the ports of pods on the network of the host are those of the host
function hostPortsOf({ pod }: PodMaker): number[] {
  const fields = at(pod, 'hostNetwork') === true ? ['hostPort', 'containerPort'] : ['hostPort'];
  return listAt(pod, 'containers').flatMap((container) => listAt(container, 'ports')).flatMap((port) => fields.map((field) => at(port, field)))
    .filter((port): port is number => typeof port === 'number' && port > 0);
}
