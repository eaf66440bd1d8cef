import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { restrictedViolations } from './restricted';
import { EbsStorage, Route, Scaling, WebService, WebServiceProps, WorkerService, WorkloadIdentity } from '../../src';
import { find, Json, newChart, newCluster, newStack } from '../harness';

const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';

function served(props: Partial<WebServiceProps> = {}): Json[] {
  const chart = newChart('shop');
  new WebService(chart, 'web', { image, ...props });
  return chart.toJson();
}

describe('a web service', () => {
  const objects = served();
  const pod = find(objects, 'Deployment', 'web').spec.template.spec;

  test('is Deployment, Service, ServiceAccount and PodDisruptionBudget of one name', () => {
    expect(objects.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual(
      ['ServiceAccount', 'Deployment', 'PodDisruptionBudget', 'Service'].map((kind) => [kind, 'web', 'shop']),
    );
  });
  test('passes the Pod Security Standard restricted, with a numeric user', () => {
    expect(restrictedViolations(pod)).toEqual([]);
    expect(pod.securityContext).toMatchObject({ runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001 });
    expect(pod.containers[0].securityContext.readOnlyRootFilesystem).toBe(true);
  });
  test('is asked whether it is ready, and only restarted when it does not answer at all', () => {
    expect(pod.containers[0].readinessProbe.httpGet).toMatchObject({ path: '/', port: 'http' });
    expect(pod.containers[0].livenessProbe.tcpSocket).toEqual({ port: 'http' });
  });
  test('requests what it needs and limits memory only', () => {
    expect(pod.containers[0].resources).toEqual({ requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } });
  });
  test('is spread over zones and nodes, without insisting', () => {
    expect(pod.topologySpreadConstraints.map(({ topologyKey, whenUnsatisfiable }: Json) => [topologyKey, whenUnsatisfiable])).toEqual([
      ['topology.kubernetes.io/zone', 'ScheduleAnyway'],
      ['kubernetes.io/hostname', 'ScheduleAnyway'],
    ]);
    expect(pod.topologySpreadConstraints[0].labelSelector.matchLabels).toEqual(
      find(objects, 'Deployment', 'web').spec.selector.matchLabels,
    );
  });
  test('still answers while load balancers notice that it goes, and then finishes', () => {
    expect(pod.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 15 } } });
    expect(pod.terminationGracePeriodSeconds).toBe(45);
    expect(find(objects, 'Deployment', 'web').spec.strategy.rollingUpdate).toEqual({ maxSurge: '25%', maxUnavailable: 0 });
  });
  test('never blocks a drain', () => {
    expect(find(objects, 'PodDisruptionBudget', 'web').spec).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });
  test('is offered on port 80 to its own pods', () => {
    const service = find(objects, 'Service', 'web');
    expect(service.spec).toMatchObject({ ports: [{ name: 'http', port: 80, targetPort: 'http' }] });
    expect(find(objects, 'Deployment', 'web').spec.template.metadata.labels).toMatchObject(service.spec.selector);
  });
  test('has two replicas', () => expect(find(objects, 'Deployment', 'web').spec.replicas).toBe(2));
  test('needs no token of the API', () =>
    expect([pod.automountServiceAccountToken, find(objects, 'ServiceAccount', 'web').automountServiceAccountToken]).toEqual([
      false,
      false,
    ]));
});

test('scaling on cpu is an autoscaler, and the Deployment leaves the number to it', () => {
  const objects = served({ scaling: Scaling.onCpu({ minReplicas: 3, maxReplicas: 30, targetUtilizationPercent: 70 }) });
  expect(find(objects, 'Deployment', 'web').spec.replicas).toBeUndefined();
  expect(find(objects, 'HorizontalPodAutoscaler', 'web')).toMatchObject({
    apiVersion: 'autoscaling/v2',
    spec: {
      minReplicas: 3,
      maxReplicas: 30,
      scaleTargetRef: { kind: 'Deployment', name: 'web' },
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
    },
  });
});

test('a route is an Ingress to the service', () => {
  const ingress = find(served({ route: Route.publicAlb({ host: 'a.example.com' }), healthCheckPath: '/up' }), 'Ingress', 'web');
  expect(ingress.spec).toEqual({
    ingressClassName: 'alb',
    rules: [
      {
        host: 'a.example.com',
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }] },
      },
    ],
  });
  expect(ingress.metadata.annotations['alb.ingress.kubernetes.io/healthcheck-path']).toBe('/up');
});

test('takes name, command, environment, user, resources and shutdown', () => {
  const objects = served({
    name: 'shop',
    command: ['a'],
    args: ['b'],
    env: { C: 'd' },
    runAsUser: 101,
    port: 9000,
    terminationGracePeriod: cdk8s.Duration.seconds(90),
    resources: { cpu: kplus.Cpu.millis(250), memory: cdk8s.Size.mebibytes(512) },
  });
  expect(find(objects, 'Deployment', 'shop').spec.template.spec).toMatchObject({
    terminationGracePeriodSeconds: 90,
    securityContext: { runAsUser: 101, fsGroup: 101 },
    containers: [
      {
        command: ['a'],
        args: ['b'],
        env: [{ name: 'C', value: 'd' }],
        ports: [{ containerPort: 9000 }],
        resources: { requests: { cpu: '250m', memory: '512Mi' } },
      },
    ],
  });
});

test('two workloads with one identity share its ServiceAccount', () => {
  const stack = newStack();
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster: newCluster(stack), namespace: 'shop', serviceAccountName: 'shared' });
  const chart = newChart('shop');
  new WebService(chart, 'web', { image, identity });
  new WorkerService(chart, 'worker', { image, identity });
  const objects: Json[] = chart.toJson();
  expect(objects.filter(({ kind }) => kind === 'ServiceAccount').map(({ metadata }) => metadata.name)).toEqual(['shared']);
  expect(objects.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.spec.serviceAccountName)).toEqual([
    'shared',
    'shared',
  ]);
});

test('a worker with a volume is one replica that stops before the next starts, and can write', () => {
  const stack = newStack();
  const storage = new EbsStorage(stack, 'Storage', { cluster: newCluster(stack) });
  const chart = newChart('shop');
  new WorkerService(chart, 'worker', {
    image,
    volumes: [storage.claim('journal', { size: cdk8s.Size.gibibytes(20), mountPath: '/data' })],
  });
  const objects: Json[] = chart.toJson();
  expect(find(objects, 'PersistentVolumeClaim', 'journal').spec).toMatchObject({
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'gp3',
    resources: { requests: { storage: '20Gi' } },
  });
  const { spec } = find(objects, 'Deployment', 'worker');
  expect(spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
  expect(spec.template.spec.securityContext.fsGroup).toBe(10001);
  expect(spec.template.spec.containers[0].volumeMounts.map(({ mountPath }: Json) => mountPath)).toEqual(['/tmp', '/data']);
  expect(restrictedViolations(spec.template.spec)).toEqual([]);
  expect(objects.filter(({ kind }) => kind === 'Service')).toEqual([]);
});

test.each<[string, () => unknown, string]>([
  [
    'fewest replicas above most',
    () => Scaling.onCpu({ minReplicas: 3, maxReplicas: 2 }),
    '[Scaling] minReplicas is 3 and maxReplicas is 2: maxReplicas must be an integer of at least minReplicas. ' +
      'Set maxReplicas to 3 or more (https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/)',
  ],
  [
    'no replica to scale',
    () => Scaling.onCpu({ minReplicas: 0, maxReplicas: 2 }),
    '[Scaling] minReplicas is 0: must be an integer of at least 1. Set `minReplicas` to 1 or more ' +
      '(https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/)',
  ],
  [
    'a target above everything',
    () => Scaling.onCpu({ minReplicas: 1, maxReplicas: 2, targetUtilizationPercent: 101 }),
    '[Scaling] targetUtilizationPercent is 101: must be an integer from 1 to 100, in percent of the requested ' +
      'cpu. Use a value like 60 (https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/)',
  ],
  [
    'a broken number',
    () => Scaling.fixed(1.5),
    '[Scaling] replicas is 1.5: must be an integer of at least 0. Use a value like 2 ' +
      '(https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/)',
  ],
  [
    'a privileged port',
    () => served({ port: 80 }),
    '[chart/web] port is 80: must be an integer from 1024 to 65535: only root can listen on lower ports. Use ' +
      'a port like 8080; the port of the Service remains 80 ' +
      '(https://kubernetes.io/docs/concepts/security/pod-security-standards/)',
  ],
])('fails for %s', (_, make, message) => expect(make).toThrow(message));

test('a patch of the Deployment reaches every field, also those that are newer than any library', () => {
  const chart = newChart('shop');
  new WebService(chart, 'web', { image }).deployment.addJsonPatch(cdk8s.JsonPatch.add('/spec/template/spec/newField', { any: 'thing' }));
  expect(find(chart.toJson(), 'Deployment', 'web').spec.template.spec.newField).toEqual({ any: 'thing' });
});
