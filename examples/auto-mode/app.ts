import { App, Stack } from 'aws-cdk-lib';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { EndpointAccess, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Compute, Platform, NodePoolCapacityType, Route, Scaling, WebService, WorkerService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'AutoMode');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
// EKS runs the nodes, the volumes and the load balancers: no node group, no driver, no controller
const { cluster, storage } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  // Auto Mode allows no login to its nodes, so administrators use the public endpoint, from the company's addresses alone
  clusterOptions: { endpointAccess: EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24') },
  compute: Compute.autoMode({
    architectures: [InstanceArchitecture.X86_64, InstanceArchitecture.ARM_64],
    capacityTypes: [NodePoolCapacityType.SPOT, NodePoolCapacityType.ON_DEMAND],
    ephemeralStorage: cdk8s.Size.gibibytes(120),
    limits: { cpu: '200' },
  }),
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  scaling: Scaling.onCpu({ minReplicas: 3, maxReplicas: 30, targetUtilizationPercent: 60 }),
  route: Route.publicAlb(),
});
new WorkerService(chart, 'warehouse', {
  image: 'public.ecr.aws/docker/library/busybox:1.37',
  command: ['sh', '-c', 'while true; do date >> /data/log; sleep 60; done'],
  volumes: [storage.claim('journal', { size: cdk8s.Size.gibibytes(20), mountPath: '/data' })],
});
new ChartDeployment(stack, 'Shop', { cluster, chart });
