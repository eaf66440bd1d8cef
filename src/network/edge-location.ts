import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { networkTiersOf } from './network-tiers';
import { zoneKindOf, ZoneKind } from './zones.rules';
import { Problem } from '../errors/problems';

/** The location of an `EdgeSubnet`: a Local Zone, a Wavelength Zone or an Outpost. */
export abstract class EdgeLocation {
  /**
   * A Local Zone like `us-west-2-lax-1a`. It uses the egress of the VPC: the NAT gateway of the first availability zone.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/local-zones.html
   */
  static localZone(zone: string): EdgeLocation {
    return new LocalZone(zone, 'local-zone', 'EdgeLocation.localZone');
  }

  /**
   * A Wavelength Zone like `us-east-1-wl1-bos-wlz-1`, with a carrier gateway. It supports only self-managed nodes.
   *
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/Carrier_Gateway.html
   */
  static wavelengthZone(zone: string): EdgeLocation {
    return new WavelengthZone(zone, 'wavelength', 'EdgeLocation.wavelengthZone');
  }

  /**
   * An Outpost. It supports only self-managed nodes.
   *
   * @param outpostArn ARN of the Outpost
   * @param zone availability zone to which the Outpost is anchored
   * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-outposts-self-managed-nodes.html
   */
  static outpost(outpostArn: string, zone: string): EdgeLocation {
    return new Outpost(zone, outpostArn);
  }

  protected constructor(
    /** Availability zone of the subnet. */
    public readonly availabilityZone: string,
    /** ARN of the Outpost; undefined for zones. */
    public readonly outpostArn?: string,
  ) {}

  /** @internal */
  public abstract _problems(): Problem[];
  /** @internal */
  public abstract _route(subnet: ec2.PrivateSubnet, vpc: ec2.IVpc): void;
}

abstract class EdgeZone extends EdgeLocation {
  constructor(
    zone: string,
    private readonly kind: ZoneKind,
    private readonly factory: string,
  ) {
    super(zone);
  }

  public _problems(): Problem[] {
    if (Token.isUnresolved(this.availabilityZone) || zoneKindOf(this.availabilityZone) === this.kind) return [];
    const [kind, example] = this.kind === 'wavelength' ? ['Wavelength', 'us-east-1-wl1-bos-wlz-1'] : ['Local', 'us-west-2-lax-1a'];
    return [
      {
        finding: `${this.factory}('${this.availabilityZone}') is not the name of a ${kind} Zone`,
        constraint: `must be a name like ${example}`,
        remediation: 'Use a name that aws ec2 describe-availability-zones --all-availability-zones returns',
        source: 'https://docs.aws.amazon.com/local-zones/latest/ug/available-local-zones.html',
      },
    ];
  }

  public abstract _route(subnet: ec2.PrivateSubnet, vpc: ec2.IVpc): void;
}

class LocalZone extends EdgeZone {
  public _route(subnet: ec2.PrivateSubnet, vpc: ec2.IVpc): void {
    const [beside] = networkTiersOf(vpc).application;
    const route = beside?.node.tryFindChild('DefaultRoute');
    if (!(route instanceof ec2.CfnRoute)) return;
    const { natGatewayId, transitGatewayId } = route;
    if (natGatewayId) {
      subnet.addDefaultNatRoute(natGatewayId);
    } else if (transitGatewayId) {
      subnet.addRoute('DefaultRoute', {
        routerId: transitGatewayId,
        routerType: ec2.RouterType.TRANSIT_GATEWAY,
        enablesInternetConnectivity: true,
      });
    }
  }
}

class WavelengthZone extends EdgeZone {
  public _route(subnet: ec2.PrivateSubnet, vpc: ec2.IVpc): void {
    const gateway =
      (vpc.node.tryFindChild('CarrierGateway') as ec2.CfnCarrierGateway | undefined) ??
      new ec2.CfnCarrierGateway(vpc, 'CarrierGateway', { vpcId: vpc.vpcId });
    subnet.addRoute('DefaultRoute', {
      routerId: gateway.ref,
      routerType: ec2.RouterType.CARRIER_GATEWAY,
      enablesInternetConnectivity: true,
    });
  }
}

class Outpost extends EdgeLocation {
  constructor(zone: string, outpostArn: string) {
    super(zone, outpostArn);
  }

  public _problems(): Problem[] {
    const arn = this.outpostArn ?? '';
    if (Token.isUnresolved(arn) || /^arn:[^:]+:outposts:[^:]+:\d{12}:outpost\/op-[0-9a-f]+$/.test(arn)) return [];
    return [
      {
        finding: `outpostArn is '${arn}'`,
        constraint: 'must be the ARN of an Outpost, like arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0',
        remediation: 'Use an ARN that aws outposts list-outposts returns',
        source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-outposts.html',
      },
    ];
  }

  public _route(subnet: ec2.PrivateSubnet, vpc: ec2.IVpc): void {
    new LocalZone('', 'local-zone', '')._route(subnet, vpc);
  }
}
