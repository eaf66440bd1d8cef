import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NodeFeature } from './tables/node-features.data';
import { networkTiersOf } from '../network/network-tiers';
import { zoneOf } from '../network/zone-of';
import { zoneKindOf } from '../network/zones.rules';

/** Node features that subnets require, other than private subnets of a region: edge locations and public subnets. */
export function locationFeaturesOf(subnets: readonly ec2.ISubnet[], vpc: ec2.IVpc): (readonly [NodeFeature, string])[] {
  return subnets.flatMap((subnet): (readonly [NodeFeature, string])[] => {
    const where = `subnet ${subnet.node.path}`;
    const { outpostArn } = (subnet.node.defaultChild ?? {}) as Partial<ec2.CfnSubnet>;
    const zone = zoneOf(subnet);
    const kind = zone === undefined || Token.isUnresolved(zone) ? 'zone' : zoneKindOf(zone);
    return [
      ...(outpostArn ? ([['outposts', `${where} is on an Outpost`]] as const) : []),
      ...(kind === 'local-zone' ? ([['localZones', `${where} is in ${zone}`]] as const) : []),
      ...(kind === 'wavelength' ? ([['wavelength', `${where} is in ${zone}`]] as const) : []),
      ...(isPublic(subnet, vpc) ? ([['publicSubnets', `${where} is public`]] as const) : []),
    ];
  });
}

// an imported subnet is public if it is in publicSubnets of its VPC
const isPublic = (subnet: ec2.ISubnet, vpc: ec2.IVpc): boolean =>
  subnet instanceof ec2.PublicSubnet ||
  [...vpc.publicSubnets, ...networkTiersOf(vpc).public].some((each) => each === subnet || each.node.path === subnet.node.path);
