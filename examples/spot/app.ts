import { App, Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion, TaintEffect } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import {
  ChartDeployment,
  Compute,
  ManagedNodes,
  Platform,
  NodePoolCapacityType,
  Route,
  Scaling,
  WebService,
  WorkerService,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Spot');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  // spot where there is any, on-demand where there is none; many types make interruptions rare
  compute: Compute.karpenter({ capacityTypes: [NodePoolCapacityType.SPOT, NodePoolCapacityType.ON_DEMAND], limits: { cpu: '200' } }),
});

// a group of a fixed size for work that may be lost: EKS replaces a node before AWS takes it back
new ManagedNodes(stack, 'Batch', {
  cluster,
  spot: true,
  instanceTypes: ['c6i.xlarge', 'c6a.xlarge', 'c5.xlarge', 'c5a.xlarge'].map((name) => new InstanceType(name)),
  minSize: 4,
  labels: { team: 'batch' },
  taints: [{ key: 'team', value: 'batch', effect: TaintEffect.NO_SCHEDULE }],
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  scaling: Scaling.onCpu({ minReplicas: 3, maxReplicas: 30, targetUtilizationPercent: 60 }),
  route: Route.publicAlb(),
});
new WorkerService(chart, 'batch', {
  image: 'public.ecr.aws/docker/library/busybox:1.37',
  command: ['sh', '-c', 'while true; do date; sleep 60; done'],
  scaling: Scaling.fixed(4),
  placement: { nodeSelector: { team: 'batch' }, tolerations: [{ key: 'team', value: 'batch', effect: 'NoSchedule' }] },
});
new ChartDeployment(stack, 'Shop', { cluster, chart });
