import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NodeDevice, DevicePlugin, ManagedNodes } from '../../src';
import { flat, Json, newCluster, newStack, resourcesOf, templateOf } from '../harness';

const releases = (template: Json) => Object.values(resourcesOf(template, 'Custom::StrataHelmRelease')).map(({ Properties }) => Properties);
const gpus = { instanceTypes: [new ec2.InstanceType('g6.xlarge')] };

test('nodes with devices install the plugin once', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'A', { cluster, ...gpus });
  new ManagedNodes(stack, 'B', { cluster, ...gpus });
  expect(releases(templateOf(stack)).map(({ Release }) => Release)).toEqual(['nvidia-device-plugin']);
  expect(() => new DevicePlugin(stack, 'Late', { cluster, device: NodeDevice.NVIDIA })).toThrow(
    '[Test/Late] the device plugin for nvidia is already installed: a cluster has one, which the first ' +
      'nodes with such devices install. Create DevicePlugin once, before the nodes',
  );
  expect(() => DevicePlugin.declareExternal(cluster, NodeDevice.NVIDIA)).toThrow(
    '[Test/Cluster] the device plugin for nvidia is already installed',
  );
});

test('one that is made before the nodes is the only one', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new DevicePlugin(stack, 'Plugin', {
    cluster,
    device: NodeDevice.NVIDIA,
    chartVersion: '0.19.0',
    values: { tolerations: [], migStrategy: 'single' },
  });
  new ManagedNodes(stack, 'A', { cluster, ...gpus });
  const all = releases(templateOf(stack));
  expect(all).toMatchObject([{ Release: 'nvidia-device-plugin', Version: '0.19.0' }]);
  expect(JSON.parse(flat(all[0].Values))).toMatchObject({ tolerations: [], migStrategy: 'single', affinity: expect.anything() });
});

test('none is installed where something else does it', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  DevicePlugin.declareExternal(cluster, NodeDevice.NVIDIA);
  new ManagedNodes(stack, 'A', { cluster, ...gpus });
  expect(releases(templateOf(stack))).toEqual([]);
});
