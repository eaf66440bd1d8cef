import { Fn, Size, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AmiReleaseVersion, CoreAddons, ManagedNodes, ManagedNodesOptions, NodeOs, UpdateStrategy } from '../../src';
import { flat, newCluster, newPlainCluster, newStack, resourceOf, resourcesOf, templateOf } from '../harness';

const type = (name: string) => new ec2.InstanceType(name);

describe('by default', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new CoreAddons(stack, 'Addons', { cluster });
  const nodes = new ManagedNodes(stack, 'Nodes', { cluster });
  const template = Template.fromStack(stack);
  const group = resourceOf(nodes);

  test('carries the version of the cluster and no physical name, and forces nothing', () => {
    expect(group.Properties.Version).toBe('1.36');
    expect(Object.keys(group.Properties)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/NodegroupName|ForceUpdateEnabled|ReleaseVersion|DiskSize|InstanceTypes/)]),
    );
  });
  test('says its image', () => expect(group.Properties.AmiType).toBe('AL2023_x86_64_STANDARD'));
  test('repairs itself', () => expect(group.Properties.NodeRepairConfig).toEqual({ Enabled: true }));
  test('lives in the application tier', () =>
    expect(group.Properties.Subnets.map(({ Ref }: any) => Ref)).toEqual([
      expect.stringMatching(/applicationSubnet1/),
      expect.stringMatching(/applicationSubnet2/),
    ]));
  test('has an encrypted gp3 disk, IMDSv2 only with one hop, and its type in the launch template', () => {
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeType: 'gp3', VolumeSize: 50 } }],
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1, HttpEndpoint: 'enabled', InstanceMetadataTags: 'disabled' },
        InstanceType: 'm6i.large',
        KeyName: Match.absent(),
        UserData: Match.absent(),
      },
    });
  });
  test('has a role for Systems Manager and images, not for pod networking, which vpc-cni has itself', () => {
    expect(rolePolicies(templateOf(stack))).toEqual([
      'AmazonEKSWorkerNodePolicy',
      'AmazonEC2ContainerRegistryPullOnly',
      'AmazonSSMManagedInstanceCore',
    ]);
  });
  test('comes after the add-ons without which a node is not ready', () => {
    expect(group.DependsOn).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/vpccni/),
        expect.stringMatching(/kubeproxy/),
        expect.stringMatching(/podidentityagent/),
        expect.stringMatching(/nodemonitoringagent/),
        expect.stringMatching(/DefaultRoute/),
      ]),
    );
  });
});

test('on a plain cluster the role has what its self-managed vpc-cni needs', () => {
  const stack = newStack();
  new ManagedNodes(stack, 'Nodes', { cluster: newPlainCluster(stack) });
  expect(rolePolicies(templateOf(stack))).toContain('AmazonEKS_CNI_Policy');
});

test('the order of the code decides nothing: add-ons made after the nodes still come first', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const nodes = new ManagedNodes(stack, 'Nodes', { cluster });
  new CoreAddons(stack, 'Addons', { cluster });
  expect(resourceOf(nodes).DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/vpccni/)]));
  expect(rolePolicies(templateOf(stack))).not.toContain('AmazonEKS_CNI_Policy');
});

test.each<[string, ManagedNodesOptions, object]>([
  [
    'spot instances of several types',
    { spot: true, instanceTypes: [type('m6i.large'), type('m5.large')] },
    { CapacityType: 'SPOT', InstanceTypes: ['m6i.large', 'm5.large'] },
  ],
  ['Arm', { instanceTypes: [type('m7g.large')] }, { AmiType: 'AL2023_ARM_64_STANDARD' }],
  ['Bottlerocket', { os: NodeOs.BOTTLEROCKET }, { AmiType: 'BOTTLEROCKET_x86_64' }],
  [
    'labels and taints',
    { labels: { team: 'a' }, taints: [{ key: 'gpu', effect: eks.TaintEffect.NO_SCHEDULE }] },
    { Labels: { team: 'a' }, Taints: [{ Key: 'gpu', Effect: 'NO_SCHEDULE' }] },
  ],
  ['sizes', { minSize: 1, maxSize: 5, desiredSize: 3 }, { ScalingConfig: { MinSize: 1, MaxSize: 5, DesiredSize: 3 } }],
  ['none to begin with', { minSize: 0 }, { ScalingConfig: { MinSize: 0, MaxSize: 1, DesiredSize: 0 } }],
  ['an older version', { version: eks.KubernetesVersion.V1_34 }, { Version: '1.34' }],
  ['a pinned release', { releaseVersion: AmiReleaseVersion.pinned('1.36.4-20261003') }, { ReleaseVersion: '1.36.4-20261003' }],
  [
    'a type newer than the table',
    { instanceTypes: [type('m99.large')], amiType: 'AL2023_x86_64_STANDARD' },
    { AmiType: 'AL2023_x86_64_STANDARD' },
  ],
])('takes %s', (_, options, properties) => {
  const stack = newStack();
  new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack), ...options });
  Template.fromStack(stack).hasResourceProperties('AWS::EKS::Nodegroup', properties);
});

test('Bottlerocket has its pods and images on a disk of their own', () => {
  const stack = newStack();
  new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack), os: NodeOs.BOTTLEROCKET, diskSize: Size.gibibytes(80) });
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: {
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { Encrypted: true } },
        { DeviceName: '/dev/xvdb', Ebs: { Encrypted: true, VolumeSize: 80 } },
      ],
    },
  });
});

test('the newest release at each deploy is a parameter', () => {
  const stack = newStack();
  new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack), releaseVersion: AmiReleaseVersion.latestAtDeploy() });
  const template = Template.fromStack(stack);
  template.hasParameter('*', {
    Type: 'AWS::SSM::Parameter::Value<String>',
    Default: '/aws/service/eks/optimized-ami/1.36/amazon-linux-2023/x86_64/standard/recommended/release_version',
  });
  template.hasResourceProperties('AWS::EKS::Nodegroup', { ReleaseVersion: { Ref: Match.stringLikeRegexp('AmiRelease') } });
});

test.each<[string, ManagedNodesOptions, object | undefined]>([
  ['a strategy', { updateStrategy: UpdateStrategy.MINIMAL }, { MaxUnavailable: 1, UpdateStrategy: 'MINIMAL' }],
  [
    'a strategy and a share',
    { updateStrategy: UpdateStrategy.MINIMAL, maxUnavailablePercentage: 20 },
    { MaxUnavailablePercentage: 20, UpdateStrategy: 'MINIMAL' },
  ],
  [
    'a share that is a token',
    { maxUnavailablePercentage: Token.asNumber(Fn.ref('Share')) },
    { MaxUnavailablePercentage: { Ref: 'Share' } },
  ],
  ['nothing', {}, undefined],
])('an update has a limit with %s', (_, options, expected) => {
  const stack = newStack();
  const nodes = new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack), ...options });
  expect(resourceOf(nodes).Properties.UpdateConfig).toEqual(expected);
});

test('sizes may be tokens', () => {
  const stack = newStack();
  new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack), minSize: Token.asNumber(Fn.ref('Min')) });
  Template.fromStack(stack).hasResourceProperties('AWS::EKS::Nodegroup', {
    ScalingConfig: { MinSize: { Ref: 'Min' }, MaxSize: { Ref: 'Min' }, DesiredSize: { Ref: 'Min' } },
  });
});

test('fails for the newest release of a cluster whose version is not known', () => {
  const stack = newStack();
  const cluster = eks.Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'theirs', vpc: new ec2.Vpc(stack, 'Vpc') });
  expect(() => new ManagedNodes(stack, 'Nodes', { cluster, releaseVersion: AmiReleaseVersion.latestAtDeploy() })).toThrow(
    '[Test/Nodes] AmiReleaseVersion.latestAtDeploy(): no public SSM parameter with the release of this ' +
      'AMI is known, or the cluster version is not known. Use AmiReleaseVersion.pinned(...), or remove ' +
      'releaseVersion',
  );
});

describe('fails', () => {
  const made = (options: ManagedNodesOptions) => () => {
    const stack = newStack();
    new ManagedNodes(stack, 'Nodes', { cluster: newCluster(stack), ...options });
  };

  test('for architectures in one group', () => {
    expect(made({ instanceTypes: [type('m6i.large'), type('m7g.large')] })).toThrow(
      '[Test/Nodes] instanceTypes mixes x86_64 and arm64: m6i.large, m7g.large: all nodes of a group use ' +
        'the same AMI. Create one group for each architecture and accelerator ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html)',
    );
  });
  test('for sizes and version, together', () => {
    expect(made({ minSize: 3, maxSize: 2, version: eks.KubernetesVersion.V1_37 })).toThrow(
      /\[Test\/Nodes\] version 1\.37 is 1 newer than the cluster's 1\.36[^\n]*\n\[Test\/Nodes\] minSize is 3 and maxSize is 2/,
    );
  });
  test('for a VPC with public subnets only', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Public', {
      natGateways: 0,
      subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC }],
    });
    const cluster = eks.Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'theirs', vpc });
    expect(() => new ManagedNodes(stack, 'Nodes', { cluster })).toThrow(
      '[Test/Nodes] Test/Public has no private subnets: nodes require at least one subnet. Set subnets ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html)',
    );
  });
  test('for no instance type', () => {
    expect(made({ instanceTypes: [] })).toThrow(
      '[Test/Nodes] instanceTypes is empty: a group requires at least one instance type. Remove ' + 'instanceTypes to use m6i.large',
    );
  });
  test('for a release that is none', () => {
    expect(() => AmiReleaseVersion.pinned('latest')).toThrow(
      "AmiReleaseVersion.pinned('latest'): a release version has the form 1.36.4-20261003 or " +
        '1.55.0-d93bb1b1. Use one of the release notes of the AMI ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/eks-linux-ami-versions.html)',
    );
  });
});

function rolePolicies(template: any): string[] {
  const [[, role]] = Object.entries(resourcesOf(template, 'AWS::IAM::Role')).filter(([id]) => id.startsWith('NodesRole'));
  return role.Properties.ManagedPolicyArns.map((arn: unknown) => flat(arn).split('policy/')[1]);
}
