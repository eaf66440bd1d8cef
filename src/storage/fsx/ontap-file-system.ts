import { RemovalPolicy, Tags, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { clientRouteTables } from './fsx-place';
import { ONTAP_DEPLOYMENTS, ONTAP_MIN_GIB } from './fsx.data';
import { OntapPlan } from './fsx.rules';
import { OntapDeploymentType, OntapFileSystemOptions } from './ontap-file-system-source';

/** Options as plain data, with what is chosen for the user. */
export function ontapPlan(options: OntapFileSystemOptions, subnets: number, blocks: boolean): OntapPlan {
  const { deploymentType = OntapDeploymentType.MULTI_AZ_1, haPairs = 1 } = options;
  return {
    deployment: deploymentType,
    storageCapacityGiB: options.storageCapacityGiB ?? ONTAP_MIN_GIB * haPairs,
    throughput: options.throughputMBps ?? ONTAP_DEPLOYMENTS[deploymentType].throughput[0],
    pairs: haPairs,
    iops: options.iops,
    backupDays: options.automaticBackupRetentionDays,
    subnets,
    maintenance: options.weeklyMaintenanceStartTime,
    dailyBackup: options.dailyAutomaticBackupStartTime,
    blocks,
    svmName: options.svmName ?? DEFAULT_SVM,
  };
}

const DEFAULT_SVM = 'kubernetes';
const BACKUP_DAYS = 30;
const PASSWORD_LENGTH = 32;

/** A file system with a storage virtual machine, whose password is in Secrets Manager alone. */
export interface MadeOntap {
  readonly fileSystem: fsx.CfnFileSystem;
  readonly svm: fsx.CfnStorageVirtualMachine;
  readonly credentials: ISecret;
}

export function makeOntap(
  scope: Construct,
  vpc: ec2.IVpc,
  subnets: readonly ec2.ISubnet[],
  group: ec2.ISecurityGroup,
  options: OntapFileSystemOptions,
): MadeOntap {
  const plan = ontapPlan(options, subnets.length, false);
  const severalZones = subnets.length > 1;
  const fileSystem = new fsx.CfnFileSystem(scope, 'FileSystem', {
    fileSystemType: 'ONTAP',
    storageCapacity: plan.storageCapacityGiB,
    storageType: 'SSD',
    kmsKeyId: options.encryptionKey?.keyArn,
    subnetIds: subnets.map(({ subnetId }) => subnetId),
    securityGroupIds: [group.securityGroupId],
    ontapConfiguration: {
      deploymentType: plan.deployment,
      haPairs: plan.pairs,
      throughputCapacityPerHaPair: plan.throughput,
      preferredSubnetId: severalZones ? subnets[0].subnetId : undefined,
      // the address moves from zone to zone, so that routes lead to it
      routeTableIds: severalZones ? clientRouteTables(vpc) : undefined,
      diskIopsConfiguration: plan.iops ? { mode: 'USER_PROVISIONED', iops: plan.iops } : { mode: 'AUTOMATIC' },
      automaticBackupRetentionDays: options.automaticBackupRetentionDays ?? BACKUP_DAYS,
      dailyAutomaticBackupStartTime: options.dailyAutomaticBackupStartTime,
      weeklyMaintenanceStartTime: options.weeklyMaintenanceStartTime,
    },
  });
  Tags.of(fileSystem).add('Name', scope.node.path);
  const credentials = new Secret(scope, 'Credentials', {
    description: `Trident manages volumes of ${scope.node.path}`,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ username: 'vsadmin' }),
      generateStringKey: 'password',
      passwordLength: PASSWORD_LENGTH,
      excludePunctuation: true,
      requireEachIncludedType: true,
    },
    removalPolicy: options.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  Validations.of(credentials).acknowledge({
    id: 'AwsSolutions::AwsSolutions-SMG4',
    reason: 'a new password must be set in ONTAP as well, which nothing of AWS does',
  });
  const svm = new fsx.CfnStorageVirtualMachine(scope, 'Svm', {
    fileSystemId: fileSystem.ref,
    name: plan.svmName,
    rootVolumeSecurityStyle: 'UNIX',
    // CloudFormation reads it when it makes the machine: the template holds the address of the secret
    svmAdminPassword: credentials.secretValueFromJson('password').unsafeUnwrap(),
  });
  for (const resource of [fileSystem, svm]) resource.applyRemovalPolicy(options.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return { fileSystem, svm, credentials };
}
