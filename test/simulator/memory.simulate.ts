import { spawn } from 'child_process';
import * as http from 'http';
import { AddressInfo } from 'net';
import * as path from 'path';
import { HANDLER_MEMORY } from '../../src/apply/apply-handler.data';
import { CustomResourceResponse } from '../../src/handler/response';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { ApiServer } from '../handler/api-server';

const [CRDS, OTHERS, OWN] = [1_000, 5_000, 300];
const LIMIT = 0.6 * HANDLER_MEMORY;
const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/large/1';

let server: ApiServer;
let eks: http.Server;
beforeAll(async () => {
  server = new ApiServer();
  fill(server);
  const endpoint = `${await server.start()}/${server.token}`;
  // source: EKS API Reference, DescribeCluster
  eks = http.createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ cluster: { name: 'cluster', endpoint } }));
  });
  await new Promise<void>((done) => eks.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  eks.close();
  await server.stop();
});

/** A cluster as large ones are: CRDs with schemas of 16 kB, and objects of other teams. */
function fill({ store }: ApiServer): void {
  const properties = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => [`field${index}`, { type: 'string', description: 'x'.repeat(60) }]),
  );
  const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object', properties } } };
  for (let index = 0; index < CRDS; index++) {
    const [group, plural] = [`group${index % 50}.example.com`, `things${index}`];
    const names = { kind: `Thing${index}`, plural, singular: `thing${index}`, listKind: `Thing${index}List` };
    const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }];
    const metadata = { name: `${plural}.${group}` };
    store.put({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata,
      spec: { group, scope: 'Namespaced', names, versions },
    });
  }
  const data = { content: 'x'.repeat(4_000) };
  for (let index = 0; index < OTHERS; index++) {
    const kind = index % 5 === 0 ? 'Secret' : 'ConfigMap';
    store.put({ apiVersion: 'v1', kind, metadata: { name: `other-${index}`, namespace: index % 2 === 0 ? 'shop' : 'default' }, data });
  }
  store.settle();
}

const manifest = (version: number): KubernetesObject[] =>
  Array.from({ length: OWN }, (_, index) =>
    index % 3 === 0
      ? {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: `own-${index}`, namespace: 'shop' },
          spec: {
            selector: { matchLabels: { app: `own-${index}` } },
            template: {
              metadata: { labels: { app: `own-${index}` } },
              spec: { containers: [{ name: 'main', image: `example.com/app:${version}` }] },
            },
          },
        }
      : {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: `own-${index}`, namespace: 'shop' },
          data: { version: `${version}`, text: 'x'.repeat(500) },
        },
  );

interface Outcome {
  readonly answer: CustomResourceResponse;
  readonly peakKilobytes: number;
}

/** Runs the function as it is deployed, in a process whose heap may have 60 % of its memory. */
function run(RequestType: string, properties: object, old?: object): Promise<Outcome> {
  const event = {
    RequestType,
    ResourceType: 'Custom::StrataObjects',
    StackId: STACK,
    RequestId: `request-${RequestType}`,
    LogicalResourceId: 'Own',
    ResponseURL: 'https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/answer',
    ResourceProperties: properties,
    ...(old ? { OldResourceProperties: old, PhysicalResourceId: 'Own@cluster' } : {}),
  };
  const child = spawn(process.execPath, [`--max-old-space-size=${Math.floor(LIMIT)}`, path.join(__dirname, 'bundled-function.js')], {
    env: {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_EKS: `http://127.0.0.1:${(eks.address() as AddressInfo).port}`,
      STACK_ID: STACK,
      URL_SUFFIX: 'amazonaws.com',
    },
  });
  const [output, errors]: string[][] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  child.stdin.end(JSON.stringify(event));
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0
        ? resolve(JSON.parse(output.join('')) as Outcome)
        : reject(new Error(`the function ended with ${code}: ${errors.join('')}`)),
    );
  });
}

const propertiesOf = (version: number): object => ({
  ClusterName: 'cluster',
  Deployment: 'Own',
  Manifest: JSON.stringify(manifest(version)),
  NotWaitedFor: ['rollouts'],
});

test('the function needs less than 60 % of its memory in a cluster with 1,000 CRDs and 5,000 objects, and lists in pages', async () => {
  const outcomes = [await run('Create', propertiesOf(1)), await run('Update', propertiesOf(2), propertiesOf(1))];
  expect(outcomes.map(({ answer: { Status, Reason } }) => ({ Status, Reason }))).toEqual([{ Status: 'SUCCESS' }, { Status: 'SUCCESS' }]);
  expect(server.store.find('ConfigMap', 'shop/own-1')?.data).toMatchObject({ version: '2' });
  const peaks = outcomes.map(({ peakKilobytes }) => Math.round(peakKilobytes / 1024));
  const megabytes = server.sentBytes() / 1024 / 1024;
  console.log(`peak memory in MB: ${peaks.join(' and ')}; ${server.calls.length} requests, ${megabytes.toFixed(1)} MB of answers`);
  expect(Math.max(...peaks)).toBeLessThan(LIMIT);
  const lists = server.calls.filter(({ isList }) => isList);
  expect(lists.filter(({ limit }) => limit === undefined || limit > 250).map(({ path: address }) => address)).toEqual([]);
  expect(lists.filter(({ kind }) => kind === 'CustomResourceDefinition')).toEqual([]);
  // of everything in the cluster it would be more than 40 MB
  expect(megabytes).toBeLessThan(10);
});
