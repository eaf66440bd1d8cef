import { object as objectThing } from '../../../catalog/thing.rules';
import { isFilledIn, listAt, namespaceOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { named } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

const BINDINGS = ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'];

export const subjectMissing: Rule = {
  id: 'subject-missing',
  area: 'References',
  severity: 'warning',
  finds: 'a binding for a service account that nobody makes',
  why: 'permissions of a service account that does not exist go to nobody, and the pods that were meant have none',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects',
  check: (facts) => BINDINGS.flatMap((kind) => facts.manifests.ofKind(kind)).flatMap(({ path, value }) => listAt(value, 'subjects').filter((subject) => textAt(subject, 'kind') === 'ServiceAccount').flatMap((subject): Found[] => {
    const [name, namespace] = [textAt(subject, 'name'), textAt(subject, 'namespace') ?? namespaceOf(value)];
    return name === undefined || namespace === undefined || !isAbsent(facts, name, namespace) ? [] : [{
      path, what: `${named(value)} is for ServiceAccount '${namespace}/${name}', which nobody makes`, fix: 'Correct the name or the namespace',
    }];
  })),
};

const isAbsent = ({ verdictOf }: Facts, name: string, namespace: string): boolean =>
  !isFilledIn(name) && !isFilledIn(namespace) && verdictOf(objectThing('', 'ServiceAccount', name, namespace)) === 'absent';
