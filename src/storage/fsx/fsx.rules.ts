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

/** The requested properties that both kinds of file system have. */
interface FsxPlan {
  readonly storageCapacityGiB?: number;
  readonly throughput: number;
  readonly iops?: number;
  readonly backupDays?: number;
  readonly subnets: number;
  readonly maintenance?: string;
  readonly dailyBackup?: string;
}

/** The requested properties of an FSx for NetApp ONTAP file system. */
export interface OntapPlan extends FsxPlan {
  readonly deployment: OntapDeployment;
  readonly pairs: number;
  readonly blocks: boolean;
  readonly svmName: string;
}

/** The requested properties of an FSx for OpenZFS file system. */
export interface OpenZfsPlan extends FsxPlan {
  readonly deployment: OpenZfsDeployment;
}

export const ONTAP_SOURCE = 'https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/limits.html';
export const OPENZFS_SOURCE = 'https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limits.html';
const MOST_BACKUP_DAYS = 90;
const IOPS_PER_GIB = 3;
const MOST_IOPS = 200_000;

/** Problems of a file system, which FSx for NetApp ONTAP would reject. */
export function ontapProblems(plan: OntapPlan): Problem[] {
  const row = ONTAP_DEPLOYMENTS[plan.deployment];
  const { add, problems } = collected(ONTAP_SOURCE);
  const { storageCapacityGiB = ONTAP_MIN_GIB, pairs, iops, svmName } = plan;
  common(plan, row, add);
  if (!Number.isInteger(pairs) || pairs < 1 || pairs > row.mostPairs) {
    add(
      `haPairs is ${pairs}`,
      `must be 1${row.mostPairs > 1 ? ` to ${row.mostPairs}` : ''} for ${plan.deployment}`,
      'Set `haPairs` to a supported value',
    );
  }
  const [min, max] = [ONTAP_MIN_GIB * pairs, row.maxGiB * pairs];
  if (storageCapacityGiB < min || storageCapacityGiB > max) {
    add(
      `storageCapacityGiB is ${storageCapacityGiB}`,
      `must be ${min} to ${max} for ${plan.deployment} with ${pairs} HA pair${pairs > 1 ? 's' : ''}`,
      'Set `storageCapacityGiB` to a value in this range',
    );
  }
  if (iops !== undefined && (iops < IOPS_PER_GIB * storageCapacityGiB || iops > MOST_IOPS * pairs)) {
    add(
      `iops is ${iops}`,
      `must be ${IOPS_PER_GIB * storageCapacityGiB} (3 for each GiB) to ${MOST_IOPS * pairs}`,
      'Set `iops` to a value in this range, or remove it for 3 iops for each GiB',
    );
  }
  if (plan.blocks && pairs > MOST_PAIRS_WITH_BLOCKS) {
    add(
      `haPairs is ${pairs}, and san is given`,
      `file systems with more than ${MOST_PAIRS_WITH_BLOCKS} HA pairs do not support block protocols`,
      `Remove \`san\`, or set \`haPairs\` to at most ${MOST_PAIRS_WITH_BLOCKS}`,
    );
  }
  if (!/^[A-Za-z0-9_-]{1,47}$/.test(svmName)) {
    add(`svmName is '${svmName}'`, 'must be 1–47 letters, digits, hyphens or underscores', "Use a name like 'kubernetes'");
  }
  return problems;
}

/** Problems of a file system, which FSx for OpenZFS would reject. */
export function openZfsProblems(plan: OpenZfsPlan): Problem[] {
  const { add, problems } = collected(OPENZFS_SOURCE);
  common(plan, OPENZFS_DEPLOYMENTS[plan.deployment], add);
  const { storageCapacityGiB, iops } = plan;
  if (storageCapacityGiB !== undefined && (storageCapacityGiB < OPENZFS_GIB.min || storageCapacityGiB > OPENZFS_GIB.max)) {
    add(
      `storageCapacityGiB is ${storageCapacityGiB}`,
      `must be ${OPENZFS_GIB.min} to ${OPENZFS_GIB.max}`,
      'Set `storageCapacityGiB` to a value in this range',
    );
  }
  if (iops !== undefined && storageCapacityGiB !== undefined && iops < IOPS_PER_GIB * storageCapacityGiB) {
    add(`iops is ${iops}`, `must be at least ${IOPS_PER_GIB * storageCapacityGiB} (3 for each GiB)`, 'Increase `iops`, or remove it');
  }
  return problems;
}

/** The requested properties of the volume of a PVC. */
export interface OpenZfsVolumePlan {
  readonly quotaGiB?: number;
  readonly reservationGiB?: number;
  readonly dataCompressionType?: string;
  readonly recordSizeKiB?: number;
}

/** Problems of the volume of a PVC, which FSx for OpenZFS would reject. */
export function openZfsVolumeProblems({ quotaGiB, reservationGiB, dataCompressionType, recordSizeKiB }: OpenZfsVolumePlan): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: OPENZFS_SOURCE });
  if (dataCompressionType !== undefined && !['NONE', 'ZSTD', 'LZ4'].includes(dataCompressionType)) {
    add(`dataCompressionType is '${dataCompressionType}'`, 'must be NONE, ZSTD or LZ4', 'Set `dataCompressionType` to one of these');
  }
  if (recordSizeKiB !== undefined && !(Number.isInteger(Math.log2(recordSizeKiB)) && recordSizeKiB >= 4 && recordSizeKiB <= 1024)) {
    add(`recordSizeKiB is ${recordSizeKiB}`, 'must be a power of two from 4 to 1024', 'Set `recordSizeKiB` to one of these values');
  }
  if (quotaGiB !== undefined && (reservationGiB ?? 0) > quotaGiB) {
    add(
      `reservationGiB is ${reservationGiB} and quotaGiB is ${quotaGiB}`,
      'reservationGiB must be at most quotaGiB',
      'Decrease `reservationGiB` or increase `quotaGiB`',
    );
  }
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
  if (!row.throughput.includes(throughput)) {
    add(
      `throughputMBps is ${throughput}`,
      `must be ${row.throughput.join(', ')} for ${deployment}`,
      'Set `throughputMBps` to one of these values',
    );
  }
  if (subnets !== row.subnets) {
    add(
      `subnets selects ${subnets} subnet${subnets === 1 ? '' : 's'}`,
      `${deployment} requires ${row.subnets === 1 ? 'one subnet' : 'two subnets in two zones'}`,
      row.subnets === 1 ? 'Select one subnet' : 'Select two subnets, or use a single-AZ deployment type',
    );
  }
  if (backupDays !== undefined && (!Number.isInteger(backupDays) || backupDays < 0 || backupDays > MOST_BACKUP_DAYS)) {
    add(
      `automaticBackupRetentionDays is ${backupDays}`,
      `must be an integer from 0 to ${MOST_BACKUP_DAYS}`,
      'Set `automaticBackupRetentionDays` to a value in this range',
    );
  }
  if (maintenance !== undefined && !/^[1-7]:([01]\d|2[0-3]):[0-5]\d$/.test(maintenance)) {
    add(`weeklyMaintenanceStartTime is '${maintenance}'`, 'must have the format d:HH:MM, where 1 is Monday', "Use a value like '7:02:00'");
  }
  if (dailyBackup !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(dailyBackup)) {
    add(`dailyAutomaticBackupStartTime is '${dailyBackup}'`, 'must have the format HH:MM', "Use a value like '02:00'");
  }
}
