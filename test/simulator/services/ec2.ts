import { first, fresh, list, missing, Service, text } from './service';
import { Fields } from '../../handler/api-fields';
import { Account, Item } from '../account';

const VPC = 'AWS::EC2::VPC';
const SUBNET = 'AWS::EC2::Subnet';
const TABLE = 'AWS::EC2::RouteTable';
const GATEWAY = 'AWS::EC2::InternetGateway';
const GROUP = 'AWS::EC2::SecurityGroup';
const NAT = 'AWS::EC2::NatGateway';
const ATTACHMENT = 'AWS::EC2::VPCGatewayAttachment';

/** An IPv4 block as the numbers of its first and last address. */
function rangeOf(block: string): [number, number] {
  const [address, bits] = block.split('/');
  const start = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return [start, start + 2 ** (32 - Number(bits)) - 1];
}

const inside = (inner: string, outer: string): boolean => rangeOf(inner)[0] >= rangeOf(outer)[0] && rangeOf(inner)[1] <= rangeOf(outer)[1];
const overlap = (a: string, b: string): boolean => rangeOf(a)[0] <= rangeOf(b)[1] && rangeOf(b)[0] <= rangeOf(a)[1];

const blocksOf = (account: Account, vpcId: unknown): string[] => [
  String(account.get(VPC, vpcId)?.properties.CidrBlock),
  ...account
    .of('AWS::EC2::VPCCidrBlock')
    .filter(({ properties }) => properties.VpcId === vpcId && properties.CidrBlock !== undefined)
    .map(({ properties }) => String(properties.CidrBlock)),
];

const hasIpv6 = (account: Account, vpcId: unknown): boolean =>
  account
    .of('AWS::EC2::VPCCidrBlock')
    .some(({ properties }) => properties.VpcId === vpcId && properties.AmazonProvidedIpv6CidrBlock !== undefined);

/** Source: EC2 API Reference, error codes: InvalidSubnet.Range, InvalidSubnet.Conflict, InvalidParameterValue. */
function subnetRefusal(properties: Fields, account: Account): string | undefined {
  const { VpcId, CidrBlock, Ipv6CidrBlock, AvailabilityZone } = properties;
  const block = String(CidrBlock);
  if (!blocksOf(account, VpcId).some((each) => inside(block, each))) return `The CIDR '${block}' is invalid (InvalidSubnet.Range)`;
  const clash = account.of(SUBNET).find(({ properties: other }) => other.VpcId === VpcId && overlap(block, String(other.CidrBlock)));
  if (clash) return `The CIDR '${block}' conflicts with another subnet (InvalidSubnet.Conflict)`;
  if (Ipv6CidrBlock !== undefined && !hasIpv6(account, VpcId)) {
    return `The IPv6 CIDR '${String(Ipv6CidrBlock)}' is invalid: the VPC has no IPv6 block`;
  }
  if (AvailabilityZone !== undefined && !String(AvailabilityZone).startsWith(account.region)) {
    return `Value (${String(AvailabilityZone)}) for parameter availabilityZone is invalid`;
  }
  return undefined;
}

/** A route needs a gateway that is attached to the VPC of its table. Source: EC2 API Reference, CreateRoute. */
function routeRefusal(properties: Fields, account: Account): string | undefined {
  const { RouteTableId, GatewayId, NatGatewayId, EgressOnlyInternetGatewayId, TransitGatewayId, VpcPeeringConnectionId } = properties;
  const table = account.get(TABLE, RouteTableId);
  if (!table) return `The routeTable ID '${String(RouteTableId)}' does not exist`;
  if (GatewayId !== undefined && !isAttached(account, GatewayId, table.properties.VpcId)) {
    return `route table ${table.id} and network gateway ${String(GatewayId)} belong to different networks`;
  }
  if (NatGatewayId !== undefined && !account.get(NAT, NatGatewayId)) return `The natGateway ID '${String(NatGatewayId)}' does not exist`;
  const inVpc = account
    .of('AWS::EC2::TransitGatewayAttachment')
    .some(({ properties: { VpcId, TransitGatewayId: id } }) => VpcId === table.properties.VpcId && id === TransitGatewayId);
  if (TransitGatewayId !== undefined && !inVpc) {
    return `The transitGateway ID '${String(TransitGatewayId)}' does not exist (it is not attached to the VPC)`;
  }
  if (VpcPeeringConnectionId !== undefined && !account.get('AWS::EC2::VPCPeeringConnection', VpcPeeringConnectionId)) {
    return `The vpcPeeringConnection ID '${String(VpcPeeringConnectionId)}' does not exist`;
  }
  if (EgressOnlyInternetGatewayId !== undefined && !account.get('AWS::EC2::EgressOnlyInternetGateway', EgressOnlyInternetGatewayId)) {
    return 'The eigw ID does not exist';
  }
  return undefined;
}

const isAttached = (account: Account, gatewayId: unknown, vpcId: unknown): boolean =>
  account.of(ATTACHMENT).some(({ properties }) => properties.InternetGatewayId === gatewayId && properties.VpcId === vpcId);

const tableOf = (account: Account, subnetId: unknown): unknown =>
  account.of('AWS::EC2::SubnetRouteTableAssociation').find(({ properties }) => properties.SubnetId === subnetId)?.properties.RouteTableId;

const routesOf = (account: Account, subnetId: unknown): Fields[] => {
  const table = tableOf(account, subnetId);
  return account
    .of('AWS::EC2::Route')
    .filter(({ properties }) => properties.RouteTableId === table)
    .map(({ properties }) => properties);
};

/** Whether a subnet has a route to the internet gateway of its VPC. */
export const isPublic = (account: Account, subnetId: unknown): boolean =>
  routesOf(account, subnetId).some(
    ({ GatewayId, DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0' && account.get(GATEWAY, GatewayId) !== undefined,
  );

/**
 * Whether something in a subnet reaches a service of AWS: by a route out, or by an endpoint of the VPC. Source: VPC User Guide, route
 * tables; PrivateLink.
 */
export function reaches(account: Account, subnetId: unknown, service: string): boolean {
  const subnet = account.get(SUBNET, subnetId);
  const out = routesOf(account, subnetId).some((route) => {
    if (route.DestinationCidrBlock !== '0.0.0.0/0') return false;
    const nat = account.get(NAT, route.NatGatewayId);
    if (nat) return nat.properties.SubnetId === undefined || isPublic(account, nat.properties.SubnetId);
    return route.TransitGatewayId !== undefined || isPublic(account, subnetId);
  });
  return (
    out ||
    account
      .of('AWS::EC2::VPCEndpoint')
      .some(
        ({ properties }) =>
          properties.VpcId === subnet?.properties.VpcId &&
          serviceNameOf(properties).endsWith(`.${service}`) &&
          (properties.VpcEndpointType !== 'Gateway' || list(properties, 'RouteTableIds').includes(tableOf(account, subnetId))),
      )
  );
}

const serviceNameOf = ({ ServiceName }: Fields): string => String(ServiceName);

/** Interfaces in a subnet keep it. Source: EC2 API Reference, error codes: DependencyViolation. */
const dependents =
  (what: string) =>
  ({ id }: Item, account: Account): string | undefined => {
    const users = account.usersOf(id);
    return users.length === 0
      ? undefined
      : `The ${what} '${id}' has dependencies and cannot be deleted (DependencyViolation): ${users
          .slice(0, 4)
          .map((user) => `${user.type} ${user.id} (${user.madeBy})`)
          .join(', ')}`;
  };

const inVpc =
  (type: string) =>
  (properties: Fields): unknown[] => [properties[type]];

/**
 * Interface endpoints have one subnet a zone, and a name is private to one endpoint of a VPC. Source: EC2 API Reference, CreateVpcEndpoint
 * (DuplicateSubnetsInSameZone).
 */
function endpointRefusal(properties: Fields, account: Account): string | undefined {
  const zones = list(properties, 'SubnetIds').map((id) => account.get(SUBNET, id)?.properties.AvailabilityZone);
  if (new Set(zones).size < zones.length) {
    return 'Found another VPC endpoint subnet in the same availability zone (DuplicateSubnetsInSameZone)';
  }
  const twice = account
    .of('AWS::EC2::VPCEndpoint')
    .some(
      ({ properties: other }) =>
        other.VpcId === properties.VpcId &&
        other.ServiceName === properties.ServiceName &&
        other.PrivateDnsEnabled === true &&
        properties.PrivateDnsEnabled === true,
    );
  return twice
    ? `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${serviceNameOf(properties)}`
    : undefined;
}

export const EC2: Readonly<Record<string, Service>> = {
  [VPC]: {
    id: fresh('vpc-'),
    attributes: ({ CidrBlock }, id) => ({
      VpcId: id,
      CidrBlock,
      DefaultSecurityGroup: `sg-${id.slice('vpc-'.length)}d`,
      Ipv6CidrBlocks: [`2001:db8:${id.slice(-4)}::/56`],
    }),
    kept: dependents('vpc'),
  },
  'AWS::EC2::VPCCidrBlock': {
    id: fresh('vpc-cidr-assoc-'),
    uses: inVpc('VpcId'),
    refusal: ({ VpcId }, caller) => missing(caller, VPC, [VpcId]),
  },
  [SUBNET]: {
    id: fresh('subnet-'),
    uses: inVpc('VpcId'),
    attributes: ({ AvailabilityZone, AvailabilityZoneId }, id) => ({
      SubnetId: id,
      AvailabilityZone: AvailabilityZone ?? AvailabilityZoneId,
    }),
    refusal: (properties, caller, before) =>
      first(missing(caller, VPC, [properties.VpcId]), before ? undefined : subnetRefusal(properties, caller.account)),
    kept: dependents('subnet'),
  },
  [TABLE]: {
    id: fresh('rtb-'),
    uses: inVpc('VpcId'),
    refusal: ({ VpcId }, caller) => missing(caller, VPC, [VpcId]),
    kept: dependents('routeTable'),
  },
  'AWS::EC2::SubnetRouteTableAssociation': {
    id: fresh('rtbassoc-'),
    uses: ({ RouteTableId, SubnetId }) => [RouteTableId, SubnetId],
    refusal: ({ RouteTableId, SubnetId }, caller, before) =>
      first(
        missing(caller, TABLE, [RouteTableId]),
        missing(caller, SUBNET, [SubnetId]),
        before || tableOf(caller.account, SubnetId) === undefined
          ? undefined
          : 'the specified association for subnet conflicts with an existing association (Resource.AlreadyAssociated)',
      ),
  },
  'AWS::EC2::Route': {
    id: ({ RouteTableId, DestinationCidrBlock, DestinationIpv6CidrBlock }) =>
      `${String(RouteTableId)}|${String(DestinationCidrBlock ?? DestinationIpv6CidrBlock)}`,
    uses: ({ RouteTableId, NatGatewayId, GatewayId }) => [RouteTableId, NatGatewayId, GatewayId],
    refusal: (properties, { account }) => routeRefusal(properties, account),
  },
  [GATEWAY]: { id: fresh('igw-'), kept: dependents('internetGateway') },
  [ATTACHMENT]: {
    id: ({ VpcId, InternetGatewayId }) => `IGW|${String(VpcId)}|${String(InternetGatewayId)}`,
    uses: ({ VpcId, InternetGatewayId }) => [VpcId, InternetGatewayId],
    refusal: ({ VpcId, InternetGatewayId }, caller) => first(missing(caller, VPC, [VpcId]), missing(caller, GATEWAY, [InternetGatewayId])),
    // a gateway cannot be detached while the VPC has mapped public addresses. Source: EC2 API Reference, DetachInternetGateway
    kept: ({ properties: { VpcId } }, account) => {
      const mapped = account
        .all()
        .filter(
          ({ type, properties }) =>
            (type === NAT &&
              properties.AllocationId !== undefined &&
              account.get(SUBNET, properties.SubnetId)?.properties.VpcId === VpcId) ||
            (type === 'LoadBalancer' && properties.scheme === 'internet-facing' && properties.VpcId === VpcId),
        );
      return mapped.length > 0
        ? `Network ${String(VpcId)} has some mapped public address(es): ${mapped.map(({ id }) => id).join(', ')}`
        : undefined;
    },
  },
  'AWS::EC2::EgressOnlyInternetGateway': {
    id: fresh('eigw-'),
    uses: inVpc('VpcId'),
    refusal: ({ VpcId }, caller) => missing(caller, VPC, [VpcId]),
  },
  'AWS::EC2::EIP': {
    id: ({}, { account }) => `eip ${account.fresh('')}`,
    attributes: (_, id) => ({ AllocationId: `eipalloc-${id.slice(-17)}`, PublicIp: '203.0.113.1' }),
  },
  [NAT]: {
    id: fresh('nat-'),
    uses: ({ SubnetId, VpcId, AllocationId }) => [SubnetId, VpcId, AllocationId],
    attributes: (_, id) => ({ NatGatewayId: id }),
    refusal: ({ SubnetId, AllocationId, ConnectivityType }, caller, before) =>
      first(
        missing(caller, SUBNET, [SubnetId]),
        // a public NAT gateway that finds no way out fails. Source: VPC User Guide, troubleshoot NAT gateways
        SubnetId !== undefined && ConnectivityType !== 'private' && !isPublic(caller.account, SubnetId)
          ? 'Network vpc has no Internet gateway attached'
          : undefined,
        !before && AllocationId !== undefined && caller.account.of(NAT).some(({ properties }) => properties.AllocationId === AllocationId)
          ? `Elastic IP address [${String(AllocationId)}] is already associated`
          : undefined,
      ),
    kept: dependents('natGateway'),
  },
  'AWS::EC2::VPCEndpoint': {
    id: fresh('vpce-'),
    uses: (properties) => [
      properties.VpcId,
      ...list(properties, 'SubnetIds'),
      ...list(properties, 'SecurityGroupIds'),
      ...list(properties, 'RouteTableIds'),
    ],
    refusal: (properties, caller, before) =>
      first(
        missing(caller, VPC, [properties.VpcId]),
        missing(caller, SUBNET, list(properties, 'SubnetIds')),
        missing(caller, GROUP, list(properties, 'SecurityGroupIds')),
        before ? undefined : endpointRefusal(properties, caller.account),
      ),
  },
  [GROUP]: {
    id: fresh('sg-'),
    uses: inVpc('VpcId'),
    attributes: ({ VpcId }, id) => ({ GroupId: id, Id: id, VpcId }),
    refusal: ({ VpcId }, caller) => missing(caller, VPC, [VpcId]),
    kept: dependents('securityGroup'),
  },
  ...Object.fromEntries(
    ['SecurityGroupIngress', 'SecurityGroupEgress'].map((type): [string, Service] => [
      `AWS::EC2::${type}`,
      {
        id: fresh('sgr-'),
        uses: ({ GroupId, SourceSecurityGroupId, DestinationSecurityGroupId }) => [
          GroupId,
          SourceSecurityGroupId,
          DestinationSecurityGroupId,
        ],
        refusal: (properties, caller, before) =>
          first(
            missing(caller, GROUP, [properties.GroupId, properties.SourceSecurityGroupId, properties.DestinationSecurityGroupId]),
            // Source: EC2 API Reference, error codes: InvalidPermission.Duplicate
            !before && caller.account.of(`AWS::EC2::${type}`).some(({ properties: other }) => sameRule(other, properties))
              ? 'the specified rule already exists (InvalidPermission.Duplicate)'
              : undefined,
          ),
      },
    ]),
  ),
  'AWS::EC2::FlowLog': {
    id: fresh('fl-'),
    refusal: ({ ResourceId, LogGroupName, DeliverLogsPermissionArn }, caller) =>
      first(
        missing(caller, VPC, [ResourceId]),
        missing(caller, 'AWS::Logs::LogGroup', [LogGroupName]),
        DeliverLogsPermissionArn === undefined || caller.account.byArn(DeliverLogsPermissionArn)
          ? undefined
          : 'Access Denied for LogDestination',
      ),
  },
  'AWS::EC2::LaunchTemplate': {
    id: fresh('lt-'),
    attributes: (_, id) => ({ LaunchTemplateId: id, LatestVersionNumber: '1', DefaultVersionNumber: '1' }),
  },
  'AWS::EC2::PlacementGroup': { id: fresh('pg-'), attributes: (_, id) => ({ GroupName: id }) },
  'AWS::EC2::TransitGatewayAttachment': {
    id: fresh('tgw-attach-'),
    uses: (properties) => [properties.VpcId, ...list(properties, 'SubnetIds')],
    refusal: (properties, caller) =>
      first(missing(caller, VPC, [properties.VpcId]), missing(caller, SUBNET, list(properties, 'SubnetIds'))),
  },
  'AWS::EC2::VPCPeeringConnection': {
    id: fresh('pcx-'),
    uses: inVpc('VpcId'),
    refusal: ({ VpcId }, caller) => missing(caller, VPC, [VpcId]),
  },
  'AWS::EC2::NetworkAcl': {
    id: fresh('acl-'),
    uses: inVpc('VpcId'),
    refusal: ({ VpcId }, caller) => missing(caller, VPC, [VpcId]),
    kept: dependents('networkAcl'),
  },
  'AWS::EC2::NetworkAclEntry': {
    id: (properties) => ['NetworkAclId', 'Egress', 'RuleNumber'].map((name) => text(properties, name)).join('|'),
    uses: inVpc('NetworkAclId'),
  },
  'AWS::EC2::SubnetNetworkAclAssociation': { id: fresh('aclassoc-'), uses: ({ SubnetId, NetworkAclId }) => [SubnetId, NetworkAclId] },
};

const sameRule = (a: Fields, b: Fields): boolean =>
  ['GroupId', 'IpProtocol', 'FromPort', 'ToPort', 'CidrIp', 'CidrIpv6', 'SourceSecurityGroupId', 'DestinationSecurityGroupId'].every(
    (name) => a[name] === b[name],
  );
