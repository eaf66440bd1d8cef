import { FargateCapacity, Taint } from '../inventory/capacity.rules';
import { at, KubernetesObject, listAt, namespaceOf, podSpecOf, textAt } from '../inventory/kubernetes-object.rules';
import { selectsPods } from '../nodes/fargate.rules';

/** Nodes that a pod may land on. */
export interface NodePlace {
  readonly name: string;
  /** what each label may be; one that Kubernetes, EKS or Karpenter set and that is missing may be anything. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** effects as Kubernetes writes them. */
  readonly taints: readonly Taint[];
}

/** One workload and where it can run. */
export interface WorkloadRow {
  readonly name: string;
  readonly kind: string;
  readonly replicas: string;
  readonly places: readonly string[];
}

/** A row for each object that makes pods; the number of replicas is the autoscaler's where there is one. */
export function workloadRows(
  objects: readonly KubernetesObject[], nodes: readonly NodePlace[], fargate: readonly FargateCapacity[] = [],
): WorkloadRow[] {
  return objects.filter((object) => podSpecOf(object) !== undefined).map((object) => {
    const profiles = fargate.filter(({ selectors }) => selectors.some((selector) => selectsPods(selector, object)));
    return {
      name: `${namespaceOf(object)}/${object.metadata?.name}`,
      kind: object.kind,
      replicas: replicasOf(object, objects),
      places: (profiles.length > 0 ? profiles : nodes.filter((node) => accepts(node, podSpecOf(object)))).map(({ name }) => name),
    };
  });
}

function replicasOf(object: KubernetesObject, objects: readonly KubernetesObject[]): string {
  const { kind, metadata } = object;
  const autoscaler = objects.find((each) => each.kind === 'HorizontalPodAutoscaler' && namespaceOf(each) === namespaceOf(object)
    && textAt(each, 'spec', 'scaleTargetRef', 'kind') === kind && textAt(each, 'spec', 'scaleTargetRef', 'name') === metadata?.name);
  if (autoscaler) return `${at(autoscaler, 'spec', 'minReplicas') ?? 1}–${at(autoscaler, 'spec', 'maxReplicas')}`;
  switch (kind) {
    case 'DaemonSet': return 'one a node';
    case 'Job': return String(at(object, 'spec', 'parallelism') ?? 1);
    case 'CronJob': return String(at(object, 'spec', 'jobTemplate', 'spec', 'parallelism') ?? 1);
    default: return String(at(object, 'spec', 'replicas') ?? 1);
  }
}

/** Labels that somebody else sets: the kubelet, EKS, Karpenter. */
const SET_BY_OTHERS = /(^|\.)(kubernetes\.io|k8s\.io|karpenter\.sh|k8s\.aws|eks\.amazonaws\.com)\//;

// node selectors and taints only: resources and affinity are not looked at
function accepts({ labels, taints }: NodePlace, pod: unknown): boolean {
  const selector = (at(pod, 'nodeSelector') ?? {}) as Record<string, string>;
  const selected = Object.entries(selector).every(([key, value]) => labels[key]?.includes(value) ?? SET_BY_OTHERS.test(key));
  return selected && taints.filter(({ effect }) => effect !== 'PreferNoSchedule').every((taint) =>
    listAt(pod, 'tolerations').some((toleration) => tolerates(toleration, taint)));
}

function tolerates(toleration: unknown, taint: Taint): boolean {
  const [key, value, effect, operator] = ['key', 'value', 'effect', 'operator'].map((name) => textAt(toleration, name));
  return (key === undefined || key === taint.key)
    && (operator === 'Exists' || (value ?? '') === (taint.value ?? ''))
    && (effect === undefined || effect === taint.effect);
}
