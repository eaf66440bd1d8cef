import { Cases, Given, ref } from './case';
import { Properties, Resource } from './given';

const group = (properties: Properties): Resource => ['AWS::EKS::Nodegroup', properties];
const template = (data: Properties, more: Properties = {}): Resource => ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: data, ...more }];
/** Of an AMI of the user, in base64. */
const SCRIPT = Buffer.from('#!/bin/sh').toString('base64');

const nodes = (properties: Properties): Given['resources'] => ({ 'App/Nodes': group(properties) });
const withTemplate = (properties: Properties, data: Properties): Given['resources'] => ({
  'App/Nodes': group({ LaunchTemplate: { Id: ref('App/Template'), Version: ref('App/Template', 'LatestVersionNumber') }, ...properties }),
  'App/Template': template(data),
});

const trusting = (service: unknown, more: Properties = {}): Resource => [
  'AWS::IAM::Role',
  { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }] }, ...more },
];
const ofAws = (...names: string[]) => ({ ManagedPolicyArns: names.map((name) => `arn:<known-at-deploy>:iam::aws:policy/${name}`) });
const withRole = (role: Resource, more: Given['resources'] = {}): Given['resources'] => ({
  'App/Nodes': group({ NodeRole: ref('App/Role', 'Arn') }),
  'App/Role': role,
  ...more,
});

// a public subnet is one whose default route leads to an internet gateway
const subnetOf = (
  properties: Properties,
  route: Properties = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: ref('App/Gateway') },
): Given['resources'] => ({
  'App/Subnet': ['AWS::EC2::Subnet', properties],
  'App/Gateway': ['AWS::EC2::InternetGateway', {}],
  'App/Routes': ['AWS::EC2::Route', { RouteTableId: ref('App/Table'), ...route }],
  'App/Association': ['AWS::EC2::SubnetRouteTableAssociation', { RouteTableId: ref('App/Table'), SubnetId: ref('App/Subnet') }],
});
const inSubnet = group({ Subnets: [ref('App/Subnet')] });

/** A Deployment with all that the other rules ask for. */
const web = (pod: string, container = '') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      ${pod}
      containers:
        - name: web
          image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/cdk-assets:abc123
          ${container}
          resources: { requests: { cpu: 100m, memory: 128Mi } }
          readinessProbe: { httpGet: { path: /, port: 8080 } }`;
const nonRoot = web('securityContext: { runAsNonRoot: true }');
const imageOf = (image: { platform?: string; user?: string }, more: Given['facts'] = {}): Given['facts'] => ({
  builtImages: [{ tag: 'abc123', ...image }],
  ...more,
});

const securityGroupPolicy =
  'apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata: { name: web, namespace: shop }\nspec: { ' +
  'podSelector: { matchLabels: { app: web } }, securityGroups: { groupIds: [sg-0123456789abcdef0] } }\n---\n' +
  'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop, labels: { app: web } }\nspec: { containers: [{ name: web, ' +
  'image: "registry.example.com/web:1.0" }] }';
const capacityOf = (...instanceTypes: string[]): Given['facts'] => ({
  capacity: [
    {
      type: 'nodes',
      nodeType: 'managed',
      name: 'App/Nodes',
      os: 'linux',
      labels: {},
      taints: [],
      shapes: instanceTypes.map((instanceType) => ({ instanceType, devices: {} })),
    },
  ],
});

/** What is wrong with nodes and the images on them. */
export const INFRASTRUCTURE_NODES: Cases = {
  'node-group-image': {
    fails: [
      {
        name: 'Graviton instances get an image for Intel',
        resources: nodes({ AmiType: 'AL2023_x86_64_STANDARD', InstanceTypes: ['m7g.large'] }),
        found: ['the node group uses the AMI type AL2023_x86_64_STANDARD with m7g.large'],
      },
      {
        name: 'one of the types is of another architecture',
        resources: nodes({ AmiType: 'BOTTLEROCKET_ARM_64', InstanceTypes: ['m7g.large', 'm7i.large'] }),
        found: ['the node group uses the AMI type BOTTLEROCKET_ARM_64 with m7i.large'],
      },
      {
        name: 'the type is in the launch template',
        resources: withTemplate({ AmiType: 'AL2023_x86_64_STANDARD' }, { InstanceType: 'c8g.xlarge' }),
        found: ['the node group uses the AMI type AL2023_x86_64_STANDARD with c8g.xlarge'],
      },
      {
        name: 'Amazon Linux 2 in a cluster for which there is none',
        resources: nodes({ AmiType: 'AL2_x86_64', InstanceTypes: ['m5.large'] }),
        facts: { version: '1.33' },
        found: ['the node group uses the AMI type AL2_x86_64 with Kubernetes 1.33: the last Amazon Linux 2 AMI is for 1.32'],
      },
      {
        name: 'GPUs without their drivers',
        resources: nodes({ AmiType: 'AL2023_x86_64_STANDARD', InstanceTypes: ['g5.xlarge'] }),
        found: ['the node group uses the AMI type AL2023_x86_64_STANDARD, which has no drivers for the accelerators of g5.xlarge'],
      },
      {
        name: 'two architectures, and no AMI type',
        resources: nodes({ InstanceTypes: ['m7g.large', 'm7i.large'] }),
        found: ['the node group mixes instance types of arm64 and x86_64: m7g.large, m7i.large'],
      },
      {
        name: 'the drivers of the other accelerator',
        resources: nodes({ AmiType: 'AL2023_x86_64_NVIDIA', InstanceTypes: ['inf2.xlarge'] }),
        found: ['the node group uses the AMI type AL2023_x86_64_NVIDIA, which has no drivers for the accelerators of inf2.xlarge'],
      },
    ],
    passes: [
      {
        name: 'Graviton with its image',
        resources: nodes({ AmiType: 'AL2023_ARM_64_STANDARD', InstanceTypes: ['m7g.large', 'c8gb.large', 'x2gd.large'] }),
      },
      {
        name: 'families whose names have a g and are of Intel and AMD',
        resources: nodes({ AmiType: 'AL2023_x86_64_NVIDIA', InstanceTypes: ['g5.xlarge', 'g6e.xlarge', 'gr6.4xlarge'] }),
      },
      { name: 'GPUs of Graviton', resources: nodes({ AmiType: 'AL2023_ARM_64_NVIDIA', InstanceTypes: ['g5g.xlarge'] }) },
      {
        name: 'GPUs with Bottlerocket for them',
        resources: nodes({ AmiType: 'BOTTLEROCKET_x86_64_NVIDIA', InstanceTypes: ['g5.xlarge'] }),
      },
      {
        name: 'Inferentia with its image',
        resources: nodes({ AmiType: 'AL2023_x86_64_NEURON', InstanceTypes: ['inf2.xlarge', 'trn1.2xlarge'] }),
      },
      {
        name: "an image of one's own may be for anything",
        resources: withTemplate({}, { ImageId: 'ami-0123456789abcdef0', UserData: SCRIPT, InstanceType: 'm7g.large' }),
      },
      {
        name: 'CUSTOM, as EKS writes it',
        resources: withTemplate({ AmiType: 'CUSTOM' }, { ImageId: 'ami-0123456789abcdef0', UserData: SCRIPT, InstanceType: 'g5g.xlarge' }),
      },
      {
        name: 'a type that is newer than the table',
        resources: nodes({ AmiType: 'AL2023_x86_64_STANDARD', InstanceTypes: ['m99x.large'] }),
        facts: { customInstanceTypes: ['m99x.large'] },
      },
      {
        name: 'types and image that are known at deploy',
        resources: nodes({ AmiType: '<known-at-deploy>', InstanceTypes: ['m7g.large'] }),
      },
      {
        name: 'a type that is known at deploy',
        resources: nodes({ AmiType: 'AL2023_x86_64_STANDARD', InstanceTypes: ['<known-at-deploy>', ref('App/Parameter')] }),
      },
      {
        name: 'Amazon Linux 2 on the last version that has it',
        resources: nodes({ AmiType: 'AL2_x86_64', InstanceTypes: ['m5.large'] }),
        facts: { version: '1.32' },
      },
      {
        name: 'Amazon Linux 2 on nodes that are not upgraded yet',
        resources: nodes({ AmiType: 'AL2_x86_64', InstanceTypes: ['m5.large'], Version: '1.32' }),
        facts: { version: '1.34' },
      },
      { name: 'Windows', resources: nodes({ AmiType: 'WINDOWS_CORE_2022_x86_64', InstanceTypes: ['m5.large'] }) },
      { name: 'no instance types at all: EKS takes t3.medium', resources: nodes({ AmiType: 'AL2023_x86_64_STANDARD' }) },
    ],
  },

  'node-group-sizes': {
    fails: [
      {
        name: 'more nodes wanted than allowed',
        resources: nodes({ ScalingConfig: { MinSize: 1, MaxSize: 3, DesiredSize: 4 } }),
        found: ['the node group has minSize 1, maxSize 3 and desiredSize 4'],
      },
      {
        name: 'fewer nodes wanted than the least',
        resources: nodes({ ScalingConfig: { MinSize: 2, MaxSize: 3, DesiredSize: 1 } }),
        found: ['the node group has minSize 2, maxSize 3 and desiredSize 1'],
      },
      {
        name: 'the least is more than the most',
        resources: nodes({ ScalingConfig: { MinSize: 4, MaxSize: 3, DesiredSize: '<known-at-deploy>' } }),
        found: ['the node group has minSize 4 and maxSize 3'],
      },
      {
        name: 'the desired size is left to an autoscaler',
        resources: nodes({ ScalingConfig: { MinSize: 1, MaxSize: 3 } }),
        found: ['the node group has sizes without desiredSize'],
      },
      {
        name: 'one size alone',
        resources: nodes({ ScalingConfig: { MinSize: 1 } }),
        found: ['the node group has sizes without maxSize and desiredSize'],
      },
      {
        name: 'a group that is switched off by its largest size',
        resources: nodes({ ScalingConfig: { MinSize: 0, MaxSize: 0, DesiredSize: 0 } }),
        found: ['the node group has minSize 0, maxSize 0 and desiredSize 0'],
      },
    ],
    passes: [
      {
        name: 'a group that is switched off by its desired size',
        resources: nodes({ ScalingConfig: { MinSize: 0, MaxSize: 1, DesiredSize: 0 } }),
      },
      { name: 'all three equal', resources: nodes({ ScalingConfig: { MinSize: 3, MaxSize: 3, DesiredSize: 3 } }) },
      {
        name: 'one of them is a parameter',
        resources: nodes({ ScalingConfig: { MinSize: 4, MaxSize: '<known-at-deploy>', DesiredSize: 4 } }),
      },
      { name: 'no sizes', resources: nodes({}) },
    ],
  },

  'node-group-template': {
    fails: [
      {
        name: 'a disk size beside a launch template',
        resources: withTemplate({ DiskSize: 100 }, { InstanceType: 'm6i.large' }),
        found: ['the node group sets DiskSize, and has a launch template'],
      },
      {
        name: "the type of the image beside an image of one's own",
        resources: withTemplate(
          { AmiType: 'AL2023_x86_64_STANDARD', InstanceTypes: ['m6i.large'] },
          { ImageId: 'ami-0123456789abcdef0', UserData: SCRIPT },
        ),
        found: ['the node group sets AmiType, and its launch template sets ImageId'],
      },
      {
        name: "a version beside an image of one's own",
        resources: withTemplate({ Version: '1.36' }, { ImageId: 'ami-0123456789abcdef0', UserData: SCRIPT }),
        found: ['the node group sets Version, and its launch template sets ImageId'],
      },
      {
        name: 'an instance profile in the launch template',
        resources: withTemplate({}, { IamInstanceProfile: { Arn: ref('App/Profile', 'Arn') } }),
        found: ['the launch template of the node group sets IamInstanceProfile'],
      },
      {
        name: 'spot instances by the launch template',
        resources: withTemplate({}, { InstanceMarketOptions: { MarketType: 'spot' } }),
        found: ['the launch template of the node group sets InstanceMarketOptions'],
      },
      {
        name: 'a subnet in the launch template',
        resources: withTemplate({}, { NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: 'subnet-0123' }] }),
        found: ['the launch template of the node group sets NetworkInterfaces.SubnetId'],
      },
      {
        name: 'instance types in both',
        resources: withTemplate({ InstanceTypes: ['m6i.large'] }, { InstanceType: 'm6i.large' }),
        found: ['both the node group and its launch template set instance types'],
      },
      {
        name: 'a launch template by name',
        resources: {
          'App/Nodes': group({ LaunchTemplate: { Name: 'nodes' }, RemoteAccess: { Ec2SshKey: 'key' } }),
          'App/Template': template({ InstanceInitiatedShutdownBehavior: 'stop' }, { LaunchTemplateName: 'nodes' }),
        },
        found: [
          'the node group sets RemoteAccess, and has a launch template',
          'the launch template of the node group sets InstanceInitiatedShutdownBehavior',
        ],
      },
    ],
    passes: [
      {
        name: 'disk and types without a launch template',
        resources: nodes({
          DiskSize: 100,
          InstanceTypes: ['m6i.large'],
          AmiType: 'AL2023_x86_64_STANDARD',
          RemoteAccess: { Ec2SshKey: 'key' },
        }),
      },
      {
        name: 'types in the group, disk in the template',
        resources: withTemplate(
          { InstanceTypes: ['m6i.large', 'm7i.large'], AmiType: 'AL2023_x86_64_STANDARD', Version: '1.36' },
          { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 100 } }] },
        ),
      },
      {
        name: 'a Capacity Block is bought by the template',
        resources: withTemplate(
          { CapacityType: 'CAPACITY_BLOCK' },
          {
            InstanceType: 'p5.48xlarge',
            InstanceMarketOptions: { MarketType: 'capacity-block' },
            CapacityReservationSpecification: { CapacityReservationTarget: { CapacityReservationId: 'cr-0123' } },
          },
        ),
      },
      {
        name: 'network interfaces without a subnet',
        resources: withTemplate(
          {},
          { InstanceType: 'c6in.32xlarge', NetworkInterfaces: [{ DeviceIndex: 0, InterfaceType: 'efa', Groups: ['sg-0123'] }] },
        ),
      },
      {
        name: 'CUSTOM beside an AMI of the user',
        resources: withTemplate({ AmiType: 'CUSTOM' }, { ImageId: 'ami-0123456789abcdef0', UserData: SCRIPT }),
      },
      {
        name: 'a template that is made elsewhere',
        resources: nodes({
          LaunchTemplate: { Id: 'lt-0123', Version: '1' },
          InstanceTypes: ['m6i.large'],
          AmiType: 'AL2023_x86_64_STANDARD',
        }),
      },
      {
        name: 'a template of another group',
        resources: {
          'App/Nodes': group({ DiskSize: 50 }),
          'App/Template': template({ ImageId: 'ami-0123', IamInstanceProfile: { Name: 'profile' } }),
        },
      },
    ],
  },

  'node-group-update': {
    fails: [
      {
        name: 'a strategy alone',
        resources: nodes({ UpdateConfig: { UpdateStrategy: 'MINIMAL' } }),
        found: ['the node group sets updateStrategy, but neither maxUnavailable nor maxUnavailablePercentage'],
      },
      {
        name: 'a number and a share',
        resources: nodes({ UpdateConfig: { MaxUnavailable: 1, MaxUnavailablePercentage: 20 } }),
        found: ['the node group: maxUnavailable and maxUnavailablePercentage are mutually exclusive: an update has one limit'],
      },
    ],
    passes: [
      { name: 'a strategy with a number', resources: nodes({ UpdateConfig: { UpdateStrategy: 'MINIMAL', MaxUnavailable: 1 } }) },
      {
        name: 'a strategy with a share that is a parameter',
        resources: nodes({ UpdateConfig: { UpdateStrategy: 'DEFAULT', MaxUnavailablePercentage: '<known-at-deploy>' } }),
      },
      { name: 'no settings', resources: nodes({}) },
    ],
  },

  'node-group-version': {
    fails: [
      {
        name: 'nodes are upgraded before the control plane',
        resources: nodes({ Version: '1.36' }),
        facts: { version: '1.35' },
        found: [
          "version 1.36 is 1 newer than the cluster's 1.35: nodes must be at most 3 minor versions older than " +
            'the control plane, and never newer',
        ],
      },
      {
        name: 'nodes are left behind',
        resources: nodes({ Version: '1.32' }),
        facts: { version: '1.36' },
        found: [
          "version 1.32 is 4 behind the cluster's 1.36: nodes must be at most 3 minor versions older than the " +
            'control plane, and never newer',
        ],
      },
    ],
    passes: [
      { name: 'the same version', resources: nodes({ Version: '1.36' }) },
      { name: 'the oldest that may be', resources: nodes({ Version: '1.33' }), facts: { version: '1.36' } },
      { name: 'no version: that of the cluster', resources: nodes({}) },
      { name: 'a version that is known at deploy', resources: nodes({ Version: '<known-at-deploy>' }) },
      { name: 'a cluster whose version is known at deploy', resources: nodes({ Version: '1.36' }), facts: { version: undefined } },
    ],
  },

  'node-role': {
    fails: [
      {
        name: 'the role of the nodes has no policy to join by',
        resources: withRole(trusting('ec2.amazonaws.com', ofAws('AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryReadOnly'))),
        found: ['the node role App/Role has no AmazonEKSWorkerNodePolicy'],
      },
      {
        name: 'no policies at all',
        resources: withRole(trusting('ec2.amazonaws.com')),
        found: ['the node role App/Role has no AmazonEKSWorkerNodePolicy and no AmazonEC2ContainerRegistryPullOnly'],
      },
      {
        name: 'the role of the cluster for the nodes',
        resources: withRole(trusting('eks.amazonaws.com', ofAws('AmazonEKSClusterPolicy'))),
        found: ['EC2 is not allowed to assume the node role App/Role'],
      },
    ],
    passes: [
      {
        name: 'what the guide says',
        resources: withRole(trusting('ec2.amazonaws.com', ofAws('AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'))),
      },
      {
        name: 'in China',
        resources: withRole(
          trusting('ec2.amazonaws.com.cn', {
            ManagedPolicyArns: [
              'arn:aws-cn:iam::aws:policy/AmazonEKSWorkerNodePolicy',
              'arn:aws-cn:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly',
            ],
          }),
        ),
      },
      {
        name: 'a service whose end is known at deploy',
        resources: withRole(trusting('ec2.<known-at-deploy>', ofAws('AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'))),
      },
      {
        name: 'two services, one of which is EC2',
        resources: withRole(
          trusting(['ssm.amazonaws.com', 'ec2.amazonaws.com'], ofAws('AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly')),
        ),
      },
      {
        name: "a policy of one's own may say the same",
        resources: withRole(trusting('ec2.amazonaws.com', { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/nodes'] })),
      },
      {
        name: 'an inline policy may say the same',
        resources: withRole(trusting('ec2.amazonaws.com', { Policies: [{ PolicyName: 'nodes', PolicyDocument: {} }] })),
      },
      {
        name: 'a policy beside the role may say the same',
        resources: withRole(trusting('ec2.amazonaws.com'), { 'App/Policy': ['AWS::IAM::ManagedPolicy', { Roles: [ref('App/Role')] }] }),
      },
      {
        name: 'a policy that names the role',
        resources: withRole(trusting('ec2.amazonaws.com', { RoleName: 'nodes' }), {
          'App/Policy': ['AWS::IAM::RolePolicy', { RoleName: 'nodes' }],
        }),
      },
      { name: 'an administrator', resources: withRole(trusting('ec2.amazonaws.com', ofAws('AdministratorAccess'))) },
      { name: 'a role that is made elsewhere', resources: nodes({ NodeRole: 'arn:aws:iam::111122223333:role/nodes' }) },
      {
        name: 'a trust policy that is known at deploy',
        resources: withRole([
          'AWS::IAM::Role',
          { AssumeRolePolicyDocument: '<known-at-deploy>', ...ofAws('AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly') },
        ]),
      },
    ],
  },

  'node-subnets': {
    fails: [
      {
        name: 'nodes in subnets for databases',
        resources: {
          'App/Nodes': inSubnet,
          'App/Subnet': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc') }],
          'App/Association': ['AWS::EC2::SubnetRouteTableAssociation', { RouteTableId: ref('App/Table'), SubnetId: ref('App/Subnet') }],
          'App/Private': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc') }],
          'App/PrivateRoutes': [
            'AWS::EC2::SubnetRouteTableAssociation',
            { RouteTableId: ref('App/PrivateTable'), SubnetId: ref('App/Private') },
          ],
          'App/Route': [
            'AWS::EC2::Route',
            { RouteTableId: ref('App/PrivateTable'), DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: ref('App/Nat') },
          ],
          'App/Vpc': ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }],
        },
        found: ['the nodes are in the subnet App/Subnet, which has neither a route to the internet nor VPC endpoints'],
      },
      {
        name: 'nodes in a public subnet that gives no addresses',
        resources: { 'App/Nodes': inSubnet, ...subnetOf({ MapPublicIpOnLaunch: false }) },
        found: ['the nodes are in the public subnet App/Subnet, which does not assign public IP addresses'],
      },
      {
        name: 'a subnet that does not say so',
        resources: { 'App/Nodes': inSubnet, ...subnetOf({}) },
        found: ['the nodes are in the public subnet App/Subnet, which does not assign public IP addresses'],
      },
      {
        name: 'a launch template does not ask for addresses',
        resources: {
          'App/Nodes': group({ Subnets: [ref('App/Subnet')], LaunchTemplate: { Id: ref('App/Template') } }),
          'App/Template': template({ InstanceType: 'm6i.large' }),
          ...subnetOf({}),
        },
        found: ['the nodes are in the public subnet App/Subnet, which does not assign public IP addresses'],
      },
      {
        name: 'Fargate in a public subnet',
        resources: {
          'App/Fargate': ['AWS::EKS::FargateProfile', { Subnets: [ref('App/Subnet')] }],
          ...subnetOf({ MapPublicIpOnLaunch: true }),
        },
        found: ['the Fargate profile uses the public subnet App/Subnet'],
      },
    ],
    passes: [
      { name: 'a public subnet that gives addresses', resources: { 'App/Nodes': inSubnet, ...subnetOf({ MapPublicIpOnLaunch: true }) } },
      { name: 'the same, written as a text', resources: { 'App/Nodes': inSubnet, ...subnetOf({ MapPublicIpOnLaunch: 'true' }) } },
      { name: 'a parameter decides', resources: { 'App/Nodes': inSubnet, ...subnetOf({ MapPublicIpOnLaunch: '<known-at-deploy>' }) } },
      {
        name: 'a public subnet that gives addresses of IPv6',
        resources: { 'App/Nodes': inSubnet, ...subnetOf({ AssignIpv6AddressOnCreation: true }) },
      },
      {
        name: 'a private subnet behind a NAT gateway',
        resources: {
          'App/Nodes': inSubnet,
          'App/Fargate': ['AWS::EKS::FargateProfile', { Subnets: [ref('App/Subnet')] }],
          ...subnetOf({}, { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: ref('App/Nat') }),
        },
      },
      {
        name: 'a subnet with a way out for IPv6 alone',
        resources: {
          'App/Nodes': inSubnet,
          ...subnetOf({}, { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: ref('App/Egress') }),
        },
      },
      {
        name: 'a private gateway',
        resources: { 'App/Nodes': inSubnet, ...subnetOf({}, { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'vgw-0123' }) },
      },
      {
        name: 'the launch template asks for addresses',
        resources: {
          'App/Nodes': group({ Subnets: [ref('App/Subnet')], LaunchTemplate: { Id: ref('App/Template') } }),
          'App/Template': template({ InstanceType: 'm6i.large', NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true }] }),
          ...subnetOf({}),
        },
      },
      {
        name: 'a launch template that is made elsewhere',
        resources: { 'App/Nodes': group({ Subnets: [ref('App/Subnet')], LaunchTemplate: { Id: 'lt-0123' } }), ...subnetOf({}) },
      },
      { name: 'a subnet that is made elsewhere', resources: nodes({ Subnets: ['subnet-0123', '<known-at-deploy>'] }) },
    ],
  },

  'image-platform': {
    fails: [
      {
        name: 'an image that was built on a Mac for nodes of Intel',
        manifests: web(''),
        facts: imageOf({ platform: 'linux/arm64' }),
        found: ["container 'web' of Deployment 'shop/web' is built for linux/arm64, but all nodes are x86_64"],
      },
      {
        name: 'an image for Intel where all nodes are Graviton',
        manifests: web(''),
        facts: imageOf({ platform: 'linux/amd64' }, { architectures: ['arm64'] }),
        found: ["container 'web' of Deployment 'shop/web' is built for linux/amd64, but all nodes are arm64"],
      },
    ],
    passes: [
      { name: 'an image for the nodes', manifests: web(''), facts: imageOf({ platform: 'linux/amd64' }) },
      {
        name: 'nodes of both architectures',
        manifests: web(''),
        facts: imageOf({ platform: 'linux/arm64' }, { architectures: ['x86_64', 'arm64'] }),
      },
      { name: 'nodes that are not known', manifests: web(''), facts: imageOf({ platform: 'linux/arm64' }, { architectures: undefined }) },
      { name: 'an image that is built for whatever builds it', manifests: web(''), facts: imageOf({}) },
      {
        name: 'a pool without a registration',
        manifests: web(''),
        facts: imageOf(
          { platform: 'linux/arm64' },
          {
            nodeCandidates: [
              {
                name: 'pool',
                elastic: true,
                labelsKnown: true,
                labels: { 'kubernetes.io/os': ['linux'], 'kubernetes.io/arch': ['amd64', 'arm64'] },
                taints: [],
                shapes: [{ description: 'any', labels: {} }],
                largestShapes: [{ description: 'any', labels: {} }],
                limits: {},
              },
            ],
          },
        ),
      },
      {
        name: 'an image of a third party',
        manifests: web('').replace(/image: .*/, 'image: "nginx:1.29"'),
        facts: imageOf({ platform: 'linux/arm64' }),
      },
    ],
  },

  'image-user': {
    fails: [
      {
        name: 'the Dockerfile says USER node',
        manifests: nonRoot,
        facts: imageOf({ user: 'node' }),
        found: ["container 'web' of Deployment 'shop/web' would run as USER node of its image"],
      },
      {
        name: 'USER 0',
        manifests: nonRoot,
        facts: imageOf({ user: '0' }),
        found: ["container 'web' of Deployment 'shop/web' would run as USER 0 of its image"],
      },
      {
        name: 'the container asks for it itself',
        manifests: web('', 'securityContext: { runAsNonRoot: true }'),
        facts: imageOf({ user: 'root:root' }),
        found: ["container 'web' of Deployment 'shop/web' would run as USER root:root of its image"],
      },
    ],
    passes: [
      { name: 'a number', manifests: nonRoot, facts: imageOf({ user: '1000' }) },
      { name: 'a number and a group by name', manifests: nonRoot, facts: imageOf({ user: '65532:nonroot' }) },
      {
        name: 'the pod says who runs it',
        manifests: web('securityContext: { runAsNonRoot: true, runAsUser: 1000 }'),
        facts: imageOf({ user: 'node' }),
      },
      {
        name: 'the container says who runs it',
        manifests: web('securityContext: { runAsNonRoot: true }', 'securityContext: { runAsUser: 1000 }'),
        facts: imageOf({ user: 'node' }),
      },
      {
        name: 'the container is let off',
        manifests: web('securityContext: { runAsNonRoot: true }', 'securityContext: { runAsNonRoot: false }'),
        facts: imageOf({ user: 'node' }),
      },
      { name: 'root without runAsNonRoot', manifests: web(''), facts: imageOf({ user: 'root' }) },
      { name: 'the base image decides', manifests: nonRoot, facts: imageOf({}) },
    ],
  },

  'pod-security-group-nodes': {
    fails: [
      {
        name: 'a security group for pods on t3',
        manifests: securityGroupPolicy,
        facts: capacityOf('t3.large', 't3a.large'),
        found: [
          "SecurityGroupPolicy 'shop/web' assigns a security group to pods, but no node of the cluster supports branch network " +
            'interfaces',
        ],
      },
      {
        name: 'a security group for pods on Auto Mode',
        manifests: securityGroupPolicy,
        facts: {
          autoMode: true,
          capacity: [
            { type: 'elastic', nodeType: 'autoMode', name: 'App/Pool', os: 'linux', labels: {}, taints: [], requirements: [], limits: {} },
          ],
        },
        found: [
          "SecurityGroupPolicy 'shop/web' assigns a security group to pods, but no node of the cluster supports branch network " +
            'interfaces',
        ],
      },
    ],
    passes: [
      { name: 'one type of the group has branches', manifests: securityGroupPolicy, facts: capacityOf('t3.large', 'm6i.large') },
      { name: 'a type that is newer than the table', manifests: securityGroupPolicy, facts: capacityOf('m99x.large') },
      {
        name: 'Fargate',
        manifests: securityGroupPolicy,
        facts: { capacity: [{ type: 'fargate', name: 'App/Fargate', selectors: [{ namespace: 'shop', labels: {} }] }] },
      },
      {
        name: 'Karpenter may take any type',
        manifests: securityGroupPolicy,
        facts: {
          capacity: [
            { type: 'elastic', nodeType: 'karpenter', name: 'App/Pool', os: 'linux', labels: {}, taints: [], requirements: [], limits: {} },
          ],
        },
      },
      { name: 'nodes that are not known', manifests: securityGroupPolicy, facts: { capacity: undefined } },
      { name: 't3 without security groups for pods', manifests: web(''), facts: capacityOf('t3.large') },
    ],
  },
};
