import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ChartDeployment, Platform, Route, Scaling, WebService, WorkerService, WorkloadIdentity } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';

export const app = new App();
const stack = new Stack(app, 'Shop');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const { cluster, storage } = new Platform(stack, 'Platform', { version: KubernetesVersion.V1_36, admins: [admin] });

const orders = new Queue(stack, 'Orders', {
  enforceSSL: true,
  deadLetterQueue: { queue: new Queue(stack, 'FailedOrders', { enforceSSL: true }), maxReceiveCount: 5 },
});
const namespace = 'shop';
const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace });

// stands for yours
const certificateArn = stack.formatArn({ service: 'acm', resource: 'certificate', resourceName: '0f5b1a2c-0000-4000-8000-000000000000' });

// the shop: reached from the internet, puts orders into the queue
const webIdentity = new WorkloadIdentity(stack, 'WebIdentity', { cluster, namespace, serviceAccountName: 'web' });
orders.grantSendMessages(webIdentity);
new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  identity: webIdentity,
  env: { ORDERS_URL: orders.queueUrl, CATALOG_URL: 'http://catalog' },
  scaling: Scaling.onCpu({ minReplicas: 3, maxReplicas: 30, targetUtilizationPercent: 60 }),
  resources: { cpu: Cpu.millis(250), memory: cdk8s.Size.mebibytes(256) },
  route: Route.publicAlb({ host: 'shop.example.com', certificate: Certificate.fromCertificateArn(stack, 'Certificate', certificateArn) }),
});

// the catalogue: called by the shop only
new WebService(chart, 'catalog', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29' });

// the warehouse: takes orders out of the queue and remembers what it did
const warehouseIdentity = new WorkloadIdentity(stack, 'WarehouseIdentity', { cluster, namespace, serviceAccountName: 'warehouse' });
orders.grantConsumeMessages(warehouseIdentity);
new WorkerService(chart, 'warehouse', {
  image: 'public.ecr.aws/docker/library/busybox:1.37',
  command: ['sh', '-c', 'while true; do date >> /data/log; sleep 60; done'],
  identity: warehouseIdentity,
  env: { ORDERS_URL: orders.queueUrl },
  volumes: [storage.claim('journal', { size: cdk8s.Size.gibibytes(20), mountPath: '/data' })],
});

new ChartDeployment(stack, 'Shop', { cluster, chart });
