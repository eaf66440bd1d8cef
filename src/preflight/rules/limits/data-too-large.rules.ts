import { DEPLOY_TIME_VALUE, KubernetesObject } from '../../../kubernetes/kubernetes-object.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const MOST = 1_048_576;

export const dataTooLarge: Rule = {
  id: 'data-too-large',
  area: 'Limits',
  severity: 'error',
  description: 'a ConfigMap or Secret with too much in it',
  reason: `a ConfigMap or Secret has at most ${MOST} bytes (1 MiB) of data, its keys not counted`,
  source: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
  check: ({ manifests }) =>
    ['/ConfigMap', '/Secret']
      .flatMap((kind) => manifests.ofKind(kind))
      .flatMap(({ path, value }) => {
        const size = Object.values(value.kind === 'Secret' ? secret(value) : configMap(value)).reduce((sum, each) => sum + each, 0);
        return size > MOST
          ? [
              {
                path,
                finding: `${describeObject(value)} has ${size} bytes of data`,
                remediation: 'Split it, or put it into an image or a bucket',
              },
            ]
          : [];
      }),
};

const configMap = (object: KubernetesObject): Sizes => ({ ...sizes(object, 'data', plain), ...sizes(object, 'binaryData', base64) });
// what is written out takes the place of what is encoded
const secret = (object: KubernetesObject): Sizes => ({ ...sizes(object, 'data', base64), ...sizes(object, 'stringData', plain) });

type Sizes = Readonly<Record<string, number>>;
const sizes = (object: KubernetesObject, field: string, sizeOf: (text: string) => number): Sizes =>
  Object.fromEntries(Object.entries(mapAt(object, field)).map(([key, text]) => [key, sizeOf(text.split(DEPLOY_TIME_VALUE).join(''))]));

const plain = (text: string): number => Buffer.byteLength(text);
const base64 = (text: string): number => Buffer.from(text, 'base64').length;
