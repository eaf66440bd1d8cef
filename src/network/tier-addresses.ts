import { AllocateCidrRequest, IIpAddresses, SubnetIpamOptions, VpcIpamOptions } from 'aws-cdk-lib/aws-ec2';
import { formatIpv4Block } from './ipv4.rules';
import { Place, SubnetPlan, subnetAt } from './subnet-plan.rules';

/** Gives each subnet of a VPC the block that the plan has for its tier and the position of its zone. */
export class TierAddresses implements IIpAddresses {
  constructor(private readonly plan: SubnetPlan, private readonly places: ReadonlyMap<string, Place>) {}

  allocateVpcCidr(): VpcIpamOptions {
    return { cidrBlock: formatIpv4Block(this.plan.block) };
  }

  allocateSubnetsCidr({ requestedSubnets }: AllocateCidrRequest): SubnetIpamOptions {
    const positions = new Map<string, number>();
    return {
      allocatedSubnets: requestedSubnets.map(({ configuration: { name } }) => {
        const position = positions.get(name) ?? 0;
        positions.set(name, position + 1);
        return { cidr: subnetAt(this.plan, this.places.get(name)!, position) };
      }),
    };
  }
}
