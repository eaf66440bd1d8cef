import * as path from 'path';
import { App, CfnResource, Duration, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { CfnPodIdentityAssociation, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as cdk8s from 'cdk8s';
import { IConstruct } from 'constructs';
import {
  ChartDeployment,
  ClusterCapability,
  ClusterModel,
  HelmDeployment,
  HelmDeploymentProps,
  IdentityType,
  Preflight,
  WorkloadIdentity,
} from '../../src';
import { flat, Json, logicalId, newChart, newCluster, newPlainCluster, newStack, resourceOf, templateOf } from '../harness';

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
const findings = (stack: Stack, rule: string) =>
  Preflight.of(stack)
    .findings()
    .flatMap(({ ruleId, message }) => (ruleId === rule ? [message] : []));
const propertiesOf = (options: Partial<HelmDeploymentProps> = {}): Json => resourceOf(released(options)).Properties;

test('a chart of a repository is a release named after its construct, with 15 minutes', () => {
  const { ServiceToken, ClusterName, Endpoint, CertificateAuthority, Deployment, ...others } = propertiesOf();
  expect([ServiceToken, ClusterName, Endpoint, CertificateAuthority, Deployment].includes(undefined)).toBe(false);
  expect(others).toEqual({
    Release: 'redis',
    Chart: 'redis',
    Version: '1.2.3',
    Repository: repository,
    Namespace: 'default',
    Values: '{}',
    WaitSeconds: 900,
    ServiceTimeout: 1500,
  });
});

test('takes a release, a namespace that is made, values with tokens, and what is waited for', () => {
  const stack = newStack();
  const queue = new sqs.Queue(stack, 'Orders');
  const made = new HelmDeployment(stack, 'Redis', {
    cluster: newCluster(stack),
    chartName: 'redis',
    chartRepository: repository,
    chartVersion: '1.2.3',
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
    ServiceTimeout: 3600,
  });
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

test('adopts, skips CRDs and limits hooks with a word', () => {
  expect(propertiesOf({ adopt: true, skipCrds: true, hookTimeout: Duration.minutes(13) })).toMatchObject({
    TakeOver: true,
    SkipCrds: true,
    HookSeconds: 780,
  });
});

test('a digest is as good as a version', () => {
  const chartRepository = `oci://oci.example.com/redis@sha256:${'0'.repeat(64)}`;
  expect(propertiesOf({ chartVersion: undefined, chartRepository })).toMatchObject({ Repository: chartRepository, Chart: 'redis' });
});

describe('values', () => {
  const withValues = (values: (queue: sqs.Queue) => Record<string, unknown>) => {
    const stack = newStack();
    const queue = new sqs.Queue(stack, 'Orders');
    const cluster = newCluster(stack);
    const source = { chartName: 'redis', chartRepository: repository, chartVersion: '1.2.3' };
    const made = new HelmDeployment(stack, 'Redis', { cluster, ...source, values: values(queue) });
    const { Values, ValuesFile, Substitutions } = resourceOf(made).Properties as {
      Values?: unknown;
      ValuesFile?: { Key: string };
      Substitutions?: unknown;
    };
    return {
      Values,
      Substitutions,
      ValuesFile,
      template: JSON.stringify(templateOf(stack)),
      id: stack.getLogicalId(made.node.defaultChild as CfnResource),
    };
  };
  const textOf = (bytes: number) => ({ text: 'x'.repeat(bytes - '{ "text": ""}'.length) });

  test('of at most 60,000 bytes are in the template, and larger ones in a file, with the same logical id', () => {
    const [small, large] = [withValues(() => textOf(60_000)), withValues(() => textOf(60_001))];
    expect([flat(small.Values).length, small.ValuesFile, large.Values, typeof large.ValuesFile]).toEqual([
      60_000,
      undefined,
      undefined,
      'object',
    ]);
    expect(small.id).toBe(large.id);
  });

  test('in a file are checked as those in the template', () => {
    const found = [0, 60_000].map((bytes) => {
      const stack = newStack();
      const source = { chartName: 'redis', chartRepository: repository, chartVersion: '1.2.3' };
      const values = { policy: 'arn:aws:iam::aws:policy/AmazonNoSuchPolicy', text: 'x'.repeat(bytes) };
      new HelmDeployment(stack, 'Redis', { cluster: newCluster(stack), ...source, values });
      return Preflight.of(stack)
        .findings()
        .map(({ ruleId }) => ruleId);
    });
    expect(found).toEqual([['managed-policy-unknown'], ['managed-policy-unknown']]);
  });

  test('in a file may contain CDK tokens, and the function may read the file', () => {
    const { ValuesFile, Substitutions, template } = withValues((queue) => ({ ...textOf(60_000), url: queue.queueUrl }));
    expect(Object.values(Substitutions as object)).toEqual([{ Ref: expect.stringMatching(/^Orders/) }]);
    expect(template).toContain(`/${ValuesFile?.Key}"`);
  });

  test('in a file may contain a lazy object', () => {
    const url = Lazy.any({ produce: () => ({ a: Fn.ref('Orders') }) });
    expect(withValues(() => ({ ...textOf(60_000), url })).Substitutions).toEqual({ Orders: { Ref: 'Orders' } });
  });
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
    chartVersion: '1.2.3',
    provides: [ClusterCapability.kind('example.com', 'Thing')],
  });
  expect(resourceOf(deployment).DependsOn).toContain(stack.getLogicalId(operator.node.defaultChild as CfnResource));
});

test('may be in another stack than the cluster', () => {
  const app = new App();
  const cluster = newCluster(new Stack(app, 'Base'));
  const other = new Stack(app, 'Other');
  new HelmDeployment(other, 'Redis', { cluster, chartName: 'redis', chartRepository: repository, chartVersion: '1.2.3' });
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
    'no version',
    { chartVersion: undefined },
    'chartVersion is missing: must be one version, not a range: otherwise a deployment installs another chart than the one before it ' +
      "without a change. Set `chartVersion` to a version like '1.2.3', or end the address in an OCI registry with a digest, '@sha256:…' " +
      '(https://helm.sh/docs/helm/helm_upgrade/)',
  ],
  [
    'a range of versions',
    { chartVersion: '^1.2.0' },
    "chartVersion is '^1.2.0': must be one version, not a range: otherwise a deployment installs another chart than the one before it " +
      "without a change. Set `chartVersion` to a version like '1.2.3', or end the address in an OCI registry with a digest, '@sha256:…' " +
      '(https://helm.sh/docs/helm/helm_upgrade/)',
  ],
  [
    'a repository without TLS',
    { chartRepository: 'http://charts.example.com' },
    "chartRepository is 'http://charts.example.com': must begin with https:// or, for an OCI registry, with oci://. Use a value like " +
      "'oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/redis' (https://helm.sh/docs/topics/registries/)",
  ],
  [
    'a hook that takes longer than one run of the function',
    { hookTimeout: Duration.minutes(14) },
    'hookTimeout is 14 minutes: must be at most 13 minutes, because Helm waits for a hook in one invocation of a Lambda function. ' +
      'Decrease `hookTimeout`, or run the work of the hook in a Job of a ChartDeployment that the release depends on ' +
      '(https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)',
  ],
  [
    'a name that Helm refuses',
    { releaseName: 'My_Redis' },
    "releaseName is 'My_Redis': must be 1–53 lower-case letters, digits, hyphens or dots. Use a name like " +
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

describe('order of a release and the objects of its namespace', () => {
  const secret = (name: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: { a: '' } });
  const pods = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'example.com/web:1' }] },
  };
  const shop = (stack: Stack, cluster: ICluster, ...objects: object[]) => {
    const chart = newChart('shop');
    objects.forEach((each, index) => new cdk8s.ApiObject(chart, `o${index}`, each as never));
    return new ChartDeployment(stack, 'Shop', { cluster, chart });
  };
  const redis = (stack: Stack, cluster: ICluster, options: Partial<HelmDeploymentProps> = {}) =>
    new HelmDeployment(stack, 'Redis', {
      cluster,
      chartName: 'redis',
      chartRepository: repository,
      chartVersion: '1.0.0',
      namespace: 'shop',
      ...options,
    });
  const comesAfter = (one: IConstruct, other: IConstruct): boolean => [resourceOf(one).DependsOn ?? []].flat().includes(logicalId(other));

  test.each(['Secret', 'ConfigMap', 'ServiceAccount'])('after a %s that its values name, also beside pods', (kind) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const release = redis(stack, cluster, { values: { auth: { names: [{ name: 'creds' }] } } });
    const chart = shop(stack, cluster, { ...secret('creds'), kind, stringData: undefined }, pods);
    expect([comesAfter(release, chart), comesAfter(chart, release)]).toEqual([true, false]);
  });

  test('after what creates its namespace', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const release = redis(stack, cluster);
    const chart = shop(stack, cluster, secret('other'));
    expect([comesAfter(release, chart), comesAfter(chart, release)]).toEqual([true, false]);
  });

  test('neither waits for the other where pods of its namespace may need it', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const release = redis(stack, cluster);
    const chart = shop(stack, cluster, secret('other'), pods);
    expect([comesAfter(release, chart), comesAfter(chart, release)]).toEqual([false, false]);
  });

  test('before objects whose kind it provides, which come with its namespace', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const release = redis(stack, cluster, { provides: [ClusterCapability.kind('example.com', 'Redis')] });
    const chart = shop(stack, cluster, { apiVersion: 'example.com/v1', kind: 'Redis', metadata: { name: 'a' } });
    expect([comesAfter(release, chart), comesAfter(chart, release)]).toEqual([false, true]);
    expect(findings(stack, 'dependency-dropped')).toEqual([]);
  });

  test('fails: a Secret that its values name beside objects whose kind it provides', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    redis(stack, cluster, { values: { secret: 'creds' }, provides: [ClusterCapability.kind('example.com', 'Redis')] });
    shop(stack, cluster, secret('creds'), { apiVersion: 'example.com/v1', kind: 'Redis', metadata: { name: 'a' } });
    templateOf(stack);
    expect(findings(stack, 'dependency-dropped')).toEqual([
      expect.stringContaining('the construct needs Test/Shop, but Test/Shop depends on'),
    ]);
  });

  test('a release of plain aws-eks-v2, and a namespace and a Secret of raw manifests', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const chart = cluster.addHelmChart('Redis', {
      chart: 'redis',
      repository,
      namespace: 'shop',
      values: { existingSecret: 'creds', serviceAccount: { name: 'redis' } },
    });
    const manifest = cluster.addManifest('Shop', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    const creds = cluster.addManifest('Creds', { ...secret('creds'), metadata: { name: 'creds', namespace: 'shop' } });
    expect([comesAfter(chart, manifest), comesAfter(chart, creds), comesAfter(creds, manifest)]).toEqual([true, true, true]);
  });

  test('manifests come after the release that alone creates their namespace', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const chart = cluster.addHelmChart('Redis', { chart: 'redis', repository, namespace: 'shop' });
    const other = cluster.addManifest('Other', { ...secret('other'), metadata: { name: 'other', namespace: 'shop' } });
    expect([comesAfter(chart, other), comesAfter(other, chart)]).toEqual([false, true]);
  });

  test('after the associations of its namespace, and after the identity that is given', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const association = new CfnPodIdentityAssociation(stack, 'Association', {
      clusterName: cluster.clusterName,
      namespace: 'shop',
      serviceAccount: 'anything',
      roleArn: 'arn:aws:iam::111122223333:role/a',
    });
    const identity = new WorkloadIdentity(stack, 'Identity', {
      cluster,
      namespace: 'kube-system',
      serviceAccountName: 'redis',
      identityType: IdentityType.podIdentity(),
      externalServiceAccount: true,
    });
    new sqs.Queue(stack, 'Queue').grantSendMessages(identity);
    const release = redis(stack, cluster, { identity });
    const { DependsOn } = resourceOf(release);
    expect(DependsOn).toEqual(
      expect.arrayContaining([
        logicalId(association),
        expect.stringMatching(/^IdentityAssociation/),
        expect.stringMatching(/^IdentityRoleDefaultPolicy/),
      ]),
    );
  });

  test('fails for an identity of another cluster', () => {
    const stack = newStack();
    const other = newPlainCluster(new Stack(stack.node.root as App, 'Other'));
    const identity = new WorkloadIdentity(stack, 'Identity', {
      cluster: other,
      namespace: 'shop',
      serviceAccountName: 'redis',
      identityType: IdentityType.podIdentity(),
    });
    expect(() => redis(stack, newCluster(stack), { identity })).toThrow(
      '[Test/Redis] identity is Test/Identity, an identity of another cluster: the release is installed in Test/Cluster. ' +
        'Create an identity for this cluster',
    );
  });

  const policy = { apiVersion: 'kyverno.io/v1', kind: 'ClusterPolicy', metadata: { name: 'a' } };

  test('an object of an unknown kind comes after releases of unknown contents, and not after one that says what it provides', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const kyverno = redis(stack, cluster, { chartName: 'kyverno', namespace: 'kyverno' });
    const plain = cluster.addHelmChart('Plain', { chart: 'anything', repository, namespace: 'other' });
    const known = cluster.addHelmChart('Keda', { chart: 'keda', repository, namespace: 'keda' });
    const described = new HelmDeployment(stack, 'Described', {
      cluster,
      chartName: 'described',
      chartRepository: repository,
      chartVersion: '1.0.0',
      provides: [ClusterCapability.kind('example.com', 'Thing')],
    });
    const chart = shop(stack, cluster, policy);
    const raw = cluster.addManifest('Raw', { ...policy, metadata: { name: 'b' } });
    const after = (each: IConstruct) => [kyverno, plain, known, described].map((release) => comesAfter(each, release));
    expect([after(chart), after(raw)]).toEqual([
      [true, true, false, false],
      [true, true, false, false],
    ]);
  });

  test('an object of a kind that a release provides, or that is declared, comes after no other', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const other = redis(stack, cluster, { namespace: 'other' });
    const operator = new HelmDeployment(stack, 'Kyverno', {
      cluster,
      chartName: 'kyverno',
      chartRepository: repository,
      chartVersion: '1.0.0',
      namespace: 'kyverno',
      provides: [ClusterCapability.kind('kyverno.io', 'ClusterPolicy')],
    });
    const raw = cluster.addManifest('Raw', policy);
    ClusterModel.of(cluster).declareExternal(ClusterCapability.kind('example.com', 'Thing'), { reason: 'a test' });
    const thing = cluster.addManifest('Thing', { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } });
    expect([comesAfter(raw, operator), comesAfter(raw, other), comesAfter(thing, other)]).toEqual([true, false, false]);
  });

  test('custom resources beside the namespace of their operator come after it', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const operator = redis(stack, cluster);
    const chart = shop(stack, cluster, { apiVersion: 'example.com/v1', kind: 'Redis', metadata: { name: 'a' } });
    expect([comesAfter(chart, operator), comesAfter(operator, chart)]).toEqual([true, false]);
  });
});
