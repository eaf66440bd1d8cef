import { ALB, group, ingress, IP, service, withWeb } from './balanced';
import { Cases } from './case';

const HTTPS = `${ALB}/listen-ports: '[{"HTTPS":443}]', ${ALB}/certificate-arn: "arn:aws:acm:eu-west-1:111122223333:certificate/a"`;
const LOGIN = `${ALB}/auth-type: cognito`;
const USER_POOL = 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/a';
const POOL = `${ALB}/auth-idp-cognito: '{"userPoolARN":"${USER_POOL}","userPoolClientID":"a","userPoolDomain":"a"}'`;
const TOKENS = `${ALB}/jwt-validation: '{"jwksEndpoint":"https://login.example.com/keys","issuer":"https://login.example.com"}'`;
const FRONT = `${ALB}/enable-frontend-nlb: "true"`;
const HOST = `${ALB}/conditions.web: '[{"field":"host-header","hostHeaderConfig":{"regexValues":["^shop"]}}]'`;
const PATH = `${ALB}/conditions.web: '[{"field":"path-pattern","pathPatternConfig":{"values":["/a"]}}]'`;
const named = (annotations: string, targetPort: string) =>
  [ingress(annotations), service('', 'type: ClusterIP', `{ name: http, port: 80, targetPort: ${targetPort} }`)].join('---\n');
const onHost = (text: string) => text.replace('{ http: { paths', '{ host: shop.example.com, http: { paths');
const asPattern = (text: string) => text.replace('pathType: Prefix', 'pathType: ImplementationSpecific');

export const ALB_ANNOTATIONS: Cases = {
  'alb-annotations': {
    fails: [
      {
        name: 'a login without a provider',
        manifests: withWeb(ingress(`${IP}, ${HTTPS}, ${LOGIN}`)),
        found: ["Ingress 'shop/web': auth-type is cognito, and auth-idp-cognito is not set"],
      },
      {
        name: 'a login and the validation of tokens',
        manifests: withWeb(ingress(`${IP}, ${HTTPS}, ${LOGIN}, ${POOL}, ${TOKENS}`)),
        found: ["Ingress 'shop/web': authentication and jwt validation can't both be configured"],
      },
      {
        name: 'a condition on the host or the path that the rule has in another form',
        manifests: withWeb(
          onHost(ingress(`${IP}, ${HOST}`)),
          asPattern(ingress(`${IP}, ${ALB}/use-regex-path-match: "true", ${PATH}`, 'api')),
        ),
        found: [
          "Ingress 'shop/web': host condition must specify exactly one of Values and RegexValues, got both for the backend web",
          "Ingress 'shop/api': path condition must specify exactly one of Values and RegexValues, got both for the backend web",
        ],
      },
      {
        name: 'a certificate without a host',
        manifests: withWeb(ingress(`${IP}, ${ALB}/create-acm-cert: "true"`)),
        found: ["Ingress 'shop/web': create-acm-cert is enabled, and neither its rules nor its tls have a host"],
      },
      {
        name: 'a timeout that is larger than the interval',
        manifests: withWeb(ingress(`${IP}, ${ALB}/healthcheck-timeout-seconds: "20"`)),
        found: ["Ingress 'shop/web': healthcheck-timeout-seconds (20) is larger than healthcheck-interval-seconds (15)"],
      },
      {
        name: 'ports of health checks by name',
        manifests: named(`${IP}, ${ALB}/healthcheck-port: health`, '8080'),
        found: ["Ingress 'shop/web': failed to resolve healthCheckPort: unable to find port health (Service 'shop/web')"],
      },
      {
        name: 'the name of a port that leads to the name of another',
        manifests: named(`${IP}, ${ALB}/healthcheck-port: http`, 'web').replace('containerPort: 8080', 'name: web, containerPort: 8080'),
        found: [
          "Ingress 'shop/web': cannot use named healthCheckPort for IP TargetType when service's targetPort is a named port " +
            "(Service 'shop/web')",
        ],
      },
      {
        name: 'the capacity of instances',
        manifests: [ingress(`${ALB}/target-type: instance, ${ALB}/target-control-port.web.80: "3000"`), service('', 'type: NodePort')].join(
          '---\n',
        ),
        found: ["Ingress 'shop/web': target control port is not supported for instance targets (Service 'shop/web')"],
      },
      {
        name: 'addresses of the internet for a Network Load Balancer in front that is internal',
        manifests: withWeb(
          group('web', `${FRONT}, ${ALB}/frontend-nlb-scheme: internal`),
          group('api', `${FRONT}, ${ALB}/frontend-nlb-eip-allocations: eipalloc-1, ${ALB}/frontend-nlb-subnets: "a, b"`),
        ),
        found: [
          "Ingress 'shop/api': EIP allocations can only be set for internet facing load balancers",
          "Ingress 'shop/api': count of EIP allocations (1) and subnets (2) must match",
        ],
      },
      {
        name: 'listeners that it does not have',
        manifests: withWeb(
          ingress(
            `${IP}, ${ALB}/listener-attributes.HTTPS-443: routing.http.response.server.enabled=true, ` +
              `${ALB}/mutual-authentication: '[{"port":443,"mode":"passthrough"}]'`,
          ),
        ),
        found: [
          "Ingress 'shop/web': listener-attributes.HTTPS-443 is set, and the Ingress does not have this listener",
          "Ingress 'shop/web': mutual-authentication has port 443, which is not an HTTPS listener",
        ],
      },
    ],
    passes: [
      { name: 'a login with a provider', manifests: withWeb(ingress(`${IP}, ${HTTPS}, ${LOGIN}, ${POOL}`)) },
      { name: 'a provider of the Service', manifests: [ingress(`${IP}, ${HTTPS}, ${LOGIN}`), service(POOL)].join('---\n') },
      { name: 'a login that HTTP does not ask for', manifests: withWeb(ingress(`${IP}, ${LOGIN}`)) },
      { name: 'a condition on the host where the rule has none', manifests: withWeb(ingress(`${IP}, ${HOST}`)) },
      { name: 'a path and another path', manifests: withWeb(ingress(`${IP}, ${PATH}`)) },
      { name: 'a certificate of a host', manifests: withWeb(onHost(ingress(`${IP}, ${ALB}/create-acm-cert: "true"`))) },
      { name: 'a health check by the name of a port', manifests: named(`${IP}, ${ALB}/healthcheck-port: http`, '8080') },
      { name: 'the capacity of pods', manifests: withWeb(ingress(`${IP}, ${ALB}/target-control-port.web.80: "3000"`)) },
      {
        name: 'addresses of the internet in front',
        manifests: withWeb(
          ingress(`${IP}, ${FRONT}, ${ALB}/frontend-nlb-scheme: internet-facing, ${ALB}/frontend-nlb-eip-allocations: eipalloc-1`),
        ),
      },
    ],
  },
};
