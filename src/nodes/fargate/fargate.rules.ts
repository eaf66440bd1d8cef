import { Problem } from '../../errors/problems';
import { KubernetesObject, namespaceOf, podLabelsOf, podSpecOf } from '../../kubernetes/kubernetes-object.rules';
import { FargateCapacity } from '../../model/capacity.rules';

/** Input of {@link fargateProblems}. */
export interface FargateFacts {
  readonly count: number;
  readonly selectors: readonly { readonly namespace: string; readonly labels?: Readonly<Record<string, string>> }[];
}

const GUIDE = 'https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html';
/** Source: AWS General Reference, EKS quotas. */
const MAX_SELECTORS = 5;
const MAX_LABELS = 5;

/** Problems for which EKS would reject a Fargate profile. */
export function fargateProblems({ count, selectors }: FargateFacts): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: GUIDE });
  if (count === 0) {
    add('namespaces and selectors are empty', 'a profile requires at least one selector', "Add a namespace, like namespaces: ['batch']");
  }
  if (count > MAX_SELECTORS) {
    add(
      `namespaces and selectors have ${count} entries`,
      `a profile can have at most ${MAX_SELECTORS}`,
      'Use wildcards, or a second profile',
    );
  }
  for (const { namespace, labels = {} } of selectors) {
    if (!/^[a-z0-9*?]([-a-z0-9*?]{0,61}[a-z0-9*?])?$/.test(namespace)) {
      add(
        `a selector has the namespace '${namespace}'`,
        'it must have 1–63 lower-case letters, digits, hyphens, * or ?',
        "Use a name like 'batch' or 'dev-*'",
      );
    }
    if (Object.keys(labels).length > MAX_LABELS) {
      add(
        `the selector of '${namespace}' has ${Object.keys(labels).length} labels`,
        `a selector can have at most ${MAX_LABELS}`,
        'Remove labels',
      );
    }
  }
  return problems;
}

/** Whether a string matches a pattern of a selector. */
export function matchesPattern(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(text);
}

/** Whether a profile selects the pods of an object: they are then scheduled on Fargate, also if the cluster has other nodes. */
export function selectsPods({ namespace, labels }: FargateCapacity['selectors'][number], object: KubernetesObject): boolean {
  const podLabels = Object.entries(podLabelsOf(object));
  return (
    podSpecOf(object) !== undefined &&
    matchesPattern(namespace, namespaceOf(object) ?? 'default') &&
    Object.entries(labels).every(([key, value]) =>
      podLabels.some(([name, text]) => matchesPattern(key, name) && matchesPattern(value, text)),
    )
  );
}

/** Size of a pod on Fargate. */
export interface FargateSize {
  readonly vcpu: number;
  readonly memoryGiB: number;
}

/** vCPU × memory that Fargate offers: from, to and step in GiB. Source: EKS User Guide, fargate-pod-configuration. */
const SIZES: readonly (readonly [vcpu: number, memory: readonly number[]])[] = [
  [0.25, [0.5, 1, 2]],
  [0.5, [1, 2, 3, 4]],
  [1, steps(2, 8, 1)],
  [2, steps(4, 16, 1)],
  [4, steps(8, 30, 1)],
  [8, steps(16, 60, 4)],
  [16, steps(32, 120, 8)],
];
/** Reserved for Kubernetes components (kubelet, kube-proxy, containerd), in addition to the requests of the pod. */
const OVERHEAD_GIB = 0.25;

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

/** The smallest size that fits a pod, which is billed; undefined if no size fits. */
export function fargateSizeOf(cpuMillis: number, memoryMiB: number): FargateSize | undefined {
  const needed = memoryMiB / 1024 + OVERHEAD_GIB;
  const fitting = SIZES.filter(([vcpu]) => vcpu * 1000 >= cpuMillis).flatMap(([vcpu, memory]) =>
    memory
      .filter((each) => each >= needed)
      .slice(0, 1)
      .map((memoryGiB) => ({ vcpu, memoryGiB })),
  );
  // a pod without requests has the smallest size
  return cpuMillis === 0 && memoryMiB === 0 ? { vcpu: 0.25, memoryGiB: 0.5 } : fitting[0];
}
