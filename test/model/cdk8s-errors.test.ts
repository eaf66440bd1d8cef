import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as kplus34 from 'cdk8s-plus-34';
import { ChartDeployment, Preflight, RenderedManifest } from '../../src';
import { CDK8S_ERRORS } from '../../src/model/cdk8s-errors.data';
import { problemOfMessage } from '../../src/model/cdk8s-errors.rules';
import { newChart, newCluster, newStack, templateOf } from '../harness';

// errors of cdk8s and cdk8s-plus when a chart is rendered: told like those of this library

const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';
const container: kplus.ContainerProps = { image, portNumber: 8080 };

function deployed(fill: (chart: cdk8s.Chart) => void): ChartDeployment {
  const stack = newStack();
  const chart = newChart('shop');
  fill(chart);
  return new ChartDeployment(stack, 'Deploy', { cluster: newCluster(stack), chart });
}

const configMap = (chart: cdk8s.Chart, id: string) => new cdk8s.ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap' });

const MISTAKES: Readonly<Record<string, readonly [(chart: cdk8s.Chart) => void, string]>> = {
  'an autoscaler of a Deployment with replicas': [
    (chart) => {
      const target = new kplus.Deployment(chart, 'web', { containers: [container], replicas: 3 });
      new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target, maxReplicas: 10 });
    },
    'chart/scaler has a target with a fixed number of replicas (3): each deployment would reset the number of replicas that the ' +
      'autoscaler has set. Remove `replicas` from the target',
  ],
  'an autoscaler without metrics and requests': [
    (chart) => {
      const target = new kplus.Deployment(chart, 'web', { containers: [{ ...container, resources: {} }] });
      new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target, maxReplicas: 10 });
    },
    'chart/scaler has no `metrics`, and no container of its target has a request or limit of CPU or memory: an autoscaler computes ' +
      'utilization from the requests of the containers. Set `metrics`, or `resources` of the containers',
  ],
  'an Ingress without rules': [
    (chart) => void new kplus.Ingress(chart, 'ingress'),
    'chart/ingress has no rules and no default backend: the API server requires `spec.rules` or `spec.defaultBackend`. ' +
      'Call `addRule()` or `addDefaultBackend()`',
  ],
  'a pod without containers': [
    (chart) => void new kplus.Deployment(chart, 'web'),
    'chart/web has no containers: a pod must have at least 1. Set `containers`, or call `addContainer()`',
  ],
  'two volumes of one name': [
    (chart) => {
      const [one, two] = ['a', 'b'].map((id) => kplus.Volume.fromEmptyDir(chart, id, 'data'));
      const [web] = new kplus.Deployment(chart, 'web', { containers: [container] }).containers;
      web.mount('/a', one);
      web.mount('/b', two);
    },
    "chart/web mounts two volumes with the name 'data': names of volumes must be unique in a pod. " +
      'Give one of them another name, or mount the same `Volume` in all containers',
  ],
  'a value in volumes that is not a Volume': [
    (chart) => {
      const { node } = new cdk8s.ApiObject(chart, 'claim', { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
      const volume = { name: 'data', node } as unknown as kplus.Volume;
      new kplus.Deployment(chart, 'web', { containers: [container], volumes: [volume] });
    },
    'chart/web has a value in `volumes` that is not a Volume of cdk8s-plus: a workload of cdk8s-plus renders its own volumes only. ' +
      'Use `claim.asVolume(chart)`, or PlusWorkload.of(workload).mount(claim)',
  ],
  'the DNS policy None without a nameserver': [
    (chart) => void new kplus.Deployment(chart, 'web', { containers: [container], dns: { policy: kplus.DnsPolicy.NONE } }),
    'chart/web has the DNS policy None and no nameserver: with this policy, a pod must have 1 to 3 nameservers. Set `dns.nameservers`, ' +
      'or another `dns.policy`',
  ],
  'four nameservers': [
    (chart) =>
      void new kplus.Deployment(chart, 'web', {
        containers: [container],
        dns: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'] },
      }),
    'chart/web has more than 3 nameservers: a pod may have at most 3. Remove nameservers from `dns.nameservers`',
  ],
  'seven search domains': [
    (chart) => void new kplus.Deployment(chart, 'web', { containers: [container], dns: { searches: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] } }),
    'chart/web has more than 6 DNS search domains: cdk8s-plus renders at most 6, although the API server accepts 32. Remove domains from ' +
      '`dns.searches`, or add them with a JSON patch',
  ],
  'a Service without ports': [
    (chart) => void new kplus.Service(chart, 'service', {}),
    'chart/service has no ports: a Service that is not of type ExternalName must have at least 1. Set `ports`, or call `bind()`',
  ],
  'a Service of an external name without a name': [
    (chart) => void new kplus.Service(chart, 'service', { type: kplus.ServiceType.EXTERNAL_NAME }),
    'chart/service is a Service of type ExternalName without a name: `spec.externalName` is required for this type. Set `externalName`',
  ],
  'an endpoint that is a resource and a URL': [
    (chart) =>
      new kplus.ClusterRole(chart, 'role').allow(['get'], { asApiResource: () => kplus.ApiResource.PODS, asNonApiResource: () => '/a' }),
    'chart/role has a rule for an endpoint that is a resource and a URL: a rule of a role has either resources or nonResourceURLs. ' +
      'Return undefined from `asApiResource()` or from `asNonApiResource()` of the endpoint',
  ],
  'an endpoint that is nothing': [
    (chart) => new kplus.ClusterRole(chart, 'role').allow(['get'], { asApiResource: () => undefined, asNonApiResource: () => undefined }),
    'chart/role has a rule for an endpoint that is neither a resource nor a URL: a rule of a role has either resources or ' +
      'nonResourceURLs. ' +
      'Return a value from `asApiResource()` or from `asNonApiResource()` of the endpoint',
  ],
  'a duration that is not a whole number of seconds': [
    (chart) => void new kplus.Deployment(chart, 'web', { containers: [container], terminationGracePeriod: cdk8s.Duration.millis(1500) }),
    'chart/web has a value of 1500 millis, which is not a whole number of seconds: the field is an integer in seconds. ' +
      'Use a multiple of that unit',
  ],
  'an instance of a class': [
    (chart) => void new cdk8s.ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: new Map() } }),
    'chart/a has a value that is an object of class Map: a manifest has maps, lists, strings, numbers and booleans. ' +
      'Pass the fields of the object, or its string',
  ],
  'a JSON patch below a field that does not exist': [
    (chart) => configMap(chart, 'a').addJsonPatch(cdk8s.JsonPatch.add('/metadata/annotations/team', 'shop')),
    "chart/a has JsonPatch.add('/metadata/annotations/team'): the object has no /metadata/annotations. " +
      'Add /metadata/annotations first, or correct the path',
  ],
  'a JSON patch that moves a field that does not exist': [
    (chart) => configMap(chart, 'a').addJsonPatch(cdk8s.JsonPatch.move('/spec/a/b', '/spec')),
    "chart/a has JsonPatch.move('/spec/a/b', '/spec'): the object has no /spec. Add /spec first, or correct the path",
  ],
  'a test of a JSON patch': [
    (chart) => configMap(chart, 'a').addJsonPatch(cdk8s.JsonPatch.test('/kind', 'Secret')),
    "chart/a has JsonPatch.test('/kind'), whose value is another one: patches are applied if all tests succeed. " +
      'Change the value of the test, or remove it',
  ],
  'an error that is not known': [
    (chart) =>
      void new cdk8s.ApiObject(chart, 'a', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        data: cdk8s.Lazy.any({
          produce: () => {
            throw new Error('no data today.');
          },
        }),
      }),
    'chart/a cannot be rendered (no data today): all constructs of a chart must be valid when it is deployed. ' +
      'Change the props of this construct',
  ],
};

test.each(Object.entries(MISTAKES).map(([name, [fill, message]]) => [name, fill, message] as const))('fails for %s', (_, fill, message) => {
  const deployment = deployed(fill);
  const told = (act: () => unknown): string => {
    try {
      act();
      return 'nothing';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const text = told(() => templateOf(deployment));
  expect(text).toContain(`[Test/Deploy] ${message}`);
  // neither the error of a token nor a trace of cdk8s
  expect(text).not.toMatch(/Resolution error|Failed serializing|Validation failed with the following errors:\n {2}\[chart|node_modules/);
  expect(told(() => Preflight.of(deployment).findings())).toContain(`[Test/Deploy] ${message}`);
  const chart = newChart('shop');
  fill(chart);
  expect(told(() => RenderedManifest.of(chart))).toContain(`[chart] ${message}`);
});

test('every error of the table is tested', () => {
  const texts = Object.values(MISTAKES).map(([, text]) => text);
  const untested = CDK8S_ERRORS.filter(({ problem }) => !texts.some((text) => text.includes(problem.finding.split('$')[0])));
  expect(untested.map(({ message }) => message)).toEqual([]);
});

test('several mistakes are told together, of cdk8s-plus 27 and 34', () => {
  const deployment = deployed((chart) => {
    new kplus.Deployment(chart, 'web');
    new kplus34.Deployment(chart, 'api');
    new kplus.Ingress(chart, 'ingress');
    configMap(chart, 'a').addJsonPatch(cdk8s.JsonPatch.add('/data/a', 'b'));
  });
  const none = 'has no containers: a pod must have at least 1. Set `containers`, or call `addContainer()`';
  expect(() => templateOf(deployment)).toThrow(
    new RegExp(['ingress', 'web', 'api', 'a'].map((id) => String.raw`chart/${id} has`).join('.*'), 's'),
  );
  for (const id of ['web', 'api']) expect(() => templateOf(deployment)).toThrow(`[Test/Deploy] chart/${id} ${none}`);
});

describe('a chart of an app with an invalid chart', () => {
  function messageFor(...ids: string[]): string {
    const stack = newStack();
    const cluster = newCluster(stack);
    const app = new cdk8s.App();
    const charts = new Map(['bad', 'good'].map((id) => [id, new cdk8s.Chart(app, id)]));
    new kplus.Ingress(charts.get('bad')!, 'ingress');
    new kplus.ConfigMap(charts.get('good')!, 'config', { data: { a: 'b' } });
    for (const id of ids) new ChartDeployment(stack, id, { cluster, chart: charts.get(id)! });
    try {
      return JSON.stringify(templateOf(stack)).includes('good-config') ? 'deployed' : 'empty';
    } catch (error) {
      return (error as Error).message;
    }
  }

  test('is deployed without it', () => expect(messageFor('good')).toBe('deployed'));

  test('is not named in its errors', () => {
    expect(messageFor('bad', 'good')).toContain('[Test/bad] bad/ingress has no rules');
    expect(messageFor('bad', 'good')).not.toContain('Test/good');
  });
});

test.each([
  [
    "Failed serializing construct at path 'chart/web/Resource' with name 'web': Error: A service must be configured with a port",
    'has no ports',
  ],
  ['TypeError: x is undefined', 'cannot be rendered (TypeError: x is undefined)'],
])('the message %s is told as %s', (message, finding) => {
  expect(problemOfMessage('chart/web', message).finding).toBe(`chart/web ${finding}`);
});
