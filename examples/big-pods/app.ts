import { App, Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, ClusterAutoscaler, Compute, Platform, PodNetwork, Route, Scaling, WebService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'BigPods');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  // nodes and load balancers use 2,048 addresses of the company, pods use a block that its network does not route
  vpcOptions: { cidr: '10.20.0.0/21', zoneSlots: 3, podCidr: '100.64.0.0/16' },
  // nodes take blocks of 16 addresses, so that one runs 110 pods instead of 29
  podNetwork: PodNetwork.podSubnets({ prefixDelegation: true }),
  compute: Compute.managedNodeGroups(),
  nodeOptions: { instanceTypes: [new InstanceType('m6i.2xlarge')], minSize: 3, maxSize: 30 },
});

new ClusterAutoscaler(stack, 'Autoscaler', { cluster });

const chart = new cdk8s.Chart(new cdk8s.App(), 'swarm', { namespace: 'swarm' });
new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  scaling: Scaling.onCpu({ minReplicas: 50, maxReplicas: 1000, targetUtilizationPercent: 60 }),
  route: Route.publicAlb(),
});
new ChartDeployment(stack, 'Swarm', { cluster, chart });
