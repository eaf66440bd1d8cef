import * as fs from 'fs';
import * as path from 'path';
import { CustomResourceProviderBase, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

// sources: aws-cdk-lib, aws-ec2/lib/vpc.js and custom-resource-handlers/dist/aws-ec2/restrict-default-sg-provider.generated.js
const PROVIDER_ID = 'Custom::VpcRestrictDefaultSGCustomResourceProvider';
const CODE = 'custom-resource-handlers/dist/aws-ec2/restrict-default-security-group-handler';
const DESCRIPTION = 'Lambda function for removing all inbound/outbound rules from the VPC default security group';

/** The function of CDK that closes the default security group of a VPC, with its ids, on the runtime that our own function has. */
class DefaultSecurityGroupProvider extends CustomResourceProviderBase {
  constructor(stack: Stack, codeDirectory: string) {
    super(stack, PROVIDER_ID, { codeDirectory, runtimeName: 'nodejs24.x', description: DESCRIPTION });
    // by which `CustomResourceConfig` of CDK finds it
    this.node.addMetadata('aws:cdk:is-custom-resource-handler-customResourceProvider', true);
  }
}

/**
 * Creates that function before `ec2.Vpc` asks for it. CDK by itself looks up its runtime in `region-info`, which is read for nothing else,
 * and takes a tenth of the synthesis of a platform. A version of CDK that has the code elsewhere creates the function itself.
 */
export function createDefaultSecurityGroupProvider(scope: Construct): void {
  const stack = Stack.of(scope);
  const codeDirectory = path.join(path.dirname(require.resolve('aws-cdk-lib/package.json')), CODE);
  if (stack.node.tryFindChild(PROVIDER_ID) || !fs.existsSync(codeDirectory)) return;
  new DefaultSecurityGroupProvider(stack, codeDirectory);
}
