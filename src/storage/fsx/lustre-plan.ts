import { LustreDeploymentType, LustreOptions, LustrePerClaimOptions, LustreSharedOptions } from './lustre-files';
import { LUSTRE_DEPLOYMENTS, LustreRow } from './lustre.data';
import { LustrePlan } from './lustre.rules';

/** Options as plain data, with what is chosen for the user. */
export function lustrePlan(options: LustreOptions & Partial<LustreSharedOptions> & Partial<LustrePerClaimOptions>): LustrePlan {
  const { deploymentType = LustreDeploymentType.PERSISTENT_2, hardDisk = false, s3Link } = options;
  const row: LustreRow = LUSTRE_DEPLOYMENTS[deploymentType];
  return {
    deployment: deploymentType,
    capacityGiB: options.capacityGiB,
    throughput: options.throughputMBpsPerTiB ?? (hardDisk ? 12 : row.throughput?.[0]),
    hdd: hardDisk,
    readCache: options.readCache ?? false,
    version: options.lustreVersion,
    encryptionKey: options.encryptionKey !== undefined,
    backupDays: options.backupRetentionDays,
    metadataIops: options.metadataIops,
    automaticMetadata: options.automaticMetadata ?? false,
    repositories: options.dataRepositories?.length ?? 0,
    importPath: s3Link && s3Path(s3Link.bucket.bucketName, s3Link.importPrefix),
    exportPath: s3Link?.exportPrefix && s3Path(s3Link.bucket.bucketName, s3Link.exportPrefix),
    efa: options.efa ?? false,
    maintenance: options.weeklyMaintenanceTime,
    dailyBackup: options.dailyBackupTime,
  };
}

export const s3Path = (bucket: string, prefix?: string): string => (prefix ? `s3://${bucket}/${prefix.replace(/^\/|\/$/g, '')}` : `s3://${bucket}`);

/** What stands where nothing is given. Another version replaces file systems: this one stays, and newer ones are chosen by hand. */
export const DEFAULT_LUSTRE = '2.15';
