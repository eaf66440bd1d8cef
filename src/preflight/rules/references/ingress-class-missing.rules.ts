import { missing } from '../../reading/missing.rules';
import { Rule } from '../../rule';

export const ingressClassMissing: Rule = {
  id: 'ingress-class-missing',
  area: 'References',
  severity: 'error',
  finds: 'an Ingress of a class that no controller serves',
  why: 'an Ingress whose class no controller serves is accepted and never gets an address',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
  check: (facts) => missing(facts, 'networking.k8s.io', 'IngressClass', (name) =>
    (name === 'alb' ? "Add new AlbController(this, 'AlbController', { cluster })" : 'Name a class that exists')
    + `, or declare it: Inventory.of(cluster).external(Thing.ingressClass('${name}'), { reason })`),
};
