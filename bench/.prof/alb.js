"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ALB_POLICY = void 0;
/**
 * What the AWS Load Balancer Controller 3.5 may do: the official policy, statement by statement.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller v3.5.0, docs/install/iam_policy.json.
 */
exports.ALB_POLICY = [
    {
        actions: [...actions('iam', 'CreateServiceLinkedRole')],
        conditions: { StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' } },
    },
    {
        actions: [...actions('ec2', 'DescribeAccountAttributes DescribeAddresses DescribeAvailabilityZones DescribeInternetGateways DescribeVpcs DescribeVpcPeeringConnections DescribeSubnets DescribeSecurityGroups DescribeInstances DescribeNetworkInterfaces DescribeTags GetCoipPoolUsage DescribeCoipPools GetSecurityGroupsForVpc DescribeIpamPools DescribeRouteTables'), ...actions('elasticloadbalancing', 'DescribeLoadBalancers DescribeLoadBalancerAttributes DescribeListeners DescribeListenerCertificates DescribeSSLPolicies DescribeRules DescribeTargetGroups DescribeTargetGroupAttributes DescribeTargetHealth DescribeTags DescribeTrustStores DescribeListenerAttributes DescribeCapacityReservation')],
    },
    {
        actions: [...actions('cognito-idp', 'DescribeUserPoolClient'), ...actions('acm', 'ListCertificates DescribeCertificate'), ...actions('iam', 'ListServerCertificates GetServerCertificate'), ...actions('waf-regional', 'GetWebACL GetWebACLForResource AssociateWebACL DisassociateWebACL'), ...actions('wafv2', 'GetWebACL GetWebACLForResource AssociateWebACL DisassociateWebACL'), ...actions('shield', 'GetSubscriptionState DescribeProtection CreateProtection DeleteProtection')],
    },
    {
        actions: [...actions('ec2', 'AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress')],
    },
    {
        actions: [...actions('ec2', 'CreateSecurityGroup')],
    },
    {
        actions: [...actions('ec2', 'CreateTags')],
        resources: ['ec2:*:*:security-group/*'],
        conditions: { StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup' }, Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
        actions: [...actions('ec2', 'CreateTags DeleteTags')],
        resources: ['ec2:*:*:security-group/*'],
        conditions: { Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'true', 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
        actions: [...actions('ec2', 'AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress DeleteSecurityGroup')],
        conditions: { Null: { 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
        actions: [...actions('elasticloadbalancing', 'CreateLoadBalancer CreateTargetGroup')],
        conditions: { Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
        actions: [...actions('elasticloadbalancing', 'CreateListener DeleteListener CreateRule DeleteRule')],
    },
    {
        actions: [...actions('elasticloadbalancing', 'AddTags RemoveTags')],
        resources: ['elasticloadbalancing:*:*:targetgroup/*/*', 'elasticloadbalancing:*:*:loadbalancer/net/*/*', 'elasticloadbalancing:*:*:loadbalancer/app/*/*'],
        conditions: { Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'true', 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
        actions: [...actions('elasticloadbalancing', 'AddTags RemoveTags')],
        resources: ['elasticloadbalancing:*:*:listener/net/*/*/*', 'elasticloadbalancing:*:*:listener/app/*/*/*', 'elasticloadbalancing:*:*:listener-rule/net/*/*/*', 'elasticloadbalancing:*:*:listener-rule/app/*/*/*'],
    },
    {
        actions: [...actions('elasticloadbalancing', 'ModifyLoadBalancerAttributes SetIpAddressType SetSecurityGroups SetSubnets DeleteLoadBalancer ModifyTargetGroup ModifyTargetGroupAttributes DeleteTargetGroup ModifyListenerAttributes ModifyCapacityReservation ModifyIpPools')],
        conditions: { Null: { 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
        actions: [...actions('elasticloadbalancing', 'AddTags')],
        resources: ['elasticloadbalancing:*:*:targetgroup/*/*', 'elasticloadbalancing:*:*:loadbalancer/net/*/*', 'elasticloadbalancing:*:*:loadbalancer/app/*/*'],
        conditions: { StringEquals: { 'elasticloadbalancing:CreateAction': ['CreateTargetGroup', 'CreateLoadBalancer'] }, Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'false' } },
    },
    {
        actions: [...actions('elasticloadbalancing', 'RegisterTargets DeregisterTargets')],
        resources: ['elasticloadbalancing:*:*:targetgroup/*/*'],
    },
    {
        actions: [...actions('elasticloadbalancing', 'SetWebAcl ModifyListener AddListenerCertificates RemoveListenerCertificates ModifyRule SetRulePriorities')],
    },
];
function actions(service, names) {
    return names.split(' ').map((name) => `${service}:${name}`);
}
