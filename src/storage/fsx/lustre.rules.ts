import { LUSTRE_DEPLOYMENTS, LUSTRE_HDD, LustreDeployment, LustreRow, METADATA_IOPS, METADATA_VERSION } from './lustre.data';
import { Problem } from '../../errors/problems';

/** The requested properties of an FSx for Lustre file system. */
export interface LustrePlan {
  readonly deployment: LustreDeployment;
  /** undefined for a file system that a PVC requests. */
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

/** Problems of a file system, which FSx would reject or ignore. */
export function lustreProblems(plan: LustrePlan): Problem[] {
  const { deployment, throughput } = plan;
  // one problem for HDD storage that the deployment type does not support
  const hdd = plan.hdd && deployment === 'PERSISTENT_1';
  const row: LustreRow = LUSTRE_DEPLOYMENTS[deployment];
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: LUSTRE_SOURCE });
  const unless = (possible: boolean, given: boolean, what: string, limit: string) => {
    if (given && !possible) {
      add(`${what} is given with ${deployment}`, limit, `Remove \`${what}\`, or use LustreDeploymentType.PERSISTENT_2`);
    }
  };
  const rates = hdd ? Object.keys(LUSTRE_HDD).map(Number) : row.throughput;
  if (plan.hdd && !hdd) add(`hdd is given with ${deployment}`, 'only PERSISTENT_1 supports HDD storage', 'Remove `hdd`');
  if (plan.driveCache && !plan.hdd) add('driveCache is given without hdd', 'only HDD storage has a read cache', 'Remove `driveCache`');
  if (!row.throughput && throughput !== undefined) {
    add(
      `throughputMBpsPerTiB is given with ${deployment}`,
      'scratch file systems have 200 MB/s for each TiB',
      'Remove `throughputMBpsPerTiB`',
    );
  }
  if (row.throughput && throughput !== undefined && !rates!.includes(throughput)) {
    add(
      `throughputMBpsPerTiB is ${throughput}`,
      `must be ${rates!.join(', ')} for ${deployment}${hdd ? ' with HDD storage' : ''}`,
      'Set `throughputMBpsPerTiB` to one of these values',
    );
  }
  problems.push(...capacityProblems({ ...plan, hdd }));
  unless(row.encryptionKey, plan.encryptionKey, 'encryptionKey', 'scratch file systems are encrypted with a key that FSx manages');
  unless(row.backups, plan.backupDays !== undefined, 'automaticBackupRetentionDays', 'scratch file systems do not support backups');
  unless(
    row.metadata,
    plan.metadataIops !== undefined || plan.automaticMetadataIops,
    plan.automaticMetadataIops ? 'automaticMetadataIops' : 'metadataIops',
    'only PERSISTENT_2 supports a metadata configuration',
  );
  unless(row.repositories, plan.repositories > 0, 'dataRepositories', 'SCRATCH_1 does not support data repository associations');
  if (plan.importPath && !row.s3Link) {
    add(
      `s3Link is given with ${deployment}`,
      'PERSISTENT_2 supports S3 only by data repository associations',
      'Use LustreFileSystemSource.create({ dataRepositories }), or another deployment type',
    );
  }
  if (plan.exportPath && !plan.importPath) {
    add('exportPath is given without importPath', 'files are exported to the bucket from which they are imported', 'Set `importPath`');
  }
  if (plan.importPath && plan.repositories > 0) {
    add('both s3Link and dataRepositories are given', 'they are mutually exclusive', 'Remove `s3Link` or `dataRepositories`');
  }
  if (plan.repositories > MOST_REPOSITORIES) {
    add(
      `dataRepositories has ${plan.repositories} entries`,
      `must have at most ${MOST_REPOSITORIES}`,
      'Remove entries of `dataRepositories`',
    );
  }
  if ((plan.repositories > 0 || plan.importPath) && plan.backupDays) {
    add(
      'automaticBackupRetentionDays is given for a file system that is linked to S3',
      'FSx does not support backups of such a file system',
      'Remove `automaticBackupRetentionDays`',
    );
  }
  if (plan.backupDays !== undefined && (!Number.isInteger(plan.backupDays) || plan.backupDays < 0 || plan.backupDays > MOST_BACKUP_DAYS)) {
    add(
      `automaticBackupRetentionDays is ${plan.backupDays}`,
      `must be an integer from 0 to ${MOST_BACKUP_DAYS}`,
      'Set `automaticBackupRetentionDays` to a value in this range',
    );
  }
  if (plan.version !== undefined && !row.versions.includes(plan.version)) {
    add(
      `lustreVersion is '${plan.version}'`,
      `must be ${row.versions.join(', ')} for ${deployment}`,
      'Set `lustreVersion` to one of these',
    );
  }
  if (plan.metadataIops !== undefined && !METADATA_IOPS.includes(plan.metadataIops)) {
    add(
      `metadataIops is ${plan.metadataIops}`,
      'must be 1500, 3000, 6000, or a multiple of 12000 up to 192000',
      'Set `metadataIops` to one of these values',
    );
  }
  if (plan.metadataIops !== undefined && plan.automaticMetadataIops) {
    add(
      'both metadataIops and automaticMetadataIops are given',
      'they are mutually exclusive',
      'Remove `metadataIops` or `automaticMetadataIops`',
    );
  }
  if ((plan.metadataIops !== undefined || plan.automaticMetadataIops) && plan.version !== undefined && plan.version !== METADATA_VERSION) {
    add(`lustreVersion is '${plan.version}' with a metadata configuration`, `it requires ${METADATA_VERSION}`, 'Remove `lustreVersion`');
  }
  if (plan.efa && deployment !== 'PERSISTENT_2') {
    add(`efa is given with ${deployment}`, 'only PERSISTENT_2 supports Elastic Fabric Adapters', 'Remove `efa`');
  }
  if (plan.maintenance !== undefined && !/^[1-7]:([01]\d|2[0-3]):[0-5]\d$/.test(plan.maintenance)) {
    add(
      `weeklyMaintenanceStartTime is '${plan.maintenance}'`,
      'must have the format d:HH:MM, where 1 is Monday',
      "Use a value like '7:02:00'",
    );
  }
  if (plan.dailyBackup !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(plan.dailyBackup)) {
    add(`dailyAutomaticBackupStartTime is '${plan.dailyBackup}'`, 'must have the format HH:MM', "Use a value like '02:00'");
  }
  return problems;
}

/** Storage capacities that a file system can have. */
export function capacitiesOf({
  deployment,
  hdd,
  throughput,
}: Pick<LustrePlan, 'deployment' | 'hdd' | 'throughput'>): LustreRow['capacities'] {
  return hdd ? (LUSTRE_HDD[throughput ?? 12] ?? LUSTRE_HDD[12]) : LUSTRE_DEPLOYMENTS[deployment].capacities;
}

/** The problem of a storage capacity that FSx does not support. */
export function capacityProblems(
  plan: Pick<LustrePlan, 'deployment' | 'hdd' | 'throughput' | 'storageCapacityGiB'>,
  prop: string = 'storageCapacityGiB',
): Problem[] {
  const { storageCapacityGiB } = plan;
  const { first, step } = capacitiesOf(plan);
  if (
    storageCapacityGiB === undefined ||
    first.includes(storageCapacityGiB) ||
    (storageCapacityGiB > 0 && storageCapacityGiB % step === 0)
  ) {
    return [];
  }
  return [
    {
      finding: `${prop} is ${storageCapacityGiB} GiB`,
      constraint: `must be ${first.join(', ')} GiB or a multiple of ${step} GiB for ${plan.deployment}`,
      remediation: `Set \`${prop}\` to ${storageCapacityGiB <= first[0] ? first[0] : Math.ceil(storageCapacityGiB / step) * step} GiB`,
      source: LUSTRE_SOURCE,
    },
  ];
}
