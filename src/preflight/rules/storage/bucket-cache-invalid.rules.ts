import { at, groupKindOf, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { cacheProblems } from '../../../storage/s3/s3-cache.rules';
import { Facts } from '../../facts/facts.rules';
import { violationsOf } from '../../reading/problems.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const bucketCacheInvalid: Rule = {
  id: 'bucket-cache-invalid',
  area: 'Storage',
  severity: 'error',
  description: 'invalid size of the cache of an S3 bucket',
  reason: 'the Mountpoint CSI driver mounts no bucket whose cache has a size that is not a quantity',
  source: 'https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md',
  check: ({ objects }: Facts) =>
    objects
      .filter(({ value }) => groupKindOf(value) === '/PersistentVolume' && stringAt(value, 'spec', 'csi', 'driver') === 's3.csi.aws.com')
      .flatMap(({ path, value }) => {
        const sizes = ['cacheEmptyDirSizeLimit', 'cacheEphemeralStorageResourceRequest'].map((name) =>
          at(value, 'spec', 'csi', 'volumeAttributes', name),
        );
        const given = sizes.filter((size): size is string => typeof size === 'string' && !isDeployTimeValue(size));
        return violationsOf(
          path,
          describeObject(value),
          given.flatMap((sizeLimit) => cacheProblems({ sizeLimit })),
        );
      }),
};
