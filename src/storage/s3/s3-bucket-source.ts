import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ADDONS } from '../../catalog/addons.data';
import { Problem } from '../../errors/problems';
import { allow } from '../../identity/upstream-policy';

const POLICIES = ADDONS['aws-mountpoint-s3-csi-driver'].policies;
const SOURCE = 'https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md';

/** The S3 bucket of an `S3Storage`. */
export abstract class S3BucketSource {
  /**
   * A general purpose bucket.
   *
   * @param bucket the bucket
   * @param prefix key prefix of the objects that are mounted, ending with /; all objects by default
   */
  static fromBucket(bucket: IBucket, prefix?: string): S3BucketSource {
    return new InBucket(bucket, prefix);
  }

  /**
   * A directory bucket (S3 Express One Zone).
   *
   * @param bucketName name like orders--usw2-az1--x-s3
   * @param zone name of the availability zone of the bucket, like us-west-2a, to which pods that mount it are restricted
   */
  static fromDirectoryBucketName(bucketName: string, zone?: string): S3BucketSource {
    return new InDirectoryBucket(bucketName, zone);
  }

  /** @internal */
  public abstract readonly _bucketName: string;
  /** @internal */
  public readonly _prefix?: string;
  /** @internal */
  public readonly _zone?: string;
  /** Region of the bucket, if it is not that of the cluster. @internal */
  public readonly _region?: string;
  /** @internal */
  public abstract _problems(): Problem[];
  /** @internal */
  public abstract _grant(grantee: iam.IGrantable, scope: Construct, write: boolean): void;
}

class InBucket extends S3BucketSource {
  public readonly _bucketName: string;
  public override readonly _region?: string;

  constructor(
    private readonly bucket: IBucket,
    public readonly _prefix?: string,
  ) {
    super();
    this._bucketName = bucket.bucketName;
    this._region = bucket.env.region;
  }

  public _problems(): Problem[] {
    return this._prefix !== undefined && !/^[^/].*\/$/.test(this._prefix)
      ? [
          {
            finding: `prefix is '${this._prefix}'`,
            constraint: 'must end with / and must not begin with /',
            remediation: `Use '${this._prefix.replace(/^\/+|\/+$/g, '')}/'`,
            source: SOURCE,
          },
        ]
      : [];
  }

  public _grant(grantee: iam.IGrantable, _scope: Construct, write: boolean): void {
    const keys = `${this._prefix ?? ''}*`;
    const prefixes = this._prefix ? [keys, this._prefix] : undefined;
    allow(
      grantee,
      POLICIES.bucket.statements({ bucket: this.bucket.bucketArn, objects: this.bucket.arnForObjects(keys), prefixes, write }),
    );
    if (write) this.bucket.encryptionKey?.grantEncryptDecrypt(grantee);
    else this.bucket.encryptionKey?.grantDecrypt(grantee);
  }
}

class InDirectoryBucket extends S3BucketSource {
  constructor(
    public readonly _bucketName: string,
    public readonly _zone?: string,
  ) {
    super();
  }

  public _problems(): Problem[] {
    return /^[a-z0-9][-a-z0-9]*--[a-z0-9-]+--x-s3$/.test(this._bucketName) || Token.isUnresolved(this._bucketName)
      ? []
      : [
          {
            finding: `bucketName is '${this._bucketName}'`,
            constraint: 'the name of a directory bucket must have the format <name>--<zone id>--x-s3',
            remediation: 'Use the name of a directory bucket, or use S3BucketSource.fromBucket()',
            source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html',
          },
        ];
  }

  public _grant(grantee: iam.IGrantable, scope: Construct, write: boolean): void {
    const bucket = Stack.of(scope).formatArn({ service: 's3express', resource: 'bucket', resourceName: this._bucketName });
    allow(grantee, POLICIES.directoryBucket.statements({ bucket, write }));
  }
}
