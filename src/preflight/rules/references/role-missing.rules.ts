import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const roleMissing: Rule = {
  id: 'role-missing',
  area: 'References',
  severity: 'error',
  description: 'binding to a Role or ClusterRole that does not exist',
  reason: 'a binding to a role that does not exist grants nothing, and requests of its subjects are forbidden',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  check: (facts) => {
    const found = (kind: string) => missingObjects(facts, 'rbac.authorization.k8s.io', kind, () => 'Deploy the role, or correct roleRef');
    // charts and add-ons contain ClusterRoles that no table lists
    const othersBring = facts.helmReleases.length > 0 || facts.addonNames.length > 0;
    return [...found('Role'), ...found('ClusterRole').map((each) => (othersBring ? { ...each, severity: 'warning' as const } : each))];
  },
};
