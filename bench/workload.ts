/** One workload, in the environment in which both platforms of the benchmark are synthesized. */
export const ENVIRONMENT = { account: '111111111111', region: 'us-east-1' };

const metadata = { name: 'hello', namespace: 'hello' };
const labels = { app: 'hello' };
const port = { name: 'http', port: 80, targetPort: 8080 };
const backend = { service: { name: 'hello', port: { number: 80 } } };

export const WORKLOAD = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'hello' } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'hello',
              image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
              ports: [{ containerPort: 8080, name: 'http' }],
              readinessProbe: { httpGet: { path: '/', port: 8080 } },
              resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
            },
          ],
        },
      },
    },
  },
  { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [port] } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      ...metadata,
      annotations: { 'alb.ingress.kubernetes.io/scheme': 'internet-facing', 'alb.ingress.kubernetes.io/target-type': 'ip' },
    },
    spec: {
      ingressClassName: 'alb',
      rules: [{ host: 'hello.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  },
];
