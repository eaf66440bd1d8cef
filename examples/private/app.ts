import { App, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Compute, Egress, Platform, Route, WebService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Private');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });

// copies of public charts and images in repositories of this account, made before: see the README
const mirror = (name: string) => Repository.fromRepositoryName(stack, name, name).repositoryUri;

const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  // no NAT, no internet gateway: every part brings the endpoints that it calls
  vpcOptions: { egress: Egress.none() },
  compute: Compute.karpenter(
    {},
    { chartRepository: `oci://${mirror('charts/karpenter')}`, imageRepository: mirror('karpenter/controller') },
  ),
  albControllerOptions: {
    chartRepository: `oci://${mirror('charts/aws-load-balancer-controller')}`,
    imageRepository: mirror('eks/aws-load-balancer-controller'),
  },
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'intranet', { namespace: 'intranet' });
new WebService(chart, 'web', { image: `${mirror('intranet')}:1.4.0`, route: Route.internalAlb() });
new ChartDeployment(stack, 'Intranet', { cluster, chart });
