import { disruptionBudgetErrors } from '../../../kubernetes/validation/autoscalers.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['policy/PodDisruptionBudget'];

export const disruptionBudgetInvalid: Rule = {
  id: 'disruption-budget-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid PodDisruptionBudget',
  reason:
    'the API server rejects a PodDisruptionBudget with both minAvailable and maxUnavailable, and values that are neither an ' +
    'integer nor a percentage of at most 100%',
  source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  check: (facts) => invalidObjects(facts, KINDS, disruptionBudgetErrors),
};
