import { named } from '../manifests.rules';
import { Rule } from '../rule';

const MOST = 262_144;

export const annotationsTooLarge: Rule = {
  id: 'annotations-too-large',
  area: 'Limits',
  severity: 'error',
  finds: 'annotations that are too large together',
  why: `the annotations of an object have at most ${MOST} bytes (256 KiB) together, keys included`,
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
  check: ({ objects }) => objects.flatMap(({ path, value }) => {
    const size = Object.entries(value.metadata?.annotations ?? {}).reduce((sum, [key, text]) => sum + Buffer.byteLength(key) + Buffer.byteLength(text), 0);
    return size > MOST ? [{ path, what: `${named(value)} has annotations of ${size} bytes`, fix: 'Put it into a ConfigMap' }] : [];
  }),
};
