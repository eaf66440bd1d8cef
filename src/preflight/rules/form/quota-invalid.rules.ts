import { quotaErrors } from '../../../kubernetes/validation/quotas.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['/ResourceQuota', '/LimitRange'];

export const quotaInvalid: Rule = {
  id: 'quota-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid ResourceQuota or LimitRange',
  reason:
    'a ResourceQuota must name resources that can be counted in its scopes; in a LimitRange, min, defaultRequest, default ' +
    'and max must not decrease',
  source: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  check: (facts) => invalidObjects(facts, KINDS, quotaErrors),
};
