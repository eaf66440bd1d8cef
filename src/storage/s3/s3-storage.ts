import { Stack } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { ADDONS } from '../../catalog/addons.data';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { driverOf, driverRoleProblems } from '../csi-driver';
import { driverGrantee } from '../driver-grants';
import { makeClaim } from '../make-claim';
import { S3BucketSource } from './s3-bucket-source';
import { StorageClaim } from '../storage-claim';
import { VolumeAccessMode } from '../volume-access-mode';

/** A cache of what was read. */
export interface S3CacheOptions {
  /** Most that it holds, with its unit as Kubernetes writes it, like 10Gi. */
  readonly sizeLimit: string;
  /**
   * Whether it is in memory instead of on the disk of the node.
   *
   * @default false
   */
  readonly inMemory?: boolean;
  /**
   * Class of a volume of its own for it. Not together with `inMemory`.
   *
   * @default - the disk of the node
   */
  readonly storageClassName?: string;
}

/** Properties of {@link S3Storage}. */
export interface S3StorageProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** Where the objects are. */
  readonly bucket: S3BucketSource;
  /**
   * Whether pods only read.
   *
   * @default false - they write new objects, and overwrite and delete them
   */
  readonly readOnly?: boolean;
  /**
   * Whether each pod uses the permissions of its own identity, granted by {@link S3Storage.grantMount}, instead of those of the driver.
   *
   * @default false
   */
  readonly podLevelCredentials?: boolean;
  /**
   * A cache on the node of what was read.
   *
   * @default - none
   */
  readonly cache?: S3CacheOptions;
  /**
   * More options of Mountpoint, like `incremental-upload`.
   *
   * @default - none
   */
  readonly mountOptions?: string[];
  /**
   * User and group that own the files: those of the pods.
   *
   * @default 10001 - the user of workloads
   */
  readonly uid?: number;
  /**
   * How the role of the driver is bounded and where it lies, or one that exists. The first storage of a cluster says it for all.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

/** A mount of an {@link S3Storage}. */
export interface S3ClaimOptions {
  /** Where containers see it: an absolute path. */
  readonly mountPath: string;
  /**
   * Directory inside of it that containers see.
   *
   * @default - all of it
   */
  readonly subPath?: string;
  /**
   * Whether containers may only read it.
   *
   * @default - as the storage says
   */
  readonly readOnly?: boolean;
}

const DRIVER = 'aws-mountpoint-s3-csi-driver';
const PROVISIONER = ADDONS[DRIVER].csi.driver;
const DEFAULT_USER = 10001;
const SOURCE = 'https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md';

/**
 * Objects of S3 as files, by Mountpoint for Amazon S3: for large files that are read or written from beginning to end. Files are not
 * changed in place.
 *
 * Pods on Fargate, Windows and hybrid nodes cannot mount it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/s3-csi.html
 */
export class S3Storage extends Construct {
  private readonly props: S3StorageProps;

  constructor(scope: Construct, id: string, props: S3StorageProps) {
    const { cluster, bucket, podLevelCredentials = false, readOnly = false } = props;
    failOn(scope, id, [...bucket._problems(), ...driverRoleProblems(cluster, DRIVER, props.roleOptions), ...cacheProblems(props.cache)]);
    super(scope, id);
    this.props = props;
    const driver = driverOf(cluster, DRIVER, props.roleOptions);
    if (!podLevelCredentials && driver?.identity) bucket._grant(driverGrantee(this, driver.identity.role), this, !readOnly);
  }

  /** Lets an identity mount it with its own permissions: with `podLevelCredentials`. */
  grantMount(grantee: iam.IGrantable): void {
    failOn(
      this,
      '',
      this.props.podLevelCredentials
        ? []
        : [
            {
              finding: 'grantMount is called and podLevelCredentials is not given',
              constraint: 'the driver mounts with its own permissions',
              remediation: 'Give podLevelCredentials: true to the storage',
              source: SOURCE,
            },
          ],
    );
    this.props.bucket._grant(grantee, this, !this.props.readOnly);
  }

  /** A volume with the objects. It has no size. */
  claim(name: string, options: S3ClaimOptions): StorageClaim {
    const { bucket, podLevelCredentials, readOnly = false } = this.props;
    const accessMode = readOnly ? VolumeAccessMode.READ_ONLY_MANY : VolumeAccessMode.READ_WRITE_MANY;
    const zone = bucket._zone;
    return makeClaim(
      this,
      name,
      { size: Size.gibibytes(1), readOnly, ...options },
      { storage: 'a mount of S3', accessModes: [accessMode], source: SOURCE },
      {
        storageClassName: '',
        volume: (volumeName) => ({
          mountOptions: this.mountOptions(),
          csi: {
            driver: PROVISIONER,
            // one for each volume, or pods wait for ever
            volumeHandle: volumeName,
            volumeAttributes: {
              bucketName: bucket._bucketName,
              ...(podLevelCredentials ? { authenticationSource: 'pod', stsRegion: Stack.of(this).region } : {}),
              ...cacheAttributes(this.props.cache),
            },
          },
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
      },
    );
  }

  private mountOptions(): string[] {
    const { bucket, readOnly, mountOptions = [], uid = DEFAULT_USER } = this.props;
    return [
      `region ${bucket._region ?? Stack.of(this).region}`,
      ...(bucket._prefix ? [`prefix ${bucket._prefix}`] : []),
      'allow-other',
      `uid=${uid}`,
      `gid=${uid}`,
      ...(readOnly ? ['read-only'] : ['allow-delete', 'allow-overwrite']),
      ...mountOptions,
    ];
  }
}

function cacheAttributes(cache?: S3CacheOptions): Record<string, string> {
  if (!cache) return {};
  const { sizeLimit, inMemory, storageClassName } = cache;
  return storageClassName
    ? { cache: 'ephemeral', cacheEphemeralStorageClassName: storageClassName, cacheEphemeralStorageResourceRequest: sizeLimit }
    : { cache: 'emptyDir', cacheEmptyDirSizeLimit: sizeLimit, ...(inMemory ? { cacheEmptyDirMedium: 'Memory' } : {}) };
}

function cacheProblems(cache?: S3CacheOptions): Problem[] {
  if (!cache) return [];
  return [
    ...(cache.inMemory && cache.storageClassName
      ? [
          {
            finding: 'both cache.inMemory and cache.storageClassName are given',
            constraint: 'a cache is in memory or on a volume',
            remediation: 'Leave one of them out',
            source: SOURCE,
          },
        ]
      : []),
    ...(/^\d+(\.\d+)?([KMGTP]i?)?$/.test(cache.sizeLimit)
      ? []
      : [
          {
            finding: `cache.sizeLimit is '${cache.sizeLimit}'`,
            constraint: 'it is a quantity of Kubernetes',
            remediation: 'Write it like 10Gi',
            source: SOURCE,
          },
        ]),
  ];
}
