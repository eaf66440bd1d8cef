import { LustreDeploymentType, LustreOptions, LustrePerClaimOptions, LustreFileSystemOptions } from './lustre-file-system-source';
import { LUSTRE_DEPLOYMENTS, LustreRow } from './lustre.data';
import { LustrePlan } from './lustre.rules';

/** Options as plain data, with what is chosen for the user. */
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

/** What stands where nothing is given. Another version replaces file systems: this one stays, and newer ones are chosen by hand. */
export const DEFAULT_LUSTRE = '2.15';
