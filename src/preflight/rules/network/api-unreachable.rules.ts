import { PRIVATE_CLUSTERS } from '../../reading/no-internet.rules';
import { Rule } from '../../rule';

export const apiUnreachable: Rule = {
  id: 'api-unreachable',
  area: 'Network',
  severity: 'warning',
  description: 'a part there that calls an API of AWS for which nobody makes an endpoint',
  reason: 'the network has no way to the internet, and no endpoint for this API in this app',
  source: PRIVATE_CLUSTERS,
  check: ({ network, unreachableApis }) =>
    network?.hasInternetAccess !== false
      ? []
      : unreachableApis.map(({ path, value }) => ({
          path,
          finding: `it calls the AWS API ${value}`,
          remediation: `Add an interface endpoint for ${value} to the VPC, or use a ThreeTierVpc, which makes it`,
        })),
};
