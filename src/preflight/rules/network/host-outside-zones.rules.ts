import { EXTERNAL_DNS_PREFIXES } from '../../../ingress/dns/external-dns.data';
import { groupKindOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { externalDnsOf, isWithin } from '../../reading/external-dns.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const hostOutsideZones: Rule = {
  id: 'host-outside-zones',
  area: 'Network',
  severity: 'warning',
  description: 'host name of an Ingress or a Service outside of the domains of ExternalDNS',
  reason: 'ExternalDNS creates records in its domainFilters only, and ignores other host names',
  source: 'https://kubernetes-sigs.github.io/external-dns/latest/docs/flags/',
  check: (facts) => {
    const { known, count } = externalDnsOf(facts);
    // without a filter, it creates records in all zones
    if (count === 0 || known.length < count || known.some(({ domains }) => domains.length === 0)) return [];
    const domains = [...new Set(known.flatMap((each) => each.domains))];
    return facts.objects.flatMap(({ path, value }) => {
      const outside = hostsOf(value).filter((host) => !domains.some((domain) => isWithin(host.replace(/^\*\./, ''), domain)));
      return outside.length === 0
        ? []
        : [
            {
              path,
              finding: `${describeObject(value)} has the host ${outside.join(', ')}, and ExternalDNS has the domains ${domains.join(', ')}`,
              remediation: 'Add its hosted zone to ExternalDNS, correct the host, or create the record with the CDK',
            },
          ];
    });
  },
};

/** The host names of which ExternalDNS creates records. */
function hostsOf(object: KubernetesObject): string[] {
  const annotation = (name: string) =>
    Object.values(EXTERNAL_DNS_PREFIXES)
      .map((prefix) => stringAt(object, 'metadata', 'annotations', `${prefix}${name}`))
      .find((value) => value !== undefined);
  // for another installation, or for none
  if (annotation('controller') !== undefined || isDeployTimeValue(object.metadata?.annotations)) return [];
  const isIngress = groupKindOf(object) === 'networking.k8s.io/Ingress';
  const ofRules =
    isIngress && annotation('ingress-hostname-source') === undefined
      ? listAt(object, 'spec', 'rules').map((rule) => stringAt(rule, 'host'))
      : [];
  const given = isIngress || groupKindOf(object) === '/Service' ? (annotation('hostname') ?? '').split(',').map((host) => host.trim()) : [];
  return [...new Set([...ofRules, ...given])].filter(
    (host): host is string => host !== undefined && host !== '' && !isDeployTimeValue(host),
  );
}
