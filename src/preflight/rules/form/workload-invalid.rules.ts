import { CONTROLLERS, workloadErrors } from '../../../kubernetes/validation/workloads.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

export const workloadInvalid: Rule = {
  id: 'workload-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid replicas or update strategy of a workload',
  reason:
    'the API server rejects negative numbers, maxUnavailable above 100%, strings that are not a percentage, rollingUpdate ' +
    'with type: OnDelete, and activeDeadlineSeconds in pods that must run forever',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/',
  check: (facts) => invalidObjects(facts, CONTROLLERS, workloadErrors),
};
