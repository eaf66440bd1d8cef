import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  ChartDeployment,
  ClusterAutoscaler,
  Compute,
  Egress,
  FargateNodes,
  Platform,
  PlatformComponent,
  PlatformProps,
  PodNetwork,
  PlatformProfile,
  Route,
  WebService,
} from '../../src';
import {
  dependsOnEdges,
  isLambdaBacked,
  longestChain,
  Template as PlainTemplate,
  waitsForType,
} from '../../src/report/template-graph.rules';
import { find, flat, Json, newChart, objectsOf, newStack, resourcesOf, templateOf, VERSION } from '../harness';

function platformOf(props: Partial<PlatformProps> = {}, context: Json = {}) {
  const stack = newStack(context);
  const platform = new Platform(stack, 'Platform', {
    version: VERSION,
    admins: [iam.Role.fromRoleArn(stack, 'Admin', 'arn:aws:iam::111122223333:role/admin')],
    ...props,
  });
  return { stack, platform };
}

describe.each<
  [string, Compute | undefined, { helm: number; manifests: number; bytes: number; lambda: number; all: number; edges: number }]
>([
  ['with Karpenter, the default', undefined, { helm: 3, manifests: 4, bytes: 90_000, lambda: 4, all: 8, edges: 80 }],
  ['with managed nodes', Compute.managedNodeGroups(), { helm: 1, manifests: 3, bytes: 70_000, lambda: 2, all: 5, edges: 70 }],
])('a platform with a workload, %s', (_, compute, most) => {
  const { stack, platform } = platformOf({ compute });
  const chart = newChart('shop');
  new WebService(chart, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', route: Route.publicAlb() });
  const deployment = new ChartDeployment(stack, 'Shop', { cluster: platform.cluster, chart });
  const template = templateOf(stack) as PlainTemplate & Json;
  const types = Object.values(template.Resources as Json).map(({ Type }: Json) => Type as string);
  const workload = stack.getLogicalId(deployment.node.defaultChild as never);

  test('has few Helm releases and manifests, on one handler', () => {
    expect(types.filter((type) => type === 'Custom::StrataHelmRelease').length).toBeLessThanOrEqual(most.helm);
    expect(types.filter((type) => type === 'Custom::StrataObjects').length).toBeLessThanOrEqual(most.manifests);
    expect(types.filter((type) => type === 'AWS::Lambda::LayerVersion')).toHaveLength(1);
  });
  test('is small', () => expect(Buffer.byteLength(JSON.stringify(template))).toBeLessThan(most.bytes));
  test('the workload waits for few steps of Lambda, one after the other', () => {
    expect(longestChain(template, workload).lambdaBacked).toBeLessThanOrEqual(most.lambda);
    expect(types.filter(isLambdaBacked)).toHaveLength(most.all);
  });
  test('the control plane does not wait for NAT, the nodes do', () => {
    const [cluster] = Object.keys(resourcesOf(template, 'AWS::EKS::Cluster'));
    const [nodes] = Object.keys(resourcesOf(template, 'AWS::EKS::Nodegroup'));
    expect([waitsForType(template, cluster, 'AWS::EC2::NatGateway'), waitsForType(template, nodes, 'AWS::EC2::NatGateway')]).toEqual([
      false,
      true,
    ]);
  });
  test('no subtree waits for a subtree', () => expect(dependsOnEdges(template)).toBeLessThan(most.edges));
  test('has a name for everything that lasts: logical ids are contract', () => {
    expect(Object.keys(template.Resources as Json)).toMatchSnapshot();
  });
});

test('development is cheaper, line by line', () => {
  const { stack } = platformOf({ profile: PlatformProfile.DEVELOPMENT, compute: Compute.managedNodeGroups() });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::EC2::NatGateway', 1);
  template.resourceCountIs('AWS::KMS::Key', 0);
  template.hasResourceProperties('AWS::EKS::Cluster', {
    Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'audit' }] } },
  });
  template.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: '/aws/eks/Test-Platform-Cluster/cluster', RetentionInDays: 7 });
  template.hasResourceProperties('AWS::EKS::Nodegroup', {
    CapacityType: 'SPOT',
    ScalingConfig: { MinSize: 2, MaxSize: 4, DesiredSize: 2 },
  });
});

describe('each part can be replaced', () => {
  test('the network', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Mine');
    const platform = new Platform(stack, 'Platform', { version: VERSION, vpc });
    expect(platform.vpc).toBe(vpc);
    expect(Object.keys(resourcesOf(templateOf(stack), 'AWS::EC2::VPC'))).toHaveLength(1);
  });
  test('settings of network, cluster and nodes', () => {
    const { stack } = platformOf({
      vpcOptions: { cidr: '10.8.0.0/16' },
      clusterOptions: { clusterName: 'mine', deletionProtection: true },
      nodeOptions: { minSize: 5, maxSize: 9, instanceTypes: [new ec2.InstanceType('m7g.large')] },
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '10.8.0.0/16' });
    template.hasResourceProperties('AWS::EKS::Cluster', { Name: 'mine', DeletionProtection: true });
    template.hasResourceProperties('AWS::EKS::Nodegroup', { ScalingConfig: { MinSize: 5, MaxSize: 9 }, AmiType: 'AL2023_ARM_64_STANDARD' });
  });
  test('the zones of the network', () => {
    const app = new App({ context: { 'availability-zones:account=111122223333:region=eu-west-1': ['eu-west-1a', 'eu-west-1b'] } });
    const stack = new Stack(app, 'Test', { env: { account: '111122223333', region: 'eu-west-1' } });
    const { vpc } = new Platform(stack, 'Platform', { version: VERSION, vpcOptions: { availabilityZones: ['eu-west-1a', 'eu-west-1b'] } });
    expect(vpc.availabilityZones).toEqual(['eu-west-1a', 'eu-west-1b']);
  });
  test.each([
    [{ minSize: 10 }, { MinSize: 10, MaxSize: 10 }],
    [{ maxSize: 2 }, { MinSize: 2, MaxSize: 2 }],
    [{ maxSize: 9 }, { MinSize: 3, MaxSize: 9 }],
  ])('one size of the nodes: %j', (nodeOptions, ScalingConfig) => {
    Template.fromStack(platformOf({ nodeOptions, compute: Compute.managedNodeGroups() }).stack).hasResourceProperties(
      'AWS::EKS::Nodegroup',
      { ScalingConfig },
    );
  });
  test('the key of secrets, also in development', () => {
    const stack = newStack();
    const secretsKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1');
    new Platform(stack, 'Platform', {
      version: VERSION,
      profile: PlatformProfile.DEVELOPMENT,
      clusterOptions: { secretsEncryptionKey: secretsKey },
    });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::Cluster', {
      EncryptionConfig: [{ Provider: { KeyArn: secretsKey.keyArn }, Resources: ['secrets'] }],
    });
  });
  test.each<[PlatformComponent, 'addons' | 'nodes' | 'storage' | 'albController']>([
    [PlatformComponent.ADDONS, 'addons'],
    [PlatformComponent.NODES, 'nodes'],
    [PlatformComponent.STORAGE, 'storage'],
    [PlatformComponent.ALB_CONTROLLER, 'albController'],
  ])('%s can be left out', (part, name) => {
    const { platform } = platformOf({ without: [part] });
    expect(() => platform[name]).toThrow(
      `[Test/Platform] platform.${name} is not available: component ${part} is excluded by \`without\`. Remove ${part} from ` +
        '`without`, or use your own construct',
    );
    const others = (['addons', 'nodes', 'storage', 'albController'] as const).filter((other) => other !== name);
    expect(others.map((other) => platform[other].node.scope)).toEqual([platform, platform, platform]);
  });
});

describe('on Auto Mode', () => {
  const { stack, platform } = platformOf({ compute: Compute.autoMode() });
  const template = templateOf(stack);
  const [cluster] = Object.values(resourcesOf(template, 'AWS::EKS::Cluster'));

  test('the three switches are set together', () => {
    expect(cluster.Properties).toMatchObject({
      ComputeConfig: { Enabled: true, NodePools: [] },
      StorageConfig: { BlockStorage: { Enabled: true } },
      KubernetesNetworkConfig: { ElasticLoadBalancing: { Enabled: true } },
      BootstrapSelfManagedAddons: false,
    });
    expect(cluster.Properties.ComputeConfig.NodeRoleArn).toBeUndefined();
  });
  test('nothing is installed that is built in', () => {
    expect(Object.values(resourcesOf(template, 'AWS::EKS::Addon')).map(({ Properties }) => Properties.AddonName)).toEqual([
      'metrics-server',
    ]);
    for (const type of ['AWS::EKS::Nodegroup', 'Custom::StrataHelmRelease']) expect(resourcesOf(template, type)).toEqual({});
  });
  test('it has its own storage and ingress classes', () => {
    const objects = objectsOf(template);
    expect(find(objects, 'StorageClass', 'gp3-auto')).toMatchObject({
      provisioner: 'ebs.csi.eks.amazonaws.com',
      allowedTopologies: [{ matchLabelExpressions: [{ key: 'eks.amazonaws.com/compute-type', values: ['auto'] }] }],
    });
    expect(find(objects, 'IngressClass', 'alb').spec.controller).toBe('eks.amazonaws.com/alb');
  });
  test('nodes live in the application tier, by a role with an entry of its own type', () => {
    const objects = objectsOf(template);
    expect(find(objects, 'NodeClass', 'general').spec).toMatchObject({
      role: '<token>',
      subnetSelectorTerms: [{ id: '<token>' }, { id: '<token>' }],
      securityGroupSelectorTerms: [{ id: '<token>' }],
    });
    expect(find(objects, 'NodePool', 'general').spec.template.spec).toMatchObject({
      nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'general' },
      expireAfter: '336h',
    });
    expect(JSON.stringify(find(objects, 'NodePool', 'general'))).not.toMatch(/kubernetes\.io\/os|karpenter\.k8s\.aws/);
    expect(Object.values(resourcesOf(template, 'AWS::EKS::AccessEntry')).map(({ Properties }) => Properties.Type)).toContain('EC2');
  });
  test('the role of the cluster may do what EKS does for it', () => {
    const role = template.Resources[cluster.Properties.RoleArn['Fn::GetAtt'][0]].Properties;
    expect(JSON.stringify(role.AssumeRolePolicyDocument)).toContain('sts:TagSession');
    expect(JSON.stringify(role.ManagedPolicyArns)).toMatch(
      /AmazonEKSComputePolicy.*AmazonEKSBlockStoragePolicyV2.*AmazonEKSLoadBalancingPolicy.*AmazonEKSNetworkingPolicy/,
    );
  });
  test('there is nothing to ask for that it does not have', () => {
    expect(() => platform.nodes).toThrow(
      '[Test/Platform] compute is Compute.autoMode(): platform.nodes is not available: EKS Auto Mode has no managed node ' +
        'group. Add your own ManagedNodes, or use another compute',
    );
    expect(() => platform.albController).toThrow(/platform\.albController is not available: EKS Auto Mode includes load balancing/);
    expect(() => platform.karpenter).toThrow(/compute is not Compute\.karpenter\(\)/);
  });
  test.each<[Partial<PlatformProps>, RegExp]>([
    [{ nodeOptions: {} }, /nodeOptions is given with Compute\.autoMode\(\)/],
    [{ podNetwork: PodNetwork.nodeSubnets() }, /podNetwork is given with/],
  ])('fails for %j', (props, message) => {
    expect(() => platformOf({ compute: Compute.autoMode(), ...props })).toThrow(message);
  });
});

test('without a way out it is complete: controllers know, and everybody has the endpoints that they call', () => {
  const mirror = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
  const { stack } = platformOf({
    vpcOptions: { egress: Egress.none() },
    compute: Compute.karpenter(
      {},
      { chartRepository: `oci://${mirror}/charts/karpenter`, imageRepository: `${mirror}/karpenter/controller` },
    ),
    albControllerOptions: {
      chartRepository: `oci://${mirror}/aws-load-balancer-controller`,
      imageRepository: `${mirror}/aws-load-balancer-controller`,
    },
  });
  const template = templateOf(stack);
  const releases = Object.values(resourcesOf(template, 'Custom::StrataHelmRelease')).map(({ Properties }) => [
    Properties.Release,
    JSON.parse(flat(Properties.Values)),
  ]);
  expect(Object.fromEntries(releases)).toMatchObject({
    karpenter: { settings: { isolatedVPC: true } },
    'aws-load-balancer-controller': { enableShield: false, enableWaf: false, enableWafv2: false },
  });
  const services = Object.values(resourcesOf(template, 'AWS::EC2::VPCEndpoint'))
    .filter(({ Properties }) => Properties.VpcEndpointType === 'Interface')
    .map(({ Properties }) => flat(Properties.ServiceName).replace(/^.*<token>\./, ''));
  expect(services.sort()).toEqual([
    'ec2',
    'ec2messages',
    'ecr.api',
    'ecr.dkr',
    'eks',
    'eks-auth',
    'elasticloadbalancing',
    'lambda',
    'sqs',
    'ssm',
    'ssmmessages',
    'sts',
  ]);
});

test('fails for two networks', () => {
  const stack = newStack();
  expect(() => new Platform(stack, 'Platform', { version: VERSION, vpc: new ec2.Vpc(stack, 'Mine'), vpcOptions: {} })).toThrow(
    '[Test/Platform] both vpc and vpcOptions are given: they are mutually exclusive. Remove `vpc` or `vpcOptions`',
  );
});

test('the same input gives the same template, byte for byte', () => {
  const [first, second] = [1, 2].map(() => JSON.stringify(templateOf(platformOf().stack)));
  expect(first).toBe(second);
});

test.each(['us-gov-west-1', 'cn-north-1'])('no name of a partition is written into a template for %s', (region) => {
  const stack = new Stack(new App(), 'Test', { env: { region } });
  const platform = new Platform(stack, 'Platform', { version: VERSION });
  expect(platform.cluster.literalName).toBe('Test-Platform-Cluster');
  expect(JSON.stringify(templateOf(stack))).not.toContain('arn:aws:');
});

describe.each<[string, Compute]>([
  ['Karpenter', Compute.karpenter()],
  ['Auto Mode', Compute.autoMode()],
  ['managed groups', Compute.managedNodeGroups()],
])('with one boundary and path for all roles and %s', (_, compute) => {
  const stack = newStack();
  const permissionsBoundary = iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'limit');
  const { cluster } = new Platform(stack, 'Platform', { version: VERSION, compute, roleOptions: { permissionsBoundary, path: '/eks/' } });
  new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['a'], roleOptions: { permissionsBoundary, path: '/eks/' } });
  // those are of constructs of CDK inside: a boundary for the app reaches them
  const THEIRS = /^PlatformVpcRejectedTraffic|^CustomVpcRestrictDefaultSG|framework/;

  test('every role has them', () => {
    const roles = Object.entries(resourcesOf(templateOf(stack), 'AWS::IAM::Role')).filter(([id]) => !THEIRS.test(id));
    expect(roles.length).toBeGreaterThanOrEqual(4);
    expect(
      roles.filter(([, { Properties }]) => Properties.Path !== '/eks/' || Properties.PermissionsBoundary === undefined).map(([id]) => id),
    ).toEqual([]);
  });
});

test('controllers take roles that exist, and add nothing to them', () => {
  const stack = newStack();
  const existing = iam.Role.fromRoleArn(stack, 'Existing', 'arn:aws:iam::111122223333:role/controllers', { mutable: false });
  const nodes = iam.Role.fromRoleArn(stack, 'ExistingOfNodes', 'arn:aws:iam::111122223333:role/nodes', { mutable: false });
  const { cluster } = new Platform(stack, 'Platform', {
    version: VERSION,
    albControllerOptions: { roleOptions: { role: existing } },
    compute: Compute.karpenter({}, { controllerRoleOptions: { role: existing }, nodeRoleOptions: { role: nodes } }),
    clusterOptions: { handlerRoleOptions: { role: existing } },
  });
  new ClusterAutoscaler(stack, 'Autoscaler', { cluster, roleOptions: { role: existing } });
  const template = templateOf(stack);
  const accounts = Object.values(resourcesOf(template, 'Custom::StrataHelmRelease'))
    .map(({ Properties }) => flat(Properties.Values))
    .filter((values) => values.includes('role-arn'));
  expect(accounts).toHaveLength(3);
  for (const values of accounts) expect(values).toContain('arn:aws:iam::111122223333:role/controllers');
  expect(Object.keys(resourcesOf(template, 'AWS::IAM::Role')).filter((id) => /Karpenter|Alb|Autoscaler|KubectlRole/.test(id))).toEqual([]);
});
