import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { parseIpv4Block } from './ipv4.rules';
import { networkTiersOf } from './network-tiers';
import { Problem } from '../errors/problems';

/** The same routes in every subnet of the application, pod and control plane tiers. */
export function routeFrom(scope: Construct, vpc: ec2.IVpc, cidrs: readonly string[], target: Partial<ec2.CfnRouteProps>): ec2.CfnRoute[] {
  const { application, pods, controlPlane } = networkTiersOf(vpc);
  const subnets = [...new Set([...application, ...pods, ...controlPlane])];
  return subnets.flatMap((subnet) => cidrs.map((destinationCidrBlock) =>
    new ec2.CfnRoute(scope, `Route-${subnet.node.id}-${destinationCidrBlock}`, { routeTableId: subnet.routeTable.routeTableId, destinationCidrBlock, ...target })));
}

/** What is wrong with blocks of another network. */
export function cidrListProblems(prop: string, cidrs: readonly string[]): Problem[] {
  const source = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html';
  if (cidrs.length === 0) return [{ what: `${prop} is empty`, limit: 'a route leads to one block at the least', fix: 'Name the blocks of the other network', source }];
  return cidrs.filter((cidr) => parseIpv4Block(cidr) === undefined)
    .map((cidr) => ({ what: `${prop} names '${cidr}'`, limit: 'a block is written like 10.1.0.0/16', fix: 'Give the address and the prefix length', source }));
}
