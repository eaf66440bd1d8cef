import { Rule } from '../../rule';

export const keptFileSystem: Rule = {
  id: 'kept-file-system',
  area: 'Storage',
  severity: 'warning',
  description: 'a file system of FSx that stays while its subnets go',
  reason: 'a file system of FSx keeps interfaces in its subnets, so that a stack that deletes them and keeps it cannot be deleted',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  check: ({ retainedFileSystems }) =>
    retainedFileSystems.map(({ path, value }) => ({
      path,
      finding: `the file system stays when the stack is deleted, and its subnet ${value} goes`,
      remediation: 'Put it into another stack than the network, or give removalPolicy: RemovalPolicy.DESTROY',
    })),
};
