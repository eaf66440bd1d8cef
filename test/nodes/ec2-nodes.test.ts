import { Size, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  CoreAddons,
  EdgeLocation,
  EdgeSubnet,
  ManagedNodes,
  ManagedNodesProps,
  NodeOs,
  PodNetwork,
  NodeRepairAction,
  CapacityReservation,
  SelfManagedNodes,
  SelfManagedNodesProps,
  ThreeTierVpc,
  UpdateStrategy,
  WarmPoolState,
} from '../../src';
import { ClusterModel } from '../../src/model/cluster-model';
import { declareNodes, flat, Json, logicalId, newCluster, newStack, resourceOf, resourcesOf, templateOf } from '../harness';

const type = (name: string) => new ec2.InstanceType(name);
const image = ec2.MachineImage.genericLinux({ 'us-east-1': 'ami-1' });
const IMAGE_STACK = { env: { account: '111122223333', region: 'us-east-1' } };

function made<P>(
  Nodes: new (scope: Construct, id: string, props: P & { cluster: eks.ICluster }) => Construct,
  options: P,
  stack: Stack = newStack(),
  vpc?: ec2.IVpc,
) {
  const cluster = declareNodes(newCluster(stack, {}, vpc));
  const addons = new CoreAddons(stack, 'Addons', { cluster });
  const nodes = new Nodes(stack, 'Nodes', { ...options, cluster });
  return { stack, cluster, addons, nodes };
}
const managed = (options: Omit<ManagedNodesProps, 'cluster'>, stack?: Stack) => made(ManagedNodes, options, stack);
const selfManaged = (options: Omit<SelfManagedNodesProps, 'cluster'>, stack?: Stack, vpc?: ec2.IVpc) =>
  made(SelfManagedNodes, options, stack, vpc);
const launchData = (stack: Stack): Json =>
  Object.values(resourcesOf(templateOf(stack), 'AWS::EC2::LaunchTemplate'))[0].Properties.LaunchTemplateData;
const userData = (data: Json): string => flat(data.UserData['Fn::Base64']);

describe('a managed group', () => {
  test('of Windows nodes has the image, a larger disk, the taint, and what the cluster must allow', () => {
    const { stack, nodes, addons } = managed({ os: NodeOs.WINDOWS_CORE_2025 });
    expect(resourceOf(nodes).Properties).toMatchObject({
      AmiType: 'WINDOWS_CORE_2025_x86_64',
      Taints: [{ Key: 'os', Value: 'windows', Effect: 'NO_SCHEDULE' }],
    });
    expect(launchData(stack).BlockDeviceMappings).toEqual([
      expect.objectContaining({ DeviceName: '/dev/sda1', Ebs: expect.objectContaining({ VolumeSize: 100 }) }),
    ]);
    expect(resourceOf(addons.addons['vpc-cni'].addon).Properties.ConfigurationValues).toBe('{"enableWindowsIpam":"true"}');
    expect(JSON.stringify(resourcesOf(templateOf(stack), 'AWS::IAM::Role'))).toContain('AmazonEKSVPCResourceController');
  });

  test('with GPUs brings the device plugin and a taint, once for the cluster', () => {
    const { stack, cluster, nodes } = managed({ instanceTypes: [type('g6.xlarge')] });
    new ManagedNodes(stack, 'More', { cluster, instanceTypes: [type('p5.48xlarge')] });
    expect(resourceOf(nodes).Properties.Taints).toEqual([{ Key: 'nvidia.com/gpu', Value: 'present', Effect: 'NO_SCHEDULE' }]);
    const charts = Object.values(resourcesOf(templateOf(stack), 'Custom::StrataHelmRelease')).map(({ Properties }) => Properties);
    expect(charts.map(({ Chart }) => Chart)).toEqual(['nvidia-device-plugin']);
    expect(JSON.parse(flat(charts[0].Values)).tolerations).toEqual([{ operator: 'Exists' }]);
  });
  test('of Bottlerocket with GPUs brings none: the plugin is in the image', () => {
    expect(
      resourcesOf(templateOf(managed({ instanceTypes: [type('g6.xlarge')], os: NodeOs.BOTTLEROCKET }).stack), 'Custom::StrataHelmRelease'),
    ).toEqual({});
  });
  test('with Neuron devices brings theirs', () => {
    const { stack, nodes } = managed({ instanceTypes: [type('trn1.2xlarge')] });
    expect(resourceOf(nodes).Properties).toMatchObject({
      AmiType: 'AL2023_x86_64_NEURON',
      Taints: [{ Key: 'aws.amazon.com/neuron', Value: 'present', Effect: 'NO_SCHEDULE' }],
    });
    const [chart] = Object.values(resourcesOf(templateOf(stack), 'Custom::StrataHelmRelease'));
    expect(chart.Properties).toMatchObject({ Chart: 'neuron-helm-chart', Repository: 'oci://public.ecr.aws/neuron/neuron-helm-chart' });
    // a chart of the public registry is pulled without a login
    expect(JSON.stringify(resourcesOf(templateOf(stack), 'AWS::IAM::Role'))).not.toContain('GetAuthorizationToken');
  });
  test('has no taint where none is wanted', () =>
    expect(resourceOf(managed({ instanceTypes: [type('g6.xlarge')], taints: [] }).nodes).Properties.Taints).toBeUndefined());

  test('with EFA has as many interfaces as the type can, a placement group and a security group of its own', () => {
    const stack = newStack();
    const vpc = new ThreeTierVpc(stack, 'Vpc');
    const { cluster, nodes } = made(
      ManagedNodes,
      { instanceTypes: [type('trn1.32xlarge')], efa: true, subnets: { subnets: [vpc.applicationSubnets[0]] } },
      stack,
      vpc,
    );
    const data = launchData(stack);
    expect(data.NetworkInterfaces).toHaveLength(9);
    expect(data.NetworkInterfaces[0]).toMatchObject({ NetworkCardIndex: 0, DeviceIndex: 0, InterfaceType: 'interface' });
    expect(data.NetworkInterfaces[8]).toMatchObject({ NetworkCardIndex: 7, DeviceIndex: 0, InterfaceType: 'efa-only' });
    expect(
      data.NetworkInterfaces.every(({ Groups }: Json) => Groups.length === 2 && Groups[0]['Fn::GetAtt'][0] === logicalId(cluster)),
    ).toBe(true);
    expect(data.SecurityGroupIds).toBeUndefined();
    expect(data.Placement.GroupName['Fn::GetAtt'] ?? data.Placement.GroupName.Ref).toBeDefined();
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupEgress', { IpProtocol: '-1' });
    const charts = Object.values(resourcesOf(templateOf(stack), 'Custom::StrataHelmRelease')).map(({ Properties }) => Properties);
    expect(charts.map(({ Chart }) => Chart).sort()).toEqual(['aws-efa-k8s-device-plugin', 'neuron-helm-chart']);
    expect(resourceOf(nodes).Properties.Subnets).toHaveLength(1);
  });

  test('takes a Capacity Block', () => {
    const { stack, nodes } = managed({
      instanceTypes: [type('p5.48xlarge')],
      capacityReservation: CapacityReservation.capacityBlock('cr-1'),
      minSize: 0,
      maxSize: 2,
    });
    expect(resourceOf(nodes).Properties.CapacityType).toBe('CAPACITY_BLOCK');
    expect(launchData(stack)).toMatchObject({
      InstanceType: 'p5.48xlarge',
      InstanceMarketOptions: { MarketType: 'capacity-block' },
      CapacityReservationSpecification: { CapacityReservationTarget: { CapacityReservationId: 'cr-1' } },
    });
  });
  test.each<[string, CapacityReservation, object]>([
    ['a reservation', CapacityReservation.onDemand('cr-2'), { CapacityReservationId: 'cr-2' }],
    [
      'a group of reservations',
      CapacityReservation.resourceGroup('arn:aws:resource-groups:eu-west-1:111122223333:group/g'),
      { CapacityReservationResourceGroupArn: 'arn:aws:resource-groups:eu-west-1:111122223333:group/g' },
    ],
  ])('takes %s', (_, reservation, target) => {
    const { stack, nodes } = managed({ capacityReservation: reservation });
    expect(resourceOf(nodes).Properties.CapacityType).toBe('ON_DEMAND');
    expect(launchData(stack).CapacityReservationSpecification).toEqual({ CapacityReservationTarget: target });
    expect(launchData(stack).InstanceMarketOptions).toBeUndefined();
  });

  test('with an image of its own joins by itself, and sends neither version nor type', () => {
    const { stack, cluster, nodes } = managed({ machineImage: image, labels: { team: 'a' } }, new Stack(undefined, 'Test', IMAGE_STACK));
    expect(Object.keys(resourceOf(nodes).Properties)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/AmiType|Version|ReleaseVersion/)]),
    );
    expect(launchData(stack).ImageId).toBe('ami-1');
    expect(userData(launchData(stack))).toMatch(
      /"apiServerEndpoint": "<token>"[\s\S]*"cidr": "172\.20\.0\.0\/16"[\s\S]*--node-labels=team=a/,
    );
    expect(cluster).toBeDefined();
  });
  test('with settings of the kubelet leaves the rest to EKS', () => {
    const { stack } = managed({ kubelet: { maxPods: 20 } });
    expect(userData(launchData(stack))).toMatch(/"kubelet": \{\s+"config": \{\s+"maxPods": 20/);
    expect(userData(launchData(stack))).not.toContain('apiServerEndpoint');
  });
  test('has all other settings of its API', () => {
    const { stack, nodes } = managed({
      maxUnavailablePercentage: 25,
      updateStrategy: UpdateStrategy.MINIMAL,
      warmPool: { minSize: 1, maxGroupPreparedCapacity: 4, poolState: WarmPoolState.RUNNING, reuseOnScaleIn: true },
      nodeRepairConfig: {
        maxParallelNodesRepairedCount: 1,
        nodeRepairConfigOverrides: [
          {
            nodeMonitoringCondition: 'AcceleratedHardwareReady',
            nodeUnhealthyReason: 'NvidiaXID13Error',
            minRepairWaitTimeMins: 15,
            repairAction: NodeRepairAction.REBOOT,
          },
        ],
      },
      additionalBlockDevices: [{ deviceName: '/dev/xvdf', volume: ec2.BlockDeviceVolume.ebs(200) }],
      instanceTags: { team: 'a' },
      diskSize: Size.gibibytes(80),
    });
    expect(resourceOf(nodes).Properties).toMatchObject({
      UpdateConfig: { MaxUnavailablePercentage: 25, UpdateStrategy: 'MINIMAL' },
      WarmPoolConfig: { Enabled: true, MinSize: 1, MaxGroupPreparedCapacity: 4, PoolState: 'RUNNING', ReuseOnScaleIn: true },
      NodeRepairConfig: {
        Enabled: true,
        MaxParallelNodesRepairedCount: 1,
        NodeRepairConfigOverrides: [
          {
            NodeMonitoringCondition: 'AcceleratedHardwareReady',
            NodeUnhealthyReason: 'NvidiaXID13Error',
            MinRepairWaitTimeMins: 15,
            RepairAction: 'Reboot',
          },
        ],
      },
    });
    const data = launchData(stack);
    expect(data.BlockDeviceMappings.map(({ DeviceName }: Json) => DeviceName)).toEqual(['/dev/xvda', '/dev/xvdf']);
    expect(data.TagSpecifications).toContainEqual({
      ResourceType: 'instance',
      Tags: expect.arrayContaining([{ Key: 'team', Value: 'a' }]),
    });
  });
  test('uses a role that exists, and adds nothing to it', () => {
    const stack = newStack();
    const existing = iam.Role.fromRoleArn(stack, 'Existing', 'arn:aws:iam::111122223333:role/nodes');
    expect(resourceOf(managed({ roleOptions: { role: existing } }, stack).nodes).Properties.NodeRole).toBe(
      'arn:aws:iam::111122223333:role/nodes',
    );
  });
  test('takes a boundary and a path for its role', () => {
    const stack = newStack();
    const boundary = iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'limit');
    managed({ roleOptions: { permissionsBoundary: boundary, path: '/eks/' } }, stack);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      Path: '/eks/',
      PermissionsBoundary: Match.anyValue(),
      Description: 'Nodes of an EKS cluster',
    });
  });
  test('accepts a type that the table does not have, with its figures and a warning', () => {
    const { stack, nodes } = managed({
      instanceTypes: [type('m99g.large')],
      customInstanceTypes: { 'm99g.large': { vcpus: 2, memoryMiB: 8192, architecture: ec2.InstanceArchitecture.ARM_64 } },
    });
    expect(resourceOf(nodes).Properties.AmiType).toBe('AL2023_ARM_64_STANDARD');
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('m99g.large: not in the table of instance types'));
  });
});

describe('a self-managed group', () => {
  const { stack, cluster, nodes } = selfManaged({ minSize: 1, maxSize: 5, labels: { team: 'a' }, instanceTypes: [type('g6.xlarge')] });
  const template = templateOf(stack);
  const group = template.Resources[logicalId(nodes)];

  test('joins by nodeadm, with labels and taints', () => {
    expect(userData(launchData(stack))).toMatch(
      /Content-Type: application\/node\.eks\.aws[\s\S]*"kind": "NodeConfig"[\s\S]*--node-labels=nvidia\.com\/gpu\.present=true,team=a[\s\S]*--register-with-taints=nvidia\.com\/gpu=present:NoSchedule/,
    );
  });
  test('has the newest image of EKS for its version', () => {
    expect(Object.values(template.Parameters).map((each) => (each as Json).Default)).toContain(
      '/aws/service/eks/optimized-ami/1.36/amazon-linux-2023/x86_64/nvidia/recommended/image_id',
    );
  });
  test('has an access entry for Linux nodes, before the first of them', () => {
    const [[id, entry]] = Object.entries(resourcesOf(template, 'AWS::EKS::AccessEntry')).filter(
      ([, { Properties }]) => Properties.Type === 'EC2_LINUX',
    );
    expect(entry.Properties.PrincipalArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/NodesRole/), 'Arn'] });
    expect(group.DependsOn).toContain(id);
  });
  test('says to which cluster its instances belong, and has the security group of the cluster', () => {
    const data = launchData(stack);
    expect(JSON.stringify(data.TagSpecifications)).toContain('kubernetes.io/cluster/Test-Cluster');
    expect(data.SecurityGroupIds).toEqual([{ 'Fn::GetAtt': [logicalId(cluster), 'ClusterSecurityGroupId'] }]);
  });
  test('tells the Cluster Autoscaler what a node would be', () => {
    const tags = Object.fromEntries(
      group.Properties.Tags.map(({ Key, Value }: Json) => [Key.replace('k8s.io/cluster-autoscaler/', ''), Value]),
    );
    expect(tags).toMatchObject({
      enabled: 'true',
      'node-template/label/team': 'a',
      'node-template/taint/nvidia.com/gpu': 'present:NoSchedule',
      'node-template/resources/nvidia.com/gpu': '1',
    });
    expect(group.Properties.Tags.filter(({ Key, PropagateAtLaunch }: Json) => Key.startsWith('k8s.io/') && PropagateAtLaunch)).toEqual([]);
  });
  test('rolls by instance refresh', () =>
    expect(group.UpdatePolicy.AutoScalingInstanceRefresh).toEqual({
      Strategy: 'Rolling',
      Preferences: { MinHealthyPercentage: 100, MaxHealthyPercentage: 110, InstanceWarmup: 300 },
    }));
  test('comes after pod networking and its way out', () =>
    expect(group.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/vpccni/), expect.stringMatching(/DefaultRoute/)])));

  test('mixes on-demand and spot', () => {
    const mixed = selfManaged({
      instanceTypes: [type('m6i.large'), type('m5.large')],
      spot: true,
      onDemandBaseCapacity: 1,
      onDemandPercentageAboveBaseCapacity: 20,
    });
    const { MixedInstancesPolicy } = resourceOf(mixed.nodes).Properties;
    expect(MixedInstancesPolicy.LaunchTemplate.Overrides).toEqual([{ InstanceType: 'm6i.large' }, { InstanceType: 'm5.large' }]);
    expect(MixedInstancesPolicy.InstancesDistribution).toMatchObject({
      OnDemandBaseCapacity: 1,
      OnDemandPercentageAboveBaseCapacity: 20,
      SpotAllocationStrategy: 'price-capacity-optimized',
    });
  });
  test.each([
    [NodeOs.BOTTLEROCKET, /api-server = "<token>"/, 'EC2_LINUX', '/aws/service/bottlerocket/aws-k8s-1.36/x86_64/latest/image_id'],
    [
      NodeOs.WINDOWS_FULL_2022,
      /Start-EKSBootstrap\.ps1" -EKSClusterName/,
      'EC2_WINDOWS',
      '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-EKS_Optimized-1.36/image_id',
    ],
  ])('runs %s', (os, start, entryType, parameter) => {
    const made_ = selfManaged({ os });
    expect(userData(launchData(made_.stack))).toMatch(start);
    const result = templateOf(made_.stack);
    expect(Object.values(resourcesOf(result, 'AWS::EKS::AccessEntry')).map(({ Properties }) => Properties.Type)).toContain(entryType);
    expect(Object.values(result.Parameters).map((each) => (each as Json).Default)).toContain(parameter);
  });
  test('lives on an Outpost, on gp2 disks', () => {
    const edge = newStack();
    const vpc = new ThreeTierVpc(edge, 'Vpc');
    const { subnet } = new EdgeSubnet(edge, 'Rack', {
      vpc,
      location: EdgeLocation.outpost('arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0', 'us-west-2a'),
      cidr: '10.0.192.0/22',
    });
    selfManaged({ subnets: { subnets: [subnet] } }, edge, vpc);
    expect(launchData(edge).BlockDeviceMappings[0].Ebs.VolumeType).toBe('gp2');
  });
  test('has one access entry for a role, however many groups use it', () => {
    const shared = newStack();
    const existing = iam.Role.fromRoleArn(shared, 'Existing', 'arn:aws:iam::111122223333:role/nodes');
    const first = selfManaged({ roleOptions: { role: existing } }, shared);
    new SelfManagedNodes(shared, 'More', { cluster: first.cluster, roleOptions: { role: existing } });
    expect(
      Object.values(resourcesOf(templateOf(shared), 'AWS::EKS::AccessEntry')).filter(({ Properties }) => Properties.Type === 'EC2_LINUX'),
    ).toHaveLength(1);
  });
});

describe('a managed group fails', () => {
  const place = (where: EdgeLocation) => {
    const stack = newStack();
    const vpc = new ThreeTierVpc(stack, 'Vpc');
    const { subnet } = new EdgeSubnet(stack, 'Edge', { vpc, location: where, cidr: '10.0.192.0/22' });
    return () => new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack, {}, vpc), subnets: { subnets: [subnet] } });
  };
  test('on an Outpost, naming who can', () => {
    expect(place(EdgeLocation.outpost('arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0', 'us-west-2a'))).toThrow(
      '[Test/Nodes] subnet Test/Edge/Subnet is on an Outpost: ManagedNodes does not support AWS ' +
        'Outposts: managed node groups do not exist on Outposts. Use SelfManagedNodes ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/eks-outposts.html)',
    );
  });
  test('in a Wavelength Zone', () =>
    expect(place(EdgeLocation.wavelengthZone('us-east-1-wl1-bos-wlz-1'))).toThrow(/ManagedNodes does not support Wavelength Zones/));
  test('and runs in a Local Zone', () => expect(place(EdgeLocation.localZone('us-west-2-lax-1a'))).not.toThrow());
  test('says all that is wrong at once', () => {
    expect(() =>
      managed({ os: NodeOs.BOTTLEROCKET, preBootstrapCommands: ['a'], labels: { 'kubernetes.io/x': 'y' }, diskSize: Size.gibibytes(5) }),
    ).toThrow(/diskSize is 5 GiB[\s\S]*kubernetes\.io\/x[\s\S]*Bottlerocket has no shell/);
  });
});

describe('max pods', () => {
  const synth = (maxPods: number, podNetwork?: PodNetwork, options: Omit<ManagedNodesProps, 'cluster'> = {}) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    new CoreAddons(stack, 'Addons', { cluster, podNetwork });
    new ManagedNodes(stack, 'Nodes', { cluster, instanceTypes: [type('m5.large')], kubelet: { maxPods }, ...options });
    return () => templateOf(stack);
  };
  test.each<[number, PodNetwork | undefined]>([
    [29, undefined],
    [110, PodNetwork.nodeSubnets({ prefixDelegation: true })],
  ])('%i fit', (maxPods, podNetwork) => expect(synth(maxPods, podNetwork)).not.toThrow());
  test.each<[number, PodNetwork | undefined, RegExp]>([
    [
      30,
      undefined,
      /kubelet\.maxPods is 30 on m5\.large: its network interfaces have IP addresses for 29 pods\. Use at most 29, or prefix delegation/,
    ],
    [
      111,
      PodNetwork.nodeSubnets({ prefixDelegation: true }),
      /EKS limits managed nodes with its AMI to 110 pods for 2 vCPUs\. Use at most 110/,
    ],
  ])('%i do not', (maxPods, podNetwork, message) => expect(synth(maxPods, podNetwork)).toThrow(message));
  test('Bottlerocket has no cap but its addresses', () =>
    expect(synth(200, PodNetwork.nodeSubnets({ prefixDelegation: true }), { os: NodeOs.BOTTLEROCKET })).not.toThrow());
});

test('capacity is what is left for pods', () => {
  const { cluster } = managed({ instanceTypes: [type('m5.large')], labels: { team: 'a' }, maxSize: 4 });
  const [[capacity]] = ClusterModel.of(cluster)._data.capacity.map((read) => read());
  expect(capacity).toMatchObject({
    type: 'nodes',
    nodeType: 'managed',
    os: 'linux',
    architecture: 'x86_64',
    min: 2,
    max: 4,
    labels: { team: 'a' },
    taints: [],
    shapes: [{ instanceType: 'm5.large', cpuMillis: 1930, memoryMiB: 8192 - 674, pods: 29, ephemeralGiB: 44, devices: {} }],
  });
});
