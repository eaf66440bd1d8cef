import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, Dependable } from 'constructs';
import { Egress } from './egress';
import { MAX_EXTRA_TIERS, Place, planSubnets, SubnetPlan, subnetAt, ZONE_SLOTS, ZoneSlots } from './subnet-plan.rules';
import { ExtraTier } from './tier';
import { TierAddresses } from './tier-addresses';
import { CONTROL_PLANE_TIER, CONTROL_PLANE_ZONES, TIERS } from './tier.data';
import { failOn, Problem } from '../errors/problems';

/** Properties of a {@link ThreeTierVpc}. */
export interface ThreeTierVpcProps {
  /**
   * The addresses of the VPC: an IPv4 block of /16 to /19, with `zoneSlots: 3` to /21. It can never change.
   *
   * @default '10.0.0.0/16'
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   */
  readonly cidr?: string;
  /**
   * The availability zones, in the order in which the VPC came to use them: append only. Inserting or removing one in the middle
   * replaces subnets. At least 2, at most `zoneSlots`. Node groups over all zones are replaced when a zone is appended.
   *
   * @default - the first `maxZones` zones of the environment; 2 where account and region are not set
   */
  readonly zones?: string[];
  /**
   * How many zones to use when `zones` is not given: 2 to `zoneSlots`. Raising it appends.
   *
   * @default 3
   */
  readonly maxZones?: number;
  /**
   * For how many zones addresses are set aside: 7 or 3. It can never change.
   *
   * @default 7
   */
  readonly zoneSlots?: number;
  /**
   * How private subnets reach the internet.
   *
   * @default Egress.natPerZone()
   */
  readonly egress?: Egress;
  /**
   * Tiers beside public, application and data: at most 2, append only.
   *
   * @default - none
   */
  readonly extraTiers?: ExtraTier[];
  /**
   * How long the records of rejected traffic are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly flowLogRetention?: logs.RetentionDays;
}

/**
 * A VPC of three tiers in every zone: public (load balancers), application (nodes and pods), data (isolated), and small subnets of
 * their own for the interfaces of the control plane, in the first two zones for ever.
 *
 * Ids and addresses depend on the tier and the position of the zone alone: appending a zone, adding a tier or giving the stack an
 * environment changes no subnet that exists. It is an `ec2.Vpc`; only `node.addDependency(vpc)` waits for nothing, so that a control
 * plane does not wait for NAT gateways: wait for `internetConnectivityEstablished` of the subnets instead.
 */
export class ThreeTierVpc extends ec2.Vpc {
  /** The subnets of the control plane's interfaces, one in each of the first two zones. Not among `isolatedSubnets`. */
  public readonly controlPlaneSubnets: ec2.ISubnet[];

  constructor(scope: Construct, id: string, props: ThreeTierVpcProps = {}) {
    const zoneSlots = (props.zoneSlots ?? 7) as ZoneSlots;
    const plan = planSubnets(props.cidr ?? ec2.Vpc.DEFAULT_CIDR_RANGE, zoneSlots);
    failOn(scope, id, [...('what' in plan ? [plan] : []), ...problemsOf(props, zoneSlots)]);
    const tiers = tiersOf(props);
    super(scope, id, {
      ipAddresses: new TierAddresses(plan as SubnetPlan, new Map(tiers.map(({ name, place }) => [name, place]))),
      ...(props.zones ? { availabilityZones: props.zones } : { maxAzs: props.maxZones ?? 3 }),
      subnetConfiguration: tiers.map(({ name, subnetType }) => ({ name, subnetType })),
      ...(props.egress ?? Egress.natPerZone())._render(),
      restrictDefaultSecurityGroup: true,
      gatewayEndpoints: {
        S3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
        DynamoDb: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
      },
    });
    this.tagTiers();
    this.controlPlaneSubnets = this.availabilityZones.slice(0, CONTROL_PLANE_ZONES)
      .map((availabilityZone, position) => this.controlPlaneSubnet(availabilityZone, subnetAt(plan as SubnetPlan, 'control-plane', position), position));
    this.logRejectedTraffic(props.flowLogRetention ?? logs.RetentionDays.ONE_MONTH);
    Dependable.implement(this, { dependencyRoots: [] });
  }

  private tagTiers(): void {
    for (const { name, tags } of TIERS) {
      this.selectSubnets({ subnetGroupName: name }).subnets.forEach((subnet) => tagSubnet(subnet, tags));
    }
  }

  private controlPlaneSubnet(availabilityZone: string, cidrBlock: string, position: number): ec2.ISubnet {
    const subnet = new ec2.PrivateSubnet(this, `${CONTROL_PLANE_TIER}Subnet${position + 1}`, {
      availabilityZone, cidrBlock, vpcId: this.vpcId, mapPublicIpOnLaunch: false,
    });
    // as CDK tags the others, so that Vpc.fromLookup finds these as well
    tagSubnet(subnet, { 'aws-cdk:subnet-name': CONTROL_PLANE_TIER, 'aws-cdk:subnet-type': 'Isolated' });
    return subnet;
  }

  private logRejectedTraffic(retention: logs.RetentionDays): void {
    const logGroup = new logs.LogGroup(this, 'FlowLogGroup', { retention, removalPolicy: RemovalPolicy.DESTROY });
    this.addFlowLog('RejectedTraffic', {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup),
      trafficType: ec2.FlowLogTrafficType.REJECT,
    });
  }
}

function tagSubnet(subnet: ec2.ISubnet, tags: Readonly<Record<string, string>>): void {
  const onlySubnets = { includeResourceTypes: [ec2.CfnSubnet.CFN_RESOURCE_TYPE_NAME] };
  Object.entries(tags).forEach(([key, value]) => Tags.of(subnet).add(key, value, onlySubnets));
}

interface ConfiguredTier {
  readonly name: string;
  readonly place: Place;
  readonly subnetType: ec2.SubnetType;
}

const SUBNET_TYPES = {
  internet: ec2.SubnetType.PUBLIC,
  egress: ec2.SubnetType.PRIVATE_WITH_EGRESS,
  nothing: ec2.SubnetType.PRIVATE_ISOLATED,
};

function tiersOf({ extraTiers = [] }: ThreeTierVpcProps): ConfiguredTier[] {
  return [
    ...TIERS.map(({ name, place, reaches }) => ({ name, place, subnetType: SUBNET_TYPES[reaches] })),
    ...extraTiers.map(({ name, egress }, index) => ({
      name, place: `extra-${index}` as Place, subnetType: SUBNET_TYPES[egress ? 'egress' : 'nothing'],
    })),
  ];
}

function problemsOf(props: ThreeTierVpcProps, zoneSlots: ZoneSlots): Problem[] {
  const problems: Problem[] = [];
  if (!ZONE_SLOTS.includes(zoneSlots)) {
    problems.push({ what: `zoneSlots is ${zoneSlots}`, limit: `it is one of ${ZONE_SLOTS.join(', ')}`, fix: 'Use 7, or 3 for a small block' });
  }
  if (props.zones && props.maxZones !== undefined) {
    problems.push({ what: `both zones and maxZones (${props.maxZones}) are given`, limit: 'zones says how many there are', fix: 'Leave maxZones out' });
  }
  const zones = props.zones?.length ?? props.maxZones;
  if (zones !== undefined && (zones < CONTROL_PLANE_ZONES || zones > zoneSlots)) {
    problems.push({
      what: `${props.zones ? `zones has ${zones} entries` : `maxZones is ${zones}`}`,
      limit: `EKS needs ${CONTROL_PLANE_ZONES} zones at the least, and zoneSlots leaves room for ${zoneSlots}`,
      fix: `Name ${CONTROL_PLANE_ZONES} to ${zoneSlots} zones`,
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    });
  }
  const duplicates = (props.zones ?? []).filter((zone, index, all) => all.indexOf(zone) !== index);
  if (duplicates.length > 0) problems.push({ what: `zones names ${duplicates.join(', ')} twice`, limit: 'each zone has one place', fix: 'Name each zone once' });
  const extra = props.extraTiers ?? [];
  if (extra.length > MAX_EXTRA_TIERS) {
    problems.push({ what: `extraTiers has ${extra.length} entries`, limit: `the plan has room for ${MAX_EXTRA_TIERS}`, fix: 'Merge tiers, or add subnets of your own from a secondary block' });
  }
  const taken = new Set([...TIERS.map(({ name }) => name), CONTROL_PLANE_TIER]);
  for (const { name } of extra) {
    if (taken.has(name) || !/^[A-Za-z0-9-]{1,40}$/.test(name)) {
      problems.push({ what: `extraTiers names a tier '${name}'`, limit: 'a name has 1–40 letters, digits or hyphens and is used once', fix: `Choose a name other than ${[...taken].join(', ')}` });
    }
    taken.add(name);
  }
  return problems;
}
