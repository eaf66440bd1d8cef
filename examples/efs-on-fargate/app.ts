import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Cluster, CoreAddons, EfsStorage, FargateNodes, Scaling, ThreeTierVpc, WorkerService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'EfsOnFargate');

// a cluster without a node: everything runs on Fargate
const vpc = new ThreeTierVpc(stack, 'Vpc', { maxAzs: 2 });
const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const cluster = new Cluster(stack, 'Cluster', { version: KubernetesVersion.V1_36, vpc, admins: [admin] });
new CoreAddons(stack, 'Addons', { cluster });
new FargateNodes(stack, 'Pods', { cluster, namespaces: ['kube-system', 'shop'] });

// Fargate mounts EFS by itself, and only directories that are there already
const files = new EfsStorage(stack, 'Files', { cluster, dynamicProvisioning: false });
const uploads = files.accessPointClaim('uploads', { size: cdk8s.Size.gibibytes(1), mountPath: '/uploads' });

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
new WorkerService(chart, 'resize', {
  image: 'public.ecr.aws/docker/library/busybox:1.37',
  command: ['sleep', 'infinity'],
  volumes: [uploads],
  scaling: Scaling.fixed(3),
});
new ChartDeployment(stack, 'Shop', { cluster, chart });
