/** A subnet of a plan of addresses. */
export interface PlannedSubnet {
  readonly name: string;
  /** nothing where its block is not known. */
  readonly block?: string;
  readonly size?: number;
}

/** What takes addresses, and where: the same share of each subnet. */
export interface AddressDemand {
  readonly what: 'nodes' | 'pods' | 'control plane' | 'endpoints and NAT' | 'load balancers';
  readonly subnets: readonly string[];
  /** over all subnets together, at full scale. */
  readonly addresses: number;
}

/** What is planned for one subnet. */
export interface SubnetPlanRow {
  readonly name: string;
  readonly block?: string;
  readonly usable?: number;
  readonly taken: Readonly<Record<AddressDemand['what'], number>>;
  /** nothing where the block is not known; negative where addresses run out. */
  readonly left?: number;
}

/** Addresses of a subnet that AWS keeps. Source: VPC guide, subnet sizing. */
const KEPT_BY_AWS = 5;

/** What nodes, pods, endpoints, control plane and load balancers take of each subnet at full scale, and what is left. */
export function ipPlan(subnets: readonly PlannedSubnet[], demands: readonly AddressDemand[]): SubnetPlanRow[] {
  return subnets.map(({ name, block, size }) => {
    const taken = { 'nodes': 0, 'pods': 0, 'control plane': 0, 'endpoints and NAT': 0, 'load balancers': 0 };
    for (const { what, addresses, subnets: shared } of demands) {
      if (shared.includes(name)) taken[what] += Math.ceil(addresses / new Set(shared).size);
    }
    const usable = size === undefined ? undefined : size - KEPT_BY_AWS;
    return {
      name, block, usable, taken, left: usable === undefined ? undefined : usable - Object.values(taken).reduce((sum, each) => sum + each, 0),
    };
  });
}
