import { at, isDeployTimeValue, KubernetesObject, podMetadataPath } from '../../../kubernetes/kubernetes-object.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

const VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

export const labelInvalid: Rule = {
  id: 'label-invalid',
  area: 'Limits',
  severity: 'error',
  description: 'invalid label or annotation key',
  reason:
    'a label value must consist of at most 63 letters, digits, hyphens, underscores or dots, and must begin and end with a letter ' +
    'or digit; a key has the same syntax, with an optional prefix such as example.com/',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) =>
      [['metadata'], podMetadataPath(value)].flatMap((metadata) => problems(path, value, at(value, ...metadata))),
    ),
};

function problems(path: string, object: KubernetesObject, metadata: unknown): Violation[] {
  const labels = Object.entries(mapAt(metadata, 'labels'));
  return [
    ...labels
      .filter(([key]) => !isKey(key))
      .map(([key, text]) => ({
        path,
        finding: `${describeObject(object)} has the invalid label key ${key}: '${text}'`,
        remediation: 'Rename the label key',
      })),
    ...labels
      .filter(([key, text]) => isKey(key) && !isDeployTimeValue(text) && !VALUE.test(text))
      .map(([key, text]) => ({
        path,
        finding: `${describeObject(object)} has the label ${key} with the invalid value '${text}'`,
        remediation: fixFor(text),
      })),
    // upper-case letters in a prefix are invalid in labels only
    ...Object.keys(mapAt(metadata, 'annotations'))
      .filter((key) => !isKey(key.toLowerCase()))
      .map((key) => ({
        path,
        finding: `${describeObject(object)} has the invalid annotation key ${key}`,
        remediation: 'Rename the annotation key',
      })),
  ];
}

function isKey(key: string): boolean {
  const [name, prefix, ...more] = key.split('/').reverse();
  return isDeployTimeValue(key) || (NAME.test(name) && (prefix === undefined || PREFIX.test(prefix)) && more.length === 0);
}

function fixFor(text: string): string {
  const taken = text
    .replace(/[^-A-Za-z0-9_.]+/g, '_')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return taken === '' ? 'Use an annotation instead' : `Use '${taken}', or use an annotation instead`;
}
