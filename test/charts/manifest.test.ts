import * as fs from 'fs';
import * as path from 'path';
import { App, CfnParameter, Fn, Stack, Token } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as cdk8s from 'cdk8s';
import { ChartDeployment, ClusterModel, ClusterCapability } from '../../src';
import { objectLines } from '../../src/apply/json-lines.rules';
import { MAX_INLINE_BYTES } from '../../src/apply/manifest';
import { insertValues } from '../../src/handler/substitutions.rules';
import { flat, Json, newChart, newCluster, resourceOf, resourcesOf, templateOf } from '../harness';

const configMap = (chart: cdk8s.Chart, name: string, data: unknown) =>
  new cdk8s.ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
// values of every type: those of a ConfigMap are texts
const anything = (chart: cdk8s.Chart, name: string, data: unknown) =>
  new cdk8s.ApiObject(chart, name, { apiVersion: 'example.com/v1', kind: 'Anything', metadata: { name }, data });
const bytesOf = (size: number): number =>
  Buffer.byteLength(
    objectLines([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'x'.repeat(size) } }]).join(''),
  );
// without a value, the text would be one line
const REST = bytesOf(100) - 100;

interface Deployed {
  readonly stack: Stack;
  readonly deployment: ChartDeployment;
  readonly app: App;
}

/** A deployment of a chart with as many bytes as asked for, beside what else there is in it. */
function deployed(bytes: number, fill: (stack: Stack, chart: cdk8s.Chart) => void = () => {}): Deployed {
  const app = new App();
  const stack = new Stack(app, 'Test');
  const chart = newChart();
  configMap(chart, 'a', { a: 'x'.repeat(bytes - REST) });
  const cluster = newCluster(stack);
  ClusterModel.of(cluster).declareExternal(ClusterCapability.kind('example.com', 'Anything'), { reason: 'a test is about something else' });
  const deployment = new ChartDeployment(stack, 'Deploy', { cluster, chart });
  fill(stack, chart);
  return { stack, deployment, app };
}

const read = (app: App, key: string): string => fs.readFileSync(path.join(app.outdir, `asset.${key}`), 'utf8');

const small = deployed(MAX_INLINE_BYTES);
const large = deployed(MAX_INLINE_BYTES + 1);

describe('a manifest', () => {
  test('of 60,000 bytes is in the template', () => {
    const { Properties } = resourceOf(small.deployment);
    expect(Buffer.byteLength(flat(Properties.Manifest))).toBe(60_000);
    expect(Properties).not.toHaveProperty('ManifestFile');
  });
  test('of one more is a file', () => {
    const { Properties } = resourceOf(large.deployment);
    expect(Properties).not.toHaveProperty('Manifest');
    expect(Properties.ManifestFile).toEqual({
      Bucket: { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' },
      Key: expect.stringMatching(/^[0-9a-f]{64}\.json$/),
    });
    expect(JSON.parse(read(large.app, Properties.ManifestFile.Key))[0].data.a).toHaveLength(60_001 - REST);
  });
  test('has one logical id in both forms', () => {
    const idOf = ({ stack }: Deployed) => Object.keys(resourcesOf(templateOf(stack), 'Custom::StrataObjects'));
    expect(idOf(large)).toEqual(idOf(small));
  });
  test('counts bytes, not characters', () => {
    expect(
      resourceOf(deployed(MAX_INLINE_BYTES - 10, (_, chart) => configMap(chart, 'b', { a: 'ä' })).deployment).Properties,
    ).toHaveProperty('ManifestFile');
  });
  test('is the same byte for byte in two synths', () => {
    const again = deployed(MAX_INLINE_BYTES + 1);
    expect(JSON.stringify(templateOf(again.stack))).toBe(JSON.stringify(templateOf(large.stack)));
  });
});

const statementsOf = (template: Json, action: string): Json[] =>
  Object.values(resourcesOf(template, 'AWS::IAM::Role'))
    .filter(({ Properties }) => Properties.Description?.startsWith('Applies Kubernetes'))
    .flatMap(({ Properties }) => Properties.Policies.flatMap(({ PolicyDocument }: Json) => PolicyDocument.Statement))
    .filter(({ Action }) => Action === action);

test('the function may read that file, and none where there is none', () => {
  const { Key } = resourceOf(large.deployment).Properties.ManifestFile;
  expect(statementsOf(templateOf(large.stack), 's3:GetObject').map(({ Resource }) => JSON.stringify(Resource))).toEqual([
    expect.stringMatching(new RegExp(`cdk-hnb659fds-assets-.*/${Key}"`)),
  ]);
  expect(statementsOf(templateOf(small.stack), 's3:GetObject')).toEqual([]);
});

describe('a file', () => {
  const { stack, deployment, app } = deployed(MAX_INLINE_BYTES, (inner, chart) => {
    const queue = new sqs.Queue(inner, 'Orders');
    const zones = new CfnParameter(inner, 'Zones', { type: 'CommaDelimitedList' });
    anything(chart, 'tokens', {
      text: queue.queueUrl,
      inside: `url="${queue.queueUrl}"`,
      number: Token.asNumber(Fn.ref('Count')),
      list: zones.valueAsList,
      object: Fn.getAtt('Thing', 'Arn'),
      [queue.queueName]: 'key',
      twice: queue.queueUrl,
    });
  });
  const { ManifestFile, Values } = resourceOf(deployment).Properties;
  const text = read(app, ManifestFile.Key);
  const orders = stack.getLogicalId(stack.node.findChild('Orders').node.defaultChild as sqs.CfnQueue);

  test('is JSON with placeholders for the values that CloudFormation inserts, and without tokens', () => {
    expect(JSON.parse(text)).toHaveLength(2);
    expect(text).not.toMatch(/Token\[|e\+289|Fn::|"Ref"/);
    expect(Object.keys(ManifestFile)).toEqual(['Bucket', 'Key']);
  });
  test('has its values in a property, by name', () => {
    expect(Values).toEqual({
      Count: { Ref: 'Count' },
      'Thing.Arn': { 'Fn::GetAtt': ['Thing', 'Arn'] },
      Zones: { Ref: 'Zones' },
      [orders]: { Ref: orders },
      [`${orders}.QueueName`]: { 'Fn::GetAtt': [orders, 'QueueName'] },
    });
  });
  test('is the manifest once the values are inserted', () => {
    const values = { Count: '3', 'Thing.Arn': 'arn', Zones: ['a', 'b'], [orders]: 'https://"orders"', [`${orders}.QueueName`]: 'queue' };
    expect((insertValues(JSON.parse(text), values) as Json[])[1].data).toEqual({
      text: 'https://"orders"',
      inside: 'url="https://"orders""',
      number: 3,
      list: ['a', 'b'],
      object: 'arn',
      queue: 'key',
      twice: 'https://"orders"',
    });
  });
  test('takes values of another stack, and is after it', () => {
    const both = new App();
    const [base, other] = ['Base', 'Other'].map((id) => new Stack(both, id));
    const queue = new sqs.Queue(base, 'Orders');
    const chart = newChart();
    configMap(chart, 'a', { a: 'x'.repeat(MAX_INLINE_BYTES), url: queue.queueUrl });
    const imported = new ChartDeployment(other, 'Deploy', { cluster: newCluster(other), chart });
    expect(Object.entries(resourceOf(imported).Properties.Values)).toEqual([
      [expect.stringMatching(/^ImportValue-[0-9a-f]{12}$/), { 'Fn::ImportValue': expect.stringMatching(/^Base:ExportsOutputRefOrders/) }],
    ]);
    expect(other.dependencies).toEqual([base]);
  });
});
