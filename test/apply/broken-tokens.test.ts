import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CfnParameter, Fn, Stack, Token } from 'aws-cdk-lib';
import * as cdk8s from 'cdk8s';
import {
  ChartDeployment,
  Cluster,
  ClusterAutoscaler,
  ClusterCapability,
  ClusterModel,
  CoreAddons,
  EbsStorage,
  HelmDeployment,
  KarpenterNodePool,
  KarpenterNodes,
  ManagedAddon,
  ManagedNodes,
  NodeOs,
  RenderedManifest,
  YamlFile,
} from '../../src';
import { newChart, newCluster, newStack, templateOf } from '../harness';

/** Every place where values of the user become text, and how the message names it. */
const ENTRY_POINTS: readonly [name: string, where: string, write: (stack: Stack, cluster: Cluster, value: string) => void][] = [
  [
    'a chart',
    '[Test/It] ConfigMap/a.data.url',
    (stack, cluster, url) => {
      const chart = newChart();
      new cdk8s.ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { url } });
      new ChartDeployment(stack, 'It', { cluster, chart });
    },
  ],
  [
    'a YAML file',
    '[Test/It] ConfigMap/a.data.url',
    (stack, cluster, url) => {
      const chart = newChart();
      const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'strata-')), 'a.yaml');
      fs.writeFileSync(file, `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {url: ${JSON.stringify(url)}}\n`);
      new YamlFile(chart, 'File', { file });
      new ChartDeployment(stack, 'It', { cluster, chart });
    },
  ],
  [
    'a rendered manifest',
    '[chart] ConfigMap/a.data.url',
    (_, __, url) => {
      const chart = newChart();
      new cdk8s.ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { url } });
      RenderedManifest.of(chart);
    },
  ],
  [
    'values of a chart',
    '[Test/It/Release] values.a.1',
    (stack, cluster, url) =>
      new HelmDeployment(stack, 'It', {
        cluster,
        chartName: 'a',
        chartRepository: 'https://example.com',
        chartVersion: '1.0.0',
        values: { a: [1, url] },
      }),
  ],
  [
    'values of a chart of this library',
    '[Test/It/Chart] values.extraArgs.url',
    (stack, cluster, url) => new ClusterAutoscaler(stack, 'It', { cluster, values: { extraArgs: { url } } }),
  ],
  [
    'the configuration of an add-on',
    '[Test/It] configurationValues.url',
    (stack, cluster, url) => new ManagedAddon(stack, 'It', { cluster, addonName: 'adot', configurationValues: { url } }),
  ],
  [
    'the configuration of a core add-on',
    '[Test/It] configurationValues.coredns.url',
    (stack, cluster, url) => new CoreAddons(stack, 'It', { cluster, configurationValues: { coredns: { url } } }),
  ],
  [
    'a script of nodes',
    '[Test/It] user data',
    (stack, cluster, url) => new ManagedNodes(stack, 'It', { cluster, preBootstrapCommands: [`curl ${url}`] }),
  ],
  [
    'the configuration of nodeadm',
    '[Test/It] user data',
    (stack, cluster, url) => new ManagedNodes(stack, 'It', { cluster, nodeadmConfig: { containerd: { config: url } } }),
  ],
  [
    'settings of Bottlerocket',
    '[Test/It] user data',
    (stack, cluster, url) =>
      new ManagedNodes(stack, 'It', { cluster, os: NodeOs.BOTTLEROCKET, bottlerocketSettings: `[settings.motd]\nmotd = "${url}"` }),
  ],
  [
    'user data of Karpenter',
    '[Test/It] EC2NodeClass/it.spec.userData',
    (stack, cluster, userData) =>
      new KarpenterNodePool(stack, 'It', { karpenter: new KarpenterNodes(stack, 'Karpenter', { cluster }), userData }),
  ],
  [
    'parameters of a StorageClass',
    '[Test/It] StorageClass/it.parameters.tagSpecification_1',
    (stack, cluster, url) => new EbsStorage(stack, 'It', { cluster, storageClassName: 'it', volumeTags: { url } }),
  ],
];

const broken: readonly [how: string, (token: string) => string][] = [
  ['cut or changed in case', (token) => token.slice(0, 10)],
  ['cut or changed in case', (token) => token.toUpperCase()],
  ['encoded for a URL', encodeURIComponent],
  ['serialized as JSON', () => JSON.stringify(Fn.getAtt('Thing', 'Arn'))],
];

const messageOf = (write: (stack: Stack, cluster: Cluster, value: string) => void, value: string): string => {
  const stack = newStack();
  const cluster = newCluster(stack);
  ClusterModel.of(cluster).declareExternal(ClusterCapability.kind('karpenter.sh', 'NodePool'), {
    reason: 'a test is about something else',
  });
  try {
    write(stack, cluster, value);
    templateOf(stack);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
};

describe.each(ENTRY_POINTS)('fails in %s', (_, where, write) => {
  test.each(broken)('for a token that was %s', (how, change) => {
    const token = new CfnParameter(newStack(), 'Url').valueAsString;
    expect(messageOf(write, change(token))).toContain(
      `${where} has a CDK token that was ${how}: a token must not be changed before CloudFormation resolves it. `,
    );
  });
});

test('tokens of numbers and lists are resolved in user data', () => {
  const stack = newStack();
  new ManagedNodes(stack, 'Nodes', {
    cluster: newCluster(stack),
    preBootstrapCommands: [`echo ${Token.asNumber(Fn.ref('Count'))}`],
    nodeadmConfig: {
      kubelet: { config: { maxPods: Token.asNumber(Fn.ref('Count')), allowedUnsafeSysctls: Token.asList(Fn.ref('List')) } },
    },
  });
  const template = JSON.stringify(templateOf(stack));
  expect(template).not.toMatch(/e\+289|Token\[/);
  expect(template).toContain('{"Fn::Join":["\\",\\"",{"Ref":"List"}]}');
});
