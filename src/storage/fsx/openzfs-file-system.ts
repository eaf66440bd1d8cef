import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import { Construct } from 'constructs';
import { clientRouteTables } from './fsx-place';
import { OPENZFS_DEPLOYMENTS } from './fsx.data';
import { OpenZfsPlan } from './fsx.rules';
import { OpenZfsDeploymentType, OpenZfsOptions, OpenZfsFileSystemOptions } from './openzfs-file-system-source';

const BACKUP_DAYS = 30;

/** Options as plain data, with what is chosen for the user. */
export function openZfsPlan(options: OpenZfsOptions & Partial<OpenZfsFileSystemOptions>, subnets: number): OpenZfsPlan {
  const { deploymentType = OpenZfsDeploymentType.SINGLE_AZ_HA_2 } = options;
  return {
    deployment: deploymentType,
    storageCapacityGiB: options.storageCapacityGiB,
    throughput: options.throughputMBps ?? OPENZFS_DEPLOYMENTS[deploymentType].throughput[0],
    iops: options.iops,
    backupDays: options.automaticBackupRetentionDays,
    subnets,
    maintenance: options.weeklyMaintenanceStartTime,
    dailyBackup: options.dailyAutomaticBackupStartTime,
  };
}

/** A file system of FSx for OpenZFS, whose volumes go with it. */
export function makeOpenZfs(
  scope: Construct,
  vpc: ec2.IVpc,
  subnets: readonly ec2.ISubnet[],
  group: ec2.ISecurityGroup,
  options: OpenZfsFileSystemOptions,
): fsx.CfnFileSystem {
  const plan = openZfsPlan(options, subnets.length);
  const severalZones = subnets.length > 1;
  const resource = new fsx.CfnFileSystem(scope, 'FileSystem', {
    fileSystemType: 'OPENZFS',
    storageCapacity: options.storageCapacityGiB,
    storageType: 'SSD',
    kmsKeyId: options.encryptionKey?.keyArn,
    subnetIds: subnets.map(({ subnetId }) => subnetId),
    securityGroupIds: [group.securityGroupId],
    openZfsConfiguration: {
      deploymentType: plan.deployment,
      throughputCapacity: plan.throughput,
      preferredSubnetId: severalZones ? subnets[0].subnetId : undefined,
      routeTableIds: severalZones ? clientRouteTables(vpc) : undefined,
      diskIopsConfiguration: plan.iops ? { mode: 'USER_PROVISIONED', iops: plan.iops } : { mode: 'AUTOMATIC' },
      automaticBackupRetentionDays: options.automaticBackupRetentionDays ?? BACKUP_DAYS,
      dailyAutomaticBackupStartTime: options.dailyAutomaticBackupStartTime,
      weeklyMaintenanceStartTime: options.weeklyMaintenanceStartTime,
      copyTagsToBackups: options.copyTagsToBackups ?? true,
      copyTagsToVolumes: options.copyTagsToVolumes,
      endpointIpAddressRange: options.endpointIpAddressRange,
      options: ['DELETE_CHILD_VOLUMES_AND_SNAPSHOTS'],
      rootVolumeConfiguration: {
        dataCompressionType: 'ZSTD',
        nfsExports: [{ clientConfigurations: [{ clients: '*', options: ['rw', 'crossmnt'] }] }],
      },
    },
  });
  resource.applyRemovalPolicy(options.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  Tags.of(resource).add('Name', scope.node.path);
  return resource;
}
