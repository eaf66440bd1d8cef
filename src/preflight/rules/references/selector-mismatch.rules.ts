import { at, isFilledIn, podLabelsOf } from '../../../kubernetes/kubernetes-object.rules';
import { describeSelector, requirementsOf, selects } from '../../../kubernetes/label-selector.rules';
import { PodMaker } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

const WITH_SELECTOR = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet']);

export const selectorMismatch: Rule = {
  id: 'selector-mismatch',
  area: 'References',
  severity: 'error',
  finds: 'a workload whose selector does not select its own pods, or selects all',
  why: 'the API server refuses a workload whose selector is empty, or does not match the labels of its template',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  check: ({ manifests }) => manifests.pods.filter(({ groupKind }) => WITH_SELECTOR.has(groupKind)).flatMap(problems),
};

function problems({ path, name, object, labels }: PodMaker): Found[] {
  const selector = at(object, 'spec', 'selector');
  // one that is missing is a matter of form
  if (selector === undefined || selector === null || isFilledIn(podLabelsOf(object)) || Object.keys(labels).some(isFilledIn)) return [];
  if (requirementsOf(selector)?.length === 0) return [{ path, what: `${name} has an empty selector`, fix: 'Give it labels of the template' }];
  if (selects(selector, labels) !== false) return [];
  return [{ path, what: `${name} selects ${describeSelector(selector)}, and its pods have ${Object.entries(labels).map((label) => label.join('=')).join(', ') || 'no labels'}`, fix: 'Give the template the labels of the selector' }];
}
