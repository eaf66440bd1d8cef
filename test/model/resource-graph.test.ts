import { App, CfnOutput, CfnResource, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { Construct, DependencyGroup } from 'constructs';
import { ChartDeployment, ClusterCapability, ClusterModel, LoadBalancerAddress, Preflight, Route, WebService } from '../../src';
import { clusterModelDataOf } from '../../src/model/cluster-model-data';
import { droppedEdges } from '../../src/model/edges';
import { mayBeReferenced } from '../../src/model/referenced';
import { ResourceGraph } from '../../src/model/resource-graph';
import { newChart, newCluster, newPlainCluster, newStack, templateOf } from '../harness';

const resource = (scope: Construct, id: string, properties?: object) => new CfnResource(scope, id, { type: 'Test::Resource', properties });
const dependsOn = (stack: Stack, id: string): string[] => [templateOf(stack).Resources[id].DependsOn ?? []].flat();
const graphOf = (stack: Stack) => new ResourceGraph(stack.node.root as App);
const cyclesOf = (stack: Stack) =>
  graphOf(stack)
    .cycles()
    .map((cycle) => cycle.map(({ node }) => node.path));

describe('an edge that contradicts a dependency of the user is left out', () => {
  const WAYS: readonly (readonly [name: string, make: (stack: Stack, provider: CfnResource, user: CfnResource) => void])[] = [
    ['addDependency() between resources', (_, provider, user) => provider.addResourceDependency(user)],
    ['addDependency() between constructs', (_, provider, user) => provider.node.addDependency(user)],
    [
      'addDependency() of a construct around it',
      (stack, provider, user) => {
        const group = new DependencyGroup();
        group.add(user);
        provider.node.scope!.node.addDependency(group);
        return stack;
      },
    ],
    ['Ref', (_, provider, user) => provider.addPropertyOverride('Other', user.ref)],
    ['Fn::GetAtt', (_, provider, user) => provider.addPropertyOverride('Other', user.getAtt('Arn'))],
    ['Fn::GetAtt by logical id', (_, provider) => provider.addPropertyOverride('Other', { 'Fn::GetAtt': ['User', 'Arn'] })],
    ['Fn::Sub', (_, provider) => provider.addPropertyOverride('Other', Fn.sub('a ${User.Arn} and ${!Literal} ${AWS::Region}'))],
    ['DependsOn of a raw template', (_, provider) => provider.addOverride('DependsOn', 'User')],
    [
      'a reference through a third resource',
      (stack, provider, user) => provider.addPropertyOverride('Other', resource(stack, 'Third', { Of: user.ref }).ref),
    ],
  ];

  test.each(WAYS)('%s', (_, contradict) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const [user, provider] = [resource(stack, 'User'), resource(new Construct(stack, 'Around'), 'Provider')];
    ClusterModel.of(cluster).require(user, ClusterCapability.storageClass('fast'));
    ClusterModel.of(cluster).provide(provider, ClusterCapability.storageClass('fast'));
    contradict(stack, provider, user);
    expect(dependsOn(stack, 'User')).toEqual([]);
    expect(droppedEdges(clusterModelDataOf(cluster)).map(({ cycle }) => [cycle?.[0].node.id, cycle?.at(-1)?.node.id])).toEqual([
      ['Provider', 'User'],
    ]);
    expect(graphOf(stack).cycles()).toEqual([]);
    const [found] = Preflight.of(stack.node.root as App)
      .findings()
      .filter(({ ruleId }) => ruleId === 'dependency-dropped');
    expect(found).toMatchObject({ severity: 'warning', constructPath: 'Test/User' });
    expect(found.message).toContain('the construct needs Test/Around/Provider, but Test/Around/Provider');
  });
});

test('a resource that a nested stack refers to waits for nothing in it', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const nested = new NestedStack(stack, 'Nested');
  const [user, provider] = [resource(stack, 'User'), resource(nested, 'Provider')];
  resource(nested, 'Reader', { Of: user.ref });
  ClusterModel.of(cluster).require(user, ClusterCapability.storageClass('fast'));
  ClusterModel.of(cluster).provide(provider, ClusterCapability.storageClass('fast'));
  expect(dependsOn(stack, 'User')).toEqual([]);
});

test('a stack that another one refers to does not come after it', () => {
  const app = new App();
  const cluster = newCluster(new Stack(app, 'Base'));
  const [first, second] = [new Stack(app, 'First'), new Stack(app, 'Second')];
  const [user, provider] = [resource(first, 'User'), resource(second, 'Provider')];
  resource(second, 'Reader', { Of: user.ref });
  ClusterModel.of(cluster).require(user, ClusterCapability.storageClass('fast'));
  ClusterModel.of(cluster).provide(provider, ClusterCapability.storageClass('fast'));
  app.synth();
  expect(droppedEdges(clusterModelDataOf(cluster)).map(({ from, to }) => [from.node.path, to.node.path])).toEqual([
    ['First/User', 'Second/Provider'],
  ]);
});

test('an equal logical id in another stack does not count as a dependency', () => {
  const app = new App();
  const [one, other] = [new Stack(app, 'One'), new Stack(app, 'Other')];
  resource(other, 'B', { Of: resource(one, 'A').ref });
  resource(other, 'A', { Of: Fn.ref('B') });
  expect(cyclesOf(one)).toEqual([]);
});

test('each cycle is found once, and what only leads to it is not on it', () => {
  const stack = newStack();
  const [a, b, c] = ['A', 'B', 'C'].map((id) => resource(stack, id));
  a.addPropertyOverride('Of', b.ref);
  b.addPropertyOverride('Of', c.ref);
  c.addResourceDependency(a);
  resource(stack, 'Before', { Of: a.ref });
  const [d, e] = ['D', 'E'].map((id) => resource(stack, id));
  d.addPropertyOverride('Of', e.ref);
  e.addPropertyOverride('Of', d.ref);
  expect(cyclesOf(stack)).toEqual([
    ['Test/A', 'Test/B', 'Test/C'],
    ['Test/D', 'Test/E'],
  ]);
});

test('fails: pods read the domain of a distribution whose origin is the load balancer of their deployment', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const chart = newChart('shop');
  const cdn = new CfnResource(stack, 'Cdn', { type: 'Test::Distribution' });
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    env: { DOMAIN: cdn.getAtt('DomainName').toString() },
    route: Route.publicAlb(),
  });
  const deployment = new ChartDeployment(stack, 'Shop', { cluster, chart });
  const address = new LoadBalancerAddress(stack, 'Address', { cluster, deployment, namespace: 'shop', ingressName: 'web' });
  cdn.addPropertyOverride('Origin', address.hostname);
  const found = Preflight.of(stack.node.root as App)
    .findings()
    .filter(({ ruleId }) => ruleId === 'circular-dependency');
  expect(found).toHaveLength(1);
  expect(found[0].severity).toBe('error');
  expect(found[0].message).toContain(
    'circular dependency between resources: Test/Cdn refers to Test/Address/Hostname, which depends on Test/Shop, which refers to Test/Cdn',
  );
  expect(found[0].message).toContain('Split the manifests into two deployments');
});

test('fails: objects of plain aws-eks-v2 that refer to each other', () => {
  const stack = newStack();
  const cluster = newPlainCluster(stack);
  ClusterModel.of(cluster);
  const [one, other] = ['One', 'Other'].map(
    (id) =>
      new CfnResource(stack, id, {
        type: 'Custom::AWSCDK-EKS-KubernetesResource',
        properties: {
          ClusterName: cluster.clusterName,
          Manifest: JSON.stringify([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id.toLowerCase(), namespace: 'default' } }]),
        },
      }),
  );
  one.addPropertyOverride('Other', other.ref);
  other.node.addDependency(one);
  const found = Preflight.of(stack.node.root as App)
    .findings()
    .filter(({ ruleId }) => ruleId === 'circular-dependency');
  expect(found.map(({ constructPath }) => constructPath)).toEqual(['Test/One']);
});

test('an edge that became a DependsOn is still an added one', () => {
  const stack = newStack();
  const [a, b] = [resource(stack, 'A'), resource(stack, 'B')];
  const graph = graphOf(stack);
  expect(graph.add(a, b)).toBeUndefined();
  a.addResourceDependency(b);
  expect(graph.add(b, a)).toEqual({ path: [a, b], added: true });
});

test('of each form of reference it is known that there is one', () => {
  const stack = newStack();
  const made = [1, 2, 3, 4].map((index) => resource(stack, `R${index}`));
  const uses = [
    (each: CfnResource) => each.ref,
    (each: CfnResource) => each.getAtt('Arn'),
    (each: CfnResource) => new CfnOutput(stack, 'Out', { value: each.getAtt('Name').toString() }),
  ];
  uses.forEach((use, index) => use(made[index]));
  expect(made.map(mayBeReferenced)).toEqual([true, true, true, false]);
});

test('no resource is rendered where nothing refers to what waits, and each is where something does', () => {
  const stack = newStack();
  let renders = 0;
  const counted = { Counted: Lazy.uncachedAny({ produce: () => (renders += 1) }) };
  const [first, second, third] = ['A', 'B', 'C'].map((id) => resource(stack, id, counted));
  const graph = graphOf(stack);
  expect([graph.add(second, first), graph.add(third, second), graph.add(third, first)]).toEqual([undefined, undefined, undefined]);
  expect(renders).toBe(0);
  expect(graph.add(first, third)?.path.map(({ node }) => node.id)).toEqual(['C', 'A']);
  const before = renders;
  expect(second.ref).toBeDefined();
  expect(graphOf(stack).add(second, first)).toBeUndefined();
  expect(renders).toBeGreaterThan(before);
});
