import { keyOf, object as objectThing } from '../../../catalog/capability.rules';
import { secretsExtendedBy, secretsWrittenFor } from '../../../catalog/controller-outputs.data';
import { at, isDeployTimeValue, KubernetesObject, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { dataReferences } from '../../../model/references.rules';
import { Facts } from '../../facts/facts.rules';
import { LoginSecret, loginSecretsOf } from '../../reading/login-secrets.rules';
import { describeObject, Workload } from '../../reading/workloads.rules';
import { keysWrittenFor } from '../../reading/written-keys.rules';
import { Violation, Rule } from '../../rule';

export const configKeyMissing: Rule = {
  id: 'config-key-missing',
  area: 'References',
  severity: 'error',
  description: 'reference to a key that its ConfigMap or Secret does not contain',
  reason:
    'a container does not start while a key that it references is missing from its ConfigMap or Secret, and the load balancer ' +
    'controller rejects a login by OIDC without clientID and clientSecret',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
  check: (facts) => {
    const written = writersOf(facts);
    return [
      ...facts.manifests.workloads.flatMap((maker) => problems(maker, facts, written)),
      ...loginSecretsOf(facts).flatMap((login) => loginProblems(login, facts, written)),
    ];
  },
};

/** The objects because of which a controller writes a Secret, or adds keys of its own, by the Secret. */
type Writers = ReadonlyMap<string, ReadonlySet<KubernetesObject>>;

function writersOf({ objects }: Facts): Writers {
  const writers = new Map<string, Set<KubernetesObject>>();
  for (const { value } of objects) {
    for (const key of [...secretsWrittenFor(value), ...secretsExtendedBy(value)].map(keyOf)) {
      writers.set(key, (writers.get(key) ?? new Set<KubernetesObject>()).add(value));
    }
  }
  return writers;
}

interface Source {
  readonly keys: readonly string[];
  /** the object because of which a controller writes it. */
  readonly writer?: KubernetesObject;
}

/** A ConfigMap or Secret of the app, or one that a controller writes; undefined if its keys are not known. */
function sourceOf(kind: string, namespace: string, name: string, { manifests }: Facts, written: Writers): Source | undefined {
  const object = manifests.find(`/${kind}`, namespace, name)?.value;
  const writers = written.get(keyOf(objectThing('', kind, name, namespace)));
  if (object) return writers ? undefined : withKeys(keysOf(object));
  const [writer, another] = [...(writers ?? [])];
  return writer === undefined || another ? undefined : withKeys(keysWrittenFor(writer, name), writer);
}

// an empty one is filled by another component
const withKeys = (keys: readonly string[] | undefined, writer?: KubernetesObject): Source | undefined =>
  keys === undefined || keys.length === 0 ? undefined : { keys, writer };

function problems({ path, podSpec, name, namespace }: Workload, facts: Facts, written: Writers): Violation[] {
  return dataReferences(podSpec)
    .filter(({ optional }) => !optional)
    .flatMap(({ kind, name: source, keys }) => {
      const found = sourceOf(kind, namespace, source, facts, written);
      if (!found) return [];
      const { keys: has, writer } = found;
      return keys
        .filter((key) => !isDeployTimeValue(key) && !has.includes(key))
        .map((key) => ({
          path,
          finding:
            `${name} references the key '${key}' of ${kind} '${namespace}/${source}', which has the keys ` +
            `${has.slice(0, 6).join(', ')}${has.length > 6 ? ', …' : ''}`,
          remediation: `Correct the key, ${writer ? `add it to ${describeObject(writer)}, ` : ''}or set optional: true`,
        }));
    });
}

/** Keys of the Secret of a login: one of each. Source: aws-load-balancer-controller v3.5.0, pkg/shared_constants. */
const LOGIN_KEYS = [['clientID', 'clientId'], ['clientSecret']];

function loginProblems({ path, object, name }: LoginSecret, { manifests }: Facts, written: Writers): Violation[] {
  const namespace = namespaceOf(object);
  const secret = manifests.find('/Secret', namespace, name)?.value;
  const isWritten = namespace === undefined || written.has(keyOf(objectThing('', 'Secret', name, namespace)));
  const has = secret && !isWritten ? keysOf(secret) : undefined;
  if (!has || has.length === 0) return [];
  return LOGIN_KEYS.filter((keys) => !keys.some((key) => has.includes(key))).map(([key]) => ({
    path,
    finding: `${describeObject(object)} has a login by OIDC, and its Secret '${namespace}/${name}' has no key '${key}'`,
    remediation: `Add the key ${key} to the Secret`,
  }));
}

/** The keys in a ConfigMap or Secret; nothing where they are known at deploy, or Kubernetes adds to them. */
function keysOf(object: KubernetesObject): string[] | undefined {
  const data = ['data', 'binaryData', 'stringData'].map((field) => at(object, field) ?? {});
  const keys = data.flatMap((each) => Object.keys(each));
  return data.some(isDeployTimeValue) || keys.some(isDeployTimeValue) || stringAt(object, 'type') === 'kubernetes.io/service-account-token'
    ? undefined
    : keys;
}
