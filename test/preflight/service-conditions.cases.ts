/* oxlint-disable max-lines -- a table */
type Properties = Record<string, unknown>;

/**
 * Properties that break the condition, and properties that look alike and are right. Others of the type are left out where no condition
 * needs them.
 */
export type ConditionCases = Readonly<Record<string, readonly [fails: Properties, passes: Properties]>>;

/** Each case of a group below or above the same properties. */
function around(build: (inner: Properties) => Properties, cases: ConditionCases): ConditionCases {
  return Object.fromEntries(Object.entries(cases).map(([id, [fails, passes]]) => [id, [build(fails), build(passes)]]));
}
const items = (count: number, item: (index: number) => unknown = (index) => `x${index}`): unknown[] =>
  Array.from({ length: count }, (_, index) => item(index));
const TEMPLATE = { LaunchTemplateId: 'lt-0', Version: '1' };
const asg = (inner: Properties): Properties => ({ MinSize: '1', MaxSize: '2', LaunchTemplate: TEMPLATE, ...inner });
const mixed = (inner: Properties): Properties => ({ MinSize: '1', MaxSize: '2', MixedInstancesPolicy: inner });
const overrides = (...list: Properties[]): Properties =>
  mixed({ LaunchTemplate: { LaunchTemplateSpecification: TEMPLATE, Overrides: list } });
const disk = (Ebs: Properties): Properties => ({ LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs }] } });
const nic = (inner: Properties): Properties => ({ LaunchTemplateData: { NetworkInterfaces: [inner] } });
const route = (inner: Properties): Properties => ({ RouteTableId: 'rtb-0', ...inner });
const REQUIRED = { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1024 } };
const PRICES = { ...REQUIRED, SpotMaxPricePercentageOverLowestPrice: 100, MaxSpotPriceAsPercentageOfOptimalOnDemandPrice: 60 };
const lustre = (inner: Properties, more: Properties = {}): Properties => ({
  FileSystemType: 'LUSTRE',
  StorageCapacity: 1200,
  SubnetIds: ['subnet-0'],
  LustreConfiguration: inner,
  ...more,
});
const ontap = (inner: Properties, more: Properties = {}): Properties => ({
  FileSystemType: 'ONTAP',
  SubnetIds: ['subnet-0', 'subnet-1'],
  OntapConfiguration: inner,
  ...more,
});
const openzfs = (inner: Properties, more: Properties = {}): Properties => ({
  FileSystemType: 'OPENZFS',
  StorageCapacity: 64,
  SubnetIds: ['subnet-0'],
  OpenZFSConfiguration: inner,
  ...more,
});
const windows = (inner: Properties, more: Properties = {}): Properties => ({
  FileSystemType: 'WINDOWS',
  StorageCapacity: 2000,
  SubnetIds: ['subnet-0'],
  WindowsConfiguration: inner,
  ...more,
});
const permission = (prefix: string, owner: string, build: (rule: Properties) => Properties): ConditionCases =>
  around(build, {
    [owner]: [{ IpProtocol: '-1' }, { IpProtocol: '-1', CidrIp: '10.0.0.0/8' }],
    [`${prefix}-ports`]: [
      { IpProtocol: 'tcp', CidrIp: '10.0.0.0/8' },
      { IpProtocol: 'tcp', CidrIp: '10.0.0.0/8', FromPort: 443, ToPort: 443 },
    ],
    [`${prefix}-description`]: [
      { IpProtocol: '-1', CidrIp: '10.0.0.0/8', Description: 'from <office>' },
      { IpProtocol: '-1', CidrIp: '10.0.0.0/8', Description: 'from {IndirectPeer}:443 (office)' },
    ],
  });
const ACTION_TYPES: Readonly<Record<string, [string, unknown]>> = {
  FixedResponseConfig: ['fixed-response', {}],
  RedirectConfig: ['redirect', {}],
  ForwardConfig: ['forward', {}],
  TargetGroupArn: ['forward', 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0'],
  AuthenticateOidcConfig: ['authenticate-oidc', {}],
  AuthenticateCognitoConfig: ['authenticate-cognito', {}],
  JwtValidationConfig: ['jwt-validation', {}],
};
const actionsOf = (prefix: string, list: string): ConditionCases =>
  Object.fromEntries(
    Object.entries(ACTION_TYPES).map(([name, [type, value]]) => [
      `${prefix}-${name}`,
      [{ [list]: [{ Type: 'other', [name]: value }] }, { [list]: [{ Type: type, [name]: value }] }],
    ]),
  );
const FIELDS = {
  HostHeaderConfig: 'host-header',
  PathPatternConfig: 'path-pattern',
  HttpHeaderConfig: 'http-header',
  QueryStringConfig: 'query-string',
  HttpRequestMethodConfig: 'http-request-method',
  SourceIpConfig: 'source-ip',
};

export const CONDITION_CASES: ConditionCases = {
  'nodegroup-sizes-together': [
    { ScalingConfig: { MinSize: 1, MaxSize: 3 } },
    { ScalingConfig: { MinSize: 1, MaxSize: 3, DesiredSize: 1 } },
  ],
  'nodegroup-sizes-ascending': [
    { ScalingConfig: { MinSize: 1, MaxSize: 3, DesiredSize: 4 } },
    { ScalingConfig: { MinSize: '2', MaxSize: '10', DesiredSize: '9' } },
  ],
  'nodegroup-update': [{ UpdateConfig: { UpdateStrategy: 'MINIMAL' } }, { UpdateConfig: { UpdateStrategy: 'MINIMAL', MaxUnavailable: 1 } }],
  'nodegroup-update-most': [{ UpdateConfig: { MaxUnavailable: 101 } }, { UpdateConfig: { MaxUnavailable: 100 } }],
  'nodegroup-template-name': [
    { LaunchTemplate: { Id: 'lt-0', Name: 'nodes' } },
    { LaunchTemplate: { Id: { Ref: 'Template' }, Name: { Ref: 'AWS::NoValue' } } },
  ],
  'nodegroup-template-disk': [{ LaunchTemplate: { Id: 'lt-0' }, DiskSize: 50 }, { DiskSize: 50 }],
  'nodegroup-template-access': [{ LaunchTemplate: { Id: 'lt-0' }, RemoteAccess: { Ec2SshKey: 'key' } }, { LaunchTemplate: { Id: 'lt-0' } }],
  'nodegroup-instance-types': [
    { LaunchTemplate: { Id: 'lt-0' }, InstanceTypes: items(21) },
    { LaunchTemplate: { Id: 'lt-0' }, InstanceTypes: items(20) },
  ],
  'nodegroup-repair-unhealthy': [
    { NodeRepairConfig: { MaxUnhealthyNodeThresholdCount: 1, MaxUnhealthyNodeThresholdPercentage: 1 } },
    { NodeRepairConfig: { MaxUnhealthyNodeThresholdCount: 1, MaxParallelNodesRepairedPercentage: 1 } },
  ],
  'nodegroup-repair-parallel': [
    { NodeRepairConfig: { MaxParallelNodesRepairedCount: 1, MaxParallelNodesRepairedPercentage: 1 } },
    { NodeRepairConfig: { MaxParallelNodesRepairedCount: 1 } },
  ],
  'nodegroup-repair-overrides': [
    {
      NodeRepairConfig: {
        NodeRepairConfigOverrides: [
          { NodeMonitoringCondition: 'AcceleratedHardwareReady', NodeUnhealthyReason: 'NvidiaXID64Error', RepairAction: 'Replace' },
        ],
      },
    },
    {
      NodeRepairConfig: {
        NodeRepairConfigOverrides: [
          {
            NodeMonitoringCondition: 'AcceleratedHardwareReady',
            NodeUnhealthyReason: 'NvidiaXID64Error',
            RepairAction: 'Replace',
            MinRepairWaitTimeMins: 5,
          },
        ],
      },
    },
  ],
  'nodegroup-warm-pool-reuse': [
    { AmiType: 'BOTTLEROCKET_x86_64', WarmPoolConfig: { ReuseOnScaleIn: true } },
    { AmiType: 'AL2023_x86_64_STANDARD', WarmPoolConfig: { ReuseOnScaleIn: true } },
  ],
  'nodegroup-warm-pool-state': [
    { AmiType: 'BOTTLEROCKET_ARM_64', WarmPoolConfig: { PoolState: 'HIBERNATED' } },
    { AmiType: 'BOTTLEROCKET_ARM_64', WarmPoolConfig: { PoolState: 'STOPPED' } },
  ],

  'cluster-service-range-ipv6': [
    { KubernetesNetworkConfig: { IpFamily: 'ipv6', ServiceIpv4Cidr: '10.100.0.0/16' } },
    { KubernetesNetworkConfig: { IpFamily: 'ipv4', ServiceIpv4Cidr: '10.100.0.0/16' } },
  ],
  'cluster-service-range': [
    { KubernetesNetworkConfig: { ServiceIpv4Cidr: '172.32.0.0/16' } },
    { KubernetesNetworkConfig: { ServiceIpv4Cidr: '172.31.0.0/24' } },
  ],
  'cluster-subnets-count': [
    { ResourcesVpcConfig: { SubnetIds: [{ Ref: 'A' }] } },
    { ResourcesVpcConfig: { SubnetIds: [{ Ref: 'A' }, { Ref: 'B' }] } },
  ],
  'cluster-security-groups': [
    { ResourcesVpcConfig: { SecurityGroupIds: items(6) } },
    { ResourcesVpcConfig: { SecurityGroupIds: items(5) } },
  ],
  'cluster-auto-mode': [
    { ComputeConfig: { Enabled: true }, StorageConfig: { BlockStorage: { Enabled: false } } },
    {
      ComputeConfig: { Enabled: true },
      StorageConfig: { BlockStorage: { Enabled: true } },
      KubernetesNetworkConfig: { ElasticLoadBalancing: { Enabled: 'true' } },
    },
  ],
  'cluster-encrypted': [{ EncryptionConfig: [{ Resources: ['configmaps'] }] }, { EncryptionConfig: [{ Resources: ['secrets'] }] }],
  'cluster-outposts': [{ OutpostConfig: { OutpostArns: items(2) } }, { OutpostConfig: { OutpostArns: items(1) } }],
  'cluster-remote-nodes': [
    { RemoteNetworkConfig: { RemoteNodeNetworks: [{ Cidrs: ['8.0.0.0/8'] }] } },
    { RemoteNetworkConfig: { RemoteNodeNetworks: [{ Cidrs: ['10.200.0.0/16', { Ref: 'Office' }] }] } },
  ],
  'cluster-remote-pods': [
    { RemoteNetworkConfig: { RemotePodNetworks: [{ Cidrs: ['8.0.0.0/8'] }] } },
    { RemoteNetworkConfig: { RemotePodNetworks: [{ Cidrs: ['10.0.0.0/8'] }] } },
  ],
  'cluster-name': [{ Name: 'my_cluster' }, { Name: 'my-cluster' }],

  'access-entry-groups': [
    { Type: 'EC2_LINUX', KubernetesGroups: ['nodes'] },
    { Type: 'STANDARD', KubernetesGroups: ['nodes'] },
  ],
  'access-entry-scope': [
    { AccessPolicies: [{ PolicyArn: 'x', AccessScope: { Type: 'namespace' } }] },
    { AccessPolicies: [{ PolicyArn: 'x', AccessScope: { Type: 'namespace', Namespaces: ['shop'] } }] },
  ],
  'access-entry-session': [
    { PrincipalArn: 'arn:aws:sts::111122223333:assumed-role/admin/me' },
    { PrincipalArn: 'arn:aws:iam::111122223333:role/admin' },
  ],
  'fargate-selectors': [
    { Selectors: items(6, (index) => ({ Namespace: `n${index}` })) },
    { Selectors: items(5, (index) => ({ Namespace: `n${index}` })) },
  ],
  'pod-identity-policy': [
    { Policy: '{}', DisableSessionTags: false },
    { Policy: '{}', DisableSessionTags: true },
  ],
  'pod-identity-policy-tags': [{ Policy: '{}' }, { DisableSessionTags: false }],
  'oidc-issuer': [{ Oidc: { IssuerUrl: 'http://example.com' } }, { Oidc: { IssuerUrl: 'https://example.com' } }],
  'oidc-groups-prefix': [{ Oidc: { GroupsPrefix: 'system:' } }, { Oidc: { GroupsPrefix: 'oidc:' } }],
  'oidc-username-prefix': [{ Oidc: { UsernamePrefix: 'system:' } }, { Oidc: { UsernamePrefix: 'oidc:' } }],

  'iam-policy-owner': [{ PolicyName: 'p' }, { PolicyName: 'p', Roles: [{ Ref: 'Role' }] }],
  'instance-profile-role': [{ Roles: items(2) }, { Roles: items(1) }],
  'oidc-provider-url': [{ Url: 'http://example.com' }, { Url: { 'Fn::GetAtt': ['Cluster', 'OpenIdConnectIssuerUrl'] } }],
  'oidc-provider-clients': [{ ClientIdList: items(101) }, { ClientIdList: items(100) }],
  'oidc-provider-thumbprints': [{ ThumbprintList: items(6) }, { ThumbprintList: items(5) }],

  'asg-launches': [
    { MinSize: '1', MaxSize: '1' },
    { MinSize: '1', MaxSize: '1', LaunchConfigurationName: 'old' },
  ],
  'asg-override-template': [
    overrides({ LaunchTemplateSpecification: { Version: '1' } }),
    overrides({ LaunchTemplateSpecification: { LaunchTemplateName: 'arm', Version: '1' } }),
  ],
  'asg-mixed-template': [
    mixed({ LaunchTemplate: { LaunchTemplateSpecification: { Version: '1' } } }),
    mixed({ LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateName: 'arm', Version: '1' } } }),
  ],
  ...around(asg, {
    'asg-template': [
      { LaunchTemplate: { LaunchTemplateId: 'lt-0', LaunchTemplateName: 'x', Version: '1' } },
      { LaunchTemplate: { LaunchTemplateName: 'x', Version: '1' } },
    ],
    'asg-instance': [{ InstanceId: 'i-0' }, { InstanceId: { Ref: 'AWS::NoValue' } }],
    'asg-sizes': [{ DesiredCapacity: '10' }, { MaxSize: '10', DesiredCapacity: '9' }],
    'asg-zones': [{ AvailabilityZones: ['a'], AvailabilityZoneIds: ['b'] }, { AvailabilityZones: ['a'] }],
    'asg-lifetime': [{ MaxInstanceLifetime: 3600 }, { MaxInstanceLifetime: 0 }],
    'asg-name': [{ AutoScalingGroupName: 'a:b' }, { AutoScalingGroupName: 'a-b' }],
    'asg-maintenance-both': [
      { InstanceMaintenancePolicy: { MinHealthyPercentage: 90 } },
      { InstanceMaintenancePolicy: { MinHealthyPercentage: 90, MaxHealthyPercentage: 120 } },
    ],
    'asg-maintenance-span': [
      { InstanceMaintenancePolicy: { MinHealthyPercentage: 50, MaxHealthyPercentage: 151 } },
      { InstanceMaintenancePolicy: { MinHealthyPercentage: 50, MaxHealthyPercentage: 150 } },
    ],
  }),
  'asg-overrides': [
    overrides(...(items(41, () => ({ InstanceType: 'm5.large' })) as Properties[])),
    overrides(...(items(40, () => ({ InstanceType: 'm5.large' })) as Properties[])),
  ],
  'asg-override-type': [
    overrides({ InstanceType: 'm5.large', InstanceRequirements: REQUIRED }),
    overrides({ InstanceRequirements: REQUIRED }),
  ],
  'asg-override-requirements': [
    overrides({ InstanceRequirements: { ...REQUIRED, AllowedInstanceTypes: ['m*'], ExcludedInstanceTypes: ['t*'] } }),
    overrides({ InstanceRequirements: { ...REQUIRED, AllowedInstanceTypes: ['m*'] } }),
  ],
  'asg-override-prices': [
    overrides({ InstanceRequirements: PRICES }),
    overrides({ InstanceRequirements: { ...REQUIRED, SpotMaxPricePercentageOverLowestPrice: 100 } }),
  ],
  'asg-weights': [
    overrides({ InstanceType: 'm5.large', WeightedCapacity: '1' }, { InstanceType: 'm5.xlarge' }),
    overrides({ InstanceType: 'm5.large', WeightedCapacity: '1' }, { InstanceType: 'm5.xlarge', WeightedCapacity: '2' }),
  ],
  'asg-weight': [
    overrides({ InstanceType: 'm5.large', WeightedCapacity: '1000' }),
    overrides({ InstanceType: 'm5.large', WeightedCapacity: '999' }),
  ],
  'asg-pools': [
    mixed({ InstancesDistribution: { SpotAllocationStrategy: 'capacity-optimized', SpotInstancePools: 2 } }),
    mixed({ InstancesDistribution: { SpotAllocationStrategy: 'lowest-price', SpotInstancePools: 2 } }),
  ],
  'asg-pools-range': [
    mixed({ InstancesDistribution: { SpotInstancePools: 21 } }),
    mixed({ InstancesDistribution: { SpotInstancePools: 20 } }),
  ],
  'hook-result': [{ DefaultResult: 'WAIT' }, { DefaultResult: 'CONTINUE' }],

  'template-iops-type': [disk({ VolumeType: 'gp2', Iops: 3000 }), disk({ VolumeType: 'gp3', Iops: 3000 })],
  'template-iops-gp3': [disk({ VolumeType: 'gp3', Iops: 2999 }), disk({ VolumeType: 'gp3', Iops: 80_000 })],
  'template-iops-io1': [disk({ VolumeType: 'io1', Iops: 64_001 }), disk({ VolumeType: 'io1', Iops: 64_000 })],
  'template-iops-io2': [disk({ VolumeType: 'io2', Iops: 256_001 }), disk({ VolumeType: 'io2', Iops: 256_000 })],
  'template-throughput': [disk({ VolumeType: 'gp3', Throughput: 124 }), disk({ VolumeType: 'gp3', Throughput: 125 })],
  'template-size-gp2': [disk({ VolumeType: 'gp2', VolumeSize: 16_385 }), disk({ VolumeType: 'gp2', VolumeSize: 16_384 })],
  'template-size-gp3': [disk({ VolumeType: 'gp3', VolumeSize: 65_537 }), disk({ VolumeType: 'gp3', VolumeSize: 65_536 })],
  'template-size-hdd': [disk({ VolumeType: 'st1', VolumeSize: 124 }), disk({ VolumeType: 'st1', VolumeSize: 125 })],
  'template-security-groups': [
    { LaunchTemplateData: { NetworkInterfaces: [{ DeviceIndex: 0 }], SecurityGroupIds: ['sg-0'] } },
    { LaunchTemplateData: { NetworkInterfaces: [{ DeviceIndex: 0, Groups: ['sg-0'] }] } },
  ],
  ...around(nic, {
    'template-ipv4-prefixes': [{ Ipv4Prefixes: items(1), Ipv4PrefixCount: 1 }, { Ipv4PrefixCount: 1 }],
    'template-ipv6-prefixes': [{ Ipv6Prefixes: items(1), Ipv6PrefixCount: 1 }, { Ipv6PrefixCount: 1 }],
    'template-ipv6-addresses': [{ Ipv6Addresses: items(1), Ipv6AddressCount: 1 }, { Ipv6AddressCount: 1 }],
  }),
  ...around((LaunchTemplateData) => ({ LaunchTemplateData }), {
    'template-enclaves': [
      { EnclaveOptions: { Enabled: true }, HibernationOptions: { Configured: true } },
      { EnclaveOptions: { Enabled: true }, HibernationOptions: { Configured: false } },
    ],
    'template-instance-type': [{ InstanceType: 'm5.large', InstanceRequirements: REQUIRED }, { InstanceRequirements: REQUIRED }],
    'template-requirements': [
      { InstanceRequirements: { ...REQUIRED, AllowedInstanceTypes: ['m*'], ExcludedInstanceTypes: ['t*'] } },
      { InstanceRequirements: { ...REQUIRED, ExcludedInstanceTypes: ['t*'] } },
    ],
    'template-requirements-needed': [{ InstanceRequirements: { VCpuCount: { Min: 1 } } }, { InstanceRequirements: REQUIRED }],
    'template-valid-until': [
      { InstanceMarketOptions: { SpotOptions: { SpotInstanceType: 'one-time', ValidUntil: '2030-01-01T00:00:00Z' } } },
      { InstanceMarketOptions: { SpotOptions: { SpotInstanceType: 'persistent', ValidUntil: '2030-01-01T00:00:00Z' } } },
    ],
    'template-host-group': [
      { Placement: { HostResourceGroupArn: 'arn', Tenancy: 'default' } },
      { Placement: { HostResourceGroupArn: 'arn', Tenancy: 'host' } },
    ],
  }),
  'template-tags': [
    { TagSpecifications: [{ ResourceType: 'instance' }] },
    { TagSpecifications: [{ ResourceType: 'launch-template' }], LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'instance' }] } },
  ],
  'template-devices': [
    { LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: '/dev/xvda' }, { DeviceName: '/dev/xvda' }] } },
    { LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: '/dev/xvda' }, { DeviceName: '/dev/xvdb' }] } },
  ],
  'template-instance-tags': [
    { LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'aws:team', Value: 'a' }] }] } },
    { LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'team', Value: 'aws:a' }] }] } },
  ],

  'vpc-range': [{ InstanceTenancy: 'default' }, { Ipv4IpamPoolId: 'ipam-pool-0', Ipv4NetmaskLength: 16 }],
  'vpc-tenancy': [
    { CidrBlock: '10.0.0.0/16', InstanceTenancy: 'host' },
    { CidrBlock: '10.0.0.0/16', InstanceTenancy: 'dedicated' },
  ],
  'vpc-dns': [
    { CidrBlock: '10.0.0.0/16', EnableDnsHostnames: true, EnableDnsSupport: false },
    { CidrBlock: '10.0.0.0/16', EnableDnsHostnames: true },
  ],
  'vpc-block': [{ VpcId: 'vpc-0' }, { VpcId: 'vpc-0', AmazonProvidedIpv6CidrBlock: true }],
  'vpc-block-pool': [
    { Ipv6CidrBlock: '2001:db8::/56', AmazonProvidedIpv6CidrBlock: false },
    { Ipv6CidrBlock: '2001:db8::/56', Ipv6Pool: 'pool' },
  ],
  'vpc-block-group': [
    { CidrBlock: '10.1.0.0/16', Ipv6CidrBlockNetworkBorderGroup: 'g' },
    { AmazonProvidedIpv6CidrBlock: true, Ipv6CidrBlockNetworkBorderGroup: 'g' },
  ],
  'subnet-size': [{ CidrBlock: '10.0.0.0/29' }, { CidrBlock: '10.0.0.0/28' }],
  'subnet-ipv6-only': [
    { Ipv6Native: true, Ipv6CidrBlock: '2001:db8::/64', CidrBlock: '10.0.0.0/24' },
    { Ipv6Native: true, Ipv6CidrBlock: '2001:db8::/64' },
  ],
  'subnet-ipv6-range': [{ Ipv6Native: true }, { Ipv6Native: false }],
  'subnet-ipv6-addresses': [
    { CidrBlock: '10.0.0.0/24', AssignIpv6AddressOnCreation: true },
    { CidrBlock: '10.0.0.0/24', Ipv6CidrBlock: { 'Fn::Select': [0, { 'Fn::Cidr': ['x', 8, 64] }] }, AssignIpv6AddressOnCreation: true },
  ],
  'subnet-outpost': [{ OutpostArn: 'arn' }, { OutpostArn: 'arn', AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } }],
  ...around(route, {
    'route-destination': [{ GatewayId: 'igw-0' }, { GatewayId: 'igw-0', DestinationCidrBlock: '0.0.0.0/0' }],
    'route-target': [{ DestinationCidrBlock: '0.0.0.0/0' }, { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } }],
    'route-ipv6-only': [
      { DestinationCidrBlock: '0.0.0.0/0', EgressOnlyInternetGatewayId: 'eigw-0' },
      { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-0' },
    ],
  }),
  'nat-private': [{ ConnectivityType: 'private', AllocationId: 'eipalloc-0' }, { ConnectivityType: 'private' }],
  'nat-public': [{ SubnetId: 'subnet-0' }, { AvailabilityMode: 'regional', VpcId: 'vpc-0' }],
  'nat-secondary': [
    { ConnectivityType: 'private', SecondaryPrivateIpAddressCount: 1, SecondaryPrivateIpAddresses: ['10.0.0.4'] },
    { ConnectivityType: 'private', SecondaryPrivateIpAddressCount: 1 },
  ],
  'group-description': [{ GroupDescription: 'web "servers"' }, { GroupDescription: 'web servers (public)' }],
  'group-name': [{ GroupName: 'sg-web' }, { GroupName: 'web-sg' }],
  ...permission('group-ingress', 'group-ingress', (rule) => ({ SecurityGroupIngress: [rule] })),
  ...permission('group-egress', 'group-egress', (rule) => ({ SecurityGroupEgress: [rule] })),
  ...permission('ingress', 'ingress-source', (rule) => ({ GroupId: 'sg-0', ...rule })),
  ...permission('egress', 'egress-destination', (rule) => ({ GroupId: 'sg-0', ...rule })),
  'endpoint-gateway-subnets': [
    { ServiceName: 's3', SubnetIds: ['subnet-0'] },
    { ServiceName: 's3', RouteTableIds: ['rtb-0'] },
  ],
  'endpoint-interface-routes': [
    { VpcEndpointType: 'Interface', SubnetIds: ['subnet-0'], RouteTableIds: ['rtb-0'] },
    { VpcEndpointType: 'Interface', SubnetIds: ['subnet-0'], PrivateDnsEnabled: true },
  ],
  'endpoint-interface-subnets': [
    { VpcEndpointType: 'Interface' },
    { VpcEndpointType: 'Interface', SubnetIds: { 'Fn::Split': [',', 'x'] } },
  ],
  'endpoint-appliance-subnets': [
    { VpcEndpointType: 'GatewayLoadBalancer', SubnetIds: ['a', 'b'] },
    { VpcEndpointType: 'GatewayLoadBalancer', SubnetIds: ['a'] },
  ],
  'endpoint-private-dns': [
    { VpcEndpointType: 'Gateway', PrivateDnsEnabled: true },
    { VpcEndpointType: 'Gateway', PrivateDnsEnabled: false },
  ],
  'flow-log-role': [
    { ResourceType: 'VPC', TrafficType: 'REJECT' },
    { ResourceType: 'VPC', TrafficType: 'REJECT', LogDestinationType: 's3' },
  ],
  'flow-log-group': [
    { LogDestinationType: 's3', LogGroupName: 'x' },
    { LogDestinationType: 'cloud-watch-logs', LogGroupName: 'x', DeliverLogsPermissionArn: 'arn' },
  ],
  'flow-log-traffic': [
    { ResourceType: 'Subnet', LogDestinationType: 's3' },
    { ResourceType: 'TransitGateway', LogDestinationType: 's3' },
  ],
  'flow-log-traffic-transit': [
    { ResourceType: 'TransitGateway', LogDestinationType: 's3', TrafficType: 'ALL' },
    { ResourceType: 'Subnet', LogDestinationType: 's3', TrafficType: 'ALL' },
  ],
  'flow-log-interval': [
    { LogDestinationType: 's3', MaxAggregationInterval: 300 },
    { LogDestinationType: 's3', MaxAggregationInterval: 600 },
  ],
  'flow-log-interval-transit': [
    { ResourceType: 'TransitGatewayAttachment', LogDestinationType: 's3', MaxAggregationInterval: 600 },
    { ResourceType: 'TransitGatewayAttachment', LogDestinationType: 's3', MaxAggregationInterval: 60 },
  ],
  'reservation-end': [{ EndDateType: 'limited' }, { EndDateType: 'limited', EndDate: '2030-01-01T00:00:00Z' }],
  'reservation-no-end': [{ EndDateType: 'unlimited', EndDate: '2030-01-01T00:00:00Z' }, { EndDateType: 'unlimited' }],
  'reservation-count': [{ InstanceCount: 1001 }, { InstanceCount: 1000 }],
  'placement-partitions': [
    { Strategy: 'spread', PartitionCount: 3 },
    { Strategy: 'partition', PartitionCount: 3 },
  ],
  'placement-parent': [
    { Strategy: 'spread', ParentGroupId: 'pg-0' },
    { Strategy: 'cluster', ParentGroupId: 'pg-0' },
  ],
  ...around((inner) => ({ CidrBlock: '10.0.0.0/8', ...inner }), {
    'acl-range': [
      { CidrBlock: undefined, Protocol: -1 },
      { CidrBlock: undefined, Ipv6CidrBlock: '::/0', Protocol: -1 },
    ],
    'acl-ports': [{ Protocol: 6 }, { Protocol: 6, PortRange: { From: 443, To: 443 } }],
    'acl-icmp': [{ Protocol: 1 }, { Protocol: 1, Icmp: { Code: -1, Type: -1 } }],
  }),

  'efs-key': [
    { KmsKeyId: 'key', Encrypted: false },
    { KmsKeyId: 'key', Encrypted: true },
  ],
  'efs-key-encrypted': [{ KmsKeyId: 'key' }, { Encrypted: true }],
  'efs-throughput': [{ ThroughputMode: 'provisioned' }, { ThroughputMode: 'provisioned', ProvisionedThroughputInMibps: 10 }],
  'efs-max-io-zone': [
    { PerformanceMode: 'maxIO', AvailabilityZoneName: 'eu-west-1a' },
    { PerformanceMode: 'generalPurpose', AvailabilityZoneName: 'eu-west-1a' },
  ],
  'efs-max-io-elastic': [
    { PerformanceMode: 'maxIO', ThroughputMode: 'elastic' },
    { PerformanceMode: 'maxIO', ThroughputMode: 'bursting' },
  ],
  'efs-lifecycle': [
    { LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS', TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' }] },
    { LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }, { TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' }] },
  ],
  'efs-archive': [
    { LifecyclePolicies: [{ TransitionToArchive: 'AFTER_90_DAYS' }] },
    { ThroughputMode: 'elastic', LifecyclePolicies: [{ TransitionToArchive: 'AFTER_90_DAYS' }] },
  ],

  'fsx-lustre': [{ FileSystemType: 'LUSTRE', SubnetIds: ['subnet-0'] }, lustre({ DeploymentType: 'SCRATCH_2' })],
  'fsx-ontap': [{ FileSystemType: 'ONTAP', SubnetIds: ['subnet-0'] }, ontap({ DeploymentType: 'SINGLE_AZ_2' })],
  'fsx-openzfs': [{ FileSystemType: 'OPENZFS', SubnetIds: ['subnet-0'] }, openzfs({ DeploymentType: 'SINGLE_AZ_1' })],
  'fsx-windows': [{ FileSystemType: 'WINDOWS', SubnetIds: ['subnet-0'] }, windows({ ThroughputCapacity: 8 })],
  'fsx-lustre-subnet': [lustre({ DeploymentType: 'SCRATCH_2' }, { SubnetIds: items(2) }), lustre({ DeploymentType: 'SCRATCH_2' })],
  'fsx-ontap-subnets': [
    ontap({ DeploymentType: 'MULTI_AZ_1', PreferredSubnetId: 'a' }, { SubnetIds: items(1) }),
    ontap({ DeploymentType: 'MULTI_AZ_1', PreferredSubnetId: 'a' }),
  ],
  'fsx-windows-subnets': [
    windows({ DeploymentType: 'MULTI_AZ_1', PreferredSubnetId: 'a' }),
    windows({ DeploymentType: 'MULTI_AZ_1', PreferredSubnetId: 'a' }, { SubnetIds: items(2) }),
  ],
  'fsx-windows-subnet': [windows({ DeploymentType: 'SINGLE_AZ_2' }, { SubnetIds: items(2) }), windows({ DeploymentType: 'SINGLE_AZ_2' })],
  'fsx-ontap-preferred': [
    ontap({ DeploymentType: 'MULTI_AZ_2' }),
    ontap({ DeploymentType: 'MULTI_AZ_2', PreferredSubnetId: { Ref: 'A' } }),
  ],
  'fsx-openzfs-preferred': [openzfs({ DeploymentType: 'MULTI_AZ_1' }), openzfs({ DeploymentType: 'MULTI_AZ_1', PreferredSubnetId: 'a' })],
  'fsx-windows-preferred': [windows({ DeploymentType: 'MULTI_AZ_1' }, { SubnetIds: items(2) }), windows({ DeploymentType: 'SINGLE_AZ_1' })],
  'fsx-ontap-throughput': [ontap({ ThroughputCapacity: 128, ThroughputCapacityPerHAPair: 128 }), ontap({ ThroughputCapacity: 128 })],
  'fsx-ontap-pair-1': [
    ontap({ DeploymentType: 'SINGLE_AZ_1', ThroughputCapacityPerHAPair: 384 }),
    ontap({ DeploymentType: 'SINGLE_AZ_1', ThroughputCapacityPerHAPair: 256 }),
  ],
  'fsx-ontap-pair-single-2': [
    ontap({ DeploymentType: 'SINGLE_AZ_2', ThroughputCapacityPerHAPair: 384 }),
    ontap({ DeploymentType: 'SINGLE_AZ_2', ThroughputCapacityPerHAPair: 1536 }),
  ],
  'fsx-ontap-pair-multi-2': [
    ontap({ DeploymentType: 'MULTI_AZ_2', PreferredSubnetId: 'a', ThroughputCapacityPerHAPair: 128 }),
    ontap({ DeploymentType: 'MULTI_AZ_2', PreferredSubnetId: 'a', ThroughputCapacityPerHAPair: 384 }),
  ],
  'fsx-ontap-pairs': [ontap({ DeploymentType: 'SINGLE_AZ_1', HAPairs: 2 }), ontap({ DeploymentType: 'SINGLE_AZ_2', HAPairs: 2 })],
  'fsx-openzfs-throughput-1': [
    openzfs({ DeploymentType: 'SINGLE_AZ_1', ThroughputCapacity: 160 }),
    openzfs({ DeploymentType: 'SINGLE_AZ_1', ThroughputCapacity: 64 }),
  ],
  'fsx-openzfs-throughput-2': [
    openzfs({ DeploymentType: 'SINGLE_AZ_2', ThroughputCapacity: 64 }),
    openzfs({ DeploymentType: 'SINGLE_AZ_2', ThroughputCapacity: 160 }),
  ],
  'fsx-openzfs-capacity': [openzfs({}, { StorageCapacity: 63 }), openzfs({}, { StorageCapacity: 64 })],
  'fsx-openzfs-cache': [
    openzfs({ ReadCacheConfiguration: { SizingMode: 'USER_PROVISIONED' } }),
    openzfs({ ReadCacheConfiguration: { SizingMode: 'NO_CACHE' } }),
  ],
  'fsx-windows-capacity-ssd': [windows({}, { StorageCapacity: 31 }), windows({}, { StorageCapacity: 32 })],
  'fsx-windows-capacity-hdd': [
    windows({}, { StorageType: 'HDD', StorageCapacity: 1999 }),
    windows({}, { StorageType: 'HDD', StorageCapacity: 2000 }),
  ],
  'fsx-lustre-capacity': [
    lustre({ DeploymentType: 'SCRATCH_2' }, { StorageCapacity: 3600 }),
    lustre({ DeploymentType: 'SCRATCH_2' }, { StorageCapacity: 4800 }),
  ],
  'fsx-lustre-capacity-scratch': [
    lustre({ DeploymentType: 'SCRATCH_1' }, { StorageCapacity: 4800 }),
    lustre({ DeploymentType: 'SCRATCH_1' }, { StorageCapacity: 7200 }),
  ],
  'fsx-lustre-throughput': [
    lustre({ DeploymentType: 'PERSISTENT_2' }),
    lustre({ DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 125 }),
  ],
  'fsx-lustre-throughput-1-ssd': [
    lustre({ DeploymentType: 'PERSISTENT_1', PerUnitStorageThroughput: 125 }),
    lustre({ DeploymentType: 'PERSISTENT_1', PerUnitStorageThroughput: 200 }),
  ],
  'fsx-lustre-throughput-1-hdd': [
    lustre(
      { DeploymentType: 'PERSISTENT_1', PerUnitStorageThroughput: 50, DriveCacheType: 'NONE' },
      { StorageType: 'HDD', StorageCapacity: 6000 },
    ),
    lustre(
      { DeploymentType: 'PERSISTENT_1', PerUnitStorageThroughput: 12, DriveCacheType: 'NONE' },
      { StorageType: 'HDD', StorageCapacity: 6000 },
    ),
  ],
  'fsx-lustre-throughput-2': [
    lustre({ DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 200 }),
    lustre({ DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 250 }),
  ],
  'fsx-lustre-drive-cache': [
    lustre({ DeploymentType: 'PERSISTENT_1', PerUnitStorageThroughput: 12 }, { StorageType: 'HDD' }),
    lustre({ DeploymentType: 'PERSISTENT_1', PerUnitStorageThroughput: 12, DriveCacheType: 'READ' }, { StorageType: 'HDD' }),
  ],
  'fsx-lustre-version': [
    lustre({ DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 125 }, { FileSystemTypeVersion: '2.10' }),
    lustre({ DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 125 }, { FileSystemTypeVersion: '2.12' }),
  ],
  'fsx-lustre-version-metadata': [
    lustre(
      { DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 125, MetadataConfiguration: { Mode: 'AUTOMATIC' } },
      { FileSystemTypeVersion: '2.12' },
    ),
    lustre(
      { DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 125, MetadataConfiguration: { Mode: 'AUTOMATIC' } },
      { FileSystemTypeVersion: '2.15' },
    ),
  ],
  'fsx-lustre-metadata': [
    lustre({ MetadataConfiguration: { Mode: 'AUTOMATIC', Iops: 1500 } }),
    lustre({ MetadataConfiguration: { Mode: 'USER_PROVISIONED', Iops: 1500 } }),
  ],
  'fsx-lustre-cache': [
    lustre({ DeploymentType: 'PERSISTENT_2' }, { StorageType: 'INTELLIGENT_TIERING' }),
    lustre(
      { DeploymentType: 'PERSISTENT_2', DataReadCacheConfiguration: { SizingMode: 'NO_CACHE' } },
      { StorageType: 'INTELLIGENT_TIERING' },
    ),
  ],
  'fsx-lustre-cache-size': [
    lustre({ DataReadCacheConfiguration: { SizingMode: 'USER_PROVISIONED' } }),
    lustre({ DataReadCacheConfiguration: { SizingMode: 'USER_PROVISIONED', SizeGiB: 32 } }),
  ],
  'fsx-lustre-capacity-throughput': [lustre({ ThroughputCapacity: 6000 }), lustre({ ThroughputCapacity: 8000 })],
  'fsx-hdd': [
    lustre({ DeploymentType: 'SCRATCH_2', DriveCacheType: 'NONE' }, { StorageType: 'HDD' }),
    lustre({ DeploymentType: 'PERSISTENT_1', PerUnitStorageThroughput: 12, DriveCacheType: 'NONE' }, { StorageType: 'HDD' }),
  ],
  'fsx-tiering-lustre': [
    lustre({ DeploymentType: 'SCRATCH_2', DataReadCacheConfiguration: { SizingMode: 'NO_CACHE' } }, { StorageType: 'INTELLIGENT_TIERING' }),
    lustre(
      { DeploymentType: 'PERSISTENT_2', DataReadCacheConfiguration: { SizingMode: 'NO_CACHE' } },
      { StorageType: 'INTELLIGENT_TIERING' },
    ),
  ],
  'fsx-volume-path': [{ OntapConfiguration: { JunctionPath: 'vol1' } }, { OntapConfiguration: { JunctionPath: '/vol1' } }],
  'fsx-volume-efficiency': [{ OntapConfiguration: { OntapVolumeType: 'RW' } }, { OntapConfiguration: { OntapVolumeType: 'DP' } }],

  'kms-usage': [{ KeySpec: 'RSA_2048' }, { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }],
  'kms-usage-symmetric': [{ KeyUsage: 'SIGN_VERIFY' }, { KeyUsage: 'ENCRYPT_DECRYPT' }],
  'kms-usage-hmac': [
    { KeySpec: 'HMAC_256', KeyUsage: 'SIGN_VERIFY' },
    { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
  ],
  'kms-usage-rsa': [
    { KeySpec: 'RSA_2048', KeyUsage: 'KEY_AGREEMENT' },
    { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' },
  ],
  'kms-rotation': [{ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY', EnableKeyRotation: true }, { EnableKeyRotation: true }],
  'kms-rotation-imported': [
    { Origin: 'EXTERNAL', EnableKeyRotation: true },
    { Origin: 'AWS_KMS', EnableKeyRotation: true },
  ],
  'kms-window': [{ PendingWindowInDays: 6 }, { PendingWindowInDays: 7 }],

  ...around((inner) => ({ Code: { ImageUri: 'x' }, PackageType: 'Image', ...inner }), {
    'lambda-zip': [
      { Code: { S3Bucket: 'b', S3Key: 'k' }, PackageType: undefined, Runtime: 'nodejs22.x' },
      { Code: { S3Bucket: 'b', S3Key: 'k' }, PackageType: undefined, Runtime: 'nodejs22.x', Handler: 'index.handler' },
    ],
    'lambda-code': [{ Code: { ImageUri: 'x', ZipFile: 'y' } }, { Code: { ImageUri: { 'Fn::Sub': '${AWS::AccountId}' } } }],
    'lambda-timeout': [{ Timeout: 901 }, { Timeout: 900 }],
    'lambda-name': [{ FunctionName: 'x'.repeat(65) }, { FunctionName: 'x'.repeat(64) }],
    'lambda-architectures': [{ Architectures: ['arm64', 'x86_64'] }, { Architectures: ['arm64'] }],
  }),

  'logs-retention': [{ RetentionInDays: 10 }, { RetentionInDays: 3653 }],
  'logs-name': [{ LogGroupName: 'aws/mine' }, { LogGroupName: '/aws/lambda/mine' }],
  'logs-index': [
    { LogGroupClass: 'INFREQUENT_ACCESS', FieldIndexPolicies: items(1) },
    { LogGroupClass: 'STANDARD', FieldIndexPolicies: items(1) },
  ],
  'logs-index-count': [{ FieldIndexPolicies: items(2) }, { FieldIndexPolicies: items(1) }],

  'sqs-delay': [{ DelaySeconds: 901 }, { DelaySeconds: 900 }],
  'sqs-message-size': [{ MaximumMessageSize: 1_048_577 }, { MaximumMessageSize: 1_048_576 }],
  'sqs-retention': [{ MessageRetentionPeriod: 59 }, { MessageRetentionPeriod: 60 }],
  'sqs-wait': [{ ReceiveMessageWaitTimeSeconds: 21 }, { ReceiveMessageWaitTimeSeconds: 20 }],
  'sqs-visibility': [{ VisibilityTimeout: 43_201 }, { VisibilityTimeout: 43_200 }],
  'sqs-data-key': [{ KmsDataKeyReusePeriodSeconds: 59 }, { KmsDataKeyReusePeriodSeconds: 60 }],
  'sqs-name': [{ QueueName: 'my queue' }, { QueueName: 'my-queue.fifo', FifoQueue: true }],
  'sqs-fifo-name': [
    { QueueName: 'jobs', FifoQueue: true },
    { QueueName: 'jobs', FifoQueue: false },
  ],
  'sqs-encryption': [{ KmsMasterKeyId: 'key', SqsManagedSseEnabled: true }, { KmsMasterKeyId: 'key' }],
  'sqs-fifo-limit': [
    { FifoThroughputLimit: 'perMessageGroupId', DeduplicationScope: 'queue' },
    { FifoThroughputLimit: 'perQueue', DeduplicationScope: 'queue' },
  ],
  'sqs-allow-count': [
    { RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: items(11) } },
    { RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: items(10) } },
  ],
  'sqs-allow-kind': [
    { RedriveAllowPolicy: { redrivePermission: 'allowAll', sourceQueueArns: items(1) } },
    { RedriveAllowPolicy: { redrivePermission: 'allowAll' } },
  ],

  'events-rule': [{ State: 'ENABLED' }, { ScheduleExpression: 'rate(1 day)' }],
  ...around((inner) => ({ ScheduleExpression: 'rate(1 day)', ...inner }), {
    'events-targets': [{ Targets: items(6, (index) => ({ Id: `t${index}` })) }, { Targets: items(5, (index) => ({ Id: `t${index}` })) }],
    'events-input': [{ Targets: [{ Input: '{}', InputPath: '$.detail' }] }, { Targets: [{ Input: '{}' }, { InputPath: '$.detail' }] }],
    'events-ecs-launch': [
      { Targets: [{ EcsParameters: { LaunchType: 'EC2', CapacityProviderStrategy: items(1) } }] },
      { Targets: [{ EcsParameters: { LaunchType: 'EC2' } }] },
    ],
    'events-ecs-network': [
      { Targets: [{ EcsParameters: { LaunchType: 'FARGATE' } }] },
      { Targets: [{ EcsParameters: { LaunchType: 'FARGATE', NetworkConfiguration: {} } }] },
    ],
  }),

  's3-key': [
    {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256', KMSMasterKeyID: 'key' } }],
      },
    },
    {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'key' } }],
      },
    },
  ],
  ...around((rule) => ({ LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ...rule }] } }), {
    's3-delete-marker': [{ ExpiredObjectDeleteMarker: true, ExpirationInDays: 3 }, { ExpiredObjectDeleteMarker: true }],
    's3-days': [{ ExpirationInDays: 0 }, { ExpirationInDays: 1 }],
    's3-versions': [
      { NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 101 } },
      { NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 100 } },
    ],
    's3-rule-id': [{ Id: 'x'.repeat(256) }, { Id: 'x'.repeat(255) }],
  }),
  's3-replication': [{ ReplicationConfiguration: {} }, { ReplicationConfiguration: {}, VersioningConfiguration: { Status: 'Enabled' } }],
  's3-replication-versions': [
    { ReplicationConfiguration: {}, VersioningConfiguration: { Status: 'Suspended' } },
    { VersioningConfiguration: { Status: 'Suspended' } },
  ],

  'ssm-type': [{ Type: 'SecureString' }, { Type: 'StringList' }],
  'ssm-name': [{ Name: '/aws/mine' }, { Name: '/mine/aws' }],
  'ssm-hierarchy': [{ Name: 'shop/release' }, { Name: '/shop/release' }],
  'ssm-value': [{ Value: '{{ssm:other}}' }, { Value: '{"a":{"b":1}}' }],
  'ssm-policies': [
    { Tier: 'Standard', Policies: '[]' },
    { Tier: 'Advanced', Policies: '[]' },
  ],
  'ssm-size': [
    { Tier: 'Standard', Value: 'x'.repeat(4097) },
    { Tier: 'Advanced', Value: 'x'.repeat(4097) },
  ],
  'secret-template': [
    { GenerateSecretString: { GenerateStringKey: 'password' } },
    { GenerateSecretString: { GenerateStringKey: 'password', SecretStringTemplate: '{}' } },
  ],
  'secret-name': [{ Name: 'my secret' }, { Name: 'shop/db@1' }],

  ...around((inner) => ({ Subnets: ['a', 'b'], ...inner }), {
    'lb-subnets': [{ SubnetMappings: [{ SubnetId: 'a' }] }, { SubnetMappings: { Ref: 'AWS::NoValue' } }],
    'lb-name': [{ Name: 'internal-web' }, { Name: 'web-internal' }],
    'lb-scheme': [
      { Type: 'gateway', Scheme: 'internal' },
      { Type: 'network', Scheme: 'internal' },
    ],
  }),
  'listener-certificate': [{ Protocol: 'HTTPS' }, { Protocol: 'HTTP' }],
  'listener-certificates': [
    { Protocol: 'TLS', Certificates: items(2) },
    { Protocol: 'TLS', Certificates: items(1) },
  ],
  ...actionsOf('listener', 'DefaultActions'),
  ...actionsOf('listener-rule', 'Actions'),
  ...Object.fromEntries(
    Object.entries(FIELDS).map(
      ([name, field]) =>
        [
          `listener-rule-${name}`,
          [{ Conditions: [{ Field: 'other', [name]: {} }] }, { Conditions: [{ Field: field, [name]: {} }, { [name]: {} }] }],
        ] as const,
    ),
  ),
  ...around((inner) => ({ VpcId: 'vpc-0', ...inner }), {
    'targets-vpc': [
      { VpcId: undefined, TargetType: 'ip' },
      { VpcId: undefined, TargetType: 'lambda' },
    ],
    'targets-health': [{ HealthCheckEnabled: false }, { TargetType: 'lambda', HealthCheckEnabled: false }],
    'targets-health-protocol': [{ HealthCheckProtocol: 'TLS' }, { HealthCheckProtocol: 'TCP' }],
    'targets-health-tcp': [
      { Protocol: 'HTTP', HealthCheckProtocol: 'TCP' },
      { Protocol: 'TCP', HealthCheckProtocol: 'TCP' },
    ],
    'targets-geneve': [
      { Protocol: 'GENEVE', Port: 80 },
      { Protocol: 'GENEVE', Port: 6081 },
    ],
    'targets-name': [{ Name: 'web-' }, { Name: 'web' }],
  }),
  'lattice-lambda': [
    { Type: 'LAMBDA', Config: { Port: 80 } },
    { Type: 'IP', Config: { Port: 80 } },
  ],
  'lattice-alb': [
    { Type: 'ALB', Config: { HealthCheck: {} } },
    { Type: 'IP', Config: { HealthCheck: {} } },
  ],
  'lattice-addresses': [
    { Type: 'INSTANCE', Config: { IpAddressType: 'IPV4' } },
    { Type: 'IP', Config: { IpAddressType: 'IPV4' } },
  ],
  'lattice-events': [
    { Type: 'IP', Config: { LambdaEventStructureVersion: 'V2' } },
    { Type: 'LAMBDA', Config: { LambdaEventStructureVersion: 'V2' } },
  ],
  'lattice-status': [{ DefaultAction: { FixedResponse: { StatusCode: 403 } } }, { DefaultAction: { FixedResponse: { StatusCode: 404 } } }],
  'resolver-addresses': [{ IpAddresses: items(1) }, { IpAddresses: items(2) }],
  'resolver-outpost': [{ OutpostArn: 'arn' }, { OutpostArn: 'arn', PreferredInstanceType: 'm5.large' }],
  'waf-action': [{ Rules: [{ Action: { Block: {} }, OverrideAction: { None: {} } }] }, { Rules: [{ OverrideAction: { None: {} } }] }],
  'waf-priority': [
    {
      Rules: [
        { Action: {}, Priority: 1 },
        { Action: {}, Priority: 1 },
      ],
    },
    {
      Rules: [
        { Action: {}, Priority: 1 },
        { Action: {}, Priority: 2 },
      ],
    },
  ],
};
