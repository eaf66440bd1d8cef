/** The prefixes of annotations of ExternalDNS: until app version 0.21, and since. Source: kubernetes-sigs/external-dns ecb88cf, in v0.22.0. */
export const EXTERNAL_DNS_PREFIXES = { alpha: 'external-dns.alpha.kubernetes.io/', stable: 'external-dns.kubernetes.io/' } as const;
