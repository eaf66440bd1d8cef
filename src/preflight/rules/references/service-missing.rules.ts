import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const serviceMissing: Rule = {
  id: 'service-missing',
  area: 'References',
  severity: 'error',
  description: 'Ingress, route, webhook or APIService whose backend Service does not exist',
  reason: 'without its backend Service requests fail with 503, and a webhook rejects every request that it intercepts',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  // an awaited load balancer address has a rule of its own
  check: (facts) =>
    missingObjects(
      { ...facts, missing: facts.missing.filter(({ value }) => value.requiredBy !== undefined) },
      '',
      'Service',
      () => 'Deploy the Service, or correct the name',
    ),
};
