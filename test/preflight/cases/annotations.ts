import { ALB, controller, group, ingress, IP, NLB, nlb, service, withWeb, backend } from './balanced';
import { Cases } from './case';

const accountWith = (role: string) =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop, annotations: { eks.amazonaws.com/role-arn: "${role}" } }`;

export const ANNOTATIONS: Cases = {
  'annotation-unknown': {
    fails: [
      {
        name: 'names that are misspelled or cut',
        manifests: withWeb(ingress(`${IP}, ${ALB}/certificate-arns: none, ${ALB}/healthcheck-interval: "15"`)),
        found: [
          "Ingress 'shop/web' has the unknown annotation alb.ingress.kubernetes.io/certificate-arns",
          "Ingress 'shop/web' has the unknown annotation alb.ingress.kubernetes.io/healthcheck-interval",
        ],
      },
      {
        name: 'a domain without beta',
        manifests: nlb('service.kubernetes.io/aws-load-balancer-scheme: internal'),
        found: ["Service 'shop/web' has the unknown annotation service.kubernetes.io/aws-load-balancer-scheme"],
      },
      {
        name: 'the role of a ServiceAccount',
        manifests:
          'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop, annotations: { ' +
          'eks.amazonaws.com/rolearn: "arn:aws:iam:' +
          ':111122223333:role/web" } }',
        found: ["ServiceAccount 'shop/web' has the unknown annotation eks.amazonaws.com/rolearn"],
      },
    ],
    passes: [
      {
        name: 'names with a part of the user',
        manifests: withWeb(
          ingress(
            `${IP}, ${ALB}/listener-attributes.HTTP-80: routing.http.response.server.enabled=true, ` +
              `${ALB}/conditions.web: '[{"field":"source-ip","sourceIpConfig":{"values":["10.0.0.0/8"]}}]'`,
          ),
        ),
      },
      { name: 'annotations of other controllers', manifests: service('service.beta.kubernetes.io/azure-load-balancer-internal: "true"') },
    ],
  },
  'annotation-value': {
    fails: [
      {
        name: 'a number, a list of pairs and one of some values',
        manifests: withWeb(ingress(`${IP}s, ${ALB}/tags: shop, ${ALB}/healthcheck-interval-seconds: 15s`)),
        found: [
          "Ingress 'shop/web' has the annotation alb.ingress.kubernetes.io/target-type: 'ips', which must be 'instance' or 'ip'",
          "Ingress 'shop/web' has the annotation alb.ingress.kubernetes.io/tags: 'shop', which must be a list of key=value, separated by " +
            'commas',
          "Ingress 'shop/web' has the annotation alb.ingress.kubernetes.io/healthcheck-interval-seconds: '15s', which must be an integer",
        ],
      },
      {
        name: 'a scheme of a Service, and a boolean',
        manifests: nlb(`${NLB}-scheme: public, ${NLB}-cross-zone-load-balancing-enabled: "yes"`),
        found: [
          "Service 'shop/web' has the annotation service.beta.kubernetes.io/aws-load-balancer-scheme: 'public', which " +
            "must be 'internal' or " +
            "'internet-facing'",
          "Service 'shop/web' has the annotation " +
            "service.beta.kubernetes.io/aws-load-balancer-cross-zone-load-balancing-enabled: 'yes', which " +
            'must be true or false',
        ],
      },
      {
        name: 'numbers out of range, addresses, ports and keys',
        manifests: withWeb(
          ingress(
            `${IP}, ${ALB}/group.name: shop, ${ALB}/group.order: "2000", ${ALB}/inbound-cidrs: "10.0.0.0/8, 10.0.0.1", ` +
              `${ALB}/minimum-load-balancer-capacity: Units=100, ${ALB}/customer-owned-ipv4-pool: "", ` +
              `${ALB}/enable-frontend-nlb: "true", ` +
              `${ALB}/frontend-nlb-listener-port-mapping: http=80, ${ALB}/success-codes: 2xx, ` +
              `${ALB}/healthy-threshold-count: "1"`,
          ),
        ),
        found: [
          ['group.order', '2000', 'must be an integer from -1000 to 1000'],
          ['inbound-cidrs', '10.0.0.0/8, 10.0.0.1', 'must be a list of CIDRs, separated by commas'],
          ['minimum-load-balancer-capacity', 'Units=100', "must not have the key 'Units', but 'CapacityUnits'"],
          ['customer-owned-ipv4-pool', '', 'must not be empty'],
          ['frontend-nlb-listener-port-mapping', 'http=80', 'must be a list of NLB port=ALB port, separated by commas'],
          ['success-codes', '2xx', "must be codes like '200', '200,204' or '200-299'"],
          ['healthy-threshold-count', '1', 'must be an integer from 2 to 10'],
        ].map(([name, value, problem]) => `Ingress 'shop/web' has the annotation ${ALB}/${name}: '${value}', which ${problem}`),
      },
      {
        name: 'attributes and ports of a Service',
        manifests: nlb(
          `${NLB}-attributes: dns_record.client_routing_policy=any, ${NLB}-proxy-protocol-per-target-group: http, ` +
            `${NLB}-healthcheck-protocol: grpc`,
        ),
        found: [
          [
            'attributes',
            'dns_record.client_routing_policy=any',
            "has dns_record.client_routing_policy=any: it must be 'any_availability_zone' or 'partial_availability_zone_affinity' or " +
              "'availability_zone_affinity'",
          ],
          ['proxy-protocol-per-target-group', 'http', 'must be a list of integers, separated by commas'],
          ['healthcheck-protocol', 'grpc', "must be 'TCP', 'HTTP' or 'HTTPS'"],
        ].map(([name, value, problem]) => `Service 'shop/web' has the annotation ${NLB}-${name}: '${value}', which ${problem}`),
      },
      {
        name: 'the name of a role',
        manifests: accountWith('shop-web'),
        found: [
          "ServiceAccount 'shop/web' has the annotation eks.amazonaws.com/role-arn: 'shop-web', which must be the ARN of a role, and not " +
            'its name',
        ],
      },
    ],
    passes: [
      { name: 'the ARN of a role with a path', manifests: accountWith('arn:aws-cn:iam::111122223333:role/apps/shop-web') },
      {
        name: 'the ARN of a role of the account that is known at deploy',
        manifests: accountWith('arn:aws:iam::<known-at-deploy>:role/web'),
      },
      {
        name: 'values that the controller reads',
        manifests: withWeb(
          ingress(
            `${IP}, ${ALB}/tags: "Team=shop, Note=a\\\\,b=c,", ${ALB}/healthcheck-interval-seconds: "15", ${ALB}/scheme: internal, ` +
              `${ALB}/shield-advanced-protection: "False"`,
          ),
        ),
      },
      {
        name: 'lists, ranges and keys that are right',
        manifests: withWeb(
          ingress(
            `${IP}, ${ALB}/group.name: shop, ${ALB}/group.order: "-10", ${ALB}/inbound-cidrs: "10.0.0.0/8,2001:db8::/32", ` +
              `${ALB}/minimum-load-balancer-capacity: CapacityUnits=100, ${ALB}/success-codes: "200,300-399", ${ALB}/wafv2-acl-arn: none`,
          ),
        ),
      },
      { name: 'values that are known at deployment', manifests: withWeb(ingress(`${ALB}/target-type: <known-at-deploy>`)) },
      { name: 'a Service of another controller', manifests: service(`${NLB}-scheme: public`) },
    ],
  },
  'alb-group-conflict': {
    fails: [
      {
        name: 'two schemes, and two values of an attribute',
        manifests: withWeb(
          group('web', `${ALB}/scheme: internal, ${ALB}/load-balancer-attributes: "idle_timeout.timeout_seconds=60"`),
          group('api', `${ALB}/scheme: internet-facing, ${ALB}/load-balancer-attributes: "idle_timeout.timeout_seconds=120"`),
        ),
        found: [
          "Ingress 'shop/api' has alb.ingress.kubernetes.io/scheme: 'internet-facing', and Ingress 'shop/web' of the same group " +
            "has 'internal'",
          "Ingress 'shop/api' has alb.ingress.kubernetes.io/load-balancer-attributes: 'idle_timeout.timeout_seconds=120', and " +
            "Ingress 'shop/web' of the same group has 'idle_timeout.timeout_seconds=60'",
        ],
      },
      {
        name: 'two default backends',
        manifests: withWeb(group('web', '', `defaultBackend: ${backend}, `), group('api', '', `defaultBackend: ${backend}, `)),
        found: ["Ingress 'shop/api' has a default backend, and so has Ingress 'shop/web' of the same group"],
      },
    ],
    passes: [
      {
        name: 'one value, subnets in another order, other attributes',
        manifests: withWeb(
          group(
            'web',
            `${ALB}/scheme: internal, ${ALB}/subnets: "a, b", ${ALB}/load-balancer-attributes: "idle_timeout.timeout_seconds=60"`,
          ),
          group('api', `${ALB}/subnets: "b,a", ${ALB}/load-balancer-attributes: "routing.http2.enabled=true"`),
        ),
      },
      {
        name: 'Ingresses by themselves',
        manifests: withWeb(ingress(`${IP}, ${ALB}/scheme: internal`), ingress(`${IP}, ${ALB}/scheme: internet-facing`, 'api')),
      },
    ],
  },
  'instance-target-service': {
    fails: [
      {
        name: 'a Service of type ClusterIP',
        manifests: withWeb(ingress(`${ALB}/target-type: instance`)),
        found: ["Ingress 'shop/web' has instance targets, and Service 'shop/web' has type ClusterIP"],
      },
    ],
    passes: [
      { name: 'addresses', manifests: withWeb(ingress(IP)) },
      {
        name: 'a Service of type NodePort',
        manifests: [ingress(`${ALB}/target-type: instance`), service('', 'type: NodePort')].join('---\n'),
      },
      {
        name: 'a Service with a target type of its own',
        manifests: [ingress(`${ALB}/target-type: instance`), service(IP)].join('---\n'),
      },
    ],
  },
  'nlb-annotations': {
    fails: [
      {
        name: 'addresses of another scheme, and fewer than subnets',
        manifests: nlb(`${NLB}-scheme: internal, ${NLB}-eip-allocations: eipalloc-1, ${NLB}-subnets: "a, b"`),
        found: [
          "Service 'shop/web': EIP allocations can only be set for internet facing load balancers",
          "Service 'shop/web': count of EIP allocations (1) and subnets (2) must match",
        ],
      },
      {
        name: 'addresses of the internet with the scheme that the controller takes without an annotation',
        manifests: nlb(`${NLB}-eip-allocations: eipalloc-1`),
        facts: controller({ clusterName: 'shop' }),
        found: ["Service 'shop/web': EIP allocations can only be set for internet facing load balancers"],
      },
      {
        name: 'a port for TLS that the Service does not have',
        manifests: nlb(`${NLB}-ssl-cert: "arn:aws:acm:eu-west-1:111122223333:certificate/a", ${NLB}-ssl-ports: "443"`),
        found: ["Service 'shop/web': Unused port in ssl-ports annotation [443]"],
      },
      {
        name: 'instances without node ports',
        manifests: nlb(`${NLB}-nlb-target-type: instance`, ', allocateLoadBalancerNodePorts: false'),
        found: ["Service 'shop/web': unable to support instance target type with an unallocated NodePort"],
      },
    ],
    passes: [
      {
        name: 'addresses of the internet where it is the default of the controller',
        manifests: nlb(`${NLB}-eip-allocations: eipalloc-1`),
        facts: controller({ clusterName: 'shop', defaultLoadBalancerScheme: 'internet-facing' }),
      },
      { name: 'addresses of the internet by a controller that is not known', manifests: nlb(`${NLB}-eip-allocations: eipalloc-1`) },
      {
        name: 'an address for each subnet, and a port by name',
        manifests: nlb(
          `${NLB}-scheme: internet-facing, ${NLB}-eip-allocations: "eipalloc-1, eipalloc-2", ${NLB}-subnets: "a, b", ` +
            `${NLB}-ssl-ports: http`,
        ),
      },
      { name: 'a Service without a load balancer', manifests: service(`${NLB}-ssl-ports: "443"`) },
    ],
  },
  'alb-path-wildcard': {
    fails: [
      {
        name: 'a prefix with an asterisk',
        manifests: withWeb(ingress(IP).replace('path: /web,', 'path: "/web/*",')),
        found: ["Ingress 'shop/web' has the path '/web/*' with pathType Prefix"],
      },
    ],
    passes: [
      { name: 'a prefix', manifests: withWeb(ingress(IP)) },
      {
        name: 'a pattern',
        manifests: withWeb(ingress(IP).replace('path: /web, pathType: Prefix', 'path: "/web/*", pathType: ImplementationSpecific')),
      },
    ],
  },
};
