import { at, isFilledIn, KubernetesObject, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { requirementsOf, selects } from '../../../kubernetes/label-selector.rules';
import { mapAt, Manifests, named, PodMaker } from '../../reading/manifests.rules';
import { limitsOf, Opening, opens } from '../../reading/traffic.rules';
import { Rule } from '../../rule';

const DNS = [53, 'dns', 'dns-tcp'];
const NAMESPACE = 'kube-system';

export const networkPolicyCutsDns: Rule = {
  id: 'network-policy-cuts-dns',
  area: 'Network',
  severity: 'warning',
  finds: 'pods that policies let reach others, and not ask for their names',
  why: 'pods ask CoreDNS in kube-system for names, on port 53 of UDP (a port without a protocol is one of TCP): without that no name is found, and connections by name fail after a time',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  check: ({ manifests, enforcesPolicies }) => (enforcesPolicies === false ? [] : manifests.pods.flatMap((maker) => {
    const limits = usesOtherDns(maker) ? undefined : limitsOf(manifests, 'Egress', maker);
    // pods that may reach nobody need no names
    if (limits === undefined || limits.openings.length === 0) return [];
    const { policies, openings } = limits;
    const reaches = (protocol?: 'TCP' | 'UDP') => openings.some((opening) => opens(opening.ports, DNS, protocol) && mayBeDns(opening, maker.namespace, manifests));
    return protocolsOf(maker).some(reaches) ? [] : [{
      path: maker.path, what: `${policies.map(named).join(', ')} ${policies.length === 1 ? 'lets' : 'let'} ${maker.name} reach ${reaches() ? 'DNS by TCP alone, and names are asked for by UDP' : 'no DNS'}`, fix: 'Add an egress rule to the namespace kube-system, port 53 of UDP and TCP',
    }];
  })),
};

const usesOtherDns = ({ pod }: PodMaker): boolean => at(pod, 'hostNetwork') === true || isFilledIn(at(pod, 'hostNetwork')) || ['None', 'Default'].includes(textAt(pod, 'dnsPolicy') ?? '') || isFilledIn(at(pod, 'dnsPolicy'));

// by UDP, unless an option says otherwise
function protocolsOf({ pod }: PodMaker): ('TCP' | 'UDP')[] {
  const names = listAt(pod, 'dnsConfig', 'options').map((option) => (isFilledIn(option) ? option : at(option, 'name')));
  const isKnown = ![at(pod, 'dnsConfig'), at(pod, 'dnsConfig', 'options'), ...names].some(isFilledIn);
  return !isKnown ? ['TCP', 'UDP'] : names.includes('use-vc') ? ['TCP'] : ['UDP'];
}

const mayBeDns = ({ peers }: Opening, namespace: string, manifests: Manifests): boolean =>
  peers.length === 0 || peers.some((peer) => mayLeadToDns(peer, namespace, manifests));

// addresses may be those of the cluster; pods of the own namespace are not
function mayLeadToDns(peer: unknown, namespace: string, manifests: Manifests): boolean {
  if (isFilledIn(peer) || at(peer, 'ipBlock') !== undefined) return true;
  const namespaces = at(peer, 'namespaceSelector');
  if (namespaces === undefined || namespaces === null) return namespace === NAMESPACE;
  const labels = labelsOfNamespace(manifests.find('/Namespace', undefined, NAMESPACE)?.value);
  const isKnown = (requirementsOf(namespaces) ?? []).every(({ key }) => KNOWN_LABELS.includes(key) || key in labels);
  return !isKnown || selects(namespaces, labels) !== false;
}

/** The name is there by itself, and another label of that name is not: of all others nobody knows. */
const KNOWN_LABELS = ['kubernetes.io/metadata.name', 'name'];

const labelsOfNamespace = (namespace: KubernetesObject | undefined): Readonly<Record<string, string>> =>
  ({ ...mapAt(namespace, 'metadata', 'labels'), 'kubernetes.io/metadata.name': NAMESPACE });
