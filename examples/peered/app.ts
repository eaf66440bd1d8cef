import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Platform, PrivateEndpointAccess, Route, TransitGatewayRoutes, VpcPeering, WebService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Peered');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const { cluster, vpc } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  vpcOptions: { cidr: '10.40.0.0/16', isolateDataTier: true },
});

// where the build servers are: a VPC of another team
const builds = Vpc.fromVpcAttributes(stack, 'Builds', {
  vpcId: 'vpc-0123456789abcdef0',
  availabilityZones: ['a'],
  vpcCidrBlock: '10.50.0.0/16',
});
new VpcPeering(stack, 'ToBuilds', { vpc, peerVpcId: builds.vpcId, peerCidrs: [builds.vpcCidrBlock] });

// where the people are: an office behind a transit gateway
new TransitGatewayRoutes(stack, 'ToOffice', { vpc, transitGatewayId: 'tgw-0123456789abcdef0', cidrs: ['10.60.0.0/16'] });

// both call the private API of the cluster and ask its resolver for the address
new PrivateEndpointAccess(stack, 'Api', { cluster, clientCidrs: [builds.vpcCidrBlock, '10.60.0.0/16'] });

const chart = new cdk8s.Chart(new cdk8s.App(), 'intranet', { namespace: 'intranet' });
new WebService(chart, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', route: Route.internalAlb() });
new ChartDeployment(stack, 'Intranet', { cluster, chart });
