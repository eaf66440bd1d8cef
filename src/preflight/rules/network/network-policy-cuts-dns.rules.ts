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
  description: 'egress NetworkPolicy that blocks DNS',
  reason:
    'pods resolve names with CoreDNS in kube-system on UDP port 53 (a port without a protocol is TCP): without it, name ' +
    'resolution fails and connections by name time out',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  check: ({ manifests, enforcesNetworkPolicies }) =>
    enforcesNetworkPolicies === false
      ? []
      : manifests.workloads.flatMap((maker) => {
          const limits = usesOtherDns(maker) ? undefined : isolationOf(manifests, 'Egress', maker);
          // pods without any egress need no DNS
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
                    `${policies.map(describeObject).join(', ')} ${policies.length === 1 ? 'allows' : 'allow'} ${maker.name} ` +
                    (reaches() ? 'egress to DNS over TCP only, and DNS queries use UDP' : 'no egress to DNS'),
                  remediation: 'Add an egress rule to the namespace kube-system for port 53, UDP and TCP',
                },
              ];
        }),
};

const usesOtherDns = ({ podSpec }: Workload): boolean =>
  at(podSpec, 'hostNetwork') === true ||
  isDeployTimeValue(at(podSpec, 'hostNetwork')) ||
  ['None', 'Default'].includes(stringAt(podSpec, 'dnsPolicy') ?? '') ||
  isDeployTimeValue(at(podSpec, 'dnsPolicy'));

// UDP, unless the option use-vc is set
function protocolsOf({ podSpec }: Workload): ('TCP' | 'UDP')[] {
  const names = listAt(podSpec, 'dnsConfig', 'options').map((option) => (isDeployTimeValue(option) ? option : at(option, 'name')));
  const isKnown = ![at(podSpec, 'dnsConfig'), at(podSpec, 'dnsConfig', 'options'), ...names].some(isDeployTimeValue);
  if (!isKnown) return ['TCP', 'UDP'];
  return names.includes('use-vc') ? ['TCP'] : ['UDP'];
}

const mayBeDns = ({ peers }: AllowRule, namespace: string, manifests: Manifests): boolean =>
  peers.length === 0 || peers.some((peer) => mayLeadToDns(peer, namespace, manifests));

// an ipBlock may include CoreDNS; pods of the same namespace do not
function mayLeadToDns(peer: unknown, namespace: string, manifests: Manifests): boolean {
  if (isDeployTimeValue(peer) || at(peer, 'ipBlock') !== undefined) return true;
  const namespaces = at(peer, 'namespaceSelector');
  if (namespaces === undefined || namespaces === null) return namespace === NAMESPACE;
  const labels = labelsOfNamespace(manifests.find('/Namespace', undefined, NAMESPACE)?.value);
  const isKnown = (requirementsOf(namespaces) ?? []).every(({ key }) => KNOWN_LABELS.includes(key) || key in labels);
  return !isKnown || matchesSelector(namespaces, labels) !== false;
}

/** kubernetes.io/metadata.name is always set, and `name` is not: all other labels are unknown. */
const KNOWN_LABELS = ['kubernetes.io/metadata.name', 'name'];

const labelsOfNamespace = (namespace: KubernetesObject | undefined): Readonly<Record<string, string>> => ({
  ...mapAt(namespace, 'metadata', 'labels'),
  'kubernetes.io/metadata.name': NAMESPACE,
});
