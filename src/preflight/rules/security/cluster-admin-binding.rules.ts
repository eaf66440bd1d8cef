import { listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { isGitOpsServiceAccount, subjectInWords } from '../../reading/rbac.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const clusterAdminBinding: Rule = {
  id: 'cluster-admin-binding',
  area: 'Security',
  severity: 'warning',
  description: 'a binding to cluster-admin in the whole cluster',
  reason: 'cluster-admin may do everything: people get that by an access entry, which IAM knows, and pods need less',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  check: ({ manifests }) =>
    manifests
      .ofKind('rbac.authorization.k8s.io/ClusterRoleBinding')
      .filter(({ value }) => stringAt(value, 'roleRef', 'name') === 'cluster-admin' && !isGitOpsServiceAccount(value))
      .filter(({ value }) => listAt(value, 'subjects').length > 0)
      .map(({ path, value }) => ({
        path,
        finding: `${describeObject(value)} gives cluster-admin to ${listAt(value, 'subjects').map(subjectInWords).join(', ')}`,
        remediation: 'Bind a role with what is needed, and give people an access entry (new ClusterAccess(...))',
      })),
};
