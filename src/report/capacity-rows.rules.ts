import { NodePlace } from './workload-places.rules';
import { Capacity } from '../inventory/capacity.rules';

const values = (capacity: Extract<Capacity, { type: 'elastic' }>, key: string): string => capacity.requirements.find((each) => each.key === key)?.values.join(', ') ?? '';

/** What is offered, in one row. */
export function capacityRow(capacity: Capacity): string[] {
  switch (capacity.type) {
    case 'nodes': return [capacity.name, capacity.shapes.map(({ instanceType }) => instanceType).join(', '), `${capacity.min ?? '?'}–${capacity.max ?? '?'} nodes`, capacity.nodeType === 'selfManaged' ? 'self-managed' : capacity.nodeType, capacity.os];
    case 'elastic': {
      const limits = Object.entries(capacity.limits).map(([resource, most]) => `${most} ${resource}`).join(', ');
      return [capacity.name, values(capacity, 'node.kubernetes.io/instance-type') || 'as pods need', limits ? `up to ${limits}` : 'a fixed number', values(capacity, 'karpenter.sh/capacity-type'), `${capacity.nodeType === 'karpenter' ? 'Karpenter' : 'Auto Mode'}, ${values(capacity, 'kubernetes.io/arch')}`];
    }
    case 'fargate': return [capacity.name, 'as pods need', '', 'Fargate', capacity.selectors.map(({ namespace }) => namespace).join(', ')];
  }
}

/** Where pods may land, beside managed groups, by labels and taints. */
export function capacityPlace(capacity: Capacity): NodePlace[] {
  if (capacity.type === 'fargate' || (capacity.type === 'nodes' && capacity.nodeType === 'managed')) return [];
  const architectures = capacity.type === 'nodes'
    ? [capacity.architecture === 'arm64' ? 'arm64' : 'amd64']
    : capacity.requirements.find(({ key }) => key === 'kubernetes.io/arch')?.values ?? ['amd64'];
  return architectures.slice(0, 1).map((architecture) => ({ name: capacity.name, labels: { 'kubernetes.io/arch': architecture, 'kubernetes.io/os': capacity.os, ...capacity.labels }, taints: capacity.taints }));
}
