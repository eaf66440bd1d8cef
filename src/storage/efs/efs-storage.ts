import { CfnResource } from 'aws-cdk-lib';
import { Connections, IConnectable, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { EfsAccessPointOptions } from './efs-access-points';
import { accessPointParameters, accessPointProblems } from './efs-access-points.rules';
import { makeFileSystem, mountTargetSubnets } from './efs-file-system';
import { ImportedEfsOptions, EfsFileSystemSource } from './efs-file-system-source';
import { efsProblems } from './efs-problems';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { ADDONS } from '../../catalog/addons.data';
import { feature } from '../../catalog/capability.rules';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem, problemMessage, StrataError } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { zoneOf } from '../../network/zone-of';
import { checkOptions, checkProps } from '../../props/check-props';
import { driverOf, driverRoleProblems, isElsewhere } from '../csi-driver';
import { driverGrantee } from '../driver-grants';
import { makeClaim } from '../make-claim';
import { StorageClaim, StorageClaimOptions } from '../storage-claim';
import { applyClass, classNameProblems } from '../storage-class';
import { StorageClassOptions } from '../storage-class-options';

/** Properties of {@link EfsStorage}. */
export interface EfsStorageProps extends StorageClassOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * The file system: created or existing.
   *
   * @default EfsFileSystemSource.create()
   */
  readonly fileSystem?: EfsFileSystemSource;
  /**
   * Name of the StorageClass: 1–253 lower-case letters, digits, hyphens or dots. Immutable.
   *
   * @default 'efs'
   */
  readonly storageClassName?: string;
  /**
   * Parameters of the access point that the driver creates for each PVC.
   *
   * @default - a directory with its own owner and permissions 700
   */
  readonly accessPoints?: EfsAccessPointOptions;
  /**
   * Install the EFS CSI driver and a StorageClass, so that the driver creates an access point for each PVC. Set it to false for clusters
   * whose pods all run on Fargate, which mounts EFS without a driver: then only {@link EfsStorage.accessPointClaim} is available.
   *
   * @default true
   */
  readonly dynamicProvisioning?: boolean;
  /**
   * Permissions boundary and IAM path of the driver's role, or an existing role. Only the first storage construct of a cluster sets it.
   *
   * @default - a role without a boundary, path '/'
   */
  readonly roleOptions?: RoleOptions;
}

/** Options of a PVC on an access point that CloudFormation creates. */
export interface EfsAccessPointClaimOptions extends StorageClaimOptions {
  /**
   * Directory of the access point: an absolute path.
   *
   * @default - '/' and the name
   */
  readonly directory?: string;
  /**
   * POSIX user ID that owns the files: 0 to 4,294,967,295.
   *
   * @default 10001 - the default `runAsUser` of workloads
   */
  readonly uid?: number;
  /**
   * POSIX group ID that owns the files: 0 to 4,294,967,295.
   *
   * @default - the value of `uid`
   */
  readonly gid?: number;
}

const DRIVER = 'aws-efs-csi-driver';
const PROVISIONER = ADDONS[DRIVER].csi.driver;
const CSI_DRIVER = `CSIDriver ${PROVISIONER}` as const;
const DEFAULT_USER = 10001;
const SOURCE = 'https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html';
const LIMITS = {
  storage: 'an EFS volume',
  accessModes: ['ReadWriteMany', 'ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteOncePod'],
  source: SOURCE,
};

/**
 * Shared files (ReadWriteMany) in all availability zones: an EFS file system with mount targets and a security group, the EFS CSI driver
 * with its IAM role, and a StorageClass with an access point for each PVC.
 *
 * Nodes, and Fargate pods without a SecurityGroupPolicy, can connect. Allow other clients by {@link connections}:
 * `storage.connections.allowDefaultPortFrom(podSecurityGroup)`.
 *
 * For Pod Identity, create the driver before the storage; its node pods then have a role that can only mount:
 * `new ManagedAddon(this, 'EfsDriver', { cluster, addonName: 'aws-efs-csi-driver', identityType: IdentityType.podIdentity() })`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html
 *
 * @example
 * const storage = new EfsStorage(this, 'Files', { cluster });
 *
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   port: 8080,
 *   volumes: [storage.claim('uploads', { size: cdk8s.Size.gibibytes(10), mountPath: '/uploads' })],
 * });
 */
export class EfsStorage extends Construct implements IConnectable {
  /** The file system. */
  public readonly fileSystem: efs.IFileSystem;
  /** Name of the StorageClass; undefined without dynamic provisioning. */
  public readonly storageClassName?: string;
  /** Network connections of the mount targets. */
  public readonly connections: Connections;

  private readonly mountTargets: readonly CfnResource[];
  private readonly mountOptions: string[];
  private readonly existing: ImportedEfsOptions;
  private readonly oneZone?: string;

  constructor(scope: Construct, id: string, props: EfsStorageProps) {
    checkProps('EfsStorageProps', scope, id, props, new.target !== EfsStorage);
    const {
      cluster,
      fileSystem = EfsFileSystemSource.create(),
      accessPoints = {},
      dynamicProvisioning = true,
      storageClassName = 'efs',
    } = props;
    const own = fileSystem._options;
    const place = own ? mountTargetSubnets(cluster, own) : undefined;
    failOn(scope, id, [
      ...classNameProblems(storageClassName),
      ...accessPointProblems(accessPoints),
      ...efsProblems(own ?? {}),
      ...(place?.problems ?? []),
      ...driverRoleProblems(cluster, DRIVER, props.roleOptions),
      ...withoutDriverProblems(props, own?.iamAuthorization),
      ...(own?.iamAuthorization && isElsewhere(cluster, 'efs-driver') ? [ROLE_UNKNOWN] : []),
    ]);
    super(scope, id);
    const driver = dynamicProvisioning ? driverOf(cluster, DRIVER, props.roleOptions) : undefined;
    // with Pod Identity the node pods of the driver have a role of their own
    const role = props.roleOptions?.role ?? driver?._mountRole;
    const made = own && makeFileSystem(this, cluster, place!.subnets, own, role);
    if (own?.iamAuthorization && made && role) allowMount(driverGrantee(this, role), made.fileSystem);
    this.fileSystem = made?.fileSystem ?? fileSystem._fileSystem!;
    this.mountTargets = made?.mountTargets ?? [];
    this.existing = fileSystem._existing;
    // the name of the zone, if it is given by its ID
    this.oneZone = own?.oneZone && zoneOf(place!.subnets[0]);
    this.mountOptions = own?.iamAuthorization ? ['iam'] : [];
    this.connections = new Connections({
      securityGroups: this.fileSystem.connections.securityGroups,
      defaultPort: Port.tcp(efs.FileSystem.DEFAULT_PORT),
    });
    this.connections.allowDefaultPortFrom(
      SecurityGroup.fromSecurityGroupId(this, 'ClusterGroup', cluster.clusterSecurityGroupId, { mutable: false }),
      'nodes and Fargate pods of the cluster',
    );
    const resource = dynamicProvisioning ? this.classOf(props, storageClassName, own?.oneZone !== undefined) : this.driverObject(cluster);
    this.mountTargets.forEach((target) => resource?.addResourceDependency(target));
    // of a file system that another construct of the app creates
    if (fileSystem._fileSystem) resource?.node.addDependency(fileSystem._fileSystem.mountTargetsAvailable);
    if (!dynamicProvisioning) return;
    this.storageClassName = storageClassName;
    const object = ClusterModel.of(cluster)._installed(CSI_DRIVER);
    if (object && driver) driver.node.addDependency(object);
    ClusterModel.of(cluster)._require(resource!, feature('efs-driver'));
  }

  /** A PVC for which the driver creates an access point. Its size is not enforced: EFS file systems grow with their files. */
  claim(name: string, options: StorageClaimOptions): StorageClaim {
    checkOptions('StorageClaimOptions', 'EfsStorage.claim', options);
    if (this.storageClassName === undefined) {
      throw new StrataError(
        problemMessage(`${this.node.path}.claim`, {
          finding: 'dynamicProvisioning is false',
          constraint: 'claim() requires the EFS CSI driver',
          remediation: 'Use accessPointClaim(name, options)',
          source: SOURCE,
        }),
      );
    }
    return makeClaim(this, name, options, LIMITS, { storageClassName: this.storageClassName });
  }

  /**
   * A PVC on an access point that CloudFormation creates, which is retained when the PVC is deleted. For pods on Fargate, and for files
   * that several charts share. Use each access point in one chart.
   */
  accessPointClaim(name: string, options: EfsAccessPointClaimOptions): StorageClaim {
    checkOptions('EfsAccessPointClaimOptions', 'EfsStorage.accessPointClaim', options);
    const { directory = `/${name}`, uid = DEFAULT_USER, gid = uid } = options;
    const problems: Problem[] = directory.startsWith('/')
      ? []
      : [
          {
            finding: `directory is '${directory}'`,
            constraint: 'must be an absolute path',
            remediation: `Set \`directory\` to '/${directory}'`,
          },
        ];
    if (this.node.tryFindChild(`Directory-${name}`)) {
      problems.push({
        finding: `name is '${name}'`,
        constraint: 'another access point of this storage has the same name',
        remediation: 'Use another name',
      });
    }
    const claimOf = (volumeHandle: string) =>
      makeClaim(
        this,
        name,
        options,
        LIMITS,
        {
          storageClassName: '',
          volume: () => ({
            ...(this.mountOptions.length > 0 ? { mountOptions: this.mountOptions } : {}),
            ...this.affinity(),
            csi: {
              driver: PROVISIONER,
              volumeHandle,
              ...(Object.keys(this.attributes()).length > 0 ? { volumeAttributes: this.attributes() } : {}),
            },
          }),
        },
        problems,
      );
    claimOf('');
    const accessPoint = new efs.CfnAccessPoint(this, `Directory-${name}`, {
      fileSystemId: this.fileSystem.fileSystemId,
      posixUser: { uid: String(uid), gid: String(gid) },
      rootDirectory: { path: directory, creationInfo: { ownerUid: String(uid), ownerGid: String(gid), permissions: '750' } },
    });
    // pods that mount the access point wait for the mount targets
    this.mountTargets.forEach((target) => accessPoint.addResourceDependency(target));
    accessPoint.node.addDependency(this.fileSystem.mountTargetsAvailable);
    return claimOf(`${this.fileSystem.fileSystemId}::${accessPoint.ref}`);
  }

  private classOf(props: EfsStorageProps, name: string, oneZone: boolean): CfnResource {
    return applyClass(
      this,
      props.cluster,
      {
        name,
        provisioner: PROVISIONER,
        parameters: () => ({
          ...accessPointParameters(props.accessPoints ?? {}),
          fileSystemId: this.fileSystem.fileSystemId,
          ...(oneZone ? { enforceZoneAffinity: 'true' } : {}),
          ...this.reached(),
        }),
        waitForPod: false,
        expandable: true,
        mountOptions: this.mountOptions,
      },
      props,
    ) as CfnResource;
  }

  // how a file system that exists is reached; source: aws-efs-csi-driver, docs/parameters.md
  private reached(): Record<string, string> {
    const { zone, crossAccountSecretName } = this.existing;
    const prefix = 'csi.storage.k8s.io/provisioner-secret-';
    return {
      ...(zone ? { az: zone } : {}),
      ...(crossAccountSecretName ? { [`${prefix}name`]: crossAccountSecretName, [`${prefix}namespace`]: 'kube-system' } : {}),
    };
  }

  // mount targets of one zone are reached from it
  private affinity(): object {
    return this.oneZone
      ? {
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: [this.oneZone] }] }],
            },
          },
        }
      : {};
  }

  private attributes(): Record<string, string> {
    const { mountTargetIp, encryptInTransit, crossAccountSecretName } = this.existing;
    return {
      ...(mountTargetIp ? { mounttargetip: mountTargetIp } : {}),
      ...(encryptInTransit === false ? { encryptInTransit: 'false' } : {}),
      ...(crossAccountSecretName ? { crossaccount: 'true' } : {}),
    };
  }

  // Fargate mounts files by itself when the cluster knows the driver by name
  private driverObject(cluster: ICluster): CfnResource | undefined {
    const inventory = ClusterModel.of(cluster);
    if (inventory._installed(`add-on ${DRIVER}`) || inventory._installed(CSI_DRIVER) || isElsewhere(cluster, 'efs-driver')) {
      return undefined;
    }
    const applied = new KubernetesObjects(this, 'Driver', {
      cluster,
      objects: () => [
        { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: PROVISIONER }, spec: { attachRequired: false } },
      ],
    });
    // an add-on that is installed later adopts the object
    const { defaultChild } = applied.node;
    inventory._install(CSI_DRIVER, defaultChild as CfnResource);
    inventory._assumeWithout(feature('efs-driver'), applied);
    return defaultChild as CfnResource;
  }
}

const ROLE_UNKNOWN: Problem = {
  finding: 'iamAuthorization is given',
  constraint: 'the driver was declared as installed outside of this app, and its role is not known',
  remediation: 'Remove `iamAuthorization`',
  source: SOURCE,
};

function allowMount({ grantPrincipal }: iam.IGrantable, fileSystem: efs.IFileSystem): void {
  grantPrincipal.addToPrincipalPolicy(
    new iam.PolicyStatement({
      actions: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      resources: [fileSystem.fileSystemArn],
      conditions: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
    }),
  );
}

function withoutDriverProblems(props: EfsStorageProps, iamAuthorization?: boolean): Problem[] {
  if (props.dynamicProvisioning ?? true) return [];
  const ignored = (
    ['storageClassName', 'accessPoints', 'roleOptions', 'isDefault', 'reclaimPolicy', 'mountOptions', 'parameters'] as const
  ).filter((name) => props[name] !== undefined);
  return [
    ...(ignored.length > 0
      ? [
          {
            finding: `${ignored.join(', ')} given with dynamicProvisioning: false`,
            constraint: 'without dynamic provisioning no StorageClass and no driver are created',
            remediation: `Remove \`${ignored.join('`, `')}\`, or remove \`dynamicProvisioning\``,
            source: SOURCE,
          },
        ]
      : []),
    ...(iamAuthorization
      ? [
          {
            finding: 'iamAuthorization is given with dynamicProvisioning: false',
            constraint: 'IAM authorization requires the role of the driver, and Fargate mounts without an IAM role',
            remediation: 'Remove `iamAuthorization` or `dynamicProvisioning`',
            source: SOURCE,
          },
        ]
      : []),
  ];
}
