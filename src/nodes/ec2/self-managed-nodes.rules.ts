import { Problem } from '../../errors/problems';

/** Input of {@link selfManagedProblems}. */
export interface SelfManagedFacts {
  readonly spot: boolean;
  readonly instanceTypes: number;
  readonly customImage: boolean;
  readonly onDemandBaseCapacity?: number;
  readonly onDemandPercentageAboveBaseCapacity?: number;
  readonly minHealthyPercentage?: number;
  readonly maxHealthyPercentage?: number;
  readonly warmPoolMinSize?: number;
}

const GROUPS = 'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html';

/** Problems of Auto Scaling groups, in addition to those of all EC2 instances. */
export function selfManagedProblems(facts: SelfManagedFacts): Problem[] {
  const {
    spot,
    onDemandBaseCapacity,
    onDemandPercentageAboveBaseCapacity: share,
    minHealthyPercentage: min = 100,
    maxHealthyPercentage: max = 110,
  } = facts;
  const problems: Problem[] = [];
  const mixes = [
    ...(onDemandBaseCapacity === undefined ? [] : ['onDemandBaseCapacity']),
    ...(share === undefined ? [] : ['onDemandPercentageAboveBaseCapacity']),
  ];
  if (!spot && mixes.length > 0) {
    problems.push({
      finding: `${mixes.join(' and ')} is given without spot`,
      constraint: 'without spot, all instances are on-demand',
      remediation: `Set spot: true, or remove ${mixes.join(' and ')}`,
      source: GROUPS,
    });
  }
  if (share !== undefined && (!Number.isInteger(share) || share < 0 || share > 100)) {
    problems.push({
      finding: `onDemandPercentageAboveBaseCapacity is ${share}`,
      constraint: 'it must be an integer from 0 to 100',
      remediation: 'Use an integer in that range',
      source: GROUPS,
    });
  }
  for (const [name, value] of Object.entries({ onDemandBaseCapacity, warmPoolMinSize: facts.warmPoolMinSize })) {
    if (value !== undefined && (!Number.isInteger(value) || value < 0)) {
      problems.push({
        finding: `${name} is ${value}`,
        constraint: 'it must be an integer of at least 0',
        remediation: `Set ${name} to 0 or more`,
        source: GROUPS,
      });
    }
  }
  if (min < 0 || min > 100 || max < 100 || max > 200 || max - min > 100) {
    problems.push({
      finding: `minHealthyPercentage is ${min} and maxHealthyPercentage is ${max}`,
      constraint: 'they must be 0 to 100 and 100 to 200, and differ by at most 100',
      remediation: 'Use 100 and 110, or 90 and 100 where the group cannot grow',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-maintenance-policy-overview-and-considerations.html',
    });
  }
  if (facts.warmPoolMinSize !== undefined && (spot || facts.instanceTypes > 1)) {
    problems.push({
      finding: `warmPoolMinSize is given with ${spot ? 'spot' : 'several instance types'}`,
      constraint: 'a warm pool requires one on-demand instance type',
      remediation: 'Remove one of them',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html',
    });
  }
  return problems;
}
