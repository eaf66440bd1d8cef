import { Lazy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantDriverKey, isElsewhere } from '../csi-driver';
import { clientRouteTables, fileSystemSubnets } from './fsx-place';
import { allowOpenZfs } from './fsx-policies';
import { OPENZFS_DEPLOYMENTS, OPENZFS_GIB, OPENZFS_PORTS } from './fsx.data';
import { OPENZFS_SOURCE, openZfsProblems } from './fsx.rules';
import { makeOpenZfs, openZfsPlan } from './openzfs-file-system';
import { OpenZfsDeploymentType, OpenZfsFiles, OpenZfsOptions, OpenZfsVolumeOptions } from './openzfs-files';
import { onlyOne } from '../../apply/chart-source';
import { EcrChartOptions } from '../../apply/ecr-chart-options';
import { HelmRelease } from '../../apply/helm-release';
import { jsonParts, joined } from '../../apply/token-json';
import { CHARTS } from '../../catalog/charts.data';
import { part } from '../../catalog/thing.rules';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { IdentityMechanism } from '../../identity/identity-mechanism';
import { WorkloadIdentity } from '../../identity/workload-identity';
import { Inventory } from '../../model/inventory';
import { callsAws } from '../../network/aws-apis';
import { makeClaim } from '../make-claim';
import { prepareSnapshots, snapshotClassObject } from '../snapshot-controller';
import { SnapshotOptions } from '../snapshots';
import { StorageClaim, StorageClaimOptions } from '../storage-claim';
import { applyClass, classNameProblems } from '../storage-class';
import { StorageClassOptions } from '../storage-class-options';

/** Properties of {@link FsxOpenZfsStorage}. */
export interface FsxOpenZfsStorageProps extends StorageClassOptions, EcrChartOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /** Where the files are. */
  readonly files: OpenZfsFiles;
  /**
   * Name of the StorageClass: 1–253 lower-case letters, digits, hyphens or dots. It can never change.
   *
   * @default 'fsx-openzfs'
   */
  readonly storageClassName?: string;
  /**
   * Class of snapshots of these volumes.
   *
   * @default - none
   */
  readonly snapshots?: SnapshotOptions;
  /**
   * Version of the driver's chart. The first class of a cluster says it for all.
   *
   * @default '1.2.0'
   */
  readonly driverVersion?: string;
  /**
   * Repository of the driver's chart, for clusters that cannot reach the public one; of a registry (`oci://`) the whole address of the chart. The first class of
   * a cluster says it for all, as it does for `chartEcrRepository`.
   *
   * @default 'https://kubernetes-sigs.github.io/aws-fsx-openzfs-csi-driver'
   */
  readonly chartRepository?: string;
  /**
   * How the role of the driver is bounded and where it lies, or one that exists. The first class of a cluster says it for all.
   *
   * @default - a role of its own
   */
  readonly driverRoleOptions?: RoleOptions;
}

const CHART = 'aws-fsx-openzfs-csi-driver';
const { csi, identity: ACCOUNT, installed, awsApis } = CHARTS[CHART];
const PROVISIONER = csi.driver;
const DRIVER = `CSIDriver ${PROVISIONER}` as const;
const SERVICE_ACCOUNT = ACCOUNT.serviceAccount;
const MOUNT_OPTIONS = ['nfsvers=4.1', 'rsize=1048576', 'wsize=1048576', 'timeo=600'];
const ACCESS_MODES = ['ReadWriteMany', 'ReadWriteOnce', 'ReadOnlyMany'];

/**
 * Files that many pods share: FSx for OpenZFS with its driver, where each claim gets a volume of one file system, or a file system of its own.
 *
 * @see https://github.com/kubernetes-sigs/aws-fsx-openzfs-csi-driver
 */
export class FsxOpenZfsStorage extends Construct implements ec2.IConnectable {
  /** The file system, where this construct makes one. */
  public readonly fileSystem?: fsx.CfnFileSystem;
  /** Name of the StorageClass. */
  public readonly storageClassName: string;
  /** Who reaches the file systems. */
  public readonly connections: ec2.Connections;

  private readonly perClaim: boolean;

  constructor(scope: Construct, id: string, props: FsxOpenZfsStorageProps) {
    const { cluster, files, storageClassName = 'fsx-openzfs', snapshots } = props;
    const options: OpenZfsOptions | undefined = files._own ?? files._perClaim;
    const { subnets: count } = OPENZFS_DEPLOYMENTS[options?.deploymentType ?? OpenZfsDeploymentType.SINGLE_AZ_HA_2];
    const subnets = options ? fileSystemSubnets(cluster.vpc, count, options.subnets) : [];
    const inventory = Inventory.of(cluster);
    const known = inventory._installed(DRIVER) !== undefined || isElsewhere(cluster, csi.feature);
    failOn(
      scope,
      id,
      [
        ...classNameProblems(storageClassName),
        ...(options ? openZfsProblems(openZfsPlan(options, subnets.length)) : []),
        ...volumeProblems(files._volumes),
        ...driverProblems(props, known),
        ...onlyOne({ chartRepository: props.chartRepository, chartEcrRepository: props.chartEcrRepository }),
      ],
    );
    super(scope, id);
    this.storageClassName = storageClassName;
    this.perClaim = files._perClaim !== undefined;
    if (!known) inventory._install(DRIVER, new OpenZfsDriver(cluster as unknown as Construct, 'OpenZfsCsiDriver', props));
    if (!isElsewhere(cluster, 'openzfs-driver')) inventory._assumeWithout(part('openzfs-driver'), inventory._installed(DRIVER)!);
    const driver = inventory._installed(DRIVER) as OpenZfsDriver | undefined;
    if (driver && options?.encryptionKey && files._perClaim) grantDriverKey(this, driver.role, options.encryptionKey);
    const group = options ? new ec2.SecurityGroup(this, 'SecurityGroup', { vpc: cluster.vpc, allowAllOutbound: false, description: `File systems of ${this.node.path}` }) : files._existing!.securityGroup;
    this.connections = new ec2.Connections({ securityGroups: group ? [group] : [], defaultPort: ec2.Port.tcp(2049) });
    if (group) letIn(group, ec2.SecurityGroup.fromSecurityGroupId(this, 'ClusterGroup', cluster.clusterSecurityGroupId, { mutable: false }));
    if (files._own) this.fileSystem = makeOpenZfs(this, cluster.vpc, subnets, group!, files._own);
    this.fileSystem?.node.addDependency(group!);
    const resource = applyClass(this, cluster, {
      name: storageClassName,
      provisioner: PROVISIONER,
      parameters: () => (files._perClaim
        ? fileSystemParameters(files._perClaim, subnets, group!, clientRouteTables(cluster.vpc)) : volumeParameters(
          files._existing?.parentVolumeId ?? this.fileSystem!.attrRootVolumeId, files._volumes,
        )),
      waitForPod: false,
      expandable: this.perClaim,
      mountOptions: MOUNT_OPTIONS,
    }, props, () => (snapshots ? [snapshotClassObject(PROVISIONER, storageClassName, snapshots)] : []));
    if (files._perClaim) resource.node.addDependency(group!);
    Inventory.of(cluster)._require(resource, part(csi.feature));
  }

  /** Files that many pods share. A volume has 1 GiB by name and grows with its files; a file system of its own has the size of the claim. */
  claim(name: string, options: StorageClaimOptions): StorageClaim {
    const limits = this.perClaim ? { minGiB: OPENZFS_GIB.min, maxGiB: OPENZFS_GIB.max } : { minGiB: 1, maxGiB: 1 };
    return makeClaim(this, name, options, { storage: this.perClaim ? 'a file system of OpenZFS' : 'a claim on a volume of OpenZFS', accessModes: ACCESS_MODES, snapshots: true, source: OPENZFS_SOURCE, ...limits }, { storageClassName: this.storageClassName });
  }
}

class OpenZfsDriver extends Construct {
  public readonly role: iam.IRole;

  constructor(scope: Construct, id: string, props: FsxOpenZfsStorageProps) {
    const { cluster, driverVersion, driverRoleOptions } = props;
    super(scope, id);
    prepareSnapshots(cluster, undefined);
    const identity = new WorkloadIdentity(this, 'Identity', {
      cluster, namespace: ACCOUNT.namespace, serviceAccountName: SERVICE_ACCOUNT, mechanism: IdentityMechanism.irsa(), roleOptions: driverRoleOptions,
    });
    this.role = identity.role;
    if (!driverRoleOptions?.existing) allowOpenZfs(identity.role as iam.Role);
    const release = new HelmRelease(this, 'Chart', {
      cluster,
      chart: CHART,
      repository: props.chartRepository ?? installed.repository,
      ecrRepository: props.chartEcrRepository,
      version: driverVersion ?? installed.version,
      release: installed.release,
      namespace: installed.namespace,
      values: () => (
        { controller: { region: Stack.of(this).region, serviceAccount: { create: true, name: SERVICE_ACCOUNT, annotations: identity.annotations } } }
      ),
    });
    callsAws(cluster, release.node.defaultChild as Construct, awsApis);
    Inventory.of(cluster)._follow(release.node.defaultChild as Construct, part(`identity ${ACCOUNT.namespace}/${SERVICE_ACCOUNT}`));
  }
}

function letIn(group: ec2.ISecurityGroup, nodes: ec2.ISecurityGroup): void {
  for (const [from, to] of OPENZFS_PORTS) {
    group.addIngressRule(nodes, ec2.Port.tcpRange(from, to), 'nodes of the cluster');
    group.addIngressRule(nodes, ec2.Port.udpRange(from, to), 'nodes of the cluster');
  }
}

// every parameter is JSON in a text, source: aws-fsx-openzfs-csi-driver, docs/parameters.md
function asJson(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, Lazy.uncachedString({ produce: (context) => joined(jsonParts(value, context)) })]));
}

function fileSystemParameters(
  options: OpenZfsOptions, subnets: readonly ec2.ISubnet[], group: ec2.ISecurityGroup, routeTables: readonly string[],
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
      AutomaticBackupRetentionDays: options.backupRetentionDays,
      DailyAutomaticBackupStartTime: options.dailyBackupTime,
      WeeklyMaintenanceStartTime: options.weeklyMaintenanceTime,
      SkipFinalBackupOnDeletion: true,
      OptionsOnDeletion: ['DELETE_CHILD_VOLUMES_AND_SNAPSHOTS'],
    }),
  };
}

function volumeParameters(parentVolumeId: string, { quotaGiB, reservationGiB, compression = 'ZSTD', recordSizeKiB, copyTagsToSnapshots, ...more }: OpenZfsVolumeOptions): Record<string, unknown> {
  const { nfsClients = '*', nfsOptions = ['rw', 'crossmnt'], readOnly, volumeTags } = more;
  return {
    ResourceType: 'volume',
    ...asJson({
      ParentVolumeId: parentVolumeId,
      NfsExports: [{ ClientConfigurations: [{ Clients: nfsClients, Options: nfsOptions }] }],
      ReadOnly: readOnly,
      Tags: volumeTags && Object.entries(volumeTags).map(([Key, Value]) => ({ Key, Value })),
      DataCompressionType: compression,
      RecordSizeKiB: recordSizeKiB,
      StorageCapacityQuotaGiB: quotaGiB,
      StorageCapacityReservationGiB: reservationGiB,
      CopyTagsToSnapshots: copyTagsToSnapshots,
      OptionsOnDeletion: ['DELETE_CHILD_VOLUMES_AND_SNAPSHOTS'],
    }),
  };
}

function volumeProblems({ quotaGiB, reservationGiB, compression, recordSizeKiB }: OpenZfsVolumeOptions): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) => problems.push({ what, limit, fix, source: OPENZFS_SOURCE });
  if (compression !== undefined && !['NONE', 'ZSTD', 'LZ4'].includes(compression)) add(`compression is '${compression}'`, 'it is NONE, ZSTD or LZ4', 'Correct it');
  if (recordSizeKiB !== undefined && !(Number.isInteger(Math.log2(recordSizeKiB)) && recordSizeKiB >= 4 && recordSizeKiB <= 1024)) add(`recordSizeKiB is ${recordSizeKiB}`, 'it is a power of two from 4 to 1024', 'Correct it');
  if (quotaGiB !== undefined && (reservationGiB ?? 0) > quotaGiB) add(`reservationGiB is ${reservationGiB} and quotaGiB ${quotaGiB}`, 'no more is set aside than a volume may hold', 'Correct it');
  return problems;
}

function driverProblems(props: FsxOpenZfsStorageProps, known: boolean): Problem[] {
  const { driverRoleOptions, driverVersion, chartRepository, chartEcrRepository } = props;
  const given = { driverRoleOptions, driverVersion, chartRepository, chartEcrRepository };
  const ignored = Object.entries(given).filter(([, value]) => value !== undefined).map(([name]) => name);
  return known && ignored.length > 0 ? [{ what: `${ignored.join(', ')} given`, limit: 'the first class of the cluster made the driver, or somebody else', fix: 'Leave it out, or give it to the first class' }] : [];
}
