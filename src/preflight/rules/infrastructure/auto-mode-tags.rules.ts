import { usesCustomTags } from '../../../nodes/auto-mode/auto-mode-tags.rules';
import { Facts } from '../../facts/facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const autoModeTags: Rule = {
  id: 'auto-mode-tags',
  area: 'Infrastructure',
  severity: 'error',
  description: 'custom tags on Auto Mode resources without the permission to set them',
  reason: 'the AWS managed policies for Auto Mode allow only the tags of EKS: resources with custom tags are not created',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html',
  check: (facts) =>
    !facts.autoMode || mayTag(facts)
      ? []
      : facts.objects
          .filter(({ value }) => usesCustomTags(value))
          .map(({ path, value }) => ({
            path,
            finding: `${describeObject(value)} sets custom tags`,
            remediation: 'Add the documented policy for custom tags to the cluster role, or use new AutoModeNodes(...)',
            ...(roleOf(facts) === undefined ? { severity: 'warning' as const } : {}),
          })),
};

// a role of another app may have the permission
const roleOf = ({ resources }: Facts) => resources.find(resources.ofType('AWS::EKS::Cluster')[0]?.properties.RoleArn);

// a role with policies other than AWS managed ones may have the permission
function mayTag(facts: Facts): boolean {
  const { resources } = facts;
  const role = roleOf(facts);
  return role !== undefined && resources.policiesOf(role) === undefined;
}
