import { denied } from './api-problems';
import { boundClaims, claim, configMap, deploy, deployment, namespace } from './real-objects';
import { RealWorld } from './real-world';
import { owned, ownerOf, RECORD_LABEL } from '../../src/handler/ownership';
import { SWEEP } from '../../src/inventory/delivered.data';

// real programs on a machine that has other work
jest.setTimeout(60_000);

let world: RealWorld;
beforeEach(async () => {
  world = await RealWorld.start();
});
afterEach(async () => world.stop());

const names = (kind: string) => world.server.store.of(kind).map(({ metadata: { name } }) => name);
const records = () => world.server.store.of('Secret').filter(({ metadata: { labels } }) => labels?.[RECORD_LABEL] !== undefined);

describe('deletion', () => {
  test('waits for finalizers, takes the record away, and leaves what somebody else has put in the place of an object', async () => {
    await deploy(world, 'Create', 'Shop', [configMap('a'), configMap('b'), configMap('of-somebody-else')]);
    world.server.store.find('ConfigMap', 'shop/of-somebody-else')!.metadata.labels = {};
    world.server.store.find('ConfigMap', 'shop/b')!.metadata.finalizers = ['example.com/cleans-up'];
    let rounds = 0;
    world.server.store.controllers.push(() => {
      if (++rounds === 3) world.server.store.find('ConfigMap', 'shop/b')!.metadata.finalizers = [];
    });
    expect((await deploy(world, 'Delete', 'Shop', [])).Status).toBe('SUCCESS');
    expect([rounds, names('ConfigMap'), records()]).toEqual([3, ['of-somebody-else'], []]);
  });

  test('fails with what is left and whose finalizers it waits for', async () => {
    await deploy(world, 'Create', 'Shop', [configMap('a'), configMap('b')]);
    world.server.store.find('ConfigMap', 'shop/b')!.metadata.finalizers = ['example.com/cleans-up'];
    world.server.store.controllers.push(() => world.clock.pass(20 * 60_000));
    const { Status, Reason } = await deploy(world, 'Delete', 'Shop', []);
    expect([Status, Reason]).toEqual(['FAILED', "still there: ConfigMap 'shop/b' (finalizers: example.com/cleans-up). Whoever set a finalizer has to do its work before the object can go"]);
    expect(records()).toHaveLength(1);
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
    expect([names('PersistentVolumeClaim'), names('Namespace'), names('ConfigMap')]).toEqual([['data'], ['default', 'kube-system', 'shop', 'own'], []]);
  });

  test('takes a namespace along that may go, after what is in it', async () => {
    await deploy(world, 'Create', 'Shop', [namespace('own'), configMap('a', {}, 'own')], { RemoveNamespaces: 'true' });
    world.server.store.put(configMap('of-somebody', {}, 'own'));
    expect((await deploy(world, 'Delete', 'Shop', [])).Status).toBe('SUCCESS');
    expect([names('Namespace'), names('ConfigMap')]).toEqual([['default', 'kube-system', 'shop'], []]);
  });

  test('fails before anything is deleted where a namespace holds claims of others', async () => {
    boundClaims(world);
    await deploy(world, 'Create', 'Shop', [namespace('own'), configMap('a', {}, 'own')], { RemoveNamespaces: 'true' });
    world.server.store.put(claim('theirs', 'own'));
    expect((await deploy(world, 'Delete', 'Shop', [])).Reason).toBe(
      "PersistentVolumeClaim 'own/theirs': a namespace that goes takes its claims along, and their deployment does not say so. "
      + 'Delete the claims, give removeClaims: true to their deployment, or leave removeNamespaces out');
    expect([names('Namespace'), names('ConfigMap')]).toEqual([['default', 'kube-system', 'shop', 'own'], ['a']]);
  });

  test('a creation that failed has the id under which the deletion cleans up', async () => {
    world.server.hooks.push(({ name, writes, dryRun }) => (writes && !dryRun && name === 'b' ? denied('quota.example.com', 'the quota is used up') : undefined));
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
  const KINDS = ['v1/ConfigMap', 'apps/v1/Deployment', 'example.com/v1/Widget'];
  const sweep = () => world.ask('Delete', SWEEP, 'Sweep', { Kinds: KINDS });

  test('deletes what nobody claims any more, and only that', async () => {
    await deploy(world, 'Create', 'Shop', [configMap('kept'), configMap('dropped')]);
    world.server.store.put(owned(configMap('of-another-stack'), ownerOf('another stack'), false));
    world.server.store.put(configMap('of-somebody'));
    await deploy(world, 'Update', 'Shop', [configMap('kept')]);
    expect(names('ConfigMap')).toContain('dropped');
    expect(await sweep()).not.toHaveProperty('Reason');
    expect(names('ConfigMap').sort()).toEqual(['kept', 'of-another-stack', 'of-somebody']);
    expect(records()).toHaveLength(1);
  });

  test('does nothing when it is made', async () => {
    expect((await world.ask('Create', SWEEP, 'Sweep', { Kinds: KINDS })).Status).toBe('SUCCESS');
    expect(world.server.calls).toEqual([]);
  });
});
