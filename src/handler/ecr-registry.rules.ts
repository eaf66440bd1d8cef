/**
 * Hosts of the registries of an account (IPv4 and FIPS; dual-stack), with the domains of the partitions. Source:
 * awslabs/amazon-ecr-credential-helper, ecr-login/api/client.go; Amazon ECR User Guide, ecr-requests; aws-cdk-lib, region-info.
 */
const HOSTS: readonly (readonly [service: string, suffixes: readonly string[]])[] = [
  ['.ecr', ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'c2s.ic.gov', 'sc2s.sgov.gov', 'cloud.adc-e.uk', 'csp.hci.ic.gov']],
  ['-ecr', ['on.aws', 'on.amazonwebservices.com.cn']],
];

const literal = (text: string): string => text.replace(/\./g, '\\.');

/**
 * Patterns of the hosts, each with two groups: account and region.
 *
 * @param token pattern of a part of the host that is not known at synth
 */
export const ecrHostPatterns = (token = '(?!)'): string[] =>
  HOSTS.map(
    ([service, suffixes]) =>
      `(\\d{12}|${token})\\.dkr${literal(service)}(?:-fips)?\\.([a-z0-9-]+|${token})\\.(?:${suffixes.map(literal).join('|')}|${token})`,
  );

/** Account and region of a registry of Amazon ECR; undefined for every other host, ECR Public included. */
export function ecrRegistryOf(host: string): { readonly account: string; readonly region: string } | undefined {
  for (const pattern of ecrHostPatterns()) {
    const [, account, region] = new RegExp(`^${pattern}$`).exec(host) ?? [];
    if (account !== undefined) return { account, region };
  }
  return undefined;
}
