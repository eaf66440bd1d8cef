import { at, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { HelmReleaseFacts, Facts } from '../../facts/facts.rules';
import { PRIVATE_CLUSTERS } from '../../reading/no-internet.rules';
import { Rule } from '../../rule';

/** Charts and add-ons that manage records with the Route 53 API. */
const NEEDS_ROUTE_53 = new Set(['external-dns']);

export const dnsUnreachable: Rule = {
  id: 'dns-unreachable',
  area: 'Network',
  severity: 'error',
  description: 'Route 53 not reachable for ExternalDNS, in a VPC without internet access',
  reason: 'the Route 53 API has no VPC endpoint: a controller without internet access cannot change records',
  source: PRIVATE_CLUSTERS,
  check: ({ network, helmReleases, addonNames }: Facts) =>
    network?.hasInternetAccess !== false
      ? []
      : [
          ...helmReleases.filter(({ value }) => writesIntoRoute53(value)).map(({ path, value }) => ({ path, name: value.chart })),
          ...addonNames.map(({ path, value }) => ({ path, name: value })),
        ]
          .filter(({ name }) => NEEDS_ROUTE_53.has(name))
          .map(({ path, name }) => ({
            path,
            finding: `${name} manages records in Route 53`,
            remediation: 'Create the records with the CDK, or give the VPC internet access',
          })),
};

// ExternalDNS supports other providers, too
function writesIntoRoute53({ values }: HelmReleaseFacts): boolean {
  const provider = at(values, 'provider') ?? 'aws';
  return provider === 'aws' || (typeof provider === 'object' && (stringAt(provider, 'name') ?? 'aws') === 'aws');
}
