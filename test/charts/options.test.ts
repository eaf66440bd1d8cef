import { Duration } from 'aws-cdk-lib';
import * as cdk8s from 'cdk8s';
import { Adoption, ChartDeployment, ChartDeploymentProps, Conflicts } from '../../src';
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
  [{ wait: {}, conflicts: Conflicts.FORCE, deletePersistentVolumeClaims: false, deleteNamespaces: false }, {}],
  [{ wait: { rollouts: true, jobs: true } }, {}],
  [{ wait: { rollouts: false } }, { NotWaitedFor: ['rollouts'] }],
  [
    { wait: { rollouts: false, loadBalancers: false, jobs: false, persistentVolumeClaims: false } },
    { NotWaitedFor: ['claims', 'jobs', 'loadBalancers', 'rollouts'] },
  ],
  [{ wait: { timeout: Duration.minutes(55) } }, { WaitSeconds: 3300 }],
  [{ adopt: Adoption.everything() }, { Adopt: ['*'] }],
  [{ adopt: Adoption.of('ConfigMap/default/a') }, { Adopt: ['ConfigMap/default/a'] }],
  [{ conflicts: Conflicts.REFUSE }, { RefuseConflicts: true }],
  [{ wait: { podLogs: false } }, { PodLogs: false }],
  [{ deletePersistentVolumeClaims: true }, { RemoveClaims: true }],
  [{ deleteNamespaces: true }, { RemoveNamespaces: true }],
])('of %j the function is told %j', (options, told) => {
  const { ServiceToken, ClusterName, Endpoint, CertificateAuthority, Deployment, Manifest, ServiceTimeout, ...others } = resourceOf(
    deployed(undefined, options),
  ).Properties;
  expect([ServiceToken, ClusterName, Endpoint, CertificateAuthority, Deployment, Manifest].includes(undefined)).toBe(false);
  expect(ServiceTimeout).toBe(Math.min(3600, Number((told as { WaitSeconds?: number }).WaitSeconds ?? 1800) + 600));
  expect(others).toEqual(told);
});

test('fails for a wait that CloudFormation would not see the end of', () => {
  expect(() => deployed(undefined, { wait: { timeout: Duration.minutes(56) } })).toThrow(
    '[Test/Deploy] wait.timeout is 56 minutes: must be at most 55 minutes, because CloudFormation waits for a ' +
      `custom resource for an hour. Decrease \`wait.timeout\` (${TIMEOUT})`,
  );
});

test.each([
  ['ConfigMap/shop/a', " (did you mean 'ConfigMap/default/a'?)"],
  ['Deployment/web', ''],
])('fails for an adoption of %s, which is not in the chart', (entry, hint) => {
  expect(() => templateOf(deployed(undefined, { adopt: Adoption.of(entry) }))).toThrow(
    `adopt names '${entry}': the chart has no such object${hint}. Write Kind/namespace/name, or Kind/name for a cluster-scoped object`,
  );
});

test.each([0, 999])('fails for a wait of %d ms, which is none', (milliseconds) => {
  expect(() => deployed(undefined, { wait: { timeout: Duration.millis(milliseconds) } })).toThrow(
    `[Test/Deploy] wait.timeout is ${milliseconds} ms: must be at least 1 second. Remove \`wait.timeout\`, or ` +
      'set `rollouts`, `jobs`, `persistentVolumeClaims` or `loadBalancers` to false',
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
    `ConfigMap has no metadata.name: apiVersion, kind and metadata.name are required. Add metadata.name (${FORM})`,
  ],
  [
    'an object without a kind',
    (chart) => configMap(chart, 'a').addJsonPatch(cdk8s.JsonPatch.remove('/kind')),
    `a has no kind: apiVersion, kind and metadata.name are required. Add kind (${FORM})`,
  ],
  [
    'a name that is generated',
    (chart) =>
      configMap(chart, 'a').addJsonPatch(cdk8s.JsonPatch.remove('/metadata/name'), cdk8s.JsonPatch.add('/metadata/generateName', 'a-')),
    'ConfigMap has no metadata.name: apiVersion, kind and metadata.name are required. ' +
      `Replace generateName with metadata.name: a generated name is a new object in each deployment (${FORM})`,
  ],
  [
    'an object above 1.5 MiB',
    (chart) => configMap(chart, 'a', { data: { a: 'x'.repeat(1_572_864) } }),
    'ConfigMap/a has 1572942 bytes: the API server accepts at most 1572864 (1.5 MiB). Split it, or move large ' +
      'files into an image or a bucket (https://etcd.io/docs/latest/dev-guide/limit/)',
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
    '[Test/Deploy] circular dependency between constructs, chart/a → chart/b → chart/c → chart/a: a construct ' +
      'must not depend on itself. Remove one of the addDependency() calls',
  );
});
