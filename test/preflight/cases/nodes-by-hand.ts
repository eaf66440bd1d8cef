import { Cases, Given, ref } from './case';

type Properties = Record<string, unknown>;
type Resource = readonly [type: string, properties: Properties];

const group = (properties: Properties): Resource => ['AWS::EKS::Nodegroup', properties];
const nodes = (properties: Properties): Given['resources'] => ({ 'App/Nodes': group(properties) });
const templated = (properties: Properties, data: Properties, more: Given['resources'] = {}): Given['resources'] => ({
  'App/Nodes': group({ LaunchTemplate: { Id: ref('App/Template') }, ...properties }),
  'App/Template': ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: data }],
  ...more,
});
const selfManaged = (properties: Properties, data: Properties, more: Given['resources'] = {}): Given['resources'] => ({
  'App/Group': ['AWS::AutoScaling::AutoScalingGroup', { LaunchTemplate: { LaunchTemplateId: ref('App/Template') }, ...properties }],
  'App/Template': ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: data }],
  ...more,
});

const AL2023 = { ssmParameter: '/aws/service/eks/optimized-ami/1.36/amazon-linux-2023/x86_64/standard/recommended/image_id' };
const BOTTLEROCKET = { ssmParameter: '/aws/service/bottlerocket/aws-k8s-1.36/x86_64/latest/image_id' };
const WINDOWS = { ssmParameter: '/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-1.36/image_id' };
const text = (...lines: string[]) => ({ base64: lines.join('\n') });
const mime = (type: string, ...lines: string[]) =>
  text(
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="//"',
    '',
    '--//',
    `Content-Type: ${type}`,
    '',
    ...lines,
    '',
    '--//--',
  );
const nodeConfig = (cluster: Properties, kubelet: Properties = {}) =>
  mime('application/node.eks.aws', JSON.stringify({ apiVersion: 'node.eks.aws/v1alpha1', kind: 'NodeConfig', spec: { cluster, kubelet } }));
const CLUSTER = { name: 'shop', apiServerEndpoint: '<known-at-deploy>', certificateAuthority: '<known-at-deploy>', cidr: '172.20.0.0/16' };
const BOOTSTRAP = ['#!/bin/bash', '/etc/eks/bootstrap.sh shop'];

const pool = (template: string, more = '', kind = 'karpenter.k8s.aws, kind: EC2NodeClass') => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: general }
spec:
  ${more || 'weight: 1'}
  template:
    ${template}
      nodeClassRef: { group: ${kind}, name: general }${template.includes('requirements') ? '' : '\n      requirements: []'}`;
const required = (requirements: string, more = '', nodeClassGroup?: string) =>
  pool(`spec:\n      requirements: [${requirements}]`, more, nodeClassGroup);
const AUTO = 'eks.amazonaws.com, kind: NodeClass';

const nodeClass = (spec: string) => `apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata: { name: general }
spec:
  subnetSelectorTerms: [{ id: subnet-0123456789abcdef0 }]
  securityGroupSelectorTerms: [{ id: sg-0123456789abcdef0 }]
  ${spec}`;
const ALIAS = 'amiSelectorTerms: [{ alias: al2023@latest }]';

const securityGroups = (config: Properties, more: Given['resources'] = {}, groups: unknown[] = [ref('App/Group', 'GroupId')]) =>
  templated(
    {},
    { SecurityGroupIds: groups },
    {
      'App/Cluster': ['AWS::EKS::Cluster', { ResourcesVpcConfig: { SubnetIds: [ref('App/A'), ref('App/B')], ...config } }],
      'App/Group': ['AWS::EC2::SecurityGroup', { SecurityGroupIngress: [] }],
      ...more,
    },
  );

const authorized = (more: Given['resources'], mode = 'API', image: unknown = AL2023) =>
  selfManaged(
    {},
    { ImageId: image, UserData: nodeConfig(CLUSTER), IamInstanceProfile: { Arn: ref('App/Profile', 'Arn') } },
    {
      'App/Profile': ['AWS::IAM::InstanceProfile', { Roles: [ref('App/Role')] }],
      'App/Role': ['AWS::IAM::Role', {}],
      'App/Cluster': [
        'AWS::EKS::Cluster',
        {
          AccessConfig: { AuthenticationMode: mode },
          ResourcesVpcConfig: { SubnetIds: [ref('App/A'), ref('App/B')], EndpointPrivateAccess: true },
        },
      ],
      ...more,
    },
  );

/** Values of nodes that constructs refuse, in plain node groups, launch templates and custom resources. */
const NODE_POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'].map((name) => `arn:aws:iam::aws:policy/${name}`);
/** A role of the app and a cluster, and a node class with a role. */
const withRole = (more: Given['resources'] = {}, cluster: object = {}): Given['resources'] => ({
  'App/Cluster': ['AWS::EKS::Cluster', { AccessConfig: { AuthenticationMode: 'API' }, ...cluster }],
  'App/Role': ['AWS::IAM::Role', { RoleName: 'shop-nodes', ManagedPolicyArns: NODE_POLICIES }],
  ...more,
});
const ofNodes = (apiVersion: string, kind: string, role: string, more: string = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: custom }\n` +
  `spec: { role: "${role}", ${more}subnetSelectorTerms: [{ id: subnet-0a }], securityGroupSelectorTerms: [{ id: sg-0a }] }`;

export const NODES_BY_HAND: Cases = {
  'node-labels': {
    fails: [
      {
        name: 'a role of nodes as a label of a node group',
        resources: nodes({ Labels: { 'node-role.kubernetes.io/worker': 'true' } }),
        found: [
          "the node group: Labels contains the key 'node-role.kubernetes.io/worker': a node cannot set labels with the reserved prefix " +
            'node-role.kubernetes.io',
        ],
      },
      {
        name: 'a label value with a space, and a taint key with two slashes',
        resources: nodes({ Labels: { team: 'two words' }, Taints: [{ Key: 'a/b/c', Effect: 'NO_SCHEDULE' }] }),
        found: [
          "the node group: Labels contains team='two words': a label value must have at most 63 letters, digits, hyphens, underscores or " +
            'dots, and start and end with a letter or digit',
          "the node group: Taints contains the key 'a/b/c': a key must be a name of at most 63 letters, digits, hyphens, underscores or " +
            'dots, with an optional prefix like example.com/',
        ],
      },
      {
        name: 'labels of the kubelet in user data',
        resources: templated(
          { AmiType: 'AL2023_x86_64_STANDARD' },
          { UserData: nodeConfig({}, { flags: ['--node-labels=node-role.kubernetes.io/spot=true,team=shop'] }) },
        ),
        found: [
          "the user data of the nodes: --node-labels contains the key 'node-role.kubernetes.io/spot': a node cannot set labels with the " +
            'reserved prefix node-role.kubernetes.io',
        ],
      },
      {
        name: 'a label of Karpenter in a NodePool',
        installed: [],
        also: ['malformed-object'],
        manifests: pool('metadata: { labels: { karpenter.sh/team: shop } }\n    spec:'),
        found: [
          "NodePool 'general': spec.template.metadata.labels contains the key 'karpenter.sh/team': a pool cannot set labels with the " +
            'reserved prefix karpenter.sh',
        ],
      },
    ],
    passes: [
      {
        name: 'labels that a kubelet may set',
        resources: nodes({
          Labels: { 'node.kubernetes.io/lifecycle': 'spot', 'kubernetes.io/arch': 'amd64', team: '<known-at-deploy>', empty: '' },
          Taints: [{ Key: 'nvidia.com/gpu', Value: 'true', Effect: 'NO_SCHEDULE' }],
        }),
      },
      {
        name: 'labels of Kubernetes that Karpenter sets',
        manifests: pool(
          'metadata: { labels: { node-role.kubernetes.io/worker: "", karpenter.k8s.aws/instance-family: m7i, team: shop } }\n    spec:\n' +
            '      taints: [{ key: example.com/gpu, effect: NoSchedule }]',
        ),
      },
      {
        name: 'labels that a shell computes',
        resources: templated(
          {},
          { ImageId: 'ami-0123', UserData: text('#!/bin/bash', 'bootstrap --node-labels=kubernetes.io/id=$ID,a=b') },
        ),
      },
    ],
  },

  'node-user-data': {
    fails: [
      {
        name: 'a script that EKS cannot merge',
        resources: templated({ AmiType: 'AL2023_x86_64_STANDARD' }, { UserData: text('#!/bin/bash', 'yum install -y htop') }),
        found: ['the launch template of the nodes has user data that is not in MIME multi-part format'],
      },
      {
        name: 'the script of Amazon Linux 2 with an AMI of Amazon Linux 2023',
        resources: templated({}, { ImageId: AL2023, UserData: text(...BOOTSTRAP) }),
        found: [
          'the launch template of the nodes sets the AMI, and user data that runs /etc/eks/bootstrap.sh, which Amazon Linux 2023 ' +
            'does not have',
        ],
      },
      {
        name: 'an AMI of EKS without user data',
        resources: templated({}, { ImageId: AL2023 }),
        found: ['the launch template of the nodes sets the AMI, and no user data'],
      },
      {
        name: 'an AMI of the user without user data',
        resources: templated({}, { ImageId: 'ami-0123456789abcdef0' }),
        found: ['the launch template of the nodes sets the AMI, and no user data'],
      },
      {
        name: 'a NodeConfig without the address of the cluster',
        resources: selfManaged({}, { ImageId: AL2023, UserData: nodeConfig({ name: 'shop' }) }),
        found: [
          'the launch template of the nodes sets the AMI, and a NodeConfig without spec.cluster.apiServerEndpoint, ' +
            'spec.cluster.certificateAuthority, spec.cluster.cidr',
        ],
      },
      {
        name: 'a script for Bottlerocket',
        resources: templated({ AmiType: 'BOTTLEROCKET_x86_64' }, { UserData: mime('text/x-shellscript', '#!/bin/bash') }),
        found: ['the launch template of the nodes has a script as user data of Bottlerocket, which has no shell'],
      },
      {
        name: 'Bottlerocket that does not know its cluster',
        resources: selfManaged({}, { ImageId: BOTTLEROCKET, UserData: text('[settings.kubernetes]', 'max-pods = 50') }),
        found: ['the launch template of the nodes sets the AMI, and user data without cluster-name'],
      },
      {
        name: 'Windows without its script',
        resources: templated({}, { ImageId: WINDOWS, UserData: text('<powershell>', 'Write-Host hello', '</powershell>') }),
        found: ['the launch template of the nodes sets the AMI, and user data without Start-EKSBootstrap.ps1'],
      },
      {
        name: 'user data as plain text',
        resources: templated({}, { UserData: '#!/bin/bash\necho hello world' }),
        found: ['the launch template of the nodes has UserData that is not base64'],
      },
      {
        name: 'thresholds of the kubelet the wrong way around',
        resources: templated({}, { UserData: nodeConfig({}, { config: { imageGCHighThresholdPercent: 70 } }) }),
        found: [
          'the NodeConfig of the nodes: spec.kubelet.config.imageGcHighThresholdPercent is 70 and imageGcLowThresholdPercent is 80: the ' +
            'high threshold must be above the low threshold (defaults: 85 and 80)',
        ],
      },
    ],
    passes: [
      {
        name: 'a script in a MIME archive',
        resources: templated({ AmiType: 'AL2023_x86_64_STANDARD' }, { UserData: mime('text/x-shellscript', '#!/bin/bash', 'echo hello') }),
      },
      { name: 'a complete NodeConfig', resources: templated({}, { ImageId: AL2023, UserData: nodeConfig(CLUSTER) }) },
      {
        name: 'a NodeConfig alone',
        resources: selfManaged(
          {},
          {
            ImageId: AL2023,
            UserData: text(JSON.stringify({ apiVersion: 'node.eks.aws/v1alpha1', kind: 'NodeConfig', spec: { cluster: CLUSTER } })),
          },
        ),
      },
      {
        name: 'a script that runs nodeadm',
        resources: templated({}, { ImageId: AL2023, UserData: text('#!/bin/bash', 'nodeadm init -c file:///a') }),
      },
      {
        name: 'an AMI of the user with a script',
        resources: templated({}, { ImageId: 'ami-0123456789abcdef0', UserData: text('#!/bin/sh') }),
      },
      {
        name: 'TOML of Bottlerocket',
        resources: templated({ AmiType: 'BOTTLEROCKET_x86_64' }, { UserData: text('[settings.motd]', 'x = "y"') }),
      },
      {
        name: 'user data in base64 that is known',
        resources: templated({}, { UserData: Buffer.from(mime('text/x-shellscript').base64).toString('base64') }),
      },
      { name: 'user data that is known at deploy', resources: templated({}, { ImageId: AL2023, UserData: '<known-at-deploy>' }) },
      {
        name: 'text that is inserted at deploy',
        resources: templated({}, { ImageId: AL2023, UserData: text('#!/bin/bash', '<known-at-deploy>') }),
      },
    ],
  },

  'node-disk': {
    fails: [
      {
        name: 'a disk that is smaller than the AMI',
        resources: nodes({ AmiType: 'AL2023_x86_64_STANDARD', DiskSize: 10 }),
        found: ['the node group: DiskSize is 10 GiB: the AMIs require at least 20 GiB'],
      },
      {
        name: 'the same in a launch template, of Windows',
        resources: templated(
          { AmiType: 'WINDOWS_CORE_2022_x86_64' },
          { BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 30 } }] },
        ),
        found: ['the disk /dev/sda1 of the nodes: Ebs.VolumeSize is 30 GiB: the AMIs require at least 50 GiB'],
      },
      {
        name: 'the size of the wrong disk of Bottlerocket',
        resources: templated(
          { AmiType: 'BOTTLEROCKET_x86_64' },
          { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 100 } }] },
        ),
        found: ['the launch template of the nodes sets the size of /dev/xvda, but images and pods of this AMI are on /dev/xvdb'],
      },
      {
        name: 'the root device of another AMI',
        resources: templated({}, { BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 100 } }] }),
        found: ['the launch template of the nodes sets the size of /dev/sda1, but images and pods of this AMI are on /dev/xvda'],
      },
    ],
    passes: [
      { name: 'the smallest disk', resources: nodes({ AmiType: 'AL2023_x86_64_STANDARD', DiskSize: 20 }) },
      {
        name: 'both disks of Bottlerocket',
        resources: templated(
          { AmiType: 'BOTTLEROCKET_x86_64' },
          {
            BlockDeviceMappings: [
              { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 4 } },
              { DeviceName: '/dev/xvdb', Ebs: { VolumeSize: 100 } },
            ],
          },
        ),
      },
      {
        name: 'a second disk of Amazon Linux',
        resources: templated({}, { BlockDeviceMappings: [{ DeviceName: '/dev/xvdb', Ebs: { VolumeSize: 10 } }] }),
      },
      {
        name: 'the disk of an AMI of the user',
        resources: templated(
          {},
          { ImageId: 'ami-0123', UserData: text('#!/bin/sh'), BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 8 } }] },
        ),
      },
    ],
  },

  'node-metadata': {
    fails: [
      {
        name: 'no instance metadata',
        resources: templated({}, { MetadataOptions: { HttpEndpoint: 'disabled' } }),
        found: ['the launch template of the nodes disables instance metadata'],
      },
      {
        name: 'tags with slashes in instance metadata',
        resources: selfManaged(
          { Tags: [{ Key: 'kubernetes.io/cluster/shop', Value: 'owned', PropagateAtLaunch: true }] },
          { MetadataOptions: { InstanceMetadataTags: 'enabled' } },
        ),
        found: ['the nodes have tags in instance metadata, and the tag keys kubernetes.io/cluster/shop'],
      },
    ],
    passes: [
      {
        name: 'IMDSv2 only',
        resources: templated(
          {},
          { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2, InstanceMetadataTags: 'disabled' } },
        ),
      },
      {
        name: 'tags in instance metadata whose keys are valid',
        resources: templated(
          {},
          {
            MetadataOptions: { InstanceMetadataTags: 'enabled' },
            TagSpecifications: [
              { ResourceType: 'instance', Tags: [{ Key: 'team', Value: 'a/b' }] },
              { ResourceType: 'volume', Tags: [{ Key: 'a/b', Value: 'c' }] },
            ],
          },
        ),
      },
      { name: 'instances that are not nodes', resources: selfManaged({}, { MetadataOptions: { HttpEndpoint: 'disabled' } }) },
    ],
  },

  'node-security-groups': {
    fails: [
      {
        name: 'a security group that the control plane does not know',
        resources: securityGroups({ EndpointPrivateAccess: true }),
        facts: { hasInstances: true },
        found: ['the nodes have only the security groups App/Group, and no security group of the control plane allows port 443'],
      },
    ],
    passes: [
      {
        name: 'the cluster security group beside it',
        resources: securityGroups({ EndpointPrivateAccess: true }, {}, [
          ref('App/Group', 'GroupId'),
          ref('App/Cluster', 'ClusterSecurityGroupId'),
        ]),
      },
      {
        name: 'a rule of the cluster security group',
        resources: securityGroups(
          { EndpointPrivateAccess: true },
          {
            'App/Rule': [
              'AWS::EC2::SecurityGroupIngress',
              {
                GroupId: ref('App/Cluster', 'ClusterSecurityGroupId'),
                SourceSecurityGroupId: ref('App/Group', 'GroupId'),
                IpProtocol: 'tcp',
                FromPort: 443,
                ToPort: 443,
              },
            ],
          },
        ),
      },
      { name: 'a public endpoint', resources: securityGroups({}) },
      { name: 'a security group of another app', resources: securityGroups({ EndpointPrivateAccess: true }, {}, ['sg-0123456789abcdef0']) },
    ],
  },

  'node-access-entry': {
    fails: [
      {
        name: 'nodes of an Auto Scaling group that are not authorized',
        resources: authorized({}),
        found: ['the nodes have the role App/Role, which has no access entry'],
      },
      {
        name: 'nodes of Karpenter with another role of the app',
        manifests: ofNodes(
          'karpenter.k8s.aws/v1',
          'EC2NodeClass',
          '<<App/Role|Ref>>',
          'amiSelectorTerms: [{ alias: bottlerocket@latest }], ',
        ),
        resources: withRole(),
        found: ["the nodes of EC2NodeClass 'custom' have the role App/Role, which has no access entry"],
      },
      {
        name: 'nodes of Auto Mode with another role than that of the built-in pools, by name',
        manifests: ofNodes('eks.amazonaws.com/v1', 'NodeClass', 'shop-nodes'),
        resources: withRole({ 'App/BuiltIn': ['AWS::IAM::Role', {}] }, { ComputeConfig: { NodeRoleArn: ref('App/BuiltIn', 'Arn') } }),
        found: ["the nodes of NodeClass 'custom' have the role App/Role, which has no access entry"],
      },
    ],
    passes: [
      {
        name: 'nodes of Karpenter with the role of a node group',
        manifests: ofNodes(
          'karpenter.k8s.aws/v1',
          'EC2NodeClass',
          '<<App/Role|Ref>>',
          'amiSelectorTerms: [{ alias: bottlerocket@latest }], ',
        ),
        resources: withRole({
          'App/Group': ['AWS::EKS::Nodegroup', { NodeRole: ref('App/Role', 'Arn') }],
        }),
      },
      {
        name: 'nodes of Auto Mode with the role of the built-in pools',
        manifests: ofNodes('eks.amazonaws.com/v1', 'NodeClass', '<<App/Role|Ref>>'),
        resources: withRole({}, { ComputeConfig: { NodeRoleArn: ref('App/Role', 'Arn') } }),
      },
      {
        name: 'nodes of Karpenter with an access entry of a role that is known at deploy',
        manifests: ofNodes(
          'karpenter.k8s.aws/v1',
          'EC2NodeClass',
          '<<App/Role|Ref>>',
          'amiSelectorTerms: [{ alias: bottlerocket@latest }], ',
        ),
        resources: withRole({ 'App/Entry': ['AWS::EKS::AccessEntry', { PrincipalArn: '<known-at-deploy>', Type: 'EC2_LINUX' }] }),
      },
      {
        name: 'nodes of Karpenter with a role outside of the app',
        manifests: ofNodes('karpenter.k8s.aws/v1', 'EC2NodeClass', 'other', 'amiSelectorTerms: [{ alias: bottlerocket@latest }], '),
        resources: withRole(),
      },
      {
        name: 'an access entry',
        resources: authorized({ 'App/Entry': ['AWS::EKS::AccessEntry', { PrincipalArn: ref('App/Role', 'Arn'), Type: 'EC2_LINUX' }] }),
      },
      {
        name: 'the ConfigMap aws-auth',
        resources: authorized({}, 'API_AND_CONFIG_MAP'),
        manifests: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: aws-auth, namespace: kube-system }\ndata: { mapRoles: "[]" }',
      },
      { name: 'instances of another AMI', resources: authorized({}, 'API', 'ami-0123456789abcdef0') },
    ],
  },

  'node-warm-pool': {
    fails: [
      {
        name: 'a warm pool of Spot Instances',
        resources: nodes({ CapacityType: 'SPOT', InstanceTypes: ['m6i.large', 'm7i.large'], WarmPoolConfig: { MinSize: 1 } }),
        found: ['the node group: warmPool is given with spot and several instance types: a warm pool requires one on-demand instance type'],
      },
      {
        name: 'a warm pool of a group with a mixed instances policy',
        resources: {
          'App/Group': ['AWS::AutoScaling::AutoScalingGroup', { MixedInstancesPolicy: { LaunchTemplate: { Overrides: [] } } }],
          'App/Pool': ['AWS::AutoScaling::WarmPool', { AutoScalingGroupName: ref('App/Group') }],
        },
        found: ['the warm pool: warmPoolMinSize is given with several instance types: a warm pool requires one on-demand instance type'],
      },
    ],
    passes: [
      { name: 'one instance type', resources: nodes({ InstanceTypes: ['m6i.large'], WarmPoolConfig: { MinSize: 1 } }) },
      {
        name: 'a group with a launch template',
        resources: selfManaged(
          {},
          { InstanceType: 'm6i.large' },
          { 'App/Pool': ['AWS::AutoScaling::WarmPool', { AutoScalingGroupName: ref('App/Group') }] },
        ),
      },
      { name: 'a warm pool that is disabled', resources: nodes({ CapacityType: 'SPOT', WarmPoolConfig: { Enabled: false } }) },
    ],
  },

  'node-reservation': {
    fails: [
      {
        name: 'a Capacity Block without its reservation',
        resources: nodes({ CapacityType: 'CAPACITY_BLOCK', InstanceTypes: ['p5.48xlarge'] }),
        found: [
          'the node group has the capacity type CAPACITY_BLOCK, and no launch template with InstanceMarketOptions.MarketType ' +
            'capacity-block and CapacityReservationSpecification.CapacityReservationTarget',
        ],
      },
      {
        name: 'reserved capacity of Spot Instances',
        resources: templated(
          { CapacityType: 'SPOT', InstanceTypes: ['m6i.large'] },
          { CapacityReservationSpecification: { CapacityReservationTarget: { CapacityReservationId: 'cr-0123' } } },
        ),
        found: ['the node group: spot and capacityReservation are mutually exclusive: reserved capacity is not spot capacity'],
      },
    ],
    passes: [
      {
        name: 'a Capacity Block with its reservation',
        resources: templated(
          { CapacityType: 'CAPACITY_BLOCK' },
          {
            InstanceType: 'p5.48xlarge',
            InstanceMarketOptions: { MarketType: 'capacity-block' },
            CapacityReservationSpecification: { CapacityReservationTarget: { CapacityReservationId: 'cr-0123' } },
          },
        ),
      },
      { name: 'a launch template of another app', resources: nodes({ CapacityType: 'CAPACITY_BLOCK', LaunchTemplate: { Id: 'lt-0123' } }) },
    ],
  },

  'node-efa': {
    fails: [
      {
        name: 'an adapter on a type that does not support it',
        resources: templated({ InstanceTypes: ['m6i.large'] }, { NetworkInterfaces: [{ DeviceIndex: 0, InterfaceType: 'efa' }] }),
        found: ['the launch template of the nodes: efa is given for m6i.large: these instance types do not support EFA'],
      },
    ],
    passes: [
      {
        name: 'a type that supports it',
        resources: templated({ InstanceTypes: ['c6in.32xlarge'] }, { NetworkInterfaces: [{ DeviceIndex: 0, InterfaceType: 'efa' }] }),
      },
      { name: 'a usual interface', resources: templated({ InstanceTypes: ['m6i.large'] }, { NetworkInterfaces: [{ DeviceIndex: 0 }] }) },
    ],
  },

  'node-pool-invalid': {
    fails: [
      {
        name: 'a requirement without values, and a weight that the CRD refuses as well',
        manifests: required('{ key: kubernetes.io/arch, operator: In, values: [] }', 'weight: 200'),
        found: ["NodePool 'general': requirements contains kubernetes.io/arch In without values: In requires at least one value"],
        also: ['malformed-object'],
      },
      {
        name: 'a requirement without values, and a weight above the most',
        manifests: required('{ key: kubernetes.io/arch, operator: In, values: [] }', 'weight: 200'),
        installed: [],
        also: ['malformed-object'],
        found: [
          "NodePool 'general': weight is 200: it must be an integer from 1 to 100",
          "NodePool 'general': requirements contains kubernetes.io/arch In without values: In requires at least one value",
        ],
      },
      {
        name: 'a zone by its ID',
        manifests: required('{ key: topology.kubernetes.io/zone, operator: In, values: [use1-az1] }'),
        found: [
          "NodePool 'general': requirements contains 'use1-az1': must be a zone name: the node label topology.kubernetes.io/zone " +
            'contains the name of the zone, not its ID',
        ],
      },
      {
        name: 'families of another architecture',
        manifests: required(
          '{ key: kubernetes.io/arch, operator: In, values: [arm64] }, ' +
            '{ key: karpenter.k8s.aws/instance-family, operator: In, values: [m7i] }',
        ),
        found: ["NodePool 'general': instanceFamilies contains m7i: architectures allows only arm64"],
      },
      {
        name: 'labels of Karpenter in a pool of Auto Mode',
        manifests: required('{ key: karpenter.k8s.aws/instance-category, operator: In, values: [c] }', '', AUTO),
        found: [
          "NodePool 'general': requirements contains karpenter.k8s.aws/instance-category: instance labels of this pool have the prefix " +
            'eks.amazonaws.com/',
        ],
      },
      {
        name: 'a budget with a schedule alone',
        installed: [],
        also: ['malformed-object'],
        manifests: required('', 'disruption: { consolidateAfter: 1m, budgets: [{ nodes: "0", schedule: "0 9 * * mon-fri" }] }'),
        found: ["NodePool 'general': disruptionBudgets contains schedule alone: schedule and duration must be set together"],
      },
      {
        name: 'nodes of Auto Mode that live too long',
        manifests: pool('spec:\n      expireAfter: 1000h', '', AUTO),
        found: ["NodePool 'general': expireAfter is 1000 hours: the maximum lifetime of Auto Mode nodes is 504 hours (21 days)"],
      },
    ],
    passes: [
      {
        name: 'usual requirements',
        manifests: required(
          '{ key: karpenter.k8s.aws/instance-category, operator: In, values: [c, m, r] }, { key: karpenter.k8s.aws/instance-generation, ' +
            'operator: Gt, values: ["4"] }, { key: topology.kubernetes.io/zone, operator: In, values: [us-east-1a] }',
          'limits: { cpu: 1000, memory: 1000Gi }',
        ),
      },
      {
        name: 'a family of each architecture',
        manifests: required(
          '{ key: kubernetes.io/arch, operator: In, values: [arm64] }, ' +
            '{ key: karpenter.k8s.aws/instance-family, operator: In, values: [m7i, m7g] }',
        ),
      },
      { name: 'nodes that never expire', manifests: pool('spec:\n      expireAfter: Never') },
      {
        name: 'a budget by day',
        manifests: required(
          '',
          'disruption: { consolidateAfter: 1m, budgets: [{ nodes: 10% }, ' +
            '{ nodes: "0", schedule: "@daily", duration: 10m, reasons: [Drifted] }] }',
        ),
      },
    ],
  },

  'node-class-invalid': {
    fails: [
      {
        name: 'no role, and a disk that is smaller than the AMI',
        installed: [],
        also: ['malformed-object'],
        manifests: nodeClass(`${ALIAS}\n  blockDeviceMappings: [{ deviceName: /dev/xvda, ebs: { volumeSize: 10Gi } }]`),
        found: [
          "EC2NodeClass 'general': neither role nor instanceProfile is given: a node class must have exactly one of them",
          "EC2NodeClass 'general': diskSize is 10 GiB: the AMIs require at least 20 GiB",
        ],
      },
      {
        name: 'a tag of Karpenter',
        installed: [],
        also: ['malformed-object'],
        manifests: nodeClass(`${ALIAS}\n  role: nodes\n  tags: { kubernetes.io/cluster/shop: owned }`),
        found: ["EC2NodeClass 'general': instanceTags contains kubernetes.io/cluster/shop: Karpenter sets these tags itself"],
      },
      {
        name: 'a script for Bottlerocket',
        manifests: nodeClass('amiSelectorTerms: [{ alias: bottlerocket@latest }]\n  role: nodes\n  userData: "#!/bin/bash"'),
        found: ["EC2NodeClass 'general': userData is a script: Bottlerocket has no shell: it reads settings as TOML"],
      },
      {
        name: 'the disk of nodes of Auto Mode',
        manifests: `apiVersion: eks.amazonaws.com/v1
kind: NodeClass
metadata: { name: general }
spec: { role: nodes, subnetSelectorTerms: [{ id: subnet-0123456789abcdef0 }], ephemeralStorage: { size: 80Gi, iops: 100 } }`,
        found: ["NodeClass 'general': ephemeralStorageIops is 100: it must be from 3000 to 16000"],
      },
    ],
    passes: [
      { name: 'a usual class', manifests: nodeClass(`${ALIAS}\n  role: nodes\n  tags: { team: shop }`) },
      {
        name: 'an AMI and an instance profile of the user',
        manifests: nodeClass('amiFamily: Custom\n  amiSelectorTerms: [{ id: ami-0123 }]\n  instanceProfile: "<known-at-deploy>"'),
      },
      {
        name: 'Amazon Linux 2, and a disk of the usual size',
        manifests: nodeClass(
          'amiSelectorTerms: [{ alias: al2@v20250101 }]\n  role: nodes\n  ' +
            'blockDeviceMappings: [{ deviceName: /dev/xvda, ebs: { volumeSize: 50Gi } }]',
        ),
      },
    ],
  },
};
