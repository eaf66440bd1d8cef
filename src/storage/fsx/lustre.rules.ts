import { LUSTRE_DEPLOYMENTS, LUSTRE_HDD, LustreDeployment, LustreRow, METADATA_IOPS, METADATA_VERSION } from './lustre.data';
import { Problem } from '../../errors/problems';

/** What a file system of FSx for Lustre is asked to be. */
export interface LustrePlan {
  readonly deployment: LustreDeployment;
  /** nothing for one that claims ask for. */
  readonly storageCapacityGiB?: number;
  readonly throughput?: number;
  readonly hdd: boolean;
  readonly driveCache: boolean;
  readonly version?: string;
  readonly encryptionKey: boolean;
  readonly backupDays?: number;
  readonly metadataIops?: number;
  readonly automaticMetadataIops: boolean;
  readonly repositories: number;
  readonly importPath?: string;
  readonly exportPath?: string;
  readonly efa: boolean;
  readonly maintenance?: string;
  readonly dailyBackup?: string;
}

export const LUSTRE_SOURCE = 'https://docs.aws.amazon.com/fsx/latest/LustreGuide/using-fsx-lustre.html';
const MOST_REPOSITORIES = 8;
const MOST_BACKUP_DAYS = 90;

/** What FSx would refuse, or ignore. */
export function lustreProblems(plan: LustrePlan): Problem[] {
  const { deployment, throughput } = plan;
  // what is wrong with hard disks is said once
  const hdd = plan.hdd && deployment === 'PERSISTENT_1';
  const row: LustreRow = LUSTRE_DEPLOYMENTS[deployment];
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: LUSTRE_SOURCE });
  const unless = (possible: boolean, given: boolean, what: string, limit: string) => {
    if (given && !possible) add(`${what} is given with ${deployment}`, limit, 'Leave it out, or use LustreDeploymentType.PERSISTENT_2');
  };
  const rates = hdd ? Object.keys(LUSTRE_HDD).map(Number) : row.throughput;
  if (plan.hdd && !hdd) add(`hdd is given with ${deployment}`, 'only PERSISTENT_1 has hard disks', 'Leave it out');
  if (plan.driveCache && !plan.hdd) add('driveCache is given without hdd', 'only hard disks have a read cache', 'Leave it out');
  if (!row.throughput && throughput !== undefined)
    add(`throughputMBpsPerTiB is given with ${deployment}`, 'scratch file systems have 200 MB/s for each TiB', 'Leave it out');
  if (row.throughput && throughput !== undefined && !rates!.includes(throughput))
    add(
      `throughputMBpsPerTiB is ${throughput}`,
      `${deployment}${hdd ? ' on hard disks' : ''} has ${rates!.join(', ')}`,
      'Choose one of them',
    );
  problems.push(...capacityProblems({ ...plan, hdd }));
  unless(row.encryptionKey, plan.encryptionKey, 'encryptionKey', 'scratch file systems are encrypted with a key of FSx');
  unless(row.backups, plan.backupDays !== undefined, 'automaticBackupRetentionDays', 'scratch file systems have no backups');
  unless(
    row.metadata,
    plan.metadataIops !== undefined || plan.automaticMetadataIops,
    'metadata performance',
    'only PERSISTENT_2 has metadata performance of its own',
  );
  unless(row.repositories, plan.repositories > 0, 'dataRepositories', 'SCRATCH_1 has no data repository associations');
  if (plan.importPath && !row.s3Link)
    add(
      `s3Link is given with ${deployment}`,
      'its files come from S3 by data repository associations',
      'Use LustreFileSystemSource.shared({ dataRepositories }), or another deployment type',
    );
  if (plan.exportPath && !plan.importPath)
    add('exportPath is given without importPath', 'files are exported to the bucket that they come from', 'Give importPath');
  if (plan.importPath && plan.repositories > 0)
    add('both s3Link and dataRepositories are given', 'a file system is linked in one of the two ways', 'Leave one of them out');
  if (plan.repositories > MOST_REPOSITORIES)
    add(`dataRepositories has ${plan.repositories} entries`, `a file system has at most ${MOST_REPOSITORIES}`, 'Leave some out');
  if ((plan.repositories > 0 || plan.importPath) && plan.backupDays)
    add(
      'automaticBackupRetentionDays is given for a file system that is linked to S3',
      'such a file system has no backups',
      'Leave it out',
    );
  if (plan.backupDays !== undefined && (!Number.isInteger(plan.backupDays) || plan.backupDays < 0 || plan.backupDays > MOST_BACKUP_DAYS))
    add(`automaticBackupRetentionDays is ${plan.backupDays}`, `it is 0 to ${MOST_BACKUP_DAYS}`, 'Correct it');
  if (plan.version !== undefined && !row.versions.includes(plan.version))
    add(`lustreVersion is '${plan.version}'`, `${deployment} has ${row.versions.join(', ')}`, 'Choose one of them');
  if (plan.metadataIops !== undefined && !METADATA_IOPS.includes(plan.metadataIops))
    add(`metadataIops is ${plan.metadataIops}`, 'it is 1500, 3000, 6000, or a multiple of 12000 up to 192000', 'Choose one of them');
  if (plan.metadataIops !== undefined && plan.automaticMetadataIops)
    add(
      'both metadataIops and automaticMetadataIops are given',
      'metadata performance is chosen, or follows the capacity',
      'Leave one of them out',
    );
  if ((plan.metadataIops !== undefined || plan.automaticMetadataIops) && plan.version !== undefined && plan.version !== METADATA_VERSION)
    add(`lustreVersion is '${plan.version}' with metadata performance`, `it needs ${METADATA_VERSION}`, 'Leave lustreVersion out');
  if (plan.efa && deployment !== 'PERSISTENT_2')
    add(`efa is given with ${deployment}`, 'only PERSISTENT_2 has Elastic Fabric Adapters', 'Leave it out');
  if (plan.maintenance !== undefined && !/^[1-7]:([01]\d|2[0-3]):[0-5]\d$/.test(plan.maintenance))
    add(`weeklyMaintenanceStartTime is '${plan.maintenance}'`, 'it is written d:HH:MM, 1 for Monday', 'Correct it');
  if (plan.dailyBackup !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(plan.dailyBackup))
    add(`dailyAutomaticBackupStartTime is '${plan.dailyBackup}'`, 'it is written HH:MM', 'Correct it');
  return problems;
}

/** Sizes that a file system can have. */
export function capacitiesOf({
  deployment,
  hdd,
  throughput,
}: Pick<LustrePlan, 'deployment' | 'hdd' | 'throughput'>): LustreRow['capacities'] {
  return hdd ? (LUSTRE_HDD[throughput ?? 12] ?? LUSTRE_HDD[12]) : LUSTRE_DEPLOYMENTS[deployment].capacities;
}

/** A size that no such file system has. */
export function capacityProblems(
  plan: Pick<LustrePlan, 'deployment' | 'hdd' | 'throughput' | 'storageCapacityGiB'>,
  prop: string = 'storageCapacityGiB',
): Problem[] {
  const { storageCapacityGiB } = plan;
  const { first, step } = capacitiesOf(plan);
  if (storageCapacityGiB === undefined || first.includes(storageCapacityGiB) || (storageCapacityGiB > 0 && storageCapacityGiB % step === 0))
    return [];
  return [
    {
      finding: `${prop} is ${storageCapacityGiB} GiB`,
      constraint: `${plan.deployment} has ${first.join(', ')} GiB or a multiple of ${step} GiB`,
      remediation: `Ask for ${storageCapacityGiB <= first[0] ? first[0] : Math.ceil(storageCapacityGiB / step) * step} GiB`,
      source: LUSTRE_SOURCE,
    },
  ];
}
