import { POD_SPEC_PATHS } from '../../../kubernetes/kinds.data';
import { at, isDeployTimeValue, KubernetesObject, namespaceOf, podLabelsOf } from '../../../kubernetes/kubernetes-object.rules';
import { describeSelector, requirementsOf, matchesSelector } from '../../../kubernetes/label-selector.rules';
import { Facts } from '../../facts/facts.rules';
import { mayExistOutsideApp } from '../../reading/missing-objects.rules';
import { mapAt, describeObject, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const selectsNothing: Rule = {
  id: 'selects-nothing',
  area: 'References',
  severity: 'warning',
  description: 'Service, PodDisruptionBudget, NetworkPolicy, SecurityGroupPolicy or PodMonitor that selects no pods',
  reason: 'the API server accepts a selector that matches no pods, and the object has no effect; a misspelled label is the usual cause',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
  check: (facts) => inOneFinding(facts, selectorsOfNothing(facts)),
};

interface SelectorOfNothing {
  readonly path: string;
  readonly object: KubernetesObject;
  readonly selector: unknown;
}

// one finding a cluster: several are mostly objects of parts that are switched off
function inOneFinding({ cluster }: Facts, found: readonly SelectorOfNothing[]): Violation[] {
  if (found.length === 0) return [];
  const [path, ...others] = new Set(found.map((one) => one.path));
  const more = found.length > 5 ? ` (and ${found.length - 5} more)` : '';
  const inWords = found.map(({ object, selector }) => `${describeObject(object)} selects ${describeSelector(selector)}`);
  return [
    {
      path: others.length === 0 ? path : cluster,
      finding: `${inWords.slice(0, 5).join('; ')}${more}, and no pods of the namespace match`,
      remediation: 'Correct the labels of the selector or of the pods',
    },
  ];
}

function selectorsOfNothing(facts: Facts): SelectorOfNothing[] {
  return [
    ...each(facts, '/Service', (service) => {
      const labels = mapAt(service, 'spec', 'selector');
      return Object.keys(labels).length === 0 || at(service, 'spec', 'type') === 'ExternalName' ? undefined : { matchLabels: labels };
    }),
    ...each(facts, 'policy/PodDisruptionBudget', (budget) => at(budget, 'spec', 'selector')),
    ...each(facts, 'networking.k8s.io/NetworkPolicy', (policy) => at(policy, 'spec', 'podSelector')),
    ...each(facts, 'vpcresources.k8s.aws/SecurityGroupPolicy', (policy) => at(policy, 'spec', 'podSelector')),
    ...each(facts, 'monitoring.coreos.com/PodMonitor', (monitor) =>
      at(monitor, 'spec', 'namespaceSelector') === undefined ? at(monitor, 'spec', 'selector') : undefined,
    ),
  ];
}

function each(facts: Facts, groupKind: string, selectorOf: (object: KubernetesObject) => unknown): SelectorOfNothing[] {
  return facts.manifests.ofKind(groupKind).flatMap(({ path, value }) => {
    const selector = selectorOf(value);
    const namespace = namespaceOf(value) ?? 'default';
    // an empty selector is meant for any pods
    if (selector === undefined || (requirementsOf(selector) ?? []).length === 0) return [];
    if (isDeployTimeValue(namespace) || facts.manifests.selectedBy(namespace, selector).length > 0 || mayHaveOtherPods(facts, namespace)) {
      return [];
    }
    if (facts.manifests.workloads.some((maker) => maker.namespace === namespace && mayBeSelected(selector, maker))) return [];
    return [{ path, object: value, selector }];
  });
}

/** Whether pods may exist that this app does not contain: of an operator, a chart or a user, or in a namespace known only at deploy. */
export const mayHaveOtherPods = (facts: Facts, namespace: string): boolean =>
  Object.keys(POD_SPEC_PATHS)
    .map((groupKind) => groupKind.split('/'))
    .some(([group, kind]) => mayExistOutsideApp(facts, group, kind, namespace)) ||
  facts.manifests.memoize('pods in unknown namespaces', () =>
    facts.manifests.workloads.some((maker) => isDeployTimeValue(maker.namespace)),
  );

// labels known only at deploy may match
const mayBeSelected = (selector: unknown, { object, podLabels }: Workload): boolean =>
  [podLabelsOf(object), ...Object.keys(podLabels)].some(isDeployTimeValue) || matchesSelector(selector, podLabels) !== false;
