import { Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Tags subnets, but not the resources below them. */
export function tagSubnet(subnet: ec2.ISubnet, tags: Readonly<Record<string, string>>): void {
  const onlySubnets = { includeResourceTypes: [ec2.CfnSubnet.CFN_RESOURCE_TYPE_NAME] };
  Object.entries(tags).forEach(([key, value]) => Tags.of(subnet).add(key, value, onlySubnets));
}
