import { FunctionModel, templateOf } from './cloudformation-model';
import { ClusterModel } from './cluster-model';
import { drawn } from './courses';
import { HelmModel } from './helm-model';
import { CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { handle, HandlerEnvironment } from '../../src/handler/handler';
import { CustomResourceResponse } from '../../src/handler/response';

const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1';
const RUN = 15 * 60_000;

function requestOf(RequestId: string, sketch: string, RequestType: CustomResourceRequest['RequestType'] = 'Update'): CustomResourceRequest {
  return {
    RequestType,
    ResourceType: 'Custom::StrataObjects',
    ResponseURL: `https://${RequestId}`,
    StackId: STACK,
    RequestId,
    LogicalResourceId: 'A',
    ResourceProperties: { ...templateOf(drawn({ A: sketch }, 'Deployment')).A.properties, WaitSeconds: '3000' },
  };
}

/** Functions that run at the same time: time passes when all of them sleep. */
class World {
  readonly cluster = new ClusterModel();
  readonly answers: CustomResourceResponse[] = [];
  readonly log: string[] = [];
  private now = this.cluster.clock.now();
  private readonly sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  private running = 0;

  readonly clock = {
    now: () => this.now,
    sleep: async (milliseconds: number) => {
      this.running--;
      await new Promise<void>((wake) => {
        this.sleepers.push({ until: this.now + milliseconds, wake });
        setImmediate(() => this.pass());
      });
      this.running++;
    },
  };

  constructor() {
    Object.defineProperty(this.cluster, 'clock', { value: this.clock });
  }

  async run(request: CustomResourceRequest): Promise<void> {
    this.running++;
    const environment: HandlerEnvironment = {
      clock: this.clock,
      connect: async () => ({ kubernetes: this.cluster, helm: new HelmModel(this.cluster) }),
      download: async () => '[]',
      respond: async (_, answer) => {
        this.answers.push(answer);
      },
      reinvoke: async (next) => {
        void this.run(next);
      },
      log: (message) => {
        this.log.push(message);
      },
    };
    await handle(environment, request, RUN);
    this.running--;
    this.pass();
  }

  /** Seconds since the beginning. */
  seconds = (since: number): number => (this.now - since) / 1000;

  private pass(): void {
    if (this.running > 0 || this.sleepers.length === 0) return;
    const first = this.sleepers.reduce((a, b) => (b.until < a.until ? b : a));
    this.now = Math.max(this.now, first.until);
    this.sleepers.splice(this.sleepers.indexOf(first), 1);
    first.wake();
  }
}

const results = ({ answers }: World) => answers.map(({ RequestId, Status }) => [RequestId, Status]);
const contentOf = ({ cluster }: World) => [...cluster.seen().values()].map(({ content }) => content);

test('an event that is delivered twice at the same time has one runner and one answer', async () => {
  const world = new World();
  let active = 0;
  let together = 0;
  const { apply } = world.cluster;
  world.cluster.apply = async (...args) => {
    together = Math.max(together, ++active);
    await world.clock.sleep(1_000);
    active--;
    return apply.apply(world.cluster, args);
  };
  await Promise.all([world.run(requestOf('1', 'x y', 'Create')), world.run(requestOf('1', 'x y', 'Create'))]);
  expect([results(world), together]).toEqual([[['1', 'SUCCESS']], 1]);
  expect(world.log).toContain('ends without an answer: the request is answered');
});

test('an event that is delivered again after its answer does nothing', async () => {
  const world = new World();
  await world.run(requestOf('1', 'x', 'Create'));
  await world.run(requestOf('2', 'x*'));
  await world.run(requestOf('1', 'x', 'Create'));
  await world.run(requestOf('2', 'x*'));
  expect([results(world), contentOf(world)]).toEqual([
    [
      ['1', 'SUCCESS'],
      ['2', 'SUCCESS'],
    ],
    ['x* of A'],
  ]);
});

test('a rollback supersedes the update that CloudFormation gave up', async () => {
  const world = new World();
  await world.run(requestOf('1', 'x', 'Create'));
  let rollback: Promise<void> | undefined;
  let start = 0;
  // CloudFormation gives up while the update waits for an object that does not become ready
  world.cluster.isStuck = ({ metadata }) => {
    if (metadata?.annotations?.content !== 'x* of A') return false;
    start = start || world.clock.now();
    rollback = rollback ?? world.run(requestOf('3', 'x'));
    return true;
  };
  await world.run(requestOf('2', 'x*'));
  await rollback;
  expect(results(world)).toEqual([
    ['1', 'SUCCESS'],
    ['3', 'SUCCESS'],
  ]);
  expect(contentOf(world)).toEqual(['x of A']);
  expect(world.seconds(start)).toBeLessThan(120);
  expect(world.log).toContain('ends without an answer: another invocation has the lease of the deployment');
});

test('the lease of a run that died expires, and goes with the deployment', async () => {
  const lambda = new FunctionModel(new ClusterModel());
  const { cluster } = lambda;
  lambda.diesAt = { call: 6, performed: true };
  const start = cluster.clock.now();
  expect(await lambda.invoke(requestOf('1', 'x', 'Create'))).toMatchObject({ Status: 'SUCCESS' });
  expect(cluster.clock.now() - start).toBeLessThan(120_000);
  const leases = async () => cluster.list({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' });
  expect(await leases()).toHaveLength(1);
  await lambda.invoke(requestOf('2', 'x', 'Delete'));
  expect(await leases()).toEqual([]);
});
