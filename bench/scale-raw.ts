import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Role } from 'aws-cdk-lib/aws-iam';
import * as cdk8s from 'cdk8s';

/*
 * The same as scale.ts by hand: `addCdk8sChart` of aws-eks-v2 with WORKLOADS services, and `addServiceAccount` for IDENTITIES of them.
 */
const WORKLOADS = Number(process.env.WORKLOADS ?? 100);
const IDENTITIES = Number(process.env.IDENTITIES ?? 50);
const namespace = 'many';

export const app = new App();
const stack = new Stack(app, 'Raw');
const cluster = new eks.Cluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
  defaultCapacity: 2,
  mastersRole: Role.fromRoleArn(stack, 'Admin', 'arn:aws:iam::111122223333:role/admin'),
  kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') },
});
for (let index = 0; index < IDENTITIES; index++) cluster.addServiceAccount(`Account${index}`, { name: `account-${index}`, namespace });

const chart = new cdk8s.Chart(new cdk8s.App(), 'many', { namespace });
for (let index = 0; index < WORKLOADS; index++) {
  const name = `web-${index}`;
  const labels = { 'app.kubernetes.io/name': name };
  const add = (apiVersion: string, kind: string, rest: object) =>
    new cdk8s.ApiObject(chart, `${kind}-${index}`, { apiVersion, kind, metadata: { name, labels }, ...rest });
  if (index >= IDENTITIES) add('v1', 'ServiceAccount', {});
  add('apps/v1', 'Deployment', {
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: index < IDENTITIES ? `account-${index}` : name,
          containers: [
            {
              name,
              image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
              ports: [{ name: 'http', containerPort: 8080 }],
              resources: { requests: { cpu: '100m', memory: '256Mi' } },
            },
          ],
        },
      },
    },
  });
  add('v1', 'Service', { spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } });
  add('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector: { matchLabels: labels } } });
  add('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
    },
  });
}
if (WORKLOADS > 0) cluster.addCdk8sChart('many', chart);
