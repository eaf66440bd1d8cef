import { App, Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { DatabaseInstance } from 'aws-cdk-lib/aws-rds';
import {
  ClusterAccessPolicy, AccessPrincipal, AlbIngressClass, ChartDeployment, ClusterAccess, EfsStorage, MountedSecrets, Platform, PodSecurityGroup, Route, Scaling,
  SecretSource, WebService, WorkloadIdentity,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

declare const admin: IRole, developers: IRole, certificate: ICertificate, database: DatabaseInstance;

const stack = new Stack(new App(), 'Shop');
const { cluster } = new Platform(stack, 'Platform', { version: KubernetesVersion.V1_36, admins: [admin] });
const namespace = 'shop';

// users: one access entry per principal
new ClusterAccess(stack, 'Developers', { cluster, principal: AccessPrincipal.role(developers), accessPolicies: [ClusterAccessPolicy.edit(namespace)] });

// pods: an IAM role, a security group that the database allows, and the database password as a file
const identity = new WorkloadIdentity(stack, 'Web', {
  cluster, namespace, serviceAccountName: 'web', securityGroup: new PodSecurityGroup(stack, 'WebPods', { cluster }),
});
database.connections.allowDefaultPortFrom(identity);
const secrets = new MountedSecrets(stack, 'WebSecrets', { cluster, identity, sources: [SecretSource.fromSecretsManagerFields(database.secret!, { password: 'db-password' })] });

// a file system that many pods mount, and a load balancer that several services use
const files = new EfsStorage(stack, 'Files', { cluster });
const internet = new AlbIngressClass(stack, 'Internet', { cluster, internetFacing: true, certificates: [certificate] });

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace });
new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  identity,
  scaling: Scaling.onCpu({ minReplicas: 3, maxReplicas: 30, targetUtilizationPercent: 60 }),
  volumes: [files.claim('uploads', { size: cdk8s.Size.gibibytes(20), mountPath: '/uploads' }), secrets.mountAt('/secrets')],
  route: Route.alb(internet, { host: 'shop.example.com' }),
});
new ChartDeployment(stack, 'Shop', { cluster, chart });
