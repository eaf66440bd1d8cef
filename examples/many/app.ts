import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Platform, Scaling, WebService, WorkloadIdentity } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Many');
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
  clusterOptions: { useAwsOwnedSecretsEncryptionKey: true },
});

// 50 teams with 10 services each, every team with a role of its own: 2,500 objects
const app8s = new cdk8s.App();
const all = new cdk8s.Chart(app8s, 'all');
for (let team = 1; team <= 50; team++) {
  const namespace = `team-${team}`;
  const identity = new WorkloadIdentity(stack, `Team${team}`, { cluster, namespace, serviceAccountName: 'web-1' });
  const chart = new cdk8s.Chart(all, namespace, { namespace });
  for (let service = 1; service <= 10; service++) {
    new WebService(chart, `web-${service}`, {
      image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
      scaling: Scaling.onCpu({ minReplicas: 2, maxReplicas: 6 }),
      ...(service === 1 ? { identity } : {}),
    });
  }
}
new ChartDeployment(stack, 'All', { cluster, chart: all });
