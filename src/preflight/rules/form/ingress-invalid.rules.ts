import { ingressErrors } from '../../../kubernetes/validation/ingresses.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['networking.k8s.io/Ingress'];

export const ingressInvalid: Rule = {
  id: 'ingress-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid hosts, paths or backends of an Ingress',
  reason:
    'a host must be a DNS name, with a wildcard only as its first label; a path must begin with a slash; and a backend must ' +
    'be either a resource or a Service with one port',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/',
  check: (facts) => invalidObjects(facts, KINDS, ingressErrors),
};
