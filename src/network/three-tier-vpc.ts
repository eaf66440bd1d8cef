import { CfnResource, Fn, Lazy, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, Dependable } from 'constructs';
import { isolateSubnets } from './data-tier-acl';
import { createDefaultSecurityGroupProvider } from './default-security-group';
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
import { tagSubnet } from './tag-subnet';
import { threeTierVpcProblems, transitProblems } from './three-tier-vpc.rules';
import { ExtraTier } from './tier';
import { ipv6BlockFrom, TierAddresses, TierIpv6Addresses } from './tier-addresses';
import { CONTROL_PLANE_TIER, CONTROL_PLANE_ZONES, TIERS } from './tier.data';
import { isZoneId } from './zones.rules';
import { AWS_APIS, AwsApi } from '../catalog/aws-apis.data';
import { failOn, Problem } from '../errors/problems';
import { checkProps } from '../props/check-props';

/** Properties of a {@link ThreeTierVpc}. */
export interface ThreeTierVpcProps {
  /**
   * IPv4 CIDR block of the VPC: /16 to /19, with `zoneSlots: 3` to /21. Immutable.
   *
   * @default '10.0.0.0/16'
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   */
  readonly cidr?: string;
  /**
   * The availability zones: at least 2, at most `zoneSlots`. Only append zones: inserting or removing one replaces subnets. Node groups in
   * all zones are replaced when a zone is appended.
   *
   * All by name (`eu-west-1a`) or all by ID (`euw1-az1`), which is the same zone in every account. Changing a name to the ID of the zone,
   * or vice versa, replaces subnets. EKS does not support control planes in use1-az3, usw1-az2 and cac1-az3: use IDs in these regions.
   *
   * @default - the first `maxAzs` zones of the environment; 2 where account and region are not set
   * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
   */
  readonly availabilityZones?: string[];
  /**
   * Number of availability zones if `availabilityZones` is not set: 2 to `zoneSlots`. Increasing it appends zones.
   *
   * @default 3
   */
  readonly maxAzs?: number;
  /**
   * Number of availability zones for which IP addresses are reserved: 7 or 3. Immutable.
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
   * Additional tiers: at most 2. Only append tiers.
   *
   * @default - none
   */
  readonly extraTiers?: ExtraTier[];
  /**
   * Secondary CIDR block for pods, /16 to /24, like 100.64.0.0/16: it adds a pod subnet in each availability zone. Configure with
   * {@link PodNetwork} how pods use it. The control plane needs up to an hour before it reaches pods in a new CIDR block.
   *
   * @default - pods use IP addresses of the application tier
   * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
   */
  readonly podCidr?: string;
  /**
   * Make all subnets dual-stack (IPv4 and IPv6), which IPv6 clusters need. Immutable.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * Add a network ACL to the data tier that allows only traffic of the application and data tiers, pods and extra tiers. It has up to 7 of
   * the 20 rules per direction that the default quota allows.
   *
   * @default false
   */
  readonly isolateDataTier?: boolean;
  /**
   * Retention of the flow logs of rejected traffic.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly flowLogRetention?: logs.RetentionDays;
}

/**
 * A VPC with three tiers in each availability zone: public (load balancers), application (nodes and pods) and data (isolated). The network
 * interfaces of the control plane are in separate small subnets in the first two zones.
 *
 * Logical IDs and CIDR blocks depend only on the tier and the position of the zone: appending a zone, adding a tier or setting the
 * environment of the stack does not change existing subnets.
 *
 * It is an `ec2.Vpc`, with one difference: `node.addDependency(vpc)` has no effect, so that the control plane does not wait for NAT
 * gateways. Depend on `internetConnectivityEstablished` of the subnets instead.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 *
 * @example
 * const network = new ThreeTierVpc(this, 'Network', { cidr: '10.20.0.0/16', maxAzs: 2, egress: Egress.singleNat() });
 *
 * new Platform(this, 'Platform', { version: eks.KubernetesVersion.V1_36, admins: [admin], vpc: network });
 */
export class ThreeTierVpc extends ec2.Vpc {
  /** Subnets of the network interfaces of the control plane, one in each of the first two zones. Not part of `isolatedSubnets`. */
  public readonly controlPlaneSubnets: ec2.ISubnet[];
  /** Subnets of nodes, one in each zone. */
  public readonly applicationSubnets: ec2.ISubnet[];
  /** Subnets of `podCidr`, one in each zone; empty without it. Not part of `privateSubnets`. */
  public readonly podSubnets: ec2.ISubnet[];
  /** Attachment of `Egress.transitGateway()`; undefined with another egress. */
  public readonly transitGatewayAttachment?: ec2.CfnTransitGatewayAttachment;
  /** Whether nodes and pods have internet access. */
  public readonly hasInternetAccess: boolean;
  /** @internal */
  public readonly _plan: SubnetPlan;

  private readonly egress: EgressBinding;
  private readonly zoneIds?: ZoneIds;
  private readonly extraTiers: readonly ExtraTier[];

  constructor(scope: Construct, id: string, props: ThreeTierVpcProps = {}) {
    checkProps('ThreeTierVpcProps', scope, id, props, new.target !== ThreeTierVpc);
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
    // for a zone by its ID, CloudFormation returns the name as an attribute of its subnet
    const names = availabilityZones?.map((zone, position) =>
      Token.isUnresolved(zone) || !isZoneId(zone)
        ? zone
        : Lazy.string({
            produce: () => (this.applicationSubnets[position].node.defaultChild as ec2.CfnSubnet).attrAvailabilityZone,
          }),
    );
    const tiers = tiersOf(extraTiers, egress);
    const places = new Map(tiers.map(({ name, subnetRole }) => [name, subnetRole]));
    createDefaultSecurityGroupProvider(scope);
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

  /** The subnets of a selection. Availability zones are given as for the VPC: by name or by ID. */
  public selectSubnets(selection: ec2.SubnetSelection = {}): ec2.SelectedSubnets {
    const named = (zone: string) => [...(this.zoneIds ?? [])].find(([, id]) => id === zone)?.[0] ?? zone;
    const { availabilityZones } = selection;
    return super.selectSubnets(availabilityZones ? { ...selection, availabilityZones: availabilityZones.map(named) } : selection);
  }

  /** Zones for the summary: IDs, names, or positions if neither is known. @internal */
  public get _describeZones(): string[] {
    return this.availabilityZones.map((zone, index) => this.zoneIds?.get(zone) ?? (Token.isUnresolved(zone) ? `zone ${index + 1}` : zone));
  }

  /** The endpoint for an AWS API, created when it is first requested. @internal */
  public _endpointFor(api: AwsApi): ec2.IVpcEndpoint {
    // every ThreeTierVpc has a gateway endpoint for S3
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

  // they are mutually exclusive. Source: EC2 API, CreateSubnet
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

  /** The attachment to a transit gateway. EC2 allows one for each transit gateway. @internal */
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

  /** Problems of an attachment. @internal */
  public _attachmentProblems(): Problem[] {
    return transitProblems({ plan: this._plan, extraTiers: this.extraTiers, transit: true });
  }

  // separate subnets with the default ACL: the ACL of a tier would apply to traffic of the transit gateway as well
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
