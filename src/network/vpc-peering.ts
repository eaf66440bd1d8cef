import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { cidrListProblems, addRoutes, routeTableProblems } from './routes';
import { failOn } from '../errors/problems';
import { checkProps } from '../props/check-props';

/** Properties of a {@link VpcPeering}. */
export interface VpcPeeringProps {
  /** The VPC of the cluster. */
  readonly vpc: ec2.IVpc;
  /** ID of the other VPC. */
  readonly peerVpcId: string;
  /** CIDR blocks of the other VPC: at least one, none that overlaps with this VPC. */
  readonly peerCidrs: string[];
  /**
   * Account of the other VPC. It needs `peerRoleArn`, so that CloudFormation can accept the peering connection.
   *
   * @default - this account
   */
  readonly peerAccount?: string;
  /**
   * Region of the other VPC.
   *
   * @default - this region
   */
  readonly peerRegion?: string;
  /**
   * ARN of a role in the other account that CloudFormation assumes to accept the peering connection.
   *
   * @default - none, for a VPC in the same account
   */
  readonly peerRoleArn?: string;
}

/**
 * A VPC peering connection, with routes to the other VPC from the application, pod and control plane tiers. The owner of the other VPC
 * adds the return routes.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
 *
 * @example
 * new VpcPeering(this, 'Databases', { vpc, peerVpcId: 'vpc-0123456789abcdef0', peerCidrs: ['10.50.0.0/16'] });
 */
export class VpcPeering extends Construct {
  /** The peering connection. */
  public readonly connection: ec2.CfnVPCPeeringConnection;

  constructor(scope: Construct, id: string, props: VpcPeeringProps) {
    checkProps('VpcPeeringProps', scope, id, props, new.target !== VpcPeering);
    failOn(scope, id, [
      ...cidrListProblems('peerCidrs', props.peerCidrs, props.vpc),
      ...routeTableProblems(props.vpc),
      ...(props.peerAccount && !props.peerRoleArn
        ? [
            {
              finding: `peerAccount is ${props.peerAccount} and peerRoleArn is missing`,
              constraint: 'CloudFormation must assume a role in the other account to accept the peering',
              remediation: 'Set `peerRoleArn`',
              source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/peer-with-vpc-in-another-account.html',
            },
          ]
        : []),
    ]);
    super(scope, id);
    this.connection = new ec2.CfnVPCPeeringConnection(this, 'Resource', {
      vpcId: props.vpc.vpcId,
      peerVpcId: props.peerVpcId,
      peerOwnerId: props.peerAccount,
      peerRegion: props.peerRegion,
      peerRoleArn: props.peerRoleArn,
    });
    addRoutes(this, props.vpc, props.peerCidrs, { vpcPeeringConnectionId: this.connection.ref });
  }
}
