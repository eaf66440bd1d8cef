import { at, DEPLOY_TIME_VALUE, podMetadataPath } from '../../../kubernetes/kubernetes-object.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const MOST = 262_144;

export const annotationsTooLarge: Rule = {
  id: 'annotations-too-large',
  area: 'Limits',
  severity: 'error',
  description: 'annotations that are too large together',
  reason: `the annotations of an object have at most ${MOST} bytes (256 KiB) together, keys included`,
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) =>
      [['metadata'], podMetadataPath(value)]
        .map((metadata) => sizeOf(at(value, ...metadata)))
        .filter((size) => size > MOST)
        .map((size) => ({
          path,
          finding: `${describeObject(value)} has annotations of ${size} bytes`,
          remediation: 'Put it into a ConfigMap',
        })),
    ),
};

// what CloudFormation fills in counts as nothing: a lower bound
const sizeOf = (metadata: unknown): number =>
  Object.entries(mapAt(metadata, 'annotations'))
    .flat()
    .reduce((sum, text) => sum + Buffer.byteLength(text.split(DEPLOY_TIME_VALUE).join('')), 0);
