import { actionsOf, PolicyRow, UpstreamPolicy } from './upstream-policy.rules';

/**
 * What the AWS Load Balancer Controller may do: its whole policy, statement by statement. `iam_policy_cn.json` and `iam_policy_us-gov.json` of the same tag
 * allow the same in their partitions.
 */
export const ALB_POLICY: UpstreamPolicy<{ readonly arn: (resource: string) => string }> = {
  policyOf: {
    version: '3.5.0', file: 'kubernetes-sigs/aws-load-balancer-controller v3.5.0, docs/install/iam_policy.json',
  },
  statements: ({ arn }): readonly PolicyRow[] => [
    {
      actions: actionsOf('iam', 'CreateServiceLinkedRole'),
      conditions: { StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' } },
    },
    {
      actions: [
        ...actionsOf('ec2', 'DescribeAccountAttributes DescribeAddresses DescribeAvailabilityZones DescribeInternetGateways'),
        ...actionsOf('ec2', 'DescribeVpcs DescribeVpcPeeringConnections DescribeSubnets DescribeSecurityGroups DescribeInstances'),
        ...actionsOf('ec2', 'DescribeNetworkInterfaces DescribeTags GetCoipPoolUsage DescribeCoipPools GetSecurityGroupsForVpc'),
        ...actionsOf('ec2', 'DescribeIpamPools DescribeRouteTables'),
        ...actionsOf('elasticloadbalancing', 'DescribeLoadBalancers DescribeLoadBalancerAttributes DescribeListeners'),
        ...actionsOf('elasticloadbalancing', 'DescribeListenerCertificates DescribeSSLPolicies DescribeRules DescribeTargetGroups'),
        ...actionsOf('elasticloadbalancing', 'DescribeTargetGroupAttributes DescribeTargetHealth DescribeTags DescribeTrustStores'),
        ...actionsOf('elasticloadbalancing', 'DescribeListenerAttributes DescribeCapacityReservation'),
      ],
    },
    {
      actions: [
        ...actionsOf('cognito-idp', 'DescribeUserPoolClient'),
        ...actionsOf('acm', 'ListCertificates DescribeCertificate'),
        ...actionsOf('iam', 'ListServerCertificates GetServerCertificate'),
        ...actionsOf('waf-regional', 'GetWebACL GetWebACLForResource AssociateWebACL DisassociateWebACL'),
        ...actionsOf('wafv2', 'GetWebACL GetWebACLForResource AssociateWebACL DisassociateWebACL'),
        ...actionsOf('shield', 'GetSubscriptionState DescribeProtection CreateProtection DeleteProtection'),
      ],
    },
    {
      actions: actionsOf('ec2', 'AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress'),
    },
    {
      actions: actionsOf('ec2', 'CreateSecurityGroup'),
    },
    {
      actions: actionsOf('ec2', 'CreateTags'),
      resources: ['ec2:*:*:security-group/*'].map(arn),
      conditions: { StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup' }, Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
      actions: actionsOf('ec2', 'CreateTags DeleteTags'),
      resources: ['ec2:*:*:security-group/*'].map(arn),
      conditions: { Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'true', 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
      actions: actionsOf('ec2', 'AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress DeleteSecurityGroup'),
      conditions: { Null: { 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
      actions: actionsOf('elasticloadbalancing', 'CreateLoadBalancer CreateTargetGroup'),
      conditions: { Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
      actions: actionsOf('elasticloadbalancing', 'CreateListener DeleteListener CreateRule DeleteRule'),
    },
    {
      actions: actionsOf('elasticloadbalancing', 'AddTags RemoveTags'),
      resources: [
        'elasticloadbalancing:*:*:targetgroup/*/*',
        'elasticloadbalancing:*:*:loadbalancer/net/*/*',
        'elasticloadbalancing:*:*:loadbalancer/app/*/*',
      ].map(arn),
      conditions: { Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'true', 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
      actions: actionsOf('elasticloadbalancing', 'AddTags RemoveTags'),
      resources: [
        'elasticloadbalancing:*:*:listener/net/*/*/*',
        'elasticloadbalancing:*:*:listener/app/*/*/*',
        'elasticloadbalancing:*:*:listener-rule/net/*/*/*',
        'elasticloadbalancing:*:*:listener-rule/app/*/*/*',
      ].map(arn),
    },
    {
      actions: [
        ...actionsOf('elasticloadbalancing', 'ModifyLoadBalancerAttributes SetIpAddressType SetSecurityGroups SetSubnets'),
        ...actionsOf('elasticloadbalancing', 'DeleteLoadBalancer ModifyTargetGroup ModifyTargetGroupAttributes DeleteTargetGroup'),
        ...actionsOf('elasticloadbalancing', 'ModifyListenerAttributes ModifyCapacityReservation ModifyIpPools'),
      ],
      conditions: { Null: { 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
      actions: actionsOf('elasticloadbalancing', 'AddTags'),
      resources: [
        'elasticloadbalancing:*:*:targetgroup/*/*',
        'elasticloadbalancing:*:*:loadbalancer/net/*/*',
        'elasticloadbalancing:*:*:loadbalancer/app/*/*',
      ].map(arn),
      conditions: { StringEquals: { 'elasticloadbalancing:CreateAction': ['CreateTargetGroup', 'CreateLoadBalancer'] }, Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
      actions: actionsOf('elasticloadbalancing', 'RegisterTargets DeregisterTargets'),
      resources: ['elasticloadbalancing:*:*:targetgroup/*/*'].map(arn),
    },
    {
      actions: [
        ...actionsOf('elasticloadbalancing', 'SetWebAcl ModifyListener AddListenerCertificates RemoveListenerCertificates ModifyRule'),
        ...actionsOf('elasticloadbalancing', 'SetRulePriorities'),
      ],
    },
  ],
};
