import { denied } from './api-problems';
import { availableDeployments, configMap, definition, deploy, deployment, namespace } from './real-objects';
import { RealWorld } from './real-world';
import { FIELD_MANAGER, OwnerAnnotations, OWNER_ANNOTATION, OWNER_LABEL, stackLabelValue } from '../../src/handler/ownership';
import { VALUE_RESOURCE } from '../../src/model/custom-resource-types.data';

const OTHER_STACK = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/other/1';

let world: RealWorld;
beforeEach(async () => {
  world = await RealWorld.start();
});
afterEach(async () => world.stop());

const writtenConfigMaps = () => world.server.written().filter((each) => each.includes('ConfigMap'));

describe('applying', () => {
  test('a deployment is applied in its order, with the label of its stack, after its record', async () => {
    const answer = await deploy(world, 'Create', 'Shop', [configMap('b'), configMap('a'), configMap('c')]);
    expect(answer).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: 'Shop@cluster',
      StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop/1',
      RequestId: 'request-1',
      LogicalResourceId: 'Shop',
    });
    expect(world.server.written()).toEqual([
      expect.stringMatching(/^PATCH Secret cdk-eks-strata-/),
      'PATCH ConfigMap b',
      'PATCH ConfigMap a',
      'PATCH ConfigMap c',
    ]);
    expect(world.server.store.find('ConfigMap', 'shop/a')).toMatchObject({
      data: { a: '1' },
      metadata: { labels: { [OWNER_LABEL]: stackLabelValue(answer.StackId) } },
    });
    const [cluster] = world.server.store.of('Namespace').filter(({ metadata: { name } }) => name === 'kube-system');
    const owner = new OwnerAnnotations(cluster.metadata.uid).valueFor(
      { stackId: answer.StackId, deployment: 'Shop' },
      { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'a' },
    );
    expect(owner).toMatch(/^v1 shop\/Shop [0-9a-f]{16} \/ConfigMap:shop\/a$/);
    expect(world.server.store.find('ConfigMap', 'shop/a')).toMatchObject({ metadata: { annotations: { [OWNER_ANNOTATION]: owner } } });
    expect(world.server.store.fieldsOf('ConfigMap', 'shop/a', FIELD_MANAGER).sort()).toEqual([
      '.data.a',
      `.metadata.annotations.${OWNER_ANNOTATION}`,
      `.metadata.labels.${OWNER_LABEL}`,
    ]);
  });

  test('a field that a deployment does not give any more goes, and what others set stays', async () => {
    await deploy(world, 'Create', 'Shop', [configMap('a', { old: '1', kept: '1' })]);
    world.server.store.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { theirs: '1' } });
    await deploy(world, 'Update', 'Shop', [configMap('a', { kept: '2' })]);
    expect(world.server.store.find('ConfigMap', 'shop/a')?.data).toEqual({ kept: '2', theirs: '1' });
  });

  test('a Deployment is waited for until it is available', async () => {
    availableDeployments(world);
    const { Status } = await deploy(world, 'Create', 'Shop', [deployment('web', 2)]);
    expect(Status).toBe('SUCCESS');
    expect(world.server.store.find('Deployment', 'shop/web')?.status).toMatchObject({ availableReplicas: 2 });
  });

  test('fails and leaves everything as it was when a webhook refuses an object', async () => {
    world.server.hooks.push(({ name, writes }) => (writes && name === 'b' ? denied('policy.example.com', 'no owner is given') : undefined));
    const { Status, Reason } = await deploy(world, 'Create', 'Shop', [configMap('a'), configMap('b'), configMap('c')]);
    expect([Status, Reason]).toEqual([
      'FAILED',
      'ConfigMap \'shop/b\' was rejected: BadRequest: admission webhook "policy.example.com" denied the request: no owner is given',
    ]);
    expect(world.server.written()).toEqual([]);
  });

  test('a batch that was applied by half is completed by the next try', async () => {
    let full = true;
    world.server.hooks.push(({ name, writes, dryRun }) =>
      full && writes && !dryRun && name === 'c' ? denied('quota.example.com', 'the quota is used up') : undefined,
    );
    const first = await deploy(
      world,
      'Create',
      'Shop',
      ['a', 'b', 'c', 'd'].map((name) => configMap(name)),
    );
    expect([first.Status, first.Reason]).toEqual([
      'FAILED',
      'ConfigMap \'shop/c\' was rejected: BadRequest: admission webhook "quota.example.com" denied the request: the quota is used up',
    ]);
    expect(world.server.store.of('ConfigMap').map(({ metadata: { name } }) => name)).toEqual(['a', 'b', 'd']);
    const uid = world.server.store.find('ConfigMap', 'shop/a')?.metadata.uid;
    full = false;
    const second = await deploy(
      world,
      'Create',
      'Shop',
      ['a', 'b', 'c', 'd'].map((name) => configMap(name)),
    );
    expect(second.Status).toBe('SUCCESS');
    expect(second.PhysicalResourceId).toBe(first.PhysicalResourceId);
    expect(
      world.server.store
        .of('ConfigMap')
        .map(({ metadata: { name } }) => name)
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd']);
    expect(world.server.store.find('ConfigMap', 'shop/a')?.metadata.uid).toBe(uid);
  });

  test('an object that exists is refused, and adopted by name', async () => {
    world.server.store.put(deployment('web', 5));
    const refused = await deploy(world, 'Create', 'Shop', [deployment('web', 2)], { NotWaitedFor: ['rollouts'] });
    expect([refused.Status, refused.Reason]).toEqual([
      'FAILED',
      "Deployment 'shop/web' already exists, and no deployment of this stack has applied it: an object has one owner. Delete it or " +
        "remove it from its owner, or set adopt: Adoption.of('Deployment/shop/web') in this deployment",
    ]);
    expect(world.server.written()).toEqual([]);
    expect(world.server.store.find('Deployment', 'shop/web')?.spec).toMatchObject({ replicas: 5 });
    const options = { NotWaitedFor: ['rollouts'], Adopt: ['Deployment/shop/web'] };
    const taken = await deploy(world, 'Create', 'Shop', [deployment('web', 2)], options);
    expect([taken.Status, taken.Reason]).toEqual(['SUCCESS', undefined]);
    expect(world.server.store.find('Deployment', 'shop/web')?.spec).toMatchObject({ replicas: 2 });
    expect(world.server.store.fieldsOf('Deployment', 'shop/web', 'kubectl-edit')).not.toContain('.spec.replicas');
  });

  test('fails where another stack has the object, before anything is tried', async () => {
    await deploy(world, 'Create', 'Other', [configMap('a')], {}, OTHER_STACK);
    const { Reason } = await deploy(world, 'Create', 'Shop', [configMap('a', { a: '2' })]);
    expect(Reason).toBe(
      "ConfigMap 'shop/a' is owned by Other of stack other: an object has one owner. Delete it or remove it from its owner, " +
        "or set adopt: Adoption.of('ConfigMap/shop/a') in this deployment",
    );
    expect(writtenConfigMaps()).toEqual(['PATCH ConfigMap a']);
  });

  test('objects of a kind and in a namespace of the same batch come after them', async () => {
    const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'fresh' }, spec: { size: 1 } };
    const { Status, Reason } = await deploy(world, 'Create', 'Shop', [
      widget,
      configMap('inside', { a: '1' }, 'fresh'),
      namespace('fresh'),
      definition('Widget', 'widgets'),
    ]);
    expect([Status, Reason]).toEqual(['SUCCESS', undefined]);
    expect(world.server.written()).toEqual([
      expect.stringMatching(/^PATCH Secret cdk-eks-strata-/),
      'PATCH CustomResourceDefinition widgets.example.com',
      'PATCH Namespace fresh',
      expect.stringMatching(/^PATCH Secret cdk-eks-strata-/),
      'PATCH ConfigMap inside',
      'PATCH Widget w',
    ]);
    expect(world.server.store.find('Widget', 'fresh/w')?.spec).toEqual({ size: 1 });
  });

  test('fails with the namespace that is not found, and changes nothing', async () => {
    const { Reason } = await deploy(world, 'Create', 'Shop', [configMap('b'), configMap('a', {}, 'nowhere')]);
    expect(Reason).toBe('ConfigMap \'nowhere/a\' was rejected: NotFound: namespaces "nowhere" not found');
    expect(world.server.written()).toEqual([]);
  });

  test('an object that moves between two deployments keeps its uid', async () => {
    await deploy(world, 'Create', 'Old', [configMap('moved'), configMap('stays')]);
    const uid = world.server.store.find('ConfigMap', 'shop/moved')?.metadata.uid;
    await deploy(world, 'Create', 'New', [configMap('moved', { a: '2' })]);
    await deploy(world, 'Delete', 'Old', [configMap('moved'), configMap('stays')]);
    expect(world.server.store.find('ConfigMap', 'shop/moved')).toMatchObject({ metadata: { uid }, data: { a: '2' } });
    expect(world.server.store.find('ConfigMap', 'shop/stays')).toBeUndefined();
  });
});

describe('a value', () => {
  const ask = (Path: string[]) =>
    world.ask('Create', VALUE_RESOURCE, 'Address', {
      ApiVersion: 'networking.k8s.io/v1',
      Kind: 'Ingress',
      Name: 'web',
      Namespace: 'shop',
      Path,
      WaitSeconds: '600',
    });

  test('is waited for until it is written', async () => {
    let rounds = 0;
    const { store } = world.server;
    store.controllers.push(() => {
      rounds++;
      if (rounds === 2) store.put({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web', namespace: 'shop' } });
      if (rounds === 4) store.find('Ingress', 'shop/web')!.status = { loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } };
    });
    expect(await ask(['status', 'loadBalancer', 'ingress', '0', 'hostname'])).toMatchObject({
      Status: 'SUCCESS',
      Data: { Value: 'lb.example.com' },
    });
  });

  test('fails with its path when it is not written in time', async () => {
    world.server.hooks.push(() => {
      world.clock.pass(30_000);
      return undefined;
    });
    expect(await ask(['status', 'address'])).toMatchObject({
      Status: 'FAILED',
      Reason: "timed out waiting for status.address of Ingress 'shop/web'. Check the events of the object",
    });
  });
});
