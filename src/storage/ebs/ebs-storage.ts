import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EbsFileSystemType } from './ebs-file-system-type';
import { EbsVolumeType } from './ebs-volume-type';
import { EBS_TYPES, EbsTypeRow } from './ebs.data';
import { ebsParameters, ebsSizeProblems, EBS_SOURCE } from './ebs.rules';
import { ADDONS } from '../../catalog/addons.data';
import { feature } from '../../catalog/capability.rules';
import { PropagatedTags } from '../../cluster/propagated-tags';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { zoneIdProblems } from '../../network/zones.rules';
import { isAutoMode, settleAutoMode } from '../../nodes/auto-mode/auto-mode';
import { checkOptions, checkProps } from '../../props/check-props';
import { ClaimLimits } from '../claim.rules';
import { driverOf, driverRoleProblems, grantDriverKey } from '../csi-driver';
import { gibibytes, makeClaim } from '../make-claim';
import { prepareSnapshots, snapshotClassObject } from '../snapshot-controller';
import { VolumeSnapshotClassOptions } from '../snapshots';
import { StorageClaim, StorageClaimOptions } from '../storage-claim';
import { applyClass, classNameProblems } from '../storage-class';
import { StorageClassOptions } from '../storage-class-options';

/** Properties of {@link EbsStorage}. */
export interface EbsStorageProps extends StorageClassOptions {
  /** The cluster. */
  readonly cluster: eks.ICluster;
  /**
   * Name of the StorageClass: 1–253 lower-case letters, digits, hyphens or dots. Immutable.
   *
   * The provisioner of a StorageClass is immutable, and EKS Auto Mode has another: with a name of yours, change it with the mode.
   *
   * @default - the type of the volumes, like 'gp3'; on EKS Auto Mode with `-auto`, like 'gp3-auto'
   */
  readonly storageClassName?: string;
  /**
   * Type and performance of the volumes. Immutable: to change it, change `storageClassName` as well.
   *
   * @default EbsVolumeType.gp3()
   */
  readonly volumeType?: EbsVolumeType;
  /**
   * File system of the volumes.
   *
   * @default EbsFileSystemType.ext4()
   */
  readonly fileSystemType?: EbsFileSystemType;
  /**
   * KMS key that encrypts the volumes.
   *
   * @default - the account's key for EBS (alias aws/ebs)
   */
  readonly encryptionKey?: IKey;
  /**
   * Availability zones in which volumes may be created, by name.
   *
   * @default - the zone of the pod
   */
  readonly zones?: string[];
  /**
   * Rate in MiB/s at which a volume that is created from a snapshot is initialized: 100 to 300.
   *
   * @default - blocks are loaded when they are first read
   */
  readonly volumeInitializationRateMiBps?: number;
  /**
   * Tags of the volumes, in addition to those that the driver adds; on EKS Auto Mode the only tags. Values may contain placeholders of the
   * driver, like `{{ .PVCNamespace }}`. Immutable. On EKS Auto Mode the cluster role needs a policy that allows them.
   *
   * @default - the tags that the driver adds
   */
  readonly volumeTags?: { [key: string]: string };
  /**
   * VolumeSnapshotClass for snapshots of these volumes. The snapshot controller is installed with it.
   *
   * @default - no snapshots
   */
  readonly volumeSnapshotClass?: VolumeSnapshotClassOptions;
  /**
   * Permissions boundary and IAM path of the driver's role, or an existing role. Only the first storage construct of a cluster sets it.
   *
   * @default - a role without a boundary, path '/'
   */
  readonly roleOptions?: RoleOptions;
  /**
   * Keeps the EBS CSI driver and its role on EKS Auto Mode, for a cluster that has PersistentVolumes of `ebs.csi.aws.com` from before:
   * without the driver nothing detaches or deletes them. Nodes of Auto Mode cannot mount them. Remove it when `kubectl get pv` lists none.
   * Only on EKS Auto Mode.
   *
   * @default false - the driver is removed with the switch to EKS Auto Mode
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-migrate-karpenter.html
   */
  readonly retainCsiDriver?: boolean;
}

const DRIVER = 'aws-ebs-csi-driver';
const PROVISIONER = ADDONS[DRIVER].csi.driver;
const AUTO_PROVISIONER = 'ebs.csi.eks.amazonaws.com';

/**
 * StorageClass of encrypted EBS volumes, which are created in the availability zone of their pod, with the EBS CSI driver and its IAM role.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
 *
 * @example
 * const storage = new EbsStorage(this, 'Fast', {
 *   cluster,
 *   storageClassName: 'fast',
 *   volumeType: EbsVolumeType.gp3({ iops: 6000, throughputMiBps: 500 }),
 * });
 *
 * new StatefulService(chart, 'db', {
 *   image: 'public.ecr.aws/docker/library/postgres:17',
 *   ports: { sql: 5432 },
 *   volumes: [new EmptyDirVolume('run', '/var/run/postgresql')],
 *   volumeClaimTemplates: [storage.claim('data', { size: cdk8s.Size.gibibytes(20), mountPath: '/var/lib/postgresql' })],
 * });
 */
export class EbsStorage extends Construct {
  /** Name of the StorageClass. */
  public readonly storageClassName: string;
  /** Name of the VolumeSnapshotClass; undefined without `volumeSnapshotClass`. */
  public readonly volumeSnapshotClassName?: string;

  private readonly volume: EbsVolumeType;

  constructor(scope: Construct, id: string, props: EbsStorageProps) {
    checkProps('EbsStorageProps', scope, id, props, new.target !== EbsStorage);
    const {
      cluster,
      volumeType = EbsVolumeType.gp3(),
      encryptionKey,
      zones,
      volumeSnapshotClass,
      isDefault = props.volumeType === undefined,
    } = props;
    const auto = isAutoMode(cluster);
    // the provisioner is immutable: a cluster that moves to Auto Mode gets another class
    const { storageClassName = auto ? `${volumeType._plan.type}-auto` : volumeType._plan.type } = props;
    failOn(scope, id, [...classNameProblems(storageClassName), ...problemsOf(props, volumeType, auto)]);
    super(scope, id);
    settleAutoMode(cluster, this);
    this.storageClassName = storageClassName;
    this.volume = volumeType;
    this.volumeSnapshotClassName = volumeSnapshotClass && (volumeSnapshotClass.volumeSnapshotClassName ?? storageClassName);
    const driver = auto && !props.retainCsiDriver ? undefined : driverOf(cluster, DRIVER, props.roleOptions);
    // on EKS Auto Mode the role of the cluster creates the volumes
    const role = auto ? (cluster as unknown as eks.Cluster).role : driver?.role;
    if (encryptionKey && role) grantDriverKey(this, role, encryptionKey);
    if (volumeSnapshotClass) prepareSnapshots(cluster, driver?.addon);
    // parameters of a StorageClass are immutable, tags of the app are not
    if (auto) {
      new PropagatedTags(this, 'ebs-driver', {
        reason: 'because the parameters of a StorageClass are immutable. Set `volumeTags`',
        userKeys: Object.keys(props.volumeTags ?? {}),
      });
    }
    const provisioner = auto ? AUTO_PROVISIONER : PROVISIONER;
    const resource = applyClass(
      this,
      cluster,
      {
        name: storageClassName,
        provisioner,
        parameters: () => this.parameters(props),
        waitForPod: true,
        expandable: true,
        allowedTopologies: topologies(auto, zones),
      },
      { ...props, isDefault },
      () => (volumeSnapshotClass ? [snapshotClassObject(provisioner, storageClassName, volumeSnapshotClass)] : []),
    );
    if (!auto) ClusterModel.of(cluster)._require(resource, feature('ebs-driver'));
  }

  /** A PVC for pods on one node. A Deployment that mounts it must have one replica. */
  claim(name: string, options: StorageClaimOptions): StorageClaim {
    checkOptions('StorageClaimOptions', 'EbsStorage.claim', options);
    const { type } = this.volume._plan;
    const row: EbsTypeRow = EBS_TYPES[type];
    const limits: ClaimLimits = {
      storage: `a ${type} volume`,
      accessModes: ['ReadWriteOnce', 'ReadWriteOncePod', ...(options.rawBlock && row.multiAttach ? ['ReadWriteMany'] : [])],
      minGiB: row.minGiB,
      maxGiB: row.maxGiB,
      block: true,
      snapshots: this.volumeSnapshotClassName !== undefined,
      source: EBS_SOURCE,
    };
    return makeClaim(
      this,
      name,
      options,
      limits,
      { storageClassName: this.storageClassName },
      ebsSizeProblems(this.volume._plan, gibibytes(options.size)),
    );
  }

  private parameters({
    encryptionKey,
    fileSystemType,
    volumeTags = {},
    volumeInitializationRateMiBps,
  }: EbsStorageProps): Record<string, unknown> {
    return {
      ...ebsParameters(this.volume._plan),
      encrypted: 'true',
      ...(encryptionKey ? { kmsKeyId: encryptionKey.keyArn } : {}),
      ...fileSystemType?._parameters,
      ...(volumeInitializationRateMiBps ? { volumeInitializationRate: String(volumeInitializationRateMiBps) } : {}),
      ...Object.fromEntries(Object.entries(volumeTags).map(([key, value], index) => [`tagSpecification_${index + 1}`, `${key}=${value}`])),
    };
  }
}

function topologies(auto: boolean, zones: readonly string[] | undefined): object[] | undefined {
  const expressions = [
    ...(auto ? [{ key: 'eks.amazonaws.com/compute-type', values: ['auto'] }] : []),
    ...(zones ? [{ key: 'topology.kubernetes.io/zone', values: zones }] : []),
  ];
  return expressions.length > 0 ? [{ matchLabelExpressions: expressions }] : undefined;
}

function problemsOf(props: EbsStorageProps, volume: EbsVolumeType, auto: boolean): Problem[] {
  const { cluster, roleOptions, volumeInitializationRateMiBps: rate, fileSystemType, retainCsiDriver = false } = props;
  const source = 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md';
  return [
    ...(auto && roleOptions && !props.retainCsiDriver
      ? [
          {
            finding: 'roleOptions is given',
            constraint: 'EKS Auto Mode includes the EBS driver',
            remediation: 'Remove `roleOptions`',
          },
        ]
      : []),
    ...(!auto && retainCsiDriver
      ? [
          {
            finding: 'retainCsiDriver is given',
            constraint: 'the cluster does not use EKS Auto Mode, and has the driver anyway',
            remediation: 'Remove `retainCsiDriver`',
          },
        ]
      : []),
    ...driverRoleProblems(cluster, DRIVER, roleOptions),
    ...(rate !== undefined && !(Number.isInteger(rate) && rate >= 100 && rate <= 300)
      ? [
          {
            finding: `volumeInitializationRateMiBps is ${rate}`,
            constraint: 'must be an integer from 100 to 300',
            remediation: 'Set `volumeInitializationRateMiBps` to a value in this range',
            source,
          },
        ]
      : []),
    ...(auto && fileSystemType?.name === 'ntfs'
      ? [
          {
            finding: 'fileSystemType is EbsFileSystemType.ntfs()',
            constraint: 'EKS Auto Mode supports only Linux nodes',
            remediation: 'Remove `fileSystemType`',
            source: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
          },
        ]
      : []),
    ...(!auto && volume._plan.blockExpress !== undefined
      ? [
          {
            finding: 'blockExpress is given',
            constraint: 'only EKS Auto Mode supports it: elsewhere every io2 volume is a Block Express volume',
            remediation: 'Remove `blockExpress`',
            source,
          },
        ]
      : []),
    ...zoneIdProblems('zones', props.zones ?? []),
    ...(props.zones?.length === 0
      ? [
          {
            finding: 'zones is empty',
            constraint: 'must have at least one availability zone',
            remediation: 'Add an availability zone, or remove `zones`',
          },
        ]
      : []),
  ];
}
