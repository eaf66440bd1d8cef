import { at, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { ChartFacts, Facts } from '../../facts/facts.rules';
import { PRIVATE_CLUSTERS } from '../../reading/no-internet.rules';
import { Rule } from '../../rule';

/** Sources of names that are managed over the API of Route 53. */
const NEEDS_ROUTE_53 = new Set(['external-dns']);

export const dnsUnreachable: Rule = {
  id: 'dns-unreachable',
  area: 'Network',
  severity: 'error',
  finds: 'a controller there that writes names into Route 53',
  why: 'the API of Route 53 has no endpoint in a VPC, so a controller without a way to the internet cannot write names',
  source: PRIVATE_CLUSTERS,
  check: ({ network, charts, addonNames }: Facts) => (network?.reachesInternet !== false ? [] : [
    ...charts.filter(({ value }) => writesIntoRoute53(value)).map(({ path, value }) => ({ path, name: value.chart })),
    ...addonNames.map(({ path, value }) => ({ path, name: value })),
  ].filter(({ name }) => NEEDS_ROUTE_53.has(name)).map(({ path, name }) => ({
    path, what: `${name} manages names in Route 53`, fix: 'Write the names with the CDK, or give the network a way out',
  }))),
};

// it writes into other providers, too
function writesIntoRoute53({ values }: ChartFacts): boolean {
  const provider = at(values, 'provider') ?? 'aws';
  return provider === 'aws' || (typeof provider === 'object' && (textAt(provider, 'name') ?? 'aws') === 'aws');
}
