import { Lazy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { clientRouteTables, fileSystemSubnets } from './fsx-place';
import { allowOpenZfs } from './fsx-policies';
import { OPENZFS_DEPLOYMENTS, OPENZFS_GIB, OPENZFS_PORTS } from './fsx.data';
import { OPENZFS_SOURCE, openZfsProblems, openZfsVolumeProblems } from './fsx.rules';
import { makeOpenZfs, openZfsPlan } from './openzfs-file-system';
import { OpenZfsDeploymentType, OpenZfsFileSystemSource, OpenZfsOptions, OpenZfsVolumeOptions } from './openzfs-file-system-source';
import { mutuallyExclusive } from '../../apply/chart-source';
import { EcrChartOptions } from '../../apply/ecr-chart-options';
import { HelmRelease } from '../../apply/helm-release';
import { jsonParts, joined } from '../../apply/token-json';
import { feature } from '../../catalog/capability.rules';
import { CHARTS } from '../../catalog/charts.data';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { IdentityType } from '../../identity/identity-type';
import { WorkloadIdentity } from '../../identity/workload-identity';
import { ClusterModel } from '../../model/cluster-model';
import { requireAwsApis } from '../../network/aws-apis';
import { checkOptions, checkProps } from '../../props/check-props';
import { grantDriverKey, isElsewhere } from '../csi-driver';
import { makeClaim } from '../make-claim';
import { prepareSnapshots, snapshotClassObject } from '../snapshot-controller';
import { VolumeSnapshotClassOptions } from '../snapshots';
import { StorageClaim, StorageClaimOptions } from '../storage-claim';
import { applyClass, classNameProblems } from '../storage-class';
import { StorageClassOptions } from '../storage-class-options';

/** Properties of {@link FsxOpenZfsStorage}. */
export interface FsxOpenZfsStorageProps extends StorageClassOptions, EcrChartOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /** The file system: created, existing, or one per PVC. */
  readonly fileSystem: OpenZfsFileSystemSource;
  /**
   * Name of the StorageClass: 1–253 lower-case letters, digits, hyphens or dots. Immutable.
   *
   * @default 'fsx-openzfs'
   */
  readonly storageClassName?: string;
  /**
   * VolumeSnapshotClass for snapshots of these volumes.
   *
   * @default - none
   */
  readonly volumeSnapshotClass?: VolumeSnapshotClassOptions;
  /**
   * Version of the driver's Helm chart. Only the first storage construct of a cluster sets it.
   *
   * @default '1.2.0'
   */
  readonly chartVersion?: string;
  /**
   * Repository of the driver's Helm chart, for clusters that cannot reach the public one; for an OCI registry (`oci://`) the full address
   * of the chart. Only the first storage construct of a cluster sets it, and `chartEcrRepository`.
   *
   * @default 'https://kubernetes-sigs.github.io/aws-fsx-openzfs-csi-driver'
   */
  readonly chartRepository?: string;
  /**
   * Permissions boundary and IAM path of the driver's role, or an existing role. Only the first storage construct of a cluster sets it.
   *
   * @default - a role without a boundary, path '/'
   */
  readonly roleOptions?: RoleOptions;
}

const CHART = 'aws-fsx-openzfs-csi-driver';
const { csi, identity: ACCOUNT, installed, awsApis } = CHARTS[CHART];
const PROVISIONER = csi.driver;
const DRIVER = `CSIDriver ${PROVISIONER}` as const;
const SERVICE_ACCOUNT = ACCOUNT.serviceAccount;
const MOUNT_OPTIONS = ['nfsvers=4.1', 'rsize=1048576', 'wsize=1048576', 'timeo=600'];
const ACCESS_MODES = ['ReadWriteMany', 'ReadWriteOnce', 'ReadOnlyMany'];

/**
 * Shared files (ReadWriteMany): FSx for OpenZFS with its CSI driver, which creates a volume in one file system, or a file system, for each
 * PVC.
 *
 * @see https://github.com/kubernetes-sigs/aws-fsx-openzfs-csi-driver
 *
 * @example
 * const storage = new FsxOpenZfsStorage(this, 'Zfs', {
 *   cluster,
 *   fileSystem: OpenZfsFileSystemSource.create({ storageCapacityGiB: 64, removalPolicy: cdk.RemovalPolicy.DESTROY }),
 * });
 *
 * storage.claim('shared', { size: cdk8s.Size.gibibytes(1), mountPath: '/shared' }).addTo(chart);
 */
export class FsxOpenZfsStorage extends Construct implements ec2.IConnectable {
  /** The file system; undefined if this construct does not create one. */
  public readonly fileSystem?: fsx.CfnFileSystem;
  /** Name of the StorageClass. */
  public readonly storageClassName: string;
  /** Network connections of the file systems. */
  public readonly connections: ec2.Connections;

  private readonly perClaim: boolean;

  constructor(scope: Construct, id: string, props: FsxOpenZfsStorageProps) {
    checkProps('FsxOpenZfsStorageProps', scope, id, props, new.target !== FsxOpenZfsStorage);
    const { cluster, fileSystem, storageClassName = 'fsx-openzfs', volumeSnapshotClass } = props;
    const options: OpenZfsOptions | undefined = fileSystem._own ?? fileSystem._perClaim;
    const { subnets: count } = OPENZFS_DEPLOYMENTS[options?.deploymentType ?? OpenZfsDeploymentType.SINGLE_AZ_HA_2];
    const subnets = options ? fileSystemSubnets(cluster.vpc, count, options.subnets) : [];
    const inventory = ClusterModel.of(cluster);
    const known = inventory._installed(DRIVER) !== undefined || isElsewhere(cluster, csi.feature);
    failOn(scope, id, [
      ...classNameProblems(storageClassName),
      ...(options ? openZfsProblems(openZfsPlan(options, subnets.length)) : []),
      ...openZfsVolumeProblems(fileSystem._volumes),
      ...driverProblems(props, known),
      ...mutuallyExclusive({ chartRepository: props.chartRepository, chartEcrRepository: props.chartEcrRepository }),
    ]);
    super(scope, id);
    this.storageClassName = storageClassName;
    this.perClaim = fileSystem._perClaim !== undefined;
    if (!known) inventory._install(DRIVER, new OpenZfsDriver(cluster as unknown as Construct, 'OpenZfsCsiDriver', props));
    if (!isElsewhere(cluster, 'openzfs-driver')) inventory._assumeWithout(feature('openzfs-driver'), inventory._installed(DRIVER)!);
    const driver = inventory._installed(DRIVER) as OpenZfsDriver | undefined;
    if (driver && options?.encryptionKey && fileSystem._perClaim) grantDriverKey(this, driver.role, options.encryptionKey);
    const group = options
      ? new ec2.SecurityGroup(this, 'SecurityGroup', {
          vpc: cluster.vpc,
          allowAllOutbound: false,
          description: `File systems of ${this.node.path}`,
        })
      : fileSystem._existing!.securityGroup;
    this.connections = new ec2.Connections({ securityGroups: group ? [group] : [], defaultPort: ec2.Port.tcp(2049) });
    if (group) {
      letIn(group, ec2.SecurityGroup.fromSecurityGroupId(this, 'ClusterGroup', cluster.clusterSecurityGroupId, { mutable: false }));
    }
    if (fileSystem._own) this.fileSystem = makeOpenZfs(this, cluster.vpc, subnets, group!, fileSystem._own);
    this.fileSystem?.node.addDependency(group!);
    const resource = applyClass(
      this,
      cluster,
      {
        name: storageClassName,
        provisioner: PROVISIONER,
        parameters: () =>
          fileSystem._perClaim
            ? fileSystemParameters(fileSystem._perClaim, subnets, group!, clientRouteTables(cluster.vpc))
            : volumeParameters(fileSystem._existing?.parentVolumeId ?? this.fileSystem!.attrRootVolumeId, fileSystem._volumes),
        waitForPod: false,
        expandable: this.perClaim,
        mountOptions: MOUNT_OPTIONS,
      },
      props,
      () => (volumeSnapshotClass ? [snapshotClassObject(PROVISIONER, storageClassName, volumeSnapshotClass)] : []),
    );
    if (fileSystem._perClaim) resource.node.addDependency(group!);
    ClusterModel.of(cluster)._require(resource, feature(csi.feature));
  }

  /**
   * A PVC for shared files. Set `size` to 1 GiB for a volume, which grows with its files; a file system per PVC has the size of the PVC.
   */
  claim(name: string, options: StorageClaimOptions): StorageClaim {
    checkOptions('StorageClaimOptions', 'FsxOpenZfsStorage.claim', options);
    const limits = this.perClaim ? { minGiB: OPENZFS_GIB.min, maxGiB: OPENZFS_GIB.max } : { minGiB: 1, maxGiB: 1 };
    return makeClaim(
      this,
      name,
      options,
      {
        storage: this.perClaim ? 'an FSx for OpenZFS file system' : 'a PVC for an FSx for OpenZFS volume',
        accessModes: ACCESS_MODES,
        snapshots: true,
        source: OPENZFS_SOURCE,
        ...limits,
      },
      { storageClassName: this.storageClassName },
    );
  }
}

class OpenZfsDriver extends Construct {
  public readonly role: iam.IRole;

  constructor(scope: Construct, id: string, props: FsxOpenZfsStorageProps) {
    const { cluster, chartVersion, roleOptions } = props;
    super(scope, id);
    prepareSnapshots(cluster, undefined);
    const identity = new WorkloadIdentity(this, 'Identity', {
      cluster,
      namespace: ACCOUNT.namespace,
      serviceAccountName: SERVICE_ACCOUNT,
      identityType: IdentityType._irsaAlone(),
      roleOptions: roleOptions,
    });
    this.role = identity.role;
    if (!roleOptions?.role) allowOpenZfs(identity.role as iam.Role);
    const release = new HelmRelease(this, 'Chart', {
      cluster,
      chartName: CHART,
      chartRepository: props.chartRepository ?? installed.repository,
      chartEcrRepository: props.chartEcrRepository,
      chartVersion: chartVersion ?? installed.version,
      releaseName: installed.release,
      namespace: installed.namespace,
      values: () => ({
        controller: {
          region: Stack.of(this).region,
          serviceAccount: { create: true, name: SERVICE_ACCOUNT, annotations: identity.serviceAccountAnnotations },
        },
      }),
    });
    requireAwsApis(cluster, release.node.defaultChild as Construct, awsApis);
    ClusterModel.of(cluster)._orderAfter(
      release.node.defaultChild as Construct,
      feature(`identity ${ACCOUNT.namespace}/${SERVICE_ACCOUNT}`),
    );
  }
}

function letIn(group: ec2.ISecurityGroup, nodes: ec2.ISecurityGroup): void {
  for (const [from, to] of OPENZFS_PORTS) {
    group.addIngressRule(nodes, ec2.Port.tcpRange(from, to), 'nodes of the cluster');
    group.addIngressRule(nodes, ec2.Port.udpRange(from, to), 'nodes of the cluster');
  }
}

// every parameter is a string of JSON, source: aws-fsx-openzfs-csi-driver, docs/parameters.md
function asJson(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Lazy.uncachedString({ produce: (context) => joined(jsonParts(value, context)) })]),
  );
}

function fileSystemParameters(
  options: OpenZfsOptions,
  subnets: readonly ec2.ISubnet[],
  group: ec2.ISecurityGroup,
  routeTables: readonly string[],
): Record<string, unknown> {
  const plan = openZfsPlan(options, subnets.length);
  return {
    ResourceType: 'filesystem',
    ...asJson({
      DeploymentType: plan.deployment,
      ThroughputCapacity: plan.throughput,
      SubnetIds: subnets.map(({ subnetId }) => subnetId),
      PreferredSubnetId: subnets.length > 1 ? subnets[0].subnetId : undefined,
      RouteTableIds: subnets.length > 1 ? routeTables : undefined,
      EndpointIpAddressRange: options.endpointIpAddressRange,
      CopyTagsToBackups: options.copyTagsToBackups,
      CopyTagsToVolumes: options.copyTagsToVolumes,
      SecurityGroupIds: [group.securityGroupId],
      KmsKeyId: options.encryptionKey?.keyArn,
      DiskIopsConfiguration: plan.iops ? { Mode: 'USER_PROVISIONED', Iops: plan.iops } : undefined,
      AutomaticBackupRetentionDays: options.automaticBackupRetentionDays,
      DailyAutomaticBackupStartTime: options.dailyAutomaticBackupStartTime,
      WeeklyMaintenanceStartTime: options.weeklyMaintenanceStartTime,
      SkipFinalBackupOnDeletion: true,
      OptionsOnDeletion: ['DELETE_CHILD_VOLUMES_AND_SNAPSHOTS'],
    }),
  };
}

function volumeParameters(
  parentVolumeId: string,
  { quotaGiB, reservationGiB, dataCompressionType = 'ZSTD', recordSizeKiB, copyTagsToSnapshots, ...more }: OpenZfsVolumeOptions,
): Record<string, unknown> {
  const { nfsClients = '*', nfsOptions = ['rw', 'crossmnt'], readOnly, volumeTags } = more;
  return {
    ResourceType: 'volume',
    ...asJson({
      ParentVolumeId: parentVolumeId,
      NfsExports: [{ ClientConfigurations: [{ Clients: nfsClients, Options: nfsOptions }] }],
      ReadOnly: readOnly,
      Tags: volumeTags && Object.entries(volumeTags).map(([Key, Value]) => ({ Key, Value })),
      DataCompressionType: dataCompressionType,
      RecordSizeKiB: recordSizeKiB,
      StorageCapacityQuotaGiB: quotaGiB,
      StorageCapacityReservationGiB: reservationGiB,
      CopyTagsToSnapshots: copyTagsToSnapshots,
      OptionsOnDeletion: ['DELETE_CHILD_VOLUMES_AND_SNAPSHOTS'],
    }),
  };
}

function driverProblems(props: FsxOpenZfsStorageProps, known: boolean): Problem[] {
  const { roleOptions, chartVersion, chartRepository, chartEcrRepository } = props;
  const given = { roleOptions, chartVersion, chartRepository, chartEcrRepository };
  const ignored = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  return known && ignored.length > 0
    ? [
        {
          finding: `${ignored.join(', ')} given`,
          constraint: 'the driver already exists: the first storage construct of the cluster created it, or it was declared as installed',
          remediation: `Remove \`${ignored.join('`, `')}\`, or set them on the first storage construct of the cluster`,
        },
      ]
    : [];
}
