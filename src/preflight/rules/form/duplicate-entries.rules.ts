import { duplicateEntryErrors } from '../../../kubernetes/validation/list-keys.rules';
import { invalidPods } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

export const duplicateEntries: Rule = {
  id: 'duplicate-entries',
  area: 'Form',
  severity: 'error',
  description: 'entries with the same key in a list of a pod or container',
  reason:
    'server-side apply rejects lists with duplicate entries: a variable, or a pair of containerPort and protocol, must be ' +
    'unique in its container',
  source: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
  check: (facts) => invalidPods(facts, duplicateEntryErrors),
};
