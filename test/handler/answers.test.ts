import { templateOf } from './cloudformation-model';
import { drawn, emptyCluster } from './courses';
import { HelmModel } from './helm-model';
import { CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { answerForFailure, handle, HandlerEnvironment } from '../../src/handler/handler';
import { CustomResourceResponse } from '../../src/handler/response';

const REQUEST: CustomResourceRequest = {
  RequestType: 'Create',
  ResourceType: 'Custom::StrataObjects',
  ResponseURL: 'https://answer.example.com',
  StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1',
  RequestId: 'request',
  LogicalResourceId: 'A',
  ResourceProperties: templateOf(drawn({ A: 'x' }, 'Deployment')).A.properties,
};
const RUN = 15 * 60_000;
const FAILING = {
  containerStatuses: [{ name: 'main', ready: false, restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
};

function world(reinvoke: HandlerEnvironment['reinvoke']) {
  const { cluster } = emptyCluster();
  const answers: CustomResourceResponse[] = [];
  cluster.isStuck = () => true;
  const environment: HandlerEnvironment = {
    clock: cluster.clock,
    connect: async () => ({ kubernetes: cluster, helm: new HelmModel(cluster) }),
    download: async () => '[]',
    respond: async (_, answer) => {
      answers.push(answer);
    },
    reinvoke,
    log: () => undefined,
  };
  return { environment, answers, cluster };
}

const waiting = (seconds: number, timeout = '3600'): CustomResourceRequest => ({
  ...REQUEST,
  ResourceProperties: { ...REQUEST.ResourceProperties, WaitSeconds: String(seconds), ServiceTimeout: timeout },
});

test('a next invocation that cannot be started answers at once', async () => {
  const { environment, answers } = world(async () => {
    throw new Error('Rate Exceeded.');
  });
  await handle(environment, waiting(3300), RUN);
  expect(answers).toEqual([
    expect.objectContaining({ Status: 'FAILED', Reason: 'the next invocation of the function could not be started: Rate Exceeded.' }),
  ]);
});

test.each([15, 30, 40, 50])('all invocations together answer before CloudFormation gives up after %d minutes', async (minutes) => {
  const next: CustomResourceRequest[] = [waiting(3300, String(minutes * 60))];
  const { environment, answers } = world(async (request) => {
    next.push(request);
  });
  const start = environment.clock.now();
  for (let request = next.shift(); request; request = next.shift()) await handle(environment, request, RUN);
  const reason = expect.stringMatching(new RegExp(`^timed out after ${minutes - 5} minutes`)) as string;
  expect(answers.map(({ Status, Reason }) => [Status, Reason])).toEqual([['FAILED', reason]]);
  expect(environment.clock.now() - start).toBeLessThanOrEqual((minutes - 5) * 60_000);
});

test('an invocation that died is answered from its record', async () => {
  const { environment, answers } = world(async () => undefined);
  await answerForFailure(environment, {
    requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
    requestPayload: REQUEST,
    responsePayload: { errorMessage: 'RequestId: 1 Error: Runtime exited with error: signal: killed' },
  });
  expect(answers).toEqual([
    {
      Status: 'FAILED',
      Reason:
        'the function ended without a response (RetriesExhausted, 2 invocations): ' +
        'RequestId: 1 Error: Runtime exited with error: signal: killed',
      PhysicalResourceId: 'A@cluster',
      StackId: REQUEST.StackId,
      RequestId: 'request',
      LogicalResourceId: 'A',
    },
  ]);
});

test.each([
  [undefined, true],
  ['false', false],
])('the log of a container is part of the message, unless PodLogs is false: %s', async (PodLogs, expected) => {
  const { environment, answers, cluster } = world(async () => undefined);
  const pod = { name: 'x-1', namespace: 'shop', labels: { app: 'x' } };
  cluster.list = async ({ kind }) => (kind === 'Pod' ? [{ apiVersion: 'v1', kind, metadata: pod, status: FAILING }] : []);
  cluster.logs = async () => 'password=secret';
  const request = waiting(20);
  const [object] = JSON.parse(String(request.ResourceProperties.Manifest));
  const Manifest = JSON.stringify([{ ...object, spec: { ...object.spec, selector: { matchLabels: { app: 'x' } } } }]);
  await handle(environment, { ...request, ResourceProperties: { ...request.ResourceProperties, Manifest, PodLogs } }, RUN);
  expect(answers[0].Reason).toContain("container 'main' of pod 'x-1'");
  expect(answers[0].Reason!.includes('password')).toBe(expected);
});
