import { Problem } from '../../errors/problems';
import { parseQuantity } from '../../kubernetes/quantity.rules';

const SOURCE = 'https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md';

/** The requested cache of a bucket. */
export interface S3CachePlan {
  readonly sizeLimit: string;
  readonly inMemory?: boolean;
  readonly storageClassName?: string;
}

/** Problems of the cache of a bucket, which the driver would reject. */
export function cacheProblems(cache?: S3CachePlan): Problem[] {
  if (!cache) return [];
  return [
    ...(cache.inMemory && cache.storageClassName
      ? [
          {
            finding: 'both cache.inMemory and cache.storageClassName are given',
            constraint: 'they are mutually exclusive',
            remediation: 'Remove `cache.inMemory` or `cache.storageClassName`',
            source: SOURCE,
          },
        ]
      : []),
    ...(parseQuantity(cache.sizeLimit) !== undefined
      ? []
      : [
          {
            finding: `cache.sizeLimit is '${cache.sizeLimit}'`,
            constraint: 'must be a Kubernetes quantity',
            remediation: 'Use a value like 10Gi',
            source: SOURCE,
          },
        ]),
  ];
}
