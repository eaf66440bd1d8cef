import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as cdk8s from 'cdk8s';
import { AlbController, ChartDeployment, EbsStorage, ManagedNodes, Scaling, WebService, WorkerService, WorkloadIdentity } from 'cdk-eks-strata';

const stack = new Stack(new App(), 'Parts');
const cluster = new eks.Cluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36, defaultCapacityType: eks.DefaultCapacityType.NODEGROUP, defaultCapacity: 0,
  mastersRole: new iam.Role(stack, 'Admin', { assumedBy: new iam.AccountRootPrincipal() }),
});

new ManagedNodes(stack, 'Arm', { cluster, instanceTypes: [new ec2.InstanceType('m7g.large')], minSize: 2, maxSize: 6 });
new AlbController(stack, 'AlbController', { cluster });
const disks = new EbsStorage(stack, 'Disks', { cluster });

// the IAM role of the pods: every grant method of CDK works
const identity = new WorkloadIdentity(stack, 'WebIdentity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
new sqs.Queue(stack, 'Orders').grantSendMessages(identity);

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', identity, scaling: Scaling.fixed(3),
});
new WorkerService(chart, 'journal', {
  image: 'public.ecr.aws/docker/library/busybox:1.37', command: ['sleep', 'infinity'],
  volumes: [disks.claim('journal', { size: cdk8s.Size.gibibytes(20), mountPath: '/data' })],
});
new ChartDeployment(stack, 'Shop', { cluster, chart });      // order, references and the namespace are derived
