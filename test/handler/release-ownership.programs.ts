import { execFile } from 'child_process';
import { promisify } from 'util';
import { chartFolder, leaveAs, revisions } from './charts';
import { availableDeployments } from './real-objects';
import { RealWorld } from './real-world';
import { CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { INVENTORY_LABEL } from '../../src/handler/ownership';
import { HELM_RELEASE_RESOURCE } from '../../src/model/custom-resource-types.data';

// real programs on a machine that has other work
jest.setTimeout(120_000);

let world: RealWorld;
let folder: string;
beforeEach(async () => {
  world = await RealWorld.start();
  folder = chartFolder(world);
  world.files.set('s3://bucket/chart', folder);
  availableDeployments(world);
});
afterEach(async () => world.stop());

const CHECKOUT = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/checkout/2';
const release = (
  type: CustomResourceRequest['RequestType'],
  options: Record<string, unknown> = {},
  stackId?: string,
  resource = 'Release',
) =>
  world.ask(
    type,
    HELM_RELEASE_RESOURCE,
    resource,
    { Deployment: resource, Release: 'shop', Namespace: 'shop', ChartFile: { Bucket: 'bucket', Key: 'chart' }, ...options },
    stackId,
  );
// not synchronously: the server is in this process
const helm = async (...args: string[]): Promise<void> => {
  const config = { PATH: world.path, HOME: world.home, KUBECONFIG: `${world.home}/kubeconfig-helm` };
  world.writeConfig(config.KUBECONFIG);
  await promisify(execFile)('helm', args, { env: config });
};
const states = () => revisions(world, 'shop').map(({ metadata: { labels } }) => `${labels?.version} ${labels?.status}`);
const greeting = () => world.server.store.find('ConfigMap', 'shop/shop-settings')?.data;
const records = () => world.server.store.of('Secret').filter(({ metadata: { labels } }) => labels?.[INVENTORY_LABEL] !== undefined);
const UNOWNED =
  "Helm release 'shop/shop' already exists and was not created by a HelmDeployment: use another releaseName, or set adopt: true in this " +
  'HelmDeployment to take it over with its history';

test('fields that others changed are set again, in an upgrade and in its rollback', async () => {
  await release('Create', { Values: '{"replicas":2}' });
  const edit = (replicas: number, image: string) =>
    world.server.store.put(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'shop-web', namespace: 'shop' },
        spec: { replicas, template: { spec: { containers: [{ name: 'app', image }] } } },
      },
      'kubectl-set',
    );
  const live = () => world.server.store.find('Deployment', 'shop/shop-web')?.spec as { replicas: number; template: object };
  edit(7, 'example.com/app:hotfix');
  expect(await release('Update', { Values: '{"replicas":3}' })).not.toHaveProperty('Reason');
  expect(live()).toMatchObject({ replicas: 3, template: { spec: { containers: [{ image: 'example.com/app:1' }] } } });
  edit(8, 'example.com/app:hotfix');
  world.files.delete('s3://bucket/chart');
  expect(await release('Update', { Values: '{"replicas":2}' })).not.toHaveProperty('Reason');
  expect(live()).toMatchObject({ replicas: 2, template: { spec: { containers: [{ image: 'example.com/app:1' }] } } });
  expect(states()).toEqual(['1 superseded', '2 superseded', '3 deployed']);
});

test('fails where the chart is gone and no revision has the same chart and values', async () => {
  await release('Create');
  world.files.delete('s3://bucket/chart');
  expect(await release('Update', { Values: '{"replicas":2}' })).toMatchObject({
    Status: 'FAILED',
    Reason: 's3://bucket/chart does not exist',
  });
  expect(states()).toEqual(['1 deployed']);
});

describe('a release that was created with helm', () => {
  test.each(['--server-side=true', '--server-side=false'])('is refused, and adopted with its history (%s)', async (method) => {
    await helm('install', 'shop', folder, '--namespace', 'shop', '--set', 'greeting=theirs', method);
    expect(await release('Create')).toMatchObject({ Status: 'FAILED', Reason: UNOWNED });
    expect([states(), records(), greeting()]).toEqual([['1 deployed'], [], { greeting: 'theirs' }]);
    expect(await release('Delete')).not.toHaveProperty('Reason');
    expect(states()).toEqual(['1 deployed']);
    expect(await release('Create', { TakeOver: 'true' })).not.toHaveProperty('Reason');
    expect([states(), greeting()]).toEqual([['1 superseded', '2 deployed'], { greeting: 'hello' }]);
    expect(await release('Update', { Values: '{"greeting":"ours"}' })).not.toHaveProperty('Reason');
    expect([states(), greeting()]).toEqual([['1 superseded', '2 superseded', '3 deployed'], { greeting: 'ours' }]);
    expect(await release('Delete')).not.toHaveProperty('Reason');
    expect([states(), greeting()]).toEqual([[], undefined]);
  });

  test('is returned when the deployment that adopted it is rolled back', async () => {
    await helm('install', 'shop', folder, '--namespace', 'shop', '--set', 'greeting=theirs');
    await release('Create', { TakeOver: 'true' });
    expect(await release('Delete')).not.toHaveProperty('Reason');
    expect([states(), records(), greeting()]).toEqual([['1 superseded', '2 superseded', '3 deployed'], [], { greeting: 'theirs' }]);
    expect(await release('Create')).toMatchObject({ Reason: UNOWNED });
  });

  test('is retained when it took the place of one that was removed', async () => {
    await release('Create');
    await helm('uninstall', 'shop', '--namespace', 'shop');
    await helm('install', 'shop', folder, '--namespace', 'shop');
    expect(await release('Delete')).not.toHaveProperty('Reason');
    expect([states(), records()]).toEqual([['1 deployed'], []]);
    expect(world.log).toContain("Helm release 'shop/shop' was retained: it does not belong to this deployment");
  });

  test('keeps its labels when people upgrade it', async () => {
    await release('Create');
    await helm('upgrade', 'shop', folder, '--namespace', 'shop', '--set', 'greeting=theirs');
    expect(await release('Update', { Values: '{"greeting":"ours"}' })).not.toHaveProperty('Reason');
    expect([states(), greeting()]).toEqual([['1 superseded', '2 superseded', '3 deployed'], { greeting: 'ours' }]);
  });
});

describe('of two stacks with one release', () => {
  test('the second is refused, and its deletion touches nothing', async () => {
    await release('Create');
    expect(await release('Create', { Values: '{"greeting":"theirs"}' }, CHECKOUT)).toMatchObject({
      Status: 'FAILED',
      Reason:
        "Helm release 'shop/shop' is owned by Release of stack shop: a release can have only one owner. Use another releaseName, or set " +
        'adopt: true in this HelmDeployment to take it over with its history',
    });
    expect(await release('Delete', {}, CHECKOUT)).not.toHaveProperty('Reason');
    expect([states(), greeting(), records().length]).toEqual([['1 deployed'], { greeting: 'hello' }, 1]);
  });

  test('the second adopts it, and the deletion of the first touches nothing', async () => {
    await release('Create');
    expect(await release('Create', { TakeOver: 'true' }, CHECKOUT)).not.toHaveProperty('Reason');
    expect(await release('Delete')).not.toHaveProperty('Reason');
    expect([states(), greeting()]).toEqual([['1 superseded', '2 deployed'], { greeting: 'hello' }]);
    expect(await release('Delete', {}, CHECKOUT)).not.toHaveProperty('Reason');
    expect([states(), records()]).toEqual([[], []]);
  });

  test('the first is refused without its record, too', async () => {
    await release('Create');
    const kind = world.server.store.kinds().find((each) => each.kind === 'Secret')!;
    for (const { metadata } of records()) world.server.store.delete({ kind, namespace: 'kube-system', name: metadata.name }, 'Background');
    expect(await release('Create', {}, CHECKOUT)).toMatchObject({
      Reason: expect.stringMatching(/^Helm release 'shop\/shop' already exists and is owned by another stack: /),
    });
  });

  test('it goes back to the first with its content when the second is rolled back', async () => {
    await release('Create', { Values: '{"greeting":"first"}' });
    await release('Create', { TakeOver: 'true', Values: '{"greeting":"second"}' }, CHECKOUT);
    expect(greeting()).toEqual({ greeting: 'second' });
    expect(await release('Delete', {}, CHECKOUT)).not.toHaveProperty('Reason');
    expect(greeting()).toEqual({ greeting: 'first' });
    expect(await release('Update', { Values: '{"greeting":"third"}' })).not.toHaveProperty('Reason');
  });
});

test('an object of another owner is adopted only with `adopt: true`', async () => {
  world.server.store.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop-settings', namespace: 'shop' } });
  expect(await release('Create')).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringMatching(/ConfigMap "shop-settings" in namespace "shop" exists and cannot be imported into the current release/),
  });
  expect(await release('Create', { TakeOver: 'true' })).not.toHaveProperty('Reason');
  expect(greeting()).toEqual({ greeting: 'hello' });
});

test('a release whose uninstall was killed is uninstalled, and installed again', async () => {
  await release('Create');
  leaveAs(world, 'shop', 'uninstalling');
  expect(await release('Update', { Values: '{"greeting":"again"}' })).not.toHaveProperty('Reason');
  expect([states(), greeting()]).toEqual([['1 deployed'], { greeting: 'again' }]);
});
