import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/** What stands in the launch template where there is one. */
const NOT_BESIDE = ['DiskSize', 'RemoteAccess'];
/** What EKS decides where the template has no image. */
const NOT_WITH_IMAGE = ['AmiType', 'Version', 'ReleaseVersion'];
/** What a launch template of a managed group may not have. */
const NOT_INSIDE = ['IamInstanceProfile', 'InstanceRequirements', 'HibernationOptions', 'InstanceInitiatedShutdownBehavior'];

export const nodeGroupTemplate: Rule = {
  id: 'node-group-template',
  area: 'Infrastructure',
  severity: 'error',
  description: 'a node group and a launch template that say the same, or what EKS does not allow',
  reason:
    'beside a launch template a group has no disk and no remote access of its own; with an image in it no AMI type and version; ' +
    'and the template names no subnet, profile, spot market or requirements',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html',
  check: ({ resources }: Facts) =>
    resources.ofType('AWS::EKS::Nodegroup').flatMap((group) => problems(group, resources.launchTemplateOf(group))),
};

function problems({ path, properties }: ResourceFacts, template: ResourceFacts | undefined): Violation[] {
  if (!('LaunchTemplate' in properties)) return [];
  const data = at(template?.properties, 'LaunchTemplateData');
  const has = (where: unknown, names: readonly string[]) => names.filter((name) => at(where, name) !== undefined);
  const beside = has(properties, NOT_BESIDE);
  const withImage =
    at(data, 'ImageId') === undefined ? [] : has(properties, NOT_WITH_IMAGE).filter((name) => at(properties, name) !== 'CUSTOM');
  const inside = [
    ...has(data, NOT_INSIDE),
    ...(listAt(data, 'NetworkInterfaces').some((each) => at(each, 'SubnetId') !== undefined) ? ['NetworkInterfaces.SubnetId'] : []),
    // Capacity Blocks are bought this way, and spot instances by the capacity type of the group
    ...(stringAt(data, 'InstanceMarketOptions', 'MarketType') === 'spot' ? ['InstanceMarketOptions'] : []),
  ];
  const twice = at(data, 'InstanceType') !== undefined && listAt(properties, 'InstanceTypes').length > 0;
  return [
    ...(beside.length > 0
      ? [
          {
            path,
            finding: `the group has ${beside.join(' and ')} beside its launch template`,
            remediation: 'Write it into the launch template',
          },
        ]
      : []),
    ...(withImage.length > 0
      ? [
          {
            path,
            finding: `the group has ${withImage.join(', ')}, and its launch template an image`,
            remediation: 'Leave these out, or the image',
          },
        ]
      : []),
    ...(inside.length > 0
      ? [{ path, finding: `the launch template of the group has ${inside.join(', ')}`, remediation: 'Leave it out: the group decides it' }]
      : []),
    ...(twice
      ? [{ path, finding: 'both the group and its launch template name instance types', remediation: 'Leave one of them out' }]
      : []),
  ];
}
