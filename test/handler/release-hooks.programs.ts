import { revisions } from './charts';
import { chartWithHook, end, killHelm, Migrations, migrationOf } from './hook-jobs';
import { RealWorld } from './real-world';
import { CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { HELM_RELEASE_RESOURCE } from '../../src/model/custom-resource-types.data';

// real programs on a machine that has other work
jest.setTimeout(120_000);

let world: RealWorld;
let migrations: Migrations | undefined;
beforeEach(async () => {
  world = await RealWorld.start();
  world.files.set('s3://bucket/chart', chartWithHook(world));
});
afterEach(async () => {
  migrations?.stop();
  migrations = undefined;
  await world.stop();
});

const release = (type: CustomResourceRequest['RequestType'], options: Record<string, unknown> = {}) =>
  world.ask(type, HELM_RELEASE_RESOURCE, 'Release', {
    Deployment: 'Release',
    Release: 'shop',
    Namespace: 'shop',
    ChartFile: { Bucket: 'bucket', Key: 'chart' },
    NotWaitedFor: ['rollouts'],
    ...options,
  });
const states = () => revisions(world, 'shop').map(({ metadata: { labels } }) => `${labels?.version} ${labels?.status}`);

test('a hook is waited for', async () => {
  migrations = new Migrations(world, (job) => end(job, 'Complete'));
  expect(await release('Create')).not.toHaveProperty('Reason');
  expect([states(), migrations.started.length]).toEqual([['1 deployed'], 1]);
});

test('fails once for a hook that fails, and is rolled back', async () => {
  migrations = new Migrations(world, (job, number) => end(job, number === 2 ? 'Failed' : 'Complete'));
  await release('Create');
  expect(await release('Update', { Values: '{"greeting":"again"}' })).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringMatching(
      /^Helm: UPGRADE FAILED: pre-upgrade hooks failed: resource Job\/shop\/migrate not ready\. status: Failed/,
    ),
  });
  expect([states(), migrations.started.length]).toEqual([['1 deployed', '2 failed'], 2]);
  expect(await release('Update')).not.toHaveProperty('Reason');
  expect([states(), migrations.started.length]).toEqual([['1 superseded', '2 failed', '3 deployed'], 3]);
});

test('fails once for a hook that takes longer than its time, and names the alternative', async () => {
  migrations = new Migrations(world, () => undefined);
  expect(await release('Create', { HookSeconds: '2' })).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringMatching(
      new RegExp(
        String.raw`^Helm: failed pre-install: resource Job/shop/migrate not ready\. status: InProgress.* A hook ` +
          String.raw`must finish within 13 minutes.* ChartDeployment`,
      ),
    ),
  });
  expect([states(), migrations.started.length]).toEqual([['1 failed'], 1]);
});

test('waits for the Job of a hook whose Helm was killed before the upgrade is tried again: never two at a time', async () => {
  let rounds = 0;
  migrations = new Migrations(world, (job, number) => (number === 1 ? killHelm() : end(job, 'Complete')));
  world.server.store.controllers.push(() => {
    const job = migrationOf(world);
    if (job && job.metadata.uid === migrations?.started[0] && ++rounds === 5) end(job, 'Complete');
  });
  expect(await release('Create')).not.toHaveProperty('Reason');
  expect([states(), migrations.started.length, migrations.overlapping, rounds >= 5]).toEqual([['1 superseded', '2 deployed'], 2, [], true]);
  expect(world.log).toContain("revision 1 of release 'shop/shop' was pending-install: marked as failed");
});

test('fails for the Job of a hook whose Helm was killed and that fails: it is not started again', async () => {
  migrations = new Migrations(world, () => killHelm());
  world.server.store.controllers.push(() => {
    const job = migrationOf(world);
    if (job) end(job, 'Failed');
  });
  expect(await release('Create')).toMatchObject({ Status: 'FAILED', Reason: "Helm: hook failed: Job 'shop/migrate'" });
  expect([states(), migrations.started.length]).toEqual([['1 failed'], 1]);
});
