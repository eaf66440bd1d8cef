import { Problem } from '../../errors/problems';

/** A NodeClass as plain values, some of which may be tokens. */
export interface AutoNodeClassPlan {
  readonly role: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly podSubnetIds: readonly string[];
  readonly podSecurityGroupIds: readonly string[];
  readonly diskGiB?: number;
  readonly iops?: number;
  readonly throughput?: number;
  readonly networkPolicyDefaultDeny?: boolean;
  readonly networkPolicyEventLogs?: boolean;
  readonly snat?: boolean;
  readonly fips?: boolean;
  readonly capacityReservationIds: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

const GUIDE = 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html';

/** The NodeClass object. Source: EKS User Guide, create-node-class. */
export function nodeClassObject(name: string, plan: AutoNodeClassPlan): Record<string, unknown> {
  const byId = (ids: readonly string[]) => ids.map((id) => ({ id }));
  const { diskGiB, iops, throughput } = plan;
  const disk = { ...(diskGiB ? { size: `${diskGiB}Gi` } : {}), ...(iops ? { iops } : {}), ...(throughput ? { throughput } : {}) };
  return {
    apiVersion: 'eks.amazonaws.com/v1',
    kind: 'NodeClass',
    metadata: { name },
    spec: {
      role: plan.role,
      subnetSelectorTerms: byId(plan.subnetIds),
      securityGroupSelectorTerms: byId(plan.securityGroupIds),
      ...(plan.podSubnetIds.length > 0
        ? {
            podSubnetSelectorTerms: byId(plan.podSubnetIds),
            podSecurityGroupSelectorTerms: byId(plan.podSecurityGroupIds),
          }
        : {}),
      ...(Object.keys(disk).length > 0 ? { ephemeralStorage: disk } : {}),
      ...(plan.networkPolicyDefaultDeny ? { networkPolicy: 'DefaultDeny' } : {}),
      ...(plan.networkPolicyEventLogs ? { networkPolicyEventLogs: 'Enabled' } : {}),
      ...(plan.snat === false ? { snatPolicy: 'Disabled' } : {}),
      ...(plan.fips ? { advancedSecurity: { fips: true } } : {}),
      ...(plan.capacityReservationIds.length > 0 ? { capacityReservationSelectorTerms: byId(plan.capacityReservationIds) } : {}),
      ...(Object.keys(plan.tags ?? {}).length > 0 ? { tags: plan.tags } : {}),
    },
  };
}

/** Problems for which EKS would reject a NodeClass. */
export function nodeClassProblems(
  name: string,
  plan: Pick<AutoNodeClassPlan, 'diskGiB' | 'iops' | 'throughput'> & {
    readonly subnets: number;
    readonly podSubnets: number;
    readonly podSecurityGroups: number;
  },
): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: GUIDE });
  const range = (prop: string, value: number | undefined, low: number, high: number, unit: string) => {
    if (value !== undefined && (value < low || value > high)) {
      add(`${prop} is ${value}${unit}`, `it must be from ${low} to ${high}${unit}`, 'Use a value in that range');
    }
  };
  if (name === 'default') add("nodePoolName is 'default'", 'EKS reserves the NodeClass default', 'Set another nodePoolName');
  range('ephemeralStorage', plan.diskGiB, 1, 59000, ' GiB');
  range('ephemeralStorageIops', plan.iops, 3000, 16000, '');
  range('ephemeralStorageThroughputMiBps', plan.throughput, 125, 1000, ' MiB/s');
  if (plan.subnets === 0) add('subnets selects no subnets', 'a NodeClass requires at least one subnet', 'Select other subnets');
  if (plan.podSecurityGroups > 0 && plan.podSubnets === 0) {
    add(
      'podSecurityGroups is given without pod subnets',
      'security groups for pods require pod subnets',
      'Set podSubnets, or podCidr on the network',
    );
  }
  return problems;
}
