import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { From } from './from.rules';
import { resourcesBelow } from '../inventory/final-resource';

/** File systems of FSx that stay when their stack is deleted, in subnets of the same stack. */
export function keptInOwnSubnets(stage: IConstruct): From<string>[] {
  const resources = resourcesBelow(stage);
  return resources.filter(({ cfnResourceType }) => cfnResourceType === 'AWS::FSx::FileSystem').filter(isKept).flatMap((fileSystem) => {
    const { subnetIds = [] } = fileSystem as unknown as { subnetIds?: string[] };
    const stack = Stack.of(fileSystem);
    const names = new Set(subnetIds.map((id) => JSON.stringify(stack.resolve(id))));
    const own = resources.find((each) => each.cfnResourceType === 'AWS::EC2::Subnet' && Stack.of(each) === stack && names.has(JSON.stringify(stack.resolve(each.ref))));
    return own ? [{ path: fileSystem.node.path.replace(/\/(FileSystem|Resource)$/, ''), value: own.node.path.replace(/\/Subnet$/, '') }] : [];
  });
}

/** Whether CloudFormation leaves a resource when its stack is deleted. */
export function isKept({ cfnOptions }: CfnResource): boolean {
  return ['Retain', 'RetainExceptOnCreate'].includes(String(cfnOptions.deletionPolicy));
}
