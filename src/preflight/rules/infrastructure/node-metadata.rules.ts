import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isTrue } from '../../facts/resource-facts.rules';
import { templateData, TemplatedGroup, templatedGroups } from '../../reading/nodes.rules';
import { Rule, Violation } from '../../rule';

/** Characters of a tag key in instance metadata. Source: error message of EC2; EC2 User Guide, work-with-tags-in-IMDS. */
const VALID_KEY = /^[0-9a-zA-Z\-_+=,.@:]{1,255}$/;

export const nodeMetadata: Rule = {
  id: 'node-metadata',
  area: 'Infrastructure',
  severity: 'error',
  description: 'instance metadata options with which nodes are not launched, or do not join',
  reason:
    'nodes read their user data and credentials from instance metadata; with tags in instance metadata, EC2 rejects instances ' +
    'whose tag keys contain a slash or a space, like kubernetes.io/cluster/<name>',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html',
  check: ({ resources }: Facts) => templatedGroups(resources).flatMap(problems),
};

function problems(each: TemplatedGroup): Violation[] {
  const data = templateData(each.template);
  const { path } = each.group;
  const keys = tagKeysOf(each, data).filter((key) => !VALID_KEY.test(key) && !key.includes('<'));
  return [
    // a group of other instances has no tag of a cluster
    ...(at(data, 'MetadataOptions', 'HttpEndpoint') === 'disabled' && (each.managed || isOfCluster(each))
      ? [
          {
            path,
            finding: 'the launch template of the nodes disables instance metadata',
            remediation: "Remove HttpEndpoint, or set it to 'enabled'; set HttpTokens to 'required' to allow IMDSv2 only",
          },
        ]
      : []),
    ...(at(data, 'MetadataOptions', 'InstanceMetadataTags') === 'enabled' && keys.length > 0
      ? [
          {
            path,
            finding: `the nodes have tags in instance metadata, and the tag keys ${[...new Set(keys)].join(', ')}`,
            remediation: "Set InstanceMetadataTags to 'disabled'",
          },
        ]
      : []),
  ];
}

const isOfCluster = ({ group }: TemplatedGroup): boolean =>
  listAt(group.properties, 'Tags').some((tag) => stringAt(tag, 'Key')?.startsWith('kubernetes.io/cluster/'));

/** Tags of instances: of the launch template, and of an Auto Scaling group that propagates them. EKS passes only those of the template. */
const tagKeysOf = ({ group, managed }: TemplatedGroup, data: unknown): string[] =>
  [
    ...listAt(data, 'TagSpecifications')
      .filter((each) => at(each, 'ResourceType') === 'instance')
      .flatMap((each) => listAt(each, 'Tags')),
    ...(managed ? [] : listAt(group.properties, 'Tags').filter((tag) => isTrue(at(tag, 'PropagateAtLaunch')))),
  ].flatMap((tag) => stringAt(tag, 'Key') ?? []);
