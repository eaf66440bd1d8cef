import { Rule } from '../../rule';

export const keptFileSystem: Rule = {
  id: 'kept-file-system',
  area: 'Storage',
  severity: 'warning',
  description: 'retained FSx file system in subnets that the stack deletes',
  reason: 'an FSx file system has network interfaces in its subnets: a stack that retains it and deletes the subnets cannot be deleted',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  check: ({ retainedFileSystems }) =>
    retainedFileSystems.map(({ path, value }) => ({
      path,
      finding: `the file system is retained when the stack is deleted, and its subnet ${value} is deleted`,
      remediation: 'Move it to another stack than the network, or set removalPolicy: RemovalPolicy.DESTROY',
    })),
};
