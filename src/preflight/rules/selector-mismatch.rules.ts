import { at } from '../../inventory/kubernetes-object.rules';
import { describeSelector, selects } from '../label-selector.rules';
import { Rule } from '../rule';

const WITH_SELECTOR = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet']);

export const selectorMismatch: Rule = {
  id: 'selector-mismatch',
  area: 'References',
  severity: 'error',
  finds: 'a workload whose selector does not select its own pods',
  why: 'the API server refuses a workload whose selector does not match the labels of its template',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  check: ({ manifests }) => manifests.pods.filter(({ groupKind }) => WITH_SELECTOR.has(groupKind)).flatMap(({ path, name, object, labels }) => {
    const selector = at(object, 'spec', 'selector');
    // one that is missing is a matter of form
    if (selector === undefined || selector === null || selects(selector, labels) !== false) return [];
    return [{ path, what: `${name} selects ${describeSelector(selector)}, and its pods have ${Object.entries(labels).map((label) => label.join('=')).join(', ') || 'no labels'}`, fix: 'Give the template the labels of the selector' }];
  }),
};
