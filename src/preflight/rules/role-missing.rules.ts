import { Rule } from '../rule';
import { missing } from '../missing.rules';

export const roleMissing: Rule = {
  id: 'role-missing',
  area: 'References',
  severity: 'error',
  finds: 'a binding to a Role or ClusterRole that nobody makes',
  why: 'a binding to a role that does not exist permits nothing, and what uses it is refused by the API server',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  check: (facts) => ['Role', 'ClusterRole'].flatMap((kind) => missing(facts, 'rbac.authorization.k8s.io', kind, () => 'Deploy the role, or correct roleRef')),
};
