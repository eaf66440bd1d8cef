import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ClaimLimits } from '../claim.rules';
import { driverOf, driverRoleProblems, grantDriverKey } from '../csi-driver';
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
   * Name of the StorageClass: 1–253 lower-case letters, digits, hyphens or dots. It can never change.
   *
   * @default - the type of the volumes, like 'gp3'
   */
  readonly storageClassName?: string;
  /**
   * Type and performance of the volumes. It can never change for a class: give the class another name with it.
   *
   * @default EbsVolumeType.gp3()
   */
  readonly volumeType?: EbsVolumeType;
  /**
   * File system on the volumes.
   *
   * @default EbsFileSystemType.ext4()
   */
  readonly fileSystemType?: EbsFileSystemType;
  /**
   * Key that encrypts the volumes.
   *
   * @default - the account's key for EBS (alias aws/ebs)
   */
  readonly encryptionKey?: IKey;
  /**
   * Zones in which volumes are made, by name.
   *
   * @default - the zone of the pod
   */
  readonly zones?: string[];
  /**
   * Rate in MiB/s at which a volume made from a snapshot is filled: 100 to 300.
   *
   * @default - as it is read
   */
  readonly volumeInitializationRateMiBps?: number;
  /**
   * Tags of the volumes, beside those of the app, which the driver writes itself; on Auto Mode these alone. Values may hold what the driver
   * fills in, like `{{ .PVCNamespace }}`. They can never change. On Auto Mode the role of the cluster needs a policy for them.
   *
   * @default - those of the driver
   */
  readonly volumeTags?: { [key: string]: string };
  /**
   * Class of snapshots of these volumes, with the controller that makes them.
   *
   * @default - none
   */
  readonly volumeSnapshotClass?: VolumeSnapshotClassOptions;
  /**
   * How the role of the driver is bounded and where it lies, or one that exists. The first class of a cluster says it for all.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

const DRIVER = 'aws-ebs-csi-driver';
const PROVISIONER = ADDONS[DRIVER].csi.driver;
const AUTO_PROVISIONER = 'ebs.csi.eks.amazonaws.com';

/** EBS volumes: the driver with a role of its own, and a class of encrypted volumes, made in the zone of their pod. */
export class EbsStorage extends Construct {
  /** Name of the StorageClass. */
  public readonly storageClassName: string;
  /** Name of the VolumeSnapshotClass, where there is one. */
  public readonly volumeSnapshotClassName?: string;

  private readonly volume: EbsVolumeType;

  constructor(scope: Construct, id: string, props: EbsStorageProps) {
    const {
      cluster,
      volumeType = EbsVolumeType.gp3(),
      encryptionKey,
      zones,
      volumeSnapshotClass,
      isDefault = props.volumeType === undefined,
    } = props;
    const { storageClassName = volumeType._plan.type } = props;
    const auto = isAutoMode(cluster);
    failOn(scope, id, [...classNameProblems(storageClassName), ...problemsOf(props, volumeType, auto)]);
    super(scope, id);
    settleAutoMode(cluster, this);
    this.storageClassName = storageClassName;
    this.volume = volumeType;
    this.volumeSnapshotClassName = volumeSnapshotClass && (volumeSnapshotClass.volumeSnapshotClassName ?? storageClassName);
    const driver = auto ? undefined : driverOf(cluster, DRIVER, props.roleOptions);
    // on Auto Mode the cluster itself is the driver
    const role = auto ? (cluster as unknown as eks.Cluster).role : driver?.role;
    if (encryptionKey && role) grantDriverKey(this, role, encryptionKey);
    if (volumeSnapshotClass) prepareSnapshots(cluster, driver?.addon);
    // parameters of a class can never change, tags of the app do
    if (auto) {
      new PropagatedTags(this, 'ebs-driver', {
        reason: 'because the parameters of a StorageClass can never change. Give volumeTags',
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

  /** A volume for pods of one node. A Deployment that mounts it must have one replica; name it after what it holds. */
  claim(name: string, options: StorageClaimOptions): StorageClaim {
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
  const { cluster, roleOptions, volumeInitializationRateMiBps: rate, fileSystemType } = props;
  const source = 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md';
  return [
    ...(auto && roleOptions
      ? [
          {
            finding: 'roleOptions is given',
            constraint: 'Auto Mode has the driver built in',
            remediation: 'Leave it out, or give it to the first class',
          },
        ]
      : []),
    ...driverRoleProblems(cluster, DRIVER, roleOptions),
    ...(rate !== undefined && !(Number.isInteger(rate) && rate >= 100 && rate <= 300)
      ? [{ finding: `volumeInitializationRateMiBps is ${rate}`, constraint: 'it is 100 to 300', remediation: 'Correct it', source }]
      : []),
    ...(auto && fileSystemType?.name === 'ntfs'
      ? [
          {
            finding: 'fileSystem is EbsFileSystemType.ntfs()',
            constraint: 'Auto Mode runs Linux only',
            remediation: 'Leave it out',
            source: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
          },
        ]
      : []),
    ...(!auto && volume._plan.blockExpress !== undefined
      ? [
          {
            finding: 'blockExpress is given',
            constraint: 'it is for Auto Mode alone: elsewhere every io2 volume is of Block Express',
            remediation: 'Leave it out',
            source,
          },
        ]
      : []),
    ...zoneIdProblems('zones', props.zones ?? []),
    ...(props.zones?.length === 0
      ? [{ finding: 'zones is empty', constraint: 'a volume is made in a zone', remediation: 'Name zones, or leave it out' }]
      : []),
  ];
}
