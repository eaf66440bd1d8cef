import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  AppNamespace, BatchJob, ChartDeployment, Config, CronTask, DaemonService, Keda, NetworkPeer, NodeKind, Platform, Probe, Route, Scaling,
  ScalingMetric, StatefulService, VerticalPodAutoscaler, VerticalScaling, WebService, Worker, WorkloadIdentity,
} from 'cdk-eks-strata';
import { App as Charts, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';

export const app = new App();
const stack = new Stack(app, 'Workloads');
const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const { cluster, storage } = new Platform(stack, 'Platform', { version: KubernetesVersion.V1_36, admins: [admin], networkPolicies: true });
const keda = new Keda(stack, 'Keda', { cluster });
new VerticalPodAutoscaler(stack, 'VerticalPodAutoscaler', { cluster });
const orders = new Queue(stack, 'Orders', { enforceSSL: true });
const identity = new WorkloadIdentity(stack, 'WorkerIdentity', { cluster, namespace: 'shop', serviceAccountName: 'worker' });
orders.grantConsumeMessages(identity);

const namespace = 'shop';
const chart = new Chart(new Charts(), namespace, { namespace });
const image = 'public.ecr.aws/docker/library/busybox:1.37';
new AppNamespace(chart, 'shop', { defaultDeny: true, quota: { cpu: Cpu.units(40), pods: 200 }, defaults: { memory: Size.mebibytes(128) } });
const settings = new Config(chart, 'settings', { values: { LOG_LEVEL: 'info', ORDERS_URL: orders.queueUrl }, directory: path.join(__dirname, 'config') });

const web = new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  volumes: [settings.at('/etc/shop')],
  scaling: Scaling.onMetrics({ min: 2, max: 20, metrics: [ScalingMetric.cpu(60), ScalingMetric.memory(75)], calm: Duration.minutes(10) }),
  route: Route.publicAlb(),
});
const worker = new Worker(chart, 'worker', {
  image, command: ['sleep', 'infinity'], identity, environmentFrom: [settings], scaling: Scaling.onQueue(orders, { keda, max: 10 }), placement: { nodeKind: NodeKind.KARPENTER },
});
const database = new StatefulService(chart, 'database', {
  image,
  command: ['nc', '-lk', '-p', '5432', '-e', 'cat'],
  ports: { sql: 5432 },
  scaling: Scaling.fixed(3),
  verticalScaling: VerticalScaling.RECOMMEND,
  probes: { readiness: Probe.tcp(5432) },
  replicaVolumes: [storage.claim('data', { size: Size.gibibytes(20), path: '/data' })],
});
new DaemonService(chart, 'agent', { image, command: ['sleep', 'infinity'], everyNode: true, resources: { cpu: Cpu.millis(20), memory: Size.mebibytes(32) } });
const migration = new BatchJob(chart, 'migration', { image, command: ['true'], deadline: Duration.minutes(10) });
new CronTask(chart, 'report', { image, command: ['date'], schedule: '30 2 * * *', timeZone: 'Europe/Berlin' });

// who talks to whom: everything else is refused
for (const client of [web, worker, migration]) client.allowTo(database);
worker.allowToPeer(NetworkPeer.internet(), [443]);
new ChartDeployment(stack, 'Shop', { cluster, chart });
