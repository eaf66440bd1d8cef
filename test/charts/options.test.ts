import { Duration, Fn } from 'aws-cdk-lib';
import * as cdk8s from 'cdk8s';
import { ChartDeployment, ChartDeploymentProps } from '../../src';
import { Json, newChart, newCluster, newStack, objectsOf, resourceOf, templateOf } from '../harness';

const configMap = (chart: cdk8s.Chart, name: string, more: object = {}) =>
  new cdk8s.ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...more });
const TIMEOUT = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-customresource.html';

function deployed(
  fill: (chart: cdk8s.Chart) => void = (chart) => configMap(chart, 'a'),
  options: Partial<ChartDeploymentProps> = {},
): ChartDeployment {
  const stack = newStack();
  const chart = newChart();
  fill(chart);
  return new ChartDeployment(stack, 'Deploy', { cluster: newCluster(stack), chart, ...options });
}

test.each<[Partial<ChartDeploymentProps>, Json]>([
  [{}, {}],
  [{ wait: {}, adopt: false, deletePersistentVolumeClaims: false, deleteNamespaces: false }, {}],
  [{ wait: { rollouts: true, jobs: true } }, {}],
  [{ wait: { rollouts: false } }, { NotWaitedFor: ['rollouts'] }],
  [
    { wait: { rollouts: false, loadBalancers: false, jobs: false, persistentVolumeClaims: false } },
    { NotWaitedFor: ['claims', 'jobs', 'loadBalancers', 'rollouts'] },
  ],
  [{ wait: { timeout: Duration.minutes(55) } }, { WaitSeconds: 3300 }],
  [{ adopt: true }, { TakeOver: true }],
  [{ deletePersistentVolumeClaims: true }, { RemoveClaims: true }],
  [{ deleteNamespaces: true }, { RemoveNamespaces: true }],
])('of %j the function is told %j', (options, told) => {
  const { ServiceToken, ClusterName, Deployment, Manifest, ...others } = resourceOf(deployed(undefined, options)).Properties;
  expect([ServiceToken, ClusterName, Deployment, Manifest].includes(undefined)).toBe(false);
  expect(others).toEqual(told);
});

test('fails for a wait that CloudFormation would not see the end of', () => {
  expect(() => deployed(undefined, { wait: { timeout: Duration.minutes(56) } })).toThrow(
    '[Test/Deploy] wait.timeout is 56 minutes: CloudFormation waits for an hour, so it is at most 55 minutes. Use a shorter ' +
      `timeout (${TIMEOUT})`,
  );
});

test.each([0, 999])('fails for a wait of %d ms, which is none', (milliseconds) => {
  expect(() => deployed(undefined, { wait: { timeout: Duration.millis(milliseconds) } })).toThrow(
    `[Test/Deploy] wait.timeout is ${milliseconds} ms: it is 1 second or more. Leave it out, or say false of what is not to be waited for`,
  );
});

test('objects of the whole cluster have no namespace, whatever the chart has', () => {
  const stack = newStack();
  const chart = newChart('shop');
  new cdk8s.ApiObject(chart, 'role', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'role' },
    rules: [],
  });
  configMap(chart, 'a');
  new ChartDeployment(stack, 'Deploy', { cluster: newCluster(stack), chart });
  expect(
    objectsOf(templateOf(stack))
      .filter(({ kind }) => kind !== 'Namespace')
      .map(({ kind, metadata }) => [kind, metadata.namespace]),
  ).toEqual([
    ['ClusterRole', undefined],
    ['ConfigMap', 'shop'],
  ]);
});

const FORM = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';

test.each<[string, (chart: cdk8s.Chart) => void, string]>([
  [
    'an object without a name',
    (chart) =>
      new cdk8s.ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap' }).addJsonPatch(cdk8s.JsonPatch.remove('/metadata/name')),
    `ConfigMap has no metadata.name: the API server finds an object by apiVersion, kind and name. Add it (${FORM})`,
  ],
  [
    'an object without a kind',
    (chart) => configMap(chart, 'a').addJsonPatch(cdk8s.JsonPatch.remove('/kind')),
    `a has no kind: the API server finds an object by apiVersion, kind and name. Add it (${FORM})`,
  ],
  [
    'a name that is generated',
    (chart) =>
      configMap(chart, 'a').addJsonPatch(cdk8s.JsonPatch.remove('/metadata/name'), cdk8s.JsonPatch.add('/metadata/generateName', 'a-')),
    'ConfigMap has no metadata.name: the API server finds an object by apiVersion, kind and name. Give it a name: one that is ' +
      `generated is another object in each deploy (${FORM})`,
  ],
  [
    'an object above 1.5 MiB',
    (chart) => configMap(chart, 'a', { data: { a: 'x'.repeat(1_572_864) } }),
    'ConfigMap/a has 1572942 bytes: the API server takes 1572864 (1.5 MiB). Split it, or put large files into an image or a ' +
      'bucket (https://etcd.io/docs/latest/dev-guide/limit/)',
  ],
  [
    'a token that was cut',
    (chart) => configMap(chart, 'a', { data: { url: Fn.getAtt('A', 'Url').toString().slice(0, 12) } }),
    'ConfigMap/a.data.url holds a CDK token that was cut or changed in case: a token must stay as it is until CloudFormation ' +
      'resolves it. Pass the token itself; of a Secret, use stringData instead of data ' +
      '(https://docs.aws.amazon.com/cdk/v2/guide/tokens.html)',
  ],
])('fails for %s', (_, fill, message) => {
  const deployment = deployed(fill);
  expect(() => templateOf(deployment)).toThrow(`[Test/Deploy] ${message}`);
});

test('fails for a circle, and names it', () => {
  const deployment = deployed((chart) => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => configMap(chart, name));
    a.addDependency(b);
    b.addDependency(c);
    c.addDependency(a);
  });
  expect(() => templateOf(deployment)).toThrow(
    '[chart chart] its dependencies are a circle, chart/a → chart/b → chart/c → chart/a: each part comes after those that it ' +
      'depends on. Remove one of the addDependency() calls',
  );
});
