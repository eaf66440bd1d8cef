import { denied, noEndpoints } from './api-problems';
import { chartFolder, chartPackage, leavePending, revisions } from './charts';
import { availableDeployments, definition } from './real-objects';
import { RealWorld } from './real-world';
import { CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { INVENTORY_LABEL } from '../../src/handler/ownership';
import { HELM_RELEASE_RESOURCE } from '../../src/model/custom-resource-types.data';

// real programs on a machine that has other work
jest.setTimeout(60_000);

let world: RealWorld;
beforeEach(async () => {
  world = await RealWorld.start();
  world.files.set('s3://bucket/chart', chartFolder(world));
});
afterEach(async () => world.stop());

const SHOP = { Release: 'shop', Namespace: 'shop', ChartFile: { Bucket: 'bucket', Key: 'chart' } };
const release = (type: CustomResourceRequest['RequestType'], options: Record<string, unknown> = {}, resource = 'Release') =>
  world.ask(type, HELM_RELEASE_RESOURCE, resource, { Deployment: resource, ...SHOP, ...options });

const states = () => revisions(world, 'shop').map(({ metadata: { labels } }) => `${labels?.version} ${labels?.status}`);
const records = () => world.server.store.of('Secret').filter(({ metadata: { labels } }) => labels?.[INVENTORY_LABEL] !== undefined);

test('a chart is installed and upgraded, and its Deployment is waited for', async () => {
  availableDeployments(world);
  expect(await release('Create', { Values: '{"greeting":"good morning"}' })).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: expect.stringMatching(/^shop\/shop@cluster [0-9a-f]{16}$/),
  });
  expect(world.server.store.find('ConfigMap', 'shop/shop-settings')?.data).toEqual({ greeting: 'good morning' });
  expect(world.clock.now()).toBe(1_700_000_000_000 + 5_000);
  expect(await release('Update', { Values: '{"greeting":"good night"}' })).not.toHaveProperty('Reason');
  expect(world.server.store.find('ConfigMap', 'shop/shop-settings')?.data).toEqual({ greeting: 'good night' });
  expect(states()).toEqual(['1 superseded', '2 deployed']);
});

test('values that are removed are those of the chart again', async () => {
  await release('Create', { Values: '{"greeting":"good morning"}', NotWaitedFor: ['rollouts'] });
  expect(await release('Update', { NotWaitedFor: ['rollouts'] })).not.toHaveProperty('Reason');
  expect(world.server.store.find('ConfigMap', 'shop/shop-settings')?.data).toEqual({ greeting: 'hello' });
});

test('a chart comes packed, into a namespace that is made for it', async () => {
  world.files.set('s3://bucket/chart', chartPackage(world));
  expect(await release('Create', { Namespace: 'fresh', CreateNamespace: 'true', NotWaitedFor: ['rollouts'] })).not.toHaveProperty('Reason');
  expect(world.server.store.find('ConfigMap', 'fresh/shop-settings')?.data).toEqual({ greeting: 'hello' });
});

test('fails when the Deployment of a chart never becomes ready', async () => {
  world.server.store.controllers.push(() => {
    const found = world.server.store.find('Deployment', 'shop/shop-web');
    if (found) found.status = { observedGeneration: 1, replicas: 1, updatedReplicas: 1 };
    world.clock.pass(60_000);
  });
  expect(await release('Create', { WaitSeconds: '120' })).toMatchObject({
    Status: 'FAILED',
    Reason: "Deployment 'shop/shop-web' not ready in time: 0 of 1 updated replicas are available",
  });
});

test('fails with what Helm says, and the deletion cleans up what was installed by half', async () => {
  world.server.hooks.push(({ kind, writes }) =>
    kind === 'Deployment' && writes ? denied('policy.example.com', 'no owner is given') : undefined,
  );
  expect(await release('Create', { NotWaitedFor: ['rollouts'] })).toMatchObject({
    Status: 'FAILED',
    Reason:
      'Helm: server-side apply failed for object shop/shop-web apps/v1, Kind=Deployment: admission webhook "policy.example.com" ' +
      'denied the request: no owner is given',
  });
  expect(states()).toEqual(['1 failed']);
  world.server.hooks.length = 0;
  expect(await release('Delete')).not.toHaveProperty('Reason');
  expect([states(), records(), world.server.store.of('ConfigMap')]).toEqual([[], [], []]);
});

test('waits for a webhook that is not ready', async () => {
  world.server.failNext(1, noEndpoints('validate.example.com'), ({ kind, writes }) => kind === 'Deployment' && writes);
  expect(await release('Create', { NotWaitedFor: ['rollouts'] })).not.toHaveProperty('Reason');
  expect(world.log.filter((message) => message.startsWith('retrying in'))).toEqual([
    'retrying in 1 s: server-side apply failed for object shop/shop-web apps/v1, Kind=Deployment: ' +
      `${noEndpoints('validate.example.com').message}`,
  ]);
});

test('continued where Helm lost the server in the middle, and so left the release locked', async () => {
  world.server.failNext(1, noEndpoints('validate.example.com'), ({ kind, writes }) => kind === 'Deployment' && writes);
  world.server.failNext(
    1,
    noEndpoints('validate.example.com'),
    ({ kind, method, name }) => kind === 'Secret' && method === 'PUT' && name.startsWith('sh.helm'),
  );
  expect(await release('Create', { NotWaitedFor: ['rollouts'] })).not.toHaveProperty('Reason');
  expect(states()).toEqual(['1 superseded', '2 deployed']);
});

test('renews credentials that ran out', async () => {
  world.server.token = 'renewed';
  expect(await release('Create', { NotWaitedFor: ['rollouts'] })).not.toHaveProperty('Reason');
  expect(world.config.renewals).toBe(1);
});

test('a release that a killed run left in the middle of an upgrade is upgraded', async () => {
  await release('Create', { NotWaitedFor: ['rollouts'] });
  leavePending(world, 'shop');
  expect(states()).toEqual(['1 deployed', '2 pending-upgrade']);
  expect(await release('Update', { Values: '{"greeting":"again"}', NotWaitedFor: ['rollouts'] })).not.toHaveProperty('Reason');
  expect(states()).toEqual(['1 superseded', '2 failed', '3 deployed']);
});

test('deletion waits until the objects of the release are gone', async () => {
  await release('Create', { NotWaitedFor: ['rollouts'] });
  world.server.store.find('Deployment', 'shop/shop-web')!.metadata.finalizers = ['example.com/cleans-up'];
  let rounds = 0;
  world.server.store.controllers.push(() => {
    if (++rounds === 2) world.server.store.find('Deployment', 'shop/shop-web')!.metadata.finalizers = [];
  });
  expect(await release('Delete')).not.toHaveProperty('Reason');
  expect([rounds, states(), records(), world.server.store.of('Deployment')]).toEqual([2, [], [], []]);
});

test('a release that another resource has taken over stays', async () => {
  await release('Create', { NotWaitedFor: ['rollouts'] });
  await release('Create', { NotWaitedFor: ['rollouts'] }, 'Other');
  expect(await release('Delete')).not.toHaveProperty('Reason');
  expect([states(), records().length]).toEqual([['1 superseded', '2 deployed'], 1]);
  expect(world.server.store.of('Deployment')).toHaveLength(1);
});

describe('a chart with objects in another namespace than its release', () => {
  const elsewhere = (kind: string, namespace: string, rest = '') =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: leader-election, namespace: ${namespace} }\n${rest}`;
  beforeEach(() => {
    const folder = chartFolder(world, {
      'templates/elsewhere.yaml': [
        elsewhere('Role', 'kube-system', 'rules: []'),
        elsewhere('RoleBinding', 'kube-system', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: leader-election }'),
      ].join('\n---\n'),
    });
    world.files.set('s3://bucket/chart', folder);
  });

  test('is installed, upgraded, waited for and uninstalled', async () => {
    availableDeployments(world);
    expect(await release('Create')).not.toHaveProperty('Reason');
    expect(world.server.store.find('Role', 'kube-system/leader-election')).toBeDefined();
    expect(await release('Update', { Values: '{"greeting":"good night"}' })).not.toHaveProperty('Reason');
    expect(await release('Delete')).not.toHaveProperty('Reason');
    expect([states(), records(), ...['Role', 'RoleBinding', 'Deployment'].map((kind) => world.server.store.of(kind))]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  test('deletion waits for its objects there, too', async () => {
    await release('Create', { NotWaitedFor: ['rollouts'] });
    world.server.store.find('Role', 'kube-system/leader-election')!.metadata.finalizers = ['example.com/cleans-up'];
    let rounds = 0;
    world.server.store.controllers.push(() => {
      if (++rounds === 2) world.server.store.find('Role', 'kube-system/leader-election')!.metadata.finalizers = [];
    });
    expect(await release('Delete')).not.toHaveProperty('Reason');
    expect([rounds, world.server.store.of('Role')]).toEqual([2, []]);
  });
});

test('a chart brings definitions in its folder crds/, and objects of their kinds', async () => {
  world.files.set(
    's3://bucket/chart',
    chartFolder(world, {
      'crds/widgets.yaml': JSON.stringify(definition('Widget', 'widgets')),
      'templates/widget.yaml': 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one }\nspec: { size: 1 }\n',
    }),
  );
  expect(await release('Create', { NotWaitedFor: ['rollouts'] })).not.toHaveProperty('Reason');
  expect(world.server.store.find('Widget', 'shop/one')?.spec).toEqual({ size: 1 });
  expect(await release('Delete')).not.toHaveProperty('Reason');
  expect([world.server.store.of('Widget'), world.server.store.of('CustomResourceDefinition').length]).toEqual([[], 1]);
});

test('deletion begins with custom resources that have finalizers, while their operator still runs', async () => {
  const { store } = world.server;
  const folder = chartFolder(world, {
    'crds/widgets.yaml': JSON.stringify(definition('Widget', 'widgets')),
    'templates/widget.yaml': 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one }\nspec: { size: 1 }\n',
  });
  world.files.set('s3://bucket/chart', folder);
  await release('Create', { NotWaitedFor: ['rollouts'] });
  store.find('Widget', 'shop/one')!.metadata.finalizers = ['example.com/cleans-up'];
  store.controllers.push(() => {
    if (store.of('Deployment').length > 0) store.of('Widget').forEach(({ metadata }) => (metadata.finalizers = []));
  });
  expect(await release('Delete')).not.toHaveProperty('Reason');
  expect([states(), store.of('Widget'), store.of('Deployment')]).toEqual([[], [], []]);
});

test('deleting a release that was never installed does nothing', async () => {
  expect(await release('Delete')).not.toHaveProperty('Reason');
  expect(records()).toEqual([]);
});
