import { Cases } from './case';
import { IP_FAMILY } from './infrastructure-ip-family';
import { LOAD_BALANCER_FAMILY } from './network-ip-family';
import { LOAD_BALANCERS } from './network-load-balancers';
import { NO_INTERNET } from './network-no-internet';
import { POLICIES } from './network-policies';

const ingressClass = (name: string, isDefault?: string) => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name}${isDefault ? `, annotations: { ingressclass.kubernetes.io/is-default-class: '${isDefault}' }` : ''} }
spec: { controller: example.com/${name} }`;

const INGRESS_CLASSES: Cases = {
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
