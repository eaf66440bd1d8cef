import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Aws, CfnParameter, CfnResource, Fn, Stack, Token } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
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
  Preflight,
  RenderedManifest,
  YamlFile,
} from '../../src';
import { AwaitedValue } from '../../src/apply/awaited-value';
import { brokenTokensIn } from '../../src/apply/broken-tokens.rules';
import { MANIFEST_RESOURCES } from '../../src/model/cluster-scan';
import { pathOfUser } from '../../src/preflight/facts/resource-facts';
import { newChart, newCluster, newStack, templateOf } from '../harness';

/** Where values of the user leave the library, and how the message names the place. */
const EXITS: readonly [name: string, where: string, write: (stack: Stack, cluster: Cluster, value: string) => void][] = [
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
    'values of a chart',
    '[Test/It/Release] Values.a.1',
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
    '[Test/It/Chart] Values.extraArgs.url',
    (stack, cluster, url) => new ClusterAutoscaler(stack, 'It', { cluster, values: { extraArgs: { url } } }),
  ],
  [
    'the configuration of an add-on',
    '[Test/It] ConfigurationValues.url',
    (stack, cluster, url) => new ManagedAddon(stack, 'It', { cluster, addonName: 'adot', configurationValues: { url } }),
  ],
  [
    'the configuration of a core add-on',
    '[Test/It/coredns] ConfigurationValues.url',
    (stack, cluster, url) => new CoreAddons(stack, 'It', { cluster, configurationValues: { coredns: { url } } }),
  ],
  [
    'a script of nodes',
    '[Test/It/LaunchTemplate] LaunchTemplateData.UserData',
    (stack, cluster, url) => new ManagedNodes(stack, 'It', { cluster, preBootstrapCommands: [`curl ${url}`] }),
  ],
  [
    'the configuration of nodeadm',
    '[Test/It/LaunchTemplate] LaunchTemplateData.UserData',
    (stack, cluster, url) => new ManagedNodes(stack, 'It', { cluster, nodeadmConfig: { containerd: { config: url } } }),
  ],
  [
    'settings of Bottlerocket',
    '[Test/It/LaunchTemplate] LaunchTemplateData.UserData',
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
    '[Test/It/StorageClass] StorageClass/it.parameters.tagSpecification_1',
    (stack, cluster, url) => new EbsStorage(stack, 'It', { cluster, storageClassName: 'it', volumeTags: { url } }),
  ],
  [
    'a string of JSON in a chart',
    '[Test/It] ConfigMap/a.data.config.json.url',
    (stack, cluster, url) => {
      const chart = newChart();
      const data = { 'config.json': JSON.stringify({ url }) };
      new cdk8s.ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });
      new ChartDeployment(stack, 'It', { cluster, chart });
    },
  ],
  [
    'a large manifest, which is uploaded',
    '[Test/It] ConfigMap/a.data.url',
    (stack, cluster, url) => {
      const chart = newChart();
      const data = { url, more: 'x'.repeat(70_000) };
      new cdk8s.ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });
      new ChartDeployment(stack, 'It', { cluster, chart });
    },
  ],
  [
    'large values of a chart, which are uploaded',
    '[Test/It/Release] Values.url',
    (stack, cluster, url) =>
      new HelmDeployment(stack, 'It', {
        cluster,
        chartName: 'a',
        chartRepository: 'https://example.com',
        chartVersion: '1.0.0',
        values: { url, more: 'x'.repeat(70_000), region: Aws.REGION },
      }),
  ],
  [
    'addManifest() of CDK',
    '[Test/Cluster/manifest-It] ConfigMap/a.data.url',
    (_, cluster, url) => cluster.addManifest('It', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { url } }),
  ],
  [
    'a KubernetesManifest of CDK',
    '[Test/It] ConfigMap/a.data.url',
    (stack, cluster, url) => {
      const manifest = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { url } }];
      new eks.KubernetesManifest(stack, 'It', { cluster, manifest });
    },
  ],
  [
    'addHelmChart() of CDK',
    '[Test/Cluster/chart-It] Values.a.url',
    (_, cluster, url) => cluster.addHelmChart('It', { chart: 'a', repository: 'https://example.com', values: { a: { url } } }),
  ],
  [
    'a patch of CDK',
    '[Test/It] ApplyPatchJson.data.url',
    (stack, cluster, url) =>
      new eks.KubernetesPatch(stack, 'It', { cluster, resourceName: 'a', applyPatch: { data: { url } }, restorePatch: {} }),
  ],
  [
    'an L1 add-on',
    '[Test/It] ConfigurationValues.url',
    (stack, cluster, url) =>
      new eks.CfnAddon(stack, 'It', {
        addonName: 'adot',
        clusterName: cluster.clusterName,
        configurationValues: stack.toJsonString({ url, region: Aws.REGION }),
      }),
  ],
  [
    'an awaited value',
    '[Test/It] Path.1',
    (stack, cluster, url) =>
      new AwaitedValue(stack, 'It', { cluster, apiVersion: 'v1', kind: 'Service', name: 'a', path: ['status', url] }),
  ],
];

const broken: readonly [how: string, (token: string) => string][] = [
  ['cut or changed in case', (token) => token.slice(0, 10)],
  ['cut or changed in case', (token) => token.toUpperCase()],
  ['encoded for a URL', encodeURIComponent],
  ['encoded in base64', (token) => Buffer.from(token).toString('base64')],
  ['serialized as JSON', () => JSON.stringify(Fn.getAtt('Thing', 'Arn'))],
];

const messagesOf = (write: (stack: Stack, cluster: Cluster, value: string) => void, value: string): string[] => {
  const stack = newStack();
  const cluster = newCluster(stack);
  ClusterModel.of(cluster).declareExternal(ClusterCapability.kind('karpenter.sh', 'NodePool'), {
    reason: 'a test is about something else',
  });
  write(stack, cluster, value);
  return brokenIn(stack);
};
const brokenIn = (stack: Stack): string[] =>
  Preflight.of(stack)
    .findings()
    .filter(({ ruleId }) => ruleId === 'broken-token')
    .map(({ severity, message }) => `${severity} ${message}`);

/** A token in text is not encoded as a whole. */
const IN_TEXT = new Set(['a script of nodes', 'settings of Bottlerocket', 'the configuration of nodeadm']);

describe.each(EXITS)('fails in %s', (name, where, write) => {
  test.each(broken.filter(([how]) => how !== 'encoded in base64' || !IN_TEXT.has(name)))('for a token that was %s', (how, change) => {
    const token = new CfnParameter(newStack(), 'Url').valueAsString;
    expect(messagesOf(write, change(token))).toEqual([
      `error ${where} has a CDK token that was ${how}: a token must not be changed before CloudFormation resolves it. Pass the token ` +
        'itself; in a Secret, use stringData instead of data (https://docs.aws.amazon.com/cdk/v2/guide/tokens.html)',
    ]);
  });
});

test('a rendered manifest fails for a token that was cut', () => {
  const chart = newChart();
  const url = new CfnParameter(newStack(), 'Url').valueAsString.slice(0, 10);
  new cdk8s.ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { url } });
  expect(() => RenderedManifest.of(chart)).toThrow(
    '[chart] ConfigMap/a.data.url has a CDK token that was cut or changed in case: a token must not be changed before CloudFormation ' +
      'resolves it. Pass the token itself; in a Secret, use stringData instead of data ' +
      '(https://docs.aws.amazon.com/cdk/v2/guide/tokens.html)',
  );
});

test('fails in a property of any resource, so that a construct need not search what it writes', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const karpenter = new KarpenterNodes(stack, 'Karpenter', { cluster });
  new KarpenterNodePool(stack, 'Pool', { karpenter });
  new CoreAddons(stack, 'Addons', { cluster });
  new ManagedNodes(stack, 'Nodes', { cluster });
  new EbsStorage(stack, 'Storage', { cluster });
  const resources = stack.node.findAll().filter(CfnResource.isCfnResource);
  const cut = new CfnParameter(stack, 'Url').valueAsString.slice(0, 10);
  const searched = resources.filter(({ cfnResourceType }) => !MANIFEST_RESOURCES.has(cfnResourceType));
  searched.forEach((resource) => resource.addPropertyOverride('NewText.0.Inner', { 'Fn::Sub': `x${cut}` }));
  expect(searched.length).toBeGreaterThan(60);
  expect(brokenIn(stack).map((message) => /^error \[(.*?)\] NewText.0.Inner/.exec(message)?.[1])).toEqual(
    searched.map(({ node }) => pathOfUser(node.path)),
  );
});

test('fails in tags, which CDK adds during the synthesis', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'It', { cluster, instanceTags: { url: new CfnParameter(stack, 'Url').valueAsString.slice(0, 10) } });
  expect(() => templateOf(stack)).toThrow(/TagSpecifications\.0\.Tags\.1\.Value has a CDK token that was cut or changed in case/);
});

test('an intact token, and text that only looks similar, pass', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const url = new CfnParameter(stack, 'Url').valueAsString;
  EXITS[0][2](stack, cluster, url);
  new CfnResource(stack, 'Thing', { type: 'Custom::Thing', properties: { Text: '${Tokens} {Token[1]} "Token["', Url: url } });
  expect(brokenIn(stack)).toEqual([]);
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

test.each([0, 1, 2, 3, 4, 5])('is seen behind %s characters that are encoded with it', (count) => {
  const encoded = Buffer.from(`${'-'.repeat(count)}\${Token[Url.12]}`).toString('base64');
  expect(brokenTokensIn({ nested: [{ script: encoded }] }, '', () => undefined)).toEqual([
    { where: 'nested.0.script', how: 'encoded in base64' },
  ]);
});
