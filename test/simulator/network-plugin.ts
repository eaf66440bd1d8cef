import type { ClusterWorld } from './cluster';
import { allows } from './services/iam';

/**
 * What the network plugin asks EC2 for when a node starts: an action that is missing leaves the node NotReady.
 *
 * Source: aws/amazon-vpc-cni-k8s v1.22.4, docs/iam-policy.md and pkg/awsutils/awsutils.go (subnet and security group discovery,
 * ModifyNetworkInterfaceAttribute at start).
 */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  ipv4: [
    'ec2:AssignPrivateIpAddresses',
    'ec2:AttachNetworkInterface',
    'ec2:CreateNetworkInterface',
    'ec2:CreateTags',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeInstances',
    'ec2:DescribeTags',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeInstanceTypes',
    'ec2:DescribeSubnets',
    'ec2:DescribeSecurityGroups',
    'ec2:DetachNetworkInterface',
    'ec2:ModifyNetworkInterfaceAttribute',
    'ec2:UnassignPrivateIpAddresses',
  ],
  ipv6: [
    'ec2:AssignIpv6Addresses',
    'ec2:DescribeInstances',
    'ec2:DescribeTags',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeInstanceTypes',
    'ec2:DescribeSubnets',
    'ec2:DescribeSecurityGroups',
    'ec2:ModifyNetworkInterfaceAttribute',
    'ec2:CreateTags',
  ],
};

/** Why the plugin would not get addresses; nothing where it would. */
export function networkPluginProblem(cluster: ClusterWorld, nodeRole: unknown): string | undefined {
  const { account, ipFamily, name } = cluster;
  const addon = account
    .of('AWS::EKS::Addon')
    .find(({ properties }) => properties.ClusterName === name && properties.AddonName === 'vpc-cni');
  // another plugin, or the one that Auto Mode has built in
  if (!addon) return undefined;
  const association = account
    .of('AWS::EKS::PodIdentityAssociation')
    .find(({ properties }) => properties.ClusterName === name && properties.ServiceAccount === 'aws-node');
  const inline = (addon.properties.PodIdentityAssociations as { RoleArn: string }[] | undefined)?.[0]?.RoleArn;
  const role = account.byArn(addon.properties.ServiceAccountRoleArn ?? inline ?? association?.properties.RoleArn ?? nodeRole);
  const lacking = ACTIONS[ipFamily].filter(
    (action) => !allows(account, role, action, ipFamily === 'ipv4' ? /\/AmazonEKS_CNI_Policy$/ : /never/),
  );
  return lacking.length > 0
    ? `Unhealthy nodes in the kubernetes cluster: aws-node is denied ${lacking.join(', ')} by ${role?.id ?? 'no role'}`
    : undefined;
}
