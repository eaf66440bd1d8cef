import { keyOf, object as objectThing } from '../../../catalog/capability.rules';
import { secretsExtendedBy, secretsWrittenFor } from '../../../catalog/controller-outputs.data';
import { at, isDeployTimeValue, KubernetesObject, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { dataReferences } from '../../../model/references.rules';
import { Facts } from '../../facts/facts.rules';
import { LoginSecret, loginSecretsOf } from '../../reading/login-secrets.rules';
import { describeObject, Workload } from '../../reading/workloads.rules';
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
    // a controller adds keys of its own
    const written = new Set(facts.objects.flatMap(({ value }) => [...secretsWrittenFor(value), ...secretsExtendedBy(value)]).map(keyOf));
    return [
      ...facts.manifests.workloads.flatMap((maker) => problems(maker, facts, written)),
      ...loginSecretsOf(facts).flatMap((login) => loginProblems(login, facts, written)),
    ];
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

/** Keys of the Secret of a login: one of each. Source: aws-load-balancer-controller v3.5.0, pkg/shared_constants. */
const LOGIN_KEYS = [['clientID', 'clientId'], ['clientSecret']];

function loginProblems({ path, object, name }: LoginSecret, { manifests }: Facts, written: ReadonlySet<string>): Violation[] {
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
