import { App, Stack } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as cdk8s from 'cdk8s';
import {
  ChartDeployment,
  Cluster,
  CoreAddons,
  Keda,
  ManagedNodes,
  Preflight,
  QueueScalingOptions,
  Scaling,
  VerticalPodAutoscaler,
  VpaUpdateMode,
  WorkerService,
} from '../../src';
import { find, flat, Json, newChart, newCluster, newStack, objectsOf, resourceOf, resourcesOf, templateOf } from '../harness';

const image = 'a:1';
const KEDA = 'https://keda.sh/docs/latest/scalers/aws-sqs/';

/** A cluster with all that its workloads need. */
function clusterIn(stack: Stack): Cluster {
  const cluster = newCluster(stack);
  new CoreAddons(stack, 'Addons', { cluster });
  new ManagedNodes(stack, 'Nodes', { cluster });
  return cluster;
}

describe('a worker that is scaled on a queue', () => {
  const stack = newStack();
  const cluster = clusterIn(stack);
  const chart = newChart('shop');
  // the deployment first: the order of the code decides nothing
  const deployment = new ChartDeployment(stack, 'Shop', { cluster, chart });
  const keda = new Keda(stack, 'Keda', { cluster });
  const [orders, others] = ['Orders', 'Others'].map((id) => new sqs.Queue(stack, id, { enforceSSL: true }));
  new WorkerService(chart, 'worker', { image, scaling: Scaling.onQueue(orders, { keda, maxReplicas: 10 }) });
  new WorkerService(chart, 'second', {
    image,
    scaling: Scaling.onQueue(orders, {
      keda,
      minReplicas: 1,
      maxReplicas: 2,
      messagesPerReplica: 20,
      cooldownPeriod: cdk8s.Duration.minutes(1),
    }),
  });
  const template = templateOf(stack);
  const objects = objectsOf(template);

  test('has a ScaledObject that looks at the queue with the role of KEDA', () => {
    expect(find(objects, 'ScaledObject', 'worker').spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' },
      minReplicaCount: 0,
      maxReplicaCount: 10,
      cooldownPeriod: 300,
      triggers: [
        {
          type: 'aws-sqs-queue',
          metadata: { queueURL: '<token>', queueLength: '5', awsRegion: '<token>' },
          authenticationRef: { name: 'worker' },
        },
      ],
    });
    expect(find(objects, 'TriggerAuthentication', 'worker').spec).toEqual({ podIdentity: { provider: 'aws' } });
    expect(find(objects, 'Deployment', 'worker').spec).not.toHaveProperty('replicas');
  });
  test('takes fewest replicas, messages of each and calm', () => {
    expect(find(objects, 'ScaledObject', 'second').spec).toMatchObject({
      minReplicaCount: 1,
      maxReplicaCount: 2,
      cooldownPeriod: 60,
      triggers: [{ metadata: { queueLength: '20' } }],
    });
  });
  test('lets KEDA count the messages of that queue once, and nothing else', () => {
    const statements = Object.values(resourcesOf(template, 'AWS::IAM::Policy'))
      .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('Keda'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Json[]);
    expect(statements).toEqual([
      {
        Action: 'sqs:GetQueueAttributes',
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [stack.getLogicalId(orders.node.defaultChild as sqs.CfnQueue), 'Arn'] },
      },
    ]);
    expect(JSON.stringify(statements)).not.toContain(stack.getLogicalId(others.node.defaultChild as sqs.CfnQueue));
  });
  test('comes after the chart of KEDA, and KEDA after its permissions', () => {
    expect(resourceOf(deployment).DependsOn).toContainEqual(expect.stringMatching(/^KedaChart/));
    const release = Object.entries(resourcesOf(template, 'Custom::StrataHelmRelease')).find(([id]) => id.startsWith('KedaChart'))![1];
    expect(release.DependsOn).toContainEqual(expect.stringMatching(/^KedaIdentityRoleDefaultPolicy/));
    expect(release.Properties).toMatchObject({
      Chart: 'keda',
      Version: '2.20.2',
      Repository: 'https://kedacore.github.io/charts',
      Namespace: 'keda',
      CreateNamespace: true,
    });
  });
  test('leaves nothing to say', () => expect(Preflight.of(stack).findings()).toEqual([]));
});

test('a queue of another stack is looked at in its region', () => {
  const app = new App();
  const stack = new Stack(app, 'Base', { env: { account: '111122223333', region: 'eu-west-1' } });
  const keda = new Keda(stack, 'Keda', { cluster: newCluster(newStack()) });
  const chart = newChart();
  const queue = sqs.Queue.fromQueueArn(stack, 'Orders', 'arn:aws:sqs:eu-central-1:111122223333:orders');
  new WorkerService(chart, 'worker', { image, scaling: Scaling.onQueue(queue, { keda, maxReplicas: 1 }) });
  expect(find(chart.toJson(), 'ScaledObject', 'worker').spec.triggers[0].metadata.awsRegion).toBe('eu-central-1');
});

describe('a queue', () => {
  const stack = newStack();
  const keda = new Keda(stack, 'Keda', { cluster: newCluster(stack) });
  const queue = new sqs.Queue(stack, 'Orders');

  test.each<[Omit<QueueScalingOptions, 'keda'>, string]>([
    [{ minReplicas: -1, maxReplicas: 1 }, 'minReplicas is -1: must be an integer of at least 0. Set `minReplicas` to 0 or more'],
    [
      { maxReplicas: 0 },
      'minReplicas is 0 and maxReplicas is 0: maxReplicas must be an integer of at least 1 and at least ' +
        'minReplicas. Set maxReplicas to 1 or more',
    ],
    [
      { minReplicas: 3, maxReplicas: 2 },
      'minReplicas is 3 and maxReplicas is 2: maxReplicas must be an integer of at least 1 and at least ' +
        'minReplicas. Set maxReplicas to 3 or more',
    ],
    [{ maxReplicas: 1, messagesPerReplica: 0 }, 'messagesPerReplica is 0: must be an integer of at least 1. Use a value like 5'],
  ])('fails to scale for %j', (options, message) => {
    expect(() => Scaling.onQueue(queue, { keda, ...options })).toThrow(`[Scaling] ${message} (${KEDA})`);
  });
});

describe('a workload whose requests follow its use', () => {
  const stack = newStack();
  const cluster = clusterIn(stack);
  const chart = newChart('shop');
  new WorkerService(chart, 'worker', { image, verticalScaling: VpaUpdateMode.IN_PLACE_OR_RECREATE });
  const deployment = new ChartDeployment(stack, 'Shop', { cluster, chart });
  new VerticalPodAutoscaler(stack, 'Vpa', { cluster, values: { recommender: { replicas: 2 } } });

  test('comes after the autoscaler, which has the values of the user', () => {
    expect(resourceOf(deployment).DependsOn).toContainEqual(expect.stringMatching(/^VpaChart/));
    const release = Object.entries(resourcesOf(templateOf(stack), 'Custom::StrataHelmRelease')).find(([id]) =>
      id.startsWith('VpaChart'),
    )![1];
    expect(release.Properties).toMatchObject({
      Chart: 'vertical-pod-autoscaler',
      Version: '0.11.0',
      Repository: 'https://kubernetes.github.io/autoscaler',
      Namespace: 'vertical-pod-autoscaler',
    });
    expect(JSON.parse(flat(release.Properties.Values))).toEqual({ recommender: { replicas: 2 } });
  });
  test('leaves nothing to say', () => expect(Preflight.of(stack).findings()).toEqual([]));
});

test('without the autoscalers a finding names what is missing', () => {
  const stack = newStack();
  const cluster = clusterIn(stack);
  const chart = newChart('shop');
  new WorkerService(chart, 'worker', { image, verticalScaling: VpaUpdateMode.OFF });
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  expect(Preflight.of(stack).findings()).toEqual([expect.objectContaining({ message: expect.stringContaining('VerticalPodAutoscaler') })]);
});
