import { LustreDeploymentType, LustreOptions, LustrePerClaimOptions, LustreFileSystemOptions } from './lustre-file-system-source';
import { LUSTRE_DEPLOYMENTS, LustreRow } from './lustre.data';
import { LustrePlan } from './lustre.rules';

/** Options as plain data, with their defaults. */
export function lustrePlan(options: LustreOptions & Partial<LustreFileSystemOptions> & Partial<LustrePerClaimOptions>): LustrePlan {
  const { deploymentType = LustreDeploymentType.PERSISTENT_2, hdd = false, s3Link } = options;
  const row: LustreRow = LUSTRE_DEPLOYMENTS[deploymentType];
  return {
    deployment: deploymentType,
    storageCapacityGiB: options.storageCapacityGiB,
    throughput: options.throughputMBpsPerTiB ?? (hdd ? 12 : row.throughput?.[0]),
    hdd: hdd,
    driveCache: options.driveCache ?? false,
    version: options.lustreVersion,
    encryptionKey: options.encryptionKey !== undefined,
    backupDays: options.automaticBackupRetentionDays,
    metadataIops: options.metadataIops,
    automaticMetadataIops: options.automaticMetadataIops ?? false,
    repositories: options.dataRepositories?.length ?? 0,
    importPath: s3Link && s3Path(s3Link.bucket.bucketName, s3Link.importPrefix),
    exportPath: s3Link?.exportPrefix && s3Path(s3Link.bucket.bucketName, s3Link.exportPrefix),
    efa: options.efa ?? false,
    maintenance: options.weeklyMaintenanceStartTime,
    dailyBackup: options.dailyAutomaticBackupStartTime,
  };
}

export const s3Path = (bucket: string, prefix?: string): string =>
  prefix ? `s3://${bucket}/${prefix.replace(/^\/|\/$/g, '')}` : `s3://${bucket}`;

/** DriveCacheType: only file systems on hard disks have one. */
export function driveCacheType({ hdd, driveCache }: LustrePlan): 'READ' | 'NONE' | undefined {
  if (!hdd) return undefined;
  return driveCache ? 'READ' : 'NONE';
}

/** Mode of the metadata configuration; undefined for the metadata performance of the capacity. */
export function metadataMode({ automaticMetadataIops, metadataIops }: LustrePlan): 'AUTOMATIC' | 'USER_PROVISIONED' | undefined {
  if (automaticMetadataIops) return 'AUTOMATIC';
  return metadataIops ? 'USER_PROVISIONED' : undefined;
}

/** The default version. It never changes, because another version replaces file systems: users choose a newer one. */
export const DEFAULT_LUSTRE = '2.15';
