import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import {
  ExistingVpc,
  EdgeLocation,
  EdgeSubnet,
  Egress,
  ManagedNodes,
  PrivateEndpointAccess,
  ThreeTierVpc,
  TransitGatewayRoutes,
  VpcPeering,
} from '../../src';
import { Json, logicalId, newCluster, newStack, resourceOf, resourcesOf, templateOf } from '../harness';

describe('the private API for another network', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new VpcPeering(stack, 'Peering', { vpc: cluster.vpc, peerVpcId: 'vpc-1', peerCidrs: ['10.9.0.0/16'] });
  const access = new PrivateEndpointAccess(stack, 'Access', { cluster, clientCidrs: ['10.9.0.0/16'] });
  const template = templateOf(stack);

  test('lets its hosts call the API', () => {
    const rules = Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties);
    expect(rules).toContainEqual(
      expect.objectContaining({
        CidrIp: '10.9.0.0/16',
        FromPort: 443,
        ToPort: 443,
        GroupId: { 'Fn::GetAtt': [logicalId(cluster), 'ClusterSecurityGroupId'] },
      }),
    );
  });
  test('answers its DNS in two subnets', () => {
    const resolver = template.Resources[logicalId(access.resolverEndpoint!)].Properties;
    expect(resolver.Direction).toBe('INBOUND');
    expect(resolver.IpAddresses).toHaveLength(2);
    const group = template.Resources[resolver.SecurityGroupIds[0]['Fn::GetAtt'][0]].Properties.SecurityGroupIngress;
    expect(group.map(({ IpProtocol, FromPort, CidrIp }: Json) => [IpProtocol, FromPort, CidrIp])).toEqual([
      ['tcp', 53, '10.9.0.0/16'],
      ['udp', 53, '10.9.0.0/16'],
    ]);
  });
  test('tells the other side host and addresses', () =>
    expect(Object.keys(template.Outputs)).toEqual(
      expect.arrayContaining([expect.stringMatching(/AccessApiHost/), expect.stringMatching(/AccessResolverAddressesCommand/)]),
    ));
  test('leads back from nodes and from the interfaces of the control plane', () => {
    const peered = Object.values(resourcesOf(template, 'AWS::EC2::Route'))
      .filter(({ Properties }) => Properties.VpcPeeringConnectionId)
      .map(({ Properties }) => Properties.RouteTableId.Ref);
    expect(peered).toEqual(
      [/application.*1/, /application.*2/, /controlplane.*1/, /controlplane.*2/].map((id) => expect.stringMatching(id)),
    );
  });
});

test('without a resolver there is only the rule', () => {
  const stack = newStack();
  const access = new PrivateEndpointAccess(stack, 'Access', {
    cluster: newCluster(stack),
    clientCidrs: ['10.9.0.0/16'],
    createResolverEndpoint: false,
  });
  expect(access.resolverEndpoint).toBeUndefined();
  expect(resourcesOf(templateOf(stack), 'AWS::Route53Resolver::ResolverEndpoint')).toEqual({});
});

test.each<[string, Egress, number]>([
  ['NAT', Egress.singleNat(), 1],
  ['the same transit gateway', Egress.transitGateway('tgw-1'), 1],
])('routes through a transit gateway beside %s need one attachment', (_, egress, count) => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc', { egress });
  const { attachment } = new TransitGatewayRoutes(stack, 'Office', {
    vpc,
    transitGatewayId: 'tgw-1',
    cidrs: ['10.9.0.0/16', '10.8.0.0/16'],
  });
  const template = templateOf(stack);
  expect(Object.keys(resourcesOf(template, 'AWS::EC2::TransitGatewayAttachment'))).toHaveLength(count);
  const routes = Object.values(resourcesOf(template, 'AWS::EC2::Route')).filter(({ Properties }) =>
    /10\.[89]/.test(Properties.DestinationCidrBlock),
  );
  expect(routes).toHaveLength(8);
  routes.forEach(({ DependsOn }) => expect(DependsOn).toEqual([logicalId(attachment)]));
});

describe('a subnet at the edge', () => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc');
  const local = new EdgeSubnet(stack, 'Lax', { vpc, location: EdgeLocation.localZone('us-west-2-lax-1a'), cidr: '10.0.192.0/22' });
  const carrier = new EdgeSubnet(stack, 'Bos', {
    vpc,
    location: EdgeLocation.wavelengthZone('us-east-1-wl1-bos-wlz-1'),
    cidr: '10.0.196.0/22',
  });
  const outpostArn = 'arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0';
  const outpost = new EdgeSubnet(stack, 'Rack', { vpc, location: EdgeLocation.outpost(outpostArn, 'us-west-2a'), cidr: '10.0.200.0/22' });
  const template = templateOf(stack);
  const properties = (edge: EdgeSubnet) => template.Resources[logicalId(edge.subnet)].Properties;
  const defaultRoute = (edge: EdgeSubnet) =>
    Object.values(resourcesOf(template, 'AWS::EC2::Route')).find(
      ({ Properties }) => Properties.RouteTableId.Ref === logicalId(edge.subnet.node.findChild('RouteTable')),
    )!.Properties;

  test('lies in its zone or on its Outpost', () => {
    expect(properties(local)).toMatchObject({ AvailabilityZone: 'us-west-2-lax-1a', CidrBlock: '10.0.192.0/22' });
    expect(properties(outpost)).toMatchObject({ AvailabilityZone: 'us-west-2a', OutpostArn: outpostArn });
  });
  test('has its way out: NAT, or the carrier', () => {
    expect(defaultRoute(local).NatGatewayId.Ref).toMatch(/publicSubnet1NATGateway/);
    expect(defaultRoute(outpost).NatGatewayId.Ref).toMatch(/publicSubnet1NATGateway/);
    expect(defaultRoute(carrier).CarrierGatewayId.Ref).toMatch(/CarrierGateway/);
  });
  test('is never the default', () =>
    expect([...vpc.privateSubnets, ...vpc.publicSubnets, ...vpc.isolatedSubnets]).not.toContain(local.subnet));
});

test.each<[string, () => EdgeLocation, string, RegExp]>([
  [
    'a zone of the region',
    () => EdgeLocation.localZone('us-west-2a'),
    '10.0.192.0/22',
    /EdgeLocation\.localZone\('us-west-2a'\) is not the name of a Local Zone/,
  ],
  ['a Local Zone as Wavelength Zone', () => EdgeLocation.wavelengthZone('us-west-2-lax-1a'), '10.0.192.0/22', /us-east-1-wl1-bos-wlz-1/],
  ['no Outpost', () => EdgeLocation.outpost('op-1', 'us-west-2a'), '10.0.192.0/22', /must be the ARN of an Outpost/],
  ['taken addresses', () => EdgeLocation.localZone('us-west-2-lax-1a'), '10.0.0.0/22', /conflicts with the subnet 10\.0\.0\.0\/19/],
  ['no block', () => EdgeLocation.localZone('us-west-2-lax-1a'), '10.0.0.0', /must be an IPv4 CIDR block of \/16 to \/28/],
])('fails for a subnet in %s', (_, place, cidr, message) => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc');
  expect(() => new EdgeSubnet(stack, 'Edge', { vpc, location: place(), cidr })).toThrow(message);
});

describe('a VPC that exists', () => {
  const imported = (stack: Stack) =>
    ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      publicSubnetIds: ['subnet-p1', 'subnet-p2'],
      privateSubnetIds: ['subnet-a1', 'subnet-a2'],
      isolatedSubnetIds: ['subnet-d1', 'subnet-d2'],
    });

  test('says which tags are missing, and how they are written', () => {
    const stack = newStack();
    const network = new ExistingVpc(stack, 'Network', { vpc: imported(stack) });
    expect(network.missingTags).toHaveLength(4);
    expect(network.tagCommands).toEqual([
      'aws ec2 create-tags --resources subnet-p1 subnet-p2 --tags Key=kubernetes.io/role/elb,Value=1',
      'aws ec2 create-tags --resources subnet-a1 subnet-a2 --tags Key=kubernetes.io/role/internal-elb,Value=1',
    ]);
  });
  test('gives nodes the subnets that were chosen for them', () => {
    const stack = newStack();
    const { vpc } = new ExistingVpc(stack, 'Network', {
      vpc: imported(stack),
      applicationSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      controlPlaneSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    });
    const cluster = newCluster(stack, {}, vpc);
    const nodes = new ManagedNodes(stack, 'Nodes', { cluster });
    expect(resourceOf(nodes).Properties.Subnets).toEqual(['subnet-d1', 'subnet-d2']);
    expect(resourceOf(cluster).Properties.ResourcesVpcConfig.SubnetIds).toEqual(['subnet-a1', 'subnet-a2']);
  });
  test('of this app is tagged by this app', () => {
    const stack = newStack();
    const network = new ExistingVpc(stack, 'Network', { vpc: new ec2.Vpc(stack, 'Vpc') });
    expect(network.missingTags).toEqual([]);
    const tagged = Object.values(resourcesOf(templateOf(stack), 'AWS::EC2::Subnet')).flatMap(({ Properties }) =>
      Properties.Tags.map(({ Key }: Json) => Key),
    );
    expect(tagged.filter((key: string) => key.startsWith('kubernetes.io/role/'))).toHaveLength(4);
  });
  test('fails without subnets for nodes', () => {
    const stack = new Stack(new App(), 'Test');
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC }] });
    expect(() => new ExistingVpc(stack, 'Network', { vpc })).toThrow(
      '[Test/Network] the VPC has no subnets for nodes: nodes require at least one private or isolated subnet. Set ' +
        '`applicationSubnets` (https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html)',
    );
  });
});

test.each([
  [{ peerCidrs: [] as string[] }, /peerCidrs is empty/],
  [{ peerCidrs: ['10.9'] }, /peerCidrs contains '10\.9'/],
  [{ peerCidrs: ['10.9.0.0/16'], peerAccount: '444455556666' }, /peerRoleArn is missing/],
])('fails for a peering with %j', (props, message) => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc');
  expect(() => new VpcPeering(stack, 'Peering', { vpc, peerVpcId: 'vpc-1', ...props })).toThrow(message);
});

describe('blocks of other networks', () => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc');
  const other = new ec2.Vpc(stack, 'Other', { ipAddresses: ec2.IpAddresses.cidr('10.9.0.0/16') });
  const peering = (peerCidrs: string[]) => () => new VpcPeering(newStack(), 'Peering', { vpc, peerVpcId: 'vpc-1', peerCidrs });

  test('may be known at deploy', () => {
    new VpcPeering(stack, 'Peering', { vpc, peerVpcId: other.vpcId, peerCidrs: [other.vpcCidrBlock] });
    const routes = Object.values(resourcesOf(templateOf(stack), 'AWS::EC2::Route')).filter(
      ({ Properties }) => Properties.VpcPeeringConnectionId,
    );
    expect(routes.map(({ Properties }) => Properties.DestinationCidrBlock)).toEqual(
      Array(4).fill({ 'Fn::GetAtt': [logicalId(other), 'CidrBlock'] }),
    );
  });
  test.each<[string[], string]>([
    [
      ['10.50.1.5/16'],
      "[Test/Peering] peerCidrs contains '10.50.1.5/16': must be an IPv4 CIDR block without host bits. Use a value like " +
        '10.1.0.0/16 (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html)',
    ],
    [
      ['10.9.0.0/16', '10.9.0.0/16'],
      "[Test/Peering] peerCidrs contains '10.9.0.0/16' twice: a route table has one route for each CIDR block. Remove the " +
        'duplicate (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html)',
    ],
    [
      ['10.0.4.0/24'],
      "[Test/Peering] peerCidrs contains '10.0.4.0/24': must not overlap with 10.0.0.0/16, the CIDR block of the VPC. Use " +
        'the CIDR block of the other network (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html)',
    ],
  ])('%j fails', (peerCidrs, message) => expect(peering(peerCidrs)).toThrow(message));
  test('need route tables', () => {
    const imported = ec2.Vpc.fromVpcAttributes(newStack(), 'Imported', {
      vpcId: 'vpc-1',
      availabilityZones: ['a', 'b'],
      privateSubnetIds: ['subnet-1', 'subnet-2'],
    });
    expect(() => new VpcPeering(newStack(), 'Peering', { vpc: imported, peerVpcId: 'vpc-2', peerCidrs: ['10.9.0.0/16'] })).toThrow(
      '[Test/Peering] the route tables of Test/Imported are not known: routes are created in the route tables of the ' +
        'subnets. Import the VPC with privateSubnetRouteTableIds, or create the routes in the app that created the VPC ' +
        '(https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html)',
    );
  });
});

describe('a transit gateway', () => {
  const imported = () =>
    ec2.Vpc.fromVpcAttributes(newStack(), 'Imported', {
      vpcId: 'vpc-1',
      availabilityZones: ['a', 'b'],
      privateSubnetIds: ['subnet-1', 'subnet-2'],
      privateSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
    });
  const toOffice = (vpc: ec2.IVpc, cidr: string, transitGatewayId = 'tgw-1') => ({ vpc, transitGatewayId, cidrs: [cidr] });

  test('has one attachment in subnets of its own, whatever rules the data tier has', () => {
    const stack = newStack();
    const vpc = new ThreeTierVpc(stack, 'Vpc', { isolateDataTier: true });
    new TransitGatewayRoutes(stack, 'A', toOffice(vpc, '10.8.0.0/16'));
    new TransitGatewayRoutes(stack, 'B', toOffice(vpc, '10.9.0.0/16'));
    new TransitGatewayRoutes(stack, 'C', toOffice(vpc, '10.10.0.0/16', 'tgw-2'));
    const template = templateOf(stack);
    const attachments = Object.values(resourcesOf(template, 'AWS::EC2::TransitGatewayAttachment')).map(({ Properties }) => Properties);
    expect(attachments.map(({ TransitGatewayId }) => TransitGatewayId)).toEqual(['tgw-1', 'tgw-2']);
    const withAcl = Object.values(resourcesOf(template, 'AWS::EC2::SubnetNetworkAclAssociation')).map(
      ({ Properties }) => Properties.SubnetId.Ref,
    );
    for (const { SubnetIds } of attachments) {
      expect(SubnetIds).toEqual([{ Ref: expect.stringMatching(/transitSubnet1/) }, { Ref: expect.stringMatching(/transitSubnet2/) }]);
      expect(SubnetIds.filter(({ Ref }: Json) => withAcl.includes(Ref))).toEqual([]);
    }
  });
  test('has one attachment in an imported VPC, in a subnet of each zone', () => {
    const [stack, vpc] = [newStack(), imported()];
    new TransitGatewayRoutes(stack, 'A', toOffice(vpc, '10.8.0.0/16'));
    new TransitGatewayRoutes(stack, 'B', toOffice(vpc, '10.9.0.0/16'));
    expect(
      Object.values(resourcesOf(templateOf(stack), 'AWS::EC2::TransitGatewayAttachment')).map(({ Properties }) => Properties.SubnetIds),
    ).toEqual([['subnet-1', 'subnet-2']]);
  });
  test.each<[() => unknown, string]>([
    [
      () => new TransitGatewayRoutes(newStack(), 'A', toOffice(imported(), '10.8.0.0/16', 'gw-1')),
      "[Test/A] transitGatewayId is 'gw-1': must be an ID like tgw-0123456789abcdef0. Use an ID that aws ec2 " +
        'describe-transit-gateways returns (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html)',
    ],
    [
      () =>
        new TransitGatewayRoutes(
          newStack(),
          'A',
          toOffice(new ThreeTierVpc(newStack(), 'Vpc', { cidr: '10.0.0.0/19', extraTiers: [{ name: 'a' }, { name: 'b' }] }), '10.8.0.0/16'),
        ),
      '[Test/A] extraTiers has 2 entries, and the VPC has a transit gateway attachment: in the smallest CIDR block the ' +
        'attachment uses the addresses of the second extra tier. Remove one of `extraTiers`, or use a CIDR block twice as large',
    ],
  ])('fails for %#', (make, message) => expect(make).toThrow(message));
});

test('a regional NAT gateway waits until the internet gateway is attached', () => {
  const stack = newStack();
  new ThreeTierVpc(stack, 'Vpc', { egress: Egress.regionalNat() });
  const [{ DependsOn }] = Object.values(resourcesOf(templateOf(stack), 'AWS::EC2::NatGateway'));
  expect(DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^VpcVPCGW/)]));
});

test.each<[() => unknown, string]>([
  [
    () =>
      new ThreeTierVpc(new Stack(new App(), 'Test', { env: { region: 'us-east-1' } }), 'Vpc', {
        availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      }),
    "[Test/Vpc] availabilityZones contains 'eu-west-1a': the stack is in us-east-1. Use zones of us-east-1, like " +
      'us-east-1a (https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html)',
  ],
  [
    () =>
      new EdgeSubnet(new Stack(new App(), 'Test', { env: { region: 'us-east-1' } }), 'Edge', {
        vpc: new ThreeTierVpc(newStack(), 'Vpc'),
        location: EdgeLocation.localZone('us-west-2-lax-1a'),
        cidr: '10.0.192.0/22',
      }),
    "[Test/Edge] location contains 'us-west-2-lax-1a': the stack is in us-east-1. Use zones of us-east-1, like us-east-1a " +
      '(https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html)',
  ],
  [
    () => {
      const vpc = new ThreeTierVpc(newStack(), 'Vpc');
      return [1, 2].map(
        (id) => new EdgeSubnet(vpc, `Edge${id}`, { vpc, location: EdgeLocation.localZone('us-west-2-lax-1a'), cidr: '10.0.192.0/22' }),
      );
    },
    "[Test/Vpc/Edge2] cidr '10.0.192.0/22' conflicts with the subnet 10.0.192.0/22: CIDR blocks of subnets of a VPC must " +
      'not overlap. Use a free range, like the application /19 of a zone slot that is not used ' +
      '(https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html)',
  ],
  [
    () =>
      new EdgeSubnet(newStack(), 'Edge', {
        vpc: new ThreeTierVpc(newStack(), 'Vpc'),
        location: EdgeLocation.localZone('us-west-2-lax-1a'),
        cidr: '10.9.0.0/22',
      }),
    "[Test/Edge] cidr '10.9.0.0/22' is outside of 10.0.0.0/16, the CIDR block of the VPC: the CIDR block of a subnet must " +
      'be within a CIDR block of its VPC. Use a free range of 10.0.0.0/16 ' +
      '(https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html)',
  ],
  [
    () => {
      const stack = newStack();
      const vpc = new ec2.Vpc(stack, 'Vpc');
      return ['A', 'B'].map((id) => new ExistingVpc(stack, id, { vpc }));
    },
    '[Test/B] the tiers of the VPC are already declared: a VPC can have only one ExistingVpc, and a ThreeTierVpc cannot ' +
      'have one. Remove this ExistingVpc',
  ],
])('places and tiers that cannot be: %#', (make, message) => expect(make).toThrow(message));

test('without a way out, what answers CloudFormation keeps its way to S3 to the end', () => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc', { egress: Egress.none() });
  const cluster = newCluster(stack, {}, vpc);
  const nodes = new ManagedNodes(stack, 'Nodes', { cluster });
  expect(cluster.kubectlProvider).toBeDefined();
  const template = templateOf(stack);
  const s3 = logicalId(vpc.node.findChild('S3'));
  expect(resourceOf(nodes.nodegroup).DependsOn).toContain(s3);
  const functions = Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).filter(([id]) => /Kubectl/.test(id));
  expect(functions).toHaveLength(2);
  for (const [, { DependsOn }] of functions) expect(DependsOn).toContain(s3);
});
