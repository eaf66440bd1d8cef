import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { CoreAddons, FargateLogging, FargateNodes, FargateNodesProps } from '../../src';
import { loggingProblems } from '../../src/nodes/fargate/fargate-logging.rules';
import { fargateProblems, fargateSizeOf, matchesPattern } from '../../src/nodes/fargate/fargate.rules';
import { declareNodes, find, Json, logicalId, newCluster, newStack, objectsOf, resourceOf, templateOf } from '../harness';

const made = (options: Omit<FargateNodesProps, 'cluster'>) => {
  const stack = newStack();
  const cluster = declareNodes(newCluster(stack));
  const addons = new CoreAddons(stack, 'Addons', { cluster });
  return { stack, cluster, addons, nodes: new FargateNodes(stack, 'Batch', { cluster, ...options }) };
};

describe('a profile', () => {
  const { stack, cluster, nodes, addons } = made({ namespaces: ['batch'], selectors: [{ namespace: 'job-*', labels: { on: 'fargate' } }] });

  const second = new FargateNodes(stack, 'Second', { cluster, namespaces: ['second'] });

  test('selects pods by namespace and labels, in private subnets', () => {
    expect(resourceOf(nodes).Properties).toMatchObject({
      Selectors: [{ Namespace: 'batch' }, { Namespace: 'job-*', Labels: [{ Key: 'on', Value: 'fargate' }] }],
      Subnets: [{ Ref: expect.stringMatching(/application/) }, { Ref: expect.stringMatching(/application/) }],
    });
  });
  test('has a role that only profiles of its cluster can use', () => {
    const role = templateOf(stack).Resources[logicalId(nodes.podExecutionRole.node.defaultChild as never)].Properties;
    expect(role.AssumeRolePolicyDocument.Statement[0]).toMatchObject({
      Principal: { Service: 'eks-fargate-pods.amazonaws.com' },
      Condition: { ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', expect.arrayContaining([':fargateprofile/'])] } } },
    });
  });
  test('leaves cluster DNS to nodes where its pods are not selected', () =>
    expect(resourceOf(addons.addons.coredns.addon).Properties.ConfigurationValues).toBeUndefined());
  test('comes after the one before it: EKS makes one at a time', () => {
    expect(resourceOf(second).DependsOn).toContain(logicalId(nodes));
  });
});

test.each([[{ namespaces: ['kube-system'] }], [{ selectors: [{ namespace: 'kube-*', labels: { 'k8s-app': 'kube-dns' } }] }]])(
  'cluster DNS runs on Fargate where %j selects its pods',
  (options) => {
    expect(resourceOf(made(options).addons.addons.coredns.addon).Properties.ConfigurationValues).toBe('{"computeType":"Fargate"}');
  },
);

describe('the log router', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const logging = FargateLogging.cloudWatch(new logs.LogGroup(stack, 'Group'));
  const first = new FargateNodes(stack, 'First', { cluster, namespaces: ['a'], logging });
  new FargateNodes(stack, 'Second', { cluster, namespaces: ['b'], logging });
  const template = templateOf(stack);

  test('is set once for the cluster, in the namespace that Fargate reads', () => {
    expect(objectsOf(template).filter(({ kind }) => kind === 'ConfigMap')).toHaveLength(1);
    expect(find(objectsOf(template), 'Namespace', 'aws-observability').metadata.labels).toEqual({ 'aws-observability': 'enabled' });
    expect(find(objectsOf(template), 'ConfigMap', 'aws-logging').data['output.conf']).toContain('Name cloudwatch_logs');
  });
  test('each role may write to the group, and to no other', () => {
    const statements = Object.values(template.Resources as Json)
      .filter(({ Type }: Json) => Type === 'AWS::IAM::Policy')
      .flatMap(({ Properties }: Json) => Properties.PolicyDocument.Statement)
      .filter(({ Action }: Json) => Action[1] === 'logs:DescribeLogStreams');
    expect(statements).toHaveLength(2);
    statements.forEach(({ Resource }: Json) => expect(Resource['Fn::GetAtt'][1]).toBe('Arn'));
  });
  test('is there before the first pod', () =>
    expect(resourceOf(first).DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/FirstLogging/)])));
  test('fails for another one', () => {
    const other = FargateLogging.custom({
      output: '[OUTPUT]\n    Name cloudwatch\n    Match *\n',
      policyStatements: [new iam.PolicyStatement({ actions: ['logs:PutLogEvents'], resources: ['*'] })],
    });
    expect(() => new FargateNodes(stack, 'Third', { cluster, namespaces: ['c'], logging: other })).toThrow(
      /a cluster has one log router configuration for all profiles/,
    );
  });
  test.each<[Json, RegExp]>([
    [{ 'output.conf': 'x'.repeat(5301) }, /5301 characters/],
    [{ 'filters.conf': '[INPUT]\n  Name x' }, /\[INPUT\] in filters\.conf/],
  ])('fails for a bad setting', (config, message) => {
    expect(loggingProblems(config).map(({ finding }) => finding)).toEqual([expect.stringMatching(message)]);
  });
  test('takes 5,300 characters', () => expect(loggingProblems({ 'output.conf': 'x'.repeat(5300) })).toEqual([]));
});

const labels = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, 'v']));
test.each<[Parameters<typeof fargateProblems>[0], RegExp]>([
  [{ count: 0, selectors: [] }, /are empty/],
  [{ count: 6, selectors: [] }, /have 6 entries/],
  [{ count: 1, selectors: [{ namespace: 'A' }] }, /'A'/],
  [{ count: 1, selectors: [{ namespace: 'a', labels: labels(6) }] }, /6 labels/],
])('fails for %j', (facts, message) =>
  expect(fargateProblems(facts).map(({ finding }) => finding)).toEqual([expect.stringMatching(message)]),
);
test('takes 5 selectors of 5 labels', () =>
  expect(fargateProblems({ count: 5, selectors: [{ namespace: 'a-*', labels: labels(5) }] })).toEqual([]));
test('fails in public subnets, naming who can', () => {
  expect(() => made({ namespaces: ['a'], subnets: { subnetType: ec2.SubnetType.PUBLIC } })).toThrow(
    new RegExp(
      String.raw`\[Test/Batch\] subnet Test/Vpc/publicSubnet1 is public: FargateNodes does not support public ` +
        String.raw`subnets: Fargate runs pods in private subnets only\. Use ManagedNodes`,
    ),
  );
});

// source: EKS User Guide, fargate-pod-configuration: 256 MB are added before rounding
test.each<[number, number, [number, number] | undefined]>([
  [0, 0, [0.25, 0.5]],
  [250, 256, [0.25, 0.5]],
  [250, 257, [0.25, 1]],
  [250, 1024, [0.25, 2]],
  [1000, 8192, [2, 9]],
  [1000, 7936, [1, 8]],
  [4000, 30464, [4, 30]],
  [4000, 30465, [8, 32]],
  [16000, 122624, [16, 120]],
  [16001, 1, undefined],
  [1, 122625, undefined],
])('%i millicores and %i MiB are paid for as %j', (cpu, memory, size) => {
  expect(fargateSizeOf(cpu, memory)).toEqual(size && { vcpu: size[0], memoryGiB: size[1] });
});

test.each([
  ['*', 'a', true],
  ['a-?', 'a-b', true],
  ['a-?', 'a-', false],
  ['a.b', 'axb', false],
  ['job-*', 'job-', true],
])('%s matches %s: %s', (pattern, text, yes) => expect(matchesPattern(pattern, text)).toBe(yes));
