import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as fc from 'fast-check';
import { mutated, mutation } from './odd-objects';
import { ClusterModel, Preflight } from '../../src';
import { newStack, VERSION } from '../harness';

/** What is found in the manifests of a cluster of plain aws-eks-v2; what is wrong with the cluster itself is another matter. */
function findings(...manifests: unknown[][]): string[] {
  const stack = newStack();
  const cluster = new eks.Cluster(stack, 'Cluster', {
    version: VERSION,
    vpc: new ec2.Vpc(stack, 'Vpc'),
    defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
    defaultCapacity: 0,
    // CDK itself breaks on null where it looks for what to prune
    prune: false,
    kubectlProviderOptions: {
      kubectlLayer: lambda.LayerVersion.fromLayerVersionArn(stack, 'Kubectl', 'arn:aws:lambda:eu-west-1:111122223333:layer:kubectl:1'),
    },
  });
  ClusterModel.of(cluster);
  manifests.forEach((manifest, index) => cluster.addManifest(`Shop${index}`, ...(manifest as Record<string, unknown>[])));
  return Preflight.of(stack)
    .findings()
    .filter(({ constructPath, message }) => constructPath.includes('manifest-Shop') || message.includes('could not be checked'))
    .map(({ ruleId, message }) => `${ruleId} ${message}`);
}

const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };

test.each<[string, unknown[], string, string]>([
  ['the path of a file', ['manifests/web.yaml'], 'unreadable-object', 'the manifest is the string "manifests/web.yaml"'],
  ['a number', [5], 'unreadable-object', 'the manifest is the number 5'],
  ['null, from an empty document', [settings, null], 'unreadable-object', 'object 2 of the manifest is empty'],
  [
    'an object without a kind',
    [{ apiVersion: 'v1', metadata: { name: 'settings' } }],
    'unreadable-object',
    'the manifest (settings) has no kind',
  ],
  ['a kind that is a number', [{ apiVersion: 'v1', kind: 5 }], 'unreadable-object', 'the manifest has no kind'],
  ['an empty object', [{}], 'unreadable-object', 'the manifest has no apiVersion and no kind'],
  ['all documents of a file as one', [[settings]], 'unreadable-object', 'the manifest is an array: pass its objects as separate arguments'],
  [
    'a List with an empty item',
    [{ apiVersion: 'v1', kind: 'List', items: [settings, null] }],
    'unreadable-object',
    'object 2 of the manifest is empty',
  ],
  ['metadata that is null', [{ ...settings, metadata: null }], 'name-invalid', 'ConfigMap has no metadata.name'],
  [
    'metadata that is a string',
    [{ ...settings, metadata: 'settings' }],
    'malformed-object',
    'invalid type for "metadata": got string "settings", expected object',
  ],
  [
    'a name that is a number',
    [{ ...settings, metadata: { name: 5 } }],
    'malformed-object',
    'invalid type for "metadata.name": got number 5, expected string',
  ],
  [
    'a name that is a map',
    [{ ...settings, metadata: { name: { toString: 0 } } }],
    'unreadable-object',
    'the manifest (ConfigMap) has no text in metadata.name',
  ],
  [
    'labels that are a list',
    [{ ...settings, metadata: { name: 'settings', labels: ['a'] } }],
    'malformed-object',
    'invalid type for "metadata.labels": got array ["a"], expected object',
  ],
])('%s is found', (_, manifest, rule, what) => {
  expect(findings(manifest).map((found) => [found.split(' ')[0], found.includes(what) ? what : found])).toEqual([[rule, what]]);
});

test.each<[string, unknown[]]>([
  ['no objects', []],
  ['an empty List', [{ apiVersion: 'v1', kind: 'List', items: [] }]],
  [
    'fields that are null or not given',
    [{ ...settings, data: null, binaryData: undefined, metadata: { name: 'settings', labels: null, annotations: { note: null } } }],
  ],
])('%s is right', (_, manifest) => expect(findings(manifest)).toEqual([]));

test('what is unreadable hides nothing else', () => {
  expect(findings([{ ...settings, data: { PORT: 80 } }], ['text']).map((found) => found.split(' ')[0])).toEqual([
    'malformed-object',
    'unreadable-object',
  ]);
});

test('nothing breaks on objects that are not what they should be', () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 10, maxLength: 10 }), (all) => {
      expect(findings(mutated(all)).filter((found) => found.includes('could not be checked'))).toEqual([]);
    }),
    { numRuns: 5 },
  );
}, 60_000);
