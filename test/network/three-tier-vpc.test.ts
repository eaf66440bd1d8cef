import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Cluster, Egress, ThreeTierVpc, ThreeTierVpcProps } from '../../src';
import { Json, newStack, resourcesOf, VERSION } from '../harness';

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const ENV = { account: '111122223333', region: 'eu-west-1' };

function synthesized(props: ThreeTierVpcProps, named = true): Json {
  const app = new App({ context: { [`availability-zones:account=${ENV.account}:region=${ENV.region}`]: ZONES } });
  const stack = new Stack(app, 'Net', named ? { env: ENV } : {});
  const vpc = new ThreeTierVpc(stack, 'Vpc', props);
  new Cluster(stack, 'Cluster', {
    version: VERSION,
    vpc,
    admins: [Role.fromRoleArn(stack, 'Admin', 'arn:aws:iam::111122223333:role/admin')],
  });
  return Template.fromStack(stack).toJSON();
}

const subnetBlocks = (template: Json): Record<string, string> =>
  Object.fromEntries(Object.entries(resourcesOf(template, 'AWS::EC2::Subnet')).map(([id, { Properties }]) => [id, Properties.CidrBlock]));
const clusterSubnets = (template: Json): string[] =>
  Object.values(resourcesOf(template, 'AWS::EKS::Cluster'))[0].Properties.ResourcesVpcConfig.SubnetIds.map((ref: Json) => ref.Ref);

describe('a named environment with three zones', () => {
  const template = synthesized({ availabilityZones: ZONES });
  const match = Template.fromJSON(template);

  test('has three tiers in every zone and two subnets for the control plane', () => {
    expect(Object.keys(subnetBlocks(template)).map((id) => id.replace(/^Vpc|Subnet[0-9A-F]{8}$/g, ''))).toEqual([
      'publicSubnet1',
      'publicSubnet2',
      'publicSubnet3',
      'applicationSubnet1',
      'applicationSubnet2',
      'applicationSubnet3',
      'dataSubnet1',
      'dataSubnet2',
      'dataSubnet3',
      'controlplaneSubnet1',
      'controlplaneSubnet2',
    ]);
  });

  test('has a NAT gateway in every zone', () => match.resourceCountIs('AWS::EC2::NatGateway', 3));

  test.each([
    ['public', 'kubernetes.io/role/elb', 3],
    ['application', 'kubernetes.io/role/internal-elb', 3],
  ])('tags the %s tier for load balancers', (tier, key, count) => {
    const tagged = Object.entries(resourcesOf(template, 'AWS::EC2::Subnet')).filter(([, { Properties }]) =>
      Properties.Tags.some((tag: Json) => tag.Key === key && tag.Value === '1'),
    );
    expect(tagged.map(([id]) => id.startsWith(`Vpc${tier}`))).toEqual(Array(count).fill(true));
  });

  test('keeps the data and control plane tiers without a way out', () => {
    const routes = Object.values(resourcesOf(template, 'AWS::EC2::Route')).map(({ Properties }) => Properties.RouteTableId.Ref as string);
    expect(routes.filter((id) => /data|controlplane/.test(id))).toEqual([]);
    expect(routes).toHaveLength(6);
  });

  test('logs rejected traffic for 30 days', () => {
    match.hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'REJECT', LogDestinationType: 'cloud-watch-logs' });
    match.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Delete' });
  });

  test('closes the default security group', () => match.resourceCountIs('Custom::VpcRestrictDefaultSG', 1));

  test.each([
    ['before', true],
    ['after', false],
  ])('closes it by the one function of CDK, also with an ec2.Vpc %s it', (_, first) => {
    const stack = newStack();
    const plain = () => new ec2.Vpc(stack, 'Plain', { restrictDefaultSecurityGroup: true });
    if (first) plain();
    new ThreeTierVpc(stack, 'Vpc');
    if (!first) plain();
    const both = Template.fromStack(stack).toJSON() as Json;
    const [[id, { Properties }], ...others] = Object.entries(resourcesOf(both, 'AWS::Lambda::Function'));
    expect(others).toEqual([]);
    expect(id).toBe('CustomVpcRestrictDefaultSGCustomResourceProviderHandlerDC833E5E');
    expect(Properties.Runtime).toBe('nodejs24.x');
    const closed = Object.values(resourcesOf(both, 'Custom::VpcRestrictDefaultSG'));
    expect(closed.map((each) => each.Properties.ServiceToken)).toEqual([1, 2].map(() => ({ 'Fn::GetAtt': [id, 'Arn'] })));
    expect(JSON.stringify(resourcesOf(both, 'AWS::IAM::Role'))).toMatch(/security-group\/.*security-group\//);
  });

  test('reaches S3 and DynamoDB without NAT', () => {
    expect(Object.values(resourcesOf(template, 'AWS::EC2::VPCEndpoint')).map(({ Properties }) => Properties.VpcEndpointType)).toEqual([
      'Gateway',
      'Gateway',
    ]);
  });

  test('does not make the cluster wait for NAT', () => {
    const [cluster] = Object.values(resourcesOf(template, 'AWS::EKS::Cluster'));
    expect(cluster.DependsOn).toEqual([expect.stringMatching(/^ClusterLogs/)]);
  });

  test('is found by CDK look-ups: every subnet has its name and type as tags', () => {
    for (const { Properties } of Object.values(resourcesOf(template, 'AWS::EC2::Subnet'))) {
      expect(Properties.Tags.map((tag: Json) => tag.Key)).toEqual(expect.arrayContaining(['aws-cdk:subnet-name', 'aws-cdk:subnet-type']));
    }
  });
});

describe('nothing that exists changes', () => {
  const before = synthesized({ availabilityZones: ZONES.slice(0, 2) });

  test.each([
    ['a zone is appended', synthesized({ availabilityZones: ZONES })],
    [
      'a tier is added',
      synthesized({ availabilityZones: ZONES.slice(0, 2), extraTiers: [{ name: 'cache' }, { name: 'batch', egress: true }] }),
    ],
    ['a zone and a tier are added', synthesized({ availabilityZones: ZONES, extraTiers: [{ name: 'cache' }] })],
  ])('when %s', (_, after) => {
    expect(subnetBlocks(after)).toMatchObject(subnetBlocks(before));
    expect(Object.keys(subnetBlocks(after)).length).toBeGreaterThan(Object.keys(subnetBlocks(before)).length);
    expect(clusterSubnets(after)).toEqual(clusterSubnets(before));
  });

  test('when an environment-agnostic stack gets an environment', () => {
    const agnostic = synthesized({}, false);
    const named = synthesized({});
    expect(subnetBlocks(named)).toMatchObject(subnetBlocks(agnostic));
    expect(clusterSubnets(named)).toEqual(clusterSubnets(agnostic));
    expect([Object.keys(subnetBlocks(agnostic)).length, Object.keys(subnetBlocks(named)).length]).toEqual([8, 11]);
  });
});

test('is used wherever a VPC is', () => {
  const stack = newStack();
  const vpc: ec2.IVpc = new ThreeTierVpc(stack, 'Vpc');
  expect(vpc).toBeInstanceOf(ec2.Vpc);
  expect(vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnets.map((subnet) => subnet.node.id)).toEqual([
    'dataSubnet1',
    'dataSubnet2',
  ]);
  expect(vpc.selectSubnets({ subnetGroupName: 'application' }).subnets).toHaveLength(2);
});

test('one NAT gateway serves all zones when asked for', () => {
  const stack = newStack();
  new ThreeTierVpc(stack, 'Vpc', { egress: Egress.singleNat() });
  Template.fromStack(stack).resourceCountIs('AWS::EC2::NatGateway', 1);
});

describe('fails', () => {
  const failing = (props: ThreeTierVpcProps) => () => new ThreeTierVpc(newStack(), 'Vpc', props);

  test.each<[string, ThreeTierVpcProps, string]>([
    [
      'for one zone',
      { availabilityZones: ['eu-west-1a'] },
      '[Test/Vpc] availabilityZones has 1 entry: must be at least 2, which EKS requires, and at most zoneSlots (7). Use 2 to ' +
        '7 availability zones (https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html)',
    ],
    [
      'for more zones than slots',
      { maxAzs: 4, zoneSlots: 3 },
      '[Test/Vpc] maxAzs is 4: must be at least 2, which EKS requires, and at most zoneSlots (3). Use 2 to 3 availability ' +
        'zones (https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html)',
    ],
    [
      'for zones and their number',
      { availabilityZones: ['a', 'b'], maxAzs: 2 },
      '[Test/Vpc] both availabilityZones and maxAzs (2) are given: they are mutually exclusive. Remove `availabilityZones` ' +
        'or `maxAzs`',
    ],
    [
      'for a zone named twice',
      { availabilityZones: ['a', 'b', 'a'] },
      '[Test/Vpc] availabilityZones contains a more than once: availability zones must be unique. Remove the duplicates',
    ],
    [
      'for three tiers more',
      { extraTiers: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
      '[Test/Vpc] extraTiers has 3 entries: must have at most 2. Merge tiers, or add your own subnets from a secondary CIDR ' + 'block',
    ],
    [
      'for a tier with a taken name',
      { extraTiers: [{ name: 'data' }] },
      "[Test/Vpc] extraTiers contains the name 'data': must be unique and have 1–40 letters, digits or hyphens. Use a name " +
        'other than public, application, data, control-plane, pods, transit',
    ],
    [
      'for other slots',
      { zoneSlots: 5, cidr: '10.0.0.0/16' },
      '[Test/Vpc] zoneSlots is 5: must be 3 or 7. Set `zoneSlots` to 7, or to 3 for a small CIDR block',
    ],
  ])('%s', (_, props, message) => {
    expect(failing(props)).toThrow(message);
  });

  test('with all problems at once', () => {
    expect(failing({ cidr: '10.0.0.0/24', maxAzs: 1 })).toThrow(/cidr '10\.0\.0\.0\/24' is too small[^\n]*\n\[Test\/Vpc\] maxAzs is 1/);
  });
});
