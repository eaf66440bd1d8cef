import { at, DEPLOY_TIME_VALUE, podMetadataPath } from '../../../kubernetes/kubernetes-object.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const MOST = 262_144;

export const annotationsTooLarge: Rule = {
  id: 'annotations-too-large',
  area: 'Limits',
  severity: 'error',
  description: 'annotations larger than 256 KiB in total',
  reason: `the annotations of an object must have at most ${MOST} bytes (256 KiB) in total, including keys`,
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) =>
      [['metadata'], podMetadataPath(value)]
        .map((metadata) => sizeOf(at(value, ...metadata)))
        .filter((size) => size > MOST)
        .map((size) => ({
          path,
          finding: `${describeObject(value)} has annotations of ${size} bytes`,
          remediation: 'Move large values to a ConfigMap',
        })),
    ),
};

// values that are known at deploy count as empty: a lower bound
const sizeOf = (metadata: unknown): number =>
  Object.entries(mapAt(metadata, 'annotations'))
    .flat()
    .reduce((sum, text) => sum + Buffer.byteLength(text.split(DEPLOY_TIME_VALUE).join('')), 0);
