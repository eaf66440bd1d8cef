import { at, FILLED_IN, podMetadataPath } from '../../../kubernetes/kubernetes-object.rules';
import { mapAt, named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

const MOST = 262_144;

export const annotationsTooLarge: Rule = {
  id: 'annotations-too-large',
  area: 'Limits',
  severity: 'error',
  finds: 'annotations that are too large together',
  why: `the annotations of an object have at most ${MOST} bytes (256 KiB) together, keys included`,
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
  check: ({ objects }) => objects.flatMap(({ path, value }) => [['metadata'], podMetadataPath(value)].map((metadata) => sizeOf(at(value, ...metadata))).filter((size) => size > MOST)
    .map((size) => ({ path, what: `${named(value)} has annotations of ${size} bytes`, fix: 'Put it into a ConfigMap' }))),
};

// what CloudFormation fills in counts as nothing: a lower bound
const sizeOf = (metadata: unknown): number =>
  Object.entries(mapAt(metadata, 'annotations')).flat().reduce((sum, text) => sum + Buffer.byteLength(text.split(FILLED_IN).join('')), 0);
