import { at, isFilledIn, KubernetesObject, podMetadataPath } from '../../inventory/kubernetes-object.rules';
import { mapAt, named } from '../manifests.rules';
import { Rule } from '../rule';

const VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const KEY = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

export const labelInvalid: Rule = {
  id: 'label-invalid',
  area: 'Limits',
  severity: 'error',
  finds: 'labels that Kubernetes does not take',
  why: 'the value of a label has at most 63 letters, digits, hyphens, underscores or dots and begins and ends with a letter or digit; its key is such a name, behind at most one prefix like example.com/',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  check: ({ objects }) => objects.flatMap(({ path, value }) => labelsOf(value).filter(([key, text]) => (!isFilledIn(key) && !KEY.test(key)) || (!isFilledIn(text) && !VALUE.test(text))).map(([key, text]) => ({
    path, what: `${named(value)} has the label ${key}: '${text}'`, fix: KEY.test(key) ? 'Shorten the value, or make it an annotation' : 'Correct the key',
  }))),
};

function labelsOf(object: KubernetesObject): [string, string][] {
  const ofPods = mapAt(at(object, ...podMetadataPath(object)), 'labels');
  return Object.entries({ ...mapAt(object, 'metadata', 'labels'), ...ofPods });
}
