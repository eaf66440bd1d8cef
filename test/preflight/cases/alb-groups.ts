import { ALB, group, withWeb } from './balanced';
import { Cases } from './case';

const FRONT = `${ALB}/enable-frontend-nlb: "true"`;
const CERTIFICATE = `${ALB}/certificate-arn: "arn:aws:acm:eu-west-1:111122223333:certificate/a"`;
const both = (web: string, api: string) => withWeb(group('web', web), group('api', api));
const fails = (name: string, web: string, api: string, ...found: string[]) => ({ name, manifests: both(web, api), found });
const differ = (what: string, api: string, web: string) =>
  `Ingress 'shop/api' has ${what.includes(' ') ? what : `${ALB}/${what}`}: '${api}', and Ingress 'shop/web' of the same group has '${web}'`;
const passes = (name: string, web: string, api: string) => ({ name, manifests: both(web, api) });
const ports = (json: string) => `${ALB}/listen-ports: '${json}'`;
const clients = (mode: string) => `${ALB}/mutual-authentication: '[{"port":443,"mode":"${mode}"}]'`;
const ofClass = (name: string, subnet: string) => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name} }
spec: { controller: ingress.k8s.aws/alb, parameters: { apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: ${name} } }
---
apiVersion: elbv2.k8s.aws/v1beta1
kind: IngressClassParams
metadata: { name: ${name} }
spec: { subnets: { ids: [${subnet}] } }
`;

export const GROUP_CASES: Cases[string] = {
  fails: [
    fails('two tags', `${ALB}/tags: "Team=shop,Stage=prod"`, `${ALB}/tags: Team=pay`, differ('tags', 'Team=pay', 'Team=shop,Stage=prod')),
    fails(
      'two protocols of one port',
      `${ports('[{"HTTP":8080}]')}`,
      `${ports('[{"HTTPS":8080}]')}, ${CERTIFICATE}`,
      differ('the protocol of port 8080', 'HTTPS', 'HTTP'),
    ),
    fails(
      'addresses, prefix lists, a TLS policy and clients of one port',
      `${CERTIFICATE}, ${clients('off')}, ${ALB}/inbound-cidrs: 10.0.0.0/8, ` +
        `${ALB}/security-group-prefix-lists: pl-1, ${ALB}/ssl-policy: ELBSecurityPolicy-A`,
      `${CERTIFICATE}, ${clients('passthrough')}, ${ALB}/inbound-cidrs: 10.1.0.0/16, ` +
        `${ALB}/security-group-prefix-lists: pl-2, ${ALB}/ssl-policy: ELBSecurityPolicy-B`,
      differ('inbound-cidrs of port 443', '10.1.0.0/16', '10.0.0.0/8'),
      differ('security-group-prefix-lists of port 443', 'pl-2', 'pl-1'),
      differ('ssl-policy of port 443', 'ELBSecurityPolicy-B', 'ELBSecurityPolicy-A'),
      differ(
        'mutual-authentication of port 443',
        'mode=passthrough,ignoreClientCertificateExpiry=,advertiseTrustStoreCaNames=',
        'mode=off,ignoreClientCertificateExpiry=,advertiseTrustStoreCaNames=',
      ),
    ),
    fails(
      'an attribute of a listener',
      `${ALB}/listener-attributes.HTTP-80: routing.http.response.server.enabled=true`,
      `${ALB}/listener-attributes.HTTP-80: routing.http.response.server.enabled=false`,
      differ('routing.http.response.server.enabled in listener-attributes.HTTP-80', 'false', 'true'),
    ),
    fails(
      'a Network Load Balancer in front, and none',
      FRONT,
      `${ALB}/enable-frontend-nlb: "false"`,
      differ('enable-frontend-nlb', 'false', 'true'),
    ),
    fails(
      'health checks, ports and tags of the Network Load Balancer in front',
      `${FRONT}, ${ports('[{"HTTP":80},{"HTTP":81}]')}, ${ALB}/frontend-nlb-listener-port-mapping: "80=80", ` +
        `${ALB}/frontend-nlb-healthcheck-path: /a, ${ALB}/frontend-nlb-tags: Team=shop`,
      `${FRONT}, ${ports('[{"HTTP":80},{"HTTP":81}]')}, ${ALB}/frontend-nlb-listener-port-mapping: "80=81", ` +
        `${ALB}/frontend-nlb-healthcheck-path: /b, ${ALB}/frontend-nlb-tags: "Team=shop,Stage=prod"`,
      differ('frontend-nlb-tags', 'Team=shop,Stage=prod', 'Team=shop'),
      differ('the target port of NLB port 80', '81', '80'),
      differ('frontend-nlb-healthcheck-path of NLB port 80', '/b', '/a'),
    ),
    fails(
      'attributes of the Network Load Balancer in front that a later member does not repeat',
      FRONT,
      `${FRONT}, ${ALB}/frontend-nlb-attributes: load_balancing.cross_zone.enabled=true`,
      "Ingress 'shop/web' has no frontend-nlb-attributes, and Ingress 'shop/api' of the same group has them",
    ),
    fails(
      'security groups in another order, and their management',
      `${ALB}/security-groups: "a, b", ${ALB}/manage-backend-security-group-rules: "true"`,
      `${ALB}/security-groups: "b, a", ${ALB}/manage-backend-security-group-rules: "false"`,
      differ('security-groups', 'b, a', 'a, b'),
      differ('manage-backend-security-group-rules', 'false', 'true'),
    ),
    {
      name: 'subnets of two classes',
      manifests: [
        ofClass('one', 'subnet-1'),
        ofClass('two', 'subnet-2'),
        both('', '').replace('ingressClassName: alb', 'ingressClassName: one').replace('ingressClassName: alb', 'ingressClassName: two'),
      ].join('---\n'),
      found: ["Ingress 'shop/api' has other subnets than Ingress 'shop/web' of the same group, whose class sets them"],
    },
  ],
  passes: [
    passes('tags of other keys', `${ALB}/tags: Team=shop`, `${ALB}/tags: Stage=prod`),
    passes('addresses of two listeners', `${CERTIFICATE}, ${ALB}/inbound-cidrs: 10.0.0.0/8`, `${ALB}/inbound-cidrs: 10.1.0.0/16`),
    passes(
      'addresses in another order',
      `${ALB}/inbound-cidrs: "10.0.0.0/8,10.1.0.0/16"`,
      `${ALB}/inbound-cidrs: "10.1.0.0/16, 10.0.0.0/8"`,
    ),
    passes(
      'attributes of a Network Load Balancer in front that no Ingress asks for',
      `${ALB}/frontend-nlb-tags: Team=shop`,
      `${ALB}/frontend-nlb-tags: Team=pay`,
    ),
    passes(
      'attributes of the first member',
      `${FRONT}, ${ALB}/frontend-nlb-attributes: load_balancing.cross_zone.enabled=true`,
      `${FRONT}, ${ALB}/frontend-nlb-attributes: load_balancing.cross_zone.enabled=true`,
    ),
  ],
};
