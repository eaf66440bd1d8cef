import { usesCustomTags } from '../../../nodes/auto-mode/auto-mode-tags.rules';
import { Facts } from '../../facts/facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const autoModeTags: Rule = {
  id: 'auto-mode-tags',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'tags on resources of Auto Mode that the role of the cluster may not set',
  reason: 'the managed policies of Auto Mode allow the tags of EKS alone: with others nothing is created',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html',
  check: (facts) =>
    !facts.autoMode || mayTag(facts)
      ? []
      : facts.objects
          .filter(({ value }) => usesCustomTags(value))
          .map(({ path, value }) => ({
            path,
            finding: `${describeObject(value)} asks for tags`,
            remediation: 'Add the documented policy for tags to the role of the cluster, or use new AutoModeNodes(...)',
          })),
};

// a role with policies beside those of AWS may have it
function mayTag({ resources }: Facts): boolean {
  const [cluster] = resources.ofType('AWS::EKS::Cluster');
  const role = resources.find(cluster?.properties.RoleArn);
  return role !== undefined && resources.policiesOf(role) === undefined;
}
