import { actionsOf, UpstreamPolicy } from './upstream-policy.rules';

/** What the AWS Gateway API controller may do: its whole policy. */
export const LATTICE_POLICY: UpstreamPolicy<{ readonly linkedRole: (service: string, name: string) => string }> = {
  policyOf: {
    version: 'v2.1.3',
    file: 'aws/aws-application-networking-k8s v2.1.3, files/controller-installation/recommended-inline-policy.json',
  },
  statements: ({ linkedRole }) => [
    // services and target groups of VPC Lattice are created and deleted with routes
    {
      actions: [
        'vpc-lattice:*', ...actionsOf('ec2', 'DescribeVpcs DescribeSubnets DescribeTags DescribeSecurityGroups'),
        ...actionsOf('logs', 'CreateLogDelivery GetLogDelivery DescribeLogGroups PutResourcePolicy DescribeResourcePolicies UpdateLogDelivery DeleteLogDelivery ListLogDeliveries'),
        ...actionsOf('tag', 'GetResources TagResources UntagResources'), 'firehose:TagDeliveryStream', ...actionsOf('s3', 'GetBucketPolicy PutBucketPolicy'),
        'acm:ListCertificates',
      ],
    },
    ...LINKED_ROLES.map(([service, name]) => (
      { actions: ['iam:CreateServiceLinkedRole'], resources: [linkedRole(service, name)], conditions: { StringLike: { 'iam:AWSServiceName': service } } }
    )),
  ],
};

/** Service-linked roles that the controller may create, by service. */
export const LINKED_ROLES = [
  ['vpc-lattice.amazonaws.com', 'AWSServiceRoleForVpcLattice'], ['delivery.logs.amazonaws.com', 'AWSServiceRoleForLogDelivery'],
] as const;
