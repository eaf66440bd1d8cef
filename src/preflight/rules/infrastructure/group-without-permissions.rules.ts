import { isFilledIn } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const groupWithoutPermissions: Rule = {
  id: 'group-without-permissions',
  area: 'Infrastructure',
  severity: 'warning',
  finds: 'people in a group that is bound to no role',
  why: 'EKS does not look whether a group is bound to any role, and its members may do nothing by it',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  check: ({ absent }) => absent.flatMap(({ path, value: { thing } }) => (thing.type === 'part' && thing.name.startsWith('group ') && !isFilledIn(thing.name) ? [{
    path, what: `the group '${thing.name.replace('group ', '')}' is bound to no role in this app`, fix: "Add new KubernetesGroup(this, 'Group', { cluster, groupName, ... }), or a binding in a chart",
  }] : [])),
};
