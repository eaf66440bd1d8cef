import { parseJsonOrYaml } from './json-or-yaml.rules';
import { EXTERNAL_DNS_PREFIXES } from '../../ingress/dns/external-dns.data';
import { at, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';

/** Defaults of the chart. Source: kubernetes-sigs/external-dns, charts/external-dns/values.yaml. */
const DEFAULT_OWNER = 'default';
const DEFAULT_POLICY = 'upsert-only';

/** An installation of ExternalDNS. */
export interface Installation {
  readonly path: string;
  readonly inWords: string;
  /** undefined if it is known at deploy. */
  readonly owner?: string;
  readonly provider: string;
  readonly domains: readonly string[];
  readonly policy: string;
  /** the prefix of the annotations that it reads; undefined if its version is not known. */
  readonly prefix?: string;
}

/** The installations of ExternalDNS: those whose settings are known, and the number of all. */
export function externalDnsOf({ helmReleases, addonSettings, resources }: Facts): {
  readonly known: readonly Installation[];
  readonly count: number;
} {
  const all = [
    ...addonSettings
      .filter(({ value }) => value.name === 'external-dns')
      .map(({ path, value }) => ({
        path,
        inWords: 'the EKS add-on external-dns',
        values: parsed(value.values),
        version: addonVersion(path, resources),
      })),
    ...helmReleases
      .filter(({ value }) => value.chart === 'external-dns')
      .map(({ path, value }) => ({
        path,
        inWords: `Helm release '${value.release}'`,
        values: value.values ?? {},
        version: appVersion(value.version),
      })),
  ];
  const known = all.flatMap(({ path, inWords, values, version }) => {
    const provider = stringAt(values, 'provider', 'name') ?? stringAt(values, 'provider') ?? 'aws';
    const owner = at(values, 'txtOwnerId') ?? DEFAULT_OWNER;
    const domains = at(values, 'domainFilters') ?? [];
    const policy = stringAt(values, 'policy') ?? DEFAULT_POLICY;
    const isKnown = typeof owner === 'string' && Array.isArray(domains) && ![provider, policy, ...domains].some(isDeployTimeValue);
    return isKnown && typeof values === 'object'
      ? [
          {
            path,
            inWords,
            owner: isDeployTimeValue(owner) ? undefined : String(owner),
            provider,
            domains: listAt({ domains }, 'domains').map(String),
            policy,
            prefix: prefixOf(values, version),
          },
        ]
      : [];
  });
  return { known, count: all.length };
}

/** The minor version since which the prefix is the stable one. Source: kubernetes-sigs/external-dns ecb88cf, in v0.22.0. */
const STABLE_SINCE = 22;

function prefixOf(values: unknown, version: number | undefined): string | undefined {
  const given = at(values, 'annotationPrefix') ?? '';
  if (given !== '') return typeof given === 'string' && !isDeployTimeValue(given) ? given : undefined;
  if (version === undefined) return undefined;
  return version >= STABLE_SINCE ? EXTERNAL_DNS_PREFIXES.stable : EXTERNAL_DNS_PREFIXES.alpha;
}

// chart 1.22 has the application 0.22
const appVersion = (chart: string | undefined): number | undefined => minorOf(/^v?1\.(\d+)\./.exec(chart ?? ''));

function addonVersion(path: string, resources: Facts['resources']): number | undefined {
  const addon = resources.ofType('AWS::EKS::Addon').find((each) => each.path === path);
  return minorOf(/^v0\.(\d+)\./.exec(stringAt(addon?.properties, 'AddonVersion') ?? ''));
}

const minorOf = (match: RegExpExecArray | null): number | undefined => (match ? Number(match[1]) : undefined);

/** Whether a name is a domain, or in it. */
export const isWithin = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain.replace(/^\./, '')}`);

function parsed(values: unknown): unknown {
  if (typeof values !== 'string') return values ?? {};
  try {
    return parseJsonOrYaml(values);
  } catch {
    return undefined;
  }
}
