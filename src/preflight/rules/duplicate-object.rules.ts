import { groupKindOf, isFilledIn, KubernetesObject, namespaceOf } from '../../inventory/kubernetes-object.rules';
import { Rule } from '../rule';

export const duplicateObject: Rule = {
  id: 'duplicate-object',
  severity: 'error',
  why: 'a namespace has one object of a kind and name: of two, the one that is applied last wins, and deleting either deletes it',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  check: ({ objects }) => {
    const first = new Map<string, string>();
    return objects.flatMap(({ path, value }) => {
      const name = value.metadata?.name;
      if (name === undefined || isFilledIn(name)) return [];
      const key = `${groupKindOf(value)} ${namespaceOf(value) ?? ''} ${name}`;
      const before = first.get(key);
      first.set(key, before ?? path);
      return before === undefined ? [] : [{ path, what: `${described(value)} stands in ${before === path ? 'the same chart twice' : `${before} as well`}`, fix: 'Rename one of them, or remove it' }];
    });
  },
};

const described = (object: KubernetesObject): string =>
  `${object.kind} '${[namespaceOf(object), object.metadata?.name].filter(Boolean).join('/')}'`;
