import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, CfnResource, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DockerImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import * as cdk8s from 'cdk8s';
import { ChartDeployment, EbsStorage, ManagedNodes, Preflight, WebService } from '../../src';
import { newChart, newCluster, newStack } from '../harness';

const configMaps = (chart: cdk8s.Chart, count: number) => {
  for (let index = 0; index < count; index++) {
    new cdk8s.ApiObject(chart, `settings-${index}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `s-${index}` } });
  }
};
const claim = (chart: cdk8s.Chart) =>
  new cdk8s.ApiObject(chart, 'claim', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { storageClassName: 'fast', accessModes: ['ReadWriteOnce'] },
  });
const idsOf = (stack: Stack) =>
  Preflight.of(stack)
    .findings()
    .map(({ ruleId }) => ruleId);

test('before the synthesis, images are read from the app, not from files of an earlier synthesis', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'image-'));
  fs.writeFileSync(path.join(directory, 'Dockerfile'), 'FROM a\nUSER root\n');
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  const { imageUri } = new DockerImageAsset(stack, 'Image', { directory });
  const chart = newChart('shop');
  new cdk8s.ApiObject(chart, 'pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: 'main', image: imageUri }] },
  });
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  expect(Preflight.of(stack)._facts()[0].builtImages).toEqual([{ tag: expect.any(String), user: 'root', platform: undefined }]);
  const before = Preflight.of(stack).findings();
  expect(before.map(({ message }) => message).join()).toContain('would run as USER root of its image');
  expect(() => App.of(stack)!.synth()).toThrow('would run as USER root of its image');
  expect(Preflight.of(stack).findings()).toEqual(before);
});

test('before the synthesis, tags of the app are in the settings of add-ons', () => {
  const stack = newStack();
  new EbsStorage(stack, 'Storage', { cluster: newCluster(stack) });
  Tags.of(App.of(stack)!).add('team', 'web');
  const [{ addonSettings }] = Preflight.of(stack)._facts();
  expect(addonSettings).toContainEqual({
    path: expect.any(String),
    value: { name: 'aws-ebs-csi-driver', values: expect.objectContaining({ controller: { extraVolumeTags: { team: 'web' } } }) },
  });
});

test('objects of a large chart are all read before the synthesis', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const chart = newChart('shop');
  configMaps(chart, 2000);
  claim(chart);
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  const before = idsOf(stack);
  expect(before).toContain('storage-class-missing');
  expect(() => Template.fromStack(stack)).toThrow('storage-class-missing');
  expect(idsOf(stack)).toEqual(before);
});

test('constructs and objects that are added after a question, or after the synthesis, are read', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const chart = newChart('shop');
  configMaps(chart, 1);
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  expect(idsOf(stack)).toEqual([]);
  App.of(stack)!.synth();
  claim(chart);
  expect(idsOf(stack)).toContain('storage-class-missing');
  const other = newChart('other');
  claim(other);
  new ChartDeployment(stack, 'Other', { cluster, chart: other });
  expect(idsOf(stack).filter((id) => id === 'storage-class-missing')).toHaveLength(2);
});

test('an order that was added for an earlier question does not contradict a dependency that is added later', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const nodes = new ManagedNodes(stack, 'Nodes', { cluster });
  const chart = newChart('shop');
  new WebService(chart, 'web', { image: 'nginx:1' });
  const shop = new ChartDeployment(stack, 'Shop', { cluster, chart });
  const dependsOn = () => (shop.node.defaultChild as CfnResource).obtainDependencies();
  const group = nodes.node.findAll().find((each) => CfnResource.isCfnResource(each) && each.cfnResourceType === 'AWS::EKS::Nodegroup');
  idsOf(stack);
  expect(dependsOn()).toContain(group);
  nodes.node.addDependency(shop);
  expect(idsOf(stack)).not.toContain('circular-dependency');
  expect(dependsOn()).not.toContain(group);
});
