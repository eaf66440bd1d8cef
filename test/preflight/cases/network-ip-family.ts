import { Cases, Given } from './case';
import { ALB, all, IPV6, NLB } from './given';

const CONTROLLER: Given['facts'] = {
  ipFamily: 'ipv6',
  helmReleases: [
    {
      path: 'App/Alb',
      value: {
        release: 'alb',
        chart: 'aws-load-balancer-controller',
        repository: 'https://aws.github.io/eks-charts',
        values: { clusterName: 'shop', defaultTargetType: 'ip' },
      },
    },
  ],
};

const web = (annotations: string = '', spec: string = 'type: ClusterIP') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports: [{ containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /ready, port: 8080 } }
          resources: { requests: { cpu: 250m, memory: 256Mi } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec: { ${spec}, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`;
const ingress = (annotations: string, { name = 'web', className = 'alb', port = 'number: 80' } = {}) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: { ${annotations} } }
spec:
  ingressClassName: ${className}
  rules: [
    {
      host: shop.example.com,
      http: { paths: [{ path: /${name}, pathType: Prefix, backend: { service: { name: web, port: { ${port} } } } }] },
    },
  ]
`;
const ingressClass = (params: string) => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: public }
spec: { controller: ingress.k8s.aws/alb, parameters: { apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: public } }
---
apiVersion: elbv2.k8s.aws/v1beta1
kind: IngressClassParams
metadata: { name: public }
spec: ${params}
`;
const PARAMETERS = 'infrastructure: { parametersRef: { group: gateway.k8s.aws, kind: LoadBalancerConfiguration, name: edge } }';
const gateway = (configuration?: string, controller: string = 'gateway.k8s.aws/nlb') => `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: nlb }
spec: { controllerName: ${controller} }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  gatewayClassName: nlb
  ${configuration === undefined ? '' : PARAMETERS}
  listeners: [{ name: tcp, protocol: TCP, port: 80 }]
${
  configuration === undefined
    ? ''
    : `---
apiVersion: gateway.k8s.aws/v1beta1
kind: LoadBalancerConfiguration
metadata: { name: edge, namespace: shop }
spec: ${configuration}
`
}`;
const binding = (more: string = '') => `apiVersion: elbv2.k8s.aws/v1beta1
kind: TargetGroupBinding
metadata: { name: web, namespace: shop }
spec: { serviceRef: { name: web, port: 80 }, targetGroupARN: "<known-at-deploy>", targetType: ip${more} }
`;

/** What is wrong with the addresses of load balancers. */
export const LOAD_BALANCER_FAMILY: Cases = {
  'load-balancer-single-stack': {
    fails: [
      {
        name: '"unsupported IPv6 configuration, lb not dual-stack"',
        manifests: all(ingress(`${ALB}/target-type: ip`), web()),
        facts: CONTROLLER,
        found: ["Ingress 'shop/web' requests a load balancer with IPv4 addresses"],
      },
      {
        name: 'ipv4 in so many words',
        manifests: all(ingress(`${ALB}/target-type: ip, ${ALB}/ip-address-type: ipv4`), web()),
        facts: IPV6,
        found: ["Ingress 'shop/web' requests a load balancer with ipv4 addresses"],
      },
      {
        name: 'a class, which wins',
        manifests: all(
          ingressClass('{ ipAddressType: ipv4, targetType: ip }'),
          ingress(`${ALB}/ip-address-type: dualstack`, { className: 'public' }),
          web(),
        ),
        facts: IPV6,
        found: ["Ingress 'shop/web' requests a load balancer with ipv4 addresses"],
      },
      {
        name: 'a Service',
        manifests: web(`${NLB}-nlb-target-type: ip`, 'type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb'),
        facts: IPV6,
        found: ["Service 'shop/web' requests a load balancer with IPv4 addresses"],
      },
      {
        name: 'a Service of the annotation type: external',
        manifests: web(`${NLB}-ip-address-type: ipv4, ${NLB}-type: external, ${NLB}-nlb-target-type: ip`, 'type: LoadBalancer'),
        facts: IPV6,
        found: ["Service 'shop/web' requests a load balancer with ipv4 addresses"],
      },
      {
        name: 'a Service to which the webhook gives the class',
        manifests: web(`${NLB}-nlb-target-type: ip`, 'type: LoadBalancer'),
        facts: CONTROLLER,
        found: ["Service 'shop/web' requests a load balancer with IPv4 addresses"],
      },
      {
        name: 'a Gateway without a configuration',
        manifests: gateway(),
        facts: IPV6,
        found: ["Gateway 'shop/edge' requests a load balancer with IPv4 addresses"],
      },
      {
        name: 'a Gateway whose configuration says nothing',
        manifests: gateway('{ scheme: internal }'),
        facts: IPV6,
        found: ["Gateway 'shop/edge' requests a load balancer with IPv4 addresses"],
      },
      {
        name: 'a Gateway of Auto Mode',
        manifests: gateway(undefined, 'eks.amazonaws.com/gateway-nlb'),
        facts: { ...IPV6, autoMode: true },
        found: ["Gateway 'shop/edge' requests a load balancer with IPv4 addresses"],
      },
      {
        name: 'instances',
        manifests: all(ingress(`${ALB}/target-type: instance, ${ALB}/ip-address-type: dualstack`), web()),
        facts: CONTROLLER,
        found: ["Ingress 'shop/web' uses instance targets"],
      },
      {
        name: 'instances by the default of the controller',
        manifests: web(`${NLB}-ip-address-type: dualstack`, 'type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb'),
        facts: {
          ...IPV6,
          helmReleases: [
            {
              path: 'App/Alb',
              value: {
                release: 'alb',
                chart: 'aws-load-balancer-controller',
                repository: 'https://aws.github.io/eks-charts',
                values: { clusterName: 'shop' },
              },
            },
          ],
        },
        found: ["Service 'shop/web' uses instance targets"],
      },
      {
        name: 'a target group of IPv4',
        manifests: all(binding(', ipAddressType: ipv4'), web()),
        facts: IPV6,
        found: ["TargetGroupBinding 'shop/web' registers IPv6 pods in an IPv4 target group"],
      },
      {
        name: 'a target group of IPv6 in an IPv4 cluster',
        manifests: all(binding(', ipAddressType: ipv6'), web()),
        facts: { ipFamily: 'ipv4' },
        found: ["TargetGroupBinding 'shop/web' registers IPv4 pods in an IPv6 target group"],
      },
    ],
    passes: [
      {
        name: 'dual-stack',
        manifests: all(ingress(`${ALB}/target-type: ip, ${ALB}/ip-address-type: dualstack`), web()),
        facts: CONTROLLER,
      },
      {
        name: 'IPv6 for the internet',
        manifests: all(ingress(`${ALB}/target-type: ip, ${ALB}/ip-address-type: dualstack-without-public-ipv4`), web()),
        facts: CONTROLLER,
      },
      {
        name: 'a class that says so',
        manifests: all(
          ingressClass('{ ipAddressType: dualstack, targetType: ip }'),
          ingress(`${ALB}/scheme: internal`, { className: 'public' }),
          web(),
        ),
        facts: IPV6,
      },
      {
        name: 'another member of the group says so',
        manifests: all(
          ingress(`${ALB}/target-type: ip, ${ALB}/group.name: one`),
          ingress(`${ALB}/target-type: ip, ${ALB}/group.name: one, ${ALB}/ip-address-type: dualstack`, { name: 'api' }),
          web(),
        ),
        facts: CONTROLLER,
      },
      {
        name: 'an Ingress that only redirects',
        manifests: all(
          ingress(`${ALB}/target-type: ip, ${ALB}/actions.web: '{"type":"redirect","redirectConfig":{"statusCode":"HTTP_301"}}'`, {
            port: 'name: use-annotation',
          }),
        ),
        facts: CONTROLLER,
      },
      {
        name: 'a type that CloudFormation fills in',
        manifests: all(ingress(`${ALB}/target-type: ip, ${ALB}/ip-address-type: <known-at-deploy>`), web()),
        facts: CONTROLLER,
      },
      {
        name: 'a Service',
        manifests: web(
          `${NLB}-ip-address-type: dualstack, ${NLB}-nlb-target-type: ip`,
          'type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb',
        ),
        facts: IPV6,
      },
      { name: 'a Service of another controller', manifests: web('', 'type: LoadBalancer, loadBalancerClass: example.com/lb'), facts: IPV6 },
      { name: 'a Gateway', manifests: gateway('{ ipAddressType: dualstack }'), facts: IPV6 },
      { name: 'a target group of which nothing is known', manifests: all(binding(), web()), facts: IPV6 },
      { name: 'an IPv4 cluster', manifests: all(ingress(`${ALB}/target-type: ip`), web()), facts: { ipFamily: 'ipv4' } },
    ],
  },
};
