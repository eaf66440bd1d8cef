import { Cases } from './case';

const pod = 'template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: "nginx:1.29" }] } }';

export const API_VERSIONS: Cases = {
  'api-removed': {
    fails: [
      {
        name: 'a chart of 2020: "no matches for kind CronJob in version batch/v1beta1"',
        manifests: 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: backup, namespace: shop }\nspec: { schedule: "0 3 * * *" }',
        found: ["CronJob 'shop/backup' is of batch/v1beta1, which Kubernetes 1.25 removed, and the cluster is 1.36"],
      },
    ],
    passes: [
      { manifests: `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: { selector: { matchLabels: { app: web } }, ${pod} }` },
      { name: 'a kind of somebody else in a beta version', manifests: 'apiVersion: elbv2.k8s.aws/v1beta1\nkind: TargetGroupBinding\nmetadata: { name: web, namespace: shop }\nspec: { serviceRef: { name: web, port: 80 }, targetGroupARN: arn }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { ports: [{ port: 80 }] }' },
    ],
  },
};
