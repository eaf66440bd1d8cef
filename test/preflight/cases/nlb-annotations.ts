import { ALB, controller, ingressOf, backend, nlb, NLB, service, withWeb } from './balanced';
import { Cases, Failing, Given } from './case';

const ACTION = 'service.beta.kubernetes.io/actions';
const forward = (...groups: string[]) => `'{"type":"forward","forwardConfig":{"targetGroups":[${groups.join(',')}]}}'`;
const INSTANCE = `${NLB}-nlb-target-type: instance`;
const named = (name: string, text: string) => text.replace('name: web, namespace', `name: ${name}, namespace`);
const two = (protocols: string) =>
  protocols
    .split(' ')
    .map((protocol, index) => `{ name: p${index}, port: 80, targetPort: 8080, protocol: ${protocol} }`)
    .join(', ');
const MERGED = `${NLB}-enable-tcp-udp-listener: "true"`;
const fails = (name: string, manifests: string, problem: string, more: Partial<Failing> = {}): Failing => ({
  name,
  manifests,
  found: [`Service 'shop/web': ${problem}`],
  ...more,
});
const passes = (name: string, manifests: string, more: Partial<Given> = {}): Given => ({ name, manifests, ...more });

export const NLB_CASES: Cases[string] = {
  fails: [
    fails(
      'public addresses of the app on an internal load balancer',
      nlb(`${NLB}-scheme: internal, ${NLB}-eip-allocations: "<<App/One|AllocationId>>,<<App/Two|AllocationId>>"`),
      'EIP allocations can only be set for internet facing load balancers',
    ),
    fails('an action of another type', nlb(`${ACTION}.TCP-80: '{"type":"redirect"}'`), `unknown action type: redirect (${ACTION}.TCP-80)`),
    fails('an action that is not JSON', nlb(`${ACTION}.TCP-80: "{type: forward}"`), `failed to parse json annotation, ${ACTION}.TCP-80`, {
      also: ['annotation-value'],
    }),
    fails(
      'a target group without a port',
      nlb(`${ACTION}.TCP-80: ${forward('{"serviceName":"web"}')}`),
      `missing servicePort (${ACTION}.TCP-80)`,
    ),
    fails(
      'two target groups without weights',
      nlb(`${ACTION}.TCP-80: ${forward('{"serviceName":"web","servicePort":80}', '{"targetGroupARN":"arn:aws:a"}')}`),
      `weight must be set when routing to multiple target groups (${ACTION}.TCP-80)`,
    ),
    fails(
      'an action for another port',
      nlb(`${ACTION}.TCP-81: ${forward('{"serviceName":"web","servicePort":80}')}`),
      `${ACTION}.TCP-81 is set, and the Service does not have this listener`,
    ),
    fails(
      'a target by instance without a node port',
      [
        nlb(`${INSTANCE}, ${ACTION}.TCP-80: ${forward('{"serviceName":"api","servicePort":80}')}`),
        named('api', service().split('---\n')[0]),
      ].join('---\n'),
      `unsupported service type "ClusterIP" for load balancer target type "instance" (Service 'shop/api')`,
    ),
    fails(
      'a port of health checks by a name that the Service does not have',
      nlb(`${NLB}-healthcheck-port: health`),
      'failed to resolve healthCheckPort: unable to find port health',
    ),
    fails('protocols that one listener cannot have', nlb(MERGED, '', two('TCP SCTP')), 'unsupported protocol for merging: SCTP (port 80)'),
    fails('QUIC by TCP', nlb(`${NLB}-quic-enabled-ports: "80"`), 'Unsupported QUIC upgrade for protocol TCP (port 80)'),
    fails(
      'a tag that another system manages',
      nlb(`${NLB}-additional-resource-tags: "Team=shop,CostCenter=1"`),
      'external managed tag key CostCenter cannot be specified',
      { facts: controller({ clusterName: 'shop', externalManagedTags: ['CostCenter'] }) },
    ),
    fails(
      'security groups whose rules are managed by a group that is switched off',
      nlb(`${NLB}-security-groups: sg-1, ${NLB}-manage-backend-security-group-rules: "true"`),
      'backendSG feature is required to manage worker node SG rules when frontendSG manually specified',
      { facts: controller({ clusterName: 'shop', enableBackendSecurityGroup: false }) },
    ),
  ],
  passes: [
    passes(
      'public addresses of the app',
      nlb(`${NLB}-scheme: internet-facing, ${NLB}-eip-allocations: "<<App/One|AllocationId>>,<<App/Two|AllocationId>>"`),
    ),
    passes('an action with one target', nlb(`${ACTION}.TCP-80: ${forward('{"serviceName":"web","servicePort":80}')}`)),
    passes('a port of health checks by name and by number', nlb(`${NLB}-healthcheck-port: http`)),
    passes('TCP and UDP in one listener', nlb(MERGED, '', two('TCP UDP'))),
    passes('tags that nothing else manages', nlb(`${NLB}-additional-resource-tags: Team=shop`), {
      facts: controller({ clusterName: 'shop', externalManagedTags: ['CostCenter'] }),
    }),
  ],
};

const params = (spec: string) => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: public }
spec: { controller: ingress.k8s.aws/alb, parameters: { apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: public } }
---
apiVersion: elbv2.k8s.aws/v1beta1
kind: IngressClassParams
metadata: { name: public }
spec: ${spec}
`;
const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { team: shop } }\n';
const route = ingressOf(
  'web',
  `${ALB}/target-type: ip`,
  `ingressClassName: public, rules: [{ http: { paths: [{ path: /web, pathType: Prefix, backend: ${backend} }] } }]`,
);

export const CLASS_CASES: Cases[string] = {
  fails: [
    {
      name: 'addresses, and subnets by id and tag',
      manifests: params('{ inboundCIDRs: [10.0.0.1, 10.0.0.1/8, 10.0.0.0/8], subnets: { ids: [subnet-1], tags: { a: [b] } } }'),
      found: [
        "IngressClassParams 'public': inboundCIDRs has '10.0.0.1': Could not be parsed as a CIDR",
        "IngressClassParams 'public': inboundCIDRs has '10.0.0.1/8': Network contains bits outside prefix",
        "IngressClassParams 'public': subnets may not have both `ids` and `tags` set",
      ],
    },
    {
      name: 'parameters of another kind',
      manifests: params('{ scheme: internal }').replace('kind: IngressClassParams, name', 'kind: IngressClassSettings, name'),
      found: ["IngressClass 'public' references unknown parameters: 'elbv2.k8s.aws/IngressClassSettings'"],
    },
    {
      name: 'a namespace that the selector of the class does not select',
      manifests: withWeb(params('{ namespaceSelector: { matchLabels: { team: pay } } }'), NAMESPACE, route),
      found: ["Ingress 'shop/web' has the class 'public', whose namespaceSelector does not select its namespace"],
    },
  ],
  passes: [
    passes(
      'a namespace that the selector selects',
      withWeb(params('{ namespaceSelector: { matchLabels: { team: shop } } }'), NAMESPACE, route),
    ),
    passes(
      'a namespace by its name',
      withWeb(params('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }'), NAMESPACE, route),
    ),
    passes('a namespace that is created elsewhere', withWeb(params('{ namespaceSelector: { matchLabels: { team: pay } } }'), route)),
    passes('addresses', params('{ inboundCIDRs: [10.0.0.0/8, "2001:db8::/32"] }')),
  ],
};
