import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { networkTiersOf } from './network-tiers';
import { zoneKindOf, ZoneKind } from './zones.rules';
import { Problem } from '../errors/problems';

/** A place outside of the zones of a region. */
export abstract class EdgeLocation {
  /**
   * A Local Zone like `us-west-2-lax-1a`. Its way to the internet is the VPC's: the NAT gateway of the first zone.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/local-zones.html
   */
  static localZone(zone: string): EdgeLocation {
    return new LocalZone(zone, 'local-zone', 'EdgePlace.localZone');
  }

  /**
   * A Wavelength Zone like `us-east-1-wl1-bos-wlz-1`, with a carrier gateway of its own. Only self-managed nodes run there.
   *
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/Carrier_Gateway.html
   */
  static wavelengthZone(zone: string): EdgeLocation {
    return new WavelengthZone(zone, 'wavelength', 'EdgePlace.wavelengthZone');
  }

  /**
   * An Outpost. Only self-managed nodes run there.
   *
   * @param outpostArn its ARN
   * @param zone the zone of the region that it is anchored to
   * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-outposts-self-managed-nodes.html
   */
  static outpost(outpostArn: string, zone: string): EdgeLocation {
    return new Outpost(zone, outpostArn);
  }

  protected constructor(
    /** The zone that the subnet names. */
    public readonly availabilityZone: string,
    /** The Outpost. */
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
    const example = this.kind === 'wavelength' ? 'us-east-1-wl1-bos-wlz-1' : 'us-west-2-lax-1a';
    return [
      {
        finding: `${this.factory}('${this.availabilityZone}') names another kind of zone`,
        constraint: `such a zone is written like ${example}`,
        remediation: 'Take the name from aws ec2 describe-availability-zones --all-availability-zones',
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
    if (natGatewayId) subnet.addDefaultNatRoute(natGatewayId);
    else if (transitGatewayId)
      subnet.addRoute('DefaultRoute', {
        routerId: transitGatewayId,
        routerType: ec2.RouterType.TRANSIT_GATEWAY,
        enablesInternetConnectivity: true,
      });
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
        finding: `EdgeLocation.outpost names '${arn}'`,
        constraint: 'it takes the ARN of an Outpost, like arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0',
        remediation: 'Take it from aws outposts list-outposts',
        source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-outposts.html',
      },
    ];
  }

  public _route(subnet: ec2.PrivateSubnet, vpc: ec2.IVpc): void {
    new LocalZone('', 'local-zone', '')._route(subnet, vpc);
  }
}
