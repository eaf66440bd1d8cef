import { boundClaims, configMap, definition, deployment, namespace } from './real-objects';
import { RealWorld } from './real-world';
import { deliveryObjects } from '../../src/access/delivery-role.rules';
import { INVENTORY_LABEL, OwnerAnnotations, OWNER_ANNOTATION } from '../../src/handler/ownership';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { OBJECTS_RESOURCE, PRUNE_RESOURCE, VALUE_RESOURCE } from '../../src/model/custom-resource-types.data';

// a server and a client on a machine that has other work
jest.setTimeout(60_000);

const NAMESPACES = ['shop', 'jobs'];
const OK = { Status: 'SUCCESS' };
const WIDGETS = { apiGroups: ['example.com'], resources: ['widgets'], verbs: ['get', 'list', 'create', 'patch', 'delete'] };

let world: RealWorld;
beforeEach(async () => {
  world = await RealWorld.start();
  const { store } = world.server;
  store.put({ ...namespace('jobs') });
  store.put({ ...namespace('other') });
  deliveryObjects('orders', 'delivery:orders', NAMESPACES, [WIDGETS]).forEach((object) => store.put({ ...object }));
  world.server.subject = { user: 'orders-delivery', groups: ['delivery:orders', 'system:authenticated'] };
});
afterEach(async () => {
  expect(world.server.forbidden).toEqual([]);
  await world.stop();
});

const propertiesOf = (objects: readonly KubernetesObject[], options: Record<string, unknown> = {}) => ({
  Deployment: 'Shop',
  Namespaces: NAMESPACES,
  NotWaitedFor: ['rollouts'],
  Manifest: JSON.stringify(objects),
  ...options,
});
const create = async (objects: readonly KubernetesObject[], options = {}) =>
  world.ask('Create', OBJECTS_RESOURCE, 'Shop', propertiesOf(objects, options));
const update = async (from: readonly KubernetesObject[], to: readonly KubernetesObject[], options = {}) =>
  world.ask('Update', OBJECTS_RESOURCE, 'Shop', propertiesOf(to, options), undefined, {
    OldResourceProperties: { ClusterName: 'cluster', ...propertiesOf(from) },
  });
const remove = async (objects: readonly KubernetesObject[], options = {}) =>
  world.ask('Delete', OBJECTS_RESOURCE, 'Shop', propertiesOf(objects, options));
const prune = async () => world.ask('Delete', PRUNE_RESOURCE, 'Sweep', { Namespaces: NAMESPACES });
const find = (kind: string, title: string) => world.server.store.find(kind, title);
const inventories = () => world.server.store.of('Secret').filter(({ metadata: { labels } }) => labels?.[INVENTORY_LABEL] !== undefined);
const claim: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'shop' },
  spec: { storageClassName: 'gp3' },
};

test('a deployment is created, updated, rolled back and deleted without a request outside of its namespaces', async () => {
  const [first, second] = ['1', '2'].map((value) => [configMap('a', { value }), configMap('a', { value }, 'jobs'), deployment('web')]);
  expect(await create([...first, configMap('old')])).toMatchObject(OK);
  expect(await update([...first, configMap('old')], first)).toMatchObject(OK);
  expect(await prune()).toMatchObject(OK);
  expect(find('ConfigMap', 'shop/old')).toBeUndefined();
  expect(await update(first, [...second, configMap('new')])).toMatchObject(OK);
  expect(await update([...second, configMap('new')], first)).toMatchObject(OK);
  expect(await prune()).toMatchObject(OK);
  expect([find('ConfigMap', 'jobs/a')?.data, find('ConfigMap', 'shop/new')]).toEqual([{ value: '1' }, undefined]);
  expect(await remove(first)).toMatchObject(OK);
  expect([world.server.store.of('ConfigMap'), world.server.store.of('Deployment'), inventories()]).toEqual([[], [], []]);
  expect(world.server.store.of('Lease')).toEqual([]);
});

test('the inventory and the identity of the cluster are those of the first namespace', async () => {
  await create([configMap('a')]);
  expect(inventories().map(({ metadata }) => metadata.namespace)).toEqual(['shop']);
  const owner = new OwnerAnnotations(find('Namespace', 'shop')!.metadata.uid).valueFor(
    { stackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop/1', deployment: 'Shop' },
    { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'a' },
  );
  expect(find('ConfigMap', 'shop/a')?.metadata.annotations).toMatchObject({ [OWNER_ANNOTATION]: owner });
});

test('an object that fails is told with events and logs', async () => {
  world.server.store.put({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-1', namespace: 'shop', labels: { app: 'web' } },
    status: { containerStatuses: [{ name: 'app', ready: false, restartCount: 2, state: { waiting: { reason: 'CrashLoopBackOff' } } }] },
  });
  world.server.logs.set('shop/web-1/app before', 'no such queue');
  const { Reason } = await create([deployment('web')], { NotWaitedFor: [], WaitSeconds: '30' });
  expect(Reason).toContain("container 'app' of pod 'web-1': CrashLoopBackOff, 2 restarts\n  no such queue");
});

test('a claim that waits for its first pod is known by its event', async () => {
  world.server.store.put({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'data.1', namespace: 'shop' },
    involvedObject: { kind: 'PersistentVolumeClaim', name: 'data', namespace: 'shop' },
    reason: 'WaitForFirstConsumer',
  });
  expect(await create([claim], { WaitSeconds: '60', RemoveClaims: 'true' })).toMatchObject(OK);
  expect(await remove([claim], { RemoveClaims: 'true' })).toMatchObject(OK);
  expect(find('PersistentVolumeClaim', 'shop/data')).toBeUndefined();
});

test('the volume of a deleted claim is not waited for: the role cannot read it', async () => {
  boundClaims(world, 'Retain');
  expect(await create([claim], { RemoveClaims: 'true' })).toMatchObject(OK);
  expect(await remove([claim], { RemoveClaims: 'true' })).toMatchObject(OK);
  expect([find('PersistentVolumeClaim', 'shop/data'), find('PersistentVolume', 'pv-data')?.kind]).toEqual([undefined, 'PersistentVolume']);
});

test('fails for a claim that waits for something else', async () => {
  expect((await create([claim], { WaitSeconds: '30' })).Reason).toContain("PersistentVolumeClaim 'shop/data' not ready in time");
});

test('objects are adopted, and restored by a rollback', async () => {
  world.server.store.put({ ...configMap('a', { a: 'theirs' }) });
  expect(await create([configMap('a', { a: 'ours' })], { Adopt: ['*'] })).toMatchObject(OK);
  expect(await remove([configMap('a', { a: 'ours' })], { Adopt: ['*'] })).toMatchObject(OK);
  expect(find('ConfigMap', 'shop/a')?.data).toEqual({ a: 'theirs' });
});

test('a deployment without inventory and manifest is found by its label, in the kinds that the role may list', async () => {
  await create([configMap('a'), configMap('b', {}, 'jobs'), deployment('web')]);
  const secret = world.server.store.kinds().find(({ kind }) => kind === 'Secret')!;
  inventories().forEach(({ metadata }) => world.server.store.delete({ kind: secret, ...metadata }, 'Background'));
  expect(await remove([], { Manifest: undefined, ManifestFile: { Bucket: 'bucket', Key: 'gone' } })).toMatchObject(OK);
  expect([world.server.store.of('ConfigMap'), world.server.store.of('Deployment')]).toEqual([[], []]);
});

test('a value of an object in the scope is waited for', async () => {
  world.server.store.put({ ...configMap('a', { address: '10.0.0.1' }) });
  const value = { Namespaces: NAMESPACES, ApiVersion: 'v1', Kind: 'ConfigMap', Name: 'a', Namespace: 'shop', Path: ['data', 'address'] };
  expect(await world.ask('Create', VALUE_RESOURCE, 'Value', value)).toMatchObject({ Data: { Value: '10.0.0.1' } });
});

describe('custom resources', () => {
  const widget: KubernetesObject = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'shop' }, spec: {} };

  test('of a kind with rules are applied and deleted', async () => {
    world.server.store.put({ ...definition('Widget', 'widgets') });
    world.server.store.settle();
    expect(await create([widget])).toMatchObject(OK);
    expect(await remove([widget])).toMatchObject(OK);
    expect(find('Widget', 'shop/w')).toBeUndefined();
  });

  test.each([
    ['before it is applied', false],
    ['when it is served later', true],
  ])('fails for a cluster-scoped kind, %s', async (_, isLate) => {
    const clusterWide = { ...definition('Widget', 'widgets') };
    const put = () => world.server.store.put({ ...clusterWide, spec: { ...(clusterWide.spec as object), scope: 'Cluster' } });
    let rounds = 0;
    if (isLate) world.server.store.controllers.push(() => void (++rounds === 3 && put()));
    else put();
    world.server.store.settle();
    expect((await create([widget])).Reason).toBe(
      "Widget 'w' is cluster-scoped: the delivery is limited to namespaces shop, jobs. " +
        'Deploy them with the stack of the platform, or set metadata.namespace to one of these namespaces',
    );
    expect(find('Widget', 'w')).toBeUndefined();
  });
});

test.each<[string, KubernetesObject]>([
  ["Namespace 'own' is cluster-scoped", namespace('own')],
  ["CustomResourceDefinition 'widgets.example.com' is cluster-scoped", definition('Widget', 'widgets')],
  ["ConfigMap 'other/a' is in another namespace", configMap('a', {}, 'other')],
  ["ConfigMap 'default/a' is in another namespace", { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }],
])('fails before a write: %s', async (outside, object) => {
  expect((await create([configMap('b'), object])).Reason).toMatch(`${outside}: the delivery is limited to namespaces shop, jobs.`);
  expect(world.server.written()).toEqual([]);
});

test('a deployment whose namespace was taken out of the scope deletes the rest', async () => {
  await create([configMap('a'), configMap('b', {}, 'jobs')]);
  const rest = { Namespaces: ['shop'] };
  expect(await update([configMap('a'), configMap('b', {}, 'jobs')], [configMap('a')], rest)).toMatchObject(OK);
  expect(await world.ask('Delete', PRUNE_RESOURCE, 'Sweep', { Namespaces: NAMESPACES })).toMatchObject(OK);
  expect(find('ConfigMap', 'jobs/b')).toBeUndefined();
  expect(await remove([configMap('a')], rest)).toMatchObject(OK);
  expect(world.server.store.of('ConfigMap')).toEqual([]);
});

describe('RBAC', () => {
  const reader = (resource: string): KubernetesObject => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'reader', namespace: 'shop' },
    rules: [{ apiGroups: [''], resources: [resource], verbs: ['get'] }],
  });

  test('a Role of the application has at most the permissions of the function', async () => {
    expect(await create([reader('configmaps')])).toMatchObject(OK);
    expect((await update([reader('configmaps')], [reader('nodes')])).Reason).toContain(
      'is attempting to grant RBAC permissions not currently held',
    );
    world.server.forbidden.length = 0;
  });

  test('fails with the message of the API server for a kind without a rule', async () => {
    const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q', namespace: 'shop' }, spec: {} };
    expect((await create([quota])).Reason).toContain(
      'resourcequotas "q" is forbidden: User "orders-delivery" cannot get resource "resourcequotas" in API group "" ' +
        'in the namespace "shop"',
    );
    world.server.forbidden.length = 0;
  });

  test('the double refuses what the function asks for without a scope', async () => {
    const { Reason } = await create([configMap('a')], { Namespaces: undefined });
    expect(Reason).toContain('cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "kube-system"');
    expect(world.server.forbidden.length).toBeGreaterThan(0);
    world.server.forbidden.length = 0;
  });
});
