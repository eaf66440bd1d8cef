import * as path from 'path';
import { App, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as cdk8s from 'cdk8s';
import { ChartDeployment, HelmDeployment, HelmDeploymentProps, ClusterCapability } from '../../src';
import { flat, Json, newChart, newCluster, newStack, resourceOf, templateOf } from '../harness';

const repository = 'https://charts.example.com';
const TIMEOUT = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-customresource.html';

function released(options: Partial<HelmDeploymentProps> = {}, id: string = 'Redis'): HelmDeployment {
  const stack = newStack();
  return new HelmDeployment(stack, id, {
    cluster: newCluster(stack),
    chartName: 'redis',
    chartRepository: repository,
    chartVersion: '1.2.3',
    ...options,
  });
}
const propertiesOf = (options: Partial<HelmDeploymentProps> = {}): Json => resourceOf(released(options)).Properties;

test('a chart of a repository is a release named after its construct, with 15 minutes', () => {
  const { ServiceToken, ClusterName, Deployment, ...others } = propertiesOf();
  expect([ServiceToken, ClusterName, Deployment].includes(undefined)).toBe(false);
  expect(others).toEqual({
    Release: 'redis',
    Chart: 'redis',
    Version: '1.2.3',
    Repository: repository,
    Namespace: 'default',
    Values: '{}',
    WaitSeconds: 900,
  });
});

test('takes a release, a namespace that is made, values with tokens, and what is waited for', () => {
  const stack = newStack();
  const queue = new sqs.Queue(stack, 'Orders');
  const made = new HelmDeployment(stack, 'Redis', {
    cluster: newCluster(stack),
    chartName: 'redis',
    chartRepository: repository,
    releaseName: 'cache',
    namespace: 'shop',
    values: { url: queue.queueUrl, list: [1, true] },
    wait: { rollouts: false, timeout: Duration.minutes(55) },
  });
  const { Properties } = resourceOf(made);
  expect(Properties).toMatchObject({
    Release: 'cache',
    Namespace: 'shop',
    CreateNamespace: true,
    NotWaitedFor: ['rollouts'],
    WaitSeconds: 3300,
  });
  expect(Properties).not.toHaveProperty('Version');
  expect(JSON.parse(flat(Properties.Values))).toEqual({ url: '<token>', list: [1, true] });
  expect(made.releaseName).toBe('cache');
});

test('a chart that is uploaded is read from its bucket', () => {
  const stack = newStack();
  const chartAsset = new Asset(stack, 'Chart', { path: path.join(__dirname, '../../examples/any-chart/chart') });
  const { Properties } = resourceOf(new HelmDeployment(stack, 'Greeter', { cluster: newCluster(stack), chartAsset }));
  expect(Properties).toMatchObject({ Release: 'greeter', ChartFile: { Bucket: expect.anything(), Key: chartAsset.s3ObjectKey } });
  expect(['Chart', 'Version', 'Repository'].filter((name) => name in Properties)).toEqual([]);
});

test('its capabilities are provided before their dependents', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const chart = newChart('shop');
  new cdk8s.ApiObject(chart, 'thing', { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'thing' } });
  const deployment = new ChartDeployment(stack, 'Shop', { cluster, chart });
  const operator = new HelmDeployment(stack, 'Operator', {
    cluster,
    chartName: 'operator',
    chartRepository: repository,
    provides: [ClusterCapability.kind('example.com', 'Thing')],
  });
  expect(resourceOf(deployment).DependsOn).toContain(stack.getLogicalId(operator.node.defaultChild as CfnResource));
});

test('may be in another stack than the cluster', () => {
  const app = new App();
  const cluster = newCluster(new Stack(app, 'Base'));
  const other = new Stack(app, 'Other');
  new HelmDeployment(other, 'Redis', { cluster, chartName: 'redis', chartRepository: repository });
  templateOf(other);
  expect([other.dependencies.map(({ node }) => node.id), Stack.of(cluster).dependencies]).toEqual([['Base'], []]);
});

test.each<[string, Partial<HelmDeploymentProps>, string]>([
  [
    'no chart',
    { chartName: undefined },
    'chartName is missing: a chart requires a name and a repository, or ' +
      'an uploaded file. Set `chartName` and `chartRepository`, or `chartAsset`',
  ],
  [
    'no repository',
    { chartRepository: undefined },
    'chartRepository is missing: a chart requires a name and a repository, or ' +
      'an uploaded file. Set `chartName` and `chartRepository`, or `chartAsset`',
  ],
  [
    'more time than there is',
    { wait: { timeout: Duration.minutes(56) } },
    'wait.timeout is 56 minutes: must be at most 55 minutes, because CloudFormation waits for a custom ' +
      `resource for an hour. Decrease \`wait.timeout\` (${TIMEOUT})`,
  ],
  [
    'a name that Helm refuses',
    { releaseName: 'My_Redis' },
    "releaseName is 'My_Redis': must be 1–53 lower-case letters, digits or hyphens. Use a name like " +
      "'my-release' (https://helm.sh/docs/chart_template_guide/getting_started/)",
  ],
])('fails for %s', (_, options, message) =>
  expect(() => released(options)).toThrow(new RegExp(`^\\[Test/Redis(/Release)?\\] ${message.replace(/[.()[\]{}?*+|^$/]/g, '\\$&')}$`)),
);

test('fails for a version beside a chart that is uploaded', () => {
  const stack = newStack();
  const chartAsset = new Asset(stack, 'Chart', { path: path.join(__dirname, '../../examples/any-chart/chart') });
  expect(() => new HelmDeployment(stack, 'Greeter', { cluster: newCluster(stack), chartAsset, chartVersion: '1.0.0' })).toThrow(
    '[Test/Greeter] chartVersion set together with chartAsset: they are mutually exclusive: an uploaded chart has ' +
      'its own name and version, and no repository. Remove chartAsset, or remove chartVersion',
  );
});

test('fails for a namespace that is not a valid name', () => {
  expect(() => released({ namespace: 'Shop' })).toThrow(/^\[Test\/Redis\] namespace is 'Shop': /);
});
