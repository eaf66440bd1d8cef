import { Problem } from '../../errors/problems';
import { OsName } from '../tables/image.data';
import { familyOfOs } from '../tables/os.data';

/** Input of {@link managedNodesProblems}. */
export interface ManagedNodesFacts {
  readonly customImage: boolean;
  readonly amiType: boolean;
  readonly release: boolean;
  readonly os: OsName;
  readonly enableNodeAutoRepair: boolean;
  readonly repair?: Readonly<Record<string, unknown>> | object;
  /** limits of an update are a number of nodes or a percentage; `'token'` is a value that is known at deployment. */
  readonly maxUnavailable?: number | 'token';
  readonly maxUnavailablePercentage?: number | 'token';
  readonly warmPool?: {
    readonly minSize?: number | 'token';
    readonly maxGroupPreparedCapacity?: number | 'token';
    readonly poolState?: string;
    readonly reuseOnScaleIn?: boolean;
  };
  readonly spot: boolean;
  readonly instanceTypes: number;
  readonly capacityBlock: boolean;
  readonly maxPods: boolean;
}

const API = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html';
const TEMPLATES = 'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html';
const WARM_POOLS = 'https://docs.aws.amazon.com/eks/latest/userguide/warm-pools-managed-node-groups.html';

/** Problems of managed groups, in addition to those of all EC2 instances. */
export function managedNodesProblems(facts: ManagedNodesFacts): Problem[] {
  return [
    ...imageProblems(facts),
    ...updateProblems(facts),
    ...repairProblems(facts),
    ...warmPoolProblems(facts),
    ...windowsProblems(facts),
  ];
}

// EKS bootstraps Windows nodes itself, and accepts no kubelet settings
function windowsProblems({ os, customImage, maxPods }: ManagedNodesFacts): Problem[] {
  return maxPods && !customImage && familyOfOs(os) === 'windows'
    ? [
        {
          finding: `kubelet.maxPods is given for ${os}`,
          constraint: 'EKS configures the kubelet of managed Windows nodes itself',
          remediation: 'Remove kubelet.maxPods, or use SelfManagedNodes',
          source: TEMPLATES,
        },
      ]
    : [];
}

function imageProblems({ customImage, amiType, release }: ManagedNodesFacts): Problem[] {
  if (!customImage) return [];
  const also = [...(amiType ? ['amiType'] : []), ...(release ? ['releaseVersion'] : [])];
  return also.length === 0
    ? []
    : [
        {
          finding: `machineImage is given together with ${also.join(' and ')}`,
          constraint: 'a custom AMI determines operating system and version',
          remediation: `Remove machineImage or ${also.join(' and ')}`,
          source: TEMPLATES,
        },
      ];
}

/** Problems of the limits of an update. */
export function updateProblems({
  maxUnavailable,
  maxUnavailablePercentage,
}: Pick<ManagedNodesFacts, 'maxUnavailable' | 'maxUnavailablePercentage'>): Problem[] {
  const problems: Problem[] = [];
  if (maxUnavailable !== undefined && maxUnavailablePercentage !== undefined) {
    problems.push({
      finding: 'maxUnavailable and maxUnavailablePercentage are mutually exclusive',
      constraint: 'an update has one limit',
      remediation: 'Remove one of them',
      source: API,
    });
  }
  for (const [name, value] of Object.entries({ maxUnavailable, maxUnavailablePercentage })) {
    if (typeof value !== 'number' || (Number.isInteger(value) && value >= 1 && value <= 100)) continue;
    problems.push({
      finding: `${name} is ${value}`,
      constraint: 'it must be an integer from 1 to 100',
      remediation: 'Use an integer in that range',
      source: API,
    });
  }
  return problems;
}

function repairProblems({ enableNodeAutoRepair, repair }: ManagedNodesFacts): Problem[] {
  if (!repair) return [];
  const problems: Problem[] = [];
  const values = repair as Readonly<Record<string, unknown>>;
  if (!enableNodeAutoRepair) {
    problems.push({
      finding: 'nodeRepairConfig is given and enableNodeAutoRepair is false',
      constraint: 'no nodes are repaired',
      remediation: 'Remove one of them',
      source: API,
    });
  }
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number' && (!Number.isInteger(value) || value < 1 || (name.endsWith('Percentage') && value > 100))) {
      problems.push({
        finding: `nodeRepairConfig.${name} is ${value}`,
        constraint: `it must be an integer of at least 1${name.endsWith('Percentage') ? ' and at most 100' : ''}`,
        remediation: 'Use an integer in that range',
        source: API,
      });
    }
  }
  for (const limit of ['maxUnhealthyNodeThreshold', 'maxParallelNodesRepaired']) {
    if (values[`${limit}Count`] !== undefined && values[`${limit}Percentage`] !== undefined) {
      problems.push({
        finding: `nodeRepairConfig has both ${limit}Count and ${limit}Percentage`,
        constraint: 'they are mutually exclusive',
        remediation: 'Remove one of them',
        source: API,
      });
    }
  }
  return problems;
}

/** Problems of a warm pool of a managed group. */
export function warmPoolProblems({
  warmPool,
  customImage,
  os,
  spot,
  instanceTypes,
  capacityBlock,
}: Pick<ManagedNodesFacts, 'warmPool' | 'customImage' | 'os' | 'spot' | 'instanceTypes' | 'capacityBlock'>): Problem[] {
  if (!warmPool) return [];
  const problems: Problem[] = [];
  const { minSize = 0, maxGroupPreparedCapacity: prepared } = warmPool;
  if (customImage) {
    problems.push({
      finding: 'warmPool is given with a custom AMI',
      constraint: 'warm pools support EKS-optimized AMIs only',
      remediation: 'Remove one of them, or use SelfManagedNodes',
      source: WARM_POOLS,
    });
  }
  const beside = [
    ...(spot ? ['spot'] : []),
    ...(instanceTypes > 1 ? ['several instance types'] : []),
    ...(capacityBlock ? ['a Capacity Block'] : []),
  ];
  if (beside.length > 0) {
    problems.push({
      finding: `warmPool is given with ${beside.join(' and ')}`,
      constraint: 'a warm pool requires one on-demand instance type',
      remediation: 'Remove one of them',
      source: WARM_POOLS,
    });
  }
  const least = typeof minSize === 'number' ? minSize : 0;
  if (least < 0 || (typeof prepared === 'number' && prepared < least && prepared !== -1)) {
    problems.push({
      finding: `warmPool has minSize ${minSize}${prepared === undefined ? '' : ` and maxGroupPreparedCapacity ${prepared}`}`,
      constraint: 'minSize must be at least 0 and at most maxGroupPreparedCapacity',
      remediation: 'Set minSize within that range',
      source: WARM_POOLS,
    });
  }
  if (familyOfOs(os) === 'bottlerocket' && (warmPool.poolState === 'HIBERNATED' || warmPool.reuseOnScaleIn)) {
    problems.push({
      finding: `warmPool has ${warmPool.poolState === 'HIBERNATED' ? 'poolState HIBERNATED' : 'reuseOnScaleIn'} with ${os}`,
      constraint: 'Bottlerocket supports neither hibernation nor reuse on scale-in',
      remediation: 'Use WarmPoolState.STOPPED or RUNNING, without reuseOnScaleIn',
      source: WARM_POOLS,
    });
  }
  return problems;
}
