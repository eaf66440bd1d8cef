import { groupKindOf, isDeployTimeValue, KubernetesObject, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const duplicateObject: Rule = {
  id: 'duplicate-object',
  area: 'References',
  severity: 'error',
  description: 'two objects with the same kind, namespace and name; add-on or Helm release installed twice',
  reason:
    'kind, namespace and name identify one object: of two declarations, the one applied last wins, and deleting either one ' +
    'deletes the object',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  check: ({ objects, singletons }) => {
    const first = new Map<string, string>();
    // one finding per pair of paths: a chart that is deployed twice is one mistake
    const twice = new Map<string, { readonly path: string; readonly before: string; readonly names: string[] }>();
    const named = objects
      .filter(({ value }) => value.metadata?.name !== undefined && ![value.metadata.name, namespaceOf(value)].some(isDeployTimeValue))
      .map(({ path, value }) => ({
        path,
        key: `${groupKindOf(value)} ${namespaceOf(value) ?? ''} ${value.metadata?.name}`,
        words: described(value),
      }));
    const others = singletons
      .filter(({ value }) => !isDeployTimeValue(value))
      .map(({ path, value }) => ({ path, key: value, words: value }));
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
        `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} ` +
        `${before === path ? 'declared twice in the same chart' : `also declared in ${before}`}`,
      remediation: names.every((each) => TRAVELS.test(each))
        ? 'Workloads add it to their chart: deploy them in one chart, or call addServiceAccount() or addTo() with one chart before ' +
          'you create the workloads'
        : 'Rename or remove one of them',
    }));
  },
};

/** Objects that workloads add to their chart. */
const TRAVELS = /^(ServiceAccount|SecretProviderClass|SecretStore|ExternalSecret|PersistentVolumeClaim) '/;

const described = (object: KubernetesObject): string =>
  `${object.kind} '${[namespaceOf(object), object.metadata?.name].filter(Boolean).join('/')}'`;
