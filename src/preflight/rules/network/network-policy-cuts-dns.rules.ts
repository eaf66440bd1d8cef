import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { requirementsOf, matchesSelector } from '../../../kubernetes/label-selector.rules';
import { isolationOf, AllowRule, allowsPort } from '../../reading/traffic.rules';
import { mapAt, Manifests, describeObject, Workload } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const DNS = [53, 'dns', 'dns-tcp'];
const NAMESPACE = 'kube-system';

export const networkPolicyCutsDns: Rule = {
  id: 'network-policy-cuts-dns',
  area: 'Network',
  severity: 'warning',
  description: 'pods that policies let reach others, and not ask for their names',
  reason:
    'pods ask CoreDNS in kube-system for names, on port 53 of UDP (a port without a protocol is one of TCP): without that no ' +
    'name is found, and connections by name fail after a time',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  check: ({ manifests, enforcesNetworkPolicies }) =>
    enforcesNetworkPolicies === false
      ? []
      : manifests.workloads.flatMap((maker) => {
          const limits = usesOtherDns(maker) ? undefined : isolationOf(manifests, 'Egress', maker);
          // pods that may reach nobody need no names
          if (limits === undefined || limits.allowRules.length === 0) return [];
          const { policies, allowRules } = limits;
          const reaches = (protocol?: 'TCP' | 'UDP') =>
            allowRules.some((opening) => allowsPort(opening.ports, DNS, protocol) && mayBeDns(opening, maker.namespace, manifests));
          return protocolsOf(maker).some(reaches)
            ? []
            : [
                {
                  path: maker.path,
                  finding:
                    `${policies.map(describeObject).join(', ')} ${policies.length === 1 ? 'lets' : 'let'} ${maker.name} reach ` +
                    `${reaches() ? 'DNS by TCP alone, and names are asked for by UDP' : 'no DNS'}`,
                  remediation: 'Add an egress rule to the namespace kube-system, port 53 of UDP and TCP',
                },
              ];
        }),
};

const usesOtherDns = ({ podSpec }: Workload): boolean =>
  at(podSpec, 'hostNetwork') === true ||
  isDeployTimeValue(at(podSpec, 'hostNetwork')) ||
  ['None', 'Default'].includes(stringAt(podSpec, 'dnsPolicy') ?? '') ||
  isDeployTimeValue(at(podSpec, 'dnsPolicy'));

// by UDP, unless an option says otherwise
function protocolsOf({ podSpec }: Workload): ('TCP' | 'UDP')[] {
  const names = listAt(podSpec, 'dnsConfig', 'options').map((option) => (isDeployTimeValue(option) ? option : at(option, 'name')));
  const isKnown = ![at(podSpec, 'dnsConfig'), at(podSpec, 'dnsConfig', 'options'), ...names].some(isDeployTimeValue);
  return !isKnown ? ['TCP', 'UDP'] : names.includes('use-vc') ? ['TCP'] : ['UDP'];
}

const mayBeDns = ({ peers }: AllowRule, namespace: string, manifests: Manifests): boolean =>
  peers.length === 0 || peers.some((peer) => mayLeadToDns(peer, namespace, manifests));

// addresses may be those of the cluster; pods of the own namespace are not
function mayLeadToDns(peer: unknown, namespace: string, manifests: Manifests): boolean {
  if (isDeployTimeValue(peer) || at(peer, 'ipBlock') !== undefined) return true;
  const namespaces = at(peer, 'namespaceSelector');
  if (namespaces === undefined || namespaces === null) return namespace === NAMESPACE;
  const labels = labelsOfNamespace(manifests.find('/Namespace', undefined, NAMESPACE)?.value);
  const isKnown = (requirementsOf(namespaces) ?? []).every(({ key }) => KNOWN_LABELS.includes(key) || key in labels);
  return !isKnown || matchesSelector(namespaces, labels) !== false;
}

/** The name is there by itself, and another label of that name is not: of all others nobody knows. */
const KNOWN_LABELS = ['kubernetes.io/metadata.name', 'name'];

const labelsOfNamespace = (namespace: KubernetesObject | undefined): Readonly<Record<string, string>> => ({
  ...mapAt(namespace, 'metadata', 'labels'),
  'kubernetes.io/metadata.name': NAMESPACE,
});
