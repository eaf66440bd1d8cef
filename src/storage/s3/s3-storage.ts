import { Stack } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { S3BucketSource } from './s3-bucket-source';
import { cacheProblems } from './s3-cache.rules';
import { ADDONS } from '../../catalog/addons.data';
import { RoleOptions } from '../../cluster/role-options';
import { failOn } from '../../errors/problems';
import { checkOptions, checkProps } from '../../props/check-props';
import { driverOf, driverRoleProblems } from '../csi-driver';
import { driverGrantee } from '../driver-grants';
import { makeClaim } from '../make-claim';
import { StorageClaim } from '../storage-claim';
import { VolumeAccessMode } from '../volume-access-mode';

/** Read cache of Mountpoint. */
export interface S3CacheOptions {
  /** Maximum size, a Kubernetes quantity like 10Gi. */
  readonly sizeLimit: string;
  /**
   * Keep the cache in memory instead of on the disk of the node.
   *
   * @default false
   */
  readonly inMemory?: boolean;
  /**
   * StorageClass of a volume for the cache. Mutually exclusive with `inMemory`.
   *
   * @default - the disk of the node
   */
  readonly storageClassName?: string;
}

/** Properties of {@link S3Storage}. */
export interface S3StorageProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** The bucket. */
  readonly bucket: S3BucketSource;
  /**
   * Mount the bucket read-only.
   *
   * @default false - pods can create, overwrite and delete objects
   */
  readonly readOnly?: boolean;
  /**
   * Mount with the IAM identity of each pod, which {@link S3Storage.grantMount} allows, instead of the role of the driver.
   *
   * @default false
   */
  readonly podLevelCredentials?: boolean;
  /**
   * Read cache on the node.
   *
   * @default - no cache
   */
  readonly cache?: S3CacheOptions;
  /**
   * Additional mount options of Mountpoint, like `incremental-upload`.
   *
   * @default - none
   */
  readonly mountOptions?: string[];
  /**
   * User and group ID that own the files: the `runAsUser` of the pods.
   *
   * @default 10001 - the default `runAsUser` of workloads
   */
  readonly uid?: number;
  /**
   * Permissions boundary and IAM path of the driver's role, or an existing role. Only the first storage construct of a cluster sets it.
   *
   * @default - a role without a boundary, path '/'
   */
  readonly roleOptions?: RoleOptions;
}

/** Options of a PVC of an {@link S3Storage}. */
export interface S3ClaimOptions {
  /** Mount path in containers: an absolute path. */
  readonly mountPath: string;
  /**
   * Directory of the volume that is mounted.
   *
   * @default - the root of the volume
   */
  readonly subPath?: string;
  /**
   * Mount the volume read-only.
   *
   * @default - `readOnly` of the storage
   */
  readonly readOnly?: boolean;
}

const DRIVER = 'aws-mountpoint-s3-csi-driver';
const PROVISIONER = ADDONS[DRIVER].csi.driver;
const DEFAULT_USER = 10001;
const SOURCE = 'https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md';

/**
 * S3 bucket as a volume, by the Mountpoint for Amazon S3 CSI driver: for large files that are read or written sequentially. Files cannot be
 * modified in place.
 *
 * Pods on Fargate, Windows and hybrid nodes cannot mount it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/s3-csi.html
 *
 * @example
 * const bucket = new s3.Bucket(this, 'Models');
 *
 * const storage = new S3Storage(this, 'Storage', { cluster, bucket: S3BucketSource.fromBucket(bucket, 'models/'), readOnly: true });
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   port: 8080,
 *   volumes: [storage.claim('models', { mountPath: '/models' })],
 * });
 */
export class S3Storage extends Construct {
  private readonly props: S3StorageProps;

  constructor(scope: Construct, id: string, props: S3StorageProps) {
    checkProps('S3StorageProps', scope, id, props, new.target !== S3Storage);
    const { cluster, bucket, podLevelCredentials = false, readOnly = false } = props;
    failOn(scope, id, [...bucket._problems(), ...driverRoleProblems(cluster, DRIVER, props.roleOptions), ...cacheProblems(props.cache)]);
    super(scope, id);
    this.props = props;
    const driver = driverOf(cluster, DRIVER, props.roleOptions);
    if (!podLevelCredentials && driver?.identity) bucket._grant(driverGrantee(this, driver.identity.role), this, !readOnly);
  }

  /** Allows an identity to mount the bucket with its own permissions. Only with `podLevelCredentials`. */
  grantMount(grantee: iam.IGrantable): void {
    failOn(
      this,
      '',
      this.props.podLevelCredentials
        ? []
        : [
            {
              finding: 'grantMount() is called without podLevelCredentials',
              constraint: 'the driver mounts the bucket with the permissions of its own role',
              remediation: 'Set podLevelCredentials: true on the storage',
              source: SOURCE,
            },
          ],
    );
    this.props.bucket._grant(grantee, this, !this.props.readOnly);
  }

  /** A PVC for the bucket. It has no size. */
  claim(name: string, options: S3ClaimOptions): StorageClaim {
    checkOptions('S3ClaimOptions', 'S3Storage.claim', options);
    const { bucket, podLevelCredentials, readOnly = false } = this.props;
    const accessMode = readOnly ? VolumeAccessMode.READ_ONLY_MANY : VolumeAccessMode.READ_WRITE_MANY;
    const zone = bucket._zone;
    return makeClaim(
      this,
      name,
      { size: Size.gibibytes(1), readOnly, ...options },
      { storage: 'an S3 volume', accessModes: [accessMode], source: SOURCE },
      {
        storageClassName: '',
        volume: (volumeName) => ({
          mountOptions: this.mountOptions(),
          csi: {
            driver: PROVISIONER,
            // unique for each volume: otherwise pods stay Pending
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
