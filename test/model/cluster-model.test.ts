import { App, Aspects, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cdk8s from 'cdk8s';
import { ChartDeployment, ClusterModel, ClusterCapability } from '../../src';
import { clusterModelDataOf } from '../../src/model/cluster-model-data';
import { droppedEdges } from '../../src/model/edges';
import { newChart, newCluster, newStack, templateOf } from '../harness';

const resource = (stack: Stack, id: string) => new CfnResource(stack, id, { type: 'Test::Resource' });
const dependsOn = (stack: Stack, id: string): string[] => [templateOf(stack).Resources[id].DependsOn ?? []].flat();

test('what requires comes after what provides, in whatever order they were made', () => {
  const stack = newStack();
  const inventory = ClusterModel.of(newCluster(stack));
  const [user, maker] = [resource(stack, 'User'), resource(stack, 'Maker')];
  inventory.require(user, ClusterCapability.kind('example.com', 'Thing'));
  inventory.provide(maker, ClusterCapability.kind('example.com', 'Thing'));
  expect(dependsOn(stack, 'User')).toEqual(['Maker']);
});

test('two that need each other do not become a circle: the first edge stays, the other is told', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const inventory = ClusterModel.of(cluster);
  const [a, b] = [resource(stack, 'A'), resource(stack, 'B')];
  [
    [a, b, 'x'],
    [b, a, 'y'],
  ].forEach(([needy, maker, name]) => {
    inventory.require(needy as CfnResource, ClusterCapability.storageClass(name as string));
    inventory.provide(maker as CfnResource, ClusterCapability.storageClass(name as string));
  });
  expect([dependsOn(stack, 'A'), dependsOn(stack, 'B')]).toEqual([['B'], []]);
  expect(droppedEdges(clusterModelDataOf(cluster)).map(({ from, to }) => [from.node.id, to.node.id])).toEqual([['B', 'A']]);
});

test('an edge from the stack of the cluster into a later one is dropped and told', () => {
  const app = new App();
  const base = new Stack(app, 'Base');
  const cluster = newCluster(base);
  const other = new Stack(app, 'Other');
  const inventory = ClusterModel.of(cluster);
  inventory.require(resource(base, 'Controller'), ClusterCapability.nodes());
  inventory.provide(resource(other, 'Nodes'), ClusterCapability.nodes());
  app.synth();
  expect(base.dependencies).toEqual([]);
  expect(droppedEdges(clusterModelDataOf(cluster)).map(({ from, to }) => [from.node.path, to.node.path])).toEqual([
    ['Base/Controller', 'Other/Nodes'],
  ]);
});

test('an object that an aspect adds is ordered as well', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const chart = newChart();
  new cdk8s.ApiObject(chart, 'claim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'a' },
    spec: { storageClassName: 'late', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
  const deployment = new ChartDeployment(stack, 'Deploy', { cluster, chart });
  Aspects.of(stack).add({
    visit: (node) => {
      if (node === stack && !cluster.node.tryFindChild('manifest-Class')) {
        cluster.addManifest('Class', {
          apiVersion: 'storage.k8s.io/v1',
          kind: 'StorageClass',
          metadata: { name: 'late' },
          provisioner: 'x',
        });
      }
    },
  });
  expect(dependsOn(stack, stack.getLogicalId(deployment.node.defaultChild as CfnResource))).toContainEqual(
    expect.stringMatching(/^ClustermanifestClass/),
  );
});

test('each synthesis sees the tree as it is then', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const cluster = newCluster(stack);
  const chart = newChart();
  const map = new cdk8s.ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { n: '1' } });
  new ChartDeployment(stack, 'Deploy', { cluster, chart });
  const before = JSON.stringify(Template.fromStack(stack).toJSON());
  map.addJsonPatch(cdk8s.JsonPatch.replace('/data/n', '2'));
  const after = JSON.stringify(app.synth({ force: true }).getStackByName('Stack').template);
  expect(before).toContain('\\"n\\": \\"1\\"');
  expect(after).toContain('\\"n\\": \\"2\\"');
});

test('reading dependencies early does not freeze them', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const inventory = ClusterModel.of(cluster);
  const user = resource(stack, 'User');
  inventory.require(user, ClusterCapability.storageClass('late'));
  expect(Stage.of(stack)!.node.dependencies).toEqual([]);
  inventory.provide(resource(stack, 'Maker'), ClusterCapability.storageClass('late'));
  expect(dependsOn(stack, 'User')).toEqual(['Maker']);
});

test('two imports of one cluster share an inventory, two clusters do not', () => {
  const stack = newStack();
  const imported = (id: string, clusterName: string) => eks.Cluster.fromClusterAttributes(stack, id, { clusterName });
  expect(clusterModelDataOf(imported('A', 'one'))).toBe(clusterModelDataOf(imported('B', 'one')));
  expect(clusterModelDataOf(imported('C', 'two'))).not.toBe(clusterModelDataOf(imported('D', 'one')));
});

test('another copy of the package finds the same inventory', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const data = clusterModelDataOf(cluster);
  jest.isolateModules(() => {
    const copy: typeof import('../../src/model/cluster-model-data') = jest.requireActual('../../src/model/cluster-model-data');
    expect(copy.clusterModelDataOf).not.toBe(clusterModelDataOf);
    expect(copy.clusterModelDataOf(cluster)).toBe(data);
  });
});

test('clusters in stages do not see each other', () => {
  const app = new App();
  const [first, second] = ['One', 'Two'].map((id) => newCluster(new Stack(new Stage(app, id), 'Stack')));
  ClusterModel.of(first).provide(resource(Stack.of(first), 'Maker'), ClusterCapability.storageClass('a'));
  ClusterModel.of(second).require(resource(Stack.of(second), 'User'), ClusterCapability.storageClass('a'));
  expect(() => app.synth()).toThrow(
    expect.objectContaining({ message: expect.stringContaining("a resource references StorageClass 'a', which does not exist") }),
  );
});

test('what is made with plain aws-eks-v2 is ordered like ours', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  cluster.addHelmChart('Chart', { chart: 'anything', repository: 'https://example.com' });
  cluster.addNodegroupCapacity('Raw', { amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD });
  new eks.Addon(stack, 'Dns', { cluster, addonName: 'coredns' });
  new eks.Addon(stack, 'Cni', { cluster, addonName: 'vpc-cni' });
  const { Resources }: { Resources: Record<string, { Type: string; DependsOn?: string | string[] }> } = templateOf(stack) as never;
  const short = (id: string) => /^(Cni|Dns|ClusterNodegroup|Clusterchart)/.exec(id)?.[0] ?? 'other';
  const after = (type: string) =>
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id, { DependsOn = [] }]) => [
        short(id),
        [DependsOn]
          .flat()
          .map(short)
          .filter((each) => each !== 'other'),
      ]);
  expect(after('AWS::EKS::Nodegroup')).toEqual([['ClusterNodegroup', ['Cni']]]);
  expect(after('AWS::EKS::Addon')).toEqual([
    ['Dns', ['ClusterNodegroup']],
    ['Cni', []],
  ]);
  expect(after('Custom::AWSCDK-EKS-HelmChart')).toEqual([['Clusterchart', ['ClusterNodegroup', 'Dns']]]);
});
