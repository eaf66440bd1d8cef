import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { cidrListProblems, addRoutes, routeTableProblems } from './routes';
import { failOn } from '../errors/problems';

/** Properties of a {@link VpcPeering}. */
export interface VpcPeeringProps {
  /** The VPC of the cluster. */
  readonly vpc: ec2.IVpc;
  /** Id of the other VPC. */
  readonly peerVpcId: string;
  /** Blocks of the other VPC: one or more, apart from this VPC's. */
  readonly peerCidrs: string[];
  /**
   * Account of the other VPC. It needs `peerRoleArn` to be accepted by the deploy.
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
   * Role in the other account that CloudFormation takes to accept the peering.
   *
   * @default - none: the same account
   */
  readonly peerRoleArn?: string;
}

/** A peering with another VPC and the routes to it from the application, pod and control plane tiers. The way back is the other side's. */
export class VpcPeering extends Construct {
  /** The peering connection. */
  public readonly connection: ec2.CfnVPCPeeringConnection;

  constructor(scope: Construct, id: string, props: VpcPeeringProps) {
    failOn(scope, id, [
      ...cidrListProblems('peerCidrs', props.peerCidrs, props.vpc),
      ...routeTableProblems(props.vpc),
      ...(props.peerAccount && !props.peerRoleArn
        ? [
            {
              finding: `peerAccount is ${props.peerAccount} and peerRoleArn is missing`,
              constraint: 'CloudFormation accepts a peering with another account in the name of a role there',
              remediation: 'Give peerRoleArn',
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
