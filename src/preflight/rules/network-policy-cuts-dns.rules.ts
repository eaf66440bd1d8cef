import { at, listAt } from '../../inventory/kubernetes-object.rules';
import { selects } from '../label-selector.rules';
import { PodMaker } from '../manifests.rules';
import { Rule } from '../rule';
import { opens, openingsOf, policiesOf } from '../traffic.rules';

const DNS = [53, 'dns', 'dns-tcp'];

export const networkPolicyCutsDns: Rule = {
  id: 'network-policy-cuts-dns',
  area: 'Network',
  severity: 'warning',
  finds: 'pods that policies do not let ask for names',
  why: 'pods ask CoreDNS in kube-system, on port 53 of UDP and TCP: without that no name is found, and connections by name fail after a time',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  check: ({ manifests }) => (manifests.ofKind('networking.k8s.io/NetworkPolicy').length === 0 ? [] : manifests.pods.flatMap((maker) => {
    const policies = policiesOf(manifests, 'Egress', maker);
    if (policies.length === 0 || at(maker.pod, 'hostNetwork') === true || usesOtherDns(maker)) return [];
    const open = openingsOf(policies, 'Egress').some(({ peers, ports }) => opens(ports, DNS) && (peers.length === 0 || peers.some((peer) => mayBeDns(peer, maker.namespace))));
    return open ? [] : [{
      path: maker.path, what: `${policies.map(({ metadata }) => `NetworkPolicy '${metadata?.name}'`).join(', ')} let ${maker.name} reach no DNS`, fix: 'Add an egress rule to the namespace kube-system, port 53 of UDP and TCP',
    }];
  })),
};

const usesOtherDns = ({ pod }: PodMaker): boolean => at(pod, 'dnsPolicy') === 'None' || at(pod, 'dnsPolicy') === 'Default';

// addresses may be those of the cluster; pods of the own namespace are not
function mayBeDns(peer: unknown, namespace: string): boolean {
  if (at(peer, 'ipBlock') !== undefined) return true;
  const namespaces = at(peer, 'namespaceSelector');
  if (namespaces === undefined) return namespace === 'kube-system';
  // kube-system may have any labels beside its name
  const named = [...listAt(namespaces, 'matchExpressions'), ...Object.keys(at(namespaces, 'matchLabels') ?? {})].length === 0;
  return named || selects(namespaces, { 'kubernetes.io/metadata.name': 'kube-system' }) !== false || !isByName(namespaces);
}

const isByName = (selector: unknown): boolean => {
  const keys = [...Object.keys(at(selector, 'matchLabels') ?? {}), ...listAt(selector, 'matchExpressions').map((each) => at(each, 'key'))];
  return keys.every((key) => key === 'kubernetes.io/metadata.name' || key === 'name');
};
