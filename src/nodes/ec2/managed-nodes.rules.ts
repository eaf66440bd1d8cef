import { Problem } from '../../errors/problems';
import { OsName } from '../tables/image.data';
import { familyOfOs } from '../tables/os.data';

/** What {@link managedNodesProblems} looks at. */
export interface ManagedNodesFacts {
  readonly customImage: boolean;
  readonly amiType: boolean;
  readonly release: boolean;
  readonly os: OsName;
  readonly enableNodeAutoRepair: boolean;
  readonly repair?: Readonly<Record<string, unknown>> | object;
  /** in an update one limit is a number of nodes or a share; one that CloudFormation fills in is `'token'`. */
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

/** What EKS would refuse in a managed group beside what holds for all instances. */
export function managedNodesProblems(facts: ManagedNodesFacts): Problem[] {
  return [
    ...imageProblems(facts),
    ...updateProblems(facts),
    ...repairProblems(facts),
    ...warmPoolProblems(facts),
    ...windowsProblems(facts),
  ];
}

// EKS starts Windows nodes itself, and takes nothing for their kubelet
function windowsProblems({ os, customImage, maxPods }: ManagedNodesFacts): Problem[] {
  return maxPods && !customImage && familyOfOs(os) === 'windows'
    ? [
        {
          finding: `kubelet.maxPods is given for ${os}`,
          constraint: 'EKS starts the kubelet of managed Windows nodes itself',
          remediation: 'Leave it out, or use SelfManagedNodes',
          source: TEMPLATES,
        },
      ]
    : [];
}

function imageProblems({ customImage, amiType, release }: ManagedNodesFacts): Problem[] {
  if (!customImage) return [];
  const also = [...(amiType ? ['amiType'] : []), ...(release ? ['release'] : [])];
  return also.length === 0
    ? []
    : [
        {
          finding: `image is given together with ${also.join(' and ')}`,
          constraint: 'an image of your own has its system and version in it',
          remediation: 'Leave one of them out',
          source: TEMPLATES,
        },
      ];
}

function updateProblems({ maxUnavailable, maxUnavailablePercentage }: ManagedNodesFacts): Problem[] {
  const problems: Problem[] = [];
  if (maxUnavailable !== undefined && maxUnavailablePercentage !== undefined) {
    problems.push({
      finding: 'both maxUnavailable and maxUnavailablePercentage are given',
      constraint: 'an update has one limit',
      remediation: 'Leave one of them out',
      source: API,
    });
  }
  for (const [name, value] of Object.entries({ maxUnavailable, maxUnavailablePercentage })) {
    if (typeof value !== 'number' || (Number.isInteger(value) && value >= 1 && value <= 100)) continue;
    const what = `${name} is ${value}`;
    problems.push({ finding: what, constraint: 'it lies between 1 and 100', remediation: 'Use a whole number in that range', source: API });
  }
  return problems;
}

function repairProblems({ enableNodeAutoRepair, repair }: ManagedNodesFacts): Problem[] {
  if (!repair) return [];
  const problems: Problem[] = [];
  const values = repair as Readonly<Record<string, unknown>>;
  if (!enableNodeAutoRepair)
    problems.push({
      finding: 'repair is given and enableNodeAutoRepair is false',
      constraint: 'nothing is repaired',
      remediation: 'Leave one of them out',
      source: API,
    });
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number' && (!Number.isInteger(value) || value < 1 || (name.endsWith('Percentage') && value > 100))) {
      problems.push({
        finding: `repair has ${name} ${value}`,
        constraint: `it is a whole number of 1 or more${name.endsWith('Percentage') ? ', at most 100' : ''}`,
        remediation: 'Correct it',
        source: API,
      });
    }
  }
  for (const limit of ['maxUnhealthyNodeThreshold', 'maxParallelNodesRepaired']) {
    if (values[`${limit}Count`] !== undefined && values[`${limit}Percentage`] !== undefined) {
      problems.push({
        finding: `repair has both ${limit}Count and ${limit}Percentage`,
        constraint: 'it is one or the other',
        remediation: 'Leave one of them out',
        source: API,
      });
    }
  }
  return problems;
}

function warmPoolProblems({ warmPool, customImage, os, spot, instanceTypes, capacityBlock }: ManagedNodesFacts): Problem[] {
  if (!warmPool) return [];
  const problems: Problem[] = [];
  const { minSize = 0, maxGroupPreparedCapacity: prepared } = warmPool;
  if (customImage)
    problems.push({
      finding: 'warmPool is given with an image of your own',
      constraint: 'warm pools take images of EKS only',
      remediation: 'Leave one of them out, or use SelfManagedNodes',
      source: WARM_POOLS,
    });
  const beside = [
    ...(spot ? ['spot'] : []),
    ...(instanceTypes > 1 ? ['several instance types'] : []),
    ...(capacityBlock ? ['a Capacity Block'] : []),
  ];
  if (beside.length > 0)
    problems.push({
      finding: `warmPool is given with ${beside.join(' and ')}`,
      constraint: 'a warm pool belongs to a group of one on-demand type',
      remediation: 'Leave one of them out',
      source: WARM_POOLS,
    });
  const least = typeof minSize === 'number' ? minSize : 0;
  if (least < 0 || (typeof prepared === 'number' && prepared < least && prepared !== -1)) {
    problems.push({
      finding: `warmPool has minSize ${minSize}${prepared === undefined ? '' : ` and maxGroupPreparedCapacity ${prepared}`}`,
      constraint: 'minSize is 0 or more, and at most maxGroupPreparedCapacity',
      remediation: 'Correct them',
      source: WARM_POOLS,
    });
  }
  if (familyOfOs(os) === 'bottlerocket' && (warmPool.poolState === 'HIBERNATED' || warmPool.reuseOnScaleIn)) {
    problems.push({
      finding: `warmPool has ${warmPool.poolState === 'HIBERNATED' ? 'state HIBERNATED' : 'reuseOnScaleIn'} with ${os}`,
      constraint: 'Bottlerocket neither hibernates nor goes back to the pool',
      remediation: 'Use WarmPoolState.STOPPED or RUNNING, without reuseOnScaleIn',
      source: WARM_POOLS,
    });
  }
  return problems;
}
