import { keyOf, object as objectThing } from '../../../catalog/capability.rules';
import { secretsExtendedBy, secretsWrittenFor } from '../../../catalog/controller-outputs.data';
import { at, isDeployTimeValue, KubernetesObject, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { dataReferences } from '../../../model/references.rules';
import { Facts } from '../../facts/facts.rules';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const configKeyMissing: Rule = {
  id: 'config-key-missing',
  area: 'References',
  severity: 'error',
  description: 'reference to a key that its ConfigMap or Secret does not contain',
  reason: 'a container does not start while a key that it references is missing from its ConfigMap or Secret',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
  check: (facts) => {
    // a controller adds keys of its own
    const written = new Set(facts.objects.flatMap(({ value }) => [...secretsWrittenFor(value), ...secretsExtendedBy(value)]).map(keyOf));
    return facts.manifests.workloads.flatMap((maker) => problems(maker, facts, written));
  },
};

function problems({ path, podSpec, name, namespace }: Workload, { manifests }: Facts, written: ReadonlySet<string>): Violation[] {
  return dataReferences(podSpec)
    .filter(({ optional }) => !optional)
    .flatMap(({ kind, name: source, keys }) => {
      const object = manifests.find(`/${kind}`, namespace, source)?.value;
      const has = object && !written.has(keyOf(objectThing('', kind, source, namespaceOf(object)))) ? keysOf(object) : undefined;
      // an empty one is filled by another component
      if (!has || has.length === 0) return [];
      return keys
        .filter((key) => !isDeployTimeValue(key) && !has.includes(key))
        .map((key) => ({
          path,
          finding:
            `${name} references the key '${key}' of ${kind} '${namespace}/${source}', which has the keys ` +
            `${has.slice(0, 6).join(', ')}${has.length > 6 ? ', …' : ''}`,
          remediation: 'Correct the key, or set optional: true',
        }));
    });
}

/** The keys in a ConfigMap or Secret; nothing where they are known at deploy, or Kubernetes adds to them. */
function keysOf(object: KubernetesObject): string[] | undefined {
  const data = ['data', 'binaryData', 'stringData'].map((field) => at(object, field) ?? {});
  const keys = data.flatMap((each) => Object.keys(each));
  return data.some(isDeployTimeValue) || keys.some(isDeployTimeValue) || stringAt(object, 'type') === 'kubernetes.io/service-account-token'
    ? undefined
    : keys;
}
