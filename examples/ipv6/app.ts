import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, LoadBalancerAddress, LoadBalancerIpAddressType, Platform, Route, WebService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Ipv6');

// subnets have both families, pods and services IPv6 addresses alone
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
  vpcOptions: { ipv6: true },
  clusterOptions: { ipv6: true },
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';
// dual-stack, because the cluster is IPv6: the charts say nothing of it
new WebService(chart, 'web', { image, route: Route.publicAlb() });
new WebService(chart, 'feed', { image, route: Route.publicNlb() });
new WebService(chart, 'intern', { image, route: Route.internalNlb() });
// IPv6 alone for the internet: no public IPv4 addresses, which cost money
const ipAddressType = LoadBalancerIpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4;
new WebService(chart, 'modern', { image, route: Route.publicAlb({ loadBalancer: { ipAddressType } }) });
const deployment = new ChartDeployment(stack, 'Shop', { cluster, chart });

const { hostname } = new LoadBalancerAddress(stack, 'Address', { cluster, deployment, namespace: 'shop', ingressName: 'web' });
new CfnOutput(stack, 'Hostname', { value: hostname });
