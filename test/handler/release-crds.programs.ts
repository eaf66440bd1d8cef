import * as fs from 'fs';
import { chartFolder, chartPackage } from './charts';
import { definition } from './real-objects';
import { RealWorld } from './real-world';
import { CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { OWNER_ANNOTATION } from '../../src/handler/ownership';
import { HELM_RELEASE_RESOURCE } from '../../src/model/custom-resource-types.data';

// real programs on a machine that has other work
jest.setTimeout(120_000);

let world: RealWorld;
beforeEach(async () => {
  world = await RealWorld.start();
});
afterEach(async () => world.stop());

const SHOP = {
  Deployment: 'Release',
  Release: 'shop',
  Namespace: 'shop',
  ChartFile: { Bucket: 'bucket', Key: 'chart' },
  NotWaitedFor: ['rollouts'],
};
const CHECKOUT = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/checkout/2';
const release = (type: CustomResourceRequest['RequestType'], options: Record<string, unknown> = {}, stackId?: string) =>
  world.ask(type, HELM_RELEASE_RESOURCE, 'Release', { ...SHOP, ...options }, stackId);

const versioned = (...versions: string[]): string => {
  const crd = definition('Widget', 'widgets');
  const served = versions.map((name, index) => ({ name, served: true, storage: index === versions.length - 1 }));
  return JSON.stringify({ ...crd, spec: { ...(crd.spec as object), versions: served } });
};
const widget = (version: string): string =>
  `apiVersion: example.com/${version}\nkind: Widget\nmetadata: { name: one }\nspec: { of: ${version} }\n`;
/** A chart with a CRD and an object of its kind. */
const upload = (crd: string, version: string): void => {
  world.files.set('s3://bucket/chart', chartFolder(world, { 'crds/widgets.yaml': crd, 'templates/widget.yaml': widget(version) }));
};
const crd = () => world.server.store.find('CustomResourceDefinition', 'widgets.example.com');
const annotations = () => crd()?.metadata.annotations as Record<string, string> | undefined;
const versionsOf = () => (crd()?.spec as { versions: { name: string }[] }).versions.map(({ name }) => name);

test('CRDs are applied before each upgrade, and retained without an owner when the release is deleted', async () => {
  upload(versioned('v1'), 'v1');
  expect(await release('Create')).not.toHaveProperty('Reason');
  expect(annotations()).toEqual({ [OWNER_ANNOTATION]: expect.stringMatching(/^v1 shop\/Release /) });
  upload(versioned('v1', 'v2'), 'v2');
  expect(await release('Update')).not.toHaveProperty('Reason');
  expect([versionsOf(), world.server.store.find('Widget', 'shop/one')?.spec]).toEqual([['v1', 'v2'], { of: 'v2' }]);
  expect(await release('Delete')).not.toHaveProperty('Reason');
  expect([versionsOf(), annotations()?.[OWNER_ANNOTATION]]).toEqual([['v1', 'v2'], undefined]);
  expect(await release('Create', {}, CHECKOUT)).not.toHaveProperty('Reason');
});

test('CRDs of a packed chart are applied', async () => {
  upload(versioned('v1'), 'v1');
  world.files.set('s3://bucket/chart', chartPackage(world));
  expect(await release('Create')).not.toHaveProperty('Reason');
  expect(versionsOf()).toEqual(['v1']);
});

test('fails for CRDs of another stack, and adopts them with the word', async () => {
  upload(versioned('v1'), 'v1');
  await release('Create');
  const theirs = { Release: 'theirs', Namespace: 'default' };
  expect(await release('Create', theirs, CHECKOUT)).toMatchObject({
    Status: 'FAILED',
    Reason:
      "CustomResourceDefinition 'widgets.example.com' is owned by Release of stack shop: a CustomResourceDefinition can have only one " +
      'owner. Set skipCrds: true in this HelmDeployment, or adopt: true to take it over',
  });
  expect(await release('Create', { ...theirs, TakeOver: 'true' }, CHECKOUT)).not.toHaveProperty('Reason');
  expect(await release('Delete')).not.toHaveProperty('Reason');
  expect(annotations()?.[OWNER_ANNOTATION]).toMatch(/^v1 checkout\/Release /);
});

test('fails where a version goes that objects are stored in', async () => {
  upload(versioned('v1'), 'v1');
  await release('Create');
  crd()!.status = { conditions: [{ type: 'Established', status: 'True' }], storedVersions: ['v1'] };
  world.server.store.establish = () => undefined;
  upload(versioned('v2'), 'v2');
  expect(await release('Update')).toMatchObject({
    Status: 'FAILED',
    Reason:
      "CustomResourceDefinition 'widgets.example.com' of the chart has no version v1, which is in status.storedVersions: migrate the " +
      'stored objects and remove the version from status.storedVersions before the upgrade ' +
      '(https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/)',
  });
  expect(versionsOf()).toEqual(['v1']);
});

test('a dependency that the values disable brings no CRDs, and skipCrds none at all', async () => {
  const folder = chartFolder(world, {
    'Chart.yaml':
      'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies: [{ name: sub, version: 1.0.0, repository: "", condition: sub.enabled }]\n',
    'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
    'charts/sub/crds/widgets.yaml': versioned('v1'),
    'charts/sub/templates/fails.yaml': '{{ if not (.Capabilities.APIVersions.Has "example.com/v1") }}{{ fail "no CRDs" }}{{ end }}',
  });
  world.files.set('s3://bucket/chart', folder);
  expect(await release('Create', { Values: '{"sub":{"enabled":false}}' })).not.toHaveProperty('Reason');
  expect(crd()).toBeUndefined();
  expect(await release('Update', { SkipCrds: 'true' })).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('no CRDs') });
  expect(await release('Update')).not.toHaveProperty('Reason');
  expect(versionsOf()).toEqual(['v1']);
  fs.rmSync(folder, { recursive: true });
});
