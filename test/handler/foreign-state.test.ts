import { Stored } from './api-store';
import { availableDeployments, boundClaims, claim, configMap, definition, deploy, deployment, namespace } from './real-objects';
import { RealWorld } from './real-world';
import { INVENTORY_LABEL, OWNER_ANNOTATION } from '../../src/handler/ownership';
import { KubernetesObject, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { PRUNE_RESOURCE } from '../../src/model/custom-resource-types.data';

jest.setTimeout(60_000);

let world: RealWorld;
beforeEach(async () => {
  world = await RealWorld.start();
});
afterEach(async () => world.stop());

const NOT_WAITED = { NotWaitedFor: ['rollouts'] };
const OK = { Status: 'SUCCESS' };
const find = (kind: string, title: string) => world.server.store.find(kind, title);
const create = (name: string, objects: readonly KubernetesObject[], options: object = {}, stack?: string) =>
  deploy(world, 'Create', name, objects, { ...NOT_WAITED, ...options }, stack);
const update = (name: string, from: readonly KubernetesObject[], to: readonly KubernetesObject[], stack?: string) =>
  deploy(world, 'Update', name, to, NOT_WAITED, stack, {
    OldResourceProperties: { ClusterName: 'cluster', Deployment: name, Manifest: JSON.stringify(from) },
  });
const remove = (name: string, objects: readonly KubernetesObject[]) => deploy(world, 'Delete', name, objects, NOT_WAITED);
const prune = () => world.ask('Delete', PRUNE_RESOURCE, 'Prune', {});
const stackOf = (name: string, id: number) => `arn:aws:cloudformation:eu-central-1:111122223333:stack/${name}/${id}`;
const inventory = () => world.server.store.of('Secret').find(({ metadata: { labels } }) => labels?.[INVENTORY_LABEL] !== undefined)!;

/** Replaces an object by a copy, as a backup that is restored. */
function restored(kind: string, title: string): void {
  const { store } = world.server;
  const { apiVersion, metadata, data } = find(kind, title)!;
  const { name, namespace: inside, labels, annotations } = metadata;
  const served = store.kinds().find((each) => each.kind === kind)!;
  store.delete({ kind: served, name, namespace: inside }, 'Background');
  store.put({ apiVersion, kind, metadata: { name, namespace: inside, labels, annotations }, data }, 'velero-server');
}

/** The objects are in another cluster from now on. */
const inAnotherCluster = () => Object.assign(find('Namespace', 'kube-system')!.metadata, { uid: 'uid-of-another-cluster' });

test('the same manifest again writes nothing', async () => {
  const objects = [configMap('a'), configMap('b')];
  await create('Shop', objects);
  const versions = () => ['a', 'b'].map((name) => find('ConfigMap', `shop/${name}`)?.metadata.resourceVersion);
  const before = versions();
  expect(await update('Shop', objects, objects)).toMatchObject(OK);
  expect(versions()).toEqual(before);
});

test('the creation of a hundred objects in a new namespace asks at most twice as often as their update', async () => {
  const maps = (value: string) => Array.from({ length: 99 }, (_, index) => configMap(`a${index}`, { value }, 'large'));
  const objects = (value: string) => [namespace('large'), ...maps(value)];
  expect(await create('Shop', objects('1'))).toMatchObject(OK);
  const created = world.server.calls.splice(0).length;
  expect(await update('Shop', objects('1'), objects('2'))).toMatchObject(OK);
  expect(created).toBeLessThanOrEqual(2 * world.server.calls.length);
}, 180_000);

describe('field managers', () => {
  test('that call themselves ours change no outcome', async () => {
    await create('Shop', [configMap('a')]);
    world.server.store.put({ ...configMap('a', { a: 'forged', b: 'forged' }) }, 'cdk-eks-strata');
    expect(await update('Shop', [configMap('a')], [configMap('a', { a: '2' })])).toMatchObject(OK);
    expect(find('ConfigMap', 'shop/a')?.data).toMatchObject({ a: '2' });
  });

  test('that are removed change no outcome', async () => {
    await create('Shop', [configMap('a'), configMap('b')]);
    const { store } = world.server;
    const kind = store.kinds().find((each) => each.kind === 'ConfigMap')!;
    for (const name of ['a', 'b']) {
      store.patch({ kind, namespace: 'shop', name }, { metadata: { managedFields: [{}] } }, { manager: 'any', dryRun: false });
    }
    expect(await update('Shop', [configMap('a'), configMap('b')], [configMap('a', { a: '2' })])).toMatchObject(OK);
    expect(await prune()).toMatchObject(OK);
    expect([find('ConfigMap', 'shop/a')?.data, find('ConfigMap', 'shop/b')]).toEqual([{ a: '2' }, undefined]);
  });

  test('a webhook that changes a declared field in each request does not fail the deployment', async () => {
    const { store } = world.server;
    const apply = store.apply.bind(store);
    store.apply = (place, applied, written) => {
      const result = apply(place, applied, written);
      if (place.kind.kind === 'ConfigMap' && !written.dryRun) store.put({ ...configMap(place.name, { a: 'mutated' }) }, 'mutator');
      return result;
    };
    expect(await create('Shop', [configMap('a')])).toMatchObject(OK);
    for (const value of ['2', '3']) expect(await update('Shop', [configMap('a')], [configMap('a', { a: value })])).toMatchObject(OK);
  });
});

test('an object of ours that gets a controller is deleted when it leaves the chart', async () => {
  const owner = world.server.store.put({ ...deployment('owner') } as never);
  await create('Shop', [configMap('a'), configMap('b')]);
  const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'owner', uid: owner.metadata.uid, controller: true };
  find('ConfigMap', 'shop/b')!.metadata.ownerReferences = [reference];
  expect(await update('Shop', [configMap('a'), configMap('b')], [configMap('a')])).toMatchObject(OK);
  expect(await prune()).toMatchObject(OK);
  expect(find('ConfigMap', 'shop/b')).toBeUndefined();
});

describe('a backup', () => {
  const objects = [configMap('a'), configMap('b')];

  test('that was restored into the same cluster changes nothing for the deployment', async () => {
    await create('Shop', objects);
    ['a', 'b'].forEach((name) => restored('ConfigMap', `shop/${name}`));
    const after = [configMap('a', { a: '2' })];
    expect(await update('Shop', objects, after)).toMatchObject(OK);
    expect(await prune()).toMatchObject(OK);
    expect([find('ConfigMap', 'shop/a')?.data, find('ConfigMap', 'shop/b')]).toEqual([{ a: '2' }, undefined]);
  });

  test('in another cluster belongs to the stack of the same name, and to no other', async () => {
    await create('Shop', objects);
    inAnotherCluster();
    const other = await create('Shop', objects, {}, stackOf('checkout', 3));
    expect(other.Reason).toContain("ConfigMap 'shop/a'");
    expect(await create('Shop', objects, { Adopt: ['*'] }, stackOf('checkout', 3))).toMatchObject(OK);
  });

  test('in another cluster is taken over by the stack of the same name', async () => {
    await create('Shop', objects);
    inAnotherCluster();
    expect(await create('Shop', objects, {}, stackOf('shop', 2))).toMatchObject(OK);
  });

  test('of an older inventory claims nothing that has moved', async () => {
    await create('Shop', objects);
    const older = structuredClone(inventory().data);
    await create('Other', [configMap('b', { a: 'moved' })]);
    await update('Shop', objects, [configMap('a')]);
    await prune();
    const { name, namespace: inside } = inventory().metadata;
    const [first] = world.server.store
      .of('Secret')
      .filter((each: Stored) => each.metadata.name === name && each.metadata.namespace === inside);
    first.data = older;
    expect(await update('Shop', [configMap('a')], [configMap('a', { a: '3' })])).toMatchObject(OK);
    expect(await prune()).toMatchObject(OK);
    expect(await remove('Shop', [configMap('a', { a: '3' })])).toMatchObject(OK);
    expect(find('ConfigMap', 'shop/b')?.data).toEqual({ a: 'moved' });
  });
});

test('a claim and its namespace that a deletion retained belong to the next deployment of that name', async () => {
  boundClaims(world);
  const objects = [namespace('own'), claim('data', 'own')];
  await create('Shop', objects);
  const uid = find('PersistentVolumeClaim', 'own/data')?.metadata.uid;
  await remove('Shop', objects);
  expect(await create('Shop', objects, {}, stackOf('shop', 2))).toMatchObject(OK);
  const { metadata } = find('PersistentVolumeClaim', 'own/data')!;
  expect([metadata.uid, stringAt(metadata, 'annotations', OWNER_ANNOTATION)]).toEqual([uid, expect.stringMatching(/^v1 shop\/Shop /)]);
});

test('an object of a Helm release is adopted by name', async () => {
  const annotations = { 'meta.helm.sh/release-name': 'old', 'meta.helm.sh/release-namespace': 'shop', 'helm.sh/resource-policy': 'keep' };
  world.server.store.put({ ...configMap('a', { a: 'helm' }), metadata: { name: 'a', namespace: 'shop', annotations } }, 'helm');
  expect((await create('Shop', [configMap('a')])).Reason).toContain("ConfigMap 'shop/a'");
  expect(await create('Shop', [configMap('a')], { Adopt: ['ConfigMap/shop/a'] })).toMatchObject(OK);
  expect(find('ConfigMap', 'shop/a')?.data).toEqual({ a: '1' });
});

test('a pod that needs the Secret of a custom resource beside it gets it', async () => {
  const { store } = world.server;
  const widget: KubernetesObject = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'password', namespace: 'shop' } };
  store.controllers.push(() => {
    if (store.of('Widget').length > 0 && !find('Secret', 'shop/password')) {
      store.put({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'password', namespace: 'shop' } }, 'operator');
    }
  });
  let available = false;
  store.controllers.push(() => {
    if (available || !find('Secret', 'shop/password')) return;
    available = true;
    availableDeployments(world);
  });
  expect(await deploy(world, 'Create', 'Shop', [deployment('web'), definition('Widget', 'widgets'), widget])).toMatchObject(OK);
});

test('an object whose version is not served any more is deleted in another one', async () => {
  const widget: KubernetesObject = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'one', namespace: 'shop' } };
  world.server.store.put(definition('Widget', 'widgets') as never);
  world.server.store.settle();
  await create('Shop', [configMap('a'), widget]);
  const crd = find('CustomResourceDefinition', 'widgets.example.com')!;
  const versions = ['v1', 'v2'].map((name) => ({ name, served: name === 'v2', storage: name === 'v2' }));
  crd.spec = { ...(crd.spec as object), versions };
  find('Widget', 'shop/one')!.apiVersion = 'example.com/v2';
  expect(await update('Shop', [configMap('a'), widget], [configMap('a')])).toMatchObject(OK);
  expect(await prune()).toMatchObject(OK);
  expect(world.server.store.of('Widget')).toEqual([]);
});
