import { missing } from '../../reading/missing.rules';
import { Rule } from '../../rule';

export const serviceMissing: Rule = {
  id: 'service-missing',
  area: 'References',
  severity: 'error',
  finds: 'an Ingress, a route, a webhook or an API with a Service that nobody makes',
  why: 'what leads to a Service that is not there answers with errors, and a webhook without its Service refuses every request',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  // whose address a resource waits for has a rule of its own
  check: (facts) => missing({ ...facts, absent: facts.absent.filter(({ value }) => value.object !== undefined) }, '', 'Service', () => 'Deploy the Service, or correct the name'),
};
