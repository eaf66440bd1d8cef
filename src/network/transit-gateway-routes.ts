import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { networkTiersOf } from './network-tiers';
import { cidrListProblems, routeFrom } from './routes-to';
import { ThreeTierVpc } from './three-tier-vpc';
import { failOn } from '../errors/problems';

/** Properties of {@link TransitGatewayRoutes}. */
export interface TransitGatewayRoutesProps {
  /** The VPC of the cluster. */
  readonly vpc: ec2.IVpc;
  /** Id of the transit gateway, shared with this account. */
  readonly transitGatewayId: string;
  /** Blocks behind the transit gateway: one or more. */
  readonly cidrs: string[];
}

/**
 * Routes from the application, pod and control plane tiers through a transit gateway, with the attachment: that of
 * `Egress.transitGateway` where the VPC has it, else one in the data tier.
 */
export class TransitGatewayRoutes extends Construct {
  /** The attachment. */
  public readonly attachment: ec2.CfnTransitGatewayAttachment;

  constructor(scope: Construct, id: string, { vpc, transitGatewayId, cidrs }: TransitGatewayRoutesProps) {
    failOn(scope, id, cidrListProblems('cidrs', cidrs));
    super(scope, id);
    const existing = vpc instanceof ThreeTierVpc ? vpc.transitGatewayAttachment : undefined;
    this.attachment = existing?.transitGatewayId === transitGatewayId ? existing : new ec2.CfnTransitGatewayAttachment(this, 'Attachment', {
      transitGatewayId, vpcId: vpc.vpcId, subnetIds: networkTiersOf(vpc).data.map(({ subnetId }) => subnetId),
    });
    for (const route of routeFrom(this, vpc, cidrs, { transitGatewayId })) route.addResourceDependency(this.attachment);
  }
}
