import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Adoption, AlbController, ChartDeployment, EbsStorage, ManagedNodes, Route, WebService, WorkloadIdentity } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();

// existing resources: a cluster of aws-eks-v2 in a VPC of aws-ec2
const base = new Stack(app, 'Base');
const vpc = new ec2.Vpc(base, 'Vpc', { maxAzs: 2, restrictDefaultSecurityGroup: true });
const cluster = new eks.Cluster(base, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  vpc,
  defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
  defaultCapacity: 0,
  mastersRole: new iam.Role(base, 'Admin', { assumedBy: new iam.AccountRootPrincipal() }),
});

// parts of this library on it
new ManagedNodes(base, 'Nodes', { cluster, instanceTypes: [new ec2.InstanceType('m7g.large')], maxSize: 4 });
new EbsStorage(base, 'Storage', { cluster });
new AlbController(base, 'AlbController', { cluster });

// an application in a stack of its own
const application = new Stack(app, 'Application');
const identity = new WorkloadIdentity(application, 'ReportsIdentity', { cluster, namespace: 'reports', serviceAccountName: 'reports' });
new s3.Bucket(application, 'Archive', { enforceSSL: true }).grantReadWrite(identity);
const chart = new cdk8s.Chart(new cdk8s.App(), 'reports', { namespace: 'reports' });
new WebService(chart, 'reports', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', identity, route: Route.internalAlb() });
// kubectl created the Deployment: it is taken over, and restored if this deployment is rolled back
new ChartDeployment(application, 'Reports', { cluster, chart, adopt: Adoption.of('Deployment/reports/reports') });
