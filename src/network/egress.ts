import {
  CfnNatGateway,
  CfnVPCGatewayAttachment,
  ConfigureNatOptions,
  GatewayConfig,
  NatProvider,
  PrivateSubnet,
  RouterType,
  Vpc,
  VpcProps,
} from 'aws-cdk-lib/aws-ec2';

/** Configuration of a VPC for an egress. @internal */
export interface EgressBinding {
  readonly vpcProps: Pick<VpcProps, 'natGateways' | 'natGatewayProvider' | 'createInternetGateway'>;
  /** whether private subnets reach the internet. */
  readonly hasInternetAccess: boolean;
  /** the transit gateway to which the VPC is attached. */
  readonly transitGatewayId?: string;
  /** adds the default route to a private subnet that `ec2.Vpc` does not create. */
  readonly connect: (subnet: PrivateSubnet, vpc: Vpc) => void;
}

/** How private subnets reach the internet. */
export abstract class Egress {
  /** One NAT gateway in each availability zone, so that the failure of a zone does not affect others. */
  static natPerZone(): Egress {
    return new NatEgress(() => NatProvider.gateway(), undefined);
  }

  /** One NAT gateway for all availability zones: cheaper, but with traffic between zones, and unavailable if its zone fails. */
  static singleNat(): Egress {
    return new NatEgress(() => NatProvider.gateway(), 1);
  }

  /**
   * One regional NAT gateway, for which AWS manages availability zones and IP addresses. At most 5 in a VPC, by default quota.
   *
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
   */
  static regionalNat(): Egress {
    return new NatEgress(() => new RegionalNatProvider(), 1);
  }

  /**
   * A transit gateway as the default route (0.0.0.0/0) of every private subnet, to a network with internet access. The attachment is in its
   * own /28 subnets; the owner of the transit gateway must accept it and add the return route. There is no NAT gateway. The public tier
   * exists for load balancers.
   *
   * @param transitGatewayId ID of the transit gateway, shared with this account
   * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-best-design-practices.html
   */
  static transitGateway(transitGatewayId: string): Egress {
    return new TransitGatewayEgress(transitGatewayId);
  }

  /**
   * No internet access: no internet gateway, no NAT gateway, no public tier. Components of the cluster call AWS APIs through interface
   * endpoints, which the VPC creates for the APIs that they call.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
   */
  static none(): Egress {
    return new NoEgress();
  }

  /** @internal */
  public abstract _bind(): EgressBinding;
}

class NatEgress extends Egress {
  constructor(
    private readonly provider: () => NatProvider,
    private readonly count: number | undefined,
  ) {
    super();
  }

  public _bind(): EgressBinding {
    const natGatewayProvider = this.provider();
    return {
      vpcProps: { natGateways: this.count, natGatewayProvider },
      hasInternetAccess: true,
      connect: (subnet) => natGatewayProvider.configureSubnet(subnet),
    };
  }
}

/** One regional gateway in no subnet. aws-cdk-lib has such a provider since 2.273.0; ids and properties are those of that provider. */
class RegionalNatProvider extends NatProvider {
  private gateway?: CfnNatGateway;

  public get configuredGateways(): GatewayConfig[] {
    return this.gateway ? [{ az: 'regional', gatewayId: this.gateway.attrNatGatewayId }] : [];
  }

  public configureNat({ vpc, privateSubnets }: ConfigureNatOptions): void {
    this.gateway = new CfnNatGateway(vpc, 'RegionalNatGateway', {
      vpcId: vpc.vpcId,
      availabilityMode: 'regional',
      connectivityType: 'public',
    });
    // no route of a public subnet makes it wait for the attachment of the internet gateway
    const attachments = vpc.node.findAll().filter((each): each is CfnVPCGatewayAttachment => each instanceof CfnVPCGatewayAttachment);
    this.gateway.node.addDependency(vpc.internetConnectivityEstablished, ...attachments);
    privateSubnets.forEach((subnet) => this.configureSubnet(subnet));
  }

  public configureSubnet(subnet: PrivateSubnet): void {
    const routerId = this.gateway!.attrNatGatewayId;
    subnet.addRoute('DefaultRoute', { routerType: RouterType.NAT_GATEWAY, routerId, enablesInternetConnectivity: true });
  }
}

class TransitGatewayEgress extends Egress {
  constructor(private readonly transitGatewayId: string) {
    super();
  }

  public _bind(): EgressBinding {
    const { transitGatewayId } = this;
    return {
      vpcProps: { natGateways: 0 },
      hasInternetAccess: true,
      transitGatewayId,
      connect: (subnet) =>
        subnet.addRoute('DefaultRoute', {
          routerId: transitGatewayId,
          routerType: RouterType.TRANSIT_GATEWAY,
          enablesInternetConnectivity: true,
        }),
    };
  }
}

class NoEgress extends Egress {
  public _bind(): EgressBinding {
    return { vpcProps: { natGateways: 0, createInternetGateway: false }, hasInternetAccess: false, connect: () => undefined };
  }
}
