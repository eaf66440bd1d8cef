import { OsName } from './image.data';
import { familyOfOs } from './os.data';
import { Problem } from '../errors/problems';

/** What {@link managedNodesProblems} looks at. */
export interface ManagedNodesFacts {
  readonly ownImage: boolean;
  readonly amiType: boolean;
  readonly release: boolean;
  readonly os: OsName;
  readonly autoRepair: boolean;
  readonly repair?: Readonly<Record<string, unknown>> | object;
  readonly maxUnavailable?: number;
  readonly maxUnavailablePercentage?: number;
  readonly warmPool?: { readonly state?: string; readonly reuseOnScaleIn?: boolean };
  /** paths of public subnets that give out no addresses. */
  readonly publicWithoutAddresses: readonly string[];
}

const API = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html';
const TEMPLATES = 'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html';
const WARM_POOLS = 'https://docs.aws.amazon.com/eks/latest/userguide/warm-pools-managed-node-groups.html';

/** What EKS would refuse in a managed group beside what holds for all instances. */
export function managedNodesProblems(facts: ManagedNodesFacts): Problem[] {
  return [
    ...imageProblems(facts), ...updateProblems(facts), ...repairProblems(facts), ...warmPoolProblems(facts),
  ].concat(facts.publicWithoutAddresses.map((subnet) => ({
    what: `the subnet ${subnet} is public and gives out no addresses`, limit: 'a managed node in a public subnet needs a public address, or never joins', fix: 'Use private subnets, or set mapPublicIpOnLaunch', source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  })));
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
    if (value !== undefined && (!Number.isInteger(value) || value < 1 || value > 100)) problems.push({ what: `${name} is ${value}`, limit: 'it lies between 1 and 100', fix: 'Use a whole number in that range', source: API });
  }
  return problems;
}

function repairProblems({ autoRepair, repair }: ManagedNodesFacts): Problem[] {
  if (!repair) return [];
  const problems: Problem[] = [];
  const values = repair as Readonly<Record<string, unknown>>;
  if (!autoRepair) problems.push({ what: 'repair is given and autoRepair is false', limit: 'nothing is repaired', fix: 'Leave one of them out', source: API });
  for (const limit of ['maxUnhealthyNodeThreshold', 'maxParallelNodesRepaired']) {
    if (values[`${limit}Count`] !== undefined && values[`${limit}Percentage`] !== undefined) {
      problems.push({ what: `repair has both ${limit}Count and ${limit}Percentage`, limit: 'it is one or the other', fix: 'Leave one of them out', source: API });
    }
  }
  return problems;
}

function warmPoolProblems({ warmPool, ownImage, os }: ManagedNodesFacts): Problem[] {
  if (!warmPool) return [];
  const problems: Problem[] = [];
  if (ownImage) problems.push({ what: 'warmPool is given with an image of your own', limit: 'warm pools take images of EKS only', fix: 'Leave one of them out, or use SelfManagedNodes', source: WARM_POOLS });
  if (familyOfOs(os) === 'bottlerocket' && (warmPool.state === 'HIBERNATED' || warmPool.reuseOnScaleIn)) {
    problems.push({ what: `warmPool has ${warmPool.state === 'HIBERNATED' ? 'state HIBERNATED' : 'reuseOnScaleIn'} with ${os}`, limit: 'Bottlerocket neither hibernates nor goes back to the pool', fix: 'Use WarmPoolState.STOPPED or RUNNING, without reuseOnScaleIn', source: WARM_POOLS });
  }
  return problems;
}
