import { Aws, CfnResource, Lazy, Names } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * The permissions of a function whose role is that of another stack, as an inline policy of its own stack. Functions of several stacks may
 * have the role, and IAM knows policies of a role by their names: this one contains the stack and the region.
 */
export function deliveryPolicy(scope: Construct, role: iam.IRole, statements: () => iam.PolicyStatement[]): CfnResource {
  const policy = new iam.Policy(scope, 'Permissions', {
    policyName: `${Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' })}-${Aws.REGION}`,
    statements: statements(),
  });
  role.attachInlinePolicy(policy);
  const resource = policy.node.defaultChild as iam.CfnPolicy;
  // what is uploaded is known at the end of synthesis
  resource.policyDocument = Lazy.any({ produce: () => new iam.PolicyDocument({ minimize: true, statements: statements() }) });
  return resource;
}
