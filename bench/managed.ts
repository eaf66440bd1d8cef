import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Compute, Platform, Route, WebService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

/** The quickstart on managed nodes, like the platform written by hand. */
export const app = new App();
const stack = new Stack(app, 'Managed');

// principals that may assume this role run kubectl
const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  compute: Compute.managedNodeGroups(),
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'hello', { namespace: 'hello' });
new WebService(chart, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', route: Route.publicAlb() });
new ChartDeployment(stack, 'Hello', { cluster, chart });
