import * as ec2 from 'aws-cdk-lib/aws-ec2';
import {
  ChartDeployment,
  CoreAddons,
  FargateNodes,
  KarpenterNodePool,
  KarpenterNodes,
  ManagedNodes,
  PodSecurityGroup,
  Preflight,
  WebService,
  WorkloadIdentity,
} from '../../src';
import { find, flat, Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

describe('pods with a security group of their own', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const database = new ec2.SecurityGroup(stack, 'Database', { vpc: cluster.vpc });
  const pods = new PodSecurityGroup(stack, 'Pods', { cluster });
  database.connections.allowFrom(pods, ec2.Port.tcp(5432), 'the shop');
  const identity = new WorkloadIdentity(stack, 'Identity', {
    cluster,
    namespace: 'shop',
    serviceAccountName: 'jobs',
    securityGroup: new PodSecurityGroup(stack, 'Jobs', { cluster, allowAllOutbound: false }),
  });
  database.connections.allowFrom(identity, ec2.Port.tcp(5432));
  const chart = newChart('shop');
  new WebService(chart, 'web', { image: 'a:1', securityGroup: pods });
  new WebService(chart, 'jobs', { image: 'a:1', identity });
  new ManagedNodes(stack, 'Nodes', { cluster });
  new CoreAddons(stack, 'Addons', { cluster });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const template = templateOf(stack);
  const objects = objectsOf(template);

  test('are selected by their labels, or by their service account', () => {
    const [byLabel, byAccount] = objects.filter(({ kind }) => kind === 'SecurityGroupPolicy').sort((a) => (a.spec.podSelector ? -1 : 1));
    expect(byLabel).toMatchObject({
      apiVersion: 'vpcresources.k8s.aws/v1beta1',
      metadata: { namespace: 'shop' },
      spec: { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } }, securityGroups: { groupIds: ['<token>'] } },
    });
    expect(byAccount).toMatchObject({
      metadata: { name: 'jobs' },
      spec: { serviceAccountSelector: { matchLabels: { 'app.kubernetes.io/name': 'jobs' } } },
    });
    expect(find(objects, 'ServiceAccount', 'jobs').metadata.labels).toEqual({ 'app.kubernetes.io/name': 'jobs' });
  });
  test('have it before they are created', () => {
    const kinds = objects.map(({ kind }) => kind);
    expect(kinds.indexOf('Deployment')).toBeGreaterThan(kinds.lastIndexOf('SecurityGroupPolicy'));
  });
  test('are let in by what names them in connections', () => {
    const ingress = Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties);
    expect(
      ingress.filter(({ FromPort }) => FromPort === 5432).map(({ SourceSecurityGroupId }) => SourceSecurityGroupId['Fn::GetAtt'][0]),
    ).toEqual([expect.stringMatching(/^PodsGroup/), expect.stringMatching(/^JobsGroup/)]);
  });
  test('may ask for names, and be probed', () => {
    const ingress = Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties);
    expect(ingress.filter(({ FromPort }) => FromPort === 53).map(({ IpProtocol }) => IpProtocol)).toEqual(['tcp', 'udp']);
    const all = ingress
      .filter(({ IpProtocol }) => IpProtocol === '-1')
      .map(({ GroupId, SourceSecurityGroupId }) =>
        [GroupId, SourceSecurityGroupId].map((group) => group['Fn::GetAtt'][0].replace(/[A-Z0-9]{8}$/, '')),
      );
    expect(all).toEqual([
      ['PodsGroup', 'PodsGroup'],
      ['Cluster', 'PodsGroup'],
    ]);
    expect(ingress.filter(({ GroupId, ToPort }) => JSON.stringify(GroupId).includes('JobsGroup') && ToPort === 65535)).toHaveLength(1);
    const egress = Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupEgress')).map(({ Properties }) => Properties);
    expect(
      egress
        .filter(({ GroupId }) => JSON.stringify(GroupId).includes('JobsGroup'))
        .map(({ FromPort, IpProtocol }: Json) => [IpProtocol, FromPort]),
    ).toEqual([
      ['tcp', 53],
      ['udp', 53],
      ['tcp', 5432],
    ]);
  });
  test('are switched on in vpc-cni, and the role of the cluster may make their interfaces', () => {
    const cni = Object.values(resourcesOf(template, 'AWS::EKS::Addon')).find(({ Properties }) => Properties.AddonName === 'vpc-cni')!;
    expect(JSON.parse(flat(cni.Properties.ConfigurationValues))).toEqual({
      env: { ENABLE_POD_ENI: 'true', POD_SECURITY_GROUP_ENFORCING_MODE: 'standard' },
    });
    expect(
      JSON.stringify(
        Object.entries(resourcesOf(template, 'AWS::IAM::Role')).find(([id]) => id.startsWith('ClusterRole'))![1].Properties
          .ManagedPolicyArns,
      ),
    ).toContain('AmazonEKSVPCResourceController');
  });
  test('need nothing else', () => expect(Preflight.of(stack).findings()).toEqual([]));
});

test('more groups stand beside it, and the load balancer controller knows which to open', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const more = ec2.SecurityGroup.fromSecurityGroupId(stack, 'More', 'sg-1');
  const pods = new PodSecurityGroup(stack, 'Pods', { cluster, additionalSecurityGroups: [more] });
  const chart = newChart('shop');
  pods.addSecurityGroupPolicy(chart, 'Policy', { app: 'theirs' });
  expect((stack.resolve(chart.toJson()) as Json[])[0].spec.securityGroups.groupIds).toEqual([
    { 'Fn::GetAtt': [expect.stringMatching(/^PodsGroup/), 'GroupId'] },
    'sg-1',
  ]);
  expect(
    Object.entries(resourcesOf(templateOf(stack), 'AWS::EC2::SecurityGroup')).find(([id]) => id.startsWith('PodsGroup'))![1].Properties
      .Tags,
  ).toContainEqual({ Key: 'kubernetes.io/cluster/Test-Cluster', Value: 'owned' });
});

describe('no node with branch interfaces is found', () => {
  const findings = (nodes: (cluster: ReturnType<typeof newCluster>, stack: ReturnType<typeof newStack>) => void) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    nodes(cluster, stack);
    const chart = newChart('shop');
    new WebService(chart, 'web', { image: 'a:1', securityGroup: new PodSecurityGroup(stack, 'Pods', { cluster }) });
    new ChartDeployment(stack, 'Chart', { cluster, chart });
    return Preflight.of(stack)
      .findings()
      .filter(({ ruleId }) => ruleId === 'pod-security-group-nodes');
  };
  test('where all are of the t family', () => {
    expect(
      findings((cluster, stack) => {
        new ManagedNodes(stack, 'Nodes', { cluster, instanceTypes: [new ec2.InstanceType('t3.large')] });
      }),
    ).toMatchObject([
      {
        constructPath: 'Test/Chart',
        message: expect.stringMatching(
          new RegExp(
            String.raw`^\[Test/Chart\] SecurityGroupPolicy 'shop/.*' assigns a security group to pods, but no node of ` +
              String.raw`the cluster supports branch network interfaces: a pod with its own security group needs a ` +
              String.raw`branch network interface, which only Fargate and Nitro instances outside the t family have; ` +
              String.raw`Auto Mode configures security groups of pods in its NodeClass\. Add ManagedNodes with instance ` +
              String.raw`types such as m6i\.large, or remove the SecurityGroupPolicy \(https:`,
          ),
        ),
      },
    ]);
  });
  test('and not where one has, on Fargate, or with Karpenter', () => {
    expect(
      findings((cluster, stack) => {
        new ManagedNodes(stack, 'Nodes', { cluster, instanceTypes: [new ec2.InstanceType('m6i.large')] });
      }),
    ).toEqual([]);
    expect(
      findings((cluster, stack) => {
        new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['shop'] });
      }),
    ).toEqual([]);
    expect(
      findings((cluster, stack) => {
        new KarpenterNodePool(stack, 'Pool', { karpenter: new KarpenterNodes(stack, 'Karpenter', { cluster }) });
      }),
    ).toEqual([]);
  });
});

test(
  'fails for more groups than an interface has, for no labels, for two groups of one workload, and for connections of an identity ' +
    'without',
  () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const group = (id: string) => ec2.SecurityGroup.fromSecurityGroupId(stack, id, `sg-${id}`);
    expect(() => new PodSecurityGroup(stack, 'Pods', { cluster, additionalSecurityGroups: ['a', 'b', 'c', 'd', 'e'].map(group) })).toThrow(
      '[Test/Pods] additionalSecurityGroups has 5 groups: a network interface can have at most 5 security ' +
        'groups, including this one. Remove some of them ' +
        '(https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html)',
    );
    const pods = new PodSecurityGroup(stack, 'Pods', { cluster });
    expect(() => pods.addSecurityGroupPolicy(newChart('a'), 'Policy', {})).toThrow(
      '[chart/Policy] podLabels is empty: an empty selector selects every pod of the namespace. Set at ' + 'least one label of the pods',
    );
    const identity = new WorkloadIdentity(stack, 'Identity', {
      cluster,
      namespace: 'shop',
      serviceAccountName: 'web',
      securityGroup: pods,
    });
    expect(() => new WebService(newChart('shop'), 'web', { image: 'a:1', identity, securityGroup: pods })).toThrow(
      '[chart/web] securityGroup and identity.securityGroup are both set: they are mutually exclusive. Remove ' +
        '`securityGroup` or `identity.securityGroup`',
    );
    const other = new WorkloadIdentity(stack, 'Other', { cluster, namespace: 'shop', serviceAccountName: 'other' });
    expect(() => other.connections).toThrow(
      '[Test/Other] connections is used without securityGroup: these pods use the security group of their ' +
        "nodes. Set securityGroup: new PodSecurityGroup(this, 'Pods', { cluster }), or allow " +
        'cluster.clusterSecurityGroup ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html)',
    );
  },
);
