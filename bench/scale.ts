import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Platform, Scaling, WebService, WorkloadIdentity } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

/*
 * A platform with WORKLOADS web services (Deployment, Service, autoscaler, disruption budget) on IDENTITIES service accounts with roles of
 * their own; of the others each has a service account without one.
 */
const WORKLOADS = Number(process.env.WORKLOADS ?? 100);
const IDENTITIES = Number(process.env.IDENTITIES ?? 50);

export const app = new App();
const stack = new Stack(app, 'Scale');
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [Role.fromRoleArn(stack, 'Admin', 'arn:aws:iam::111122223333:role/admin')],
});
const namespace = 'many';
const identities = Array.from(
  { length: IDENTITIES },
  (_, index) => new WorkloadIdentity(stack, `Identity${index}`, { cluster, namespace, serviceAccountName: `account-${index}` }),
);

const chart = new cdk8s.Chart(new cdk8s.App(), 'many', { namespace });
for (let index = 0; index < WORKLOADS; index++) {
  new WebService(chart, `web-${index}`, {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    scaling: Scaling.onCpu({ minReplicas: 2, maxReplicas: 10 }),
    ...(index < IDENTITIES ? { identity: identities[index] } : {}),
  });
}
if (WORKLOADS > 0) new ChartDeployment(stack, 'Many', { cluster, chart });
