import { isDeployTimeValue } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const groupWithoutPermissions: Rule = {
  id: 'group-without-permissions',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'people in a group that is bound to no role',
  reason: 'EKS does not look whether a group is bound to any role, and its members may do nothing by it',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  check: ({ missing }) =>
    missing.flatMap(({ path, value: { capability } }) =>
      capability.type === 'feature' && capability.name.startsWith('group ') && !isDeployTimeValue(capability.name)
        ? [
            {
              path,
              finding: `the group '${capability.name.replace('group ', '')}' is bound to no role in this app`,
              remediation: "Add new KubernetesGroup(this, 'Group', { cluster, groupName, ... }), or a binding in a chart",
            },
          ]
        : [],
    ),
};
