import { noEndpoints, tooManyRequests } from './api-problems';
import { configMap, deploy, deployment } from './real-objects';
import { RealWorld } from './real-world';
import { VALUE_RESOURCE } from '../../src/model/custom-resource-types.data';

jest.setTimeout(30_000);

let world: RealWorld;
beforeEach(async () => {
  world = await RealWorld.start();
});
afterEach(async () => world.stop());

describe('runs', () => {
  test('one whose time is up is continued where it stopped, and the answer comes once', async () => {
    const objects = Array.from({ length: 250 }, (_, index) => configMap(`c${index}`));
    // a hundred of them take ten minutes
    world.server.hooks.push(({ writes, dryRun }) => {
      if (writes && !dryRun) world.clock.pass(6_000);
      return undefined;
    });
    const { Status } = await deploy(world, 'Create', 'Shop', objects);
    expect([Status, world.runs, world.answers.length]).toEqual(['SUCCESS', 2, 1]);
    expect(world.server.written().filter((each) => each.includes('ConfigMap'))).toEqual(
      objects.map(({ metadata }) => `PATCH ConfigMap ${metadata?.name}`),
    );
    expect(world.log.filter((message) => message.startsWith('continued'))).toEqual([
      'continued in another invocation: {"step":"apply","done":200,"startedAt":1700000000000}',
    ]);
  });

  test('fails after 55 minutes with the step that is not done', async () => {
    world.server.hooks.push(({ dryRun }) => {
      world.clock.pass(dryRun ? 20 * 60_000 : 0);
      return undefined;
    });
    const objects = Array.from({ length: 250 }, (_, index) => configMap(`c${index}`));
    expect(await deploy(world, 'Create', 'Shop', objects)).toMatchObject({
      Status: 'FAILED',
      Reason: "timed out after 55 minutes in step 'try'",
    });
  });
});

// the smallest request
const ask = () =>
  world.ask('Create', VALUE_RESOURCE, 'Name', { ApiVersion: 'v1', Kind: 'Namespace', Name: 'shop', Path: ['metadata', 'name'] });

describe('patience', () => {
  test('ends with one clear message when the server stops answering', async () => {
    await ask();
    world.requestTimeout = 100;
    world.server.hooks.push(() => {
      world.clock.pass(60_000);
      return 'no answer';
    });
    expect(await ask()).toMatchObject({
      Status: 'FAILED',
      Reason: 'the API server is not available (tried for 5 minutes): no answer in 0.1 s',
    });
  });

  test('ends with one clear message when the server does not exist any more', async () => {
    await ask();
    await world.server.stop();
    world.config.beforeUse = () => world.clock.pass(60_000);
    expect((await ask()).Reason).toBe(
      `the API server is not available (tried for 5 minutes): connect ECONNREFUSED ${world.address.slice('http://'.length)}`,
    );
  });

  test('renews credentials that ran out', async () => {
    world.server.token = 'renewed';
    expect((await ask()).Status).toBe('SUCCESS');
    expect(world.config.renewals).toBe(1);
  });

  test('fails with a hint where the function is never let in', async () => {
    world.config.refreshToken = () => undefined;
    world.config.beforeUse = () => world.clock.pass(60_000);
    world.server.token = 'never';
    expect((await ask()).Reason).toBe(
      'the API server rejects the role of the function (Unauthorized or Forbidden): check its access entry and its RBAC rules ' +
        '(tried for 5 minutes): Unauthorized',
    );
  });

  test.each([
    ['a server that has too much to do', tooManyRequests],
    ['a webhook that is not ready', noEndpoints('validate.example.com')],
  ])('waits for %s', async (_, problem) => {
    world.server.failNext(2, problem, ({ name }) => name === 'a');
    expect(await deploy(world, 'Create', 'Shop', [configMap('a'), configMap('b')])).not.toHaveProperty('Reason');
    expect(world.log.filter((message) => message.startsWith('retrying in'))).toEqual(
      [1, 2].map((seconds) => `retrying in ${seconds} s: ${problem.reason}: ${problem.message}`),
    );
  });
});

describe('readiness', () => {
  test('fails with events and last words when a Deployment never becomes ready, in less than 4,096 bytes', async () => {
    const { store, logs } = world.server;
    store.controllers.push(() => {
      const found = store.find('Deployment', 'shop/web');
      if (!found) return;
      found.status = { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 0 };
      store.put({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web-1', namespace: 'shop', labels: { app: 'web' } },
        spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] },
      }).status = {
        phase: 'Running',
        containerStatuses: [{ name: 'app', ready: false, restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
      };
      store.put({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'e1', namespace: 'shop' },
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off restarting failed container',
        lastTimestamp: '2026-01-01T00:00:00Z',
        involvedObject: { kind: 'Pod', name: 'web-1', namespace: 'shop' },
      });
      world.clock.pass(60_000);
    });
    logs.set(
      'shop/web-1/app before',
      [...Array.from({ length: 30 }, (_, index) => `line ${index} ${'ü"'.repeat(3_000)}`), 'cannot reach the database', ''].join('\n'),
    );
    const answer = await deploy(world, 'Create', 'Shop', [deployment('web')], { WaitSeconds: '120' });
    expect(answer.Reason).toBe(
      [
        "Deployment 'shop/web' not ready in time: 0 of 1 updated replicas are available",
        "Pod 'web-1': BackOff: Back-off restarting failed container",
        "container 'app' of pod 'web-1': CrashLoopBackOff, 4 restarts",
        ...[26, 27, 28, 29].map((line) => `  line ${line} ${'ü"'.repeat(96)}…`),
        '  cannot reach the database',
      ].join('\n'),
    );
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(4_096);
  });

  test('fails at once when a Deployment is past its deadline', async () => {
    world.server.store.controllers.push(() => {
      const found = world.server.store.find('Deployment', 'shop/web');
      if (found) {
        found.status = {
          observedGeneration: 1,
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
              message: 'ReplicaSet "web-1" has timed out progressing.',
            },
          ],
        };
      }
    });
    expect((await deploy(world, 'Create', 'Shop', [deployment('web')])).Reason).toBe(
      'Deployment \'shop/web\' failed: ProgressDeadlineExceeded: ReplicaSet "web-1" has timed out progressing.',
    );
  });
});
