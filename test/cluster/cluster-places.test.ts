import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  Cluster,
  CoreAddons,
  EdgeLocation,
  EdgeSubnet,
  FargateNodes,
  LocalCluster,
  ManagedNodes,
  SelfManagedNodes,
  ThreeTierVpc,
  ThreeTierVpcProps,
  WorkloadIdentity,
} from '../../src';
import { flat, Json, logicalId, newCluster, newStack, resourceOf, resourcesOf, templateOf, VERSION } from '../harness';

const OUTPOST = 'arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0';

function onOutpost(localCluster: LocalCluster, options = {}) {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc');
  const { subnet } = new EdgeSubnet(stack, 'Rack', { vpc, location: EdgeLocation.outpost(OUTPOST, 'us-west-2a'), cidr: '10.0.192.0/22' });
  return {
    stack,
    subnet,
    cluster: new Cluster(stack, 'Cluster', { version: VERSION, vpc, localCluster, controlPlaneSubnets: { subnets: [subnet] }, ...options }),
  };
}

describe('a control plane on an Outpost with EBS', () => {
  const { stack, cluster } = onOutpost(
    LocalCluster.onEbs({ outpostArn: OUTPOST, controlPlaneInstanceType: 'm5.xlarge', placementGroupName: 'spread' }),
  );
  const { Properties } = resourceOf(cluster);
  test('names the Outpost, its instances and their group', () =>
    expect(Properties.OutpostConfig).toEqual({
      OutpostArns: [OUTPOST],
      ControlPlaneInstanceType: 'm5.xlarge',
      ControlPlanePlacement: { GroupName: 'spread' },
    }));
  test('sends nothing that a local cluster does not know', () => {
    for (const name of ['EncryptionConfig', 'ComputeConfig', 'StorageConfig']) expect(Properties[name]).toBeUndefined();
    expect(Properties.KubernetesNetworkConfig).toEqual({ IpFamily: 'ipv4' });
    expect(resourcesOf(templateOf(stack), 'AWS::IAM::OIDCProvider')).toEqual({});
  });
  test('has the role of local clusters', () => {
    const role = templateOf(stack).Resources[Properties.RoleArn['Fn::GetAtt'][0]].Properties;
    expect(role.AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ Service: 'ec2.amazonaws.com' });
    expect(role.ManagedPolicyArns.map(flat)).toEqual([expect.stringMatching(/AmazonEKSLocalOutpostClusterPolicy$/)]);
  });
  test('fails for a pod with a role', () => {
    const other = onOutpost(LocalCluster.onEbs({ outpostArn: OUTPOST, controlPlaneInstanceType: 'm5.xlarge' }));
    expect(
      () => new WorkloadIdentity(other.stack, 'Identity', { cluster: other.cluster, namespace: 'a', serviceAccountName: 'a' }),
    ).toThrow(/\[Test\/Cluster\] the cluster is a local cluster on an Outpost with EBS volumes: it does not support IAM roles for pods/);
  });
  test('knows no access entries, and has the add-ons that EKS installs by itself', () => {
    expect(Properties).toMatchObject({
      AccessConfig: { AuthenticationMode: 'CONFIG_MAP', BootstrapClusterCreatorAdminPermissions: true },
      BootstrapSelfManagedAddons: true,
    });
    const other = onOutpost(LocalCluster.onEbs({ outpostArn: OUTPOST, controlPlaneInstanceType: 'm5.xlarge' }));
    const nodes = new SelfManagedNodes(other.stack, 'Nodes', { cluster: other.cluster, subnets: { subnets: [other.subnet] } });
    const template = templateOf(other.stack);
    expect(resourcesOf(template, 'AWS::EKS::AccessEntry')).toEqual({});
    const [, output] = Object.entries<Json>(template.Outputs).find(([id]) => id.startsWith('NodesAwsAuthRole'))!;
    expect(output.Value).toEqual({ 'Fn::GetAtt': [logicalId(nodes.role), 'Arn'] });
  });
  test.each<[string, (stack: Stack, cluster: Cluster) => unknown, string]>([
    [
      'add-ons',
      (scope, local) => new CoreAddons(scope, 'Addons', { cluster: local }),
      '[Test/Addons] the cluster is a local cluster on an Outpost with EBS volumes: it does not support EKS add-ons',
    ],
    [
      'objects',
      (_, local) => local.kubectlProvider,
      'the cluster is a local cluster on an Outpost with EBS volumes: it does not support access entries: ' +
        'the ConfigMap aws-auth grants access. Edit aws-auth with kubectl, as the principal that created the ' +
        'cluster',
    ],
    [
      'administrators',
      (_, local) => local.grantClusterAdmin('Admin', 'arn:aws:iam::111122223333:role/admin'),
      '[Test/Cluster/Admin] the cluster is a local cluster on an Outpost with EBS volumes: it does not support ' + 'access entries',
    ],
    [
      'managed nodes',
      (scope, local) => new ManagedNodes(scope, 'Nodes', { cluster: local }),
      '[Test/Nodes] the control plane runs on an Outpost: ManagedNodes does not support AWS Outposts',
    ],
    [
      'Fargate',
      (scope, local) => new FargateNodes(scope, 'Fargate', { cluster: local, namespaces: ['a'] }),
      '[Test/Fargate] the control plane runs on an Outpost: FargateNodes does not support AWS Outposts',
    ],
  ])('fails for %s', (_, make, message) => {
    const other = onOutpost(LocalCluster.onEbs({ outpostArn: OUTPOST, controlPlaneInstanceType: 'm5.xlarge' }));
    expect(() => make(other.stack, other.cluster)).toThrow(message);
  });
  test('runs self-managed nodes', () => {
    const other = onOutpost(LocalCluster.onEbs({ outpostArn: OUTPOST, controlPlaneInstanceType: 'm5.xlarge' }));
    const nodes = new SelfManagedNodes(other.stack, 'Nodes', { cluster: other.cluster, subnets: { subnets: [other.subnet] } });
    expect(resourceOf(nodes).Type).toBe('AWS::AutoScaling::AutoScalingGroup');
  });
});

test('on instance store it has etcd of its own, and roles for pods', () => {
  const { stack, cluster } = onOutpost(
    LocalCluster.onInstanceStore({
      outpostArn: OUTPOST,
      controlPlaneInstanceType: 'm7i.xlarge',
      etcdInstanceType: 'm7i.large',
      spreadLevel: 'host',
    }),
  );
  expect(resourceOf(cluster).Properties.OutpostConfig).toMatchObject({
    EtcdInstanceType: 'm7i.large',
    EtcdPlacement: { SpreadLevel: 'host' },
    ControlPlanePlacement: { SpreadLevel: 'host' },
  });
  expect(Object.keys(resourcesOf(templateOf(stack), 'AWS::IAM::OIDCProvider'))).toHaveLength(1);
});

test.each<[object, RegExp]>([
  [{ endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE }, /private endpoint only/],
  [{ ipv6: true }, /local clusters support IPv4 only/],
  [
    { admins: [iam.Role.fromRoleArn(newStack(), 'Admin', 'arn:aws:iam::111122223333:role/admin')] },
    /its administrators are the principal that creates it and those in the ConfigMap aws-auth/,
  ],
])('fails for a local cluster with %#', (options, message) => {
  expect(() => onOutpost(LocalCluster.onEbs({ outpostArn: OUTPOST, controlPlaneInstanceType: 'm5.xlarge' }), options)).toThrow(message);
});
test('fails for something that is no Outpost', () =>
  expect(() => onOutpost(LocalCluster.onEbs({ outpostArn: 'op-1', controlPlaneInstanceType: 'm5.xlarge' }))).toThrow(
    /it must be the ARN of an Outpost/,
  ));

test('fails for a spread that is none', () =>
  expect(() =>
    onOutpost(
      LocalCluster.onInstanceStore({
        outpostArn: OUTPOST,
        controlPlaneInstanceType: 'm7i.xlarge',
        etcdInstanceType: 'm7i.large',
        spreadLevel: 'moon',
      }),
    ),
  ).toThrow(/spreadLevel is 'moon'/));

test.each<[ThreeTierVpcProps | undefined, string | undefined]>([
  [{}, '172.20.0.0/16'],
  [{ cidr: '172.20.0.0/16' }, '10.100.0.0/16'],
  [undefined, undefined],
])('addresses of services in %j are %s', (network, expected) => {
  const stack = newStack();
  const imported = () =>
    ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });
  expect(
    resourceOf(newCluster(stack, {}, network ? new ThreeTierVpc(stack, 'Vpc', network) : imported())).Properties.KubernetesNetworkConfig
      .ServiceIpv4Cidr,
  ).toBe(expected);
});
test('addresses of services are apart from those of pods', () => {
  const stack = newStack();
  expect(() =>
    newCluster(stack, { serviceIpv4Cidr: '10.1.0.0/16' }, new ThreeTierVpc(stack, 'Vpc', { podCidr: '10.1.0.0/16', cidr: '10.2.0.0/16' })),
  ).toThrow("serviceIpv4Cidr is '10.1.0.0/16': it must not overlap with the VPC, 10.1.0.0/16");
});

describe('an IPv6 cluster', () => {
  const stack = newStack();
  const cluster = newCluster(stack, { ipv6: true }, new ThreeTierVpc(stack, 'Vpc', { ipv6: true }));
  new CoreAddons(stack, 'Addons', { cluster });
  const template = templateOf(stack);
  test('says so', () => expect(resourceOf(cluster).Properties.KubernetesNetworkConfig.IpFamily).toBe('ipv6'));
  test('lets vpc-cni assign IPv6 addresses', () => {
    const actions = Object.values(resourcesOf(template, 'AWS::IAM::Policy'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .flatMap(({ Action }: Json) => Action);
    expect(actions).toContain('ec2:AssignIpv6Addresses');
    expect(JSON.stringify(template)).not.toContain('AmazonEKS_CNI_Policy');
  });
  test('has control plane subnets with IPv6 addresses', () => {
    const ids = resourceOf(cluster).Properties.ResourcesVpcConfig.SubnetIds.map(({ Ref }: Json) => Ref);
    ids.forEach((id: string) => expect(template.Resources[id].Properties.Ipv6CidrBlock).toBeDefined());
  });
  test('fails without them', () => {
    const other = newStack();
    expect(() => newCluster(other, { ipv6: true }, new ec2.Vpc(other, 'Vpc'))).toThrow(/the VPC has no IPv6 CIDR block/);
    expect(() => newCluster(newStack(), { ipv6: true, serviceIpv4Cidr: '172.20.0.0/16' })).toThrow(
      /EKS assigns the service CIDR of an IPv6 cluster/,
    );
  });
});

test('the role of a cluster takes a boundary and a path, or is one that exists', () => {
  const stack = newStack();
  const boundary = iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'limit');
  const cluster = newCluster(stack, { roleOptions: { permissionsBoundary: boundary, path: '/eks/' } });
  expect(templateOf(stack).Resources[resourceOf(cluster).Properties.RoleArn['Fn::GetAtt'][0]].Properties).toMatchObject({
    Path: '/eks/',
    PermissionsBoundary: expect.anything(),
  });
  const other = newStack();
  expect(
    resourceOf(newCluster(other, { roleOptions: { role: iam.Role.fromRoleArn(other, 'Role', 'arn:aws:iam::111122223333:role/eks') } }))
      .Properties.RoleArn,
  ).toBe('arn:aws:iam::111122223333:role/eks');
});
