import { Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { networkTiersOf } from '../../network/network-tiers';

/** Subnets of a file system: as many as its deployment type has, of different zones. */
export function fileSystemSubnets(vpc: ec2.IVpc, count: number, selection?: ec2.SubnetSelection): ec2.ISubnet[] {
  if (selection) return vpc.selectSubnets(selection).subnets;
  const { data, application } = networkTiersOf(vpc);
  const byZone = new Map<string, ec2.ISubnet>();
  for (const subnet of data.length > 0 ? data : application) {
    const zone = JSON.stringify(subnet.availabilityZone);
    if (!byZone.has(zone)) byZone.set(zone, subnet);
  }
  return [...byZone.values()].slice(0, count);
}

/** Route tables by which pods find the floating address of a file system in several zones. */
export function clientRouteTables(vpc: ec2.IVpc): string[] {
  const { application, data, pods } = networkTiersOf(vpc);
  const subnets = [...application, ...data, ...pods];
  // FSx writes routes into tables with this tag
  for (const { node } of subnets) {
    const own = node.tryFindChild('RouteTable');
    if (own) Tags.of(own).add('AmazonFSx', 'ManagedByAmazonFSx');
  }
  return [...new Set(subnets.map(({ routeTable }) => routeTable.routeTableId))];
}
