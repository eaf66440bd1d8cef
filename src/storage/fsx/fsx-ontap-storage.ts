import { CfnResource } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { driverGrantee } from '../driver-grants';
import { fileSystemSubnets } from './fsx-place';
import { allowOntap } from './fsx-policies';
import { ONTAP_DEPLOYMENTS, ONTAP_PORTS } from './fsx.data';
import { ONTAP_SOURCE, ontapProblems } from './fsx.rules';
import { makeClaim } from '../make-claim';
import { makeOntap, ontapPlan } from './ontap-file-system';
import { OntapDeploymentType, OntapFileSystemSource } from './ontap-file-system-source';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { snapshotClassObject } from '../snapshot-controller';
import { VolumeSnapshotClassOptions } from '../snapshots';
import { StorageClaim, StorageClaimOptions } from '../storage-claim';
import { classNameProblems, storageClassObject } from '../storage-class';
import { StorageClassOptions } from '../storage-class-options';
import { Trident } from './trident';
import { CHARTS } from '../../catalog/charts.data';
import { failOn, Problem } from '../../errors/problems';

/** Files that many pods share, over NFS. */
export interface OntapNasOptions extends StorageClassOptions {
  /**
   * Name of the StorageClass. It can never change.
   *
   * @default 'ontap-nas'
   */
  readonly storageClassName?: string;
  /**
   * Whether claims are directories (qtrees) of shared volumes, for very many small ones, without snapshots of each.
   *
   * @default false
   */
  readonly economy?: boolean;
}

/** Disks over iSCSI. */
export interface OntapSanOptions extends StorageClassOptions {
  /**
   * Name of the StorageClass. It can never change.
   *
   * @default 'ontap-san'
   */
  readonly storageClassName?: string;
  /**
   * File system on the disks: ext3, ext4 or xfs.
   *
   * @default 'ext4'
   */
  readonly fileSystemType?: string;
}

/** Properties of {@link FsxOntapStorage}. */
export interface FsxOntapStorageProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** The driver: one for each cluster. */
  readonly trident: Trident;
  /**
   * Where the volumes are.
   *
   * @default OntapFileSystemSource.own()
   */
  readonly fileSystem?: OntapFileSystemSource;
  /**
   * A class of files that many pods share. {@link FsxOntapStorage.claim} uses it.
   *
   * @default - with its defaults
   */
  readonly nas?: OntapNasOptions;
  /**
   * A class of disks. {@link FsxOntapStorage.sanClaim} uses it; `Trident` has `iscsi`.
   *
   * @default - none
   */
  readonly san?: OntapSanOptions;
  /**
   * More settings of the backends, as Trident writes them, like `limitVolumeSize` or `containerDefaults`.
   *
   * @default - none
   */
  readonly backendConfig?: { [key: string]: any };
  /**
   * Class of snapshots of these volumes.
   *
   * @default - none
   */
  readonly volumeSnapshotClass?: VolumeSnapshotClassOptions;
}

const PROVISIONER = CHARTS['trident-operator'].csi.driver;
const NAMESPACE = 'trident';

/**
 * Volumes of FSx for NetApp ONTAP: a file system with a storage virtual machine whose password is in Secrets Manager, a backend of Trident,
 * and classes
 * of files (NAS) and disks (SAN).
 *
 * Volumes that claims made stand in the way of deleting the file system: delete the claims first, as a stack does.
 *
 * @see https://docs.netapp.com/us-en/trident/trident-use/trident-fsx.html
 */
export class FsxOntapStorage extends Construct implements ec2.IConnectable {
  /** The file system, where this construct makes one. */
  public readonly fileSystem?: fsx.CfnFileSystem;
  /** Who manages the storage virtual machine, in Secrets Manager. */
  public readonly credentials: ISecret;
  /** Name of the StorageClass for files. */
  public readonly storageClassName: string;
  /** Name of the StorageClass for disks, where there is one. */
  public readonly sanStorageClassName?: string;
  /** Who reaches the file system. */
  public readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: FsxOntapStorageProps) {
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

  /** Files that many pods share. */
  claim(name: string, options: StorageClaimOptions): StorageClaim {
    return makeClaim(
      this,
      name,
      options,
      {
        storage: 'a volume of FSx for ONTAP',
        accessModes: ['ReadWriteMany', 'ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteOncePod'],
        snapshots: true,
        source: ONTAP_SOURCE,
      },
      { storageClassName: this.storageClassName },
    );
  }

  /** A disk for pods of one node; as a device for many. */
  sanClaim(name: string, options: StorageClaimOptions): StorageClaim {
    const missing: Problem[] = this.sanStorageClassName
      ? []
      : [{ finding: 'san is not given', constraint: 'there is no class of disks', remediation: 'Give san: {} to the storage' }];
    return makeClaim(
      this,
      name,
      options,
      {
        storage: 'a disk of FSx for ONTAP',
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

  // names of backends are those of the whole cluster
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
      for (const port of [...tcp.map((each) => ec2.Port.tcp(each)), ...udp.map((each) => ec2.Port.udp(each))])
        group.addIngressRule(nodes, port, 'nodes of the cluster');
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
            finding: 'san is given and Trident has no iscsi',
            constraint: 'nodes mount disks over iSCSI, for which Trident prepares them',
            remediation: 'Give iscsi: true to Trident',
            source,
          },
        ]),
    ...(['ext3', 'ext4', 'xfs'].includes(san.fileSystemType ?? 'ext4')
      ? []
      : [
          {
            finding: `san.fileSystemType is '${san.fileSystemType}'`,
            constraint: 'it is ext3, ext4 or xfs',
            remediation: 'Correct it',
            source,
          },
        ]),
  ];
}
