import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { restrictedViolations } from './restricted';
import {
  BatchJob,
  ScheduledJob,
  DaemonService,
  EbsStorage,
  ComputeType,
  PodOptions,
  PodOs,
  ContainerProbe,
  EmptyDirVolume,
  Sidecar,
  StatefulService,
  WebService,
  WorkerService,
} from '../../src';
import { find, Json, newChart, newCluster, newStack } from '../harness';

const image = 'public.ecr.aws/docker/library/busybox:1.37';
const storage = new EbsStorage(newStack(), 'Storage', { cluster: newCluster() });

type Kind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob';
const KINDS: Record<string, { kind: Kind; make: (chart: cdk8s.Chart, options: PodOptions) => unknown }> = {
  WebService: { kind: 'Deployment', make: (chart, options) => new WebService(chart, 'app', options) },
  Worker: { kind: 'Deployment', make: (chart, options) => new WorkerService(chart, 'app', options) },
  StatefulService: {
    kind: 'StatefulSet',
    make: (chart, options) =>
      new StatefulService(chart, 'app', {
        ports: { sql: 5432 },
        volumeClaimTemplates: [storage.claim('data', { size: cdk8s.Size.gibibytes(1), mountPath: '/data' })],
        ...options,
      }),
  },
  DaemonService: { kind: 'DaemonSet', make: (chart, options) => new DaemonService(chart, 'app', options) },
  BatchJob: { kind: 'Job', make: (chart, options) => new BatchJob(chart, 'app', options) },
  CronTask: { kind: 'CronJob', make: (chart, options) => new ScheduledJob(chart, 'app', { schedule: '30 2 * * *', ...options }) },
};
const names = Object.keys(KINDS);

function objectsOfKind(name: string, options: Partial<PodOptions> = {}): Json[] {
  const chart = newChart('shop');
  KINDS[name].make(chart, { image, ...options });
  return chart.toJson();
}

function main(objects: Json[], name: string): Json {
  return objects.find(({ kind }) => kind === KINDS[name].kind)!;
}

const templateOfPods = ({ spec }: Json): Json => spec.template ?? spec.jobTemplate.spec.template;
const podOf = (name: string, options: Partial<PodOptions> = {}): Json => templateOfPods(main(objectsOfKind(name, options), name)).spec;

test.each<[string, string[]]>([
  ['WebService', ['ServiceAccount', 'Deployment', 'PodDisruptionBudget', 'Service']],
  ['Worker', ['ServiceAccount', 'Deployment', 'PodDisruptionBudget']],
  ['StatefulService', ['ServiceAccount', 'Service', 'StatefulSet', 'PodDisruptionBudget']],
  ['DaemonService', ['ServiceAccount', 'DaemonSet']],
  ['BatchJob', ['ServiceAccount', 'Job']],
  ['CronTask', ['ServiceAccount', 'CronJob']],
])('a %s is %j, all of them labelled with its name', (name, kinds) => {
  const objects = objectsOfKind(name);
  expect(objects.map(({ kind }) => kind)).toEqual(kinds);
  expect(objects.map(({ metadata }) => metadata.labels['app.kubernetes.io/name'])).toEqual(kinds.map(() => 'app'));
});

describe.each(names)('the pods of a %s', (name) => {
  const logs = new EmptyDirVolume('logs', '/logs');
  const options: Partial<PodOptions> = {
    volumes: [logs],
    sidecars: [
      Sidecar.of('tail', {
        image,
        volumes: [logs],
        runAsUser: 20000,
        ports: { tail: 9000 },
        probes: { startup: ContainerProbe.tcpSocket(9000) },
      }),
    ],
    initContainers: [{ name: 'prepare', image, volumes: [logs.mountAt('/var/prepared')] }],
  };

  test('pass the Pod Security Standard restricted, and so do sidecars and init containers', () => {
    expect(restrictedViolations(podOf(name, options))).toEqual([]);
    expect(podOf(name).securityContext).toMatchObject({ runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001 });
  });
  test('prepare first, start sidecars next, and write to a /tmp of their own', () => {
    const pod = podOf(name, options);
    expect(pod.initContainers.map((each: Json) => [each.name, each.restartPolicy])).toEqual([
      ['prepare', undefined],
      ['tail', 'Always'],
    ]);
    expect(pod.initContainers[1]).toMatchObject({
      securityContext: { runAsUser: 20000, runAsGroup: 20000, readOnlyRootFilesystem: true },
      ports: [{ name: 'tail', containerPort: 9000 }],
      startupProbe: { tcpSocket: { port: 9000 } },
    });
    expect([...pod.containers, ...pod.initContainers].map(({ volumeMounts }: Json) => volumeMounts[0])).toEqual(
      ['tmp', 'tmp-prepare', 'tmp-tail'].map((volume) => ({ name: volume, mountPath: '/tmp' })),
    );
    expect(pod.volumes.filter((volume: Json) => volume.name === 'logs')).toEqual([{ name: 'logs', emptyDir: {} }]);
  });
  test('have nothing on Windows that Kubernetes refuses there', () => {
    const pod = podOf(name, { ...options, placement: { os: PodOs.WINDOWS } });
    const text = JSON.stringify(pod);
    const refused = [
      'seccompProfile',
      'runAsUser"',
      'runAsGroup',
      'fsGroup',
      'seLinuxOptions',
      'sysctls',
      'supplementalGroups',
      'capabilities',
      'allowPrivilegeEscalation',
      'readOnlyRootFilesystem',
      'privileged',
      'procMount',
      'shareProcessNamespace',
    ];
    expect(refused.filter((field) => text.includes(`"${field}`))).toEqual([]);
    expect(pod).toMatchObject({
      os: { name: 'windows' },
      nodeSelector: { 'kubernetes.io/os': 'windows' },
      tolerations: [{ key: 'os', operator: 'Exists', effect: 'NoSchedule' }],
      securityContext: { runAsNonRoot: true, windowsOptions: { runAsUserName: 'ContainerUser' } },
    });
  });
  test('need no token of the API and have 45 seconds to finish', () => {
    expect(podOf(name)).toMatchObject({
      automountServiceAccountToken: false,
      serviceAccountName: 'app',
      terminationGracePeriodSeconds: 45,
    });
  });
  test('have the labels of the options in addition to their own', () => {
    const object = main(objectsOfKind(name, { podLabels: { mesh: 'yes' } }), name);
    expect(templateOfPods(object).metadata.labels).toEqual({ mesh: 'yes', 'app.kubernetes.io/name': 'app' });
  });
  test('have ephemeral storage requests only if they are set', () => {
    expect(podOf(name).containers[0].resources).toEqual({ requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } });
    const resources = { cpu: kplus.Cpu.units(1), memory: cdk8s.Size.gibibytes(1), ephemeralStorage: cdk8s.Size.gibibytes(2) };
    expect(podOf(name, { resources }).containers[0].resources).toEqual({
      requests: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '2Gi' },
      limits: { memory: '1Gi', 'ephemeral-storage': '2Gi' },
    });
  });
  test('fail for a sidecar that runs as root', () => {
    expect(() => objectsOfKind(name, { sidecars: [Sidecar.of('tail', { image, runAsUser: 0 })] })).toThrow(
      '[chart/app] runAsUser of tail is 0: must be an integer of at least 1: the Pod Security Standard restricted ' +
        'forbids root. Use a value like 10001 ' +
        '(https://kubernetes.io/docs/concepts/security/pod-security-standards/)',
    );
  });
});

test.each(['WebService', 'Worker', 'StatefulService'])(
  'a disruption budget of a %s cannot block a drain, whatever the number of replicas',
  (name) => {
    expect(find(objectsOfKind(name), 'PodDisruptionBudget', 'app').spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'app' } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  },
);

describe('a stateful service', () => {
  const objects = objectsOfKind('StatefulService');
  const { spec } = find(objects, 'StatefulSet', 'app');

  test('has a claim for each replica, and none that all of them share', () => {
    expect(spec.volumeClaimTemplates).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'gp3', resources: { requests: { storage: '1Gi' } } },
      },
    ]);
    expect(objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toEqual([]);
    expect(spec.template.spec.volumes).toEqual([{ name: 'tmp', emptyDir: {} }]);
    expect(spec.template.spec.containers[0].volumeMounts).toContainEqual({ name: 'data', mountPath: '/data' });
  });
  test('has two replicas, keeps their data and starts them in order', () => {
    expect(spec).toMatchObject({
      replicas: 2,
      serviceName: 'app',
      podManagementPolicy: 'OrderedReady',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
  });
  test('gives each replica a name before it is ready', () => {
    expect(find(objects, 'Service', 'app').spec).toEqual({
      clusterIP: 'None',
      selector: { 'app.kubernetes.io/name': 'app' },
      publishNotReadyAddresses: true,
      ports: [{ name: 'sql', port: 5432, targetPort: 'sql' }],
    });
  });
  test('starts in parallel with parallelPodManagement', () => {
    const chart = newChart();
    new StatefulService(chart, 'app', { image, ports: { sql: 5432 }, parallelPodManagement: true });
    expect(find(chart.toJson(), 'StatefulSet', 'app').spec.podManagementPolicy).toBe('Parallel');
  });
  test('fails without ports', () => {
    expect(() => new StatefulService(newChart(), 'app', { image, ports: {} })).toThrow(
      '[chart/app] ports is empty: must have at least one port for the headless Service. Add a port like { sql: ' +
        '5432 }, or use a WorkerService',
    );
  });
  test('fails for a name that leaves no room for that of a revision in a label', () => {
    expect(() => new StatefulService(newChart(), 'a', { image, name: 'x'.repeat(53), ports: { sql: 5432 } })).toThrow(
      `[chart/a] name is '${'x'.repeat(53)}' with 53 characters: must have at most 52, because Kubernetes ` +
        'appends a suffix. Set `name` to a shorter name ' +
        '(https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/)',
    );
  });
});

describe('a daemon service', () => {
  const daemon = (options: object = {}) => {
    const chart = newChart();
    new DaemonService(chart, 'app', { image, ...options });
    return find(chart.toJson(), 'DaemonSet', 'app').spec;
  };
  const terms = (spec: Json) => spec.template.spec.affinity?.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  const notFargate = { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] };

  test('is updated on one node after the other, on Linux', () => {
    expect(daemon()).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      template: { spec: { nodeSelector: { 'kubernetes.io/os': 'linux' } } },
    });
    expect([daemon().template.spec.tolerations, daemon().template.spec.topologySpreadConstraints]).toEqual([undefined, undefined]);
  });
  test('on every node minds no taint, and waits on none of Fargate', () => {
    const everywhere = daemon({ tolerateAllTaints: true });
    expect([everywhere.template.spec.tolerations, terms(everywhere)]).toEqual([
      [{ operator: 'Exists' }],
      [{ matchExpressions: [notFargate] }],
    ]);
    expect(terms(daemon({ tolerateAllTaints: true, placement: { computeType: ComputeType.AUTO_MODE } }))).toEqual([
      { matchExpressions: [{ key: notFargate.key, operator: 'In', values: ['auto'] }, notFargate] },
    ]);
  });
});

describe('a web service that stops', () => {
  const stops = (seconds: number) => podOf('WebService', { terminationGracePeriod: cdk8s.Duration.seconds(seconds) });

  test.each<[number, number | undefined]>([
    [90, 15],
    [30, 15],
    [29, 14],
    [2, 1],
    [1, undefined],
  ])('within %d seconds still answers for %d', (seconds, drained) => {
    expect(stops(seconds).terminationGracePeriodSeconds).toBe(seconds);
    expect(stops(seconds).containers[0].lifecycle?.preStop.sleep.seconds).toBe(drained);
  });
});

test.each<[string, Partial<PodOptions>, string]>([
  [
    'a label that selects the pods',
    { podLabels: { 'app.kubernetes.io/name': 'other' } },
    'podLabels has app.kubernetes.io/name: this label is the selector of the pods, and its value is the name ' +
      'of the workload. Remove it from `podLabels`; set `name` to change its value',
  ],
  [
    'a volume at a relative path',
    { volumes: [storage.claim('a', { size: cdk8s.Size.gibibytes(1), mountPath: '/a:b' })] },
    "mountPath of a volume is '/a:b': must be an absolute path and must not contain ':'. Use a path like " +
      "'/data' (https://kubernetes.io/docs/concepts/storage/volumes/)",
  ],
  [
    'a volume with the name of that at /tmp',
    { volumes: [storage.claim('tmp', { size: cdk8s.Size.gibibytes(1), mountPath: '/a' })] },
    "a volume has the name 'tmp': reserved for a volume mounted at /tmp. Use another name",
  ],
  [
    'a port that two containers listen on',
    { sidecars: ['a', 'b'].map((id) => Sidecar.of(id, { image, ports: { [id]: 9000 } })) },
    'two containers listen on port 9000: the containers of a pod share a network namespace, so their ports ' +
      'must be unique. Use another port',
  ],
  [
    'a name of two ports',
    { sidecars: ['a', 'b'].map((id, index) => Sidecar.of(id, { image, ports: { web: 9000 + index } })) },
    'two ports have the name web: the port names of a pod must be unique. Rename one of them',
  ],
])('fails for %s', (_, options, message) => {
  expect(() => objectsOfKind('Worker', options)).toThrow(`[chart/app] ${message}`);
});

describe('a disk that one node mounts', () => {
  const volumes = [storage.claim('disk', { size: cdk8s.Size.gibibytes(1), mountPath: '/disk' })];
  const problem = (where: string) =>
    `[chart/app] volumes has 'disk' (ReadWriteOnce) for ${where}: a ReadWriteOnce volume can be mounted by ` +
    'one node at a time. Use Scaling.fixed(1), a ReadWriteMany volume, or `volumeClaimTemplates` of a ' +
    'StatefulService (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes)';

  test('is for one pod of a job at a time', () => {
    expect(() => objectsOfKind('BatchJob', { volumes })).not.toThrow();
    expect(() => objectsOfKind('BatchJob', { volumes, parallelism: 2 } as object)).toThrow(problem('up to 2 replicas'));
    expect(() => objectsOfKind('CronTask', { volumes, parallelism: 2 } as object)).toThrow(problem('up to 2 replicas'));
  });
  test('is for no daemon service', () =>
    expect(() => objectsOfKind('DaemonService', { volumes })).toThrow(problem('one replica on each node')));
});

test('fails for a health path that no load balancer takes', () => {
  expect(() => new WebService(newChart(), 'app', { image, healthCheckPath: 'up' })).toThrow(
    "[chart/app] healthCheckPath is 'up': must begin with a slash. Use '/up'",
  );
});
