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
  if (cidrs.length === 0) {
    return [
      {
        finding: `${prop} is empty`,
        constraint: 'must have at least one CIDR block',
        remediation: `Set \`${prop}\` to the CIDR blocks of the other network`,
        source,
      },
    ];
  }
  const ownBlock = apartFrom && networkBlockOf(apartFrom);
  const own = parseIpv4Block(ownBlock ?? '');
  return cidrs.flatMap((cidr, index): Problem[] => {
    if (Token.isUnresolved(cidr)) return [];
    const block = parseIpv4Block(cidr);
    if (!block || !isAligned(block)) {
      return [
        {
          finding: `${prop} contains '${cidr}'`,
          constraint: 'must be an IPv4 CIDR block without host bits',
          remediation: 'Use a value like 10.1.0.0/16',
          source,
        },
      ];
    }
    if (cidrs.indexOf(cidr) < index) {
      return [
        {
          finding: `${prop} contains '${cidr}' twice`,
          constraint: 'a route table has one route for each CIDR block',
          remediation: 'Remove the duplicate',
          source,
        },
      ];
    }
    return own && block.prefix > 0 && overlap(own, block)
      ? [
          {
            finding: `${prop} contains '${cidr}'`,
            constraint: `must not overlap with ${ownBlock}, the CIDR block of the VPC`,
            remediation: 'Use the CIDR block of the other network',
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
          finding: `the route tables of ${vpc.node.path} are not known`,
          constraint: 'routes are created in the route tables of the subnets',
          remediation: 'Import the VPC with privateSubnetRouteTableIds, or create the routes in the app that created the VPC',
          source: 'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html',
        },
      ];
}
