import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NodeFeature } from './node-features.data';
import { zoneKindOf } from '../network/zones.rules';

/** What subnets outside of the private ones of a region ask of the nodes in them. */
export function placeFeaturesOf(subnets: readonly ec2.ISubnet[]): (readonly [NodeFeature, string])[] {
  return subnets.flatMap((subnet): (readonly [NodeFeature, string])[] => {
    const where = `the subnet ${subnet.node.path}`;
    const { outpostArn } = (subnet.node.defaultChild ?? {}) as Partial<ec2.CfnSubnet>;
    const kind = Token.isUnresolved(subnet.availabilityZone) ? 'zone' : zoneKindOf(subnet.availabilityZone);
    return [
      ...(outpostArn ? [['outposts', `${where} lies on an Outpost`]] as const : []),
      ...(kind === 'local-zone' ? [['localZones', `${where} lies in ${subnet.availabilityZone}`]] as const : []),
      ...(kind === 'wavelength' ? [['wavelength', `${where} lies in ${subnet.availabilityZone}`]] as const : []),
      ...(subnet instanceof ec2.PublicSubnet ? [['publicSubnets', `${where} is public`]] as const : []),
    ];
  });
}
