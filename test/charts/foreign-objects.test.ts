import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cdk8s from 'cdk8s';
import { ChartDeployment, Cluster, HelmDeployment, Preflight, YamlFile } from '../../src';
import { newChart, newCluster, newStack, templateOf } from '../harness';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foreign-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const fileOf = (...objects: object[]): string => {
  const file = path.join(folder, 'objects.yaml');
  fs.writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  return file;
};
const configMap = (metadata: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'default', ...metadata },
  ...more,
});
const HOOK = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'a', namespace: 'default', annotations: { 'helm.sh/hook': 'pre-delete' } },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'busybox:1.37' }] } } },
};
const EXPORTED = configMap(
  { uid: 'x', resourceVersion: '1', creationTimestamp: '2026-11-20T10:00:00Z', generation: 2, managedFields: [{ manager: 'kubectl' }] },
  { status: { phase: 'Active' } },
);
const rules = (stack: Stack): string[] =>
  Preflight.of(stack)
    .findings()
    .map(({ ruleId, constructPath }) => `${ruleId} ${constructPath}`);

/** How an object gets into a cluster, and the construct that a finding names. */
const ENTRY_POINTS: readonly [name: string, construct: string, add: (stack: Stack, cluster: Cluster, object: object) => void][] = [
  [
    'an ApiObject',
    'Test/It',
    (stack, cluster, object) => {
      const chart = newChart();
      new cdk8s.ApiObject(chart, 'a', object as cdk8s.ApiObjectProps);
      new ChartDeployment(stack, 'It', { cluster, chart });
    },
  ],
  [
    'Include of cdk8s',
    'Test/It',
    (stack, cluster, object) => {
      const chart = newChart();
      new cdk8s.Include(chart, 'a', { url: fileOf(object) });
      new ChartDeployment(stack, 'It', { cluster, chart });
    },
  ],
  ['addManifest()', 'Test/Cluster/manifest-It', (_, cluster, object) => cluster.addManifest('It', object)],
  [
    'addCdk8sChart()',
    'Test/Cluster/It',
    (_, cluster, object) => {
      const chart = newChart();
      new cdk8s.ApiObject(chart, 'a', object as cdk8s.ApiObjectProps);
      cluster.addCdk8sChart('It', chart);
    },
  ],
  [
    'a KubernetesManifest',
    'Test/It',
    (stack, cluster, object) => new eks.KubernetesManifest(stack, 'It', { cluster, manifest: [object as Record<string, unknown>] }),
  ],
];

describe.each(ENTRY_POINTS)('fails in %s', (_, construct, add) => {
  test.each([
    ['a hook of Helm', HOOK, 'hook-in-manifest'],
    ['an exported object', EXPORTED, 'exported-object'],
  ])('for %s', (__, object, rule) => {
    const stack = newStack();
    add(stack, newCluster(stack), object);
    expect(rules(stack).filter((found) => /^(hook|exported)/.test(found))).toEqual([`${rule} ${construct}`]);
  });
});

describe('a YamlFile', () => {
  function deployed(...objects: object[]) {
    const stack = newStack();
    const chart = newChart();
    new YamlFile(chart, 'File', { file: fileOf(...objects) });
    new ChartDeployment(stack, 'It', { cluster: newCluster(stack), chart });
    return { stack, objects: chart.toJson() as object[] };
  }

  test('omits the fields that the API server sets, and says so once', () => {
    const { stack, objects } = deployed(EXPORTED, { ...EXPORTED, metadata: { ...EXPORTED.metadata, name: 'b' } }, configMap({ name: 'c' }));
    expect(objects).toEqual(['a', 'b', 'c'].map((name) => configMap({ name })));
    expect(rules(stack)).toEqual([]);
    templateOf(stack);
    const notes = Annotations.fromStack(stack).findInfo('*', Match.anyValue());
    expect(notes.map(({ id, entry }) => [id, entry.data])).toEqual([
      [
        '/Test/It',
        `${path.join(folder, 'objects.yaml')} has objects that were exported from a cluster; their fields metadata.creationTimestamp, ` +
          'metadata.generation, metadata.managedFields, metadata.resourceVersion, metadata.uid, status are omitted: ' +
          'ConfigMap/default/a, ConfigMap/default/b',
      ],
    ]);
  });

  test('says nothing of a file that was not exported', () => {
    const { stack, objects } = deployed(configMap({ creationTimestamp: null }));
    expect(objects).toEqual([configMap({})]);
    templateOf(stack);
    expect(Annotations.fromStack(stack).findInfo('*', Match.anyValue())).toEqual([]);
  });

  test('does not change hooks', () => {
    expect(rules(deployed(HOOK).stack)).toContain('hook-in-manifest Test/It');
  });
});

describe('two declarations of one object or release', () => {
  const release = (stack: Stack, id: string, cluster: eks.ICluster, more: object = {}) =>
    new HelmDeployment(stack, id, {
      cluster,
      chartName: 'web',
      chartRepository: 'https://example.com',
      chartVersion: '1.0.0',
      releaseName: 'web',
      namespace: 'shop',
      ...more,
    });
  const deployment = (stack: Stack, id: string, cluster: eks.ICluster) => {
    const chart = new cdk8s.Chart(new cdk8s.App(), 'chart');
    new cdk8s.ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' } });
    new ChartDeployment(stack, id, { cluster, chart });
  };
  const duplicates = (stack: Stack): string[] =>
    Preflight.of(stack)
      .findings()
      .filter(({ ruleId }) => ruleId === 'duplicate-object')
      .map(({ severity, message }) => `${severity} ${message.replace(/: kind, namespace.*/, '')}`);
  test.each([
    ['one stack', () => ['Test', 'Test']],
    ['two stacks', () => ['Test', 'Other']],
  ])('fails in %s', (_, stacks) => {
    const first = newStack();
    const cluster = newCluster(first);
    const [, second] = stacks();
    const other =
      second === 'Test' ? first : new Stack(first.node.scope!, 'Other', { env: { account: first.account, region: first.region } });
    release(first, 'A', cluster);
    release(other, 'B', cluster);
    deployment(first, 'C', cluster);
    deployment(other, 'D', cluster);
    expect(duplicates(first)).toEqual([
      `error [${second}/D] ConfigMap 'default/a' is also declared in Test/C`,
      `error [${second}/B/Release] Helm release 'shop/web' is also declared in Test/A/Release`,
    ]);
  });

  test('passes for another namespace, and for names that are known at deployment only', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    release(stack, 'A', cluster);
    release(stack, 'B', cluster, { namespace: 'other' });
    ['P', 'Q'].forEach((id) =>
      cluster.addHelmChart(id, {
        chart: 'web',
        repository: 'https://example.com',
        release: new CfnParameter(stack, `Name${id}`).valueAsString,
      }),
    );
    expect(duplicates(stack)).toEqual([]);
  });

  test('fails for two imports of one cluster in two stacks', () => {
    const app = new App();
    const stacks = ['A', 'B'].map((id) => new Stack(app, id, { env: { account: '111122223333', region: 'eu-west-1' } }));
    stacks.forEach((stack) => {
      const cluster = eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shared' });
      release(stack, 'Web', cluster);
      deployment(stack, 'Shop', cluster);
    });
    expect([...new Set(duplicates(stacks[0]))]).toEqual([
      "error [B/Shop] ConfigMap 'default/a' is also declared in A/Shop",
      "error [B/Web/Release] Helm release 'shop/web' is also declared in A/Web/Release",
    ]);
  });
});
