import * as cdk8s from 'cdk8s';
import {
  EbsStorage,
  Scaling,
  ScalingMetric,
  EmptyDirVolume,
  StatefulService,
  VpaUpdateMode,
  WebService,
  WorkerService,
  WorkloadOptions,
} from '../../src';
import { find, Json, newChart, newCluster, newStack } from '../harness';

const image = 'a:1';
const HPA = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
const storage = new EbsStorage(newStack(), 'Storage', { cluster: newCluster() });
const disk = storage.claim('data', { size: cdk8s.Size.gibibytes(1), mountPath: '/data' });

function scaled(options: Partial<WorkloadOptions>): Json[] {
  const chart = newChart();
  new WorkerService(chart, 'app', { image, ...options });
  return chart.toJson();
}
const autoscaler = (scaling: Scaling): Json => find(scaled({ scaling }), 'HorizontalPodAutoscaler', 'app').spec;
const resource = (name: string, averageUtilization: number) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization } },
});

test.each<[string, Scaling, object[]]>([
  ['cpu, at 60 percent', Scaling.onCpu({ minReplicas: 1, maxReplicas: 2 }), [resource('cpu', 60)]],
  ['memory, at 70 percent', Scaling.onMemory({ minReplicas: 1, maxReplicas: 2 }), [resource('memory', 70)]],
  ['memory', Scaling.onMemory({ minReplicas: 1, maxReplicas: 2, targetUtilizationPercent: 100 }), [resource('memory', 100)]],
  [
    'several metrics',
    Scaling.onMetrics({ minReplicas: 1, maxReplicas: 2, metrics: [ScalingMetric.cpu(1), ScalingMetric.memory(75)] }),
    [resource('cpu', 1), resource('memory', 75)],
  ],
  [
    'metrics of pods',
    Scaling.onMetrics({ minReplicas: 1, maxReplicas: 2, metrics: [ScalingMetric.pods('requests', '500m')] }),
    [{ type: 'Pods', pods: { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: '500m' } } }],
  ],
  [
    'metrics of others',
    Scaling.onMetrics({ minReplicas: 1, maxReplicas: 2, metrics: [ScalingMetric.external('queue', '30', { name: 'a' })] }),
    [
      {
        type: 'External',
        external: {
          metric: { name: 'queue', selector: { matchLabels: { name: 'a' } } },
          target: { type: 'AverageValue', averageValue: '30' },
        },
      },
    ],
  ],
  [
    'all metrics of others of a name',
    Scaling.onMetrics({ minReplicas: 1, maxReplicas: 2, metrics: [ScalingMetric.external('queue', '1.5Gi')] }),
    [{ type: 'External', external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '1.5Gi' } } }],
  ],
])('replicas follow %s', (_, scaling, metrics) => {
  expect(autoscaler(scaling)).toEqual({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' },
    minReplicas: 1,
    maxReplicas: 2,
    metrics,
  });
});

test('replicas go after a calm time of the user, up to an hour', () => {
  expect(autoscaler(Scaling.onCpu({ minReplicas: 1, maxReplicas: 2, stabilizationWindow: cdk8s.Duration.hours(1) })).behavior).toEqual({
    scaleDown: { stabilizationWindowSeconds: 3600 },
  });
});

test('a fixed number is in the workload, also 0', () => {
  const objects = scaled({ scaling: Scaling.fixed(0) });
  expect(find(objects, 'Deployment', 'app').spec.replicas).toBe(0);
  expect(objects.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Deployment', 'PodDisruptionBudget']);
});

test.each<[string, Partial<WorkloadOptions>, number]>([
  ['nothing', {}, 2],
  ['a disk', { volumes: [disk] }, 1],
  ['a disk of an init container', { initContainers: [{ name: 'fill', image, volumes: [disk] }] }, 1],
  ['a scratch volume', { volumes: [new EmptyDirVolume('a', '/a')] }, 2],
])('with %s there is a default number of replicas that can start', (_, options, replicas) => {
  expect(find(scaled(options), 'Deployment', 'app').spec.replicas).toBe(replicas);
});

test('a disk of an init container is let go of before the next replica starts', () => {
  expect(find(scaled({ initContainers: [{ name: 'fill', image, volumes: [disk] }] }), 'Deployment', 'app').spec.strategy).toEqual({
    type: 'Recreate',
  });
});

test('a stateful service is scaled as what it is', () => {
  const chart = newChart();
  new StatefulService(chart, 'app', {
    image,
    ports: { sql: 5432 },
    scaling: Scaling.onCpu({ minReplicas: 1, maxReplicas: 3 }),
    verticalScaling: VpaUpdateMode.OFF,
  });
  const objects: Json[] = chart.toJson();
  const ref = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'app' };
  expect(find(objects, 'HorizontalPodAutoscaler', 'app').spec.scaleTargetRef).toEqual(ref);
  expect(find(objects, 'VerticalPodAutoscaler', 'app').spec.targetRef).toEqual(ref);
  expect(find(objects, 'StatefulSet', 'app').spec).not.toHaveProperty('replicas');
});

describe('requests that follow use', () => {
  test.each([VpaUpdateMode.OFF, VpaUpdateMode.INITIAL, VpaUpdateMode.RECREATE, VpaUpdateMode.IN_PLACE_OR_RECREATE])(
    'do so as %s',
    (verticalScaling) => {
      expect(find(scaled({ verticalScaling }), 'VerticalPodAutoscaler', 'app')).toMatchObject({
        apiVersion: 'autoscaling.k8s.io/v1',
        spec: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' }, updatePolicy: { updateMode: verticalScaling } },
      });
    },
  );
  test('are only recommended where replicas follow cpu', () => {
    const scaling = Scaling.onCpu({ minReplicas: 1, maxReplicas: 2 });
    expect(() => scaled({ scaling, verticalScaling: VpaUpdateMode.OFF })).not.toThrow();
    expect(() => scaled({ scaling, verticalScaling: VpaUpdateMode.IN_PLACE_OR_RECREATE })).toThrow(
      '[chart/app] scaling uses cpu or memory metrics and verticalScaling is InPlaceOrRecreate: a ' +
        'VerticalPodAutoscaler must not be used with a HorizontalPodAutoscaler on cpu or memory. Use ' +
        'VpaUpdateMode.OFF, or scale on another metric ' +
        '(https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md)',
    );
  });
  test('may follow it where replicas follow something else', () => {
    expect(() =>
      scaled({
        scaling: Scaling.onMetrics({ minReplicas: 1, maxReplicas: 2, metrics: [ScalingMetric.external('a', '1')] }),
        verticalScaling: VpaUpdateMode.RECREATE,
      }),
    ).not.toThrow();
  });
});

test.each<[string, () => unknown, string]>([
  [
    'no metrics',
    () => Scaling.onMetrics({ minReplicas: 1, maxReplicas: 2, metrics: [] }),
    `metrics is empty: must have at least one metric. Add a metric like ScalingMetric.cpu(60) (${HPA})`,
  ],
  [
    'a part of a percent',
    () => ScalingMetric.cpu(62.5),
    'targetUtilizationPercent is 62.5: must be an integer from 1 to 100, in percent of the requested cpu. Use ' +
      `a value like 60 (${HPA})`,
  ],
  [
    'no percent',
    () => ScalingMetric.memory(0),
    'targetUtilizationPercent is 0: must be an integer from 1 to 100, in percent of the requested memory. Use ' +
      `a value like 60 (${HPA})`,
  ],
  [
    'a value that is not a quantity',
    () => ScalingMetric.pods('requests', '10 per second'),
    "averageValue of pods is '10 per second': must be a Kubernetes quantity. Use a value like '100' or '500m' " +
      '(https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/)',
  ],
  [
    'a value of others that is none',
    () => ScalingMetric.external('queue', ''),
    "averageValue of external is '': must be a Kubernetes quantity. Use a value like '100' or '500m' " +
      '(https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/)',
  ],
  [
    'more calm than Kubernetes has',
    () => Scaling.onCpu({ minReplicas: 1, maxReplicas: 2, stabilizationWindow: cdk8s.Duration.minutes(61) }),
    `stabilizationWindow is 1 hour 1 minute: must be at most 1 hour. Decrease \`stabilizationWindow\` (${HPA})`,
  ],
  ['a part of a replica', () => Scaling.fixed(1.5), `replicas is 1.5: must be an integer of at least 0. Use a value like 2 (${HPA})`],
])('fails for %s', (_, make, message) => expect(make).toThrow(`[Scaling] ${message}`));

test('fails for several replicas on one disk', () => {
  expect(
    () => new WebService(newChart(), 'app', { image, volumes: [disk], scaling: Scaling.onCpu({ minReplicas: 1, maxReplicas: 3 }) }),
  ).toThrow(
    "[chart/app] volumes has 'data' (ReadWriteOnce) for up to 3 replicas: a ReadWriteOnce volume can be " +
      'mounted by one node at a time. Use Scaling.fixed(1), a ReadWriteMany volume, or `volumeClaimTemplates` ' +
      'of a StatefulService (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes)',
  );
});
