import { CfnResource, ScopedAws, Stack, Tokenization } from 'aws-cdk-lib';

/**
 * Whether a reference (`Ref`, `Fn::GetAtt`, `Fn::Sub`) to a resource may exist: CDK keeps a table of the references that were ever asked
 * of each resource. Not in it is a logical id that an app writes as text.
 *
 * Source: aws-cdk-lib, core/lib/private/cfn-reference.js, `CfnReference.referenceTable`, found by the class of a reference to the stack.
 * Without that table, any resource may be referenced.
 */
export function mayBeReferenced(resource: CfnResource): boolean {
  const reference: unknown = Tokenization.reverseString(new ScopedAws(Stack.of(resource)).stackId).firstToken;
  const { referenceTable } = Object.getPrototypeOf(reference).constructor as { readonly referenceTable?: unknown };
  return !(referenceTable instanceof Map) || referenceTable.has(resource);
}
