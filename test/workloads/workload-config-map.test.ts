import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Fn, Token } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { BatchJob, ChartDeployment, WorkloadConfigMap, WorkloadConfigMapProps, DaemonService, WorkerService } from '../../src';
import { find, Json, newChart, newCluster, newStack, objectsOf, resourceOf, templateOf, textOf } from '../harness';

const image = 'a:1';
const SOURCE = 'https://kubernetes.io/docs/concepts/configuration/configmap/';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'config-'));
fs.writeFileSync(path.join(folder, 'b.txt'), 'text — with a dash');
fs.writeFileSync(path.join(folder, 'a.bin'), Buffer.from([0xff, 0x00, 0xfe]));
fs.mkdirSync(path.join(folder, 'inner'));
fs.writeFileSync(path.join(folder, 'inner', 'c.txt'), 'not read');
afterAll(() => fs.rmSync(folder, { recursive: true }));

const mapOf = (props: WorkloadConfigMapProps): Json => {
  const chart = newChart('shop');
  new WorkloadConfigMap(chart, 'settings', props);
  return find(chart.toJson(), 'ConfigMap', props.configMapName ?? 'settings');
};

test('a configuration is a ConfigMap of values and files', () => {
  expect(mapOf({ data: { LEVEL: 'info' }, files: { 'app.conf': 'a=b' } })).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'shop' },
    data: { LEVEL: 'info', 'app.conf': 'a=b' },
  });
});

test('the files of a folder are read, also binary ones, and those of its subfolders are not', () => {
  const { data, binaryData } = mapOf({ directory: folder });
  expect([data, binaryData]).toEqual([{ 'b.txt': 'text — with a dash' }, { 'a.bin': Buffer.from([0xff, 0x00, 0xfe]).toString('base64') }]);
});

describe('a workload', () => {
  const objectsWith = (values: { [name: string]: string }): Json[] => {
    const chart = newChart('shop');
    const config = new WorkloadConfigMap(chart, 'settings', { data: values });
    new WorkerService(chart, 'env', { image, envFrom: [config] });
    new DaemonService(chart, 'files', { image, volumes: [config.mountAt('/etc/app')] });
    new WorkerService(chart, 'without', { image });
    return chart.toJson();
  };
  const before = objectsWith({ LEVEL: 'info' });
  const changed = (after: Json[]) => after.filter((object, index) => JSON.stringify(object) !== JSON.stringify(before[index]));

  const withoutAnnotations = ({ spec: { template } }: Json) => ({ ...template, metadata: { ...template.metadata, annotations: {} } });

  test('sees it as variables and as files', () => {
    expect(find(before, 'Deployment', 'env').spec.template.spec.containers[0].envFrom).toEqual([{ configMapRef: { name: 'settings' } }]);
    const pod = find(before, 'DaemonSet', 'files').spec.template.spec;
    expect(pod.volumes).toContainEqual({ name: 'chart-settings', configMap: { name: 'settings' } });
    expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'chart-settings', mountPath: '/etc/app', readOnly: true });
  });
  test('stays as it is while it stays', () => expect(changed(objectsWith({ LEVEL: 'info' }))).toEqual([]));
  test('has other pods when it changes, and nothing else changes', () => {
    const after = objectsWith({ LEVEL: 'debug' });
    expect(changed(after).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ConfigMap settings',
      'Deployment env',
      'DaemonSet files',
    ]);
    for (const object of changed(after).slice(1)) {
      const old = find(before, object.kind, object.metadata.name);
      const { annotations } = object.spec.template.metadata;
      expect(Object.keys(annotations)).toEqual(['cdk-eks-strata/config-settings']);
      expect(annotations).not.toEqual(old.spec.template.metadata.annotations);
      expect(withoutAnnotations(object)).toEqual(withoutAnnotations(old));
    }
  });
  test('has annotations whose names Kubernetes takes, another one for each configuration', () => {
    const chart = newChart();
    const environmentFrom = ['a', 'b']
      .map((last) => new WorkloadConfigMap(chart, last, { configMapName: `${'x'.repeat(50)}-.-.${last}`, data: { A: 'b' } }))
      .concat(
        ['c', 'd'].map((last) => new WorkloadConfigMap(chart, last, { configMapName: `${'x'.repeat(200)}${last}`, data: { A: 'b' } })),
      );
    new WorkerService(chart, 'app', { image, envFrom: environmentFrom });
    const names = Object.keys(find(chart.toJson(), 'Deployment', 'app').spec.template.metadata.annotations);
    expect(names.filter((name) => /^cdk-eks-strata\/[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])$/.test(name))).toHaveLength(4);
  });
  test('fails with a configuration of another namespace, as variables and as files', () => {
    const config = new WorkloadConfigMap(newChart('shop'), 'settings', { data: { A: 'b' } });
    const message =
      "[chart/app] ConfigMap 'settings' is in namespace 'shop': pods can use only ConfigMaps of their own " +
      "namespace, 'default'. Create a WorkloadConfigMap in a chart of namespace 'default' " +
      '(https://kubernetes.io/docs/concepts/configuration/configmap/)';
    expect(() => new WorkerService(newChart(), 'app', { image, envFrom: [config] })).toThrow(message);
    expect(() => new BatchJob(newChart(), 'app', { image, volumes: [config.mountAt('/a')] })).toThrow(message);
  });
  test('fails with files at a relative path', () => {
    const chart = newChart();
    expect(
      () => new WorkerService(chart, 'app', { image, volumes: [new WorkloadConfigMap(chart, 'c', { data: { A: 'b' } }).mountAt('etc')] }),
    ).toThrow(
      "[chart/app] mountPath of a volume is 'etc': must be an absolute path and must not contain ':'. Use a " +
        "path like '/data' (https://kubernetes.io/docs/concepts/storage/volumes/)",
    );
  });
});

describe('what CloudFormation fills in', () => {
  const stack = newStack();
  const chart = newChart('shop');
  const number = Token.asNumber(Fn.ref('Count'));
  new WorkerService(chart, 'app', {
    image,
    envFrom: [new WorkloadConfigMap(chart, 'settings', { data: { URL: new sqs.Queue(stack, 'Orders').queueUrl, COUNT: `${number}` } })],
  });
  const deployment = new ChartDeployment(stack, 'Deploy', { cluster: newCluster(stack), chart });

  test('is in the ConfigMap and in the stamp that replaces the pods', () => {
    const objects = objectsOf(templateOf(stack));
    expect(find(objects, 'ConfigMap', 'settings').data).toEqual({ URL: '<token>', COUNT: '<token>' });
    expect(find(objects, 'Deployment', 'app').spec.template.metadata.annotations['cdk-eks-strata/config-settings']).toMatch(
      /^[0-9a-f]{10}-<token>-<token>$/,
    );
    const { Manifest, Values } = resourceOf(deployment).Properties;
    const text = textOf(Manifest);
    expect(text.split('<<Count>>')).toHaveLength(3);
    expect(Values.Count).toEqual({ Ref: 'Count' });
    expect(text).not.toContain('e+289');
  });
});

test.each<[string, WorkloadConfigMapProps, string]>([
  [
    'a name that Kubernetes refuses',
    { configMapName: 'Settings', data: { A: 'b' } },
    "configMapName is 'Settings': must be 1–253 lower-case letters, digits, hyphens or dots. Set " +
      `\`configMapName\` (default: the id of the construct) (${SOURCE})`,
  ],
  ['nothing', {}, 'data, files and directory are empty: must have at least one key. Set `data`, `files` or ' + `\`directory\` (${SOURCE})`],
  [
    'a key that is not a valid name',
    { data: { 'a b': 'c' } },
    "invalid key 'a b': a key must be 1–253 letters, digits, hyphens, underscores or dots. Rename the key " + `(${SOURCE})`,
  ],
  [
    'a name given twice',
    { data: { 'b.txt': 'c' }, directory: folder },
    'duplicate keys b.txt in data, files and directory: the keys of a ConfigMap must be unique. Rename one of ' + 'them',
  ],
  [
    'too much',
    { data: { A: 'x'.repeat(1_048_577) } },
    'the data has 1048577 bytes: a ConfigMap must have at most 1048576 (1 MiB). Split it, or move large files ' +
      `into the image (${SOURCE})`,
  ],
  [
    'a folder that is not there',
    { directory: 'nowhere' },
    `directory is 'nowhere': the directory does not exist (working directory ${process.cwd()}). Use a path ` +
      "like path.join(__dirname, 'config')",
  ],
  [
    'a file instead of a folder',
    { directory: __filename },
    `directory is '${__filename}': the directory does not exist (working directory ${process.cwd()}). Use a ` +
      "path like path.join(__dirname, 'config')",
  ],
])('fails for %s', (_, props, message) => expect(() => mapOf(props)).toThrow(`[chart/settings] ${message}`));

test('as much as Kubernetes takes is accepted', () => expect(() => mapOf({ data: { A: 'x'.repeat(1_048_576) } })).not.toThrow());
