import { DEPLOY_TIME_VALUE, KubernetesObject } from '../../../kubernetes/kubernetes-object.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const MOST = 1_048_576;

export const dataTooLarge: Rule = {
  id: 'data-too-large',
  area: 'Limits',
  severity: 'error',
  description: 'ConfigMap or Secret larger than 1 MiB',
  reason: `a ConfigMap or Secret must have at most ${MOST} bytes (1 MiB) of data, not counting keys`,
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
                remediation: 'Split the object, or move its data to an image or an S3 bucket',
              },
            ]
          : [];
      }),
};

const configMap = (object: KubernetesObject): Sizes => ({ ...sizes(object, 'data', plain), ...sizes(object, 'binaryData', base64) });
// stringData overrides data
const secret = (object: KubernetesObject): Sizes => ({ ...sizes(object, 'data', base64), ...sizes(object, 'stringData', plain) });

type Sizes = Readonly<Record<string, number>>;
const sizes = (object: KubernetesObject, field: string, sizeOf: (text: string) => number): Sizes =>
  Object.fromEntries(Object.entries(mapAt(object, field)).map(([key, text]) => [key, sizeOf(text.split(DEPLOY_TIME_VALUE).join(''))]));

const plain = (text: string): number => Buffer.byteLength(text);
const base64 = (text: string): number => Buffer.from(text, 'base64').length;
