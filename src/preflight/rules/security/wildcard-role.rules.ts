import { listAt } from '../../../kubernetes/kubernetes-object.rules';
import { isGitOpsServiceAccount, isRole } from '../../reading/rbac.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const wildcardRole: Rule = {
  id: 'wildcard-role',
  area: 'Security',
  severity: 'warning',
  description: 'role that allows every verb on every resource',
  reason: 'a rule with * for resources and verbs includes every Secret, and resources that are added later',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  check: ({ objects }) =>
    objects
      .filter(({ value }) => isRole(value) && !isGitOpsServiceAccount(value))
      .flatMap(({ path, value }) => {
        const groups = listAt(value, 'rules')
          .filter((rule) => has(rule, 'resources') && has(rule, 'verbs'))
          .flatMap((rule) => listAt(rule, 'apiGroups'));
        if (groups.includes('*')) {
          return [
            {
              path,
              finding: `${describeObject(value)} allows every verb on every resource`,
              remediation: 'Name the resources and the verbs',
            },
          ];
        }
        // an operator may have full access to its own API group, or to a namespace
        return value.kind === 'ClusterRole' && groups.includes('')
          ? [
              {
                path,
                finding: `${describeObject(value)} allows every verb on Secrets, pods and all other resources of the core group`,
                remediation: 'Name the resources and the verbs',
              },
            ]
          : [];
      }),
};

const has = (rule: unknown, field: string): boolean => listAt(rule, field).includes('*');
