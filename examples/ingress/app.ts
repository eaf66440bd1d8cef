import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import {
  AlbAction,
  AlbAuth,
  AlbIngressClass,
  CertManager,
  ChartDeployment,
  ExternalDns,
  LetsEncryptIssuer,
  Platform,
  PlatformProfile,
  Route,
  WebService,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Ingress');
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});

// stand for yours
const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789EXAMPLE', zoneName: 'example.com' });
const certificateArn = stack.formatArn({ service: 'acm', resource: 'certificate', resourceName: '0f5b1a2c-0000-4000-8000-000000000000' });
const userPool = cognito.UserPool.fromUserPoolId(stack, 'People', 'eu-west-1_example');
const userPoolClient = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', '1example23456789');

const logs = new Bucket(stack, 'Logs', {
  enforceSSL: true,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  serverAccessLogsPrefix: 'access/',
});
const { attrArn: webAclArn } = new CfnWebACL(stack, 'Firewall', {
  scope: 'REGIONAL',
  defaultAction: { allow: {} },
  visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'shop', sampledRequestsEnabled: true },
});

// who is reached from where, and by which certificates, is said once: all routes of a class share its load balancer
const shop = new AlbIngressClass(stack, 'Public', {
  cluster,
  internetFacing: true,
  certificates: [Certificate.fromCertificateArn(stack, 'Certificate', certificateArn)],
  webAclArn,
  accessLogs: { bucket: logs, prefix: 'alb' },
});
const inside = new AlbIngressClass(stack, 'Inside', { cluster });

// records in this zone, and in no other; certificates for pods
new ExternalDns(stack, 'ExternalDns', { cluster, hostedZones: [hostedZone] });
new LetsEncryptIssuer(stack, 'Letsencrypt', {
  certManager: new CertManager(stack, 'CertManager', { cluster, hostedZones: [hostedZone] }),
  email: 'ops@example.com',
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';
new WebService(chart, 'web', {
  image,
  route: Route.alb(shop, { host: 'shop.example.com', rules: [{ path: '/old', action: AlbAction.redirect({ path: '/' }) }] }),
});
new WebService(chart, 'api', { image, route: Route.alb(shop, { host: 'shop.example.com', path: '/api', groupOrder: -10 }) });
new WebService(chart, 'backoffice', {
  image,
  route: Route.alb(shop, { host: 'office.example.com', auth: AlbAuth.cognito({ userPool, userPoolClient, userPoolDomain: 'example' }) }),
});
new WebService(chart, 'metrics', { image, route: Route.alb(inside, { host: 'metrics.example.com' }) });
new ChartDeployment(stack, 'Shop', { cluster, chart });
