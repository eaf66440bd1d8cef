import { SubnetRole } from './subnet-plan.rules';

/** One tier of the network: its name is part of its subnets' ids. */
export interface TierRow {
  readonly name: string;
  readonly reaches: 'internet' | 'egress' | 'nothing';
  readonly subnetRole: Exclude<SubnetRole, 'pods'>;
  /** tags beside those that CDK writes. Source: EKS User Guide, network requirements; AWS Load Balancer Controller, subnet discovery. */
  readonly tags: Readonly<Record<string, string>>;
}

export const TIERS: readonly TierRow[] = [
  { name: 'public', reaches: 'internet', subnetRole: 'public', tags: { 'kubernetes.io/role/elb': '1' } },
  { name: 'application', reaches: 'egress', subnetRole: 'application', tags: { 'kubernetes.io/role/internal-elb': '1' } },
  { name: 'data', reaches: 'nothing', subnetRole: 'data', tags: {} },
];

/** Number of zones, the first ones, with network interfaces of the control plane. They can never change: EKS refuses another set of zones later. */
export const CONTROL_PLANE_ZONES = 2;
export const CONTROL_PLANE_TIER = 'control-plane';
