import { App, Stack } from 'aws-cdk-lib';
import { InstanceType, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  ChartDeployment,
  Compute,
  IdentityType,
  Platform,
  PodSecurityGroup,
  PlatformProfile,
  WorkerService,
  WorkloadIdentity,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'PodIdentity');

const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  compute: Compute.managedNodeGroups(),
  nodeOptions: { instanceTypes: [new InstanceType('m6i.large')] }, // has interfaces for security groups of pods
  podIdentity: true, // for all identities that name no mechanism
  admins: [new iam.Role(stack, 'Admin', { assumedBy: new iam.AccountRootPrincipal() })],
});
const orders = new Queue(stack, 'Orders', { enforceSSL: true });
const archive = new Bucket(stack, 'Archive', {
  enforceSSL: true,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  serverAccessLogsPrefix: 'access/',
});
const database = new SecurityGroup(stack, 'Database', { vpc: cluster.vpc, description: 'A database', allowAllOutbound: false });

// one role for two service accounts, and a security group of their own that the database lets in
const pods = new PodSecurityGroup(stack, 'Pods', { cluster });
const worker = new WorkloadIdentity(stack, 'Worker', { cluster, namespace: 'shop', serviceAccountName: 'worker', securityGroup: pods });
const nightly = new WorkloadIdentity(stack, 'Nightly', { cluster, namespace: 'shop', serviceAccountName: 'nightly', roleFrom: worker });
orders.grantConsumeMessages(worker);
database.connections.allowFrom(worker, Port.tcp(5432), 'workers of the shop');

// pods that may only read, whatever the role is granted later
const reader = new WorkloadIdentity(stack, 'Reader', {
  cluster,
  namespace: 'shop',
  serviceAccountName: 'reader',
  identityType: IdentityType.podIdentity({
    sessionPolicy: new iam.PolicyDocument({
      statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [archive.arnForObjects('*')] })],
    }),
  }),
});
archive.grantRead(reader, 'reports/today.csv');

// pods that become a role of another account, which trusts exportIdentity.role
const targetRole = iam.Role.fromRoleArn(
  stack,
  'TheirRole',
  stack.formatArn({ service: 'iam', region: '', account: '444455556666', resource: 'role', resourceName: 'import' }),
);
const exporter = new WorkloadIdentity(stack, 'Exporter', {
  cluster,
  namespace: 'shop',
  serviceAccountName: 'exporter',
  identityType: IdentityType.podIdentity({ targetRole }),
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
for (const [name, identity] of Object.entries({ worker, nightly, reader, exporter })) {
  new WorkerService(chart, name, { image: 'public.ecr.aws/docker/library/busybox:1.37', command: ['sleep', 'infinity'], identity });
}
new ChartDeployment(stack, 'Shop', { cluster, chart });
