import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/** Properties that must be in the launch template if the node group has one. */
const NOT_WITH_TEMPLATE = ['DiskSize', 'RemoteAccess'];
/** Properties that EKS sets if the launch template has no AMI. */
const NOT_WITH_IMAGE = ['AmiType', 'Version', 'ReleaseVersion'];
/** Properties that the launch template of a managed node group must not have. */
const NOT_INSIDE = ['IamInstanceProfile', 'InstanceRequirements', 'HibernationOptions', 'InstanceInitiatedShutdownBehavior'];

export const nodeGroupTemplate: Rule = {
  id: 'node-group-template',
  area: 'Infrastructure',
  severity: 'error',
  description: 'node group that conflicts with its launch template',
  reason:
    'with a launch template, a node group must not set DiskSize or RemoteAccess; with an AMI in the template, it must not set ' +
    'AmiType or a version; and the template must not set a subnet, instance profile, spot market or instance requirements',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html',
  check: ({ resources }: Facts) =>
    resources.ofType('AWS::EKS::Nodegroup').flatMap((group) => problems(group, resources.launchTemplateOf(group))),
};

function problems({ path, properties }: ResourceFacts, template: ResourceFacts | undefined): Violation[] {
  if (!('LaunchTemplate' in properties)) return [];
  const data = at(template?.properties, 'LaunchTemplateData');
  const has = (where: unknown, names: readonly string[]) => names.filter((name) => at(where, name) !== undefined);
  const beside = has(properties, NOT_WITH_TEMPLATE);
  const withImage =
    at(data, 'ImageId') === undefined ? [] : has(properties, NOT_WITH_IMAGE).filter((name) => at(properties, name) !== 'CUSTOM');
  const inside = [
    ...has(data, NOT_INSIDE),
    ...(listAt(data, 'NetworkInterfaces').some((each) => at(each, 'SubnetId') !== undefined) ? ['NetworkInterfaces.SubnetId'] : []),
    // Capacity Blocks use InstanceMarketOptions; spot instances use the capacity type of the node group
    ...(stringAt(data, 'InstanceMarketOptions', 'MarketType') === 'spot' ? ['InstanceMarketOptions'] : []),
  ];
  const twice = at(data, 'InstanceType') !== undefined && listAt(properties, 'InstanceTypes').length > 0;
  return [
    ...(beside.length > 0
      ? [
          {
            path,
            finding: `the node group sets ${beside.join(' and ')}, and has a launch template`,
            remediation: `Set ${beside.join(' and ')} in the launch template`,
          },
        ]
      : []),
    ...(withImage.length > 0
      ? [
          {
            path,
            finding: `the node group sets ${withImage.join(', ')}, and its launch template sets ImageId`,
            remediation: `Remove ${withImage.join(', ')} or ImageId`,
          },
        ]
      : []),
    ...(inside.length > 0
      ? [
          {
            path,
            finding: `the launch template of the node group sets ${inside.join(', ')}`,
            remediation: `Remove ${inside.join(', ')} from the launch template: the node group sets it`,
          },
        ]
      : []),
    ...(twice
      ? [
          {
            path,
            finding: 'both the node group and its launch template set instance types',
            remediation: 'Remove InstanceTypes of the node group or InstanceType of the launch template',
          },
        ]
      : []),
  ];
}
