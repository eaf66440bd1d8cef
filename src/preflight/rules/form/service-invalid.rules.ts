import { serviceErrors } from '../../../kubernetes/validation/services.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['/Service'];

export const serviceInvalid: Rule = {
  id: 'service-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid Service, other than its ports by number and name',
  reason:
    'the API server rejects type: ExternalName without externalName, clusterIP: None for other types than ClusterIP, a ' +
    'Service without ports that is not headless, and fields that its type does not support',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  check: (facts) => invalidObjects(facts, KINDS, serviceErrors),
};
