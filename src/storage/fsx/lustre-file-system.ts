import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import { Construct } from 'constructs';
import { LustreFileSystemOptions } from './lustre-file-system-source';
import { driveCacheType, lustrePlan, DEFAULT_LUSTRE, metadataMode, s3Path } from './lustre-plan';

const EVENTS = ['NEW', 'CHANGED', 'DELETED'];

/** A file system of FSx for Lustre with its data repositories. */
export function makeLustre(
  scope: Construct,
  subnet: ec2.ISubnet,
  securityGroup: ec2.ISecurityGroup,
  options: LustreFileSystemOptions,
): fsx.CfnFileSystem {
  const plan = lustrePlan(options);
  const mode = metadataMode(plan);
  const resource = new fsx.CfnFileSystem(scope, 'FileSystem', {
    fileSystemType: 'LUSTRE',
    fileSystemTypeVersion: options.lustreVersion ?? DEFAULT_LUSTRE,
    storageCapacity: options.storageCapacityGiB,
    storageType: plan.hdd ? 'HDD' : 'SSD',
    kmsKeyId: options.encryptionKey?.keyArn,
    subnetIds: [subnet.subnetId],
    securityGroupIds: [securityGroup.securityGroupId],
    lustreConfiguration: {
      deploymentType: plan.deployment,
      perUnitStorageThroughput: plan.throughput,
      driveCacheType: driveCacheType(plan),
      dataCompressionType: options.dataCompression ? 'LZ4' : 'NONE',
      metadataConfiguration: mode && { mode, iops: mode === 'USER_PROVISIONED' ? plan.metadataIops : undefined },
      automaticBackupRetentionDays: options.automaticBackupRetentionDays,
      dailyAutomaticBackupStartTime: options.dailyAutomaticBackupStartTime,
      copyTagsToBackups: options.copyTagsToBackups,
      weeklyMaintenanceStartTime: options.weeklyMaintenanceStartTime,
      efaEnabled: options.efa,
    },
  });
  resource.applyRemovalPolicy(options.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  Tags.of(resource).add('Name', scope.node.path);
  for (const { bucket, prefix, fileSystemPath, autoImport = true, autoExport = false } of options.dataRepositories ?? []) {
    const association = new fsx.CfnDataRepositoryAssociation(
      scope,
      `Repository-${fileSystemPath.replace(/^\//, '').replace(/\//g, '-') || 'root'}`,
      {
        fileSystemId: resource.ref,
        fileSystemPath: fileSystemPath,
        dataRepositoryPath: s3Path(bucket.bucketName, prefix),
        batchImportMetaDataOnCreate: true,
        s3: {
          autoImportPolicy: autoImport ? { events: EVENTS } : undefined,
          autoExportPolicy: autoExport ? { events: EVENTS } : undefined,
        },
      },
    );
    if (options.removalPolicy === undefined) association.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
  return resource;
}

/** Source: FSx for Lustre User Guide, limit-access-security-groups. */
const PORTS = [ec2.Port.tcp(988), ec2.Port.tcpRange(1018, 1023)];

/** Lets clients and the servers of the file system talk. With Elastic Fabric Adapters they talk without ports. */
export function openLustre(scope: Construct, group: ec2.ISecurityGroup, clients: ec2.ISecurityGroup, efa: boolean): void {
  for (const port of efa ? [ec2.Port.allTraffic()] : PORTS) {
    group.addIngressRule(clients, port, 'clients of the file system');
    group.addIngressRule(group, port, 'servers of the file system');
    group.addEgressRule(clients, port, 'clients of the file system');
    group.addEgressRule(group, port, 'servers of the file system');
    // servers open connections to clients as well
    const { ipProtocol, fromPort, toPort } = port.toRuleJson();
    new ec2.CfnSecurityGroupIngress(scope, `ToClients-${fromPort ?? 'all'}`, {
      groupId: clients.securityGroupId,
      sourceSecurityGroupId: group.securityGroupId,
      ipProtocol,
      fromPort,
      toPort,
      description: `servers of ${scope.node.path}`,
    });
  }
}
