import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AppNamespace, ChartDeployment, Platform, PlusWorkload, Route, Scaling, WorkloadIdentity } from 'cdk-eks-strata';
import { App as Charts, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

export const app = new App();
const stack = new Stack(app, 'Shop');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const { cluster, storage } = new Platform(stack, 'Platform', { version: KubernetesVersion.V1_36, admins: [admin] });

const orders = new Queue(stack, 'Orders', {
  enforceSSL: true,
  deadLetterQueue: { queue: new Queue(stack, 'FailedOrders', { enforceSSL: true }), maxReceiveCount: 5 },
});
const namespace = 'shop';
const chart = new Chart(new Charts(), 'shop', { namespace });
new AppNamespace(chart, namespace);

// stands for yours
const certificateArn = stack.formatArn({ service: 'acm', resource: 'certificate', resourceName: '0f5b1a2c-0000-4000-8000-000000000000' });

const memory = { request: Size.mebibytes(256), limit: Size.mebibytes(256) };
const nginx = {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  portNumber: 8080,
  resources: { cpu: { request: kplus.Cpu.millis(250) }, memory },
  readiness: kplus.Probe.fromHttpGet('/'),
  // longer than a load balancer takes to notice that a replica is terminating
  lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '15']) },
};
const pods = {
  terminationGracePeriod: Duration.seconds(45),
  securityContext: { user: 10001, group: 10001, fsGroup: 10001 },
  strategy: kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable: kplus.PercentOrAbsolute.absolute(0) }),
};

// the shop: reached from the internet, puts orders into the queue
const webIdentity = new WorkloadIdentity(stack, 'WebIdentity', { cluster, namespace, serviceAccountName: 'web' });
orders.grantSendMessages(webIdentity);
const web = new kplus.Deployment(chart, 'web', { ...pods, serviceAccount: webIdentity.asServiceAccount(chart) });
web.addContainer({
  ...nginx,
  envVariables: { ORDERS_URL: kplus.EnvValue.fromValue(orders.queueUrl), CATALOG_URL: kplus.EnvValue.fromValue('http://catalog') },
  volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'WebTmp', 'tmp') }],
});
const certificate = Certificate.fromCertificateArn(stack, 'Certificate', certificateArn);
PlusWorkload.of(web)
  .scale(Scaling.onCpu({ minReplicas: 3, maxReplicas: 30, targetUtilizationPercent: 60 }))
  .expose(Route.publicAlb({ host: 'shop.example.com', certificate }));

// the catalogue: called by the shop only
const catalog = new kplus.Deployment(chart, 'catalog', { ...pods, replicas: 2 });
catalog.addContainer(nginx).mount('/tmp', kplus.Volume.fromEmptyDir(chart, 'CatalogTmp', 'tmp'));
catalog.exposeViaService({ name: 'catalog', ports: [{ port: 80, targetPort: 8080 }] });

// the warehouse: takes orders out of the queue and remembers what it did
const warehouseIdentity = new WorkloadIdentity(stack, 'WarehouseIdentity', { cluster, namespace, serviceAccountName: 'warehouse' });
orders.grantConsumeMessages(warehouseIdentity);
const warehouse = new kplus.Deployment(chart, 'warehouse', {
  ...pods,
  strategy: kplus.DeploymentStrategy.recreate(),
  serviceAccount: warehouseIdentity.asServiceAccount(chart),
});
warehouse.addContainer({
  image: 'public.ecr.aws/docker/library/busybox:1.37',
  command: ['sh', '-c', 'while true; do date >> /data/log; sleep 60; done'],
  envVariables: { ORDERS_URL: kplus.EnvValue.fromValue(orders.queueUrl) },
  resources: { cpu: { request: kplus.Cpu.millis(100) }, memory },
});
const journal = storage.claim('journal', { size: Size.gibibytes(20), mountPath: '/data' });
PlusWorkload.of(warehouse).scale(Scaling.fixed(1)).mount(journal);

for (const each of [web, catalog, warehouse]) PlusWorkload.of(each).addDisruptionBudget().spread().restrict();

new ChartDeployment(stack, 'Shop', { cluster, chart });
