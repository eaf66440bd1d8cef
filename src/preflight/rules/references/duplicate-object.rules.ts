import { groupKindOf, isDeployTimeValue, KubernetesObject, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const duplicateObject: Rule = {
  id: 'duplicate-object',
  area: 'References',
  severity: 'error',
  description: 'two objects of one kind, namespace and name; an add-on or a Helm release made twice',
  reason:
    'a name stands for one object of its kind (in its namespace, where it has one): of two, the one that is applied last wins, ' +
    'and deleting either deletes it',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  check: ({ objects, singletons }) => {
    const first = new Map<string, string>();
    // one finding for each pair of places: a chart that is deployed twice is one mistake
    const twice = new Map<string, { readonly path: string; readonly before: string; readonly names: string[] }>();
    const named = objects
      .filter(({ value }) => value.metadata?.name !== undefined && ![value.metadata.name, namespaceOf(value)].some(isDeployTimeValue))
      .map(({ path, value }) => ({
        path,
        key: `${groupKindOf(value)} ${namespaceOf(value) ?? ''} ${value.metadata?.name}`,
        words: described(value),
      }));
    const others = singletons.map((other) => ({ path: other.path, key: other.value, words: other.value }));
    for (const { path, key, words } of [...named, ...others]) {
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, path);
        continue;
      }
      const found = twice.get(`${before} ${path}`) ?? { path, before, names: [] };
      found.names.push(words);
      twice.set(`${before} ${path}`, found);
    }
    return [...twice.values()].map(({ path, before, names }) => ({
      path,
      finding:
        `${names.join(', ')} ${names.length === 1 ? 'stands' : 'stand'} ` +
        `${before === path ? 'in the same chart twice' : `in ${before} as well`}`,
      remediation: names.every((each) => TRAVELS.test(each))
        ? 'It travels with workloads: deploy them in one chart, or call addServiceAccount() or addTo() with one chart before the ' +
          'workloads are made'
        : 'Rename one of them, or remove it',
    }));
  },
};

/** What workloads bring by themselves. */
const TRAVELS = /^(ServiceAccount|SecretProviderClass|SecretStore|ExternalSecret|PersistentVolumeClaim) '/;

const described = (object: KubernetesObject): string =>
  `${object.kind} '${[namespaceOf(object), object.metadata?.name].filter(Boolean).join('/')}'`;
