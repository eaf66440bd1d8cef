import { Cases } from './case';
import { all, BACKEND } from './given';

const deployment = (name: string, { pod = '' } = {}) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      ${pod}
      containers:
        - name: ${name}
          image: registry.example.com/${name}:2.0.1
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /ready, port: http } }
          resources: { requests: { cpu: 250m, memory: 256Mi } }
`;
const policy = (name: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
`;

const SELECTS_WEB = 'podSelector: { matchLabels: { app: web } }';
const DNS_PORTS = 'ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]';
const TO_DATABASE = '{ to: [{ podSelector: { matchLabels: { app: db } } }], ports: [{ port: 5432 }] }';
const DATABASE = deployment('db');
// what web may reach: its database, and what is given
const reaches = (rule: string) =>
  all(deployment('web'), DATABASE, policy('web', `{ ${SELECTS_WEB}, policyTypes: [Egress], egress: [${TO_DATABASE}, ${rule}] }`));
const toDns = (selector: string, ports: string = DNS_PORTS) => `{ to: [{ namespaceSelector: ${selector} }], ${ports} }`;
const NO_DNS = ["NetworkPolicy 'shop/web' allows Deployment 'shop/web' no egress to DNS"];
const BY_NAME = '{ matchLabels: { kubernetes.io/metadata.name: kube-system } }';

const service = (
  spec: string = 'type: ClusterIP',
  port: string = '{ port: 80, targetPort: http }',
  metadata: string = '',
) => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop${metadata} }
spec: { ${spec}, selector: { app: web }, ports: [${port}] }
`;
const ingress = (spec: string = 'ingressClassName: alb') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { alb.ingress.kubernetes.io/target-type: ip } }
spec:
  ${spec}
  rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, ${BACKEND} }] } }]
`;
const behind = (rule: string, pod: string = '') =>
  all(deployment('web', { pod }), service(), ingress(), policy('web', `{ ${SELECTS_WEB}, policyTypes: [Ingress], ingress: [${rule}] }`));
const FROM_PODS = '{ from: [{ podSelector: {} }] }';
const ADDRESSES = 'from: [{ ipBlock: { cidr: 10.0.0.0/16 } }]';

/** What is wrong with network policies. */
export const POLICIES: Cases = {
  'network-policy-cuts-dns': {
    fails: [
      {
        name: 'egress to the database alone',
        manifests: all(deployment('web'), DATABASE, policy('web', `{ ${SELECTS_WEB}, policyTypes: [Egress], egress: [${TO_DATABASE}] }`)),
        found: NO_DNS,
      },
      {
        name: 'everything is denied, and the database allowed again',
        manifests: all(
          deployment('web'),
          policy('deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }'),
          policy(
            'web',
            `{ ${SELECTS_WEB}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/16 } }], ports: [{ port: 5432 }] }] }`,
          ),
        ),
        found: ["NetworkPolicy 'shop/deny', NetworkPolicy 'shop/web' allow Deployment 'shop/web' no egress to DNS"],
      },
      {
        name: 'a port without a protocol is one of TCP',
        manifests: reaches(toDns(BY_NAME, 'ports: [{ port: 53 }]')),
        found: ["NetworkPolicy 'shop/web' allows Deployment 'shop/web' egress to DNS over TCP only, and DNS queries use UDP"],
      },
      {
        name: 'a label that kube-system does not have',
        manifests: reaches(toDns('{ matchLabels: { name: kube-system } }')),
        found: NO_DNS,
      },
      {
        name: 'CoreDNS looked for in the own namespace',
        manifests: reaches(`{ to: [{ podSelector: { matchLabels: { k8s-app: kube-dns } } }], ${DNS_PORTS} }`),
        found: NO_DNS,
      },
      {
        name: 'without policyTypes, as it has egress',
        manifests: all(deployment('web'), DATABASE, policy('web', `{ ${SELECTS_WEB}, egress: [${TO_DATABASE}] }`)),
        found: NO_DNS,
      },
      {
        name: 'a range of ports above that of DNS',
        manifests: reaches(toDns(BY_NAME, 'ports: [{ port: 54, endPort: 65535, protocol: UDP }]')),
        found: NO_DNS,
      },
    ],
    passes: [
      { name: 'DNS by the name of its namespace', manifests: reaches(toDns(BY_NAME)) },
      { name: 'DNS by port alone, as charts write it', manifests: reaches(`{ ${DNS_PORTS} }`) },
      { name: 'the name of the port', manifests: reaches(toDns('{}', 'ports: [{ port: dns, protocol: UDP }]')) },
      {
        name: 'a range of ports that ends with that of DNS',
        manifests: reaches(toDns('{}', 'ports: [{ port: 1, endPort: 53, protocol: UDP }]')),
      },
      {
        name: 'UDP without a port, and addresses, which may be those of DNS',
        manifests: reaches('{ to: [{ ipBlock: { cidr: 172.20.0.10/32 } }], ports: [{ protocol: UDP }] }'),
      },
      { name: 'a label of kube-system that may be there', manifests: reaches(toDns('{ matchLabels: { team: platform } }')) },
      {
        name: 'the label name, where kube-system gets it',
        manifests: all(
          reaches(toDns('{ matchLabels: { name: kube-system } }')),
          'apiVersion: v1\nkind: Namespace\nmetadata: { name: kube-system, labels: { name: kube-system } }\n',
        ),
      },
      {
        name: 'policyTypes left out, without egress',
        manifests: all(deployment('web'), policy('web', `{ ${SELECTS_WEB}, ingress: [{ from: [{ podSelector: {} }] }] }`)),
      },
      {
        name: 'pods without allowed egress need no DNS',
        manifests: all(deployment('web'), policy('deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }')),
      },
      {
        name: 'another policy of the same pods lets DNS through',
        manifests: all(reaches(TO_DATABASE), policy('dns', `{ podSelector: {}, policyTypes: [Egress], egress: [${toDns('{}')}] }`)),
      },
      {
        name: 'a policy that may hold for the pods lets DNS through',
        manifests: all(
          reaches(TO_DATABASE),
          policy('dns', `{ podSelector: { matchLabels: { pod-template-hash: 5d4f } }, policyTypes: [Egress], egress: [${toDns('{}')}] }`),
        ),
      },
      {
        name: 'a policy of Cilium, which may let DNS through',
        manifests: all(
          reaches(TO_DATABASE),
          'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: dns, namespace: shop }\nspec: { endpointSelector: {} }\n',
        ),
      },
      {
        name: 'pods that ask the resolver of their node',
        manifests: all(
          deployment('web', { pod: 'dnsPolicy: Default' }),
          policy('web', `{ ${SELECTS_WEB}, policyTypes: [Egress], egress: [${TO_DATABASE}] }`),
        ),
      },
      {
        name: 'names that are asked for by TCP',
        manifests: all(
          deployment('web', { pod: 'dnsConfig: { options: [{ name: use-vc }] }' }),
          policy('web', `{ ${SELECTS_WEB}, policyTypes: [Egress], egress: [${toDns(BY_NAME, 'ports: [{ port: 53 }]')}] }`),
        ),
      },
      {
        name: 'rules that CloudFormation fills in',
        manifests: all(
          deployment('web'),
          policy('web', `{ ${SELECTS_WEB}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: "<known-at-deploy>" } }] }] }`),
        ),
      },
    ],
  },

  'network-policy-cuts-load-balancer': {
    fails: [
      {
        name: 'pods of the namespace are admitted, and the load balancer is none',
        manifests: behind(FROM_PODS),
        found: [
          "NetworkPolicy 'shop/web' allows no ingress from IP addresses to Deployment 'shop/web', a target of the load " +
            "balancer of Ingress 'shop/web'",
        ],
      },
      {
        name: 'all is denied',
        manifests: all(
          deployment('web'),
          service(
            'type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb',
            undefined,
            ', annotations: { service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip }',
          ),
          policy('deny', '{ podSelector: {} }'),
        ),
        found: [
          "NetworkPolicy 'shop/deny' allows no ingress from IP addresses to Deployment 'shop/web', a target of the load " +
            "balancer of Service 'shop/web'",
        ],
      },
      {
        name: 'the port of the Service instead of that of the pods',
        manifests: behind(`{ ${ADDRESSES}, ports: [{ port: 80 }] }`),
        found: [
          "NetworkPolicy 'shop/web' allows no ingress from IP addresses to Deployment 'shop/web', a target of the load " +
            "balancer of Ingress 'shop/web'",
        ],
      },
    ],
    passes: [
      { name: 'addresses and the port of the pods', manifests: behind(`{ ${ADDRESSES}, ports: [{ port: 8080 }] }`) },
      { name: 'the name of the port', manifests: behind(`{ ${ADDRESSES}, ports: [{ port: http }] }`) },
      {
        name: 'a port whose name CloudFormation fills in',
        manifests: behind(`{ ${ADDRESSES}, ports: [{ port: 8080 }] }`)
          .replace('name: http,', 'name: <known-at-deploy>,')
          .replace(', port: http }', ', port: 8080 }')
          .replace('targetPort: http', 'targetPort: <known-at-deploy>'),
      },
      { name: 'a range of ports from any peer', manifests: behind('{ ports: [{ port: 8000, endPort: 8080 }] }') },
      {
        name: 'everybody, beside a policy that denies',
        manifests: all(behind('{}'), policy('deny', '{ podSelector: {}, policyTypes: [Ingress] }')),
      },
      {
        name: 'a policy about what goes out',
        manifests: all(deployment('web'), service(), ingress(), policy('web', `{ ${SELECTS_WEB}, policyTypes: [Egress], egress: [{}] }`)),
      },
      {
        name: 'an Ingress of NGINX, whose pods are admitted',
        manifests: all(
          behind(FROM_PODS).replace('ingressClassName: alb', 'ingressClassName: nginx'),
          'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: k8s.io/ingress-nginx }\n',
        ),
      },
      {
        name: 'a Service inside of the cluster',
        manifests: all(deployment('web'), service(), policy('web', `{ ${SELECTS_WEB}, ingress: [${FROM_PODS}] }`)),
      },
      {
        name: 'pods on the network of their node',
        manifests: behind(FROM_PODS, 'hostNetwork: true').replace(/namespace: shop/g, 'namespace: kube-system'),
      },
      {
        name: 'a Service whose selector CloudFormation fills in',
        manifests: behind(FROM_PODS)
          .replace('selector: { app: web }, ports', 'selector: { app: "<known-at-deploy>" }, ports')
          .replace('labels: { app: web }', 'labels: { app: web, release: "<known-at-deploy>" }'),
      },
      {
        name: 'a Job with the labels of the pods',
        manifests: all(
          behind('{}')
            .replace('{ matchLabels: { app: web } }, policyTypes', '{ matchLabels: { job: migration } }, policyTypes')
            .replace('ingress: [{}]', 'ingress: []'),
          'apiVersion: batch/v1\nkind: Job\nmetadata: { name: migrate, namespace: shop }\nspec: { template: { metadata: { ' +
            'labels: { app: web, job: migration } }, spec: { restartPolicy: Never, containers: [{ name: migrate, image: ' +
            '"registry.example.com/web:2.0.1", resources: { requests: { cpu: 100m, memory: 128Mi } } }] } } }\n',
        ),
      },
    ],
  },

  'network-policy-unenforced': {
    fails: [
      {
        name: 'a policy for vpc-cni, which was not told to enforce any',
        manifests: policy('deny', '{ podSelector: {}, policyTypes: [Ingress] }'),
        facts: { enforcesNetworkPolicies: false },
        found: ["the NetworkPolicy 'deny' has no effect"],
      },
      {
        name: 'four of them',
        manifests: all(...['a', 'b', 'c', 'd'].map((name) => policy(name, '{ podSelector: {}, policyTypes: [Ingress] }'))),
        facts: { enforcesNetworkPolicies: false },
        found: ["4 NetworkPolicies 'a', 'b', 'c', … have no effect"],
      },
    ],
    passes: [
      { manifests: policy('deny', '{ podSelector: {}, policyTypes: [Ingress] }'), facts: { enforcesNetworkPolicies: true } },
      {
        name: 'a cluster with an unknown enforcer',
        manifests: policy('deny', '{ podSelector: {}, policyTypes: [Ingress] }'),
        facts: { enforcesNetworkPolicies: undefined },
      },
      { name: 'none', manifests: deployment('web'), facts: { enforcesNetworkPolicies: false } },
    ],
  },
};
