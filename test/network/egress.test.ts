import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CoreAddons, Egress, ManagedNodes, DeploySummary, ThreeTierVpc, WorkloadIdentity } from '../../src';
import { Json, logicalId, newCluster, newStack, resourceOf, resourcesOf, templateOf } from '../harness';

const withEgress = (egress: Egress, props = {}) => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc', { egress, ...props });
  return { stack, vpc };
};
const routes = (template: Json, tier: RegExp) =>
  Object.values(resourcesOf(template, 'AWS::EC2::Route'))
    .filter(({ Properties }) => tier.test(Properties.RouteTableId.Ref))
    .map(({ Properties }) => Properties);

test('a regional NAT gateway is one, without addresses of ours, and every application subnet leads to it', () => {
  const { stack } = withEgress(Egress.regionalNat());
  const template = templateOf(stack);
  const gateways = resourcesOf(template, 'AWS::EC2::NatGateway');
  expect(Object.values(gateways).map(({ Properties }) => Properties.AvailabilityMode)).toEqual(['regional']);
  expect(resourcesOf(template, 'AWS::EC2::EIP')).toEqual({});
  expect(routes(template, /application/).map(({ NatGatewayId }) => NatGatewayId['Fn::GetAtt'][0])).toEqual(
    Array(2).fill(Object.keys(gateways)[0]),
  );
});

describe('through a transit gateway', () => {
  const { stack, vpc } = withEgress(Egress.transitGateway('tgw-0123456789abcdef0'), { podCidr: '100.64.0.0/16' });
  const template = templateOf(stack);

  test('there is no NAT, and the attachment has subnets of its own', () => {
    expect(resourcesOf(template, 'AWS::EC2::NatGateway')).toEqual({});
    const [attachment] = Object.values(resourcesOf(template, 'AWS::EC2::TransitGatewayAttachment'));
    expect(attachment.Properties.SubnetIds.map(({ Ref }: Json) => Ref)).toEqual([
      expect.stringMatching(/transitSubnet1/),
      expect.stringMatching(/transitSubnet2/),
    ]);
  });
  test('application and pod subnets lead to it, after the attachment', () => {
    expect(routes(template, /application|pods/)).toEqual(
      Array(4).fill(expect.objectContaining({ DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: 'tgw-0123456789abcdef0' })),
    );
    const [route] = Object.values(resourcesOf(template, 'AWS::EC2::Route')).filter(({ Properties }) => Properties.TransitGatewayId);
    expect(route.DependsOn).toContain(logicalId(vpc.transitGatewayAttachment!));
  });
  test('the public tier stays', () => expect(vpc.publicSubnets).toHaveLength(2));
});

describe('without any', () => {
  const { stack, vpc } = withEgress(Egress.none());
  const cluster = newCluster(stack, {}, vpc);
  new CoreAddons(stack, 'Addons', { cluster });
  const nodes = new ManagedNodes(stack, 'Nodes', { cluster });
  const template = templateOf(stack);
  const endpoints = () =>
    Object.values(resourcesOf(template, 'AWS::EC2::VPCEndpoint')).filter(({ Properties }) => Properties.VpcEndpointType === 'Interface');
  const services = () => endpoints().map(({ Properties }) => Properties.ServiceName['Fn::Join'][1].join('').split('.').slice(-1)[0]);

  test('there is no internet gateway, no NAT and no public tier', () => {
    for (const type of ['AWS::EC2::InternetGateway', 'AWS::EC2::NatGateway', 'AWS::EC2::Route']) {
      expect(resourcesOf(template, type)).toEqual({});
    }
    expect(vpc.publicSubnets).toEqual([]);
  });
  test('each component adds the endpoints that it calls, once, and no others', () => {
    expect(services().sort()).toEqual(['api', 'dkr', 'ec2', 'ec2messages', 'eks', 'eks-auth', 'ssm', 'ssmmessages', 'sts']);
  });
  test('endpoints answer under their public names, to the network only', () => {
    expect(endpoints().every(({ Properties }) => Properties.PrivateDnsEnabled === true)).toBe(true);
    const [group] = Object.entries(resourcesOf(template, 'AWS::EC2::SecurityGroup'))
      .filter(([id]) => /EndpointSecurityGroup/.test(id))
      .map(([, each]) => each);
    expect(group.Properties.SecurityGroupIngress).toEqual([
      expect.objectContaining({ FromPort: 443, ToPort: 443, CidrIp: { 'Fn::GetAtt': [logicalId(vpc), 'CidrBlock'] } }),
    ]);
  });
  test('nodes wait for the endpoints that they call', () => {
    expect(resourceOf(nodes).DependsOn).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/EcrApiEndpoint/),
        expect.stringMatching(/EcrDockerEndpoint/),
        expect.stringMatching(/Ec2Endpoint/),
      ]),
    );
  });
  test('nodes and the control plane have their subnets all the same', () => {
    expect(resourceOf(nodes).Properties.Subnets).toHaveLength(2);
    expect(resourcesOf(template, 'AWS::EKS::Cluster')[logicalId(cluster)].Properties.ResourcesVpcConfig.SubnetIds).toHaveLength(2);
  });
});

test('with internet access no endpoints are created', () => {
  const { stack, vpc } = withEgress(Egress.singleNat());
  const cluster = newCluster(stack, {}, vpc);
  new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'a', serviceAccountName: 'a' });
  expect(
    Object.values(resourcesOf(templateOf(stack), 'AWS::EC2::VPCEndpoint')).map(({ Properties }) => Properties.VpcEndpointType),
  ).toEqual(['Gateway', 'Gateway']);
});

describe('pod subnets', () => {
  const { stack, vpc } = withEgress(Egress.natPerZone(), { podCidr: '100.64.0.0/16', isolateDataTier: true });
  const template = templateOf(stack);
  const pods = Object.entries(resourcesOf(template, 'AWS::EC2::Subnet'))
    .filter(([id]) => /podsSubnet/.test(id))
    .map(([, each]) => each);

  test('lie in the second block, tagged for vpc-cni, each with the NAT gateway of its zone', () => {
    expect(pods.map(({ Properties }) => Properties.CidrBlock)).toEqual(['100.64.0.0/19', '100.64.32.0/19']);
    pods.forEach(({ Properties }) => expect(Properties.Tags).toContainEqual({ Key: 'kubernetes.io/role/cni', Value: '1' }));
    expect(routes(template, /pods/).map(({ NatGatewayId }) => NatGatewayId.Ref)).toEqual(
      routes(template, /application/).map(({ NatGatewayId }) => NatGatewayId.Ref),
    );
  });
  test('wait for their block', () => pods.forEach(({ DependsOn }) => expect(DependsOn).toEqual([expect.stringMatching(/PodCidr/)])));
  test('are not private subnets that other constructs would select', () => expect(vpc.privateSubnets).toHaveLength(2));
  test('reach S3, from which images come, through the gateway endpoint', () => {
    const [s3] = Object.values(resourcesOf(template, 'AWS::EC2::VPCEndpoint'));
    expect(s3.Properties.RouteTableIds.map(({ Ref }: Json) => Ref)).toContainEqual(expect.stringMatching(/podsSubnet1RouteTable/));
  });
  test('reach the data tier, which an ACL closes to the public tier', () => {
    const entries = Object.values(resourcesOf(template, 'AWS::EC2::NetworkAclEntry')).map(({ Properties }) => Properties);
    expect(entries.filter(({ Egress: out }) => !out).map(({ CidrBlock }) => CidrBlock)).toEqual([
      '10.0.0.0/17',
      '10.0.128.0/18',
      '10.0.192.0/19',
      '10.0.225.0/24',
      '10.0.229.0/24',
      '100.64.0.0/16',
    ]);
    expect(entries.filter(({ Egress: out }) => out)).toHaveLength(6);
  });
});

describe('IPv6', () => {
  const blocks = (maxZones: number, extraTiers: { name: string }[] = []) => {
    const app = new App();
    const stack = new Stack(app, 'Net', { env: { account: '111122223333', region: 'eu-west-1' } });
    new ThreeTierVpc(stack, 'Vpc', {
      ipv6: true,
      availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'].slice(0, maxZones),
      extraTiers,
    });
    return Object.fromEntries(
      Object.entries(resourcesOf(Template.fromStack(stack).toJSON(), 'AWS::EC2::Subnet')).map(([id, { Properties }]) => [
        id,
        Properties.Ipv6CidrBlock['Fn::Select'][0],
      ]),
    );
  };
  test('every subnet has a /64 that neither another zone nor another tier moves', () => {
    const two = blocks(2);
    expect(blocks(3, [{ name: 'cache' }])).toMatchObject(two);
    expect(new Set(Object.values(blocks(3))).size).toBe(Object.keys(blocks(3)).length);
  });
});

test('the old names of subnets stay, whatever the egress', () => {
  const ids = (egress: Egress) =>
    Object.keys(resourcesOf(templateOf(withEgress(egress).stack), 'AWS::EC2::Subnet')).filter((id) => !/public|transit/.test(id));
  const all = [Egress.natPerZone(), Egress.singleNat(), Egress.regionalNat(), Egress.none(), Egress.transitGateway('tgw-1')].map(ids);
  all.forEach((each) => expect(each).toEqual(all[0]));
  expect(all[0]).toHaveLength(6);
  expect(ec2.Vpc.DEFAULT_CIDR_RANGE).toBe('10.0.0.0/16');
});

test('clusters in stacks of their own wait for the endpoints in the stack of their network', () => {
  const app = new App();
  const vpc = new ThreeTierVpc(new Stack(app, 'Base'), 'Vpc', { egress: Egress.none() });
  const stacks = ['A', 'B'].map((name) => {
    const stack = new Stack(app, name);
    new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack, {}, vpc) });
    return stack;
  });
  for (const stack of stacks) {
    Template.fromStack(stack);
    expect(stack.dependencies.map(({ stackName }) => stackName)).toEqual(['Base']);
  }
  expect(DeploySummary.of(app).toString()).not.toContain('Order that CloudFormation cannot express');
});
