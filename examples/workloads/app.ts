import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  AppNamespace,
  BatchJob,
  ChartDeployment,
  WorkloadConfigMap,
  ScheduledJob,
  DaemonService,
  Keda,
  NetworkPolicyPeer,
  ComputeType,
  Platform,
  ContainerProbe,
  Route,
  Scaling,
  ScalingMetric,
  StatefulService,
  VerticalPodAutoscaler,
  VpaUpdateMode,
  WebService,
  WorkerService,
  WorkloadIdentity,
} from 'cdk-eks-strata';
import { App as Charts, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';

export const app = new App();
const stack = new Stack(app, 'Workloads');
const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const { cluster, storage } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  enforceNetworkPolicies: true,
});
const keda = new Keda(stack, 'Keda', { cluster });
new VerticalPodAutoscaler(stack, 'VerticalPodAutoscaler', { cluster });
const orders = new Queue(stack, 'Orders', { enforceSSL: true });
const identity = new WorkloadIdentity(stack, 'WorkerIdentity', { cluster, namespace: 'shop', serviceAccountName: 'worker' });
orders.grantConsumeMessages(identity);

const namespace = 'shop';
const chart = new Chart(new Charts(), namespace, { namespace });
const image = 'public.ecr.aws/docker/library/busybox:1.37';
new AppNamespace(chart, 'shop', {
  defaultDeny: true,
  quota: { cpu: Cpu.units(40), pods: 200 },
  containerDefaults: { memory: Size.mebibytes(128) },
});
const settings = new WorkloadConfigMap(chart, 'settings', {
  data: { LOG_LEVEL: 'info', ORDERS_URL: orders.queueUrl },
  directory: path.join(__dirname, 'config'),
});

const web = new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  volumes: [settings.mountAt('/etc/shop')],
  scaling: Scaling.onMetrics({
    minReplicas: 2,
    maxReplicas: 20,
    metrics: [ScalingMetric.cpu(60), ScalingMetric.memory(75)],
    stabilizationWindow: Duration.minutes(10),
  }),
  route: Route.publicAlb(),
});
const worker = new WorkerService(chart, 'worker', {
  image,
  command: ['sleep', 'infinity'],
  identity,
  envFrom: [settings],
  scaling: Scaling.onQueue(orders, { keda, maxReplicas: 10 }),
  placement: { computeType: ComputeType.KARPENTER },
});
const database = new StatefulService(chart, 'database', {
  image,
  command: ['nc', '-lk', '-p', '5432', '-e', 'cat'],
  ports: { sql: 5432 },
  scaling: Scaling.fixed(3),
  verticalScaling: VpaUpdateMode.OFF,
  probes: { readiness: ContainerProbe.tcpSocket(5432) },
  volumeClaimTemplates: [storage.claim('data', { size: Size.gibibytes(20), mountPath: '/data' })],
});
new DaemonService(chart, 'agent', {
  image,
  command: ['sleep', 'infinity'],
  tolerateAllTaints: true,
  resources: { cpu: Cpu.millis(20), memory: Size.mebibytes(32) },
});
const migration = new BatchJob(chart, 'migration', { image, command: ['true'], activeDeadline: Duration.minutes(10) });
new ScheduledJob(chart, 'report', { image, command: ['date'], schedule: '30 2 * * *', timeZone: 'Europe/Berlin' });

// who talks to whom: everything else is refused
for (const client of [web, worker, migration]) client.allowTo(database);
worker.allowToPeer(NetworkPolicyPeer.internet(), [443]);
new ChartDeployment(stack, 'Shop', { cluster, chart });
