import { Cases, Given } from './case';
import { all, declares, forAll, inShop } from './given';
import { object as objectThing } from '../../../src/catalog/capability.rules';

const MAIN = 'name: main, image: "registry.example.com/web:1.0", resources: { requests: { cpu: 100m } }';
const deployment = (
  container: string = 'ports: [{ name: http, containerPort: 8080 }], readinessProbe: { httpGet: { path: /, port: http } }',
  pod: string = '',
) =>
  inShop(
    'apps/v1',
    'Deployment',
    'web',
    `spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { ${pod} containers: [{ ${MAIN}, ${container} }] } }`,
  );
const web = deployment();
const service = (ports: string = '[{ name: http, port: 80, targetPort: http }]', more: string = '') =>
  inShop('v1', 'Service', 'web', `spec: { selector: { app: web }, ports: ${ports}${more} }`);
const shop = all(web, service());

const backend = (port: string = 'number: 80', name: string = 'web') => `{ service: { name: ${name}, port: { ${port} } } }`;
const ingress = (to: string = backend(), className: string = 'alb', annotations: string = '') =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, namespace: shop, annotations: { ${annotations} } ` +
  `}\nspec: { ${className && `ingressClassName: ${className}, `}rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: ` +
  `${to} }] } }] }`;
const route = (ref: string) =>
  inShop(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'web',
    `spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [${ref}] }] }`,
  );
const gateway = (className: string) =>
  inShop(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    'public',
    `spec: { gatewayClassName: ${className}, listeners: [{ name: http, port: 80, protocol: HTTP }] }`,
  );
const gatewayClass = forAll('gateway.networking.k8s.io/v1', 'GatewayClass', 'alb', 'spec: { controllerName: gateway.k8s.aws/alb }');
const webhook = (to: string, more: string = '') =>
  forAll(
    'admissionregistration.k8s.io/v1',
    'ValidatingWebhookConfiguration',
    'orders',
    `webhooks: [{ name: orders.example.com, ${more}clientConfig: { ${to} }, sideEffects: None, admissionReviewVersions: [v1], ` +
      'rules: [{ apiGroups: [example.com], apiVersions: [v1], operations: [CREATE], resources: [orders] }] }]',
  );
const hooked = (port: string = '') => webhook(`service: { name: web, namespace: shop${port} }`);
const targets = (port: string) =>
  inShop(
    'elbv2.k8s.aws/v1beta1',
    'TargetGroupBinding',
    'web',
    `spec: { targetType: ip, serviceRef: { name: web, port: ${port} }, targetGroupARN: "<known-at-deploy>" }`,
  );

const statefulSet = (serviceName: string) =>
  inShop(
    'apps/v1',
    'StatefulSet',
    'db',
    `spec:
  serviceName: ${serviceName}
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: main, image: "registry.example.com/db:1.0" }] } }`,
  );
const headless = (name: string) =>
  inShop('v1', 'Service', name, 'spec: { clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }] }');

const nlb = (loadBalancerClass: string) => all(web, service(undefined, `, type: LoadBalancer, loadBalancerClass: ${loadBalancerClass}`));
const reads = (kind: string, name: string): Given['facts'] => ({
  missing: [{ path: 'App/Record', value: { capability: objectThing(kind === 'Ingress' ? 'networking.k8s.io' : '', kind, name, 'shop') } }],
});

/** What leads where. */
export const TRAFFIC: Cases = {
  'awaited-object-missing': {
    fails: [
      {
        name: 'a record for the address of an Ingress that is called otherwise',
        manifests: all(shop, ingress()),
        facts: reads('Ingress', 'shop'),
        found: ["reads the load balancer address of Ingress 'shop/shop', which does not exist"],
      },
      {
        name: 'the address of a Network Load Balancer, by the name of the workload',
        facts: reads('Service', 'web'),
        found: ["reads the load balancer address of Service 'shop/web', which does not exist"],
      },
    ],
    passes: [
      { name: 'the Ingress is there', manifests: all(shop, ingress()) },
      { name: 'the Service and the Gateway are there', manifests: all(nlb('service.k8s.aws/nlb'), gatewayClass, gateway('alb')) },
    ],
  },
  'gateway-class-missing': {
    fails: [
      {
        name: 'a Gateway of a class without a controller',
        manifests: gateway('nginx'),
        found: ["Gateway 'shop/public' references GatewayClass 'nginx', which does not exist"],
      },
      {
        name: 'the class of an Ingress in another spelling',
        manifests: all(gatewayClass, gateway('aws-alb')),
        found: ["Gateway 'shop/public' references GatewayClass 'aws-alb', which does not exist"],
      },
    ],
    passes: [
      { name: 'the class stands beside', manifests: all(gateway('alb'), gatewayClass) },
      {
        name: 'one that is declared',
        manifests: gateway('cilium'),
        facts: declares('gateway.networking.k8s.io', 'GatewayClass', 'cilium'),
      },
      { name: 'one that is known at deploy', manifests: gateway('"<known-at-deploy>"') },
    ],
  },
  'governing-service-missing': {
    fails: [
      {
        name: 'the headless Service has another name',
        manifests: all(statefulSet('db-headless'), headless('db')),
        found: ["StatefulSet 'shop/db' references the Service 'db-headless' (serviceName), which does not exist"],
      },
      {
        name: 'no Service at all',
        manifests: statefulSet('db'),
        found: ["StatefulSet 'shop/db' references the Service 'db' (serviceName), which does not exist"],
      },
    ],
    passes: [
      { name: 'the Service stands beside', manifests: all(headless('db'), statefulSet('db')) },
      { name: 'it names none, which newer versions allow', manifests: statefulSet('""') },
      {
        name: 'one that is declared, and one that is known at deploy',
        manifests: all(statefulSet('db'), statefulSet('"<known-at-deploy>"').replaceAll('db', 'cache')),
        facts: declares('', 'Service', 'db', 'shop'),
      },
      {
        name: 'an operator makes Services in the namespace',
        manifests: all(statefulSet('db'), inShop('example.com/v1', 'Database', 'orders')),
      },
    ],
  },
  'ingress-class-missing': {
    fails: [
      {
        name: 'an Ingress of the class alb without the controller',
        manifests: all(shop, ingress()),
        without: ['object networking.k8s.io/IngressClass /alb'],
        found: ["Ingress 'shop/web' references IngressClass 'alb', which does not exist"],
      },
      {
        name: 'a class of a controller that is not there',
        manifests: all(shop, ingress(backend(), 'nginx')),
        found: ["Ingress 'shop/web' references IngressClass 'nginx', which does not exist"],
      },
      {
        name: 'by the annotation of old',
        manifests: all(shop, ingress(backend(), '', 'kubernetes.io/ingress.class: nginx')),
        found: ["Ingress 'shop/web' references IngressClass 'nginx', which does not exist"],
      },
    ],
    passes: [
      { name: 'the controller is there', manifests: all(shop, ingress()) },
      {
        name: 'a class of Auto Mode that stands beside',
        manifests: all(
          shop,
          ingress(backend(), 'auto'),
          forAll('networking.k8s.io/v1', 'IngressClass', 'auto', 'spec: { controller: eks.amazonaws.com/alb }'),
        ),
      },
      {
        name: 'no class, which is the default one',
        manifests: all(
          shop,
          ingress(backend(), ''),
          'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: main, annotations: { ' +
            'ingressclass.kubernetes.io/is-default-class: "true" } }\nspec: { controller: example.com/main }',
        ),
      },
      {
        name: 'one that is declared',
        manifests: all(shop, ingress(backend(), 'nginx')),
        facts: declares('networking.k8s.io', 'IngressClass', 'nginx'),
      },
    ],
  },
  'load-balancer-controller-missing': {
    fails: [
      {
        name: 'a Service of the class of the controller, which is not installed',
        manifests: nlb('service.k8s.aws/nlb'),
        without: ['feature load-balancer-webhook'],
        found: ["Service 'shop/web' requests a Network Load Balancer, and the AWS Load Balancer Controller is not installed"],
      },
      {
        name: 'the class of Auto Mode without Auto Mode',
        manifests: nlb('eks.amazonaws.com/nlb'),
        facts: { capacity: [] },
        found: ["Service 'shop/web' has loadBalancerClass eks.amazonaws.com/nlb, and the cluster does not use EKS Auto Mode"],
      },
      {
        name: 'the class of Auto Mode, with node groups of aws-eks-v2 alone',
        manifests: nlb('eks.amazonaws.com/nlb'),
        facts: { nodeCandidates: [] },
        found: ["Service 'shop/web' has loadBalancerClass eks.amazonaws.com/nlb, and the cluster does not use EKS Auto Mode"],
      },
    ],
    passes: [
      { name: 'the controller is there', manifests: nlb('service.k8s.aws/nlb') },
      {
        name: 'the class of Auto Mode in Auto Mode',
        manifests: nlb('eks.amazonaws.com/nlb'),
        without: ['feature load-balancer-webhook'],
        facts: { autoMode: true, capacity: [] },
      },
      { name: 'the class of Auto Mode in an imported cluster', manifests: nlb('eks.amazonaws.com/nlb') },
      { name: 'a Service that asks for no load balancer', manifests: shop, without: ['feature load-balancer-webhook'] },
      {
        name: 'a load balancer of the built-in controller',
        manifests: all(web, service(undefined, ', type: LoadBalancer')),
        without: ['feature load-balancer-webhook'],
      },
    ],
  },
  'probe-port-missing': {
    fails: [
      {
        name: 'the probe names a port that has no name',
        manifests: deployment('ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { path: /, port: http } }'),
        found: ["container 'main' of Deployment 'shop/web' has a readinessProbe on the port 'http', which it does not declare"],
      },
      {
        name: 'the port of the container beside',
        manifests: deployment(
          'startupProbe: { tcpSocket: { port: admin } }',
          'initContainers: [{ name: proxy, image: "registry.example.com/proxy:1.0", restartPolicy: Always, ports: [{ name: ' +
            'admin, containerPort: 9901 }] }],',
        ),
        found: ["container 'main' of Deployment 'shop/web' has a startupProbe on the port 'admin', which it does not declare"],
      },
      {
        name: 'a liveness probe, which never fails then',
        manifests: deployment('ports: [{ name: web, containerPort: 8080 }], livenessProbe: { httpGet: { path: /, port: http } }'),
        found: ["container 'main' of Deployment 'shop/web' has a livenessProbe on the port 'http', which it does not declare"],
      },
    ],
    passes: [
      { name: 'a probe by name', manifests: web },
      { name: 'a number needs no port in the list', manifests: deployment('readinessProbe: { tcpSocket: { port: 8080 } }') },
      {
        name: 'probes that ask no port by name',
        manifests: deployment('readinessProbe: { exec: { command: [ok] } }, livenessProbe: { grpc: { port: 9000 } }'),
      },
      {
        name: 'a sidecar is probed on its own port',
        manifests: deployment(
          'readinessProbe: { tcpSocket: { port: 8080 } }',
          'initContainers: [{ name: proxy, image: "registry.example.com/proxy:1.0", restartPolicy: Always, ports: [{ name: ' +
            'admin, containerPort: 9901 }], startupProbe: { httpGet: { path: /ready, port: admin } } }],',
        ),
      },
      {
        name: 'ports that are known at deploy',
        manifests: all(
          deployment('ports: "<known-at-deploy>", readinessProbe: { httpGet: { path: /, port: http } }'),
          deployment('ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { path: /, port: "<known-at-deploy>" } }').replaceAll(
            'web',
            'api',
          ),
        ),
      },
    ],
  },
  'service-missing': {
    fails: [
      {
        name: 'the Service has another name',
        manifests: all(shop, ingress(backend('number: 80', 'shop'))),
        found: ["Ingress 'shop/web' references Service 'shop/shop', which does not exist"],
      },
      {
        name: 'a Service of another namespace, which an Ingress cannot name',
        manifests: all(web, service().replace('namespace: shop', 'namespace: front'), ingress()),
        found: ["Ingress 'shop/web' references Service 'shop/web', which does not exist"],
        also: ['selects-nothing'],
      },
      {
        name: 'a route',
        manifests: all(shop, gatewayClass, gateway('alb'), route('{ name: shop, port: 80 }')),
        found: ["HTTPRoute 'shop/web' references Service 'shop/shop', which does not exist"],
      },
      {
        name: 'a webhook whose Service has another name',
        manifests: webhook('service: { name: orders, namespace: shop }'),
        found: ["ValidatingWebhookConfiguration 'orders' references Service 'shop/orders', which does not exist"],
      },
      {
        name: 'an aggregated API',
        manifests: forAll(
          'apiregistration.k8s.io/v1',
          'APIService',
          'v1beta1.external.metrics.k8s.io',
          'spec: { service: { name: adapter, namespace: shop }, group: external.metrics.k8s.io, version: v1beta1, ' +
            'groupPriorityMinimum: 100, versionPriority: 100, insecureSkipTLSVerify: true }',
        ),
        found: ["APIService 'v1beta1.external.metrics.k8s.io' references Service 'shop/adapter', which does not exist"],
      },
    ],
    passes: [
      {
        name: 'a webhook that is ignored while it does not answer',
        manifests: webhook('service: { name: orders, namespace: shop }').replace('clientConfig', 'failurePolicy: Ignore, clientConfig'),
      },
      { name: 'the Service follows in the same manifest', manifests: all(ingress(), web, service()) },
      {
        name: 'actions of the load balancer controller, which are called like Services',
        manifests: ingress(
          backend('name: use-annotation', 'to-login'),
          'alb',
          '"alb.ingress.kubernetes.io/actions.to-login": ' +
            '\'{"type":"redirect","redirectConfig":{"protocol":"HTTPS","statusCode":"HTTP_301"}}\'',
        ),
      },
      {
        name: 'a webhook outside of the cluster, and the API of the cluster itself',
        manifests: all(
          webhook('url: "https://hooks.example.com/orders"'),
          forAll(
            'apiregistration.k8s.io/v1',
            'APIService',
            'v1.apps',
            'spec: { group: apps, version: v1, groupPriorityMinimum: 100, versionPriority: 100 }',
          ),
        ),
      },
      {
        name: 'a Service that is another name',
        manifests: all(
          inShop('v1', 'Service', 'web', 'spec: { type: ExternalName, externalName: web.front.svc.cluster.local }'),
          ingress(),
        ),
      },
      {
        name: 'a route to a Service of another namespace',
        manifests: all(
          gatewayClass,
          gateway('alb'),
          web,
          service(),
          route('{ name: web, namespace: shop, port: 80 }').replace(
            'name: web, namespace: shop }\nspec',
            'name: web, namespace: front }\nspec',
          ),
          inShop(
            'gateway.networking.k8s.io/v1beta1',
            'ReferenceGrant',
            'front',
            'spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: front }], to: [{ group: "", kind: Service }] }',
          ),
        ),
      },
      {
        name: 'the API server itself',
        manifests: forAll(
          'networking.k8s.io/v1',
          'Ingress',
          'api',
          `spec: { ingressClassName: alb, defaultBackend: ${backend('number: 443', 'kubernetes')} }`,
        ),
      },
      {
        name: 'names that are known at deploy',
        manifests: all(
          ingress(backend('number: 80', '"<known-at-deploy>"')),
          webhook('service: { name: "<known-at-deploy>", namespace: shop }'),
        ),
      },
      { name: 'a Service that is declared', manifests: ingress(), facts: declares('', 'Service', 'web', 'shop') },
    ],
  },
  'service-port-missing': {
    fails: [
      {
        name: 'the port of the container instead of that of the Service',
        manifests: all(shop, ingress(backend('number: 8080'))),
        found: ["Ingress 'shop/web' routes to port 8080 of Service 'shop/web', which has port 80 http"],
      },
      {
        name: 'a name that the port does not have',
        manifests: all(shop, ingress(backend('name: https'))),
        found: ["Ingress 'shop/web' routes to port https of Service 'shop/web', which has port 80 http"],
      },
      {
        name: 'a route',
        manifests: all(shop, gatewayClass, gateway('alb'), route('{ name: web, port: 8080 }')),
        found: ["HTTPRoute 'shop/web' routes to port 8080 of Service 'shop/web', which has port 80 http"],
      },
      {
        name: 'a binding of a target group',
        manifests: all(shop, targets('8080')),
        found: ["TargetGroupBinding 'shop/web' routes to port 8080 of Service 'shop/web', which has port 80 http"],
      },
      {
        name: 'a webhook that names no port means 443',
        manifests: all(shop, hooked()),
        found: ["ValidatingWebhookConfiguration 'orders' routes to port 443 of Service 'shop/web', which has port 80 http"],
      },
    ],
    passes: [
      {
        name: 'by number and by name',
        manifests: all(
          shop,
          ingress(),
          ingress(backend('name: http')).replace('name: web,', 'name: web-2,'),
          targets('http'),
          targets('80').replace('name: web,', 'name: web-2,'),
        ),
      },
      {
        name: 'an action of the load balancer controller',
        manifests: all(
          shop,
          ingress(
            backend('name: use-annotation'),
            'alb',
            '"alb.ingress.kubernetes.io/actions.web": ' +
              '\'{"type":"forward","targetGroupARN":"arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/a/1"}\'',
          ),
        ),
      },
      {
        name: 'another name answers on any port',
        manifests: all(inShop('v1', 'Service', 'web', 'spec: { type: ExternalName, externalName: web.example.com }'), ingress()),
      },
      {
        name: 'ports that are known at deploy, of either',
        manifests: all(
          web,
          service('[{ port: "<known-at-deploy>", targetPort: 8080 }]'),
          ingress(backend('number: 8443')),
          service('"<known-at-deploy>"').replace('name: web,', 'name: api,'),
          ingress(backend('number: 8443', 'api')).replace('name: web,', 'name: api,'),
        ),
      },
      { name: 'a webhook whose port is known at deploy', manifests: all(shop, hooked(', port: "<known-at-deploy>"')) },
      { name: 'a webhook on another port that the Service has', manifests: all(shop, hooked(', port: 80')) },
      {
        name: 'a route to another kind under the same name',
        manifests: all(shop, gatewayClass, gateway('alb'), route('{ kind: TargetGroupName, name: web, port: 8080 }')),
      },
    ],
  },
  'target-port-missing': {
    fails: [
      {
        name: 'the port of the pods has another name',
        manifests: all(web, service('[{ port: 80, targetPort: web }]')),
        found: ["Service 'shop/web' has targetPort 'web', and the pods of Deployment 'shop/web' declare http"],
      },
      {
        name: 'the port of the pods has no name',
        manifests: all(deployment('ports: [{ containerPort: 8080 }], readinessProbe: { tcpSocket: { port: 8080 } }'), service()),
        found: ["Service 'shop/web' has targetPort 'http', and the pods of Deployment 'shop/web' declare no named ports"],
      },
      {
        name: 'one of two ports',
        manifests: all(web, service('[{ name: http, port: 80, targetPort: http }, { name: metrics, port: 9090, targetPort: metrics }]')),
        found: ["Service 'shop/web' has targetPort 'metrics', and the pods of Deployment 'shop/web' declare http"],
      },
    ],
    passes: [
      {
        name: 'a headless Service, whose names resolve to pods whatever its ports',
        manifests: all(
          web,
          service('[{ name: http, port: 80, targetPort: http }, { name: election, port: 81, targetPort: election }]', ', clusterIP: None'),
        ),
      },
      {
        name: 'by name and by number',
        manifests: all(
          web,
          service('[{ name: http, port: 80, targetPort: http }, { name: other, port: 81, targetPort: 9999 }, { name: same, port: 8080 }]'),
        ),
      },
      {
        name: 'the port of a sidecar',
        manifests: all(
          deployment(
            'readinessProbe: { tcpSocket: { port: 8080 } }',
            'initContainers: [{ name: proxy, image: "registry.example.com/proxy:1.0", restartPolicy: Always, ports: [{ name: ' +
              'http, containerPort: 8443 }] }],',
          ),
          service(),
        ),
      },
      {
        name: 'one of two workloads behind it has the port',
        manifests: all(web, deployment('ports: [{ name: old, containerPort: 80 }]').replace('name: web', 'name: web-old'), service()),
      },
      {
        name: 'a Service without a selector',
        manifests: all(web, inShop('v1', 'Service', 'legacy', 'spec: { ports: [{ port: 80, targetPort: legacy }] }')),
      },
      {
        name: 'ports that are known at deploy',
        manifests: all(
          deployment('ports: "<known-at-deploy>", readinessProbe: { tcpSocket: { port: 8080 } }'),
          service(),
          deployment('ports: [{ name: http, containerPort: 80 }]').replaceAll('web', 'api'),
          service('[{ port: 80, targetPort: "<known-at-deploy>" }]').replaceAll('web', 'api'),
        ),
      },
    ],
  },
};
