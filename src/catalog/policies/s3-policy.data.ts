import { UpstreamPolicy } from './upstream-policy.rules';

/** A part of a bucket, or a directory bucket, that pods mount. */
export interface MountedObjects {
  /** ARN of the bucket. */
  readonly bucket: string;
  /** ARN of the objects. */
  readonly objects: string;
  /** beginnings of keys that are listed; all without any. */
  readonly prefixes?: readonly string[];
  readonly write: boolean;
}

const policyOf = {
  version: 'v2.7.0',
  file: 'awslabs/mountpoint-s3-csi-driver v2.7.0, docs/CONFIGURATION.md, which refers to awslabs/mountpoint-s3, doc/CONFIGURATION.md',
};

/** What the driver may do with objects of a general purpose bucket. */
export const S3_POLICY: UpstreamPolicy<MountedObjects> = {
  policyOf,
  statements: ({ bucket, objects, prefixes, write }) => [
    { actions: ['s3:ListBucket'], resources: [bucket], ...(prefixes ? { conditions: { StringLike: { 's3:prefix': prefixes } } } : {}) },
    { actions: ['s3:GetObject', ...(write ? ['s3:PutObject', 's3:AbortMultipartUpload', 's3:DeleteObject'] : [])], resources: [objects] },
  ],
};

/** What the driver may do with a directory bucket: one action opens a session, which reads and writes. */
export const S3_EXPRESS_POLICY: UpstreamPolicy<{ readonly bucket: string; readonly write: boolean }> = {
  policyOf,
  statements: ({ bucket, write }) => [
    { actions: ['s3express:CreateSession'], resources: [bucket], ...(write ? {} : { conditions: { StringEquals: { 's3express:SessionMode': 'ReadOnly' } } }) },
  ],
};
