import { CfnResource } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { fileSystemSubnets } from './fsx-place';
import { allowOntap } from './fsx-policies';
import { ONTAP_DEPLOYMENTS, ONTAP_PORTS } from './fsx.data';
import { ONTAP_SOURCE, ontapProblems } from './fsx.rules';
import { makeOntap, ontapPlan } from './ontap-file-system';
import { OntapDeploymentType, OntapFileSystemSource } from './ontap-file-system-source';
import { Trident } from './trident';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { CHARTS } from '../../catalog/charts.data';
import { failOn, Problem } from '../../errors/problems';
import { checkOptions, checkProps } from '../../props/check-props';
import { driverGrantee } from '../driver-grants';
import { makeClaim } from '../make-claim';
import { snapshotClassObject } from '../snapshot-controller';
import { VolumeSnapshotClassOptions } from '../snapshots';
import { StorageClaim, StorageClaimOptions } from '../storage-claim';
import { classNameProblems, storageClassObject } from '../storage-class';
import { StorageClassOptions } from '../storage-class-options';

/** StorageClass for shared files over NFS (NAS). */
export interface OntapNasOptions extends StorageClassOptions {
  /**
   * Name of the StorageClass. Immutable.
   *
   * @default 'ontap-nas'
   */
  readonly storageClassName?: string;
  /**
   * Create PVCs as qtrees of shared volumes (ontap-nas-economy), for a large number of small PVCs. Their volumes have no snapshots of
   * their own.
   *
   * @default false
   */
  readonly economy?: boolean;
}

/** StorageClass for block volumes over iSCSI (SAN). */
export interface OntapSanOptions extends StorageClassOptions {
  /**
   * Name of the StorageClass. Immutable.
   *
   * @default 'ontap-san'
   */
  readonly storageClassName?: string;
  /**
   * File system of the volumes: ext3, ext4 or xfs.
   *
   * @default 'ext4'
   */
  readonly fileSystemType?: string;
}

/** Properties of {@link FsxOntapStorage}. */
export interface FsxOntapStorageProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** Trident, the CSI driver: one per cluster. */
  readonly trident: Trident;
  /**
   * The file system: created or existing.
   *
   * @default OntapFileSystemSource.create()
   */
  readonly fileSystem?: OntapFileSystemSource;
  /**
   * StorageClass for shared files (NAS), used by {@link FsxOntapStorage.claim}.
   *
   * @default - a StorageClass with the defaults
   */
  readonly nas?: OntapNasOptions;
  /**
   * StorageClass for block volumes (SAN), used by {@link FsxOntapStorage.sanClaim}. Set `iscsi: true` on `Trident`.
   *
   * @default - none
   */
  readonly san?: OntapSanOptions;
  /**
   * Additional fields of the spec of the TridentBackendConfigs, like `limitVolumeSize`.
   *
   * @default - none
   */
  readonly backendConfig?: { [key: string]: any };
  /**
   * VolumeSnapshotClass for snapshots of these volumes.
   *
   * @default - none
   */
  readonly volumeSnapshotClass?: VolumeSnapshotClassOptions;
}

const PROVISIONER = CHARTS['trident-operator'].csi.driver;
const NAMESPACE = 'trident';

/**
 * Volumes of FSx for NetApp ONTAP: a file system with a storage virtual machine, whose password is in Secrets Manager, Trident backends,
 * and StorageClasses for shared files (NAS) and block volumes (SAN).
 *
 * FSx does not delete a file system that has volumes: PVCs are deleted first when a stack is deleted.
 *
 * @see https://docs.netapp.com/us-en/trident/trident-use/trident-fsx.html
 *
 * @example
 * const trident = new Trident(this, 'Trident', { cluster });
 * const storage = new FsxOntapStorage(this, 'Ontap', {
 *   cluster,
 *   trident,
 *   fileSystem: OntapFileSystemSource.create({ removalPolicy: cdk.RemovalPolicy.DESTROY }),
 * });
 *
 * storage.claim('home', { size: cdk8s.Size.gibibytes(100), mountPath: '/home' }).addTo(chart);
 * new ChartDeployment(this, 'Shop', { cluster, chart, deletePersistentVolumeClaims: true });
 */
export class FsxOntapStorage extends Construct implements ec2.IConnectable {
  /** The file system; undefined if this construct does not create one. */
  public readonly fileSystem?: fsx.CfnFileSystem;
  /** Credentials of the storage virtual machine, in Secrets Manager. */
  public readonly credentials: ISecret;
  /** Name of the NAS StorageClass. */
  public readonly storageClassName: string;
  /** Name of the SAN StorageClass; undefined without `san`. */
  public readonly sanStorageClassName?: string;
  /** Network connections of the file system. */
  public readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: FsxOntapStorageProps) {
    checkProps('FsxOntapStorageProps', scope, id, props, new.target !== FsxOntapStorage);
    const { cluster, fileSystem = OntapFileSystemSource.create(), trident, nas = {}, san, volumeSnapshotClass } = props;
    const own = fileSystem._own;
    const { subnets: count } = ONTAP_DEPLOYMENTS[own?.deploymentType ?? OntapDeploymentType.MULTI_AZ_1];
    const subnets = own ? fileSystemSubnets(cluster.vpc, count, own.subnets) : [];
    const { storageClassName = 'ontap-nas' } = nas;
    failOn(scope, id, [
      ...classNameProblems(storageClassName),
      ...classNameProblems(san?.storageClassName ?? 'ontap-san'),
      ...sanProblems(trident, san),
      ...(own ? ontapProblems(ontapPlan(own, subnets.length, san !== undefined)) : []),
    ]);
    super(scope, id);
    this.storageClassName = storageClassName;
    this.sanStorageClassName = san && (san.storageClassName ?? 'ontap-san');
    const group = own
      ? new ec2.SecurityGroup(this, 'SecurityGroup', {
          vpc: cluster.vpc,
          allowAllOutbound: false,
          description: `File system of ${this.node.path}`,
        })
      : fileSystem._existing!.securityGroup;
    this.connections = new ec2.Connections({ securityGroups: group ? [group] : [], defaultPort: ec2.Port.tcp(2049) });
    if (group) this.letIn(group, cluster.clusterSecurityGroupId, san !== undefined);
    const made = own && makeOntap(this, cluster.vpc, subnets, group!, own);
    this.fileSystem = made?.fileSystem;
    made?.fileSystem.node.addDependency(group!);
    this.credentials = made?.credentials ?? fileSystem._existing!.credentials;
    const fileSystemId = made?.fileSystem.ref ?? fileSystem._existing!.fileSystemId;
    if (trident._role) {
      allowOntap(this, trident._role, fileSystemId);
      this.credentials.grantRead(driverGrantee(this, trident._role));
    }
    const svm = made?.svm.name ?? fileSystem._existing!.svmName;
    const resource = new KubernetesObjects(this, 'StorageClass', {
      cluster,
      objects: () => [
        this.backend('nas', nas.economy ? 'ontap-nas-economy' : 'ontap-nas', svm, fileSystemId, props.backendConfig),
        this.classOf(storageClassName, 'nas', nas.economy ? 'ontap-nas-economy' : 'ontap-nas', 'nfs', nas),
        ...(san
          ? [
              this.backend('san', 'ontap-san', svm, fileSystemId, props.backendConfig),
              this.classOf(this.sanStorageClassName!, 'san', 'ontap-san', san.fileSystemType ?? 'ext4', san),
            ]
          : []),
        ...(volumeSnapshotClass ? [snapshotClassObject(PROVISIONER, storageClassName, volumeSnapshotClass)] : []),
      ],
    }).node.defaultChild as CfnResource;
    resource.addResourceDependency(trident._ready as CfnResource);
    if (made) resource.addResourceDependency(made.svm);
  }

  /** A PVC for shared files (NAS). */
  claim(name: string, options: StorageClaimOptions): StorageClaim {
    checkOptions('StorageClaimOptions', 'FsxOntapStorage.claim', options);
    return makeClaim(
      this,
      name,
      options,
      {
        storage: 'an FSx for ONTAP NAS volume',
        accessModes: ['ReadWriteMany', 'ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteOncePod'],
        snapshots: true,
        source: ONTAP_SOURCE,
      },
      { storageClassName: this.storageClassName },
    );
  }

  /** A PVC for a block volume (SAN), for pods on one node; with `rawBlock` for pods on several nodes. */
  sanClaim(name: string, options: StorageClaimOptions): StorageClaim {
    checkOptions('StorageClaimOptions', 'FsxOntapStorage.sanClaim', options);
    const missing: Problem[] = this.sanStorageClassName
      ? []
      : [
          {
            finding: 'san is not given',
            constraint: 'sanClaim() requires the StorageClass for SAN volumes',
            remediation: 'Set san: {} on the storage',
          },
        ];
    return makeClaim(
      this,
      name,
      options,
      {
        storage: 'an FSx for ONTAP SAN volume',
        accessModes: ['ReadWriteOnce', 'ReadWriteOncePod', ...(options.rawBlock ? ['ReadWriteMany'] : [])],
        block: true,
        snapshots: true,
        source: ONTAP_SOURCE,
      },
      { storageClassName: this.sanStorageClassName ?? '' },
      missing,
    );
  }

  private backend(kind: string, storageDriverName: string, svm: string, fsxFilesystemID: string, more: object = {}): object {
    const name = this.backendName(kind);
    return {
      apiVersion: 'trident.netapp.io/v1',
      kind: 'TridentBackendConfig',
      metadata: { name, namespace: NAMESPACE },
      spec: {
        version: 1,
        storageDriverName,
        backendName: name,
        svm,
        aws: { fsxFilesystemID },
        credentials: { name: this.credentials.secretArn, type: 'awsarn' },
        ...more,
      },
    };
  }

  // names of backends are unique in the cluster
  private backendName(kind: string): string {
    return `${this.storageClassName}-${kind}`;
  }

  private classOf(name: string, backendKind: string, backendType: string, fsType: string, options: StorageClassOptions): object {
    return storageClassObject(
      {
        name,
        provisioner: PROVISIONER,
        parameters: () => ({
          backendType,
          storagePools: `${this.backendName(backendKind)}:.*`,
          fsType,
          provisioningType: 'thin',
          snapshots: 'true',
        }),
        waitForPod: false,
        expandable: true,
      },
      options,
    );
  }

  private letIn(group: ec2.ISecurityGroup, clusterGroupId: string, blocks: boolean): void {
    const nodes = ec2.SecurityGroup.fromSecurityGroupId(this, 'ClusterGroup', clusterGroupId, { mutable: false });
    for (const { tcp, udp } of [ONTAP_PORTS.management, ONTAP_PORTS.nas, ...(blocks ? [ONTAP_PORTS.san] : [])]) {
      for (const port of [...tcp.map((each) => ec2.Port.tcp(each)), ...udp.map((each) => ec2.Port.udp(each))]) {
        group.addIngressRule(nodes, port, 'nodes of the cluster');
      }
    }
  }
}

function sanProblems(trident: Trident, san?: OntapSanOptions): Problem[] {
  if (!san) return [];
  const source = 'https://docs.netapp.com/us-en/trident/trident-use/worker-node-prep.html';
  return [
    ...(trident.iscsi
      ? []
      : [
          {
            finding: 'san is given, and iscsi of Trident is false',
            constraint: 'SAN volumes require nodes that Trident prepares for iSCSI',
            remediation: 'Set iscsi: true on Trident',
            source,
          },
        ]),
    ...(['ext3', 'ext4', 'xfs'].includes(san.fileSystemType ?? 'ext4')
      ? []
      : [
          {
            finding: `san.fileSystemType is '${san.fileSystemType}'`,
            constraint: 'must be ext3, ext4 or xfs',
            remediation: 'Set `san.fileSystemType` to one of these',
            source,
          },
        ]),
  ];
}
