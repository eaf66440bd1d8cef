import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Fn } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as cdk8s from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { AppNamespace, EbsStorage, IdentityType, RenderedManifest, Route, Scaling, WebService, WorkloadIdentity } from '../../src';
import { find, Json, newChart, newCluster, newStack } from '../harness';

const image = 'a:1';
const documentsOf = (manifest: RenderedManifest): Json[] =>
  parseAllDocuments(manifest.toString()).map((document) => document.toJS() as Json);

describe('a chart as plain YAML', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const storage = new EbsStorage(stack, 'Storage', { cluster });
  const chart = newChart('shop');
  const identity = new WorkloadIdentity(stack, 'Identity', {
    cluster,
    namespace: 'shop',
    serviceAccountName: 'web',
    identityType: IdentityType.irsa(),
  });
  new WebService(chart, 'web', {
    image,
    identity,
    env: { URL: new sqs.Queue(stack, 'Orders').queueUrl, LEVEL: 'info' },
    scaling: Scaling.onCpu({ minReplicas: 1, maxReplicas: 1 }),
    volumes: [storage.claim('data', { size: cdk8s.Size.gibibytes(1), mountPath: '/data' })],
    route: Route.publicAlb(),
  });
  const manifest = RenderedManifest.of(chart);
  const objects = documentsOf(manifest);

  test('has all objects, pods last', () => {
    expect(objects.map(({ kind }) => kind).sort()).toEqual([
      'Deployment',
      'HorizontalPodAutoscaler',
      'Ingress',
      'PersistentVolumeClaim',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
    ]);
    expect(objects[objects.length - 1].kind).toBe('Deployment');
  });
  test('has no role of EKS and no token, and says so', () => {
    expect(find(objects, 'ServiceAccount', 'web').metadata).not.toHaveProperty('annotations');
    expect(find(objects, 'Deployment', 'web').spec.template.spec.containers[0].env).toEqual([
      { name: 'URL', value: '<known-at-deploy>' },
      { name: 'LEVEL', value: 'info' },
    ]);
    expect(manifest.requirements).toEqual(
      expect.arrayContaining([
        "ServiceAccount 'shop/web': AWS credentials for its pods (on EKS they come from its IAM role)",
        "Deployment 'shop/web': a value for spec.template.spec.containers[0].env[0].value, which is known to CloudFormation only",
      ]),
    );
  });
  test('names what has to be there: its namespace, classes and metrics, each once', () => {
    expect(manifest.requirements).toEqual([...new Set(manifest.requirements)]);
    const text = manifest.requirements.join('\n');
    expect(
      ["Namespace 'shop'", "StorageClass 'gp3'", "IngressClass 'alb'", 'metrics-server, for HorizontalPodAutoscalers'].filter(
        (thing) => !text.includes(thing),
      ),
    ).toEqual([]);
  });
  test('is written to a file in a folder that is not there yet', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plain-'));
    manifest.writeTo(path.join(folder, 'inner', 'shop.yaml'));
    expect(fs.readFileSync(path.join(folder, 'inner', 'shop.yaml'), 'utf8')).toBe(manifest.toString());
    fs.rmSync(folder, { recursive: true });
  });
});

test('a chart that brings its namespace and asks for nothing else has no requirements', () => {
  const chart = newChart('shop');
  new AppNamespace(chart, 'shop');
  new WebService(chart, 'web', { image });
  const manifest = RenderedManifest.of(chart);
  expect(manifest.requirements).toEqual([]);
  expect(documentsOf(manifest)[0].metadata).not.toHaveProperty('namespace');
});

test('tokens of every kind are places to fill in', () => {
  const chart = newChart();
  new cdk8s.ApiObject(chart, 'a', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    data: { object: Fn.getAtt('A', 'B'), inside: `at ${Fn.ref('C')}` },
  });
  expect(documentsOf(RenderedManifest.of(chart))[0].data).toEqual({ object: '<known-at-deploy>', inside: '<known-at-deploy>' });
});
