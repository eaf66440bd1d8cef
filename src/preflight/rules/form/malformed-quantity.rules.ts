import { named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const malformedQuantity: Rule = {
  id: 'malformed-quantity',
  area: 'Form',
  severity: 'error',
  finds: 'quantities that Kubernetes cannot read',
  why: 'a quantity is a number, alone or with one of n u m k M G T P E Ki Mi Gi Ti Pi Ei or an exponent, like 250m, 0.5, 1.5Gi or 1e3',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
  check: ({ malformed }) => malformed.filter(({ value }) => value.problem.kind === 'quantity').map(({ path, value: { object, problem } }) => ({
    path, what: `${named(object)}: ${problem.field} ${problem.what}`, fix: 'Write it like 500m or 512Mi',
  })),
};
