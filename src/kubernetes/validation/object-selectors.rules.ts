import { labelSelectorErrors } from './selectors.rules';
import { at, groupKindOf, KubernetesObject, listAt } from '../kubernetes-object.rules';

const OF_CONTROLLERS = [['spec', 'selector']];
const OF_WEBHOOKS = ['namespaceSelector', 'objectSelector'];

/** The label selectors of each kind; those of pods and claims are checked with them. */
const SELECTORS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'apps/Deployment': OF_CONTROLLERS,
  'apps/StatefulSet': OF_CONTROLLERS,
  'apps/DaemonSet': OF_CONTROLLERS,
  'apps/ReplicaSet': OF_CONTROLLERS,
  'batch/Job': OF_CONTROLLERS,
  'policy/PodDisruptionBudget': OF_CONTROLLERS,
  'networking.k8s.io/NetworkPolicy': [['spec', 'podSelector']],
};
const WEBHOOKS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map((kind) => `admissionregistration.k8s.io/${kind}`);

export const KINDS_WITH_SELECTORS = [...Object.keys(SELECTORS), ...WEBHOOKS];

/** Errors in the label selectors of an object. */
export function objectSelectorErrors(object: KubernetesObject): string[] {
  const peers = [
    ['ingress', 'from'],
    ['egress', 'to'],
  ].flatMap(([direction, list]) =>
    listAt(object, 'spec', direction).flatMap((rule, index) =>
      listAt(rule, list).flatMap((peer, i) =>
        ['podSelector', 'namespaceSelector'].flatMap((name) =>
          labelSelectorErrors(at(peer, name), `spec.${direction}[${index}].${list}[${i}].${name}`),
        ),
      ),
    ),
  );
  return [
    ...(SELECTORS[groupKindOf(object)] ?? []).flatMap((path) => labelSelectorErrors(at(object, ...path), path.join('.'))),
    ...(groupKindOf(object) === 'networking.k8s.io/NetworkPolicy' ? peers : []),
    ...listAt(object, 'webhooks').flatMap((webhook, index) =>
      OF_WEBHOOKS.flatMap((name) => labelSelectorErrors(at(webhook, name), `webhooks[${index}].${name}`)),
    ),
  ];
}
