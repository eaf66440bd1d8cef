import { denied } from './api-problems';
import { configMap, definition, deploy, deployment, namespace } from './real-objects';
import { RealWorld } from './real-world';
import { OWNER_ANNOTATION, PREVIOUS_ANNOTATION } from '../../src/handler/ownership';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { PRUNE_RESOURCE } from '../../src/model/custom-resource-types.data';

jest.setTimeout(30_000);

let world: RealWorld;
beforeEach(async () => {
  world = await RealWorld.start();
});
afterEach(async () => world.stop());

const NOT_WAITED = { NotWaitedFor: ['rollouts'] };
const find = (kind: string, title: string) => world.server.store.find(kind, title);
const old = (objects: readonly KubernetesObject[]) => ({
  OldResourceProperties: { ClusterName: 'cluster', Deployment: 'Shop', Manifest: JSON.stringify(objects) },
});
const create = (objects: readonly KubernetesObject[], options: object = {}) =>
  deploy(world, 'Create', 'Shop', objects, { ...NOT_WAITED, ...options });
const update = (from: readonly KubernetesObject[], to: readonly KubernetesObject[], options: object = {}) =>
  deploy(world, 'Update', 'Shop', to, { ...NOT_WAITED, ...options }, undefined, old(from));
const remove = (objects: readonly KubernetesObject[], options: object = {}) =>
  deploy(world, 'Delete', 'Shop', objects, { ...NOT_WAITED, ...options });
const prune = () => world.ask('Delete', PRUNE_RESOURCE, 'Prune', {});
const OK = { Status: 'SUCCESS' };
// what may be compared of an object before and after
const contentOf = (kind: string, title: string) => {
  const object = world.server.store.shown(find(kind, title)!);
  const { resourceVersion: _, generation: __, ...metadata } = object.metadata;
  return JSON.parse(JSON.stringify({ ...object, metadata })) as object;
};

describe('fields of other managers', () => {
  const by = (manager: string, replicas: number) =>
    world.server.store.put(
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { replicas } },
      manager,
    );

  test('are set again by an update, and the log names them', async () => {
    await create([deployment('web', 2)]);
    by('kubectl-scale', 7);
    expect(await update([deployment('web', 2)], [deployment('web', 3)])).toMatchObject(OK);
    expect(find('Deployment', 'shop/web')?.spec).toMatchObject({ replicas: 3 });
    expect(world.log).toContain("Deployment 'shop/web': fields of other managers are set again: .spec.replicas of kubectl-scale");
  });

  test('are an error where the deployment says so, before anything is written', async () => {
    await create([deployment('web', 2)]);
    by('kubectl-scale', 7);
    const written = world.server.written().length;
    const { Reason } = await update([deployment('web', 2)], [deployment('web', 3)], { RefuseConflicts: 'true' });
    expect(Reason).toBe(
      'Deployment \'shop/web\' was rejected: Apply failed with 1 conflict: conflict with "kubectl-scale" using apps/v1: .spec.replicas. ' +
        'These fields have another field manager: remove them from the manifest, or remove conflicts: Conflicts.REFUSE',
    );
    expect(world.server.written().length).toBe(written);
  });

  test('are never the reason that a rollback fails', async () => {
    await create([deployment('web', 2), configMap('a', { a: '1' })], { RefuseConflicts: 'true' });
    const [before, after] = [1, 2].map((value) => [deployment('web', 2), configMap('a', { a: String(value) })]);
    await update(before, after, { RefuseConflicts: 'true' });
    by('kubectl-scale', 7);
    expect(await update(after, before, { RefuseConflicts: 'true' })).toMatchObject(OK);
    expect(find('Deployment', 'shop/web')?.spec).toMatchObject({ replicas: 2 });
  });

  test('of an injected certificate stay with their controller', async () => {
    const webhook = (caBundle?: string): KubernetesObject => ({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'checks' },
      webhooks: [
        { name: 'checks.example.com', sideEffects: 'None', admissionReviewVersions: ['v1'], clientConfig: { url: 'https://x', caBundle } },
      ],
    });
    await create([webhook('Cg==')]);
    world.server.store.put({ ...webhook('aW5qZWN0ZWQ=') }, 'cainjector');
    expect(await update([webhook('Cg==')], [webhook('Cg=='), configMap('a')])).toMatchObject(OK);
    expect(JSON.stringify(find('ValidatingWebhookConfiguration', 'checks')?.webhooks)).toContain('aW5qZWN0ZWQ=');
  });
});

describe('replicas', () => {
  const withoutReplicas = (): KubernetesObject => {
    const { replicas: _, ...spec } = deployment('web').spec as { replicas: number };
    return { ...deployment('web'), spec };
  };
  const autoscaler: KubernetesObject = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { maxReplicas: 9, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  };

  test('keep their number when the manifest leaves them to an autoscaler', async () => {
    await create([deployment('web', 4)]);
    expect(await update([deployment('web', 4)], [withoutReplicas(), autoscaler])).toMatchObject(OK);
    expect(find('Deployment', 'shop/web')?.spec).toMatchObject({ replicas: 4 });
    expect(world.server.store.fieldsOf('Deployment', 'shop/web', 'cdk-eks-strata')).not.toContain('.spec.replicas');
    world.server.store.put(
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { replicas: 6 } },
      'kube-controller-manager',
    );
    await update([withoutReplicas(), autoscaler], [withoutReplicas(), autoscaler, configMap('a')]);
    expect(find('Deployment', 'shop/web')?.spec).toMatchObject({ replicas: 6 });
  });

  test.each([
    ['of the manifest', true],
    ['of the cluster', false],
  ])('that are declared stay those of an autoscaler %s', async (_, isDeclared) => {
    if (!isDeclared) world.server.store.put({ ...autoscaler });
    const manifest = (...more: KubernetesObject[]) => [deployment('web', 2), ...(isDeclared ? [autoscaler] : []), ...more];
    expect(await create(manifest())).toMatchObject(OK);
    expect(find('Deployment', 'shop/web')?.spec).toMatchObject({ replicas: 2 });
    world.server.store.put(
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { replicas: 6 } },
      'kube-controller-manager',
    );
    expect(await update(manifest(), manifest(configMap('a')))).toMatchObject(OK);
    expect(find('Deployment', 'shop/web')?.spec).toMatchObject({ replicas: 6 });
  });
});

describe('adoption', () => {
  const theirs = (): KubernetesObject => configMap('a', { a: 'theirs', b: 'theirs' });

  test.each([
    ['the same content', { a: 'theirs', b: 'theirs' }],
    ['other content', { a: 'ours' }],
  ])('with %s that is rolled back leaves the object as it was', async (_, data) => {
    world.server.store.put({ ...theirs() });
    const before = contentOf('ConfigMap', 'shop/a');
    expect(await create([configMap('a', data)], { Adopt: ['ConfigMap/shop/a'] })).toMatchObject(OK);
    expect(find('ConfigMap', 'shop/a')?.metadata.annotations).toMatchObject({ [PREVIOUS_ANNOTATION]: 'none' });
    expect(await remove([configMap('a', data)], { Adopt: ['ConfigMap/shop/a'] })).toMatchObject(OK);
    expect(contentOf('ConfigMap', 'shop/a')).toEqual(before);
  });

  test('in an update that is rolled back leaves the object as it was', async () => {
    world.server.store.put({ ...theirs() });
    const before = contentOf('ConfigMap', 'shop/a');
    await create([configMap('x')]);
    const after = [configMap('x'), configMap('a', { a: 'ours' })];
    expect(await update([configMap('x')], after, { Adopt: ['*'] })).toMatchObject(OK);
    expect(await update(after, [configMap('x')])).toMatchObject(OK);
    expect(await prune()).toMatchObject(OK);
    expect(contentOf('ConfigMap', 'shop/a')).toEqual(before);
  });

  test('that is committed makes the object ours', async () => {
    world.server.store.put({ ...theirs() }, 'kubectl-client-side-apply');
    await create([configMap('x')]);
    const after = [configMap('x'), configMap('a', { a: 'ours' })];
    await update([configMap('x')], after, { Adopt: ['*'] });
    // what kubectl apply had set, and the manifest does not declare, is removed
    expect(find('ConfigMap', 'shop/a')?.data).toEqual({ a: 'ours' });
    await prune();
    expect(find('ConfigMap', 'shop/a')?.metadata.annotations).not.toHaveProperty(PREVIOUS_ANNOTATION);
    await update(after, [configMap('x')]);
    await prune();
    expect(find('ConfigMap', 'shop/a')).toBeUndefined();
  });

  test('without the inventory never ends in a deletion', async () => {
    world.server.store.put({ ...theirs() });
    await create([configMap('a', { a: 'ours' })], { Adopt: ['*'] });
    for (const { metadata } of world.server.store.of('Secret')) {
      world.server.store.delete({ kind: world.server.store.kinds().find(({ kind }) => kind === 'Secret')!, ...metadata }, 'Background');
    }
    expect(await remove([configMap('a', { a: 'ours' })])).toMatchObject(OK);
    expect(find('ConfigMap', 'shop/a')?.metadata.annotations ?? {}).not.toHaveProperty(OWNER_ANNOTATION);
  });

  test('of what a controller controls is refused', async () => {
    const { metadata } = world.server.store.put(deployment('owner') as never);
    const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'owner', uid: metadata.uid, controller: true }];
    world.server.store.put({ ...theirs(), metadata: { name: 'a', namespace: 'shop', ownerReferences } });
    expect((await create([configMap('a')], { Adopt: ['*'] })).Reason).toContain("ConfigMap 'shop/a' is controlled by Deployment 'owner'");
  });

  test('names every object that exists', async () => {
    for (const name of ['a', 'b']) world.server.store.put({ ...configMap(name) });
    const { Reason } = await create(['a', 'b', 'c'].map((name) => configMap(name)));
    expect(Reason).toContain("set adopt: Adoption.of('ConfigMap/shop/a', 'ConfigMap/shop/b') in this deployment");
    expect(world.server.written()).toEqual([]);
  });
});

describe('namespaces and CRDs', () => {
  test('a namespace that exists is applied, and stays', async () => {
    world.server.store.put({ ...namespace('team') });
    expect(await create([namespace('team'), configMap('a', {}, 'team')])).toMatchObject(OK);
    expect(find('Namespace', 'team')?.metadata.annotations ?? {}).not.toHaveProperty(OWNER_ANNOTATION);
    expect(await remove([namespace('team'), configMap('a', {}, 'team')])).toMatchObject(OK);
    expect([find('Namespace', 'team')?.metadata.name, find('ConfigMap', 'team/a')]).toEqual(['team', undefined]);
  });

  test('one that was created goes when nothing is left in it, and stays with what others have in it', async () => {
    const objects = [namespace('empty'), namespace('used'), configMap('a', {}, 'empty'), configMap('a', {}, 'used')];
    await create(objects);
    world.server.store.put({ ...configMap('theirs', {}, 'used') });
    world.server.store.put({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'empty' } });
    expect(await remove(objects)).toMatchObject(OK);
    expect([find('Namespace', 'empty'), find('Namespace', 'used')?.metadata.name]).toEqual([undefined, 'used']);
    expect(world.log).toContain("Namespace 'used' is retained: ConfigMap 'used/theirs' still exist");
    // the same deployment has it again without adoption
    expect(await create(objects)).toMatchObject(OK);
    expect(await remove(objects)).toMatchObject(OK);
    expect(find('ConfigMap', 'used/theirs')).toBeDefined();
  });

  test('a CRD goes when no object of its kind is left', async () => {
    await create([definition('Widget', 'widgets')]);
    world.server.store.put({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'shop' } });
    await remove([definition('Widget', 'widgets')]);
    expect(find('CustomResourceDefinition', 'widgets.example.com')).toBeDefined();
    await create([definition('Widget', 'widgets')]);
    world.server.store.delete(
      { kind: world.server.store.kinds().find(({ kind }) => kind === 'Widget')!, namespace: 'shop', name: 'w' },
      'Background',
    );
    await remove([definition('Widget', 'widgets')]);
    expect(find('CustomResourceDefinition', 'widgets.example.com')).toBeUndefined();
  });

  test('a CRD is read by its name while it is waited for: all of a cluster are many megabytes', async () => {
    await create([definition('Widget', 'widgets')]);
    const asked = world.server.calls.filter(({ method, path }) => method === 'GET' && path.includes('/customresourcedefinitions'));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ path }) => path.endsWith('/customresourcedefinitions'))).toEqual([]);
  });

  test('a namespace that is being deleted is waited for', async () => {
    await create([namespace('team')]);
    const team = find('Namespace', 'team')!;
    team.metadata.finalizers = ['example.com/slow'];
    world.server.store.delete({ kind: world.server.store.kinds().find(({ kind }) => kind === 'Namespace')!, name: 'team' }, 'Background');
    let rounds = 0;
    world.server.store.controllers.push(() => {
      if (++rounds === 20) team.metadata.finalizers = [];
    });
    const uid = team.metadata.uid;
    expect(await update([namespace('team')], [namespace('team'), configMap('a', {}, 'team')])).toMatchObject(OK);
    expect(find('Namespace', 'team')?.metadata.uid).not.toBe(uid);
  });

  test('one that does not end is told with its conditions', async () => {
    const team = world.server.store.put({ ...namespace('team'), metadata: { name: 'team', finalizers: ['example.com/never'] } });
    world.server.store.delete({ kind: world.server.store.kinds().find(({ kind }) => kind === 'Namespace')!, name: 'team' }, 'Background');
    team.status = { conditions: [{ type: 'NamespaceDeletionDiscoveryFailure', status: 'True', message: 'metrics.k8s.io/v1beta1: stale' }] };
    expect((await create([configMap('a', {}, 'team')])).Reason).toBe(
      "Namespace 'team' is being deleted and does not end (finalizers: example.com/never)\n" +
        '  NamespaceDeletionDiscoveryFailure: metrics.k8s.io/v1beta1: stale',
    );
  });
});

describe('kinds', () => {
  const widget: KubernetesObject = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'shop' }, spec: {} };

  test('that an operator brings later are waited for', async () => {
    let rounds = 0;
    world.server.store.controllers.push(() => {
      // the operator of the same manifest runs by then
      if (++rounds === 30 && find('Deployment', 'shop/operator')) world.server.store.put({ ...definition('Widget', 'widgets') });
    });
    expect(await create([widget, deployment('operator')])).toMatchObject(OK);
    expect(find('Widget', 'shop/w')).toBeDefined();
  });

  test('that never come fail in time, with the kind', async () => {
    expect((await create([widget, configMap('a')], { WaitSeconds: 600 })).Reason).toBe(
      'no matches for kind "Widget" in version "example.com/v1" after 10 minutes: ' +
        'deploy the operator or the CRD of this kind before, or in the same deployment',
    );
  });
});

describe('immutable fields', () => {
  const job = (image: string, annotations: Record<string, string> = {}): KubernetesObject => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate', namespace: 'shop', annotations },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'app', image }] } } },
  });
  const options = { NotWaitedFor: ['rollouts', 'jobs'] };

  test('of a Job are one line', async () => {
    await create([job('a:1')], options);
    expect((await update([job('a:1')], [job('a:2')], options)).Reason).toBe(
      "Job 'shop/migrate' was rejected: the pod template of a Job is immutable. Give the Job another name, or set the annotation " +
        'cdk-eks-strata/on-immutable: replace, with which it is deleted and created again',
    );
  });

  test('are replaced where the object says so', async () => {
    const replaced = { 'cdk-eks-strata/on-immutable': 'replace' };
    await create([job('a:1', replaced)], options);
    const uid = find('Job', 'shop/migrate')?.metadata.uid;
    expect(await update([job('a:1', replaced)], [job('a:2', replaced)], options)).toMatchObject(OK);
    expect(find('Job', 'shop/migrate')?.metadata.uid).not.toBe(uid);
    expect(JSON.stringify(find('Job', 'shop/migrate')?.spec)).toContain('a:2');
  });
});

describe('deletion', () => {
  test.each(['cdk-eks-strata/deletion', 'helm.sh/resource-policy'])('an object with %s: keep stays', async (annotation) => {
    const kept = { ...configMap('a'), metadata: { name: 'a', namespace: 'shop', annotations: { [annotation]: 'keep' } } };
    await create([kept, configMap('b')]);
    await remove([kept, configMap('b')]);
    expect([find('ConfigMap', 'shop/a')?.metadata.name, find('ConfigMap', 'shop/b')]).toEqual(['a', undefined]);
    expect(await create([kept])).toMatchObject(OK);
  });

  test('an object whose owner annotation someone removed stays', async () => {
    await create([configMap('a'), configMap('b')]);
    delete find('ConfigMap', 'shop/a')!.metadata.annotations;
    await update([configMap('a'), configMap('b')], [configMap('b')]);
    await prune();
    expect(find('ConfigMap', 'shop/a')).toBeDefined();
  });

  test('another object that took the name meanwhile is not deleted', async () => {
    await create([configMap('a')]);
    world.server.hooks.push(({ method, kind }) => {
      if (method === 'DELETE' && kind === 'ConfigMap') find('ConfigMap', 'shop/a')!.metadata.uid = 'another';
      return undefined;
    });
    await remove([configMap('a')]);
    expect(find('ConfigMap', 'shop/a')?.metadata.uid).toBe('another');
  });
});

test('a webhook is registered after its pods are ready', async () => {
  const order: string[] = [];
  world.server.hooks.push(({ kind, writes, dryRun, method }) => {
    if (writes && !dryRun && method === 'PATCH' && kind.endsWith('WebhookConfiguration')) {
      order.push(JSON.stringify(find('Deployment', 'shop/web')?.status));
    }
    return undefined;
  });
  let rounds = 0;
  world.server.store.controllers.push(() => {
    const web = find('Deployment', 'shop/web');
    if (web && ++rounds > 10) web.status = { observedGeneration: 9, replicas: 1, updatedReplicas: 1, availableReplicas: 1 };
  });
  const webhook: KubernetesObject = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'checks' },
    webhooks: [{ name: 'checks.example.com', sideEffects: 'None', admissionReviewVersions: ['v1'], clientConfig: { url: 'https://x' } }],
  };
  expect(await create([webhook, deployment('web')])).toMatchObject(OK);
  expect(order).toEqual([expect.stringContaining('"availableReplicas":1')]);
});

test('a rollback whose pods do not become ready succeeds, and the log tells', async () => {
  const [before, after] = ['1', '2'].map((value) => [deployment('web', 1), configMap('a', { value })]);
  await create(before);
  await update(before, after);
  const options = { NotWaitedFor: [], WaitSeconds: 60 };
  expect(await update(after, before, options)).toMatchObject(OK);
  expect(world.log.join('\n')).toContain("rolled back, and not ready: Deployment 'shop/web' not ready in time");
});

test('the denial of a webhook is final', async () => {
  world.server.hooks.push(({ name, writes }) => (writes && name === 'a' ? denied('policy.example.com', 'no owner') : undefined));
  const { Reason } = await create([configMap('a')]);
  expect(Reason).toContain('denied the request: no owner');
  expect(world.log.filter((message) => message.startsWith('retrying'))).toEqual([]);
});
