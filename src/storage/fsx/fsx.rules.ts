import {
  MOST_PAIRS_WITH_BLOCKS,
  ONTAP_DEPLOYMENTS,
  ONTAP_MIN_GIB,
  OntapDeployment,
  OPENZFS_DEPLOYMENTS,
  OPENZFS_GIB,
  OpenZfsDeployment,
} from './fsx.data';
import { Problem } from '../../errors/problems';

/** What both kinds of file system are asked for. */
interface FsxPlan {
  readonly storageCapacityGiB?: number;
  readonly throughput: number;
  readonly iops?: number;
  readonly backupDays?: number;
  readonly subnets: number;
  readonly maintenance?: string;
  readonly dailyBackup?: string;
}

/** What a file system of FSx for NetApp ONTAP is asked to be. */
export interface OntapPlan extends FsxPlan {
  readonly deployment: OntapDeployment;
  readonly pairs: number;
  readonly blocks: boolean;
  readonly svmName: string;
}

/** What a file system of FSx for OpenZFS is asked to be. */
export interface OpenZfsPlan extends FsxPlan {
  readonly deployment: OpenZfsDeployment;
}

export const ONTAP_SOURCE = 'https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/limits.html';
export const OPENZFS_SOURCE = 'https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limits.html';
const MOST_BACKUP_DAYS = 90;
const IOPS_PER_GIB = 3;
const MOST_IOPS = 200_000;

/** What FSx for NetApp ONTAP would refuse. */
export function ontapProblems(plan: OntapPlan): Problem[] {
  const row = ONTAP_DEPLOYMENTS[plan.deployment];
  const { add, problems } = collected(ONTAP_SOURCE);
  const { storageCapacityGiB = ONTAP_MIN_GIB, pairs, iops, svmName } = plan;
  common(plan, row, add);
  if (!Number.isInteger(pairs) || pairs < 1 || pairs > row.mostPairs)
    add(`haPairs is ${pairs}`, `${plan.deployment} has 1${row.mostPairs > 1 ? ` to ${row.mostPairs}` : ''}`, 'Correct it');
  const [min, max] = [ONTAP_MIN_GIB * pairs, row.maxGiB * pairs];
  if (storageCapacityGiB < min || storageCapacityGiB > max)
    add(
      `storageCapacityGiB is ${storageCapacityGiB}`,
      `${plan.deployment} with ${pairs} pair${pairs > 1 ? 's' : ''} of servers has ${min} to ${max} GiB`,
      'Correct it',
    );
  if (iops !== undefined && (iops < IOPS_PER_GIB * storageCapacityGiB || iops > MOST_IOPS * pairs))
    add(
      `iops is ${iops}`,
      `it is ${IOPS_PER_GIB * storageCapacityGiB} (3 for each GiB) to ${MOST_IOPS * pairs}`,
      'Correct it, or leave it out for 3 iops for each GiB',
    );
  if (plan.blocks && pairs > MOST_PAIRS_WITH_BLOCKS)
    add(
      `haPairs is ${pairs} and san is given`,
      `file systems with more than ${MOST_PAIRS_WITH_BLOCKS} pairs speak no block protocols`,
      'Leave san out, or use fewer pairs',
    );
  if (!/^[A-Za-z0-9_-]{1,47}$/.test(svmName))
    add(`svmName is '${svmName}'`, 'it has 1–47 letters, digits, hyphens or underscores', 'Correct it');
  return problems;
}

/** What FSx for OpenZFS would refuse. */
export function openZfsProblems(plan: OpenZfsPlan): Problem[] {
  const { add, problems } = collected(OPENZFS_SOURCE);
  common(plan, OPENZFS_DEPLOYMENTS[plan.deployment], add);
  const { storageCapacityGiB, iops } = plan;
  if (storageCapacityGiB !== undefined && (storageCapacityGiB < OPENZFS_GIB.min || storageCapacityGiB > OPENZFS_GIB.max))
    add(`storageCapacityGiB is ${storageCapacityGiB}`, `it is ${OPENZFS_GIB.min} to ${OPENZFS_GIB.max} GiB`, 'Correct it');
  if (iops !== undefined && storageCapacityGiB !== undefined && iops < IOPS_PER_GIB * storageCapacityGiB)
    add(`iops is ${iops}`, `it is ${IOPS_PER_GIB * storageCapacityGiB} (3 for each GiB) or more`, 'Correct it, or leave it out');
  return problems;
}

type Add = (what: string, limit: string, fix: string) => void;

function collected(source: string): { readonly problems: Problem[]; readonly add: Add } {
  const problems: Problem[] = [];
  return { problems, add: (what, limit, fix) => problems.push({ finding: what, constraint: limit, remediation: fix, source }) };
}

function common(
  { throughput, subnets, backupDays, maintenance, dailyBackup, deployment }: FsxPlan & { readonly deployment: string },
  row: { readonly throughput: readonly number[]; readonly subnets: number },
  add: Add,
): void {
  if (!row.throughput.includes(throughput))
    add(`throughputMBps is ${throughput}`, `${deployment} has ${row.throughput.join(', ')} MB/s`, 'Choose one of them');
  if (subnets !== row.subnets)
    add(
      `subnets has ${subnets}`,
      `${deployment} lives in ${row.subnets === 1 ? 'one subnet' : 'two subnets of two zones'}`,
      row.subnets === 1 ? 'Select one' : 'Select two, or use a deployment type in a single zone',
    );
  if (backupDays !== undefined && (!Number.isInteger(backupDays) || backupDays < 0 || backupDays > MOST_BACKUP_DAYS))
    add(`automaticBackupRetentionDays is ${backupDays}`, `it is 0 to ${MOST_BACKUP_DAYS}`, 'Correct it');
  if (maintenance !== undefined && !/^[1-7]:([01]\d|2[0-3]):[0-5]\d$/.test(maintenance))
    add(`weeklyMaintenanceStartTime is '${maintenance}'`, 'it is written d:HH:MM, 1 for Monday', 'Correct it');
  if (dailyBackup !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(dailyBackup))
    add(`dailyAutomaticBackupStartTime is '${dailyBackup}'`, 'it is written HH:MM', 'Correct it');
}
