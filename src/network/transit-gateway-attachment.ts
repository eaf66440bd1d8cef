import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { networkTiersOf } from './network-tiers';
import { ThreeTierVpc } from './three-tier-vpc';
import { zoneOf } from './zone-of';
import { Problem } from '../errors/problems';

const ATTACHMENTS = Symbol.for('cdk-eks-strata.transit-gateway-attachments');
type Holder = ec2.IVpc & { [ATTACHMENTS]?: Map<string, ec2.CfnTransitGatewayAttachment> };

/** The attachment of a VPC to a transit gateway: EC2 allows one, so it is made once. */
export function attachmentOf(scope: Construct, vpc: ec2.IVpc, transitGatewayId: string): ec2.CfnTransitGatewayAttachment {
  if (vpc instanceof ThreeTierVpc) return vpc._attachTransitGateway(transitGatewayId);
  const holder = vpc as Holder;
  if (!holder[ATTACHMENTS]) Object.defineProperty(holder, ATTACHMENTS, { value: new Map() });
  const known = holder[ATTACHMENTS]!.get(transitGatewayId);
  if (known) return known;
  const attachment = new ec2.CfnTransitGatewayAttachment(scope, 'Attachment', {
    transitGatewayId,
    vpcId: vpc.vpcId,
    subnetIds: onePerZone(vpc),
  });
  holder[ATTACHMENTS]!.set(transitGatewayId, attachment);
  return attachment;
}

/** What EC2 would refuse in an attachment. */
export function attachmentProblems(vpc: ec2.IVpc, transitGatewayId: string): Problem[] {
  const source = 'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html';
  return [
    ...(Token.isUnresolved(transitGatewayId) || /^tgw-[0-9a-z]+$/.test(transitGatewayId)
      ? []
      : [
          {
            finding: `transitGatewayId is '${transitGatewayId}'`,
            constraint: 'must be an ID like tgw-0123456789abcdef0',
            remediation: 'Use an ID that aws ec2 describe-transit-gateways returns',
            source,
          },
        ]),
    ...(vpc instanceof ThreeTierVpc ? vpc._attachmentProblems() : subnetProblems(vpc, source)),
  ];
}

function subnetProblems(vpc: ec2.IVpc, source: string): Problem[] {
  if (onePerZone(vpc).length > 0) return [];
  return [
    {
      finding: `${vpc.node.path} has no application subnets`,
      constraint: 'an attachment requires a subnet in at least one availability zone',
      remediation: 'Declare the subnets with new ExistingVpc(...)',
      source,
    },
  ];
}

function onePerZone(vpc: ec2.IVpc): string[] {
  const byZone = new Map(
    networkTiersOf(vpc).application.map((subnet) => [JSON.stringify(zoneOf(subnet) ?? subnet.subnetId), subnet.subnetId]),
  );
  return [...byZone.values()];
}
