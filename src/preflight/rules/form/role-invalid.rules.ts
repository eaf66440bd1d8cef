import { roleErrors } from '../../../kubernetes/validation/roles.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].map((kind) => `rbac.authorization.k8s.io/${kind}`);

export const roleInvalid: Rule = {
  id: 'role-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid rules of a Role, or role or subjects of a binding',
  reason:
    'a rule must have verbs, API groups and resources (or URLs, only in a ClusterRole); a roleRef must be a Role or ' +
    'ClusterRole (in a ClusterRoleBinding a ClusterRole); and a subject must be a ServiceAccount, User or Group',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  check: (facts) => invalidObjects(facts, KINDS, roleErrors),
};
