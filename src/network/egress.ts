import { NatProvider, VpcProps } from 'aws-cdk-lib/aws-ec2';

/** How what has no public address reaches the internet. */
export abstract class Egress {
  /** One NAT gateway in every zone: a zone that fails takes no other with it. */
  static natPerZone(): Egress {
    return new NatGateways(undefined);
  }

  /** One NAT gateway for all zones: cheaper, crosses zones, and fails with its zone. */
  static singleNat(): Egress {
    return new NatGateways(1);
  }

  /** @internal */
  public abstract _render(): Pick<VpcProps, 'natGateways' | 'natGatewayProvider'>;
}

class NatGateways extends Egress {
  constructor(private readonly count: number | undefined) {
    super();
  }

  public _render() {
    return { natGateways: this.count, natGatewayProvider: NatProvider.gateway() };
  }
}
