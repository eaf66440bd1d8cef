import { Given } from './case';
import { ALB } from './given';

export { ALB, NLB } from './given';

/** The pods of the Service `web`. */
export const WEB_PODS = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: main
          image: registry.example.com/web:1.0
          readinessProbe: { tcpSocket: { port: 8080 } }
          ports: [{ containerPort: 8080 }]
`;
export const service = (
  annotations: string = '',
  spec: string = 'type: ClusterIP',
  ports: string = '{ name: http, port: 80, targetPort: 8080 }',
) =>
  `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec: { ${spec}, selector: { app: web }, ports: [${ports}] }
---
${WEB_PODS}`;
export const ingressOf = (name: string, annotations: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: { ${annotations} } }
spec: { ${spec} }
`;
export const backend = '{ service: { name: web, port: { number: 80 } } }';
export const ingress = (annotations: string, name = 'web', more = '') =>
  ingressOf(
    name,
    annotations,
    `ingressClassName: alb, ${more}rules: [{ http: { paths: [{ path: /${name}, pathType: Prefix, backend: ${backend} }] } }]`,
  );
export const withWeb = (...objects: string[]) => [...objects, service()].join('---\n');
export const IP = `${ALB}/target-type: ip`;
export const group = (name: string, more: string, spec = '') => ingress(`${IP}, ${ALB}/group.name: shop, ${more}`, name, spec);
export const nlb = (annotations: string, spec = '', ports?: string) =>
  service(annotations, `type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb${spec}`, ports);

export const controller = (values: object): Given['facts'] => ({
  helmReleases: [
    {
      path: 'App/Alb',
      value: { release: 'alb', chart: 'aws-load-balancer-controller', repository: 'https://aws.github.io/eks-charts', values },
    },
  ],
});
