import { PRIVATE_CLUSTERS } from '../../reading/no-internet.rules';
import { Rule } from '../../rule';

export const apiUnreachable: Rule = {
  id: 'api-unreachable',
  area: 'Network',
  severity: 'warning',
  description: 'AWS API without a VPC endpoint, in a VPC without internet access',
  reason: 'the VPC has no internet access, and this app contains no VPC endpoint for this API',
  source: PRIVATE_CLUSTERS,
  check: ({ network, unreachableApis }) =>
    network?.hasInternetAccess !== false
      ? []
      : unreachableApis.map(({ path, value }) => ({
          path,
          finding: `the construct calls the AWS API ${value}`,
          remediation: `Add an interface endpoint for ${value} to the VPC, or use a ThreeTierVpc, which creates it`,
        })),
};
