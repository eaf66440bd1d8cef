import { Cases } from './case';
import { ALB } from './given';
import { IP_FAMILY } from './infrastructure-ip-family';
import { LOAD_BALANCER_FAMILY } from './network-ip-family';
import { LOAD_BALANCERS } from './network-load-balancers';
import { NO_INTERNET } from './network-no-internet';
import { POLICIES } from './network-policies';
import { object } from '../../../src/catalog/capability.rules';

const ingressClass = (name: string, isDefault?: string) => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name}${isDefault ? `, annotations: { ingressclass.kubernetes.io/is-default-class: '${isDefault}' }` : ''} }
spec: { controller: example.com/${name} }`;

const ingress = (annotations: string = '', spec: string = '') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec: { ${spec}defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: ExternalName, externalName: example.com, ports: [{ port: 80 }] }
`;
const controller = (values: object, chart: string = 'aws-load-balancer-controller') => ({
  helmReleases: [
    { path: 'App/Chart', value: { release: chart, chart, repository: 'https://charts.example.com', version: '1.0.0', values } },
  ],
});
const UNCLASSED = ["Ingress 'shop/web' has no ingressClassName, and no IngressClass is the default"];

const TLS = 'ingressClassName: alb, tls: [{ hosts: [shop.example.com], secretName: web-tls }], ';
const HTTPS = `${ALB}/listen-ports: '[{"HTTPS":443}]'`;

const INGRESS_CLASSES: Cases = {
  'ingress-tls-ignored': {
    fails: [
      {
        name: 'a Secret alone',
        manifests: ingress('', TLS),
        found: ["Ingress 'shop/web' has tls, and its Application Load Balancer has no HTTPS listener"],
      },
      {
        name: 'hosts alone',
        manifests: ingress('', TLS.replace(', secretName: web-tls', '')),
        found: ["Ingress 'shop/web' has tls, and its Application Load Balancer has no HTTPS listener"],
      },
      {
        name: 'a Secret, and certificates that are discovered',
        manifests: ingress(HTTPS, TLS),
        found: ["Ingress 'shop/web' has tls with the Secret 'web-tls', which its Application Load Balancer does not use"],
      },
    ],
    passes: [
      { name: 'certificates that are discovered', manifests: ingress(HTTPS, TLS.replace(', secretName: web-tls', '')) },
      {
        name: 'a certificate of ACM',
        manifests: ingress(`${ALB}/certificate-arn: "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d"`, TLS),
      },
      {
        name: 'another controller',
        manifests: ingress('', TLS.replace('alb', 'nginx')),
        facts: { externalDeclarations: [object('networking.k8s.io', 'IngressClass', 'nginx')] },
      },
      { name: 'listeners that CloudFormation fills in', manifests: ingress(`${ALB}/listen-ports: <known-at-deploy>`, TLS) },
    ],
  },

  'ingress-without-class': {
    fails: [
      { name: 'no class', manifests: ingress(), found: UNCLASSED },
      {
        name: 'the class of the controller, which is not the default',
        manifests: ingress(),
        facts: controller({ ingressClass: '', ingressClassConfig: { default: false } }),
        found: UNCLASSED,
      },
      {
        name: 'a role on other resources',
        manifests: [
          ingress(),
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: pods }\n' +
            'rules: [{ apiGroups: [""], resources: [pods], verbs: [get, list, watch] }]',
        ].join('\n---\n'),
        found: UNCLASSED,
      },
      {
        name: 'a class in the app that is not the default',
        manifests: [ingress(), ingressClass('alb', 'false')].join('\n---\n'),
        found: UNCLASSED,
      },
      {
        name: 'no controller',
        manifests: ingress(),
        without: ['object networking.k8s.io/IngressClass /alb'],
        found: UNCLASSED,
      },
    ],
    passes: [
      { name: 'a class', manifests: ingress('', 'ingressClassName: alb, ') },
      { name: 'a class that CloudFormation fills in', manifests: ingress('', 'ingressClassName: "<known-at-deploy>", ') },
      { name: 'a class by annotation', manifests: ingress('kubernetes.io/ingress.class: alb') },
      { name: 'a default class', manifests: [ingress(), ingressClass('alb', 'true')].join('\n---\n') },
      {
        name: 'a class that CloudFormation makes the default, or not',
        manifests: [ingress(), ingressClass('alb', '<known-at-deploy>')].join('\n---\n'),
      },
      {
        name: 'the class of the controller is the default',
        manifests: ingress(),
        facts: controller({ ingressClassConfig: { default: true } }),
      },
      {
        name: 'the value of the chart is known at deploy',
        manifests: ingress(),
        facts: controller({ ingressClassConfig: '<known-at-deploy>' }),
      },
      {
        name: 'Istio serves Ingresses without a class',
        manifests: ingress(),
        facts: controller({ meshConfig: { ingressControllerMode: 'DEFAULT' } }, 'istiod'),
      },
      { name: 'a chart whose objects are not known', manifests: ingress(), facts: { scopeComplete: false } },
      { name: 'an add-on of a vendor', manifests: ingress(), facts: { addonNames: [{ path: 'App/Addon', value: 'kong_konnect-ri' }] } },
      {
        name: 'a controller in a manifest',
        manifests: [
          ingress(),
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: contour }\n' +
            'rules: [{ apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [get, list, watch] }]',
        ].join('\n---\n'),
      },
      {
        name: 'a class that is declared',
        manifests: ingress(),
        facts: { externalDeclarations: [object('networking.k8s.io', 'IngressClass', 'nginx')] },
      },
    ],
  },

  'default-ingress-classes': {
    fails: [
      {
        name: 'a second default class beside the first',
        manifests: [ingressClass('alb', 'true'), ingressClass('nginx', 'true')].join('\n---\n'),
        found: ["IngressClass 'nginx' is a default class, as is IngressClass 'alb'"],
      },
    ],
    passes: [
      { name: 'one of two', manifests: [ingressClass('alb', 'true'), ingressClass('nginx')].join('\n---\n') },
      { name: 'the other says that it is none', manifests: [ingressClass('alb', 'true'), ingressClass('nginx', 'false')].join('\n---\n') },
    ],
  },
};

export const NETWORK: Cases = { ...IP_FAMILY, ...LOAD_BALANCER_FAMILY, ...LOAD_BALANCERS, ...POLICIES, ...NO_INTERNET, ...INGRESS_CLASSES };
