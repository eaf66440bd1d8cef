import { EXTERNAL_DNS_PREFIXES } from '../../../ingress/dns/external-dns.data';
import { externalDnsOf } from '../../reading/external-dns.rules';
import { describeObject, mapAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const PREFIXES: readonly string[] = Object.values(EXTERNAL_DNS_PREFIXES);

export const externalDnsPrefix: Rule = {
  id: 'external-dns-prefix',
  area: 'Network',
  severity: 'warning',
  description: 'annotation of ExternalDNS with a prefix that the installed version does not read',
  reason:
    `ExternalDNS reads annotations with one prefix: ${EXTERNAL_DNS_PREFIXES.alpha} until version 0.21, ` +
    `and ${EXTERNAL_DNS_PREFIXES.stable} ` +
    'since 0.22 (chart 1.22), if annotationPrefix is not set',
  source: 'https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/',
  check: (facts) => {
    const { known, count } = externalDnsOf(facts);
    const read = known.flatMap(({ prefix }) => prefix ?? []);
    if (count === 0 || read.length < count) return [];
    return facts.objects.flatMap(({ path, value }) => {
      const annotations = Object.keys(mapAt(value, 'metadata', 'annotations'));
      const annotation = annotations.find((key) => PREFIXES.some((each) => key.startsWith(each)));
      const prefix = PREFIXES.find((each) => annotation?.startsWith(each));
      if (annotation === undefined || prefix === undefined || read.includes(prefix)) return [];
      return [
        {
          path,
          finding: `${describeObject(value)} has the annotation ${annotation}, and ExternalDNS reads ${[...new Set(read)].join(' and ')}`,
          remediation: `Use ${annotation.replace(prefix, read[0])}, or set annotationPrefix of ExternalDNS`,
        },
      ];
    });
  },
};
