import { CfnResource, Stack, Token, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

// how cdk-nag writes the partition of an ARN: as a reference, and by name where the region is known and the ARN was written with the name
function partitionsOf(scope: IConstruct): string[] {
  const { partition } = Stack.of(scope);
  return ['<AWS::Partition>', ...(Token.isUnresolved(partition) ? [] : [partition])];
}

/** How cdk-nag writes a region or an account, which CloudFormation may fill in. */
export const nagReference = (value: string, name: 'Region' | 'AccountId'): string => (Token.isUnresolved(value) ? `<AWS::${name}>` : value);

/** Says to cdk-nag why a role has these managed policies of AWS. cdk-nag wants every one by its ARN. */
export function acknowledgeManagedPolicies(role: IConstruct, names: readonly string[], reason: string): void {
  const ids = partitionsOf(role).flatMap((partition) => names.map((name) => `IAM4[Policy::arn:${partition}:iam::aws:policy/${name}]`));
  acknowledge(role, ids, reason);
}

/** Says to cdk-nag why a policy allows these resources with wildcards: `*`, or ARNs without their beginning `arn:<partition>:`. */
export function acknowledgeWildcards(policy: IConstruct, resources: readonly string[], reason: string): void {
  const written = (resource: string): string[] =>
    resource === '*' ? ['*'] : partitionsOf(policy).map((partition) => `arn:${partition}:${resource}`);
  const ids = resources.flatMap(written).map((resource) => `IAM5[Resource::${resource}]`);
  acknowledge(policy, [...new Set(ids)], reason);
}

/**
 * Says to CDK's validation why a property is sent that the schema of CloudFormation calls deprecated. The API has one value for it, every
 * other tool sends it, and without it nothing says what is encrypted. Source: aws/api-models-aws, eks 2017-11-01, EncryptionConfig
 * (`resources`: secrets).
 */
export function acknowledgeSecretsEncryption(cluster: CfnResource): void {
  Validations.of(cluster).acknowledge({
    id: 'CloudFormation-Validate::W9009',
    reason: 'EncryptionConfig names what is encrypted, which can never change: it is sent as every other tool does',
  });
}

/** Says to cdk-nag why a function may be invoked in every version. */
export function acknowledgeVersionsOf(policy: IConstruct, invoked: CfnResource, reason: string): void {
  acknowledge(policy, [`IAM5[Resource::<${Stack.of(invoked).getLogicalId(invoked)}.Arn>:*]`], reason);
}

// as Validations.acknowledge() writes it, without the stack trace that it records for each
function acknowledge({ node }: IConstruct, ids: readonly string[], reason: string): void {
  for (const id of ids) node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [`AwsSolutions::AwsSolutions-${id}`]: reason });
}
