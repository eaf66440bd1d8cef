import { externalDnsOf, isWithin } from '../../reading/external-dns.rules';
import { Rule } from '../../rule';

export const externalDnsOwner: Rule = {
  id: 'external-dns-owner',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'two ExternalDNS installations with the same txtOwnerId and the same domains',
  reason:
    'ExternalDNS deletes records of its txtOwnerId that none of its sources asks for (policy: sync): with one owner ID for one domain, ' +
    'each installation deletes the records of the other',
  source: 'https://kubernetes-sigs.github.io/external-dns/latest/docs/registry/txt/',
  check: (facts) => {
    const all = externalDnsOf(facts).known.filter(({ owner }) => owner !== undefined);
    return all.flatMap((each, index) =>
      all
        .slice(0, index)
        .filter((other) => other.owner === each.owner && other.provider === each.provider && overlaps(each.domains, other.domains))
        .filter((other) => [each, other].some(({ policy }) => policy === 'sync'))
        .slice(0, 1)
        .map((other) => ({
          path: each.path,
          finding: `${each.inWords} and ${other.inWords} of ${other.path} have the txtOwnerId '${each.owner}' for the same domains`,
          remediation: 'Give each a txtOwnerId of its own, or different domainFilters',
        })),
    );
  },
};

// no filter is every domain, and a domain contains its subdomains
const overlaps = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === 0 || others.length === 0 || some.some((one) => others.some((other) => isWithin(one, other) || isWithin(other, one)));
