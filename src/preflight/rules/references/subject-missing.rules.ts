import { object as objectThing } from '../../../catalog/capability.rules';
import { isDeployTimeValue, listAt, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

const BINDINGS = ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'];

export const subjectMissing: Rule = {
  id: 'subject-missing',
  area: 'References',
  severity: 'warning',
  description: 'binding for a service account that does not exist',
  reason: 'a binding for a service account that does not exist has no effect, and the intended pods lack its permissions',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects',
  check: (facts) =>
    BINDINGS.flatMap((kind) => facts.manifests.ofKind(kind)).flatMap(({ path, value }) =>
      listAt(value, 'subjects')
        .filter((subject) => stringAt(subject, 'kind') === 'ServiceAccount')
        .flatMap((subject): Violation[] => {
          const [name, namespace] = [stringAt(subject, 'name'), stringAt(subject, 'namespace') ?? namespaceOf(value)];
          if (name === undefined || namespace === undefined) return [];
          const meant = isElsewhere(facts, name, namespace, namespaceOf(value));
          if (!meant && !isAbsent(facts, name, namespace)) return [];
          return [
            {
              path,
              finding:
                `${describeObject(value)} has the subject ServiceAccount '${namespace}/${name}', which ` +
                (meant ? `this app does not create, unlike '${namespaceOf(value)}/${name}'` : 'does not exist'),
              remediation: 'Correct the name or the namespace of the subject',
            },
          ];
        }),
    ),
};

const isAbsent = ({ verdictOf }: Facts, name: string, namespace: string): boolean =>
  !isDeployTimeValue(name) && !isDeployTimeValue(namespace) && verdictOf(objectThing('', 'ServiceAccount', name, namespace)) === 'absent';

/** Whether the app creates a service account of this name in the namespace of the binding, and not in the one that the binding names. */
function isElsewhere({ verdictOf }: Facts, name: string, namespace: string, own: string | undefined): boolean {
  if (own === undefined || own === namespace || isDeployTimeValue(name) || isDeployTimeValue(namespace)) return false;
  const verdictIn = (each: string) => verdictOf(objectThing('', 'ServiceAccount', name, each));
  return verdictIn(namespace) !== 'provided' && verdictIn(own) === 'provided';
}
