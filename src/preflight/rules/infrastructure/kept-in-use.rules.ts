import { Rule } from '../../rule';

export const keptInUse: Rule = {
  id: 'kept-in-use',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'retained database, cluster or security group in a network that the stack deletes',
  reason: 'AWS does not delete what is in use (DependencyViolation), and CloudFormation cannot delete the stack',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  check: ({ retainedUsers }) =>
    retainedUsers.map(({ path, value: { type, uses } }) => ({
      path,
      finding:
        `the resource (${type}) is retained when the stack is deleted, and ${uses.join(', ')}, which it uses, ` +
        `${uses.length === 1 ? 'is' : 'are'} deleted`,
      remediation: 'Move it to another stack than the network, retain the network as well, or set removalPolicy: RemovalPolicy.DESTROY',
    })),
};
