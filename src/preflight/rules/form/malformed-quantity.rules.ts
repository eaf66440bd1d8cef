import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const malformedQuantity: Rule = {
  id: 'malformed-quantity',
  area: 'Form',
  severity: 'error',
  description: 'invalid quantity',
  reason: 'a quantity is a number with an optional suffix n u m k M G T P E Ki Mi Gi Ti Pi Ei or exponent, such as 250m, 0.5, 1.5Gi or 1e3',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
  check: ({ malformed }) =>
    malformed
      .filter(({ value }) => value.problem.kind === 'quantity')
      .map(({ path, value: { object, problem } }) => ({
        path,
        finding: `${describeObject(object)}: ${problem.finding}`,
        remediation: 'Use a quantity such as 500m or 512Mi',
      })),
};
