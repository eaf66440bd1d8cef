import { mapAt, named } from '../manifests.rules';
import { Rule } from '../rule';

const MOST = 1_048_576;

export const dataTooLarge: Rule = {
  id: 'data-too-large',
  area: 'Limits',
  severity: 'error',
  finds: 'a ConfigMap or Secret with too much in it',
  why: `a ConfigMap or Secret has at most ${MOST} bytes (1 MiB) of data`,
  source: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
  check: ({ manifests }) => ['/ConfigMap', '/Secret'].flatMap((kind) => manifests.ofKind(kind)).flatMap(({ path, value }) => {
    const size = ['data', 'stringData', 'binaryData'].flatMap((field) => Object.entries(mapAt(value, field)).map(([key, text]) => sizeOf(text, value.kind === 'Secret' ? field === 'data' : field === 'binaryData') + Buffer.byteLength(key)))
      .reduce((sum, each) => sum + each, 0);
    return size > MOST ? [{ path, what: `${named(value)} has ${size} bytes of data`, fix: 'Split it, or put it into an image or a bucket' }] : [];
  }),
};

// what is written in base64 counts as what it stands for
const sizeOf = (text: string, encoded: boolean): number => (encoded ? Math.floor(text.length * 3 / 4) : Buffer.byteLength(text));
