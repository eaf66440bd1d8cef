import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import {
  ChartDeployment,
  LoadBalancerAddress,
  NlbService,
  Platform,
  ContainerProbe,
  PlatformProfile,
  Route,
  TargetGroupRoute,
  WebService,
  WorkerService,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Nlb');
const { cluster, vpc } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});
const certificateArn = stack.formatArn({ service: 'acm', resource: 'certificate', resourceName: '0f5b1a2c-0000-4000-8000-000000000000' });
const certificate = Certificate.fromCertificateArn(stack, 'Certificate', certificateArn);

// a load balancer that CDK makes: its address is known to CloudFormation, for records and origins
const group = new SecurityGroup(stack, 'LoadBalancerGroup', { vpc, allowAllOutbound: false, description: 'The partners' });
group.addIngressRule(Peer.ipv4('203.0.113.0/24'), Port.tcp(80), 'partners');
group.addEgressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.tcp(8080), 'pods');
const targetGroup = new elb.NetworkTargetGroup(stack, 'Partners', {
  vpc,
  port: 8080,
  protocol: elb.Protocol.TCP,
  targetType: elb.TargetType.IP,
});
new elb.NetworkLoadBalancer(stack, 'ForPartners', { vpc, securityGroups: [group] }).addListener('Http', {
  port: 80,
  defaultTargetGroups: [targetGroup],
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'edge', { namespace: 'edge' });
const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';
// TLS ends at the load balancer
new WebService(chart, 'web', { image, route: Route.publicNlb({ certificates: [certificate], crossZone: true }) });
new WebService(chart, 'internal', { image, route: Route.internalNlb({ inboundCidrs: ['10.0.0.0/8'] }) });
new WebService(chart, 'partners', { image, route: TargetGroupRoute.of(targetGroup, { securityGroups: [group], containerPort: 8080 }) });
// any pods, any ports
new WorkerService(chart, 'game', {
  image: 'public.ecr.aws/docker/library/busybox:1.37',
  command: ['sh', '-c', 'httpd -p 8080 -h /tmp && exec nc -ulkp 7000'],
  probes: { readiness: ContainerProbe.tcpSocket(8080) },
});
new NlbService(chart, 'lobby', {
  selector: { 'app.kubernetes.io/name': 'game' },
  internetFacing: true,
  ports: [{ port: 7000, protocol: 'UDP' }],
  healthCheck: { port: 8080 },
});
const deployment = new ChartDeployment(stack, 'Edge', { cluster, chart });

// the address of one that Kubernetes makes, in the same deploy
const { hostname } = new LoadBalancerAddress(stack, 'Address', { cluster, deployment, namespace: 'edge', serviceName: 'web-nlb' });
new CfnOutput(stack, 'Hostname', { value: hostname });
