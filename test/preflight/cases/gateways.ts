import { WEB_PODS } from './balanced';
import { Cases, Failing, Given } from './case';

const GROUP = 'gateway.networking.k8s.io';
export const gatewayClass = (kind: string, more = '') => `apiVersion: ${GROUP}/v1
kind: GatewayClass
metadata: { name: ${kind} }
spec: { controllerName: gateway.k8s.aws/${kind}${more} }
`;
export const gateway = (kind: string, listeners: string, configured = true) => `apiVersion: ${GROUP}/v1
kind: Gateway
metadata: { name: web, namespace: shop }
spec:
  gatewayClassName: ${kind}
  listeners: [${listeners}]
${configured ? '  infrastructure: { parametersRef: { group: gateway.k8s.aws, kind: LoadBalancerConfiguration, name: web } }\n' : ''}`;
export const configuration = (spec: string) => `apiVersion: gateway.k8s.aws/v1
kind: LoadBalancerConfiguration
metadata: { name: web, namespace: shop }
spec: ${spec}
`;
export const route = (kind: string, rules: string, more = '') => `apiVersion: ${GROUP}/v1
kind: ${kind}
metadata: { name: web, namespace: shop }
spec: { parentRefs: [{ name: web }], ${more}rules: [${rules}] }
`;
export const WEB = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
${WEB_PODS}`;
export const targets = (properties: string) => `apiVersion: gateway.k8s.aws/v1
kind: TargetGroupConfiguration
metadata: { name: web, namespace: shop }
spec: { targetReference: { name: web }, defaultConfiguration: ${properties} }
`;
export const rules = (spec: string) => `apiVersion: gateway.k8s.aws/v1
kind: ListenerRuleConfiguration
metadata: { name: web, namespace: shop }
spec: ${spec}
`;
export const all = (...objects: string[]) => objects.join('---\n');

export const HTTP = '{ name: http, protocol: HTTP, port: 80 }';
export const HTTPS = '{ name: https, protocol: HTTPS, port: 443 }';
export const TCP = '{ name: tcp, protocol: TCP, port: 80 }';
export const TO_WEB = 'backendRefs: [{ name: web, port: 80 }]';
export const configured = (kind: string, spec: string, listeners = kind === 'alb' ? HTTP : TCP) =>
  all(gatewayClass(kind), gateway(kind, listeners), configuration(spec));
export const withRoute = (rule: string, kind = 'HTTPRoute', ...more: string[]) =>
  all(gatewayClass('alb'), gateway('alb', HTTP, false), route(kind, rule), ...more, WEB);
const forWeb = (name: string, manifests: string, ...found: string[]): Failing => ({
  name,
  manifests,
  found: found.map((each) => `Gateway 'shop/web'${each}`),
});
const OF = " with LoadBalancerConfiguration 'shop/web': ";
const onRoute = (name: string, manifests: string, ...found: string[]): Failing => ({
  name,
  manifests,
  found: found.map((each) => `HTTPRoute 'shop/web': ${each}`),
});
const passes = (name: string, manifests: string): Given => ({ name, manifests });

export const GATEWAYS: Cases = {
  'gateway-configuration': {
    fails: [
      forWeb(
        'addresses of an Application Load Balancer',
        configured(
          'alb',
          '{ scheme: internal, loadBalancerSubnets: [{ identifier: a, eipAllocation: e }, { identifier: b, eipAllocation: f }] }',
        ),
        `${OF}EIP Allocation is only allowed for Network LoadBalancers`,
        `${OF}EIPAllocation can only be set for internet facing load balancers`,
      ),
      forWeb(
        'subnets of which some have addresses, and a wrong address',
        configured(
          'nlb',
          '{ scheme: internal, loadBalancerSubnets: [{ identifier: a, privateIPv4Allocation: "10.0.0" }, ' +
            '{ privateIPv4Allocation: "::1" }, { identifier: c }] }',
        ),
        `${OF}Either specify all subnet identifiers or none.`,
        `${OF}Either specify all private ipv4 allocations or none.`,
        `${OF}private IPv4 addresses must be valid IP address: 10.0.0`,
        `${OF}private IPv4 addresses must be valid IPv4 address: ::1`,
      ),
      forWeb(
        'IPv6 addresses of a load balancer without IPv6',
        configured('nlb', '{ loadBalancerSubnets: [{ identifier: a, ipv6Allocation: "2001:db8::1" }] }'),
        `${OF}IPv6Allocation can only be set for dualstack load balancers`,
      ),
      {
        name: 'a configuration of a class without its namespace',
        manifests: all(
          gatewayClass('alb', ', parametersRef: { group: gateway.k8s.aws, kind: LoadBalancerConfiguration, name: web }'),
          configuration('{ scheme: internal }'),
        ),
        found: ["GatewayClass 'alb': Namespace must be specified in ParametersRef"],
      },
      forWeb(
        'two protocols of one port',
        all(gatewayClass('alb'), gateway('alb', `${HTTP}, { name: other, protocol: HTTPS, port: 80, hostname: a.example.com }`, false)),
        ': listeners with the same port 80 cannot have different protocols',
      ),
      forWeb(
        'HTTPS without a certificate and a hostname',
        all(gatewayClass('alb'), gateway('alb', HTTPS, false)),
        ': no hostnames and no certificate for the HTTPS listener of port 443',
      ),
      forWeb(
        'QUIC by TCP',
        configured('nlb', '{ listenerConfigurations: [{ protocolPort: "TCP:80", quicEnabled: true }] }'),
        ': QUIC protocol upgrade not supported for protocol TCP',
      ),
      forWeb(
        'the address of a host',
        all(gatewayClass('alb'), gateway('alb', HTTP.replace('port: 80', 'port: 80, hostname: 10.0.0.1'), false)),
        ': hostname can not be IP address: 10.0.0.1',
      ),
    ],
    passes: [
      passes(
        'addresses of a Network Load Balancer',
        configured(
          'nlb',
          '{ scheme: internet-facing, loadBalancerSubnets: [{ identifier: a, eipAllocation: e }, { identifier: b, eipAllocation: f }] }',
        ),
      ),
      passes('TCP and UDP of one port', all(gatewayClass('nlb'), gateway('nlb', `${TCP}, { name: udp, protocol: UDP, port: 80 }`, false))),
      passes(
        'HTTPS with a certificate',
        configured('alb', '{ listenerConfigurations: [{ protocolPort: "HTTPS:443", defaultCertificate: "arn:aws:acm:a" }] }', HTTPS),
      ),
      passes(
        'HTTPS with the hostname of a route',
        all(gatewayClass('alb'), gateway('alb', HTTPS, false), route('HTTPRoute', `{ ${TO_WEB} }`, 'hostnames: [shop.example.com], '), WEB),
      ),
      passes('a configuration that is created elsewhere', all(gatewayClass('alb'), gateway('alb', HTTPS))),
    ],
  },
  'gateway-route-unsupported': {
    fails: [
      onRoute(
        'a filter of headers',
        withRoute(`{ ${TO_WEB}, filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { add: [{ name: a, value: b }] } }] }`),
        'Unsupported filter type: RequestHeaderModifier',
      ),
      onRoute(
        'wildcards in paths',
        withRoute(
          `{ matches: [{ path: { type: PathPrefix, value: "/a*" } }], ${TO_WEB} }, ` +
            '{ filters: [{ type: RequestRedirect, requestRedirect: { path: { type: ReplaceFullPath, replaceFullPath: "/b/*" } } }] }',
        ),
        "prefix path shouldn't contain wildcards: /a*",
        "ReplaceFullPath shouldn't contain wildcards: /b/*",
      ),
      onRoute(
        'a weight',
        withRoute('{ backendRefs: [{ name: web, port: 80, weight: 1000 }] }'),
        'Weight [1000] must be less than or equal to 999',
      ),
      onRoute(
        'a redirect without its filter',
        withRoute(
          '{ filters: [{ type: ExtensionRef, extensionRef: { group: gateway.k8s.aws, kind: ListenerRuleConfiguration, name: web } }] }',
          'HTTPRoute',
          rules('{ actions: [{ type: redirect, redirectConfig: { query: a } }] }'),
        ),
        'HTTPRouteFilterRequestRedirect must be provided if RedirectActionConfig in ListenerRuleConfiguration is provided',
      ),
      onRoute(
        'a target group of another load balancer, for instances without a node port',
        withRoute(
          `{ ${TO_WEB} }`,
          'HTTPRoute',
          targets('{ protocol: TCP, targetType: instance, targetControlPort: 3000, ' + 'healthCheckConfig: { healthCheckPort: health } }'),
        ),
        "backend protocol must be within [HTTP, HTTPS]: TCP (Service 'shop/web')",
        "target control port is not supported for instance targets (Service 'shop/web')",
        "TargetGroup port is empty. When using Instance targets, your service must be of type 'NodePort' or 'LoadBalancer' " +
          "(Service 'shop/web')",
        "failed to resolve healthCheckPort: unable to find port health (Service 'shop/web')",
      ),
    ],
    passes: [
      passes(
        'a redirect, and a rewrite',
        withRoute(
          '{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https, port: 443 } }] }, ' +
            `{ matches: [{ path: { type: PathPrefix, value: /a } }], ${TO_WEB}, ` +
            'filters: [{ type: URLRewrite, urlRewrite: { hostname: b.example.com } }] }',
        ),
      ),
      passes(
        'a target group of pods',
        withRoute(`{ ${TO_WEB} }`, 'HTTPRoute', targets('{ protocol: HTTP, targetType: ip, targetControlPort: 3000 }')),
      ),
      passes(
        'a filter of headers in a Gateway of another controller',
        withRoute(
          `{ ${TO_WEB}, filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { add: [{ name: a, value: b }] } }] }`,
        ).replace('gateway.k8s.aws/alb', 'example.com/gateway'),
      ),
    ],
  },
};
