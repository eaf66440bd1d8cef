import { isDeployTimeValue } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const groupWithoutPermissions: Rule = {
  id: 'group-without-permissions',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'Kubernetes group of an access entry without a RoleBinding or ClusterRoleBinding',
  reason: 'EKS does not check that a group is bound, and a group without a binding grants its members no permissions',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  check: ({ missing }) =>
    missing.flatMap(({ path, value: { capability } }) =>
      capability.type === 'feature' && capability.name.startsWith('group ') && !isDeployTimeValue(capability.name)
        ? [
            {
              path,
              finding: `the group '${capability.name.replace('group ', '')}' has no RoleBinding or ClusterRoleBinding in this app`,
              remediation: "Add new KubernetesGroup(this, 'Group', { cluster, groupName, ... }), or a RoleBinding in a chart",
            },
          ]
        : [],
    ),
};
