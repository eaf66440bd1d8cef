import { App, Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion, TaintEffect } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import {
  ChartDeployment,
  Compute,
  EdgeLocation,
  EdgeSubnet,
  ManagedNodes,
  Platform,
  SelfManagedNodes,
  ThreeTierVpc,
  WorkerService,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Edge', { env: { region: 'us-west-2' } });
const { region } = stack;

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const vpc = new ThreeTierVpc(stack, 'Vpc', { availabilityZones: [`${region}a`, `${region}b`] });
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  vpc,
  compute: Compute.managedNodeGroups(),
});

const at = (place: string) => ({ labels: { place }, taints: [{ key: 'place', value: place, effect: TaintEffect.NO_SCHEDULE }] });

// close to the people of Los Angeles
const losAngeles = new EdgeSubnet(stack, 'LosAngeles', {
  vpc,
  location: EdgeLocation.localZone(`${region}-lax-1a`),
  cidr: '10.0.192.0/22',
});
new ManagedNodes(stack, 'LocalZone', {
  cluster,
  subnets: { subnets: [losAngeles.subnet] },
  instanceTypes: [new InstanceType('c5d.2xlarge')],
  minSize: 1,
  maxSize: 4,
  ...at('los-angeles'),
});

// in our own data centre
const outpostArn = stack.formatArn({
  service: 'outposts',
  account: '111122223333',
  resource: 'outpost',
  resourceName: 'op-0123456789abcdef0',
});
const plant = new EdgeSubnet(stack, 'Plant', { vpc, location: EdgeLocation.outpost(outpostArn, `${region}a`), cidr: '10.0.196.0/22' });
new SelfManagedNodes(stack, 'Outpost', {
  cluster,
  subnets: { subnets: [plant.subnet] },
  instanceTypes: [new InstanceType('m5.2xlarge')],
  minSize: 2,
  maxSize: 4,
  ...at('plant'),
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'edge', { namespace: 'edge' });
for (const place of ['los-angeles', 'plant']) {
  new WorkerService(chart, place, {
    image: 'public.ecr.aws/docker/library/busybox:1.37',
    command: ['sh', '-c', 'while true; do date; sleep 60; done'],
    placement: { nodeSelector: { place }, tolerations: [{ key: 'place', value: place, effect: 'NoSchedule' }] },
  });
}
new ChartDeployment(stack, 'Workers', { cluster, chart });
