import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import {
  ChartDeployment,
  ExternalSecretsOperator,
  MountedSecrets,
  Platform,
  PlatformProfile,
  SecretSource,
  ExternalSecret,
  WorkerService,
  WorkloadIdentity,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Secrets');

const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});
// made and rotated elsewhere
const database = Secret.fromSecretNameV2(stack, 'Database', 'shop/database');
const license = StringParameter.fromSecureStringParameterAttributes(stack, 'License', { parameterName: '/shop/license' });
const namespace = 'shop';

// as files: read when a pod starts, and never written into Kubernetes
const worker = new WorkloadIdentity(stack, 'Worker', { cluster, namespace, serviceAccountName: 'worker' });
const files = new MountedSecrets(stack, 'WorkerSecrets', {
  cluster,
  identity: worker,
  sources: [
    SecretSource.fromSecretsManagerFields(database, { username: 'db-user', password: 'db-password' }),
    SecretSource.fromSsmParameter(license, 'license'),
  ],
});

// as environment variables: by a Secret of Kubernetes that the operator keeps current
const operator = new ExternalSecretsOperator(stack, 'ExternalSecrets', { cluster });
const legacy = new WorkloadIdentity(stack, 'Legacy', { cluster, namespace, serviceAccountName: 'legacy' });
const synced = new ExternalSecret(stack, 'LegacyDatabase', {
  operator,
  identity: legacy,
  sources: [SecretSource.fromSecretsManagerFields(database, { password: 'password' })],
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace });
const image = 'public.ecr.aws/docker/library/busybox:1.37';
new WorkerService(chart, 'worker', { image, command: ['sleep', 'infinity'], identity: worker, volumes: [files.mountAt('/secrets')] });
new WorkerService(chart, 'legacy', {
  image,
  command: ['sleep', 'infinity'],
  identity: legacy,
  secretEnv: { DB_PASSWORD: synced.key('password') },
});
new ChartDeployment(stack, 'Shop', { cluster, chart });
