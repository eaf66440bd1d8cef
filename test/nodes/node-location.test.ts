import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import {
  ExistingVpc,
  CoreAddons,
  EdgeLocation,
  EdgeSubnet,
  FargateNodes,
  ManagedNodes,
  ManagedNodesProps,
  NodeOs,
  PodNetwork,
  CapacityReservation,
  SelfManagedNodes,
  ThreeTierVpc,
} from '../../src';
import { flat, Json, logicalId, newCluster, newStack, resourceOf, resourcesOf, templateOf } from '../harness';

describe('capacity that is reserved', () => {
  const reserved = (more: object) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const subnets = { subnetGroupName: 'application', availabilityZones: [cluster.vpc.availabilityZones[0]] };
    const nodes = new ManagedNodes(stack, 'Nodes', {
      cluster,
      subnets,
      efa: true,
      instanceTypes: [new ec2.InstanceType('p5.48xlarge')],
      minSize: 0,
      maxSize: 1,
      ...more,
    });
    return { stack, data: resourceOf(nodes.launchTemplate).Properties.LaunchTemplateData };
  };

  test('gets no placement group of its own: it lies where it was reserved', () => {
    expect(reserved({ capacityReservation: CapacityReservation.capacityBlock('cr-1') }).data.Placement).toBeUndefined();
    expect(reserved({ capacityReservation: CapacityReservation.onDemand('cr-1') }).data.Placement).toBeUndefined();
    expect(reserved({}).data.Placement).toEqual({ GroupName: { 'Fn::GetAtt': [expect.stringMatching(/PlacementGroup/), 'GroupName'] } });
  });
  test('takes the group that it was reserved in', () => {
    const placementGroup = ec2.PlacementGroup.fromPlacementGroupName(newStack(), 'Group', 'mine');
    const { stack, data } = reserved({ capacityReservation: CapacityReservation.onDemand('cr-1'), placementGroup });
    expect(data.Placement).toEqual({ GroupName: 'mine' });
    expect(resourcesOf(templateOf(stack), 'AWS::EC2::PlacementGroup')).toEqual({});
  });
  test.each([
    ['my-block', CapacityReservation.capacityBlock('my-block')],
    ['group', CapacityReservation.resourceGroup('group')],
  ])("fails for '%s'", (name, reservation) => {
    expect(() => reserved({ capacityReservation: reservation })).toThrow(`[Test/Nodes] capacityReservation is '${name}'`);
  });
});

test('in a Wavelength Zone nodes have a carrier address and an old disk, in a Local Zone the disk', () => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc');
  const cluster = newCluster(stack, {}, vpc);
  const at = (id: string, place: EdgeLocation, cidr: string) =>
    new SelfManagedNodes(stack, id, {
      cluster,
      subnets: { subnets: [new EdgeSubnet(stack, `${id}Subnet`, { vpc, location: place, cidr }).subnet] },
    });
  const template = (nodes: SelfManagedNodes) => resourceOf(nodes.launchTemplate).Properties.LaunchTemplateData;
  const carrier = at('Carrier', EdgeLocation.wavelengthZone('us-east-1-wl1-bos-wlz-1'), '10.0.192.0/22');
  const local = at('Local', EdgeLocation.localZone('us-west-2-lax-1a'), '10.0.196.0/22');
  expect(template(carrier)).toMatchObject({
    NetworkInterfaces: [{ DeviceIndex: 0, AssociateCarrierIpAddress: true, Groups: [expect.anything()] }],
    BlockDeviceMappings: [{ Ebs: { VolumeType: 'gp2' } }],
  });
  expect(template(carrier).SecurityGroupIds).toBeUndefined();
  expect(template(local)).toMatchObject({ BlockDeviceMappings: [{ Ebs: { VolumeType: 'gp2' } }] });
  expect(template(local).NetworkInterfaces).toBeUndefined();
});

describe('pods in subnets of their own', () => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc', { podCidr: '100.64.0.0/16' });
  const cluster = newCluster(stack, {}, vpc);
  const own = new SelfManagedNodes(stack, 'Own', { cluster, instanceTypes: [new ec2.InstanceType('m5.large')] });
  const group = new ManagedNodes(stack, 'Managed', { cluster });
  new CoreAddons(stack, 'Addons', { cluster, podNetwork: PodNetwork.podSubnets() });
  const template = templateOf(stack);

  test('are kept out of those of nodes', () => {
    const tagged = Object.entries(resourcesOf(template, 'AWS::EC2::Subnet')).map(([id, { Properties }]) => [
      id.replace(/Subnet.*/, ''),
      Properties.Tags.find(({ Key }: Json) => Key === 'kubernetes.io/role/cni')?.Value,
    ]);
    expect(Object.fromEntries(tagged)).toEqual({
      Vpcpublic: undefined,
      Vpcapplication: '0',
      Vpcdata: undefined,
      Vpccontrolplane: undefined,
      Vpcpods: '1',
    });
  });
  test('imported subnets of nodes are told to have the tag', () => {
    const other = newStack();
    const ids = (name: string) => ['a', 'b', 'c'].map((zone) => `subnet-${name}${zone}`);
    const network = new ExistingVpc(other, 'Network', {
      vpc: ec2.Vpc.fromVpcAttributes(other, 'Vpc', {
        vpcId: 'vpc-1',
        availabilityZones: ['a', 'b', 'c'].map((zone) => `eu-west-1${zone}`),
        privateSubnetIds: ids('application'),
        isolatedSubnetIds: ids('pods'),
      }),
      podSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });
    new CoreAddons(other, 'Addons', { cluster: newCluster(other, {}, network.vpc), podNetwork: PodNetwork.podSubnets() });
    expect(
      Annotations.fromStack(other)
        .findWarning('*', Match.stringLikeRegexp('role/cni'))
        .map(({ entry }) => String(entry.data).replace(/ \[ack.*/, '')),
    ).toEqual([
      '3 node subnets are imported, and pods get addresses from those without the tag kubernetes.io/role/cni=0: ' +
        'add the tag where the subnets are created',
    ]);
  });
  test('a node that counts its pods itself is told to leave the first interface out', () => {
    expect(flat(template.Resources[logicalId(own.launchTemplate)].Properties.LaunchTemplateData.UserData['Fn::Base64'])).toContain(
      '"maxPods": 20',
    );
    expect(template.Resources[logicalId(group.launchTemplate)].Properties.LaunchTemplateData.UserData).toBeUndefined();
  });
});

describe('on an imported cluster', () => {
  const imported = (stack: Stack) =>
    eks.Cluster.fromClusterAttributes(stack, 'Cluster', {
      clusterName: 'prod',
      clusterEndpoint: 'https://a',
      clusterCertificateAuthorityData: 'abc',
      clusterSecurityGroupId: 'sg-1',
      vpc: new ThreeTierVpc(stack, 'Vpc'),
    });
  const options = { version: eks.KubernetesVersion.V1_36 };

  test('nodes are told the addresses of services', () => {
    const stack = newStack();
    const nodes = new SelfManagedNodes(stack, 'Nodes', { cluster: imported(stack), ...options, serviceIpv4Cidr: '172.20.0.0/16' });
    expect(flat(resourceOf(nodes.launchTemplate).Properties.LaunchTemplateData.UserData['Fn::Base64'])).toContain(
      '"cidr": "172.20.0.0/16"',
    );
  });
  test('Bottlerocket asks by itself', () => {
    const stack = newStack();
    expect(() => new SelfManagedNodes(stack, 'Nodes', { cluster: imported(stack), ...options, os: NodeOs.BOTTLEROCKET })).not.toThrow();
  });
  test('an image that no parameter holds is asked for', () => {
    const stack = newStack();
    const nodes = () =>
      new SelfManagedNodes(stack, 'Nodes', {
        cluster: imported(stack),
        ...options,
        os: NodeOs.BOTTLEROCKET_FIPS,
        instanceTypes: [new ec2.InstanceType('g5.xlarge')],
      });
    expect(nodes).toThrow(
      '[Test/Nodes] os is BOTTLEROCKET_FIPS on g5.xlarge: no public SSM parameter with the ID of such an ' +
        'AMI is known. Set machineImage, or use ManagedNodes',
    );
  });
});

test.each<[string, Partial<ManagedNodesProps>, string | undefined]>([
  ['an image of another architecture', { amiType: 'AL2023_ARM_64_STANDARD' }, 'amiType is AL2023_ARM_64_STANDARD on m6i.large'],
  [
    'an image of another system',
    { amiType: 'WINDOWS_CORE_2022_x86_64' },
    'amiType is WINDOWS_CORE_2022_x86_64 and os is another operating system',
  ],
  ['CUSTOM', { amiType: 'CUSTOM' }, "amiType is 'CUSTOM'"],
  ['an image that is newer than this library', { amiType: 'AL2027_x86_64_STANDARD' }, undefined],
])('amiType for %s', (_, props, message) => {
  const stack = newStack();
  const make = () => new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack), ...props });
  if (message) expect(make).toThrow(`[Test/Nodes] ${message}`);
  else expect(make).not.toThrow();
});

test('subnets that were imported by their id alone are taken', () => {
  const stack = newStack();
  const subnet = ec2.Subnet.fromSubnetId(stack, 'Subnet', 'subnet-1');
  const nodes = new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack), subnets: { subnets: [subnet] } });
  expect(resourceOf(nodes.nodegroup).Properties.Subnets).toEqual(['subnet-1']);
});
test.each<[ec2.SubnetSelection, string]>([
  [{ subnetGroupName: 'aplication' }, '[Test/Nodes] subnets selects no subnets of Test/Vpc'],
  [{ availabilityZones: ['eu-west-1z'] }, '[Test/Nodes] subnets selects no subnets of Test/Vpc'],
  [{ subnets: [] }, '[Test/Nodes] subnets selects no subnets of Test/Vpc'],
])('%j selects nothing', (subnets, message) => {
  const stack = newStack();
  expect(() => new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack), subnets })).toThrow(message);
});

test.each<[string, (stack: Stack, cluster: eks.ICluster, subnets: ec2.SubnetSelection) => unknown]>([
  ['groups', (stack, cluster, subnets) => new ManagedNodes(stack, 'Nodes', { cluster, subnets })],
  ['Fargate', (stack, cluster, subnets) => new FargateNodes(stack, 'Nodes', { cluster, subnets, namespaces: ['a'] })],
])('%s fail in a VPC without internet access, unless it has endpoints', (_, make) => {
  const made = (endpoint: boolean) => () => {
    const stack = newStack();
    const vpc = new ThreeTierVpc(stack, 'Vpc');
    if (endpoint) vpc.addInterfaceEndpoint('Ecr', { service: ec2.InterfaceVpcEndpointAwsService.ECR });
    return make(stack, newCluster(stack, {}, vpc), { subnetGroupName: 'data' });
  };
  expect(made(false)).toThrow(
    '[Test/Nodes] subnet Test/Vpc/dataSubnet1 has no internet access and no VPC endpoints: a node needs ' +
      'access to ECR and EKS to join the cluster. Select subnets of the application tier',
  );
  expect(made(true)).not.toThrow();
});
