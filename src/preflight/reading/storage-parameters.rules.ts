import { isDeployTimeValue } from '../../kubernetes/kubernetes-object.rules';
import { EBS_TYPES, EbsType, EbsTypeRow } from '../../storage/ebs/ebs.data';
import { EbsPlan } from '../../storage/ebs/ebs.rules';
import { AccessPointPlan } from '../../storage/efs/efs-access-points.rules';
import { OpenZfsVolumePlan } from '../../storage/fsx/fsx.rules';
import { LUSTRE_DEPLOYMENTS, LustreDeployment } from '../../storage/fsx/lustre.data';
import { LustrePlan } from '../../storage/fsx/lustre.rules';

/** Parameters of a class, without those that are known at deploy. */
export type Parameters = Readonly<Record<string, string>>;

export const knownParameters = (parameters: Parameters): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => !isDeployTimeValue(value)));

const integer = (value: string | undefined): number | undefined =>
  value !== undefined && /^-?\d+$/.test(value) ? Number(value) : undefined;
const isTrue = (value: string | undefined): boolean | undefined => (value === undefined ? undefined : value === 'true');

/** EBS reads names of parameters in any case. */
export const lowerCased = (parameters: Parameters): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));

/** Volume types that cannot be chosen in this library: magnetic volumes, and those of Snow devices. */
const OTHER_TYPES: ReadonlySet<string> = new Set(['standard', 'sbg1', 'sbp1']);

export const isEbsType = (type: string): type is EbsType => type in EBS_TYPES;
export const isUnknownEbsType = (type: string): boolean => !isEbsType(type) && !OTHER_TYPES.has(type);

/**
 * The requested volume of EBS; undefined for a type without a row. The driver lowers iops to the limit of the type and of the size.
 * Source: kubernetes-sigs/aws-ebs-csi-driver at 429e202e, pkg/cloud/cloud.go, capIOPS.
 */
export function ebsPlanOf(parameters: Parameters): EbsPlan | undefined {
  const { type = 'gp3', iops: given, iopspergb, throughput, allowautoiopspergbincrease: grow } = lowerCased(parameters);
  if (!isEbsType(type)) return undefined;
  const row: EbsTypeRow = EBS_TYPES[type];
  const iops = integer(given);
  const raised = grow === 'true' ? Math.max(iops ?? 0, row.iops?.min ?? 0) : iops;
  const perGiB = integer(iopspergb);
  return {
    type,
    iops: iops === undefined ? undefined : Math.min(raised!, row.iops?.max ?? raised!),
    iopsPerGiB: perGiB === undefined ? undefined : Math.min(perGiB, row.iops?.perGiB ?? perGiB),
    throughput: integer(throughput),
  };
}

/**
 * Access points of EFS. The driver accepts a uid without a gid, a gid with a range, and a relative base path.
 * Source: kubernetes-sigs/aws-efs-csi-driver at a4fc6760, pkg/driver/controller.go, parseAccessPointConstraints.
 */
export const accessPointPlanOf = ({ gidRangeStart, gidRangeEnd, directoryPerms, subPathPattern }: Parameters): AccessPointPlan => ({
  gidRangeStart: integer(gidRangeStart),
  gidRangeEnd: integer(gidRangeEnd),
  directoryPermissions: directoryPerms,
  subPathPattern,
});

/** The file system of FSx for Lustre for each PVC; undefined for a deployment type without a row. */
export function lustrePlanOf(parameters: Parameters): LustrePlan | undefined {
  // default of the driver
  const { deploymentType = 'SCRATCH_1' } = parameters;
  if (!(deploymentType in LUSTRE_DEPLOYMENTS)) return undefined;
  const hdd = parameters.storageType === 'HDD';
  return {
    deployment: deploymentType as LustreDeployment,
    throughput: integer(parameters.perUnitStorageThroughput),
    hdd,
    driveCache: parameters.driveCacheType === 'READ',
    version: parameters.fileSystemTypeVersion,
    encryptionKey: parameters.kmsKeyId !== undefined && deploymentType.startsWith('SCRATCH'),
    // no days are no backups
    backupDays: integer(parameters.automaticBackupRetentionDays) || undefined,
    metadataIops: integer(parameters.metadataIops),
    automaticMetadataIops: parameters.metadataConfigurationMode === 'AUTOMATIC',
    repositories: 0,
    importPath: parameters.s3ImportPath,
    exportPath: parameters.s3ExportPath,
    efa: isTrue(parameters.efaEnabled) ?? false,
    maintenance: parameters.weeklyMaintenanceStartTime,
    dailyBackup: parameters.dailyAutomaticBackupStartTime,
  };
}

/** The largest records of file systems on SSD: those of other file systems may be larger. */
const LARGEST_RECORD_KIB = 1024;

/** The volume of FSx for OpenZFS for each PVC: each parameter is a JSON document. */
export function openZfsPlanOf(parameters: Parameters): OpenZfsVolumePlan {
  const numberIn = (name: string): number | undefined => integer(parameters[name]?.replace(/"/g, ''));
  const recordSizeKiB = numberIn('RecordSizeKiB');
  return {
    quotaGiB: numberIn('StorageCapacityQuotaGiB'),
    reservationGiB: numberIn('StorageCapacityReservationGiB'),
    dataCompressionType: parameters.DataCompressionType?.replace(/"/g, ''),
    recordSizeKiB: (recordSizeKiB ?? 0) > LARGEST_RECORD_KIB ? undefined : recordSizeKiB,
  };
}
