import { isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { securityGroupsOf, templateData } from '../../reading/nodes.rules';
import { Rule } from '../../rule';

const TAG = 'kubernetes.io/cluster/';

export const clusterGroupsTwice: Rule = {
  id: 'cluster-groups-twice',
  area: 'Network',
  severity: 'warning',
  description: 'nodes with two security groups that have the cluster tag',
  reason: 'load balancer controllers expect exactly one security group with this tag on a node, and change nothing if there are two',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/',
  check: ({ resources }: Facts) => {
    const names = resources
      .ofType('AWS::EKS::Cluster')
      .map(({ properties }) => stringAt(properties, 'Name'))
      .filter((name): name is string => name !== undefined && !isDeployTimeValue(name));
    const isTagged = (group: unknown) =>
      isOfCluster(group) ||
      listAt(resources.find(group)?.properties, 'Tags').some((tag) => names.some((name) => stringAt(tag, 'Key') === `${TAG}${name}`));
    return resources.ofType('AWS::EKS::Nodegroup').flatMap((nodes) => {
      const listed = securityGroupsOf(templateData(resources.launchTemplateOf(nodes)));
      const tagged = new Set(listed.filter(isTagged).map((group) => stringAt(group, 'ref') ?? ''));
      return tagged.size < 2
        ? []
        : [
            {
              path: nodes.path,
              finding: `the nodes have ${tagged.size} security groups with the tag ${TAG}…: ${[...tagged].join(', ')}`,
              remediation: 'Remove the tag from all but one: the cluster security group has it',
            },
          ];
    });
  },
};

// EKS adds the tag to the cluster security group
const isOfCluster = (group: unknown): boolean => stringAt(group, 'attribute') === 'ClusterSecurityGroupId';
