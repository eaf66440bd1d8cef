import { listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { named } from '../../reading/manifests.rules';
import { appliesEverything, subjectInWords } from '../../reading/rbac.rules';
import { Rule } from '../../rule';

export const clusterAdminBinding: Rule = {
  id: 'cluster-admin-binding',
  area: 'Security',
  severity: 'warning',
  finds: 'a binding to cluster-admin in the whole cluster',
  why: 'cluster-admin may do everything: people get that by an access entry, which IAM knows, and pods need less',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  check: ({ manifests }) => manifests.ofKind('rbac.authorization.k8s.io/ClusterRoleBinding').filter(({ value }) => textAt(value, 'roleRef', 'name') === 'cluster-admin' && !appliesEverything(value))
    .filter(({ value }) => listAt(value, 'subjects').length > 0).map(({ path, value }) => ({
      path, what: `${named(value)} gives cluster-admin to ${listAt(value, 'subjects').map(subjectInWords).join(', ')}`, fix: 'Bind a role with what is needed, and give people an access entry (new ClusterAccess(...))',
    })),
};
