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
  description: 'labels, and keys of annotations, that Kubernetes does not take',
  reason:
    'the value of a label has at most 63 letters, digits, hyphens, underscores or dots and begins and ends with a letter or ' +
    'digit; a key is such a name, behind at most one prefix like example.com/',
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
        finding: `${describeObject(object)} has the label ${key}: '${text}'`,
        remediation: 'Correct its key',
      })),
    ...labels
      .filter(([key, text]) => isKey(key) && !isDeployTimeValue(text) && !VALUE.test(text))
      .map(([key, text]) => ({ path, finding: `${describeObject(object)} has the label ${key}: '${text}'`, remediation: fixFor(text) })),
    // only labels tell capitals in a prefix apart
    ...Object.keys(mapAt(metadata, 'annotations'))
      .filter((key) => !isKey(key.toLowerCase()))
      .map((key) => ({ path, finding: `${describeObject(object)} has the annotation ${key}`, remediation: 'Correct its key' })),
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
  return taken === '' ? 'Make it an annotation' : `Write '${taken}', or make it an annotation`;
}
