import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { cidrListProblems, addRoutes, routeTableProblems } from './routes';
import { attachmentOf, attachmentProblems } from './transit-gateway-attachment';
import { failOn } from '../errors/problems';
import { checkProps } from '../props/check-props';

/** Properties of {@link TransitGatewayRoutes}. */
export interface TransitGatewayRoutesProps {
  /** The VPC of the cluster. */
  readonly vpc: ec2.IVpc;
  /** ID of the transit gateway, shared with this account. */
  readonly transitGatewayId: string;
  /** CIDR blocks to route to the transit gateway: at least one, none that overlaps with the VPC. */
  readonly cidrs: string[];
}

/**
 * Routes from the application, pod and control plane tiers to a transit gateway, with the attachment of the VPC: in separate small subnets
 * of a `ThreeTierVpc`, else in an application subnet of each availability zone. A VPC has one attachment for each transit gateway.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 *
 * @example
 * new TransitGatewayRoutes(this, 'Office', { vpc, transitGatewayId: 'tgw-0123456789abcdef0', cidrs: ['192.168.0.0/16'] });
 */
export class TransitGatewayRoutes extends Construct {
  /** The attachment. */
  public readonly attachment: ec2.CfnTransitGatewayAttachment;

  constructor(scope: Construct, id: string, props: TransitGatewayRoutesProps) {
    checkProps('TransitGatewayRoutesProps', scope, id, props, new.target !== TransitGatewayRoutes);
    const { vpc, transitGatewayId, cidrs } = props;
    failOn(scope, id, [...cidrListProblems('cidrs', cidrs, vpc), ...attachmentProblems(vpc, transitGatewayId), ...routeTableProblems(vpc)]);
    super(scope, id);
    this.attachment = attachmentOf(this, vpc, transitGatewayId);
    for (const route of addRoutes(this, vpc, cidrs, { transitGatewayId })) route.addResourceDependency(this.attachment);
  }
}
