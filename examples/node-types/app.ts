import { App, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  ChartDeployment,
  Cluster,
  ClusterAutoscaler,
  CoreAddons,
  FargateLogging,
  FargateNodes,
  ManagedNodes,
  NodeOs,
  SelfManagedNodes,
  ThreeTierVpc,
  UpdateStrategy,
  WebService,
  WorkerService,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'NodeTypes');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const vpc = new ThreeTierVpc(stack, 'Vpc');
const cluster = new Cluster(stack, 'Cluster', { version: KubernetesVersion.V1_36, vpc, admins: [admin] });
new CoreAddons(stack, 'Addons', { cluster });

// EKS starts, drains, rolls and repairs these
new ManagedNodes(stack, 'Managed', {
  cluster,
  instanceTypes: [new InstanceType('m7g.large')],
  os: NodeOs.BOTTLEROCKET,
  minSize: 2,
  maxSize: 6,
  updateStrategy: UpdateStrategy.DEFAULT,
});

// an Auto Scaling group of our own: two on-demand nodes, what comes above is spot
new SelfManagedNodes(stack, 'SelfManaged', {
  cluster,
  instanceTypes: ['m6i.large', 'm5.large', 'm6a.large'].map((name) => new InstanceType(name)),
  spot: true,
  onDemandBaseCapacity: 2,
  minSize: 2,
  maxSize: 10,
  diskSize: Size.gibibytes(80),
  labels: { team: 'batch' },
  kubelet: { imageGcHighThresholdPercent: 70, imageGcLowThresholdPercent: 50 },
});

// changes the size of both as pods need
new ClusterAutoscaler(stack, 'Autoscaler', { cluster });

// pods of this namespace have no node
const logs = new LogGroup(stack, 'Logs', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['jobs'], logging: FargateLogging.cloudWatch(logs) });

const web = new cdk8s.Chart(new cdk8s.App(), 'web', { namespace: 'web' });
new WebService(web, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29' });
new ChartDeployment(stack, 'Web', { cluster, chart: web });

const jobs = new cdk8s.Chart(new cdk8s.App(), 'jobs', { namespace: 'jobs' });
new WorkerService(jobs, 'worker', {
  image: 'public.ecr.aws/docker/library/busybox:1.37',
  command: ['sh', '-c', 'while true; do date; sleep 60; done'],
});
new ChartDeployment(stack, 'Jobs', { cluster, chart: jobs });
