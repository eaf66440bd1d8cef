import { listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { isGitOpsServiceAccount, subjectInWords } from '../../reading/rbac.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const clusterAdminBinding: Rule = {
  id: 'cluster-admin-binding',
  area: 'Security',
  severity: 'warning',
  description: 'ClusterRoleBinding to cluster-admin',
  reason:
    'cluster-admin allows every action: users should get it through an access entry, which IAM controls, and pods need fewer permissions',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  check: ({ manifests }) =>
    manifests
      .ofKind('rbac.authorization.k8s.io/ClusterRoleBinding')
      .filter(({ value }) => stringAt(value, 'roleRef', 'name') === 'cluster-admin' && !isGitOpsServiceAccount(value))
      .filter(({ value }) => listAt(value, 'subjects').length > 0)
      .map(({ path, value }) => ({
        path,
        finding: `${describeObject(value)} grants cluster-admin to ${listAt(value, 'subjects').map(subjectInWords).join(', ')}`,
        remediation: 'Bind a role with the required permissions, and create access entries for users (new ClusterAccess(...))',
      })),
};
