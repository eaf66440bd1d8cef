import { actionsOf, UpstreamPolicy } from './upstream-policy.rules';

/** What the ARNs of the policy contain. */
export interface VpcCniNames {
  /** all network interfaces. */
  readonly interfaces: string;
}

/** What vpc-cni may do in an IPv6 cluster: AWS has a managed policy for IPv4 alone. */
export const VPC_CNI_IPV6_POLICY: UpstreamPolicy<VpcCniNames> = {
  policyOf: {
    version: 'v1.23.1',
    file: 'aws/amazon-vpc-cni-k8s b521883 (v1.23.1), docs/iam-policy.md, pkg/awsutils/awsutils.go and pkg/ipamd/ipamd.go',
    differs: 'with what awsutils.go calls and the document lacks: ModifyNetworkInterfaceAttribute (security groups of interfaces) and UnassignIpv6Addresses',
  },
  statements: ({ interfaces }) => [
    {
      actions: actionsOf('ec2', [
        'AssignIpv6Addresses UnassignIpv6Addresses ModifyNetworkInterfaceAttribute DescribeInstances DescribeSecurityGroups DescribeSubnets',
        'DescribeTags DescribeNetworkInterfaces DescribeInstanceTypes',
      ].join(' ')),
    },
    { actions: ['ec2:CreateTags'], resources: [interfaces] },
  ],
};
