import { at, isDeployTimeValue, listAt } from '../../kubernetes/kubernetes-object.rules';
import { quantity } from '../../kubernetes/quantity.rules';

/** What a pod asks of a node: cpu in cores, memory and ephemeral-storage in bytes, others counted. */
export type Requests = Readonly<Record<string, number>>;

/**
 * The request by which the scheduler places a pod: the most that is asked at any time, while init containers run one after another
 * beside the sidecars that were started before them, and then all others together; what the pod as a whole asks for instead of that; and
 * the overhead of its runtime. Source: Kubernetes documentation, sidecar containers, pod-level resources and pod overhead.
 */
export function requestsOf(pod: unknown): Requests {
  const total: Record<string, number> = {};
  for (const container of listAt(pod, 'containers')) add(total, requestOf(container));
  const sidecars: Record<string, number> = {};
  const starting: Record<string, number> = {};
  for (const init of listAt(pod, 'initContainers')) {
    const asked = requestOf(init);
    if (at(init, 'restartPolicy') === 'Always') {
      add(sidecars, asked);
      raiseTo(starting, sidecars);
    } else {
      raiseTo(starting, sum(sidecars, asked));
    }
  }
  add(total, sidecars);
  raiseTo(total, starting);
  // a limit of the pod is its request only where no container asks for the resource
  const limits = isReadable(pod) ? ofPods(at(pod, 'resources', 'limits')) : {};
  const whole = { ...limits, ...total, ...ofPods(at(pod, 'resources', 'requests')) };
  return sum(whole, amounts(at(pod, 'overhead')));
}

/** Whether it is known what a pod and its containers ask for, or at least of which resources. */
export function isReadable(pod: unknown): boolean {
  const parts = [pod, ...listAt(pod, 'containers'), ...listAt(pod, 'initContainers')];
  const fields = [
    ...parts,
    ...parts.flatMap((part) => [['resources'], ['resources', 'requests'], ['resources', 'limits']].map((path) => at(part, ...path))),
  ];
  return ![at(pod, 'containers'), at(pod, 'initContainers'), ...fields].some(isDeployTimeValue);
}

/** What one container asks for, limits where it names no request. */
export const requestOf = (container: unknown): Requests => ({
  ...amounts(at(container, 'resources', 'limits')),
  ...amounts(at(container, 'resources', 'requests')),
});

/** What a pod as a whole may ask for. Source: Kubernetes API reference, PodSpec resources. */
const ofPods = (list: unknown): Record<string, number> =>
  Object.fromEntries(
    Object.entries(amounts(list)).filter(([resource]) => resource === 'cpu' || resource === 'memory' || resource.startsWith('hugepages-')),
  );

function amounts(list: unknown): Record<string, number> {
  if (typeof list !== 'object' || list === null || Array.isArray(list)) return {};
  return Object.fromEntries(Object.entries(list).map(([resource, amount]) => [resource, quantity(amount)]));
}

function add(to: Record<string, number>, more: Requests): void {
  for (const [resource, amount] of Object.entries(more)) to[resource] = (to[resource] ?? 0) + amount;
}

function raiseTo(to: Record<string, number>, least: Requests): void {
  for (const [resource, amount] of Object.entries(least)) to[resource] = Math.max(to[resource] ?? 0, amount);
}

function sum(one: Requests, other: Requests): Requests {
  const total = { ...one };
  add(total, other);
  return total;
}
