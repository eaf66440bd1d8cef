import { ALB, backend, controller, group, ingress, ingressOf, IP, NLB, nlb, service, withWeb } from './cases/balanced';
import { Given } from './cases/case';
import * as gateways from './cases/gateways';

const { all, configured, withRoute, TO_WEB } = gateways;
const GROUP = 'gateway.networking.k8s.io';

/** An Ingress with annotations, by name and value. */
const alb = (annotations: Readonly<Record<string, string>>, more: Partial<Given> = {}): Given => ({
  manifests: withWeb(ingress(written(ALB, '/', { 'target-type': 'ip', ...annotations }))),
  ...more,
});
const written = (prefix: string, separator: string, annotations: Readonly<Record<string, string>>): string =>
  Object.entries(annotations)
    .map(([name, value]) => `${prefix}${separator}${name}: ${JSON.stringify(value)}`)
    .join(', ');
/** Two Ingresses of a group. */
const both = (web: Readonly<Record<string, string>>, api: Readonly<Record<string, string>>): Given => ({
  manifests: withWeb(group('web', written(ALB, '/', web)), group('api', written(ALB, '/', api))),
});
const differ = (name: string, one: string, other: string, more: Readonly<Record<string, string>> = {}): Given =>
  both({ [name]: one, ...more }, { [name]: other, ...more });
/** A Service with a Network Load Balancer. */
const net = (annotations: Readonly<Record<string, string>>, spec = '', ports?: string, more: Partial<Given> = {}): Given => ({
  manifests: nlb(written(NLB, '-', annotations), spec, ports),
  ...more,
});
const action = (json: object): Given => alb({ 'actions.a': JSON.stringify(json) });
const condition = (json: object): Given => alb({ 'conditions.a': JSON.stringify([json]) });
const transform = (json: object): Given => alb({ 'transforms.a': JSON.stringify([json]) });
const clients = (...entries: object[]): Given => alb({ 'mutual-authentication': JSON.stringify(entries) });
const tokens = (json: object): Given => alb({ 'jwt-validation': JSON.stringify(json) });
const forward = (...targetGroups: object[]): Given => ({
  manifests: nlb(
    `service.beta.kubernetes.io/actions.TCP-80: ${JSON.stringify(JSON.stringify({ type: 'forward', forwardConfig: { targetGroups } }))}`,
  ),
});
const yaml = (...objects: string[]): Given => ({ manifests: all(...objects) });

const HTTPS = { 'listen-ports': '[{"HTTPS":443}]', 'certificate-arn': 'arn:aws:acm:eu-west-1:111122223333:certificate/a' };
const FRONT = { 'enable-frontend-nlb': 'true' };
const CLAIM = { format: 'single-string', name: 'a', values: ['b'] };
const TOKENS = { jwksEndpoint: 'https://login.example.com/keys', issuer: 'https://login.example.com' };
const OIDC = JSON.stringify({ issuer: 'https://login.example.com', secretName: 'login' });
const loginSecret = (key: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: login, namespace: shop }\nstringData: { ${key}: a }\n`;
const login = (key: string): Given =>
  yaml(
    withWeb(ingress(written(ALB, '/', { 'target-type': 'ip', ...HTTPS, 'auth-type': 'oidc', 'auth-idp-oidc': OIDC }))),
    loginSecret(key),
  );
const gatewayLogin = (key: string): Given =>
  yaml(gateways.rules('{ actions: [{ type: authenticate-oidc, authenticateOIDCConfig: { secret: { name: login } } }] }'), loginSecret(key));
const pathOf = (path: string, type: string): Given => ({
  manifests: withWeb(ingress(IP).replace('path: /web, pathType: Prefix', `path: "${path}", pathType: ${type}`)),
});
const inClass = (
  name: string,
  spec: string,
  parameters = `{ apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: ${name} }`,
) => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name} }
spec: { controller: ingress.k8s.aws/alb, parameters: ${parameters} }
---
apiVersion: elbv2.k8s.aws/v1beta1
kind: IngressClassParams
metadata: { name: ${name} }
spec: ${spec}
`;
const ofClass = (name: string, className: string, annotations: string) =>
  ingressOf(
    name,
    annotations,
    `ingressClassName: ${className}, rules: [{ http: { paths: [{ path: /${name}, pathType: Prefix, backend: ${backend} }] } }]`,
  );
const defaultClass = (name: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: ${name}, ` +
  'annotations: { ingressclass.kubernetes.io/is-default-class: "true" } }\n' +
  'spec: { controller: ingress.k8s.aws/alb }\n';
const twoClasses = (one: string, other: string, annotations = ''): Given =>
  yaml(
    withWeb(
      inClass('one', one),
      inClass('two', other),
      ofClass('web', 'one', `${IP}, ${ALB}/group.name: shop`),
      ofClass('api', 'two', `${IP}, ${ALB}/group.name: shop, ${annotations}`),
    ),
  );

const subnets = (kind: string, list: string, more = ''): Given => yaml(configured(kind, `{ ${more}loadBalancerSubnets: [${list}] }`));
const listeners = (kind: string, ...list: string[]): Given =>
  yaml(gateways.gatewayClass(kind), gateways.gateway(kind, list.join(', '), false));
const onHost = (hostname: string): Given => listeners('alb', `{ name: http, protocol: HTTP, port: 80, hostname: ${hostname} }`);
const filtered = (filter: string): Given => yaml(withRoute(`{ ${TO_WEB}, filters: [${filter}] }`));
const redirected = (redirect: string): Given => yaml(withRoute(`{ filters: [{ type: RequestRedirect, requestRedirect: ${redirect} }] }`));
const to = (reference: string, ...more: string[]): Given => yaml(withRoute(`{ backendRefs: [${reference}] }`, 'HTTPRoute', ...more));
const targeted = (properties: string): Given => to('{ name: web, port: 80 }', gateways.targets(properties));
const targetedByNetwork = (properties: string): Given =>
  yaml(
    gateways.gatewayClass('nlb'),
    gateways.gateway('nlb', gateways.TCP, false),
    gateways.route('TCPRoute', `{ ${TO_WEB} }`),
    gateways.targets(properties),
    gateways.WEB,
  );
const rule = (name: string) =>
  `{ type: ExtensionRef, extensionRef: { group: gateway.k8s.aws, kind: ListenerRuleConfiguration, name: ${name} } }`;
const network = yaml(
  withRoute(`{ backendRefs: [{ group: ${GROUP}, kind: Gateway, name: net, port: 80 }] }`),
  gateways.gatewayClass('nlb'),
  gateways.gateway('nlb', gateways.TCP, false).replace('name: web,', 'name: net,'),
);
const IPV6: Given['facts'] = { ipFamily: 'ipv6' };
const protectedLoadBalancer = 'deletion_protection.enabled=true';
const dualIngress = { manifests: withWeb(ingress(IP)), facts: IPV6 };
const managed = { 'security-groups': 'sg-1', 'manage-backend-security-group-rules': 'true' };
const OFF = { facts: controller({ enableBackendSecurityGroup: false }) };
const TAGGED = { facts: controller({ externalManagedTags: ['Team'] }) };
const ports = (...protocols: string[]) =>
  protocols.map((protocol, index) => `{ name: p${index}, port: 80, targetPort: 8080, protocol: ${protocol} }`).join(', ');
const MERGED = { 'enable-tcp-udp-listener': 'true' };
const toApi = (type: string): Given => ({
  manifests: [
    nlb(
      `${NLB}-nlb-target-type: instance, service.beta.kubernetes.io/actions.TCP-80: ` +
        '\'{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"api","servicePort":80}]}}\'',
    ),
    service('', type).split('---\n')[0].replace('name: web, namespace', 'name: api, namespace'),
  ].join('---\n'),
});
const named = (annotation: string) =>
  annotation.replace('targetPort: 8080', 'targetPort: web').replace('containerPort: 8080', 'name: web, containerPort: 8080');

const NO_ACTION = {
  manifests: withWeb(
    ingressOf(
      'web',
      IP,
      'ingressClassName: alb, rules: [{ http: { paths: [{ path: /, pathType: Prefix, ' +
        'backend: { service: { name: a, port: { name: use-annotation } } } }] } }]',
    ),
  ),
};
const FIXED = { type: 'fixed-response' };
const FORWARD = (...targetGroups: object[]) => action({ type: 'forward', forwardConfig: { targetGroups } });
const NO_CONFIGURATION = {
  28: action({ ...FIXED, fixedResponseConfig: {} }),
  61: action({ type: 'redirect', redirectConfig: { port: '443' } }),
  88: FORWARD({ weight: 1 }),
  92: FORWARD({ serviceName: 'web', servicePort: 80, targetGroupARN: 'arn:aws:a' }),
  96: FORWARD({ serviceName: 'web' }),
  132: FORWARD({ serviceName: 'web', servicePort: 80 }, { targetGroupARN: 'arn:aws:a' }),
  177: action(FIXED),
  184: action({ type: 'redirect' }),
  191: action({ type: 'forward' }),
  194: action({ type: 'forward', targetGroupARN: 'arn:aws:a', forwardConfig: {} }),
  202: action({ type: 'proxy' }),
};

/** An object that leads to each error that a rule reports, by file and line. */
export const ERROR_EXAMPLES: Readonly<Record<string, Readonly<Record<number, Given>>>> = {
  'pkg/annotations/parser.go': { 160: alb({ tags: 'a' }), 165: alb({ tags: '=a' }) },
  'pkg/gateway/gatewayutils/lb_config_utils.go': {
    26: yaml(
      gateways.gatewayClass('alb', ', parametersRef: { group: gateway.k8s.aws, kind: LoadBalancerConfiguration, name: web }'),
      gateways.configuration('{ scheme: internal }'),
    ),
  },
  'pkg/gateway/model/base_model_builder.go': {
    130: yaml(configured('alb', '{ loadBalancerAttributes: [{ key: deletion_protection.enabled, value: "true" }] }')),
    229: yaml(configured('alb', '{ scheme: public }')),
    248: yaml(configured('alb', '{ ipAddressType: ipv6 }')),
  },
  'pkg/gateway/model/model_build_listener.go': {
    135: yaml(configured('nlb', '{ listenerConfigurations: [{ protocolPort: "TCP:80", quicEnabled: true }] }')),
    371: listeners('alb', gateways.HTTPS),
    528: yaml(configured('nlb', '{ listenerConfigurations: [{ protocolPort: "TLS:443", alpnPolicy: HTTP3 }] }')),
    562: listeners('alb', gateways.HTTP, '{ name: other, protocol: HTTPS, port: 80, hostname: a.example.com }'),
  },
  'pkg/gateway/model/model_build_security_group.go': {
    127: { ...yaml(configured('alb', '{ securityGroups: [sg-1], manageBackendSecurityGroupRules: true }')), ...OFF },
  },
  'pkg/gateway/model/model_build_subnet.go': {
    120: subnets('alb', '{ identifier: a, eipAllocation: e }'),
    124: subnets('nlb', '{ identifier: a, eipAllocation: e }', 'scheme: internal, '),
    130: subnets('alb', '{ identifier: a, ipv6Allocation: "2001:db8::1" }'),
    134: subnets('nlb', '{ identifier: a, ipv6Allocation: "2001:db8::1" }'),
    140: subnets('alb', '{ identifier: a, privateIPv4Allocation: 10.0.0.1 }'),
    144: subnets('nlb', '{ identifier: a, privateIPv4Allocation: 10.0.0.1 }', 'scheme: internet-facing, '),
    150: subnets('alb', '{ identifier: a, sourceNatIPv6Prefix: auto_assigned }'),
    156: subnets('nlb', '{ identifier: a }, { eipAllocation: e }'),
    160: subnets('nlb', '{ identifier: a, eipAllocation: e }, { identifier: b }', 'scheme: internet-facing, '),
    164: subnets('nlb', '{ identifier: a, ipv6Allocation: "2001:db8::1" }, { identifier: b }', 'ipAddressType: dualstack, '),
    168: subnets('nlb', '{ identifier: a, privateIPv4Allocation: 10.0.0.1 }, { identifier: b }'),
    172: subnets('nlb', '{ identifier: a, sourceNatIPv6Prefix: auto_assigned }, { identifier: b }'),
  },
  'pkg/gateway/model/model_build_target_group.go': {
    296: targeted('{ targetType: instance }'),
    350: { ...yaml(gateways.gatewayClass('alb'), gateways.gateway('alb', gateways.HTTP, false)), facts: IPV6 },
    374: targeted('{ targetType: ip, protocol: TCP }'),
    397: targetedByNetwork('{ targetType: ip, protocol: HTTP }'),
    659: targetedByNetwork('{ targetType: ip, targetControlPort: 3000 }'),
    663: targeted('{ targetType: instance, targetControlPort: 3000 }'),
  },
  'pkg/gateway/model/subnet/ipv6_mutator.go': {
    43: subnets('nlb', '{ identifier: a, ipv6Allocation: "2001:db8" }'),
    46: subnets('nlb', '{ identifier: a, ipv6Allocation: 10.0.0.1 }'),
  },
  'pkg/gateway/model/subnet/private_ipv4_mutator.go': {
    42: subnets('nlb', '{ identifier: a, privateIPv4Allocation: "10.0.0" }'),
    45: subnets('nlb', '{ identifier: a, privateIPv4Allocation: "2001:db8::1" }'),
  },
  'pkg/gateway/routeutils/backend.go': {
    154: to('{ group: example.com, kind: Bucket, name: web, port: 80 }'),
    174: to('{ name: web, port: 80, weight: 1000 }'),
    234: yaml(withRoute(`{ ${TO_WEB}, filters: [${rule('web')}, ${rule('web')}] }`, 'HTTPRoute', gateways.rules('{ tags: { a: b } }'))),
    249: { ...filtered(rule('web')), without: ['object gateway.k8s.aws/ListenerRuleConfiguration shop/web'] },
  },
  'pkg/gateway/routeutils/backend_gateway.go': {
    94: to(`{ group: ${GROUP}, kind: Gateway, name: web }`),
    122: to(`{ group: ${GROUP}, kind: Gateway, name: web, namespace: pay, port: 80 }`),
    136: {
      ...to(`{ group: ${GROUP}, kind: Gateway, name: api, port: 80 }`),
      without: [`object ${GROUP}/Gateway shop/api`],
    },
    188: network,
  },
  'pkg/gateway/routeutils/backend_service.go': {
    71: yaml(
      withRoute(`{ ${TO_WEB} }`, 'HTTPRoute', gateways.targets('{ targetType: ip, healthCheckConfig: { healthCheckPort: http } }')).replace(
        'targetPort: 8080',
        'targetPort: web',
      ),
    ),
    147: to('{ name: web }'),
    175: to(
      '{ name: api, namespace: pay, port: 80 }',
      gateways.WEB.split('---\n')[0].replace('name: web, namespace: shop', 'name: api, namespace: pay'),
    ),
    189: to('{ name: api, port: 80 }'),
    209: to('{ name: web, port: 81 }'),
  },
  'pkg/gateway/routeutils/listener_attachment_helper.go': { 129: onHost('10.0.0.1') },
  'pkg/gateway/routeutils/route_rule_action.go': {
    138: gatewayLogin('clientSecret'),
    142: gatewayLogin('clientID'),
    205: yaml(withRoute(`{ ${TO_WEB}, filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { remove: [a] } }] }`, 'GRPCRoute')),
    235: yaml(
      withRoute(
        `{ filters: [${rule('web')}] }`,
        'HTTPRoute',
        gateways.rules('{ actions: [{ type: redirect, redirectConfig: { query: a } }] }'),
      ),
    ),
    247: filtered('{ type: ResponseHeaderModifier, responseHeaderModifier: { remove: [a] } }'),
    281: redirected('{ scheme: ftp }'),
    295: redirected('{ path: { type: ReplaceFullPath, replaceFullPath: "/a*" } }'),
    302: redirected('{ path: { type: ReplacePrefixMatch, replacePrefixMatch: "/a*" } }'),
  },
  'pkg/gateway/routeutils/route_rule_condition.go': {
    61: yaml(withRoute(`{ matches: [{ path: { type: PathPrefix, value: "/a*" } }], ${TO_WEB} }`)),
    242: yaml(withRoute(`{ matches: [{ method: {} }], ${TO_WEB} }`, 'GRPCRoute')),
  },
  'pkg/gateway/routeutils/utils.go': { 112: onHost('10.0.0.1'), 120: onHost(`${'a'.repeat(64)}.example.com`) },
  'pkg/ingress/auth_config_builder.go': { 92: alb({ 'auth-type': 'saml' }) },
  'pkg/ingress/class_loader.go': {
    64: yaml(defaultClass('one'), defaultClass('two')),
    92: { manifests: withWeb(ofClass('web', 'internal', '')) },
    105: { ...yaml(inClass('one', '{}', '{ apiGroup: elbv2.k8s.aws, kind: IngressClassSettings, name: one }')) },
    111: {
      ...yaml(inClass('one', '{}').split('---\n')[0]),
      without: ['object elbv2.k8s.aws/IngressClassParams /one'],
    },
    146: yaml(
      withWeb(inClass('one', '{ namespaceSelector: { matchLabels: { team: pay } } }'), ofClass('web', 'one', IP)),
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    ),
  },
  'pkg/ingress/config_types.go': {
    ...NO_CONFIGURATION,
    230: condition({ field: 'host-header', hostHeaderConfig: {} }),
    233: condition({ field: 'host-header', hostHeaderConfig: { values: ['a'], regexValues: ['b'] } }),
    252: condition({ field: 'http-header', httpHeaderConfig: { httpHeaderName: 'a' } }),
    255: condition({ field: 'http-header', httpHeaderConfig: { httpHeaderName: 'a', values: ['a'], regexValues: ['b'] } }),
    268: condition({ field: 'http-request-method', httpRequestMethodConfig: { values: [] } }),
    285: condition({ field: 'path-pattern', pathPatternConfig: {} }),
    288: condition({ field: 'path-pattern', pathPatternConfig: { values: ['a'], regexValues: ['b'] } }),
    305: condition({ field: 'query-string', queryStringConfig: { values: [{ key: 'a' }] } }),
    318: condition({ field: 'query-string', queryStringConfig: { values: [] } }),
    336: condition({ field: 'source-ip', sourceIPConfig: { values: [] } }),
    363: condition({ field: 'host-header' }),
    370: condition({ field: 'path-pattern' }),
    377: condition({ field: 'http-header' }),
    384: condition({ field: 'http-request-method' }),
    391: condition({ field: 'query-string' }),
    398: condition({ field: 'source-ip' }),
    486: transform({ type: 'host-header-rewrite' }),
    489: transform({ type: 'host-header-rewrite', hostHeaderRewriteConfig: { rewrites: [] } }),
    493: transform({ type: 'url-rewrite' }),
    496: transform({ type: 'url-rewrite', urlRewriteConfig: { rewrites: [] } }),
    499: transform({ type: 'cookie' }),
  },
  'pkg/ingress/enhanced_backend_builder.go': {
    116: {
      manifests: withWeb(
        ingressOf('web', IP, 'ingressClassName: alb, defaultBackend: { resource: { apiGroup: example.com, kind: Bucket, name: a } }'),
      ),
    },
    212: NO_ACTION,
    331: tokens({ issuer: 'https://login.example.com' }),
    334: tokens({ jwksEndpoint: 'https://login.example.com/keys' }),
    340: tokens({ ...TOKENS, additionalClaims: [{ ...CLAIM, format: '' }] }),
    343: tokens({ ...TOKENS, additionalClaims: [{ ...CLAIM, name: '' }] }),
    346: tokens({ ...TOKENS, additionalClaims: [{ ...CLAIM, values: [] }] }),
  },
  'pkg/ingress/group_loader.go': {
    290: alb({ 'group.name': 'shop', 'group.order': '1001' }),
    320: alb({ 'group.name': 'Shop' }),
    323: alb({ 'group.name': 'a'.repeat(64) }),
  },
  'pkg/ingress/model_build_actions.go': {
    38: alb({
      ...HTTPS,
      'auth-type': 'cognito',
      'auth-idp-cognito': '{"userPoolARN":"arn:aws:a"}',
      'jwt-validation': JSON.stringify(TOKENS),
    }),
    58: action({ type: 'proxy' }),
    83: action(FIXED),
    97: action({ type: 'redirect' }),
    114: action({ type: 'forward' }),
    164: alb({ ...HTTPS, 'auth-type': 'cognito' }),
    184: alb({ ...HTTPS, 'auth-type': 'oidc' }),
    201: login('clientSecret'),
    205: login('clientID'),
  },
  'pkg/ingress/model_build_certificates.go': { 32: alb({ 'create-acm-cert': 'true' }) },
  'pkg/ingress/model_build_frontend_nlb.go': {
    84: differ('enable-frontend-nlb', 'true', 'false'),
    115: differ('frontend-nlb-subnets', 'a,b', 'c', FRONT),
    145: alb({ ...FRONT, 'frontend-nlb-scheme': 'internal', 'frontend-nlb-eip-allocations': 'eipalloc-1' }),
    150: differ('frontend-nlb-eip-allocations', 'eipalloc-1', 'eipalloc-2', { ...FRONT, 'frontend-nlb-scheme': 'internet-facing' }),
    186: alb({
      ...FRONT,
      'frontend-nlb-scheme': 'internet-facing',
      'frontend-nlb-eip-allocations': 'eipalloc-1',
      'frontend-nlb-subnets': 'a,b',
    }),
    237: differ('frontend-nlb-attributes', 'load_balancing.cross_zone.enabled=true', 'load_balancing.cross_zone.enabled=false', FRONT),
    249: alb({ ...FRONT, 'frontend-nlb-attributes': 'dns_record.client_routing_policy=any' }),
    369: differ('frontend-nlb-security-groups', 'a', 'b', FRONT),
    488: alb({ ...FRONT, 'frontend-nlb-listener-port-mapping': 'a=80' }),
    493: alb({ ...FRONT, 'frontend-nlb-listener-port-mapping': '80=a' }),
    552: differ('frontend-nlb-healthcheck-protocol', 'HTTP', 'HTTPS', FRONT),
    583: both(
      { ...FRONT, 'listen-ports': '[{"HTTP":80},{"HTTP":81}]', 'frontend-nlb-listener-port-mapping': '80=80' },
      { ...FRONT, 'listen-ports': '[{"HTTP":80},{"HTTP":81}]', 'frontend-nlb-listener-port-mapping': '80=81' },
    ),
    731: alb({ ...FRONT, 'frontend-nlb-healthcheck-port': 'http' }),
    743: alb({ ...FRONT, 'frontend-nlb-healthcheck-protocol': 'TCP' }),
    855: differ('frontend-nlb-scheme', 'internal', 'internet-facing', FRONT),
    864: alb({ ...FRONT, 'frontend-nlb-scheme': 'public' }),
    879: differ('frontend-nlb-healthcheck-path', '/a', '/b', FRONT),
    907: differ('frontend-nlb-tags', 'a=b', 'a=c', FRONT),
  },
  'pkg/ingress/model_build_ipam.go': { 24: differ('ipam-ipv4-pool-id', 'a', 'b') },
  'pkg/ingress/model_build_listener.go': {
    91: { manifests: withWeb(group('web', '', `defaultBackend: ${backend}, `), group('api', '', `defaultBackend: ${backend}, `)) },
    251: alb({ 'listen-ports': '[]' }),
    259: alb({ 'listen-ports': '[{"HTTP":0}]' }),
    267: alb({ 'listen-ports': '[{"TCP":80}]' }),
    289: yaml(inClass('one', '{ inboundCIDRs: [10.0.0.1] }')),
    291: alb({ 'inbound-cidrs': '10.0.0.1' }),
    347: clients(),
    387: clients({ port: 0, mode: 'off' }),
    391: clients({ port: 443 }),
    396: clients({ port: 443, mode: 'always' }),
    400: clients({ port: 443, mode: 'verify' }),
    404: clients({ port: 443, mode: 'off', trustStore: 'a' }),
    408: clients({ port: 443, mode: 'off', ignoreClientCertificateExpiry: true }),
    416: clients({ port: 443, mode: 'passthrough', advertiseTrustStoreCaNames: 'on' }),
    420: clients({ port: 443, mode: 'verify', trustStore: 'a', advertiseTrustStoreCaNames: 'yes' }),
    488: differ('listener-attributes.HTTP-80', 'routing.http.response.server.enabled=true', 'routing.http.response.server.enabled=false'),
  },
  'pkg/ingress/model_build_listener_rules.go': {
    121: pathOf('/a', 'Regex'),
    156: condition({ field: 'host-header' }),
    166: condition({ field: 'path-pattern' }),
    205: {
      manifests: withWeb(
        ingress(`${IP}, ${ALB}/conditions.web: '[{"field":"host-header","hostHeaderConfig":{"regexValues":["^a"]}}]'`).replace(
          '{ http:',
          '{ host: a.example.com, http:',
        ),
      ),
    },
    208: alb({ 'conditions.web': '[{"field":"path-pattern","pathPatternConfig":{"regexValues":["^a"]}}]' }),
    243: pathOf('/a', 'Regex'),
    268: pathOf('/a*', 'Exact'),
    283: pathOf('/a*', 'Prefix'),
    292: condition({ field: 'http-header' }),
    306: condition({ field: 'http-request-method' }),
    318: condition({ field: 'query-string' }),
    337: condition({ field: 'source-ip' }),
    419: transform({ type: 'host-header-rewrite' }),
    436: transform({ type: 'url-rewrite' }),
    452: transform({ type: 'cookie' }),
  },
  'pkg/ingress/model_build_load_balancer.go': {
    115: alb({ 'load-balancer-name': 'a'.repeat(33) }),
    120: differ('load-balancer-name', 'a', 'b'),
    156: differ('scheme', 'internal', 'internet-facing'),
    165: alb({ scheme: 'public' }),
    188: differ('ip-address-type', 'ipv4', 'dualstack'),
    199: alb({ 'ip-address-type': 'ipv6' }),
    220: twoClasses('{ subnets: { ids: [subnet-1] } }', '{}', `${ALB}/subnets: subnet-2`),
    225: twoClasses('{ subnets: { ids: [subnet-1] } }', '{ subnets: { ids: [subnet-2] } }'),
    244: differ('subnets', 'a', 'b'),
    324: alb(managed, OFF),
    354: differ('security-groups', 'a', 'b'),
    368: alb({ 'customer-owned-ipv4-pool': '' }),
    378: differ('customer-owned-ipv4-pool', 'a', 'b'),
  },
  'pkg/ingress/model_build_load_balancer_addons.go': {
    72: differ('wafv2-acl-arn', 'arn:aws:a', 'arn:aws:b'),
    78: differ('wafv2-acl-name', 'a', 'b'),
    123: differ('waf-acl-id', 'a', 'b'),
    158: differ('shield-advanced-protection', 'true', 'false'),
  },
  'pkg/ingress/model_build_load_balancer_attributes.go': {
    38: differ('load-balancer-attributes', 'idle_timeout.timeout_seconds=60', 'idle_timeout.timeout_seconds=61'),
  },
  'pkg/ingress/model_build_load_balancer_capacity_reservation.go': {
    24: alb({ 'minimum-load-balancer-capacity': 'Units=1' }),
    57: differ('minimum-load-balancer-capacity', 'CapacityUnits=100', 'CapacityUnits=200'),
  },
  'pkg/ingress/model_build_tags.go': { 23: differ('tags', 'a=b', 'a=c'), 98: alb({ tags: 'Team=shop' }, TAGGED) },
  'pkg/ingress/model_build_target_group.go': {
    200: {
      manifests: [ingress(`${ALB}/target-type: instance, ${ALB}/target-control-port.web.80: "3000"`), service('', 'type: NodePort')].join(
        '---\n',
      ),
    },
    209: alb({ 'target-type': 'instance' }),
    270: alb({ 'target-type': 'pod' }),
    284: dualIngress,
    327: alb({ 'backend-protocol': 'TCP' }),
    342: alb({ 'backend-protocol-version': 'HTTP3' }),
    408: { manifests: named(withWeb(ingress(`${IP}, ${ALB}/healthcheck-port: http`))) },
    420: alb({ 'healthcheck-protocol': 'TCP' }),
  },
  'pkg/ingress/model_builder.go': {
    305: alb({ 'load-balancer-attributes': protectedLoadBalancer }),
    424: both({ 'listen-ports': '[{"HTTP":8080}]' }, { ...HTTPS, 'listen-ports': '[{"HTTPS":8080}]' }),
    436: differ('inbound-cidrs', '10.0.0.0/8', '10.1.0.0/16'),
    447: differ('security-group-prefix-lists', 'pl-1', 'pl-2'),
    457: differ('ssl-policy', 'ELBSecurityPolicy-A', 'ELBSecurityPolicy-B', HTTPS),
    487: differ('mutual-authentication', '[{"port":443,"mode":"off"}]', '[{"port":443,"mode":"passthrough"}]', HTTPS),
    540: differ('ssl-redirect', '443', '444', HTTPS),
    544: alb({ 'ssl-redirect': '443' }),
    546: alb({ 'listen-ports': '[{"HTTP":80}]', 'ssl-redirect': '80' }),
    596: differ('manage-backend-security-group-rules', 'true', 'false', { 'security-groups': 'a' }),
  },
  'pkg/service/config_types.go': {
    33: forward({ weight: 1 }),
    37: forward({ serviceName: 'web' }),
    41: forward({ serviceName: 'web', servicePort: 80, weight: 1000 }),
    78: forward({ serviceName: 'web', servicePort: 80 }, { targetGroupARN: 'arn:aws:a' }),
    109: { manifests: nlb('service.beta.kubernetes.io/actions.TCP-80: \'{"type":"redirect"}\'') },
  },
  'pkg/service/model_build_listener.go': {
    126: net({ 'quic-enabled-ports': '80' }),
    287: net({ 'ssl-ports': '443' }),
    334: net({ 'alpn-policy': 'HTTP3' }),
    394: net(MERGED, '', ports('TCP', 'UDP', 'SCTP')),
    398: net(MERGED, '', ports('TCP', 'SCTP')),
    402: net(MERGED, '', ports('TCP', 'TCP')),
  },
  'pkg/service/model_build_load_balancer.go': {
    153: net(managed, '', undefined, OFF),
    196: net({ 'ip-address-type': 'ipv6' }),
    227: net({ 'inbound-sg-rules-on-private-link-traffic': 'yes' }),
    265: net({ scheme: 'public' }),
    312: net({ 'additional-resource-tags': 'Team=shop' }, '', undefined, TAGGED),
    332: net({ scheme: 'internal', 'eip-allocations': 'eipalloc-1' }),
    335: net({ scheme: 'internet-facing', 'eip-allocations': 'eipalloc-1', subnets: 'a,b' }),
    344: net({ scheme: 'internet-facing', 'private-ipv4-addresses': '10.0.0.1' }),
    348: net({ scheme: 'internal', 'private-ipv4-addresses': '10.0.0.1', subnets: 'a,b' }),
    353: net({ scheme: 'internal', 'private-ipv4-addresses': '10.0.0' }),
    356: net({ scheme: 'internal', 'private-ipv4-addresses': '2001:db8::1' }),
    367: net({ 'ipv6-addresses': '2001:db8::1' }),
    371: net({ 'ip-address-type': 'dualstack', 'ipv6-addresses': '2001:db8::1', subnets: 'a,b' }),
    376: net({ 'ip-address-type': 'dualstack', 'ipv6-addresses': '2001' }),
    379: net({ 'ip-address-type': 'dualstack', 'ipv6-addresses': '10.0.0.1' }),
    512: net({ 'minimum-load-balancer-capacity': 'Units=1' }),
    537: net({ attributes: 'dns_record.client_routing_policy=any' }),
    582: net({ name: 'a'.repeat(33) }),
  },
  'pkg/service/model_build_managed_sg.go': { 159: net({}, ', loadBalancerSourceRanges: ["2001:db8::/32"]') },
  'pkg/service/model_build_target_group.go': {
    144: toApi('type: ExternalName, externalName: api.example.com'),
    354: net({ 'proxy-protocol-per-target-group': 'http' }),
    371: net({ 'proxy-protocol': 'v2' }),
    452: { manifests: named(nlb(`${NLB}-nlb-target-type: ip, ${NLB}-healthcheck-port: http`)) },
    466: net({ 'healthcheck-protocol': 'grpc' }),
    538: toApi('type: ClusterIP'),
    541: net({ 'nlb-target-type': 'instance' }, ', allocateLoadBalancerNodePorts: false'),
    838: { ...net({}), facts: IPV6 },
  },
  'pkg/service/model_builder.go': { 254: net({ attributes: protectedLoadBalancer }) },
};
