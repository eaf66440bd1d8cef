import { CfnResource, Fn, Lazy, RemovalPolicy, Stack, Tags, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, Dependable } from 'constructs';
import { isolateSubnets } from './data-tier-acl';
import { Egress, EgressBinding } from './egress';
import { parseIpv4Block } from './ipv4.rules';
import { declareTiers } from './network-tiers';
import { idOf } from './routes';
import {
  applicationBlocks,
  IPV6_BLOCKS,
  ipv6BlockIndex,
  SubnetRole,
  planSubnets,
  podSubnetAt,
  SubnetPlan,
  subnetAt,
  ZoneSlots,
} from './subnet-plan.rules';
import { threeTierVpcProblems, transitProblems } from './three-tier-vpc.rules';
import { ExtraTier } from './tier';
import { ipv6BlockFrom, TierAddresses, TierIpv6Addresses } from './tier-addresses';
import { CONTROL_PLANE_TIER, CONTROL_PLANE_ZONES, TIERS } from './tier.data';
import { isZoneId } from './zones.rules';
import { AWS_APIS, AwsApi } from '../catalog/aws-apis.data';
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
   * By name (`eu-west-1a`), or all of them by id (`euw1-az1`), which is the same zone in every account. Names and ids cannot be mixed, and
   * writing one for the other replaces subnets. EKS takes no control plane in use1-az3, usw1-az2 and cac1-az3: there, ids are safe.
   *
   * @default - the first `maxAzs` zones of the environment; 2 where account and region are not set
   * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
   */
  readonly availabilityZones?: string[];
  /**
   * How many zones to use when `zones` is not given: 2 to `zoneSlots`. Raising it appends.
   *
   * @default 3
   */
  readonly maxAzs?: number;
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
   * A second block of addresses for pods alone, /16 to /24, in the pod subnets of this network: 100.64.0.0/16 is meant for it. Say with
   * {@link PodNetwork} how pods get them. The control plane needs up to an hour before it reaches pods in a block that is new.
   *
   * @default - pods have addresses of the application tier
   * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
   */
  readonly podCidr?: string;
  /**
   * Whether subnets have IPv6 addresses beside IPv4, as IPv6 clusters need. It can never change.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * Whether a network ACL lets only the application and data tiers, pods and extra tiers reach the data tier. ACLs have 20 rules each way
   * by
   * quota; this one uses up to 7.
   *
   * @default false
   */
  readonly isolateDataTier?: boolean;
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
  /** The subnets of nodes, one in each zone. */
  public readonly applicationSubnets: ec2.ISubnet[];
  /** The subnets of `podCidr`, one in each zone; empty without it. Not among `privateSubnets`. */
  public readonly podSubnets: ec2.ISubnet[];
  /** The attachment of `Egress.transitGateway`, for routes of the other side. */
  public readonly transitGatewayAttachment?: ec2.CfnTransitGatewayAttachment;
  /** Whether nodes and pods reach the internet. */
  public readonly hasInternetAccess: boolean;
  /** @internal */
  public readonly _plan: SubnetPlan;

  private readonly egress: EgressBinding;
  private readonly zoneIds?: ZoneIds;
  private readonly extraTiers: readonly ExtraTier[];

  constructor(scope: Construct, id: string, props: ThreeTierVpcProps = {}) {
    const { availabilityZones, maxAzs, extraTiers = [], podCidr } = props;
    const zoneSlots = (props.zoneSlots ?? 7) as ZoneSlots;
    const egress = (props.egress ?? Egress.natPerZone())._bind();
    const planned = planSubnets(props.cidr ?? ec2.Vpc.DEFAULT_CIDR_RANGE, zoneSlots);
    const [plan, planProblems] = 'finding' in planned ? [undefined, [planned]] : [planned, []];
    failOn(scope, id, [
      ...planProblems,
      ...threeTierVpcProblems({
        plan,
        zoneSlots,
        zones: availabilityZones?.filter((zone) => !Token.isUnresolved(zone)),
        maxAzs,
        extraTiers,
        podCidr,
        transit: egress.transitGatewayId !== undefined,
        region: regionOf(scope),
      }),
    ]);
    // of a zone by its id CloudFormation says the name, by the subnet that has the id
    const names = availabilityZones?.map((zone, position) =>
      Token.isUnresolved(zone) || !isZoneId(zone)
        ? zone
        : Lazy.string({
            produce: () => (this.applicationSubnets[position].node.defaultChild as ec2.CfnSubnet).attrAvailabilityZone,
          }),
    );
    const tiers = tiersOf(extraTiers, egress);
    const places = new Map(tiers.map(({ name, subnetRole }) => [name, subnetRole]));
    super(scope, id, {
      ipAddresses: new TierAddresses(plan!, places),
      ...(props.ipv6 ? { ipProtocol: ec2.IpProtocol.DUAL_STACK, ipv6Addresses: new TierIpv6Addresses(plan!, places) } : {}),
      ...(availabilityZones ? { availabilityZones: names } : { maxAzs: maxAzs ?? 3 }),
      subnetConfiguration: tiers.map(({ name, subnetType }) => ({ name, subnetType })),
      ...egress.vpcProps,
      restrictDefaultSecurityGroup: true,
    });
    this._plan = plan!;
    this.zoneIds = new Map(
      (names ?? []).map((name, position) => [name, availabilityZones![position]] as const).filter(([name, given]) => name !== given),
    );
    this.egress = egress;
    this.extraTiers = extraTiers;
    this.hasInternetAccess = egress.hasInternetAccess;
    for (const subnet of [...this.publicSubnets, ...this.privateSubnets, ...this.isolatedSubnets]) this.setAvailabilityZoneId(subnet);
    this.tagTiers();
    this.applicationSubnets = this.tier('application');
    this.controlPlaneSubnets = this.availabilityZones
      .slice(0, CONTROL_PLANE_ZONES)
      .map((zone, position) => this.subnet(CONTROL_PLANE_TIER, zone, position, subnetAt(plan!, 'control-plane', position)));
    this.transitGatewayAttachment = egress.transitGatewayId ? this.egressThrough(egress.transitGatewayId) : undefined;
    this.podSubnets = podCidr ? this.createPodSubnets(podCidr) : [];
    this.createGatewayEndpoints();
    this.logRejectedTraffic(props.flowLogRetention ?? logs.RetentionDays.ONE_MONTH);
    declareTiers(this, {
      public: this.publicSubnets,
      application: this.applicationSubnets,
      data: this.tier('data'),
      controlPlane: this.controlPlaneSubnets,
      pods: this.podSubnets,
      hasInternetAccess: this.hasInternetAccess,
    });
    if (props.isolateDataTier) {
      const extras = extraTiers.flatMap(({ name }) => this.tier(name)).map((subnet) => (subnet as ec2.Subnet).ipv4CidrBlock);
      const data = this.tier('data');
      isolateSubnets(this, data, [
        ...applicationBlocks(plan!),
        ...data.map((subnet) => (subnet as ec2.Subnet).ipv4CidrBlock),
        ...extras,
        ...(podCidr ? [podCidr] : []),
      ]);
    }
    Dependable.implement(this, { dependencyRoots: [] });
  }

  /** The subnets of a selection. Zones are given as they were to the network: by name or by id. */
  public selectSubnets(selection: ec2.SubnetSelection = {}): ec2.SelectedSubnets {
    const named = (zone: string) => [...(this.zoneIds ?? [])].find(([, id]) => id === zone)?.[0] ?? zone;
    const { availabilityZones } = selection;
    return super.selectSubnets(availabilityZones ? { ...selection, availabilityZones: availabilityZones.map(named) } : selection);
  }

  /** Zones in words, as far as they are known: ids, names, or positions. @internal */
  public get _describeZones(): string[] {
    return this.availabilityZones.map((zone, index) => this.zoneIds?.get(zone) ?? (Token.isUnresolved(zone) ? `zone ${index + 1}` : zone));
  }

  /** The endpoint for an API of AWS, made when it is first asked for. @internal */
  public _endpointFor(api: AwsApi): ec2.IVpcEndpoint {
    // a gateway that every network of this kind has
    if (api === 's3') return this.node.findChild('S3') as ec2.GatewayVpcEndpoint;
    const id = `${AWS_APIS[api].id}Endpoint`;
    return (
      (this.node.tryFindChild(id) as ec2.InterfaceVpcEndpoint | undefined) ??
      this.addInterfaceEndpoint(id, {
        service: new ec2.InterfaceVpcEndpointAwsService(api),
        // the data tier has addresses to spare, which the application tier keeps for pods
        subnets: { subnets: this.tier('data') },
        securityGroups: [this.endpointSecurityGroup()],
        open: false,
      })
    );
  }

  private endpointSecurityGroup(): ec2.SecurityGroup {
    const existing = this.node.tryFindChild('EndpointSecurityGroup') as ec2.SecurityGroup | undefined;
    if (existing) return existing;
    const group = new ec2.SecurityGroup(this, 'EndpointSecurityGroup', {
      vpc: this,
      description: 'Interface endpoints of this network',
      allowAllOutbound: false,
    });
    for (const cidr of [this.vpcCidrBlock, ...this.podSubnets.map((subnet) => (subnet as ec2.Subnet).ipv4CidrBlock)]) {
      group.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.HTTPS, 'HTTPS from inside of the network');
    }
    return group;
  }

  private tier(name: string): ec2.ISubnet[] {
    return this.selectSubnets({ subnetGroupName: name }).subnets;
  }

  private tagTiers(): void {
    for (const { name, tags, reaches } of TIERS) {
      if (reaches === 'internet' && !this.egress.hasInternetAccess) continue;
      this.tier(name).forEach((subnet) => tagSubnet(subnet, tags));
    }
  }

  private subnet(
    tier: string,
    availabilityZone: string,
    position: number,
    cidrBlock: string,
    place: SubnetRole = 'control-plane',
  ): ec2.PrivateSubnet {
    const ipv6 = this.node.tryFindChild('ipv6cidr');
    const subnet = new ec2.PrivateSubnet(this, `${tier}Subnet${position + 1}`, {
      availabilityZone,
      cidrBlock,
      vpcId: this.vpcId,
      mapPublicIpOnLaunch: false,
      ...(ipv6 ? { ipv6CidrBlock: this.ipv6Block(ipv6BlockIndex(place, position)), assignIpv6AddressOnCreation: true } : {}),
    });
    if (ipv6) subnet.node.addDependency(ipv6);
    this.setAvailabilityZoneId(subnet);
    // as CDK tags the others, so that Vpc.fromLookup finds these as well
    tagSubnet(subnet, { 'aws-cdk:subnet-name': tier, 'aws-cdk:subnet-type': 'Isolated' });
    return subnet;
  }

  // a subnet has the one or the other. Source: EC2 API, CreateSubnet
  private setAvailabilityZoneId({ node, availabilityZone }: ec2.ISubnet): void {
    const id = this.zoneIds?.get(availabilityZone);
    if (id === undefined) return;
    const resource = node.defaultChild as ec2.CfnSubnet;
    resource.availabilityZone = undefined;
    resource.availabilityZoneId = id;
  }

  private ipv6Block(index: number): string {
    return ipv6BlockFrom(Fn.cidr(Fn.select(0, this.vpcIpv6CidrBlocks), IPV6_BLOCKS, '64'), index);
  }

  /** The attachment to a transit gateway: EC2 allows one to each, so it is made once. @internal */
  public _attachTransitGateway(transitGatewayId: string): ec2.CfnTransitGatewayAttachment {
    const attachments = this.node.children.filter(
      (child): child is ec2.CfnTransitGatewayAttachment => child instanceof ec2.CfnTransitGatewayAttachment,
    );
    const known = attachments.find((each) => each.transitGatewayId === transitGatewayId);
    if (known) return known;
    const id =
      attachments.length === 0 ? 'TransitGatewayAttachment' : `TransitGatewayAttachment-${idOf(transitGatewayId, attachments.length)}`;
    return new ec2.CfnTransitGatewayAttachment(this, id, {
      transitGatewayId,
      vpcId: this.vpcId,
      subnetIds: this.transitSubnets().map(({ subnetId }) => subnetId),
    });
  }

  /** What is in the way of an attachment. @internal */
  public _attachmentProblems(): Problem[] {
    return transitProblems({ plan: this._plan, extraTiers: this.extraTiers, transit: true });
  }

  // subnets of their own, whose ACL is open: rules of a tier would hold for what comes through the gateway as well
  private transitSubnets(): ec2.ISubnet[] {
    return this.availabilityZones.map(
      (zone, position) =>
        (this.node.tryFindChild(`transitSubnet${position + 1}`) as ec2.PrivateSubnet | undefined) ??
        this.subnet('transit', zone, position, subnetAt(this._plan, 'transit', position), 'transit'),
    );
  }

  private egressThrough(transitGatewayId: string): ec2.CfnTransitGatewayAttachment {
    const attachment = this._attachTransitGateway(transitGatewayId);
    for (const subnet of this.privateSubnets as ec2.PrivateSubnet[]) this.connect(subnet, attachment);
    return attachment;
  }

  private connect(subnet: ec2.PrivateSubnet, attachment?: ec2.CfnTransitGatewayAttachment): void {
    this.egress.connect(subnet, this);
    if (attachment) (subnet.node.findChild('DefaultRoute') as CfnResource).addResourceDependency(attachment);
  }

  private createPodSubnets(podCidr: string): ec2.ISubnet[] {
    const block = new ec2.CfnVPCCidrBlock(this, 'PodCidr', { vpcId: this.vpcId, cidrBlock: podCidr });
    return this.availabilityZones.map((zone, position) => {
      const subnet = this.subnet('pods', zone, position, podSubnetAt(parseIpv4Block(podCidr)!, this._plan.zoneSlots, position), 'pods');
      subnet.node.addDependency(block);
      // by this tag vpc-cni finds subnets for pods. Source: amazon-vpc-cni-k8s README, ENABLE_SUBNET_DISCOVERY
      tagSubnet(subnet, { 'kubernetes.io/role/cni': '1' });
      this.connect(subnet, this.transitGatewayAttachment);
      return subnet;
    });
  }

  // after the pod subnets: images come from S3, over the route tables that are listed here
  private createGatewayEndpoints(): void {
    const subnets = [{ subnets: [...this.publicSubnets, ...this.privateSubnets, ...this.isolatedSubnets, ...this.podSubnets] }];
    this.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3, subnets });
    this.addGatewayEndpoint('DynamoDb', { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB, subnets });
  }

  private logRejectedTraffic(retention: logs.RetentionDays): void {
    const logGroup = new logs.LogGroup(this, 'FlowLogGroup', { retention, removalPolicy: RemovalPolicy.DESTROY });
    this.addFlowLog('RejectedTraffic', {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup),
      trafficType: ec2.FlowLogTrafficType.REJECT,
    });
  }
}

/** Ids of zones by the name that CloudFormation will know. */
type ZoneIds = ReadonlyMap<string, string>;

function regionOf(scope: Construct): string | undefined {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? undefined : region;
}

/** Tags subnets, and nothing below them. */
export function tagSubnet(subnet: ec2.ISubnet, tags: Readonly<Record<string, string>>): void {
  const onlySubnets = { includeResourceTypes: [ec2.CfnSubnet.CFN_RESOURCE_TYPE_NAME] };
  Object.entries(tags).forEach(([key, value]) => Tags.of(subnet).add(key, value, onlySubnets));
}

interface ConfiguredTier {
  readonly name: string;
  readonly subnetRole: Exclude<SubnetRole, 'pods'>;
  readonly subnetType: ec2.SubnetType;
}

function tiersOf(extraTiers: readonly ExtraTier[], { hasInternetAccess }: EgressBinding): ConfiguredTier[] {
  const types = {
    internet: ec2.SubnetType.PUBLIC,
    egress: hasInternetAccess ? ec2.SubnetType.PRIVATE_WITH_EGRESS : ec2.SubnetType.PRIVATE_ISOLATED,
    nothing: ec2.SubnetType.PRIVATE_ISOLATED,
  };
  return [
    ...TIERS.filter(({ reaches }) => hasInternetAccess || reaches !== 'internet').map(({ name, subnetRole, reaches }) => ({
      name,
      subnetRole,
      subnetType: types[reaches],
    })),
    ...extraTiers.map(({ name, egress }, index) => ({
      name,
      subnetRole: `extra-${index}` as 'extra-0' | 'extra-1',
      subnetType: types[egress ? 'egress' : 'nothing'],
    })),
  ];
}
