import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Compute, ComputeType, HybridCredentials, HybridNodes, Platform, WorkerService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Hybrid');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  vpcOptions: { cidr: '10.40.0.0/16' },
  // every address of the cluster is known before the machines join
  clusterOptions: { serviceIpv4Cidr: '172.20.0.0/16' },
  compute: Compute.managedNodeGroups(),
});

// machines of the factory, behind a transit gateway, with certificates of the factory's own authority
const trustAnchor = stack.formatArn({
  service: 'rolesanywhere',
  resource: 'trust-anchor',
  resourceName: '0f5b1a2c-0000-4000-8000-000000000000',
});
new HybridNodes(stack, 'Factory', {
  cluster,
  remoteNodeCidrs: ['10.80.0.0/16'],
  remotePodCidrs: ['10.85.0.0/16'],
  credentialProvider: HybridCredentials.rolesAnywhere(trustAnchor),
  transitGatewayId: 'tgw-0123456789abcdef0',
});

// one process beside the machines that it reads
const chart = new cdk8s.Chart(new cdk8s.App(), 'factory', { namespace: 'factory' });
new WorkerService(chart, 'collector', {
  image: 'public.ecr.aws/docker/library/busybox:1.37',
  command: ['sh', '-c', 'while true; do date; sleep 60; done'],
  placement: { computeType: ComputeType.HYBRID },
});
new ChartDeployment(stack, 'Collector', { cluster, chart });
