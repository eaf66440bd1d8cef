import { App, Stack } from 'aws-cdk-lib';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import {
  ChartDeployment,
  ConsolidationPolicy,
  KarpenterNodePool,
  NodeOs,
  Platform,
  NodePoolCapacityType,
  Scaling,
  WebService,
  WorkerService,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';

export const app = new App();
const stack = new Stack(app, 'Karpenter');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
// Karpenter is what a platform has by default, with one pool for everything
const { cluster, karpenter } = new Platform(stack, 'Platform', { version: KubernetesVersion.V1_36, admins: [admin] });

// Graviton spot nodes for those who ask for arm64; at most 64 cores; not consolidated in office hours (UTC), renewed with each new image
new KarpenterNodePool(stack, 'Graviton', {
  karpenter,
  architectures: [InstanceArchitecture.ARM_64],
  capacityTypes: [NodePoolCapacityType.SPOT, NodePoolCapacityType.ON_DEMAND],
  instanceCategories: ['c', 'm'],
  minInstanceGeneration: 6,
  os: NodeOs.BOTTLEROCKET,
  limits: { cpu: '64', memory: '256Gi' },
  expireAfter: cdk8s.Duration.days(90),
  consolidationPolicy: ConsolidationPolicy.WHEN_EMPTY_OR_UNDERUTILIZED,
  consolidateAfter: cdk8s.Duration.minutes(5),
  disruptionBudgets: [{ nodes: '10%' }, { nodes: '0', schedule: '0 7 * * mon-fri', duration: cdk8s.Duration.hours(11) }],
});

// large nodes with a fast disk of their own
new KarpenterNodePool(stack, 'Scratch', {
  karpenter,
  instanceFamilies: ['m6id', 'r6id'],
  instanceStoreRaid: true,
  diskSize: cdk8s.Size.gibibytes(30),
  labels: { disk: 'fast' },
  limits: { cpu: '128' },
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'apps', { namespace: 'apps' });
new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  scaling: Scaling.onCpu({ minReplicas: 2, maxReplicas: 40, targetUtilizationPercent: 60 }),
  placement: { architecture: InstanceArchitecture.ARM_64 },
});
new WorkerService(chart, 'sorter', {
  image: 'public.ecr.aws/docker/library/busybox:1.37',
  command: ['sh', '-c', 'while true; do date; sleep 60; done'],
  resources: { cpu: Cpu.units(4), memory: cdk8s.Size.gibibytes(16) },
  placement: { nodeSelector: { disk: 'fast' } },
});
new ChartDeployment(stack, 'Apps', { cluster, chart });
