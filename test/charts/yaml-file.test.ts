import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { YamlFile } from '../../src';
import { Json, newChart } from '../harness';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yaml-'));
const file = path.join(folder, 'objects.yaml');
afterAll(() => fs.rmSync(folder, { recursive: true }));

function objectsIn(...lines: string[]): Json[] {
  fs.writeFileSync(file, lines.join('\n'));
  const chart = newChart('shop');
  new YamlFile(chart, 'File', { file });
  return chart.toJson();
}
const configMap = (name: string, ...more: string[]) => ['apiVersion: v1', 'kind: ConfigMap', `metadata: { name: ${name} }`, ...more];
const FORM = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';

test('all documents of a file are objects of the chart, in its namespace where they have none', () => {
  const objects = objectsIn(
    ...configMap('a'),
    '---',
    '# nothing but a comment',
    '---',
    'apiVersion: v1',
    'kind: Secret',
    'metadata: { name: b, namespace: other }',
    '---',
  );
  expect(objects.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual([
    ['ConfigMap', 'a', 'shop'],
    ['Secret', 'b', 'other'],
  ]);
});

test('Lists are opened', () => {
  expect(
    objectsIn(
      'apiVersion: v1',
      'kind: List',
      'items:',
      '- { apiVersion: v1, kind: ConfigMap, metadata: { name: a } }',
      '- { apiVersion: v1, kind: List, items: [{ apiVersion: v1, kind: Secret, metadata: { name: b } }] }',
    ).map(({ kind }) => kind),
  ).toEqual(['ConfigMap', 'Secret']);
});

test('lists of one kind are opened, and their objects may leave the kind out', () => {
  expect(
    objectsIn(
      'apiVersion: v1',
      'kind: ConfigMapList',
      'items:',
      '- { apiVersion: v1, kind: ConfigMap, metadata: { name: a } }',
      '- { metadata: { name: b } }',
    ),
  ).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: 'shop' } },
  ]);
});

test('anchors and merge keys are followed', () => {
  const [object] = objectsIn(...configMap('a', 'first: &first { a: 1, b: 2 }', 'second: { <<: *first, b: 3 }'));
  expect(object.second).toEqual({ a: 1, b: 3 });
});

test('values are read as kubectl reads them', () => {
  const [object] = objectsIn(
    ...configMap(
      'a',
      'modes: { file: 0644, decimal: 644, none: 0, written: 0o17, eight: "0644" }',
      'data: { enabled: yes, debug: off, quoted: "yes", time: 12:30:45, version: 1.10, port: "80" }',
    ),
  );
  expect(object).toMatchObject({
    modes: { file: 0o644, decimal: 644, none: 0, written: 15, eight: '0644' },
    data: { enabled: true, debug: false, quoted: 'yes', time: '12:30:45', version: 1.1, port: '80' },
  });
});

test('objects of one kind and name in two groups are two', () => {
  expect(
    objectsIn(
      '{ apiVersion: networking.istio.io/v1, kind: Gateway, metadata: { name: a } }',
      '---',
      '{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: a } }',
    ),
  ).toHaveLength(2);
});

test('the objects can be patched', () => {
  fs.writeFileSync(file, configMap('a').join('\n'));
  const { apiObjects } = new YamlFile(newChart(), 'File', { file });
  expect(apiObjects.map(({ kind, name }) => [kind, name])).toEqual([['ConfigMap', 'a']]);
});

test.each<[string, string[], string]>([
  [
    'broken YAML, with its line',
    ['apiVersion: v1', 'kind: [ConfigMap', 'metadata: {}'],
    `${file} is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with ` +
      'a ] at line 3, column 1. Fix this line',
  ],
  [
    'a key with two values',
    [...configMap('a'), 'kind: Secret'],
    `${file} is not valid YAML: key "kind" is set twice in one map, with different values, at line 4, column 1. Remove one of them`,
  ],
  [
    'an alias of nothing',
    [...configMap('a'), 'data: *missing'],
    `${file} is not valid YAML: Unresolved alias (the anchor must be set before the alias): missing. Fix this alias`,
  ],
  [
    'an object without a kind',
    ['apiVersion: v1', 'metadata: { name: a }'],
    `${file}: a has no kind: apiVersion, kind and metadata.name are required. Add kind (${FORM})`,
  ],
  [
    'an object without anything',
    ['replicas: 3'],
    `${file}: object 1 has no apiVersion, no kind, no metadata.name: apiVersion, kind and metadata.name are required. ` +
      `Add apiVersion, kind, metadata.name (${FORM})`,
  ],
  [
    'an object of a List without a kind',
    ['apiVersion: v1', 'kind: List', 'items: [{ apiVersion: v1, metadata: { name: a } }]'],
    `${file}: a has no kind: apiVersion, kind and metadata.name are required. Add kind (${FORM})`,
  ],
  [
    'a name that is generated',
    ['apiVersion: batch/v1', 'kind: Job', 'metadata: { generateName: a- }'],
    `${file}: Job has no metadata.name: apiVersion, kind and metadata.name are required. ` +
      `Replace generateName with metadata.name: a generated name is a new object in each deployment (${FORM})`,
  ],
  [
    'a text',
    [...configMap('a'), '---', 'just a text'],
    `${file}: object 2 is "just a text": a Kubernetes object must be a map of fields. Check the file or ` + 'template that contains it',
  ],
  [
    'a template of Helm',
    ['apiVersion: v1', 'kind: ConfigMap', 'metadata: {{ .Values.name }}'],
    `${file}: ConfigMap has no metadata.name: apiVersion, kind and metadata.name are required. Add metadata.name (${FORM})`,
  ],
  [
    'an object that stands twice',
    [...configMap('a'), '---', ...configMap('a')],
    `${file} has ConfigMap/a twice: the name of an object must be unique for its kind and namespace. Remove one of them`,
  ],
])('fails for %s', (_, lines, message) => expect(() => objectsIn(...lines)).toThrow(`[chart/File] ${message}`));

test.each(['nowhere.yaml', __dirname])('fails for the file %s', (name) => {
  expect(() => new YamlFile(newChart(), 'File', { file: name })).toThrow(
    `[chart/File] file is '${name}': the file does not exist (working directory ${process.cwd()}). Use a path ` +
      "like path.join(__dirname, 'manifest.yaml')",
  );
});
