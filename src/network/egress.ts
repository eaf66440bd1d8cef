import { CfnNatGateway, CfnVPCGatewayAttachment, NatProvider, PrivateSubnet, RouterType, Vpc, VpcProps } from 'aws-cdk-lib/aws-ec2';

/** What an egress does to the network that chose it. @internal */
export interface EgressBinding {
  readonly vpcProps: Pick<VpcProps, 'natGateways' | 'natGatewayProvider' | 'createInternetGateway'>;
  /** whether private subnets reach the internet. */
  readonly internet: boolean;
  /** the transit gateway that the network is attached to. */
  readonly transitGatewayId?: string;
  /** gives a private subnet that CDK did not make by itself its way out. */
  readonly connect: (subnet: PrivateSubnet, vpc: Vpc) => void;
  /** what CDK leaves out. */
  readonly complete?: (vpc: Vpc) => void;
}

/** How what has no public address reaches the internet. */
export abstract class Egress {
  /** One NAT gateway in every zone: a zone that fails takes no other with it. */
  static natPerZone(): Egress {
    return new Nat(() => NatProvider.gateway(), undefined);
  }

  /** One NAT gateway for all zones: cheaper, crosses zones, and fails with its zone. */
  static singleNat(): Egress {
    return new Nat(() => NatProvider.gateway(), 1);
  }

  /**
   * One regional NAT gateway, which AWS spreads over the zones and gives addresses. At most 5 in a VPC, by default quota.
   *
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
   */
  static regionalNat(): Egress {
    return new Nat(() => NatProvider.regionalGateway(), undefined, afterAttachment);
  }

  /**
   * Through a transit gateway, to a network that has the way out: 0.0.0.0/0 of every private subnet. The attachment gets /28 subnets of its
   * own, and its owner must accept it and route back. There is no NAT gateway; the public tier stays for load balancers.
   *
   * @param transitGatewayId id of the transit gateway, shared with this account
   * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-best-design-practices.html
   */
  static transitGateway(transitGatewayId: string): Egress {
    return new ThroughTransitGateway(transitGatewayId);
  }

  /**
   * Nothing: no internet gateway, no NAT, no public tier. What the parts of the cluster call of AWS, they reach through interface endpoints
   * that the network makes when a part says so.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
   */
  static none(): Egress {
    return new Nothing();
  }

  /** @internal */
  public abstract _bind(): EgressBinding;
}

class Nat extends Egress {
  constructor(
    private readonly provider: () => NatProvider, private readonly count: number | undefined, private readonly complete?: (vpc: Vpc) => void,
  ) {
    super();
  }

  public _bind(): EgressBinding {
    const natGatewayProvider = this.provider();
    return {
      vpcProps: { natGateways: this.count, natGatewayProvider },
      internet: true,
      connect: (subnet) => natGatewayProvider.configureSubnet(subnet),
      complete: this.complete,
    };
  }
}

// a regional gateway stands in no subnet whose route would make it wait
function afterAttachment(vpc: Vpc): void {
  const resources = vpc.node.findAll();
  const attachments = resources.filter((each): each is CfnVPCGatewayAttachment => each instanceof CfnVPCGatewayAttachment);
  for (const gateway of resources.filter((each): each is CfnNatGateway => each instanceof CfnNatGateway)) {
    attachments.forEach((attachment) => gateway.addResourceDependency(attachment));
  }
}

class ThroughTransitGateway extends Egress {
  constructor(private readonly transitGatewayId: string) {
    super();
  }

  public _bind(): EgressBinding {
    const { transitGatewayId } = this;
    return {
      vpcProps: { natGateways: 0 },
      internet: true,
      transitGatewayId,
      connect: (subnet) => subnet.addRoute('DefaultRoute', { routerId: transitGatewayId, routerType: RouterType.TRANSIT_GATEWAY, enablesInternetConnectivity: true }),
    };
  }
}

class Nothing extends Egress {
  public _bind(): EgressBinding {
    return { vpcProps: { natGateways: 0, createInternetGateway: false }, internet: false, connect: () => undefined };
  }
}
