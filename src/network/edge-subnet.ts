import { Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { EdgeLocation } from './edge-location';
import { isAligned, overlap, parseIpv4Block } from './ipv4.rules';
import { networkBlockOf, networkTiersOf } from './network-tiers';
import { regionProblem } from './zones.rules';
import { failOn, Problem } from '../errors/problems';
import { checkProps } from '../props/check-props';

/** Properties of {@link EdgeSubnet}. */
export interface EdgeSubnetProps {
  /** The VPC of the cluster. */
  readonly vpc: ec2.IVpc;
  /** Location of the subnet. */
  readonly location: EdgeLocation;
  /** CIDR block of /16 to /28, within a CIDR block of the VPC, that no other subnet uses. For an imported VPC, no routes are created. */
  readonly cidr: string;
}

/**
 * A subnet in a Local Zone, in a Wavelength Zone or on an Outpost. It is for nodes only, not for the control plane: subnet selections of
 * the VPC do not include it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/local-zones.html
 *
 * @example
 * new EdgeSubnet(this, 'LosAngeles', { vpc, location: EdgeLocation.localZone('us-west-2-lax-1a'), cidr: '10.0.192.0/22' });
 */
export class EdgeSubnet extends Construct {
  /** The subnet. Select it with `subnets: { subnets: [edge.subnet] }`. */
  public readonly subnet: ec2.PrivateSubnet;

  constructor(scope: Construct, id: string, props: EdgeSubnetProps) {
    checkProps('EdgeSubnetProps', scope, id, props, new.target !== EdgeSubnet);
    const { vpc, location, cidr } = props;
    failOn(scope, id, [...location._problems(), ...regionProblems(scope, location), ...cidrProblems(vpc, cidr)]);
    super(scope, id);
    this.subnet = new ec2.PrivateSubnet(this, 'Subnet', {
      vpcId: vpc.vpcId,
      availabilityZone: location.availabilityZone,
      cidrBlock: cidr,
      mapPublicIpOnLaunch: false,
    });
    (this.subnet.node.defaultChild as ec2.CfnSubnet).outpostArn = location.outpostArn;
    location._route(this.subnet, vpc);
    edgeBlocksOf(vpc).push(cidr);
  }
}

const EDGE_BLOCKS = Symbol.for('cdk-eks-strata.edge-blocks');
type Holder = ec2.IVpc & { [EDGE_BLOCKS]?: string[] };

function edgeBlocksOf(vpc: ec2.IVpc): string[] {
  const holder = vpc as Holder;
  if (!holder[EDGE_BLOCKS]) Object.defineProperty(holder, EDGE_BLOCKS, { value: [] });
  return holder[EDGE_BLOCKS]!;
}

function regionProblems(scope: Construct, { availabilityZone }: EdgeLocation): Problem[] {
  const { region } = Stack.of(scope);
  const problem =
    Token.isUnresolved(region) || Token.isUnresolved(availabilityZone) ? undefined : regionProblem('location', availabilityZone, region);
  return problem ? [problem] : [];
}

function cidrProblems(vpc: ec2.IVpc, cidr: string): Problem[] {
  if (Token.isUnresolved(cidr)) return [];
  const block = parseIpv4Block(cidr);
  const source = 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html';
  if (!block || !isAligned(block) || block.prefix < 16 || block.prefix > 28) {
    return [
      {
        finding: `cidr is '${cidr}'`,
        constraint: 'must be an IPv4 CIDR block of /16 to /28 without host bits',
        remediation: 'Use a value like 10.0.192.0/22',
        source,
      },
    ];
  }
  const { public: publics, application, data, controlPlane, pods } = networkTiersOf(vpc);
  const others = [...publics, ...application, ...data, ...controlPlane, ...pods]
    .filter(ec2.Subnet.isVpcSubnet)
    .map((subnet) => subnet.ipv4CidrBlock);
  const taken = [...others, ...edgeBlocksOf(vpc)]
    .filter((each) => !Token.isUnresolved(each))
    .find((each) => overlap(parseIpv4Block(each)!, block));
  const own = networkBlockOf(vpc);
  const outside =
    own !== undefined &&
    vpc instanceof ec2.Vpc &&
    !vpc.node.children.some((child) => child instanceof ec2.CfnVPCCidrBlock) &&
    !overlap(parseIpv4Block(own)!, block);
  if (outside) {
    return [
      {
        finding: `cidr '${cidr}' is outside of ${own}, the CIDR block of the VPC`,
        constraint: 'the CIDR block of a subnet must be within a CIDR block of its VPC',
        remediation: `Use a free range of ${own}`,
        source,
      },
    ];
  }
  return taken
    ? [
        {
          finding: `cidr '${cidr}' conflicts with the subnet ${taken}`,
          constraint: 'CIDR blocks of subnets of a VPC must not overlap',
          remediation: 'Use a free range, like the application /19 of a zone slot that is not used',
          source,
        },
      ]
    : [];
}
