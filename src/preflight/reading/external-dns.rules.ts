import { parse } from 'yaml';
import { at, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';

/** Defaults of the chart. Source: kubernetes-sigs/external-dns, charts/external-dns/values.yaml. */
const DEFAULT_OWNER = 'default';
const DEFAULT_POLICY = 'upsert-only';

/** An installation of ExternalDNS. */
export interface Installation {
  readonly path: string;
  readonly inWords: string;
  readonly owner: string;
  readonly provider: string;
  readonly domains: readonly string[];
  readonly policy: string;
}

/** The installations of ExternalDNS: those whose settings are known, and the number of all. */
export function externalDnsOf({ helmReleases, addonSettings }: Facts): { readonly known: readonly Installation[]; readonly count: number } {
  const all = [
    ...addonSettings
      .filter(({ value }) => value.name === 'external-dns')
      .map(({ path, value }) => ({ path, inWords: 'the EKS add-on external-dns', values: parsed(value.values) })),
    ...helmReleases
      .filter(({ value }) => value.chart === 'external-dns')
      .map(({ path, value }) => ({ path, inWords: `Helm release '${value.release}'`, values: value.values ?? {} })),
  ];
  const known = all.flatMap(({ path, inWords, values }) => {
    const provider = stringAt(values, 'provider', 'name') ?? stringAt(values, 'provider') ?? 'aws';
    const owner = at(values, 'txtOwnerId') ?? DEFAULT_OWNER;
    const domains = at(values, 'domainFilters') ?? [];
    const policy = stringAt(values, 'policy') ?? DEFAULT_POLICY;
    const isKnown = typeof owner === 'string' && Array.isArray(domains) && ![owner, provider, policy, ...domains].some(isDeployTimeValue);
    return isKnown && typeof values === 'object'
      ? [{ path, inWords, owner: String(owner), provider, domains: listAt({ domains }, 'domains').map(String), policy }]
      : [];
  });
  return { known, count: all.length };
}

/** Whether a name is a domain, or in it. */
export const isWithin = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain.replace(/^\./, '')}`);

function parsed(values: unknown): unknown {
  if (typeof values !== 'string') return values ?? {};
  try {
    return parse(values, { logLevel: 'error', uniqueKeys: false });
  } catch {
    return undefined;
  }
}
