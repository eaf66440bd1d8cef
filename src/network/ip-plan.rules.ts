/** A subnet of a plan of addresses. */
export interface PlannedSubnet {
  readonly name: string;
  /** nothing where its block is not known. */
  readonly block?: string;
  readonly size?: number;
}

/** What takes addresses, and where: the same share of each subnet. */
export interface IpAddressDemand {
  readonly consumer: 'nodes' | 'pods' | 'control plane' | 'endpoints and NAT' | 'load balancers';
  readonly subnets: readonly string[];
  /** over all subnets together, at full scale. */
  readonly addresses: number;
}

/** What is planned for one subnet. */
export interface SubnetUsage {
  readonly name: string;
  readonly block?: string;
  readonly usable?: number;
  readonly used: Readonly<Record<IpAddressDemand['consumer'], number>>;
  /** nothing where the block is not known; negative where addresses run out. */
  readonly available?: number;
}

/** Addresses of a subnet that AWS keeps. Source: VPC guide, subnet sizing. */
const RESERVED_BY_AWS = 5;

/** What nodes, pods, endpoints, control plane and load balancers take of each subnet at full scale, and what is left. */
export function ipPlan(subnets: readonly PlannedSubnet[], demands: readonly IpAddressDemand[]): SubnetUsage[] {
  return subnets.map(({ name, block, size }) => {
    const used = { nodes: 0, pods: 0, 'control plane': 0, 'endpoints and NAT': 0, 'load balancers': 0 };
    for (const { consumer, addresses, subnets: shared } of demands) {
      if (shared.includes(name)) used[consumer] += Math.ceil(addresses / new Set(shared).size);
    }
    const usable = size === undefined ? undefined : size - RESERVED_BY_AWS;
    return {
      name,
      block,
      usable,
      used,
      available: usable === undefined ? undefined : usable - Object.values(used).reduce((sum, each) => sum + each, 0),
    };
  });
}
