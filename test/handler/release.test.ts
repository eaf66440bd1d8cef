import { ClusterModel } from './cluster-model';
import { HelmModel } from './helm-model';
import { CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { handle } from '../../src/handler/handler';
import { CustomResourceResponse } from '../../src/handler/response';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { HELM_RELEASE_RESOURCE } from '../../src/model/custom-resource-types.data';

const NAME = { release: 'shop', namespace: 'shop' };
const map = (name: string): KubernetesObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' } });
const JOB: KubernetesObject = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'migrate', namespace: 'shop' } };
const MINUTE = 60_000;

let cluster: ClusterModel;
let helm: HelmModel;
let log: string[];
/** what the handler answers with, instead of being stopped before it can. */
let answers: CustomResourceResponse[];
let diesBeforeAnswer: boolean;
beforeEach(() => {
  cluster = new ClusterModel();
  helm = new HelmModel(cluster);
  [log, answers, diesBeforeAnswer] = [[], [], false];
});

async function ask(
  RequestId: string,
  values: object,
  options: Partial<CustomResourceRequest> & { properties?: object } = {},
): Promise<string> {
  const { properties, ...rest } = options;
  const request: CustomResourceRequest = {
    RequestType: 'Create',
    ResourceType: HELM_RELEASE_RESOURCE,
    ResponseURL: 'https://answer.example.com',
    StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop/1',
    RequestId,
    LogicalResourceId: 'Release',
    ResourceProperties: {
      ClusterName: 'cluster',
      Deployment: 'Release',
      Release: 'shop',
      Namespace: 'shop',
      Chart: 'shop',
      Repository: 'https://charts.example.com',
      Version: '1.0.0',
      Values: JSON.stringify(values),
      ...properties,
    },
    ...rest,
  };
  const next = [request];
  for (let each = next.shift(); each; each = next.shift()) {
    await handle(
      {
        clock: cluster.clock,
        connect: async () => ({ kubernetes: cluster, helm }),
        download: async () => '',
        respond: async (_, answer) => {
          if (diesBeforeAnswer) throw new Error('the function was killed');
          answers.push(answer);
        },
        reinvoke: async (following) => void next.push(following),
        log: (message) => void log.push(message),
      },
      each,
      15 * MINUTE,
    );
  }
  const last = answers.at(-1)!;
  return last.Reason ?? last.Status;
}
const dies = async (work: Promise<unknown>): Promise<void> => {
  diesBeforeAnswer = true;
  await expect(work).rejects.toThrow('the function was killed');
  diesBeforeAnswer = false;
};
const states = async () => (await helm.history(NAME)).map(({ revision, status }) => `${revision} ${status}`);

test('a request that is repeated after Helm has done its work does not start Helm again', async () => {
  await dies(ask('one', { objects: [map('a')], hook: JOB }));
  expect(await ask('one', { objects: [map('a')], hook: JOB })).toBe('SUCCESS');
  expect(await states()).toEqual(['1 deployed']);
  expect(await ask('two', { objects: [map('a')], hook: JOB })).toBe('SUCCESS');
  expect(await states()).toEqual(['1 superseded', '2 deployed']);
});

test('a request that is repeated after its hook has failed fails again, and does not start the hook again', async () => {
  let started = 0;
  helm.runHook = () => (++started > 0 ? 'fails' : 'succeeds');
  await dies(ask('one', { objects: [map('a')], hook: JOB }));
  expect(await ask('one', { objects: [map('a')], hook: JOB })).toBe(
    'Helm: pre-upgrade hooks failed: resource Job/shop/migrate not ready. status: Failed',
  );
  expect([await states(), started]).toEqual([['1 failed'], 1]);
  expect(await ask('two', { objects: [map('a')], hook: JOB })).toMatch(/^Helm: UPGRADE FAILED/);
  expect(started).toBe(2);
});

describe('a function that is killed in a hook', () => {
  let started: number;
  beforeEach(() => {
    started = 0;
    helm.runHook = () => (++started === 1 ? 'is killed' : 'succeeds');
    cluster.isStuck = ({ kind }) => kind === 'Job';
  });

  test('leaves a Job that is waited for before the hook is started again', async () => {
    await dies(ask('one', { objects: [map('a')], hook: JOB }));
    expect(await states()).toEqual(['1 pending-install']);
    const begun = cluster.clock.now();
    const finishesAt = begun + 3 * MINUTE;
    cluster.isStuck = ({ kind }) => kind === 'Job' && cluster.clock.now() < finishesAt;
    expect(await ask('one', { objects: [map('a')], hook: JOB })).toBe('SUCCESS');
    expect([await states(), started]).toEqual([['1 superseded', '2 deployed'], 2]);
    expect(cluster.clock.now()).toBeGreaterThanOrEqual(finishesAt);
  });

  test('fails when its Job does not finish in the time of a hook, and a later request goes on', async () => {
    await dies(ask('one', { objects: [map('a')], hook: JOB }));
    // the lease of the killed function expires first
    const begun = cluster.clock.now() + MINUTE;
    expect(await ask('one', { objects: [map('a')], hook: JOB })).toBe("Helm: hook did not finish in time: Job 'shop/migrate'");
    expect([await states(), started, Math.round((cluster.clock.now() - begun) / MINUTE)]).toEqual([['1 failed'], 1, 13]);
    expect(await ask('two', { objects: [map('a')] }, { RequestType: 'Update' })).toBe('SUCCESS');
  });

  test('of an earlier request is waited for by the request that rolls it back', async () => {
    await ask('one', { objects: [map('a')] });
    await ask('two', { objects: [map('b')], hook: JOB }, { RequestType: 'Update' });
    expect(await states()).toEqual(['1 deployed', '2 pending-upgrade']);
    expect(await ask('three', { objects: [map('a')] }, { RequestType: 'Update' })).toBe('SUCCESS');
    expect(await states()).toEqual(['1 superseded', '2 failed', '3 deployed']);
  });
});

describe('a chart that cannot be downloaded any more', () => {
  test('is restored from the revision with the same chart and values', async () => {
    await ask('one', { objects: [map('a')] });
    await ask('two', { objects: [map('b')] }, { RequestType: 'Update' });
    helm.hasCharts = false;
    await cluster.clock.sleep(MINUTE);
    expect(await ask('three', { objects: [map('a')] }, { RequestType: 'Update' })).toBe('SUCCESS');
    expect([cluster.look('/ConfigMap shop/a') === undefined, cluster.look('/ConfigMap shop/b') === undefined]).toEqual([false, false]);
    expect(await states()).toEqual(['1 superseded', '2 superseded', '3 deployed']);
    expect(log).toContain("release 'shop/shop' is rolled back to revision 1, which has the same chart and values");
  });

  test.each([
    ['other values', { objects: [map('c')] }, {}],
    ['another version', { objects: [map('a')] }, { Version: '1.0.1' }],
  ])('fails with %s', async (_, values, properties) => {
    await ask('one', { objects: [map('a')] });
    helm.hasCharts = false;
    expect(await ask('two', values, { RequestType: 'Update', properties })).toBe('Helm: chart not found');
    expect(await states()).toEqual(['1 deployed']);
  });
});

test('a release whose construct moves in its stack goes back to it when the move is rolled back', async () => {
  await ask('one', { objects: [map('a')] });
  const moved = { Deployment: 'Other' };
  expect(await ask('two', { objects: [map('b')] }, { LogicalResourceId: 'Other', properties: moved })).toBe('SUCCESS');
  expect(await ask('three', {}, { RequestType: 'Delete', LogicalResourceId: 'Other', properties: moved })).toBe('SUCCESS');
  expect(await states()).toEqual(['1 superseded', '2 superseded', '3 deployed']);
  expect(JSON.parse(await helm.manifest(NAME))).toEqual([map('a')]);
  expect(await ask('four', {}, { RequestType: 'Delete' })).toBe('SUCCESS');
  expect(await states()).toEqual([]);
});

test('a release that is moved in its stack is retained when its former construct is deleted', async () => {
  await ask('one', { objects: [map('a')] });
  await ask('two', { objects: [map('b')] }, { LogicalResourceId: 'Other', properties: { Deployment: 'Other' } });
  expect(await ask('three', {}, { RequestType: 'Delete' })).toBe('SUCCESS');
  expect(await states()).toEqual(['1 superseded', '2 deployed']);
});
