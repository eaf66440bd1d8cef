import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { cidrListProblems, addRoutes, routeTableProblems } from './routes';
import { attachmentOf, attachmentProblems } from './transit-gateway-attachment';
import { failOn } from '../errors/problems';

/** Properties of {@link TransitGatewayRoutes}. */
export interface TransitGatewayRoutesProps {
  /** The VPC of the cluster. */
  readonly vpc: ec2.IVpc;
  /** Id of the transit gateway, shared with this account. */
  readonly transitGatewayId: string;
  /** Blocks behind the transit gateway: one or more, apart from the VPC's. */
  readonly cidrs: string[];
}

/**
 * Routes from the application, pod and control plane tiers through a transit gateway, with the one attachment that a VPC has to it: in
 * small
 * subnets of its own in a `ThreeTierVpc`, else in an application subnet of each zone.
 */
export class TransitGatewayRoutes extends Construct {
  /** The attachment. */
  public readonly attachment: ec2.CfnTransitGatewayAttachment;

  constructor(scope: Construct, id: string, { vpc, transitGatewayId, cidrs }: TransitGatewayRoutesProps) {
    failOn(scope, id, [...cidrListProblems('cidrs', cidrs, vpc), ...attachmentProblems(vpc, transitGatewayId), ...routeTableProblems(vpc)]);
    super(scope, id);
    this.attachment = attachmentOf(this, vpc, transitGatewayId);
    for (const route of addRoutes(this, vpc, cidrs, { transitGatewayId })) route.addResourceDependency(this.attachment);
  }
}
