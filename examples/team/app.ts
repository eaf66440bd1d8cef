import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Cluster, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { AppNamespace, ChartDeployment, DeliveryAccess, DeliveryScope, HelmDeployment, Platform, WebService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();

// the team of the platform: the cluster, a namespace for each team, and what they may do in it
const base = new Stack(app, 'Base');
const { cluster, vpc } = new Platform(base, 'Platform', {
  version: KubernetesVersion.V1_36,
  clusterOptions: { clusterName: 'shared' },
  admins: [new Role(base, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});
const tenants = new cdk8s.Chart(new cdk8s.App(), 'tenants');
new AppNamespace(tenants, 'orders');
new ChartDeployment(base, 'Tenants', { cluster, chart: tenants });
new DeliveryAccess(base, 'OrdersDelivery', { cluster, scope: DeliveryScope.namespaces('orders'), roleName: 'orders-delivery' });

// the team of an application: its own stack, in an app of its own if it has the ids of the network
const orders = new Stack(app, 'Orders');
orders.addStackDependency(base);
const shared = Cluster.fromClusterAttributes(orders, 'Shared', {
  clusterName: 'shared',
  clusterSecurityGroupId: cluster.clusterSecurityGroupId,
  vpc,
});
DeliveryScope.namespaces('orders').applyTo(shared, { role: Role.fromRoleName(orders, 'DeliveryRole', 'orders-delivery') });

const chart = new cdk8s.Chart(new cdk8s.App(), 'orders', { namespace: 'orders' });
new WebService(chart, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29' });
new ChartDeployment(orders, 'Web', { cluster: shared, chart });
new HelmDeployment(orders, 'Greeter', {
  cluster: shared,
  chartAsset: new Asset(orders, 'GreeterChart', { path: path.join(__dirname, '../any-chart/chart') }),
  namespace: 'orders',
});
