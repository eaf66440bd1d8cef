import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import {
  AlbGateway,
  ChartDeployment,
  GatewayApi,
  GatewayCrds,
  GatewayRoute,
  NlbGateway,
  Platform,
  PlatformProfile,
  WebService,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Gateway');
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});
const certificateArn = stack.formatArn({ service: 'acm', resource: 'certificate', resourceName: '0f5b1a2c-0000-4000-8000-000000000000' });
const certificates = [Certificate.fromCertificateArn(stack, 'Certificate', certificateArn)];

// the kinds come first, then the controller, then the classes. GatewayCrds.fromFile() takes the file that the project publishes
const api = new GatewayApi(stack, 'GatewayApi', {
  cluster,
  crds: GatewayCrds.fromChart({
    chartRepository: 'https://wiremind.github.io/wiremind-helm-charts',
    chartName: 'gateway-api-crds',
    chartVersion: '1.6.0',
  }),
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';

// an Application Load Balancer for several workloads
const web = new AlbGateway(chart, 'web', { gatewayApi: api, internetFacing: true, certificates });
new WebService(chart, 'shop', {
  image,
  route: GatewayRoute.http(web, { hosts: ['shop.example.com'], weights: { 'shop-next': 10 }, weight: 90 }),
});
new WebService(chart, 'shop-next', { image });
new WebService(chart, 'orders', { image, route: GatewayRoute.grpc(web, { hosts: ['orders.example.com'], service: 'shop.Orders' }) });

// a Network Load Balancer: connections by port, and TLS that pods end themselves
const streams = new NlbGateway(chart, 'streams', { gatewayApi: api, listeners: [{ port: 5432 }, { port: 443, protocol: 'TLS' }] });
new WebService(chart, 'database', { image, route: GatewayRoute.tcp(streams, 5432) });
new WebService(chart, 'vault', { image, route: GatewayRoute.tls(streams, 443, 'vault.example.com') });

new ChartDeployment(stack, 'Shop', { cluster, chart });
