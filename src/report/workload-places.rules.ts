import { at, KubernetesObject, listAt, namespaceOf, podSpecOf, textAt } from '../inventory/kubernetes-object.rules';

/** Nodes that a pod may land on. */
export interface NodePlace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
}

/** One workload and where it can run. */
export interface WorkloadRow {
  readonly name: string;
  readonly kind: string;
  readonly replicas: string;
  readonly places: readonly string[];
}

/** A row for each object that makes pods; the number of replicas is the autoscaler's where there is one. */
export function workloadRows(objects: readonly KubernetesObject[], nodes: readonly NodePlace[]): WorkloadRow[] {
  return objects.filter((object) => podSpecOf(object) !== undefined).map((object) => {
    const autoscaler = objects.find((each) => each.kind === 'HorizontalPodAutoscaler' && namespaceOf(each) === namespaceOf(object)
      && textAt(each, 'spec', 'scaleTargetRef', 'kind') === object.kind && textAt(each, 'spec', 'scaleTargetRef', 'name') === object.metadata?.name);
    return {
      name: `${namespaceOf(object)}/${object.metadata?.name}`,
      kind: object.kind,
      replicas: autoscaler ? `${at(autoscaler, 'spec', 'minReplicas') ?? 1}–${at(autoscaler, 'spec', 'maxReplicas')}` : String(at(object, 'spec', 'replicas') ?? 1),
      places: nodes.filter((node) => accepts(node, podSpecOf(object))).map(({ name }) => name),
    };
  });
}

// node selectors and taints only: resources and affinity are not looked at
function accepts({ labels, taints }: NodePlace, pod: unknown): boolean {
  const selector = (at(pod, 'nodeSelector') ?? {}) as Record<string, string>;
  const selected = Object.entries(selector).every(([key, value]) => labels[key] === value);
  return selected && taints.filter(({ effect }) => effect !== 'PREFER_NO_SCHEDULE' && effect !== 'PreferNoSchedule').every((taint) =>
    listAt(pod, 'tolerations').some((toleration) => tolerates(toleration, taint)));
}

function tolerates(toleration: unknown, taint: NodePlace['taints'][number]): boolean {
  const [key, value, effect, operator] = ['key', 'value', 'effect', 'operator'].map((name) => textAt(toleration, name));
  return (key === undefined || key === taint.key)
    && (operator === 'Exists' || (value ?? '') === (taint.value ?? ''))
    && (effect === undefined || effect.toUpperCase().replace(/_/g, '') === taint.effect.toUpperCase().replace(/_/g, ''));
}
