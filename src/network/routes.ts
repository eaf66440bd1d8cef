import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { isAligned, overlap, parseIpv4Block } from './ipv4.rules';
import { networkBlockOf, networkTiersOf } from './network-tiers';
import { Problem } from '../errors/problems';

/** The same routes in every subnet of the application, pod and control plane tiers whose route table is known. */
export function addRoutes(scope: Construct, vpc: ec2.IVpc, cidrs: readonly string[], target: Partial<ec2.CfnRouteProps>): ec2.CfnRoute[] {
  return routedSubnets(vpc).flatMap(({ node, routeTable: { routeTableId } }) =>
    cidrs.map(
      (destinationCidrBlock, index) =>
        new ec2.CfnRoute(scope, `Route-${node.id}-${idOf(destinationCidrBlock, index)}`, { routeTableId, destinationCidrBlock, ...target }),
    ),
  );
}

/** A block in an id; one that is known at deploy has no name but its position. */
export const idOf = (cidr: string, index: number): string => (Token.isUnresolved(cidr) ? `Block${index + 1}` : cidr);

function routedSubnets(vpc: ec2.IVpc): ec2.ISubnet[] {
  const { application, pods, controlPlane } = networkTiersOf(vpc);
  // an imported subnet may come without its route table
  return [...new Set([...application, ...pods, ...controlPlane])].filter((subnet) => Boolean(subnet.routeTable.routeTableId));
}

/** What is wrong with blocks of another network; tokens are known at deploy. */
export function cidrListProblems(prop: string, cidrs: readonly string[], apartFrom?: ec2.IVpc): Problem[] {
  const source = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html';
  if (cidrs.length === 0)
    return [
      {
        finding: `${prop} is empty`,
        constraint: 'a route leads to one block at the least',
        remediation: 'Name the blocks of the other network',
        source,
      },
    ];
  const ownBlock = apartFrom && networkBlockOf(apartFrom);
  const own = parseIpv4Block(ownBlock ?? '');
  return cidrs.flatMap((cidr, index): Problem[] => {
    if (Token.isUnresolved(cidr)) return [];
    const block = parseIpv4Block(cidr);
    if (!block || !isAligned(block))
      return [
        {
          finding: `${prop} names '${cidr}'`,
          constraint: 'a block is written like 10.1.0.0/16 and begins at its first address',
          remediation: 'Give the first address and the prefix length',
          source,
        },
      ];
    if (cidrs.indexOf(cidr) < index)
      return [{ finding: `${prop} names '${cidr}' twice`, constraint: 'a block has one route', remediation: 'Name it once', source }];
    return own && block.prefix > 0 && overlap(own, block)
      ? [
          {
            finding: `${prop} names '${cidr}'`,
            constraint: `it is apart from the VPC's own block ${ownBlock}`,
            remediation: 'Name the block of the other network',
            source,
          },
        ]
      : [];
  });
}

/** Routes need route tables, which imported subnets may lack. */
export function routeTableProblems(vpc: ec2.IVpc): Problem[] {
  return routedSubnets(vpc).length > 0
    ? []
    : [
        {
          finding: `no subnet of ${vpc.node.path} has a route table here`,
          constraint: 'routes are made in route tables',
          remediation: 'Import the VPC with privateSubnetRouteTableIds, or make the routes where it is made',
          source: 'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html',
        },
      ];
}
