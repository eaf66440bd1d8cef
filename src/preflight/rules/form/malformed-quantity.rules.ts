import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const malformedQuantity: Rule = {
  id: 'malformed-quantity',
  area: 'Form',
  severity: 'error',
  description: 'quantities that Kubernetes cannot read',
  reason: 'a quantity is a number, alone or with one of n u m k M G T P E Ki Mi Gi Ti Pi Ei or an exponent, like 250m, 0.5, 1.5Gi or 1e3',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
  check: ({ malformed }) =>
    malformed
      .filter(({ value }) => value.problem.kind === 'quantity')
      .map(({ path, value: { object, problem } }) => ({
        path,
        finding: `${describeObject(object)}: ${problem.field} ${problem.finding}`,
        remediation: 'Write it like 500m or 512Mi',
      })),
};
