import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const roleMissing: Rule = {
  id: 'role-missing',
  area: 'References',
  // the API server accepts the binding, its subjects may need no permissions, and charts contain ClusterRoles that no table lists
  severity: 'warning',
  description: 'binding to a Role or ClusterRole that does not exist',
  reason: 'a binding to a role that does not exist grants nothing, and the intended subjects lack its permissions',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  check: (facts) =>
    ['Role', 'ClusterRole'].flatMap((kind) =>
      missingObjects(facts, 'rbac.authorization.k8s.io', kind, () => 'Deploy the role, or correct roleRef'),
    ),
};
