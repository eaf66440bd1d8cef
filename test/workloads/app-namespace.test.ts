import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { AppNamespace, AppNamespaceProps, ChartDeployment, PodSecurityLevel, Route, WebService } from '../../src';
import { find, Json, newChart, newCluster, newStack, objectsOf, templateOf } from '../harness';

const POD_SECURITY = 'https://kubernetes.io/docs/concepts/security/pod-security-admission/';

function objectsWith(props: AppNamespaceProps = {}, id: string = 'shop'): Json[] {
  const chart = newChart('shop');
  new AppNamespace(chart, id, props);
  return chart.toJson();
}
const labelsOf = (props: AppNamespaceProps = {}) => find(objectsWith(props), 'Namespace', 'shop').metadata.labels;
// without a cluster, the version is left out, which means the newest
const levels = (enforce: string, version?: string) =>
  Object.fromEntries(
    ['enforce', 'warn', 'audit'].flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, mode === 'enforce' ? enforce : 'restricted'],
      ...(version ? [[`pod-security.kubernetes.io/${mode}-version`, version]] : []),
    ]),
  );

test('a namespace is restricted, and nothing else comes with it', () => {
  expect(objectsWith().map(({ kind }) => kind)).toEqual(['Namespace']);
  expect(labelsOf()).toEqual(levels('restricted'));
});

test.each([PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED])(
  'a namespace enforces %s of a version and warns of what is not restricted',
  (podSecurity) => {
    expect(labelsOf({ podSecurity, podSecurityVersion: 'v1.36', labels: { team: 'a' } })).toEqual({
      team: 'a',
      ...levels(podSecurity, 'v1.36'),
    });
  },
);

test('a quota limits what all pods ask for', () => {
  const quota = {
    cpu: kplus.Cpu.units(4),
    memory: cdk8s.Size.gibibytes(8),
    pods: 0,
    storage: cdk8s.Size.gibibytes(100),
    hard: { 'count/services.loadbalancers': '2' },
  };
  expect(find(objectsWith({ quota }), 'ResourceQuota', 'quota')).toMatchObject({
    metadata: { namespace: 'shop' },
    spec: {
      hard: { 'requests.cpu': '4', 'requests.memory': '8Gi', pods: '0', 'requests.storage': '100Gi', 'count/services.loadbalancers': '2' },
    },
  });
});

test.each<[AppNamespaceProps['containerDefaults'], object]>([
  [
    { cpu: kplus.Cpu.millis(50), memory: cdk8s.Size.mebibytes(64) },
    { defaultRequest: { cpu: '50m', memory: '64Mi' }, default: { memory: '64Mi' } },
  ],
  [{ cpu: kplus.Cpu.millis(50) }, { defaultRequest: { cpu: '50m' } }],
  [{ memory: cdk8s.Size.mebibytes(64) }, { defaultRequest: { memory: '64Mi' }, default: { memory: '64Mi' } }],
])('containers that say nothing have %j', (defaults, limits) => {
  expect(find(objectsWith({ containerDefaults: defaults }), 'LimitRange', 'defaults').spec).toEqual({
    limits: [{ type: 'Container', ...limits }],
  });
});

test('it is of its name, wherever its chart is', () => {
  const chart = newChart('other');
  new AppNamespace(chart, 'Shop', { namespaceName: 'shop', quota: { pods: 5 } });
  expect(find(chart.toJson(), 'ResourceQuota', 'quota').metadata.namespace).toBe('shop');
});

describe('a namespace into which a load balancer leads', () => {
  const gates = (labels: Json) => Object.keys(labels).filter((label) => label.includes('readiness'));
  const route = (chart: cdk8s.Chart) => new WebService(chart, 'web', { image: 'a:1', route: Route.publicAlb() });

  test.each<[string, (chart: cdk8s.Chart) => void]>([
    [
      'before',
      (chart) => {
        route(chart);
        new AppNamespace(chart, 'shop');
      },
    ],
    [
      'after',
      (chart) => {
        new AppNamespace(chart, 'shop');
        route(chart);
      },
    ],
  ])('has pods that wait until they get requests, also with a service made %s it', (_, make) => {
    const chart = newChart('shop');
    make(chart);
    expect(find(chart.toJson(), 'Namespace', 'shop').metadata.labels).toMatchObject({
      'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled',
      'eks.amazonaws.com/pod-readiness-gate-inject': 'enabled',
    });
  });
  test('has them only there', () => expect(gates(labelsOf())).toEqual([]));
});

test('a deployment brings no second one, and writes no namespace into it', () => {
  const stack = newStack();
  const chart = newChart('shop');
  new AppNamespace(chart, 'shop');
  new WebService(chart, 'web', { image: 'a:1' });
  new ChartDeployment(stack, 'Shop', { cluster: newCluster(stack), chart });
  const objects = objectsOf(templateOf(stack));
  expect(objects[0]).toMatchObject({ kind: 'Namespace', metadata: { name: 'shop', labels: levels('restricted', 'v1.36') } });
  expect(objects.filter(({ kind }) => kind === 'Namespace')).toHaveLength(1);
  expect(objects[0].metadata).not.toHaveProperty('namespace');
});

test.each<[string, AppNamespaceProps, string]>([
  [
    'a name that Kubernetes refuses',
    { namespaceName: 'Shop_1' },
    "namespaceName is 'Shop_1': must be 1–63 lower-case letters, digits or hyphens. Set `namespaceName` " +
      '(default: the id of the construct) ' +
      '(https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)',
  ],
  [
    'a namespace that is there',
    { namespaceName: 'kube-system' },
    "namespaceName is 'kube-system': reserved for a namespace that every EKS cluster has. Set " + '`namespaceName` to another name',
  ],
  ['an empty quota', { quota: {} }, 'quota is empty: must have at least one limit. Add a limit like `cpu`, or remove `quota`'],
  ['a part of a pod', { quota: { pods: 1.5 } }, 'quota.pods is 1.5: must be an integer of at least 0. Use a value like 50'],
  [
    'empty defaults',
    { containerDefaults: {} },
    'containerDefaults is empty: must have cpu or memory. Set `cpu` or `memory`, or remove ' + '`containerDefaults`',
  ],
  [
    'a version without its v',
    { podSecurityVersion: '1.36' },
    "podSecurityVersion is '1.36': must be 'latest' or a Kubernetes minor version. Use a value like 'v1.36' " + `(${POD_SECURITY})`,
  ],
  [
    'levels as labels',
    { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    'labels has pod-security.kubernetes.io/enforce: the labels of Pod Security admission are set by ' +
      `podSecurity. Remove them from \`labels\`, and set \`podSecurity\` (${POD_SECURITY})`,
  ],
])('fails for %s', (_, props, message) => expect(() => objectsWith(props)).toThrow(`[chart/shop] ${message}`));
