import { CfnResource, RemovalPolicy, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { EfsFileSystemOptions } from './efs-file-system-source';
import { Problem } from '../../errors/problems';
import { networkTiersOf } from '../../network/network-tiers';
import { literalZoneOf, zoneOf } from '../../network/zone-of';

/** A file system with its mount targets. */
export interface MadeFileSystem {
  readonly fileSystem: efs.IFileSystem;
  readonly mountTargets: readonly CfnResource[];
}

/** The subnets of the mount targets: one in each zone. */
export function mountTargetSubnets(
  { vpc }: ICluster,
  { subnets, oneZone }: EfsFileSystemOptions,
): {
  readonly subnets: ec2.ISubnet[];
  readonly problems: Problem[];
} {
  const { data, application } = networkTiersOf(vpc);
  const ownTier = data.length > 0 ? data : application;
  const all = subnets ? vpc.selectSubnets(subnets).subnets : ownTier;
  const zones = new Map<string, ec2.ISubnet>();
  for (const subnet of all) if (!zones.has(zoneKey(subnet))) zones.set(zoneKey(subnet), subnet);
  if (oneZone !== undefined) {
    const inZone = [...zones.values()].filter((subnet) => literalZoneOf(subnet) === oneZone);
    const others = [...zones.values()].map((subnet) => literalZoneOf(subnet) ?? '?');
    return { subnets: inZone, problems: inZone.length > 0 ? [] : [noSuchZone(oneZone, others)] };
  }
  const missing = [
    ...new Set(application.filter((subnet) => !zones.has(zoneKey(subnet))).map((subnet) => literalZoneOf(subnet) ?? subnet.node.path)),
  ];
  return { subnets: [...zones.values()], problems: missing.length > 0 ? [zonesWithout(missing)] : [] };
}

const zoneKey = ({ availabilityZone }: ec2.ISubnet): string => JSON.stringify(availabilityZone);
const SOURCE = 'https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html';

const noSuchZone = (zone: string, zones: readonly string[]): Problem => ({
  finding: `oneZone is '${zone}'`,
  constraint: `the VPC has subnets in ${zones.join(', ')}`,
  remediation: 'Set `oneZone` to one of these zones',
  source: SOURCE,
});
const zonesWithout = (missing: readonly string[]): Problem => ({
  finding: `subnets has no subnet in ${missing.join(', ')}`,
  constraint: 'pods mount the file system through the mount target in their own zone',
  remediation: 'Select a subnet in each zone that has nodes',
  source: SOURCE,
});

/** Creates an encrypted file system that allows only TLS connections, with a mount target in each subnet. */
export function makeFileSystem(
  scope: Construct,
  { vpc }: ICluster,
  subnets: readonly ec2.ISubnet[],
  options: EfsFileSystemOptions,
  mounter?: iam.IRole,
): MadeFileSystem {
  const { encryptionKey, throughputMode = efs.ThroughputMode.ELASTIC, transitionBackOnAccess = true, automaticBackups = true } = options;
  const policies = [
    { transitionToIa: options.transitionToInfrequentAccess ?? efs.LifecyclePolicy.AFTER_30_DAYS },
    ...(options.transitionToArchive ? [{ transitionToArchive: options.transitionToArchive }] : []),
    ...(transitionBackOnAccess ? [{ transitionToPrimaryStorageClass: efs.OutOfInfrequentAccessPolicy.AFTER_1_ACCESS }] : []),
  ];
  const resource = new efs.CfnFileSystem(scope, 'FileSystem', {
    encrypted: true,
    kmsKeyId: encryptionKey?.keyArn,
    throughputMode,
    provisionedThroughputInMibps: options.provisionedThroughputMiBps,
    availabilityZoneName: options.oneZone && zoneOf(subnets[0]),
    lifecyclePolicies: policies,
    backupPolicy: { status: automaticBackups ? 'ENABLED' : 'DISABLED' },
    fileSystemPolicy: accessPolicy(options.iamAuthorization ? mounter : undefined),
  });
  resource.applyRemovalPolicy(options.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  Tags.of(resource).add('Name', scope.node.path);
  const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    allowAllOutbound: false,
    description: `Mount targets of ${scope.node.path}`,
  });
  const mountTargets = subnets.map(
    (subnet, index) =>
      new efs.CfnMountTarget(scope, `MountTarget${index + 1}`, {
        fileSystemId: resource.ref,
        subnetId: subnet.subnetId,
        securityGroups: [securityGroup.securityGroupId],
      }),
  );
  // the rules of the security group exist before a pod mounts the file system
  mountTargets.forEach((target) => target.node.addDependency(securityGroup));
  const fileSystem = efs.FileSystem.fromFileSystemAttributes(scope, 'Files', { securityGroup, fileSystemArn: resource.attrArn });
  return { fileSystem, mountTargets };
}

// never without TLS; source: EFS User Guide, iam-access-control-nfs-efs
function accessPolicy(mounter?: iam.IRole): iam.PolicyDocument {
  return new iam.PolicyDocument({
    statements: [
      new iam.PolicyStatement({
        principals: [mounter ? new iam.ArnPrincipal(mounter.roleArn) : new iam.AnyPrincipal()],
        actions: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        conditions: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
      }),
      new iam.PolicyStatement({
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: ['*'],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ],
  });
}
