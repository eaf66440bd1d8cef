import { KINDS_WITH_SELECTORS, objectSelectorErrors } from '../../../kubernetes/validation/object-selectors.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

export const selectorInvalid: Rule = {
  id: 'selector-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid label selector',
  reason: 'In and NotIn need values, Exists and DoesNotExist must not have any, and keys and values must have the syntax of ' + 'labels',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors',
  check: (facts) => invalidObjects(facts, KINDS_WITH_SELECTORS, objectSelectorErrors),
};
