import { App, Stack, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  ClusterAccessPolicy,
  AccessPrincipal,
  AutoModeNodes,
  Cluster,
  ClusterAccess,
  HybridNodes,
  KarpenterNodePool,
  KarpenterNodes,
  ManagedNodes,
  NodeOs,
  Preflight,
  SelfManagedNodes,
} from '../../src';
import { declareNodes, Json, logicalId, newCluster, newStack, resourceOf, resourcesOf, templateOf } from '../harness';

const IMAGE_STACK = { env: { account: '111122223333', region: 'us-east-1' } };
const image = ec2.MachineImage.genericWindows({ 'us-east-1': 'ami-1' });
const POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly', 'AmazonEKS_CNI_Policy'];
const nodeRole = (stack: Stack) =>
  new iam.Role(stack, 'Role', {
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    managedPolicies: POLICIES.map((name) => iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
  });
const nodeEntries = (stack: Stack): Json[] =>
  Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::AccessEntry')).filter(({ Properties }) => Properties.Type !== undefined);
const release = (stack: Stack, name: string): Json =>
  Object.values(resourcesOf(templateOf(stack), 'Custom::StrataHelmRelease')).find(({ Properties }) => Properties.Release === name)!;
const findings = (stack: Stack) =>
  Preflight.of(stack.node.root as App)
    .findings()
    .filter(({ ruleId }) => ruleId.startsWith('access-entry') || ruleId === 'duplicate-object')
    .map(({ ruleId, message }) => `${ruleId} ${message}`);
const synthesisErrors = (stack: Stack) => stack.node.findAll().flatMap(({ node }) => node.validate());
const plainGroup = (stack: Stack, id: string, cluster: eks.ICluster, roleArn: string) =>
  new eks.CfnNodegroup(stack, id, { clusterName: cluster.clusterName, nodeRole: roleArn, subnets: ['subnet-1'] });

describe('the role of a managed group, whose access entry EKS creates', () => {
  const makers: [string, (stack: Stack, cluster: Cluster, role: iam.IRole) => { readonly group: eks.CfnNodegroup }][] = [
    [
      'ours',
      (stack, cluster, existing) => ({ group: new ManagedNodes(stack, 'Managed', { cluster, roleOptions: { role: existing } }).nodegroup }),
    ],
    ['the L1', (stack, cluster, role) => ({ group: plainGroup(stack, 'Managed', cluster, role.roleArn) })],
    [
      'the L2',
      (stack, cluster, role) => ({
        group: new eks.Nodegroup(stack, 'Managed', { cluster, nodeRole: role }).node.defaultChild as eks.CfnNodegroup,
      }),
    ],
  ];
  const users: [string, (stack: Stack, cluster: Cluster, existing: iam.IRole) => () => Json][] = [
    [
      'self-managed nodes',
      (stack, cluster, existing) => {
        const nodes = new SelfManagedNodes(stack, 'Own', { cluster, roleOptions: { role: existing } });
        return () => resourceOf(nodes);
      },
    ],
    [
      'Karpenter',
      (stack, cluster, existing) => {
        new KarpenterNodes(stack, 'Karpenter', { cluster, nodeRoleOptions: { role: existing } });
        return () => release(stack, 'karpenter');
      },
    ],
  ];
  const orders = makers.flatMap(([maker, make]) =>
    users.flatMap(([user, use]) => [true, false].map((first) => [user, maker, first ? 'before' : 'after', { make, use, first }] as const)),
  );

  test.each(orders)(
    '%s with the role of a group of %s, which stands %s it in the code, has no entry of its own and comes after the group',
    (_user, _maker, _order, { make, use, first }) => {
      const stack = newStack();
      const cluster = newCluster(stack);
      const role = nodeRole(stack);
      const before = first ? make(stack, cluster, role) : undefined;
      const user = use(stack, cluster, role);
      const { group } = before ?? make(stack, cluster, role);
      expect(nodeEntries(stack)).toEqual([]);
      expect(user().DependsOn).toContain(logicalId(group));
      expect([findings(stack), synthesisErrors(stack)]).toEqual([[], []]);
    },
  );

  test('that is known by its ARN is the same', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const existing = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/nodes');
    new SelfManagedNodes(stack, 'Own', { cluster, roleOptions: { role: existing } });
    plainGroup(stack, 'Managed', cluster, 'arn:aws:iam::111122223333:role/nodes');
    expect(nodeEntries(stack)).toEqual([]);
  });

  test('of another cluster is not, nor is another role', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const other = new Cluster(stack, 'Other', { version: eks.KubernetesVersion.V1_36, vpc: cluster.vpc });
    const role = nodeRole(stack);
    const nodes = new SelfManagedNodes(stack, 'Own', { cluster, roleOptions: { role: role } });
    plainGroup(stack, 'Managed', other, role.roleArn);
    new ManagedNodes(stack, 'Nodes', { cluster });
    expect(nodeEntries(stack)).toHaveLength(1);
    expect(resourceOf(nodes).DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^OwnAccess/)]));
  });
});

describe('a managed Windows group with an image of its own', () => {
  const windows = (more: (stack: Stack, cluster: Cluster, nodes: ManagedNodes) => void = () => {}) => {
    const stack = new Stack(new App(), 'Test', IMAGE_STACK);
    const cluster = newCluster(stack);
    const nodes = new ManagedNodes(stack, 'Windows', { cluster, os: NodeOs.WINDOWS_CORE_2022, machineImage: image });
    more(stack, cluster, nodes);
    return { stack, nodes };
  };

  test('has its entry before EKS creates one for Linux', () => {
    const { stack, nodes } = windows();
    expect(nodeEntries(stack).map(({ Properties }) => Properties.Type)).toEqual(['EC2_WINDOWS']);
    expect(resourceOf(nodes).DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^WindowsAccess/)]));
    expect([findings(stack), synthesisErrors(stack)]).toEqual([[], []]);
  });
  test('shares it with self-managed nodes of Windows', () => {
    const { stack } = windows(
      (scope, cluster, nodes) =>
        new SelfManagedNodes(scope, 'Own', {
          cluster,
          os: NodeOs.WINDOWS_CORE_2022,
          roleOptions: { role: nodes.role },
          machineImage: image,
        }),
    );
    expect(nodeEntries(stack)).toHaveLength(1);
    expect(synthesisErrors(stack)).toEqual([]);
  });
  test('fails beside a Linux group with the same role', () => {
    const { stack } = windows((scope, cluster, nodes) => plainGroup(scope, 'Linux', cluster, nodes.role.roleArn));
    expect(findings(stack)).toEqual([
      'access-entry-by-eks [Test/Windows/Access] the access entry is for the role of Test/Linux: EKS itself creates the access entry ' +
        'for the role of a managed node group, a Fargate profile and the built-in Auto Mode node pools, and rejects another one ' +
        '(ResourceInUseException, already in use). Create a separate role for those nodes ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html)',
    ]);
  });
  test('of EKS has none of ours', () => {
    const stack = newStack();
    new ManagedNodes(stack, 'Windows', { cluster: newCluster(stack), os: NodeOs.WINDOWS_CORE_2022 });
    expect(nodeEntries(stack)).toEqual([]);
  });
});

test('fails for one role of nodes of two types', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const existing = new SelfManagedNodes(stack, 'Linux', { cluster }).role;
  expect(() => new SelfManagedNodes(stack, 'Windows', { cluster, os: NodeOs.WINDOWS_CORE_2022, roleOptions: { role: existing } })).toThrow(
    '[Test/Windows/Access] the role has an access entry of type EC2_LINUX in Test/Linux/Access, and the ' +
      'nodes require type EC2_WINDOWS: a principal has one access entry, of one type. Use a separate role ' +
      'for each operating system and node type ' +
      '(https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html)',
  );
});

test('fails for self-managed Windows nodes with the role of a managed Linux group', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const existing = nodeRole(stack);
  const nodes = new SelfManagedNodes(stack, 'Windows', { cluster, os: NodeOs.WINDOWS_CORE_2022, roleOptions: { role: existing } });
  plainGroup(stack, 'Linux', cluster, existing.roleArn);
  expect(() => resourceOf(nodes)).toThrow(
    'the role has an access entry of type EC2_LINUX in Test/Linux, and the nodes require type ' +
      'EC2_WINDOWS: a principal has one access entry, of one type. Use a separate role for each operating ' +
      'system and node type (https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html)',
  );
});

test('a Windows role of Karpenter may join before its pool starts nodes', () => {
  const stack = newStack();
  const karpenter = new KarpenterNodes(stack, 'Karpenter', { cluster: declareNodes(newCluster(stack)) });
  const pool = new KarpenterNodePool(stack, 'Windows', { karpenter, os: NodeOs.WINDOWS_CORE_2022 });
  expect(resourceOf(pool).DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^KarpenterWindowsNodeAccess/)]));
});

test('tags of the app stay away from entries of nodes, which EKS does not change, and are on those of people', () => {
  const app = new App();
  const [stack, auto, hybrid] = ['Test', 'Auto', 'Hybrid'].map((id) => new Stack(app, id));
  Tags.of(app).add('cost-center', '4711');
  const cluster = newCluster(stack);
  new SelfManagedNodes(stack, 'Own', { cluster });
  new AutoModeNodes(auto, 'Nodes', { cluster: newCluster(auto) });
  new HybridNodes(hybrid, 'Nodes', { cluster: newCluster(hybrid), remoteNodeCidrs: ['10.80.0.0/16'], remotePodCidrs: ['10.85.0.0/16'] });
  const entries = [stack, auto, hybrid].flatMap((each) => Object.values(resourcesOf(templateOf(each), 'AWS::EKS::AccessEntry')));
  expect(Object.fromEntries(entries.map(({ Properties }) => [Properties.Type ?? 'STANDARD', Properties.Tags]))).toEqual({
    STANDARD: [{ Key: 'cost-center', Value: '4711' }],
    EC2_LINUX: undefined,
    EC2: undefined,
    HYBRID_LINUX: undefined,
  });
});

describe('plain entries beside managed groups', () => {
  const both = (add: (stack: Stack, cluster: Cluster, role: iam.Role, group: eks.CfnNodegroup) => void) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const role = nodeRole(stack);
    add(stack, cluster, role, plainGroup(stack, 'Managed', cluster, role.roleArn));
    return findings(stack);
  };
  const plain = (stack: Stack, cluster: Cluster, principalArn: string, type = 'EC2_LINUX') =>
    new eks.CfnAccessEntry(stack, 'Entry', { clusterName: cluster.clusterName, principalArn, type });

  test('are found', () =>
    expect(both((stack, cluster, role) => plain(stack, cluster, role.roleArn))).toEqual([
      expect.stringContaining('access-entry-by-eks [Test/Entry] the access entry is for the role of Test/Managed'),
    ]));
  test('are found for people with that role', () => {
    expect(
      both(
        (stack, cluster, role) =>
          new ClusterAccess(stack, 'Entry', {
            cluster,
            principal: AccessPrincipal.role(role),
            accessPolicies: [ClusterAccessPolicy.view()],
          }),
      ),
    ).toEqual([expect.stringContaining('access-entry-by-eks [Test/Entry/Entry] the access entry is for the role of Test/Managed')]);
  });
  test('may come before the group, for another type', () =>
    expect(both((stack, cluster, role, group) => group.addResourceDependency(plain(stack, cluster, role.roleArn, 'EC2_WINDOWS')))).toEqual(
      [],
    ));
});
