import { at, isDeployTimeValue, podLabelsOf } from '../../../kubernetes/kubernetes-object.rules';
import { describeSelector, requirementsOf, matchesSelector } from '../../../kubernetes/label-selector.rules';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

const WITH_SELECTOR = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet']);

export const selectorMismatch: Rule = {
  id: 'selector-mismatch',
  area: 'References',
  severity: 'error',
  description: 'workload whose selector is empty or does not match its pod template',
  reason: 'the API server rejects an empty selector, and one that does not match the labels of the pod template',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  check: ({ manifests }) => manifests.workloads.filter(({ groupKind }) => WITH_SELECTOR.has(groupKind)).flatMap(problems),
};

function problems({ path, name, object, podLabels }: Workload): Violation[] {
  const selector = at(object, 'spec', 'selector');
  // a missing one is a schema violation
  if (
    selector === undefined ||
    selector === null ||
    isDeployTimeValue(podLabelsOf(object)) ||
    Object.keys(podLabels).some(isDeployTimeValue)
  ) {
    return [];
  }
  if (requirementsOf(selector)?.length === 0) {
    return [{ path, finding: `${name} has an empty selector`, remediation: 'Set the selector to labels of the pod template' }];
  }
  if (matchesSelector(selector, podLabels) !== false) return [];
  return [
    {
      path,
      finding: `${name} selects ${describeSelector(selector)}, and its pod template has ${
        Object.entries(podLabels)
          .map((label) => label.join('='))
          .join(', ') || 'no labels'
      }`,
      remediation: 'Add the labels of the selector to the pod template',
    },
  ];
}
