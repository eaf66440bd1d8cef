import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const roleMissing: Rule = {
  id: 'role-missing',
  area: 'References',
  severity: 'error',
  description: 'a binding to a Role or ClusterRole that nobody makes',
  reason: 'a binding to a role that does not exist permits nothing, and what uses it is refused by the API server',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  check: (facts) => {
    const found = (kind: string) => missingObjects(facts, 'rbac.authorization.k8s.io', kind, () => 'Deploy the role, or correct roleRef');
    // charts and add-ons bring roles for the whole cluster that no table lists
    const othersBring = facts.helmReleases.length > 0 || facts.addonNames.length > 0;
    return [...found('Role'), ...found('ClusterRole').map((each) => (othersBring ? { ...each, severity: 'warning' as const } : each))];
  },
};
