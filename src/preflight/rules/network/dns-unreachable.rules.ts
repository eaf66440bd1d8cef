import { at, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { HelmReleaseFacts, Facts } from '../../facts/facts.rules';
import { PRIVATE_CLUSTERS } from '../../reading/no-internet.rules';
import { Rule } from '../../rule';

/** Sources of names that are managed over the API of Route 53. */
const NEEDS_ROUTE_53 = new Set(['external-dns']);

export const dnsUnreachable: Rule = {
  id: 'dns-unreachable',
  area: 'Network',
  severity: 'error',
  description: 'a controller there that writes names into Route 53',
  reason: 'the API of Route 53 has no endpoint in a VPC, so a controller without a way to the internet cannot write names',
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
            finding: `${name} manages names in Route 53`,
            remediation: 'Write the names with the CDK, or give the network a way out',
          })),
};

// it writes into other providers, too
function writesIntoRoute53({ values }: HelmReleaseFacts): boolean {
  const provider = at(values, 'provider') ?? 'aws';
  return provider === 'aws' || (typeof provider === 'object' && (stringAt(provider, 'name') ?? 'aws') === 'aws');
}
