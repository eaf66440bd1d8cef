import { jobErrors } from '../../../kubernetes/validation/jobs.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['batch/Job', 'batch/CronJob'];

export const jobInvalid: Rule = {
  id: 'job-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid completions, failure policy or selector of a Job',
  reason:
    'the API server rejects negative numbers, completionMode: Indexed without completions, limits per index without ' +
    'completionMode: Indexed, a selector, and rules of a podFailurePolicy that do not have exactly one condition',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  check: (facts) => invalidObjects(facts, KINDS, jobErrors),
};
