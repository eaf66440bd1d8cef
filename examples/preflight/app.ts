import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Compute, ClusterModel, Platform, Preflight, ClusterCapability, YamlFile } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Billing');
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
  compute: Compute.managedNodeGroups(),
  enforceNetworkPolicies: true,
});

// manifests of another team, as they are: every name, port, selector, quantity and field in them is looked at
const chart = new cdk8s.Chart(new cdk8s.App(), 'billing', { namespace: 'billing' });
new YamlFile(chart, 'manifests', { file: `${__dirname}/billing.yaml` });
new ChartDeployment(stack, 'Billing', { cluster, chart });

// what this app does not make, and relies on, is said once: nothing of it is reported missing then
const inventory = ClusterModel.of(cluster);
inventory.declareExternal(ClusterCapability.secret('billing', 'database-*'), { reason: 'rotated by the database team' });
inventory.declareExternal(ClusterCapability.object('scheduling.k8s.io', 'PriorityClass', 'business'), {
  reason: 'made by the platform team by hand',
});
inventory.declareExternal(ClusterCapability.mutatingWebhook('vault-agent-injector'), {
  reason: 'adds a sidecar to every pod: what is found in pods is a warning',
});

// in a test: expect(Preflight.of(app).findings()).toEqual([])
export const preflight = Preflight.of(app);
