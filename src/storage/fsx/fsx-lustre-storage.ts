import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allowLustre } from './fsx-policies';
import { makeLustre, openLustre } from './lustre-file-system';
import { LustreFileSystemSource, LustrePerClaimOptions } from './lustre-file-system-source';
import { driveCacheType, lustrePlan, DEFAULT_LUSTRE, metadataMode } from './lustre-plan';
import { capacityProblems, LUSTRE_SOURCE, lustreProblems } from './lustre.rules';
import { ADDONS } from '../../catalog/addons.data';
import { feature } from '../../catalog/capability.rules';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { networkTiersOf } from '../../network/network-tiers';
import { checkOptions, checkProps } from '../../props/check-props';
import { driverOf, driverRoleProblems, grantDriverKey } from '../csi-driver';
import { gibibytes, makeClaim } from '../make-claim';
import { StorageClaim, StorageClaimOptions } from '../storage-claim';
import { applyClass, classNameProblems } from '../storage-class';
import { StorageClassOptions } from '../storage-class-options';

/** Properties of {@link FsxLustreStorage}. */
export interface FsxLustreStorageProps extends StorageClassOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /** The file system: one that all PVCs share, one per PVC, or an existing one. */
  readonly fileSystem: LustreFileSystemSource;
  /**
   * Name of the StorageClass, with `LustreFileSystemSource.perClaim()`: 1–253 lower-case letters, digits, hyphens or dots. Immutable.
   *
   * @default 'fsx-lustre'
   */
  readonly storageClassName?: string;
  /**
   * Permissions boundary and IAM path of the driver's role, or an existing role. Only the first storage construct of a cluster sets it.
   *
   * @default - a role without a boundary, path '/'
   */
  readonly roleOptions?: RoleOptions;
}

const DRIVER = 'aws-fsx-csi-driver';
const PROVISIONER = ADDONS[DRIVER].csi.driver;
const LIMITS = {
  storage: 'a volume of FSx for Lustre',
  accessModes: ['ReadWriteMany', 'ReadOnlyMany', 'ReadWriteOnce'],
  source: LUSTRE_SOURCE,
};

/**
 * High-performance shared files: FSx for Lustre with its CSI driver, with one file system for all PVCs or one per PVC.
 *
 * A file system is in one availability zone. Pods on Fargate, Windows and hybrid nodes cannot mount it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fsx-csi.html
 *
 * @example
 * const storage = new FsxLustreStorage(this, 'Scratch', {
 *   cluster,
 *   fileSystem: LustreFileSystemSource.perClaim({ deploymentType: LustreDeploymentType.SCRATCH_2 }),
 * });
 *
 * storage.claim('training', { size: cdk8s.Size.gibibytes(1200), mountPath: '/data' }).addTo(chart);
 * new ChartDeployment(this, 'Shop', { cluster, chart, deletePersistentVolumeClaims: true });
 */
export class FsxLustreStorage extends Construct implements ec2.IConnectable {
  /** The file system; undefined if this construct does not create one. */
  public readonly fileSystem?: fsx.CfnFileSystem;
  /** Name of the StorageClass; undefined without `LustreFileSystemSource.perClaim()`. */
  public readonly storageClassName?: string;
  /** Network connections of the file systems. */
  public readonly connections: ec2.Connections;

  private readonly files: LustreFileSystemSource;
  private readonly subnet?: ec2.ISubnet;

  constructor(scope: Construct, id: string, props: FsxLustreStorageProps) {
    checkProps('FsxLustreStorageProps', scope, id, props, new.target !== FsxLustreStorage);
    const { cluster, fileSystem, storageClassName = 'fsx-lustre' } = props;
    const own = fileSystem._shared ?? fileSystem._perClaim;
    failOn(scope, id, [
      ...classNameProblems(storageClassName),
      ...(own ? lustreProblems(lustrePlan(own)) : []),
      ...driverRoleProblems(cluster, DRIVER, props.roleOptions),
      ...ignoredProblems(props),
    ]);
    super(scope, id);
    this.files = fileSystem;
    const addon = driverOf(cluster, DRIVER, props.roleOptions);
    const { data, application } = networkTiersOf(cluster.vpc);
    this.subnet = own?.subnet ?? [...data, ...application][0];
    const group = fileSystem._existing
      ? fileSystem._existing.securityGroup
      : new ec2.SecurityGroup(this, 'SecurityGroup', {
          vpc: cluster.vpc,
          allowAllOutbound: false,
          description: `File systems of ${this.node.path}`,
        });
    this.connections = new ec2.Connections({ securityGroups: group ? [group] : [], defaultPort: ec2.Port.tcp(988) });
    if (group) {
      openLustre(
        this,
        group,
        ec2.SecurityGroup.fromSecurityGroupId(this, 'ClusterGroup', cluster.clusterSecurityGroupId, { mutable: false }),
        own?.efa ?? false,
      );
    }
    if (fileSystem._shared) this.fileSystem = makeLustre(this, this.subnet, group!, fileSystem._shared);
    // FSx checks the rules of the security group when it creates the file system
    this.fileSystem?.node.addDependency(group!);
    if (!fileSystem._perClaim) return;
    this.storageClassName = storageClassName;
    const { s3Link, encryptionKey } = fileSystem._perClaim;
    const role = addon?.identity?.role;
    if (role) allowLustre(this, role as iam.Role, s3Link ? [s3Link.bucket.bucketArn] : []);
    if (addon?.role && encryptionKey) grantDriverKey(this, addon.role, encryptionKey);
    const resource = applyClass(
      this,
      cluster,
      {
        name: storageClassName,
        provisioner: PROVISIONER,
        parameters: () => ({
          ...parameters(fileSystem._perClaim!),
          subnetId: this.subnet!.subnetId,
          securityGroupIds: group!.securityGroupId,
        }),
        waitForPod: false,
        expandable: true,
        mountOptions: ['flock'],
      },
      props,
    );
    resource.node.addDependency(group!);
    ClusterModel.of(cluster)._require(resource, feature('fsx-driver'));
  }

  /** A PVC: a file system of its own, or the root of the shared one, of which `subPath` mounts a directory. */
  claim(name: string, options: StorageClaimOptions): StorageClaim {
    checkOptions('StorageClaimOptions', 'FsxLustreStorage.claim', options);
    if (this.storageClassName !== undefined) {
      const plan = { ...lustrePlan(this.files._perClaim!), storageCapacityGiB: gibibytes(options.size) };
      return makeClaim(this, name, options, LIMITS, { storageClassName: this.storageClassName }, capacityProblems(plan, 'size'));
    }
    const { _existing: existing, _shared: shared } = this.files;
    const { fileSystemId, dnsName, mountName } = existing ?? {
      fileSystemId: this.fileSystem!.ref,
      dnsName: this.fileSystem!.attrDnsName,
      mountName: this.fileSystem!.attrLustreMountName,
    };
    const zone = existing?.zone ?? (shared?.enforceZoneAffinity ? this.subnet!.availabilityZone : undefined);
    return makeClaim(this, name, options, LIMITS, {
      storageClassName: '',
      volume: () => ({
        mountOptions: ['flock'],
        csi: { driver: PROVISIONER, volumeHandle: fileSystemId, volumeAttributes: { dnsname: dnsName, mountname: mountName } },
        ...(zone
          ? {
              nodeAffinity: {
                required: {
                  nodeSelectorTerms: [{ matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: [zone] }] }],
                },
              },
            }
          : {}),
      }),
    });
  }
}

// every parameter is a string, source: aws-fsx-csi-driver, pkg/driver/controller.go
function parameters(options: LustrePerClaimOptions): Record<string, unknown> {
  const plan = lustrePlan(options);
  const { s3Link, fileSystemTags } = options;
  const given: Record<string, unknown> = {
    deploymentType: plan.deployment,
    storageType: plan.hdd ? 'HDD' : 'SSD',
    driveCacheType: driveCacheType(plan),
    perUnitStorageThroughput: plan.throughput,
    kmsKeyId: options.encryptionKey?.keyArn,
    automaticBackupRetentionDays: options.automaticBackupRetentionDays ?? (plan.deployment.startsWith('PERSISTENT') ? 0 : undefined),
    dailyAutomaticBackupStartTime: options.dailyAutomaticBackupStartTime,
    copyTagsToBackups: options.copyTagsToBackups,
    dataCompressionType: options.dataCompression ? 'LZ4' : 'NONE',
    weeklyMaintenanceStartTime: options.weeklyMaintenanceStartTime,
    fileSystemTypeVersion: options.lustreVersion ?? DEFAULT_LUSTRE,
    efaEnabled: options.efa,
    metadataConfigurationMode: metadataMode(plan),
    metadataIops: plan.metadataIops,
    s3ImportPath: plan.importPath,
    s3ExportPath: plan.exportPath,
    autoImportPolicy: s3Link?.autoImportPolicy,
    extraTags:
      fileSystemTags &&
      Object.entries(fileSystemTags)
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
  };
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
}

function ignoredProblems({ fileSystem, ...rest }: FsxLustreStorageProps): Problem[] {
  const ignored = (['storageClassName', 'isDefault', 'reclaimPolicy', 'mountOptions', 'parameters'] as const).filter(
    (name) => rest[name] !== undefined,
  );
  return fileSystem._perClaim || ignored.length === 0
    ? []
    : [
        {
          finding: `${ignored.join(', ')} given for a file system that all PVCs share`,
          constraint: 'only LustreFileSystemSource.perClaim() has a StorageClass',
          remediation: `Remove \`${ignored.join('`, `')}\`, or use LustreFileSystemSource.perClaim()`,
        },
      ];
}
