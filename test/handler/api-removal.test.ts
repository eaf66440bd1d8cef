import { denied } from './api-problems';
import { availableDeployments, boundClaims, claim, configMap, definition, deploy, deployment, namespace } from './real-objects';
import { RealWorld } from './real-world';
import { INVENTORY_LABEL } from '../../src/handler/ownership';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { OBJECTS_RESOURCE, PRUNE_RESOURCE } from '../../src/model/custom-resource-types.data';

let world: RealWorld;
beforeEach(async () => {
  world = await RealWorld.start();
});
afterEach(async () => world.stop());

const names = (kind: string) => world.server.store.of(kind).map(({ metadata: { name } }) => name);
const records = () => world.server.store.of('Secret').filter(({ metadata: { labels } }) => labels?.[INVENTORY_LABEL] !== undefined);

describe('deletion', () => {
  test('waits for finalizers, deletes the record, and retains an object of another owner with the same name', async () => {
    await deploy(world, 'Create', 'Shop', [configMap('a'), configMap('b'), configMap('of-another-owner')]);
    world.server.store.find('ConfigMap', 'shop/of-another-owner')!.metadata.annotations = {};
    world.server.store.find('ConfigMap', 'shop/b')!.metadata.finalizers = ['example.com/cleans-up'];
    let rounds = 0;
    world.server.store.controllers.push(() => {
      if (++rounds === 3) world.server.store.find('ConfigMap', 'shop/b')!.metadata.finalizers = [];
    });
    expect((await deploy(world, 'Delete', 'Shop', [])).Status).toBe('SUCCESS');
    expect([rounds, names('ConfigMap'), records()]).toEqual([3, ['of-another-owner'], []]);
  });

  test('fails with what is left and whose finalizers it waits for', async () => {
    await deploy(world, 'Create', 'Shop', [configMap('a'), configMap('b')]);
    world.server.store.find('ConfigMap', 'shop/b')!.metadata.finalizers = ['example.com/cleans-up'];
    world.server.store.controllers.push(() => world.clock.pass(20 * 60_000));
    const { Status, Reason } = await deploy(world, 'Delete', 'Shop', []);
    expect([Status, Reason]).toEqual([
      'FAILED',
      "timed out waiting for the deletion of ConfigMap 'shop/b' (finalizers: example.com/cleans-up). Check the " +
        'controllers of their finalizers',
    ]);
    expect(records()).toHaveLength(1);
  });

  test('deletes custom resources with finalizers before the operator that removes them', async () => {
    const { store } = world.server;
    const widget: KubernetesObject = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'one', namespace: 'shop' } };
    const isRunning = () => store.of('Deployment').some(({ metadata }) => metadata.deletionTimestamp === undefined);
    store.controllers.push(() =>
      store.of('Widget').forEach(({ metadata }) => {
        if (isRunning()) metadata.finalizers = metadata.deletionTimestamp === undefined ? ['example.com/cleans-up'] : [];
      }),
    );
    availableDeployments(world);
    await deploy(world, 'Create', 'Shop', [definition('Widget', 'widgets'), deployment('operator'), widget]);
    expect(store.of('Widget')).toMatchObject([{ metadata: { finalizers: ['example.com/cleans-up'] } }]);
    expect(await deploy(world, 'Delete', 'Shop', [])).not.toHaveProperty('Reason');
    expect([names('Widget'), names('Deployment'), names('CustomResourceDefinition')]).toEqual([[], [], []]);
  });

  test('goes on without the operator of custom resources after two minutes', async () => {
    const { store } = world.server;
    const widget: KubernetesObject = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'one', namespace: 'shop' } };
    await deploy(world, 'Create', 'Shop', [definition('Widget', 'widgets'), configMap('a'), widget]);
    store.find('Widget', 'shop/one')!.metadata.finalizers = ['example.com/cleans-up'];
    const before = world.clock.now();
    store.controllers.push(() => {
      if (names('ConfigMap').length === 0) store.of('Widget').forEach(({ metadata }) => (metadata.finalizers = []));
    });
    expect(await deploy(world, 'Delete', 'Shop', [])).not.toHaveProperty('Reason');
    expect([names('Widget'), (world.clock.now() - before) / 60_000]).toEqual([[], expect.closeTo(2, 0)]);
    expect(world.log).toContain("still terminating: Widget 'shop/one'");
  });

  test('waits for the volume of a claim that may go', async () => {
    boundClaims(world, 'Delete', 1);
    await deploy(world, 'Create', 'Shop', [claim('data')], { RemoveClaims: 'true' });
    expect(names('PersistentVolume')).toEqual(['pv-data']);
    const before = world.clock.now();
    expect((await deploy(world, 'Delete', 'Shop', [], { RemoveClaims: 'true' })).Status).toBe('SUCCESS');
    expect([names('PersistentVolumeClaim'), names('PersistentVolume'), (world.clock.now() - before) / 1000]).toEqual([[], [], 9]);
  });

  test('does not wait for a volume that is retained', async () => {
    boundClaims(world, 'Retain');
    await deploy(world, 'Create', 'Shop', [claim('data')], { RemoveClaims: 'true' });
    expect((await deploy(world, 'Delete', 'Shop', [], { RemoveClaims: 'true' })).Status).toBe('SUCCESS');
    expect([names('PersistentVolumeClaim'), names('PersistentVolume')]).toEqual([[], ['pv-data']]);
  });

  test('keeps claims and namespaces without a word', async () => {
    boundClaims(world);
    await deploy(world, 'Create', 'Shop', [namespace('own'), claim('data', 'own'), configMap('a', {}, 'own')]);
    expect((await deploy(world, 'Delete', 'Shop', [])).Status).toBe('SUCCESS');
    expect([names('PersistentVolumeClaim'), names('Namespace'), names('ConfigMap')]).toEqual([
      ['data'],
      ['default', 'kube-system', 'shop', 'own'],
      [],
    ]);
  });

  test('takes a namespace along that may go, after what is in it', async () => {
    await deploy(world, 'Create', 'Shop', [namespace('own'), configMap('a', {}, 'own')], { RemoveNamespaces: 'true' });
    world.server.store.put(configMap('of-a-tenant', {}, 'own'));
    expect((await deploy(world, 'Delete', 'Shop', [])).Status).toBe('SUCCESS');
    expect([names('Namespace'), names('ConfigMap')]).toEqual([['default', 'kube-system', 'shop'], []]);
  });

  test('fails before anything is deleted where a namespace holds claims of others', async () => {
    boundClaims(world);
    await deploy(world, 'Create', 'Shop', [namespace('own'), configMap('a', {}, 'own')], { RemoveNamespaces: 'true' });
    world.server.store.put(claim('theirs', 'own'));
    expect((await deploy(world, 'Delete', 'Shop', [])).Reason).toBe(
      "PersistentVolumeClaim 'own/theirs': deleting the namespace would delete its PersistentVolumeClaims, " +
        'whose deployment does not set deletePersistentVolumeClaims. Delete the claims, set ' +
        'deletePersistentVolumeClaims: true in their deployment, or remove deleteNamespaces',
    );
    expect([names('Namespace'), names('ConfigMap')]).toEqual([['default', 'kube-system', 'shop', 'own'], ['a']]);
  });

  test('a creation that failed has the id under which the deletion cleans up', async () => {
    world.server.hooks.push(({ name, writes, dryRun }) =>
      writes && !dryRun && name === 'b' ? denied('quota.example.com', 'the quota is used up') : undefined,
    );
    const failed = await deploy(world, 'Create', 'Shop', [configMap('a'), configMap('b')]);
    const deleted = await deploy(world, 'Delete', 'Shop', [configMap('a'), configMap('b')]);
    expect([failed.Status, deleted.Status, deleted.PhysicalResourceId]).toEqual(['FAILED', 'SUCCESS', failed.PhysicalResourceId]);
    expect([names('ConfigMap'), records()]).toEqual([[], []]);
  });

  test('takes objects for gone whose definition is gone', async () => {
    await deploy(world, 'Create', 'Shop', [configMap('a'), deployment('web')], { NotWaitedFor: ['rollouts'] });
    const deployments = world.server.store.kinds;
    world.server.store.kinds = () => deployments.call(world.server.store).filter(({ kind }) => kind !== 'Deployment');
    expect(await deploy(world, 'Delete', 'Shop', [])).not.toHaveProperty('Reason');
    expect(names('ConfigMap')).toEqual([]);
  });
});

describe('the sweep', () => {
  const sweep = () => world.ask('Delete', PRUNE_RESOURCE, 'Sweep', {});

  test('deletes what was retired and still names its deployment, and only that', async () => {
    const { store } = world.server;
    await deploy(world, 'Create', 'Shop', [configMap('kept'), configMap('dropped'), configMap('detached')]);
    const { labels, annotations } = store.find('ConfigMap', 'shop/dropped')!.metadata;
    const copy = configMap('copy');
    store.put({ ...copy, metadata: { ...copy.metadata, labels, annotations: annotations as Record<string, string> } });
    store.put(configMap('of-a-tenant'));
    await deploy(world, 'Update', 'Shop', [configMap('kept')]);
    expect(names('ConfigMap')).toContain('dropped');
    store.find('ConfigMap', 'shop/detached')!.metadata.annotations = {};
    expect(await sweep()).not.toHaveProperty('Reason');
    expect(names('ConfigMap').sort()).toEqual(['copy', 'detached', 'kept', 'of-a-tenant']);
    expect(world.log).toContain("ConfigMap 'shop/detached' is retained: its annotation cdk-eks-strata/owner names another owner");
    expect(records()).toHaveLength(1);
  });

  test('does nothing when it is made', async () => {
    expect((await world.ask('Create', PRUNE_RESOURCE, 'Sweep', {})).Status).toBe('SUCCESS');
    expect(world.server.calls).toEqual([]);
  });
});

describe('without records', () => {
  const lose = () =>
    records().forEach(({ metadata }) => {
      const { store } = world.server;
      store.delete({ ...metadata, kind: store.kinds().find(({ kind }) => kind === 'Secret')! }, 'Background');
    });
  const sweep = () => world.ask('Delete', PRUNE_RESOURCE, 'Sweep', {});

  test('an update deletes nothing of another deployment, and what it drops itself goes', async () => {
    const old = [configMap('kept'), configMap('dropped')];
    await deploy(world, 'Create', 'Shop', old);
    await deploy(world, 'Create', 'Other', [configMap('theirs')]);
    lose();
    const before = { OldResourceProperties: { ClusterName: 'cluster', Deployment: 'Shop', Manifest: JSON.stringify(old) } };
    expect(await deploy(world, 'Update', 'Shop', [configMap('kept')], {}, undefined, before)).not.toHaveProperty('Reason');
    expect(await sweep()).not.toHaveProperty('Reason');
    expect(names('ConfigMap').sort()).toEqual(['kept', 'theirs']);
    expect(records()).toHaveLength(1);
  });

  test('a deletion takes what its manifest names', async () => {
    await deploy(world, 'Create', 'Shop', [configMap('a'), configMap('b')]);
    lose();
    expect(await deploy(world, 'Delete', 'Shop', [configMap('a'), configMap('b')])).not.toHaveProperty('Reason');
    expect([names('ConfigMap'), records()]).toEqual([[], []]);
  });

  test('a deletion whose manifest is gone as well takes what the label and the annotation name', async () => {
    await deploy(world, 'Create', 'Shop', [configMap('a'), deployment('web')], { NotWaitedFor: ['rollouts'] });
    const { labels, annotations } = world.server.store.find('ConfigMap', 'shop/a')!.metadata;
    const copy = configMap('copy');
    world.server.store.put({ ...copy, metadata: { ...copy.metadata, labels, annotations: annotations as Record<string, string> } });
    lose();
    expect(
      await world.ask('Delete', OBJECTS_RESOURCE, 'Shop', { Deployment: 'Shop', ManifestFile: { Bucket: 'bucket', Key: 'gone' } }),
    ).not.toHaveProperty('Reason');
    expect([names('ConfigMap'), names('Deployment'), records()]).toEqual([['copy'], [], []]);
  });
});
