import * as cdk8s from 'cdk8s';
import {
  BatchJob,
  WorkloadConfigMap,
  ContainerProbe,
  ContainerProbeOptions,
  EmptyDirVolume,
  SecretKeyRef,
  Sidecar,
  WebService,
  WorkerService,
} from '../../src';
import { find, Json, newChart } from '../harness';

const image = 'a:1';
const PROBES = 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/';

function podWith(make: (chart: cdk8s.Chart) => Sidecar[]): Json {
  const chart = newChart('shop');
  new WorkerService(chart, 'app', { image, sidecars: make(chart) });
  return find(chart.toJson(), 'Deployment', 'app').spec.template.spec;
}
const logs = new EmptyDirVolume('logs', '/logs', { sizeLimit: cdk8s.Size.gibibytes(1) });
const configOf = (chart: cdk8s.Chart) => new WorkloadConfigMap(chart, 'settings', { files: { 'a.yaml': 'a: 1' } });
const mountOf = { name: 'chart-settings', mountPath: '/etc/sidecar', readOnly: true };

describe('a sidecar for', () => {
  test('Envoy reads its file', () => {
    const [envoy] = podWith((chart) => [
      Sidecar.envoy({ image: 'envoy:1', configMap: configOf(chart), file: 'a.yaml', volumes: [logs] }),
    ]).initContainers;
    expect(envoy).toMatchObject({
      name: 'envoy',
      image: 'envoy:1',
      restartPolicy: 'Always',
      args: ['--config-path', '/etc/sidecar/a.yaml'],
      volumeMounts: [{ name: 'tmp-envoy' }, mountOf, { name: 'logs', mountPath: '/logs' }],
    });
  });
  test('OpenTelemetry reads its file', () => {
    const [adot] = podWith((chart) => [Sidecar.adot({ image: 'adot:1', configMap: configOf(chart), file: 'a.yaml' })]).initContainers;
    expect(adot).toMatchObject({ name: 'adot', args: ['--config=/etc/sidecar/a.yaml'], volumeMounts: [{ name: 'tmp-adot' }, mountOf] });
  });
  test('Fluent Bit reads its file and the logs', () => {
    const pod = podWith((chart) => [Sidecar.fluentBit({ configMap: configOf(chart), file: 'a.yaml', logs })]);
    expect(pod.initContainers[0]).toMatchObject({
      name: 'fluent-bit',
      image: 'public.ecr.aws/aws-observability/aws-for-fluent-bit:3.2.1',
      command: ['/fluent-bit/bin/fluent-bit', '-c', '/etc/sidecar/a.yaml'],
      volumeMounts: [{ name: 'tmp-fluent-bit' }, mountOf, { name: 'logs', mountPath: '/logs' }],
    });
    expect(pod.volumes).toContainEqual({ name: 'logs', emptyDir: { sizeLimit: '1Gi' } });
  });
});

test.each<[string, (props: { configMap: WorkloadConfigMap; file: string; image: string; logs: EmptyDirVolume }) => Sidecar]>([
  ['Envoy', (props) => Sidecar.envoy(props)],
  ['OpenTelemetry', (props) => Sidecar.adot(props)],
  ['Fluent Bit', (props) => Sidecar.fluentBit(props)],
])('fails for a file of %s that is not in its configuration', (_, make) => {
  expect(() => make({ configMap: configOf(newChart()), file: 'b.yaml', image, logs })).toThrow(
    "[chart/settings] file is 'b.yaml': the keys of the ConfigMap are a.yaml. Use one of them, or add the " + 'file to `files`',
  );
});

test('the configuration of a sidecar makes pods anew', () => {
  const stampOf = (value: string) => {
    const chart = newChart();
    new WorkerService(chart, 'app', {
      image,
      sidecars: [Sidecar.of('a', { image, envFrom: [new WorkloadConfigMap(chart, 'c', { data: { A: value } })] })],
    });
    return find(chart.toJson(), 'Deployment', 'app').spec.template.metadata.annotations['cdk-eks-strata/config-c'];
  };
  expect([stampOf('a') === stampOf('a'), stampOf('a') === stampOf('b')]).toEqual([true, false]);
});

test('a job does not wait for its sidecars', () => {
  const chart = newChart();
  new BatchJob(chart, 'app', { image, sidecars: [Sidecar.of('a', { image })] });
  const { spec } = (chart.toJson() as Json[]).find(({ kind }) => kind === 'Job')!.spec.template;
  expect([spec.containers.length, spec.initContainers[0].restartPolicy, spec.restartPolicy]).toEqual([1, 'Always', 'Never']);
});

test.each<[string, Sidecar[], string]>([
  [
    'two of one name',
    [Sidecar.of('a', { image }), Sidecar.of('a', { image })],
    'several containers have the name a: the names of the containers of a pod must be unique; the main ' +
      'container has the name of the workload. Rename one of them',
  ],
  [
    'the name of the workload',
    [Sidecar.of('app', { image })],
    'several containers have the name app: the names of the containers of a pod must be unique; the main ' +
      'container has the name of the workload. Rename one of them',
  ],
  [
    'a name that Kubernetes refuses',
    [Sidecar.of('Log', { image })],
    "name of a container is 'Log': must be 1–63 lower-case letters, digits or hyphens. Rename the container",
  ],
  [
    'a privileged port',
    [Sidecar.of('a', { image, ports: { web: 80 } })],
    'port web is 80: must be an integer from 1024 to 65535: only root can listen on lower ports. Use a port ' +
      'like 8080; the port of the Service remains 80 ' +
      '(https://kubernetes.io/docs/concepts/security/pod-security-standards/)',
  ],
  [
    'no image',
    [Sidecar.of('a', { image: '' })],
    'image is empty: must be the name of a container image. Use a value like ' + 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  ],
  [
    'a variable of two values',
    [Sidecar.of('a', { image, env: { A: 'b' }, secretEnv: { A: SecretKeyRef._of({ namespace: 'shop' } as never, 'key') } })],
    'env and secretEnv both have A: the name of an environment variable must be unique in a container. Remove ' +
      'A from `env` or `secretEnv`',
  ],
])('fails for %s', (_, sidecars, message) => expect(() => podWith(() => sidecars)).toThrow(`[chart/app] ${message}`));

describe('a scratch volume', () => {
  const mountedAs = (volume: EmptyDirVolume) => volume._mount;

  test('has medium Memory and a size limit if they are set, also at another path', () => {
    const volume = new EmptyDirVolume('cache', '/cache', { inMemory: true, sizeLimit: cdk8s.Size.mebibytes(64) });
    expect(mountedAs(volume)).toMatchObject({
      name: 'cache',
      path: '/cache',
      source: { emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
      readOnly: false,
    });
    expect(mountedAs(volume.mountAt('/other'))).toMatchObject({
      name: 'cache',
      path: '/other',
      source: { emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
    });
    expect(mountedAs(new EmptyDirVolume('cache', '/cache')).source).toEqual({ emptyDir: {} });
  });
  test.each<[string, string, string]>([
    ['Logs', '/logs', "name is 'Logs': must be 1–63 lower-case letters, digits or hyphens. Use a name like 'logs'"],
    ['tmp', '/logs', "name is 'tmp': tmp and tmp-* are reserved for the volumes mounted at /tmp. Use another name"],
    ['tmp-a', '/logs', "name is 'tmp-a': tmp and tmp-* are reserved for the volumes mounted at /tmp. Use another name"],
    ['logs', 'logs', "path is 'logs': must be an absolute path. Use '/logs'"],
  ])("fails for '%s' at '%s'", (name, path, message) =>
    expect(() => new EmptyDirVolume(name, path)).toThrow(`[EmptyDirVolume '${name}'] ${message}`),
  );
  test('fails at /tmp, which every container has', () => {
    expect(() => new WorkerService(newChart(), 'app', { image, volumes: [new EmptyDirVolume('a', '/tmp')] })).toThrow(
      '[chart/app] several volumes have the mountPath /tmp: must be unique in a container, and /tmp is reserved ' +
        'for an emptyDir volume. Use another path',
    );
  });
  test('fails for two that differ and have one name', () => {
    const volumes = [new EmptyDirVolume('a', '/a'), new EmptyDirVolume('a', '/b', { inMemory: true })];
    expect(() => new WorkerService(newChart(), 'app', { image, volumes })).toThrow(
      "[chart/app] two volumes have the name 'a': the names of the volumes of a pod must be unique. Rename one " + 'of them',
    );
  });
});

describe('a question', () => {
  test.each<[string, ContainerProbe, object]>([
    ['http', ContainerProbe.httpGet('/up', 8080), { httpGet: { path: '/up', port: 8080 } }],
    ['tcp', ContainerProbe.tcpSocket(8080), { tcpSocket: { port: 8080 } }],
    ['grpc', ContainerProbe.grpc(8080), { grpc: { port: 8080 } }],
    ['command', ContainerProbe.exec(['true']), { exec: { command: ['true'] } }],
    [
      'options',
      ContainerProbe.tcpSocket(1, { period: cdk8s.Duration.seconds(1), timeout: cdk8s.Duration.minutes(1), failureThreshold: 1 }),
      { tcpSocket: { port: 1 }, periodSeconds: 1, timeoutSeconds: 60, failureThreshold: 1 },
    ],
  ])('is asked as %s', (_, probe, expected) => expect(probe._probe).toEqual(expected));

  test('replaces the one that a web service has by itself, and leaves the others', () => {
    const chart = newChart();
    new WebService(chart, 'app', { image, probes: { liveness: ContainerProbe.httpGet('/live', 8080) } });
    expect(find(chart.toJson(), 'Deployment', 'app').spec.template.spec.containers[0]).toMatchObject({
      livenessProbe: { httpGet: { path: '/live', port: 8080 } },
      readinessProbe: { httpGet: { path: '/' } },
      startupProbe: { periodSeconds: 5 },
    });
  });

  const asked = (options: ContainerProbeOptions) => () => ContainerProbe.tcpSocket(8080, options);
  test.each<[string, () => ContainerProbe, string]>([
    [
      'no port',
      () => ContainerProbe.tcpSocket(0),
      'port is 0: must be an integer from 1 to 65535. Set it to the port that the container listens on',
    ],
    [
      'a port above all',
      () => ContainerProbe.grpc(65536),
      'port is 65536: must be an integer from 1 to 65535. Set it to the port that the container listens on',
    ],
    ['a relative path', () => ContainerProbe.httpGet('up', 8080), "path is 'up': must begin with a slash. Use '/up'"],
    ['no command', () => ContainerProbe.exec([]), "command is empty: must have at least one element. Use a value like ['pg_isready']"],
    [
      'no period',
      asked({ period: cdk8s.Duration.seconds(0) }),
      `period is 0 ms: must be at least 1 second. Use Duration.seconds(1) or more (${PROBES})`,
    ],
    [
      'a part of a second',
      asked({ timeout: cdk8s.Duration.millis(500) }),
      `timeout is 500 ms: must be at least 1 second. Use Duration.seconds(1) or more (${PROBES})`,
    ],
    [
      'no failure',
      asked({ failureThreshold: 0 }),
      'failureThreshold is 0: must be an integer of at least 1. Use a value like 3 ' + `(${PROBES})`,
    ],
  ])('fails for %s', (_, make, message) => expect(make).toThrow(`[ContainerProbe] ${message}`));
});
