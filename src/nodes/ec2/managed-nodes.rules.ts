import { Problem } from '../../errors/problems';
import { OsName } from '../tables/image.data';
import { familyOfOs } from '../tables/os.data';

/** What {@link managedNodesProblems} looks at. */
export interface ManagedNodesFacts {
  readonly ownImage: boolean;
  readonly amiType: boolean;
  readonly release: boolean;
  readonly os: OsName;
  readonly autoRepair: boolean;
  readonly repair?: Readonly<Record<string, unknown>> | object;
  /** in an update one limit is a number of nodes or a share; one that CloudFormation fills in is `'token'`. */
  readonly maxUnavailable?: number | 'token';
  readonly maxUnavailablePercentage?: number | 'token';
  readonly warmPool?: {
    readonly minSize?: number | 'token';
    readonly maxPreparedCapacity?: number | 'token';
    readonly state?: string;
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
  return [...imageProblems(facts), ...updateProblems(facts), ...repairProblems(facts), ...warmPoolProblems(facts), ...windowsProblems(facts)];
}

// EKS starts Windows nodes itself, and takes nothing for their kubelet
function windowsProblems({ os, ownImage, maxPods }: ManagedNodesFacts): Problem[] {
  return maxPods && !ownImage && familyOfOs(os) === 'windows'
    ? [{ what: `kubelet.maxPods is given for ${os}`, limit: 'EKS starts the kubelet of managed Windows nodes itself', fix: 'Leave it out, or use SelfManagedNodes', source: TEMPLATES }] : [];
}

function imageProblems({ ownImage, amiType, release }: ManagedNodesFacts): Problem[] {
  if (!ownImage) return [];
  const also = [...(amiType ? ['amiType'] : []), ...(release ? ['release'] : [])];
  return also.length === 0 ? [] : [{ what: `image is given together with ${also.join(' and ')}`, limit: 'an image of your own has its system and version in it', fix: 'Leave one of them out', source: TEMPLATES }];
}

function updateProblems({ maxUnavailable, maxUnavailablePercentage }: ManagedNodesFacts): Problem[] {
  const problems: Problem[] = [];
  if (maxUnavailable !== undefined && maxUnavailablePercentage !== undefined) {
    problems.push({ what: 'both maxUnavailable and maxUnavailablePercentage are given', limit: 'an update has one limit', fix: 'Leave one of them out', source: API });
  }
  for (const [name, value] of Object.entries({ maxUnavailable, maxUnavailablePercentage })) {
    if (typeof value !== 'number' || (Number.isInteger(value) && value >= 1 && value <= 100)) continue;
    const what = `${name} is ${value}`;
    problems.push({ what, limit: 'it lies between 1 and 100', fix: 'Use a whole number in that range', source: API });
  }
  return problems;
}

function repairProblems({ autoRepair, repair }: ManagedNodesFacts): Problem[] {
  if (!repair) return [];
  const problems: Problem[] = [];
  const values = repair as Readonly<Record<string, unknown>>;
  if (!autoRepair) problems.push({ what: 'repair is given and autoRepair is false', limit: 'nothing is repaired', fix: 'Leave one of them out', source: API });
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number' && (!Number.isInteger(value) || value < 1 || (name.endsWith('Percentage') && value > 100))) {
      problems.push({ what: `repair has ${name} ${value}`, limit: `it is a whole number of 1 or more${name.endsWith('Percentage') ? ', at most 100' : ''}`, fix: 'Correct it', source: API });
    }
  }
  for (const limit of ['maxUnhealthyNodeThreshold', 'maxParallelNodesRepaired']) {
    if (values[`${limit}Count`] !== undefined && values[`${limit}Percentage`] !== undefined) {
      problems.push({ what: `repair has both ${limit}Count and ${limit}Percentage`, limit: 'it is one or the other', fix: 'Leave one of them out', source: API });
    }
  }
  return problems;
}

function warmPoolProblems({ warmPool, ownImage, os, spot, instanceTypes, capacityBlock }: ManagedNodesFacts): Problem[] {
  if (!warmPool) return [];
  const problems: Problem[] = [];
  const { minSize = 0, maxPreparedCapacity: prepared } = warmPool;
  if (ownImage) problems.push({ what: 'warmPool is given with an image of your own', limit: 'warm pools take images of EKS only', fix: 'Leave one of them out, or use SelfManagedNodes', source: WARM_POOLS });
  const beside = [...(spot ? ['spot'] : []), ...(instanceTypes > 1 ? ['several instance types'] : []), ...(capacityBlock ? ['a Capacity Block'] : [])];
  if (beside.length > 0) problems.push({ what: `warmPool is given with ${beside.join(' and ')}`, limit: 'a warm pool belongs to a group of one on-demand type', fix: 'Leave one of them out', source: WARM_POOLS });
  const least = typeof minSize === 'number' ? minSize : 0;
  if (least < 0 || (typeof prepared === 'number' && prepared < least && prepared !== -1)) {
    problems.push({ what: `warmPool has minSize ${minSize}${prepared === undefined ? '' : ` and maxPreparedCapacity ${prepared}`}`, limit: 'minSize is 0 or more, and at most maxPreparedCapacity', fix: 'Correct them', source: WARM_POOLS });
  }
  if (familyOfOs(os) === 'bottlerocket' && (warmPool.state === 'HIBERNATED' || warmPool.reuseOnScaleIn)) {
    problems.push({ what: `warmPool has ${warmPool.state === 'HIBERNATED' ? 'state HIBERNATED' : 'reuseOnScaleIn'} with ${os}`, limit: 'Bottlerocket neither hibernates nor goes back to the pool', fix: 'Use WarmPoolState.STOPPED or RUNNING, without reuseOnScaleIn', source: WARM_POOLS });
  }
  return problems;
}
