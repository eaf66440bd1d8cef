import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ThreeTierVpc } from '../network/three-tier-vpc';

/** Tiers × zones with the address block of each subnet. */
export function networkRows(vpc: ThreeTierVpc): string[][] {
  const zones = vpc._describeZones;
  const byTier = new Map<string, string[]>();
  for (const subnet of [
    ...vpc.publicSubnets,
    ...vpc.privateSubnets,
    ...vpc.isolatedSubnets,
    ...vpc.podSubnets,
    ...vpc.controlPlaneSubnets,
  ]) {
    const tier = subnet.node.id.replace(/Subnet\d+$/, '');
    byTier.set(tier, [...(byTier.get(tier) ?? []), (subnet as ec2.Subnet).ipv4CidrBlock]);
  }
  return [['', ...zones], ...[...byTier].map(([tier, blocks]) => [tier, ...zones.map((_, index) => blocks[index] ?? '–')])];
}
