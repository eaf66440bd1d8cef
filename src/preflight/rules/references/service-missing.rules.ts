import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const serviceMissing: Rule = {
  id: 'service-missing',
  area: 'References',
  severity: 'error',
  description: 'an Ingress, a route, a webhook or an API with a Service that nobody makes',
  reason: 'what leads to a Service that is not there answers with errors, and a webhook without its Service refuses every request',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  // whose address a resource waits for has a rule of its own
  check: (facts) =>
    missingObjects(
      { ...facts, missing: facts.missing.filter(({ value }) => value.requiredBy !== undefined) },
      '',
      'Service',
      () => 'Deploy the Service, or correct the name',
    ),
};
