import { parse } from 'yaml';
import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { Rule } from '../../rule';

/** Defaults of the chart. Source: kubernetes-sigs/external-dns, charts/external-dns/values.yaml. */
const DEFAULT_OWNER = 'default';
const DEFAULT_POLICY = 'upsert-only';

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
    const all = installations(facts);
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

interface Installation {
  readonly path: string;
  readonly inWords: string;
  readonly owner: string;
  readonly provider: string;
  readonly domains: readonly string[];
  readonly policy: string;
}

const installations = ({ helmReleases, addonSettings }: Facts): Installation[] =>
  [
    ...addonSettings
      .filter(({ value }) => value.name === 'external-dns')
      .map(({ path, value }) => ({ path, inWords: 'the EKS add-on external-dns', values: parsed(value.values) })),
    ...helmReleases
      .filter(({ value }) => value.chart === 'external-dns')
      .map(({ path, value }) => ({ path, inWords: `Helm release '${value.release}'`, values: value.values ?? {} })),
  ].flatMap(({ path, inWords, values }) => {
    const provider = stringAt(values, 'provider', 'name') ?? stringAt(values, 'provider') ?? 'aws';
    const owner = at(values, 'txtOwnerId') ?? DEFAULT_OWNER;
    const domains = at(values, 'domainFilters') ?? [];
    const policy = stringAt(values, 'policy') ?? DEFAULT_POLICY;
    const isKnown = typeof owner === 'string' && Array.isArray(domains) && ![owner, provider, policy, ...domains].some(isDeployTimeValue);
    return isKnown && typeof values === 'object'
      ? [{ path, inWords, owner: String(owner), provider, domains: listAt({ domains }, 'domains').map(String), policy }]
      : [];
  });

// no filter is every domain, and a domain contains its subdomains
const overlaps = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === 0 || others.length === 0 || some.some((one) => others.some((other) => isWithin(one, other) || isWithin(other, one)));

const isWithin = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain.replace(/^\./, '')}`);

function parsed(values: unknown): unknown {
  if (typeof values !== 'string') return values ?? {};
  try {
    return parse(values, { logLevel: 'error', uniqueKeys: false });
  } catch {
    return undefined;
  }
}
