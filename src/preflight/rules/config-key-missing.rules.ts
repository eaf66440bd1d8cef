import { at } from '../../inventory/kubernetes-object.rules';
import { dataReferences } from '../../inventory/references.rules';
import { Facts } from '../facts.rules';
import { PodMaker } from '../manifests.rules';
import { Found, Rule } from '../rule';

export const configKeyMissing: Rule = {
  id: 'config-key-missing',
  area: 'References',
  severity: 'error',
  finds: 'a key of a ConfigMap or Secret that is not in it',
  why: 'a container does not start while a key that it names is not in the ConfigMap or Secret',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
  check: (facts) => facts.manifests.pods.flatMap((maker) => problems(maker, facts)),
};

function problems({ path, pod, name, namespace }: PodMaker, { manifests }: Facts): Found[] {
  return dataReferences(pod).filter(({ optional }) => !optional).flatMap(({ kind, name: source, keys }) => {
    const object = manifests.find(`/${kind}`, namespace, source)?.value;
    if (!object) return [];
    const has = ['data', 'binaryData', 'stringData'].flatMap((field) => Object.keys(at(object, field) ?? {}));
    // one that is made empty is filled by somebody else
    return has.length === 0 ? [] : keys.filter((key) => !has.includes(key)).map((key) => ({
      path, what: `${name} names the key '${key}' of ${kind} '${namespace}/${source}', which has ${has.slice(0, 6).join(', ')}`, fix: 'Correct the key, or mark it optional',
    }));
  });
}
