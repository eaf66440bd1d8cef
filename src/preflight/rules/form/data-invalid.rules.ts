import { dataErrors } from '../../../kubernetes/validation/data.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['/ConfigMap', '/Secret'];

export const dataInvalid: Rule = {
  id: 'data-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid keys or values of a ConfigMap or Secret',
  reason:
    'a key must consist of letters, digits, hyphens, underscores and dots; data of a Secret must be base64; and a Secret of ' +
    'a built-in type must have the keys of this type',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
  check: (facts) => invalidObjects(facts, KINDS, dataErrors),
};
