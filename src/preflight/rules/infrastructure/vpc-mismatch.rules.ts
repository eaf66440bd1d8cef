import { mismatchIn, networksOf } from '../../reading/networks.rules';
import { Rule } from '../../rule';

export const vpcMismatch: Rule = {
  id: 'vpc-mismatch',
  area: 'Infrastructure',
  severity: 'error',
  description: 'subnets and security groups of different VPCs in one resource, or nodes in another VPC than their cluster',
  reason:
    'EC2 creates no network interface in a subnet with a security group of another VPC ("belong to different networks"), and EKS rejects ' +
    'nodes in other subnets ("Specified subnets must belong to cluster\'s vpc")',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: (facts) =>
    networksOf(facts).flatMap((network) => {
      const [one, other] = mismatchIn(network) ?? [];
      return one === undefined || other === undefined
        ? []
        : [
            {
              path: network.path,
              finding: `${one.name} is in the VPC ${one.vpc}, and ${other.name} is in the VPC ${other.vpc}`,
              remediation: 'Use subnets and security groups of one VPC',
            },
          ];
    }),
};
