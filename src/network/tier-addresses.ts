import { Fn } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { formatIpv4Block } from './ipv4.rules';
import { IPV6_BLOCKS, ipv6BlockIndex, SubnetRole, SubnetPlan, subnetAt } from './subnet-plan.rules';

type RolesByTier = ReadonlyMap<string, Exclude<SubnetRole, 'pods'>>;

/** Gives each subnet of a VPC the block that the plan has for its tier and the position of its zone. */
export class TierAddresses implements ec2.IIpAddresses {
  constructor(
    private readonly plan: SubnetPlan,
    private readonly rolesByTier: RolesByTier,
  ) {}

  allocateVpcCidr(): ec2.VpcIpamOptions {
    return { cidrBlock: formatIpv4Block(this.plan.block) };
  }

  allocateSubnetsCidr({ requestedSubnets }: ec2.AllocateCidrRequest): ec2.SubnetIpamOptions {
    const positions = new Map<string, number>();
    return {
      allocatedSubnets: requestedSubnets.map(({ configuration: { name } }) => {
        const position = positions.get(name) ?? 0;
        positions.set(name, position + 1);
        return { cidr: subnetAt(this.plan, this.rolesByTier.get(name)!, position) };
      }),
    };
  }
}

/** The same for the /64 blocks of an IPv6 VPC: CDK asks in the order of the subnets, which it has from {@link TierAddresses}. */
export class TierIpv6Addresses implements ec2.IIpv6Addresses {
  readonly amazonProvided = true;
  private readonly positions: ReadonlyMap<string, number>;

  constructor(plan: SubnetPlan, places: RolesByTier) {
    const slots = Array.from({ length: plan.zoneSlots }, (_, position) => position);
    this.positions = new Map(
      [...places.values()].flatMap((place) =>
        slots.map((position): [string, number] => [subnetAt(plan, place, position), ipv6BlockIndex(place, position)]),
      ),
    );
  }

  allocateVpcIpv6Cidr(input: ec2.AllocateVpcIpv6CidrRequest): ec2.CfnVPCCidrBlock {
    return ec2.Ipv6Addresses.amazonProvided().allocateVpcIpv6Cidr(input);
  }

  createIpv6CidrBlocks({ ipv6SelectedCidr }: ec2.CreateIpv6CidrBlocksRequest): string[] {
    return ec2.Ipv6Addresses.amazonProvided().createIpv6CidrBlocks({ ipv6SelectedCidr, subnetCount: IPV6_BLOCKS });
  }

  allocateSubnetsIpv6Cidr({ allocatedSubnets, ipv6Cidrs }: ec2.AllocateIpv6CidrRequest): ec2.SubnetIpamOptions {
    return {
      allocatedSubnets: allocatedSubnets.map(({ cidr }) => ({ cidr, ipv6Cidr: ipv6BlockFrom(ipv6Cidrs, this.positions.get(cidr)!) })),
    };
  }
}

/** One of the /64 blocks of a VPC. */
export const ipv6BlockFrom = (blocks: string[], index: number): string => Fn.select(index, blocks);
