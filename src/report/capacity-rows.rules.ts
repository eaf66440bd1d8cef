import { Capacity, ElasticCapacity } from '../model/capacity.rules';

const values = (capacity: ElasticCapacity, key: string): string =>
  capacity.requirements.find((each) => each.key === key)?.values.join(', ') ?? '';

/** What is offered, in one row. */
export function capacityRow(capacity: Capacity): string[] {
  switch (capacity.type) {
    case 'nodes': {
      const types = capacity.shapes.map(({ instanceType }) => instanceType).join(', ');
      if (capacity.nodeType === 'hybrid') return [capacity.name, 'on-premises machines', '', 'hybrid', capacity.os];
      return [capacity.name, types, `${capacity.min ?? '?'}–${capacity.max ?? '?'} nodes`, 'self-managed', capacity.os];
    }
    case 'elastic': {
      const limits = Object.entries(capacity.limits)
        .map(([resource, most]) => `${most} ${resource}`)
        .join(', ');
      return [
        capacity.name,
        values(capacity, 'node.kubernetes.io/instance-type') || 'as pods need',
        limits ? `up to ${limits}` : 'a fixed number',
        values(capacity, 'karpenter.sh/capacity-type'),
        `${capacity.nodeType === 'karpenter' ? 'Karpenter' : 'Auto Mode'}, ${values(capacity, 'kubernetes.io/arch')}`,
      ];
    }
    case 'fargate':
      return [capacity.name, 'as pods need', '', 'Fargate', capacity.selectors.map(({ namespace }) => namespace).join(', ')];
  }
}
