import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as s3_assets from 'aws-cdk-lib/aws-s3-assets';
import {
  AlbController,
  AutoModeNodes,
  ClusterAutoscaler,
  Compute,
  CoreAddons,
  NodeDevice,
  DevicePlugin,
  EbsStorage,
  KarpenterNodePool,
  KarpenterNodes,
  ManagedNodes,
  Platform,
  PlatformComponent,
  PodNetwork,
  SelfManagedNodes,
} from '../../src';
import { newCluster, newStack, templateOf, VERSION } from '../harness';

// what would be accepted and then ignored is an error
const both = (given: string, asset: string) =>
  `${given} set together with ${asset}: they are mutually exclusive: an uploaded chart has its own name and ` +
  `version, and no repository. Remove ${asset}, or remove ${given}`;
const make = () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  return { stack, cluster, chartAsset: new s3_assets.Asset(stack, 'Asset', { path: __dirname }), roleOptions: { path: '/eks/' } };
};
type Made = ReturnType<typeof make>;

test.each<[string, (made: Made) => unknown, string]>([
  [
    'a chart of two sources',
    ({ stack, cluster, chartAsset }) => new AlbController(stack, 'It', { cluster, chartAsset, chartRepository: 'https://a' }),
    `[Test/It] ${both('chartRepository', 'chartAsset')}`,
  ],
  [
    'a version of an uploaded chart',
    ({ stack, cluster, chartAsset }) => new ClusterAutoscaler(stack, 'It', { cluster, chartAsset, chartVersion: '1.0.0' }),
    `[Test/It] ${both('chartVersion', 'chartAsset')}`,
  ],
  [
    'a device plugin of two sources',
    ({ stack, cluster, chartAsset }) =>
      new DevicePlugin(stack, 'It', { cluster, device: NodeDevice.EFA, chartAsset, chartRepository: 'https://a' }),
    `[Test/It] ${both('chartRepository', 'chartAsset')}`,
  ],
  [
    'charts of Karpenter of two sources',
    ({ stack, cluster, chartAsset }) =>
      new KarpenterNodes(stack, 'It', { cluster, chartAssets: [chartAsset, chartAsset], chartVersion: '1.14.1' }),
    `[Test/It] ${both('chartVersion', 'chartAssets')}`,
  ],
  [
    'services that EKS tells',
    ({ stack, cluster }) => new ManagedNodes(stack, 'It', { cluster, serviceIpv4Cidr: '172.20.0.0/16' }),
    '[Test/It] serviceIpv4Cidr is given: EKS passes it to these nodes. Remove serviceIpv4Cidr',
  ],
  [
    'services that Bottlerocket asks for',
    ({ stack, cluster }) => new SelfManagedNodes(stack, 'It', { cluster, os: 'BOTTLEROCKET' as never, serviceIpv4Cidr: '172.20.0.0/16' }),
    '[Test/It] serviceIpv4Cidr is given: Bottlerocket nodes read it from EKS. Remove serviceIpv4Cidr',
  ],
  [
    'a role of a driver that is there',
    ({ stack, cluster, roleOptions }) =>
      ['First', 'It'].map((id) => new EbsStorage(stack, id, { cluster, storageClassName: id.toLowerCase(), roleOptions })),
    '[Test/It] roleOptions is given: the driver already exists: the first storage construct of the cluster created it. ' +
      'Remove `roleOptions`, or set it on the first storage construct of the cluster',
  ],
  [
    'a version of an image by its id',
    ({ stack, cluster }) =>
      new KarpenterNodePool(stack, 'It', { karpenter: new KarpenterNodes(stack, 'K', { cluster }), amiIds: ['ami-1'], amiVersion: 'v1' }),
    "[Test/It] amiVersion is 'v1' with amiIds: an AMI ID determines the version",
  ],
  [
    'settings of nodes that are left out',
    ({ stack }) => new Platform(stack, 'It', { version: VERSION, without: [PlatformComponent.NODES], nodeOptions: { minSize: 1 } }),
    '[Test/It] nodeOptions is given, and `without` contains NODES: nodeOptions has no effect: the component is not ' +
      'created. Remove `nodeOptions`, or remove NODES from `without`',
  ],
  [
    'pod networking without add-ons',
    ({ stack }) =>
      new Platform(stack, 'It', { version: VERSION, without: [PlatformComponent.ADDONS], podNetwork: PodNetwork.nodeSubnets() }),
    '[Test/It] podNetwork is given, and `without` contains ADDONS: podNetwork has no effect: the component is not created. ' +
      'Remove `podNetwork`, or remove ADDONS from `without`',
  ],
])('%s', (_, use, message) => expect(() => use(make())).toThrow(message));

describe('settings of add-ons that Auto Mode has built in', () => {
  const synth = (others: boolean) => () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    new AutoModeNodes(stack, 'Auto', { cluster });
    new CoreAddons(stack, 'Addons', { cluster, addonVersions: { coredns: 'v1.13.1-eksbuild.1' }, podNetwork: PodNetwork.nodeSubnets() });
    if (others) {
      new ManagedNodes(stack, 'Nodes', {
        cluster,
        instanceTypes: [new ec2.InstanceType('m6i.large')],
        version: eks.KubernetesVersion.V1_36,
      });
    }
    return templateOf(stack);
  };
  test('are an error', () =>
    expect(synth(false)).toThrow(
      new RegExp(
        String.raw`\[Test/Addons\] addonVersions is given for coredns: it is already included in EKS Auto Mode, ` +
          String.raw`and the cluster has no other nodes that need it\. Remove addonVersions for ` +
          String.raw`coredns\s+\[Test/Addons\] podNetwork is given for vpc-cni`,
      ),
    ));
  test('are used by other nodes', () => expect(JSON.stringify(synth(true)())).toContain('"AddonVersion":"v1.13.1-eksbuild.1"'));
});

test('a platform on Auto Mode takes a path for its roles', () => {
  expect(
    () => new Platform(newStack(), 'It', { version: VERSION, compute: Compute.autoMode(), roleOptions: { path: '/eks/' } }),
  ).not.toThrow();
});
