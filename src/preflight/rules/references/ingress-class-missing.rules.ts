import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const ingressClassMissing: Rule = {
  id: 'ingress-class-missing',
  area: 'References',
  severity: 'error',
  description: 'an Ingress of a class that no controller serves',
  reason: 'an Ingress whose class no controller serves is accepted and never gets an address',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
  check: (facts) =>
    missingObjects(
      facts,
      'networking.k8s.io',
      'IngressClass',
      (name) =>
        (name === 'alb' ? "Add new AlbController(this, 'AlbController', { cluster })" : 'Name a class that exists') +
        `, or declare it: ClusterModel.of(cluster).external(ClusterCapability.ingressClass('${name}'), { reason })`,
    ),
};
