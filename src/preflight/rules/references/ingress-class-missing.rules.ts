import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const ingressClassMissing: Rule = {
  id: 'ingress-class-missing',
  area: 'References',
  severity: 'error',
  description: 'Ingress whose IngressClass does not exist',
  reason: 'the API server accepts an Ingress whose IngressClass does not exist, and it never gets an address',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
  check: (facts) =>
    missingObjects(
      facts,
      'networking.k8s.io',
      'IngressClass',
      (name) =>
        (name === 'alb' ? "Add new AlbController(this, 'AlbController', { cluster })" : 'Set ingressClassName to a class that exists') +
        `, or declare it: ClusterModel.of(cluster).declareExternal(ClusterCapability.ingressClass('${name}'), { reason })`,
    ),
};
