import { App, CfnParameter, Fn, Stack, Token } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as cdk8s from 'cdk8s';
import {
  AlbController,
  AppNamespace,
  AutoModeIngressClass,
  AutoModeNodePool,
  AutoModeNodes,
  ChartDeployment,
  CoreAddons,
  EbsStorage,
  HelmDeployment,
  ClusterModel,
  ManagedNodes,
  Preflight,
  Route,
  Scaling,
  ClusterCapability,
  WebService,
  WorkerService,
  WorkloadIdentity,
} from '../../src';
import { find, flat, logicalId, newChart, newCluster, newStack, objectsOf, resourceOf, resourcesOf, templateOf, textOf } from '../harness';

const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';
const configMap = (chart: cdk8s.Chart, name: string, data: unknown) =>
  new cdk8s.ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

describe('order', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const chart = newChart('shop');
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
  new sqs.Queue(stack, 'Orders').grantSendMessages(identity);
  // the deployment first, everything that it needs after it: the order of the code decides nothing
  const deployment = new ChartDeployment(stack, 'Shop', { cluster, chart });
  const storage = new EbsStorage(stack, 'Storage', { cluster });
  new WebService(chart, 'web', { image, identity, route: Route.publicAlb(), scaling: Scaling.onCpu({ minReplicas: 1, maxReplicas: 2 }) });
  new WorkerService(chart, 'worker', { image, volumes: [storage.claim('data', { size: cdk8s.Size.gibibytes(1), mountPath: '/data' })] });
  new ManagedNodes(stack, 'Nodes', { cluster });
  const controller = new AlbController(stack, 'Alb', { cluster });
  new CoreAddons(stack, 'Addons', { cluster });
  const { DependsOn } = resourceOf(deployment);

  test.each([
    ['nodes', /^Nodes/],
    ['the class of its claim', /^StorageStorageClass/],
    ['the controller of its Ingress', /^AlbChart/],
    ['the permissions of its identity, which are not in the role', /^IdentityRoleDefaultPolicy/],
    ['DNS', /coredns/],
    ['the metrics of its autoscaler', /metricsserver/],
  ])('comes after %s', (_, id) => expect(DependsOn).toContainEqual(expect.stringMatching(id)));

  test('is one resource', () => {
    const template = templateOf(stack);
    expect(Object.keys(resourcesOf(template, 'Custom::StrataObjects'))).toHaveLength(2);
    expect(Object.keys(resourceOf(deployment).Properties)).toEqual([
      'ServiceToken',
      'ClusterName',
      'Endpoint',
      'CertificateAuthority',
      'Deployment',
      'Manifest',
      'Values',
      'ServiceTimeout',
    ]);
    expect(resourceOf(deployment).Properties.Deployment).toBe(logicalId(deployment));
    expect(controller.ingressClassName).toBe('alb');
  });

  test('depends on resources only where something needs them', () => {
    const needed = new RegExp(
      String.raw`^(Vpc\w+(RouteTableAssociation|DefaultRoute)|StrataDelivery\w+Sweep|Nodes|StorageStorageClass|` +
        String.raw`AlbChart|IdentityRole|Addonscoredns|Addonsmetricsserver)`,
    );
    expect(DependsOn.filter((id: string) => !needed.test(id))).toEqual([]);
    expect(DependsOn).toHaveLength(14);
  });
});

test('objects of cluster.addManifest are ordered as well, in both directions', () => {
  const own = newCluster(new Stack(new App(), 'Own'));
  const chart = newChart('shop');
  new WorkerService(chart, 'worker', {
    image,
    volumes: [
      new EbsStorage(Stack.of(own), 'Storage', { cluster: own, storageClassName: 'unused', isDefault: false }).claim('a', {
        size: cdk8s.Size.gibibytes(1),
        mountPath: '/a',
      }),
    ],
  });
  const deployment = new ChartDeployment(Stack.of(own), 'Shop', { cluster: own, chart });
  const raw = own.addManifest('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'shop' },
    spec: { containers: [], serviceAccountName: 'worker' },
  });
  const [rawId] = Object.entries(resourcesOf(templateOf(own), 'Custom::AWSCDK-EKS-KubernetesResource')).filter(([, { Properties }]) =>
    flat(Properties.Manifest).includes('"kind":"Pod"'),
  );
  expect(rawId[1].DependsOn).toContainEqual(expect.stringMatching(/^Shop/));
  expect(resourceOf(deployment).DependsOn).toContainEqual(expect.stringMatching(/^StorageStorageClass/));
  expect(raw.node.path).toBe('Own/Cluster/manifest-Pod');
});

describe('tokens of every kind', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const queue = new sqs.Queue(stack, 'Orders');
  const zones = new CfnParameter(stack, 'Zones', { type: 'CommaDelimitedList' });
  const chart = newChart();
  ClusterModel.of(cluster).declareExternal(ClusterCapability.kind('example.com', 'Anything'), { reason: 'a test is about something else' });
  // values of every type: those of a ConfigMap are texts
  new cdk8s.ApiObject(chart, 'config', {
    apiVersion: 'example.com/v1',
    kind: 'Anything',
    metadata: { name: 'config' },
    data: {
      text: queue.queueUrl,
      inside: `url=${queue.queueUrl}\n"quoted"`,
      object: Fn.getAtt('Thing', 'Arn') as never,
      number: Token.asNumber(Fn.ref('Count')),
      numberInText: `port ${Token.asNumber(Fn.ref('Count'))}`,
      list: zones.valueAsList,
      truth: Fn.conditionIf('C', true, false) as never,
      text2: Fn.conditionIf('C', 'yes', 'no').toString(),
      [queue.queueName]: 'key',
    },
  });
  const deployment = new ChartDeployment(stack, 'Deploy', { cluster, chart });
  const { Manifest, Values } = resourceOf(deployment).Properties;
  const orders = stack.getLogicalId(queue.node.defaultChild as sqs.CfnQueue);

  test('are resolved without a function of their own', () => {
    expect(JSON.parse(textOf(Manifest))[0].data).toEqual({
      text: `<<${orders}>>`,
      inside: `url=<<${orders}>>\n"quoted"`,
      object: '<<Thing.Arn>>',
      number: '<<number:Count>>',
      numberInText: 'port <<Count>>',
      list: '<<list:Zones>>',
      truth: expect.stringMatching(/^<<json:If-[0-9a-f]{12}>>$/),
      text2: expect.stringMatching(/^<<If-[0-9a-f]{12}>>$/),
      [`<<${orders}.QueueName>>`]: 'key',
    });
    expect(Values['Thing.Arn']).toEqual({ 'Fn::GetAtt': ['Thing', 'Arn'] });
    expect(Object.keys(resourcesOf(templateOf(stack), 'Custom::AWSCDKCfnJsonStringify'))).toEqual([]);
  });
});

describe('fails for a token that cannot be resolved any more', () => {
  test.each<[string, (token: string) => unknown, string]>([
    ['encoded in base64', (token) => Buffer.from(token).toString('base64'), 'encoded in base64'],
    ['changed in case', (token) => token.toLowerCase(), 'cut or changed in case'],
    ['encoded for a URL', (token) => encodeURIComponent(token), 'encoded for a URL'],
    ['cut', (token) => token.slice(0, 10), 'cut or changed in case'],
  ])('%s', (_, encode, how) => {
    const stack = newStack();
    const chart = newChart();
    configMap(chart, 'config', { url: encode(new sqs.Queue(stack, 'Orders').queueUrl) });
    new ChartDeployment(stack, 'Deploy', { cluster: newCluster(stack), chart });
    expect(() => templateOf(stack)).toThrow(`ConfigMap/config.data.url has a CDK token that was ${how}: a token must not be changed`);
  });
});

test('fails for an empty chart', () => {
  const stack = newStack();
  new ChartDeployment(stack, 'Deploy', { cluster: newCluster(stack), chart: newChart() });
  expect(() => templateOf(stack)).toThrow(
    '[Test/Deploy] chart has no objects: a ChartDeployment must have at least one object. Add a workload to ' +
      'the chart, or remove the ChartDeployment',
  );
});

describe('namespaces', () => {
  const labels = (level: string, mode: string) => ({
    [`pod-security.kubernetes.io/${mode}`]: level,
    [`pod-security.kubernetes.io/${mode}-version`]: 'v1.36',
  });

  test('come with the first chart that uses them, with Pod Security levels of the cluster version', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const [first, second] = ['A', 'B'].map((id) => {
      const chart = newChart('shop');
      configMap(chart, id.toLowerCase(), {});
      return new ChartDeployment(stack, id, { cluster, chart });
    });
    const kinds = (deployment: ChartDeployment) =>
      JSON.parse(flat(resourceOf(deployment).Properties.Manifest)).map(({ kind }: { kind: string }) => kind);
    expect([kinds(first), kinds(second)]).toEqual([['Namespace', 'ConfigMap'], ['ConfigMap']]);
    expect(find(objectsOf(templateOf(stack)), 'Namespace', 'shop').metadata.labels).toEqual({
      ...labels('restricted', 'warn'),
      ...labels('restricted', 'audit'),
    });
    expect(resourceOf(second).DependsOn).toContainEqual(expect.stringMatching(/^AObjects/));
  });

  const POD = { spec: { containers: [{ name: 'a', image: 'example.com/a:1' }] } };
  const apply = (scope: cdk8s.Chart, apiVersion: string, kind: string, more: object = {}) =>
    new cdk8s.ApiObject(scope, kind, { apiVersion, kind, metadata: { name: 'other' }, ...more });

  test.each<[string, boolean, (stack: Stack, cluster: ReturnType<typeof newCluster>, chart: cdk8s.Chart) => void]>([
    ['workloads of this library alone', true, () => undefined],
    ['a ConfigMap beside them, which runs no pods', true, (_, __, chart) => configMap(chart, 'a', {})],
    ['a pod of another manifest', false, (_, __, chart) => apply(chart, 'v1', 'Pod', POD)],
    [
      'a pod of another chart',
      false,
      (stack, cluster) => {
        const other = newChart('shop');
        apply(other, 'v1', 'Pod', POD);
        new ChartDeployment(stack, 'Other', { cluster, chart: other });
      },
    ],
    [
      'a pod of a raw manifest',
      false,
      (_, cluster) => cluster.addManifest('Raw', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'other', namespace: 'shop' }, ...POD }),
    ],
    [
      'a custom resource, whose operator may run pods',
      false,
      (_, cluster, chart) => {
        apply(chart, 'example.com/v1', 'Database');
        ClusterModel.of(cluster).declareExternal(ClusterCapability.kind('example.com', 'Database'), { reason: 'a test' });
      },
    ],
    [
      'a Helm release',
      false,
      (stack, cluster) =>
        new HelmDeployment(stack, 'Redis', {
          cluster,
          chartName: 'redis',
          chartRepository: 'https://example.com',
          chartVersion: '1.0.0',
          namespace: 'shop',
        }),
    ],
    [
      'a Helm release of plain aws-eks-v2',
      false,
      (_, cluster) => cluster.addHelmChart('Redis', { chart: 'redis', repository: 'https://example.com', namespace: 'shop' }),
    ],
    [
      'a Helm release in another namespace',
      true,
      (_, cluster) => cluster.addHelmChart('Redis', { chart: 'redis', repository: 'https://example.com', namespace: 'redis' }),
    ],
  ])('%s: baseline enforced %s', (_, enforced, add) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const chart = newChart('shop');
    new WebService(chart, 'web', { image });
    add(stack, cluster, chart);
    new ChartDeployment(stack, 'Deploy', { cluster, chart });
    expect(find(objectsOf(templateOf(stack)), 'Namespace', 'shop').metadata.labels).toEqual({
      ...(enforced ? labels('baseline', 'enforce') : {}),
      ...labels('restricted', 'warn'),
      ...labels('restricted', 'audit'),
    });
  });

  test('fails: a level that no file of the user sets is reported with the construct that adds it', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const chart = newChart('shop');
    new WebService(chart, 'web', { image }).apiObject.addJsonPatch(cdk8s.JsonPatch.add('/spec/template/spec/hostNetwork', true));
    new AppNamespace(chart, 'tools');
    apply(chart, 'v1', 'Pod', { metadata: { name: 'other', namespace: 'tools' }, ...POD });
    new ChartDeployment(stack, 'Deploy', { cluster, chart });
    const messages = Preflight.of(stack)
      .findings()
      .flatMap(({ ruleId, message }) => (ruleId === 'pod-security' ? [message] : []));
    expect(messages).toEqual([
      expect.stringContaining(
        "or add new AppNamespace(chart, 'shop', { podSecurity: PodSecurityLevel.PRIVILEGED }): ChartDeployment Test/Deploy adds the " +
          'namespace with the label pod-security.kubernetes.io/enforce',
      ),
      expect.stringContaining(
        'or set podSecurity: PodSecurityLevel.BASELINE or PodSecurityLevel.PRIVILEGED on AppNamespace chart/tools, which adds the label',
      ),
    ]);
  });

  test('an AppNamespace has the version of its cluster', () => {
    const stack = newStack();
    const chart = newChart('shop');
    new AppNamespace(chart, 'shop');
    new ChartDeployment(stack, 'Deploy', { cluster: newCluster(stack), chart });
    expect(find(objectsOf(templateOf(stack)), 'Namespace', 'shop').metadata.labels).toEqual({
      ...labels('restricted', 'enforce'),
      ...labels('restricted', 'warn'),
      ...labels('restricted', 'audit'),
    });
  });

  test.each<[string, (cluster: ReturnType<typeof newCluster>, chart: cdk8s.Chart) => void]>([
    [
      'the chart makes',
      (_, chart) => new cdk8s.ApiObject(chart, 'ns', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }),
    ],
    ['a manifest makes', (cluster) => cluster.addManifest('Ns', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })],
    [
      'a user declares',
      (cluster) => ClusterModel.of(cluster).declareExternal(ClusterCapability.namespace('shop'), { reason: 'made by the platform team' }),
    ],
  ])('that %s do not come twice', (_, make) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const chart = newChart('shop');
    configMap(chart, 'a', {});
    make(cluster, chart);
    const deployment = new ChartDeployment(stack, 'Deploy', { cluster, chart });
    const own = JSON.parse(flat(resourceOf(deployment).Properties.Manifest)).filter(
      ({ kind, metadata }: any) => kind === 'Namespace' && metadata.labels,
    );
    expect(own).toEqual([]);
  });

  test('that every cluster has are not made', () => {
    const stack = newStack();
    const chart = newChart('kube-system');
    configMap(chart, 'a', {});
    new ChartDeployment(stack, 'Deploy', { cluster: newCluster(stack), chart });
    expect(objectsOf(templateOf(stack)).map(({ kind }) => kind)).toEqual(['ConfigMap']);
  });
});

test('what is added to the chart later is deployed, also in charts below it', () => {
  const stack = newStack();
  const chart = newChart();
  new ChartDeployment(stack, 'Deploy', { cluster: newCluster(stack), chart });
  configMap(chart, 'late', {});
  configMap(new cdk8s.Chart(chart, 'inner'), 'inner', {});
  expect(objectsOf(templateOf(stack)).map(({ metadata }) => metadata.name)).toEqual(['late', 'inner']);
});

test('a chart in another stack than the cluster needs no circle', () => {
  const app = new App();
  const cluster = newCluster(new Stack(app, 'Base'));
  new ManagedNodes(Stack.of(cluster), 'Nodes', { cluster });
  new AlbController(Stack.of(cluster), 'Alb', { cluster });
  const other = new Stack(app, 'Other');
  const chart = newChart('shop');
  const identity = new WorkloadIdentity(other, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
  new WebService(chart, 'web', { image, route: Route.internalAlb(), identity });
  new ChartDeployment(other, 'Shop', { cluster, chart });
  expect(objectsOf(templateOf(other)).map(({ kind }) => kind)).toContain('Ingress');
  expect(other.dependencies.map(({ stackName }) => stackName)).toContain('Base');
  expect(Stack.of(cluster).dependencies).toEqual([]);
});

test('a cluster that was made elsewhere takes charts, with a handler and an entry of their own', () => {
  const { Cluster } = jest.requireActual('aws-cdk-lib/aws-eks-v2');
  const stack = newStack();
  const cluster = Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'theirs' });
  const chart = newChart('shop');
  configMap(chart, 'a', {});
  new ChartDeployment(stack, 'Deploy', { cluster, chart });
  const template = templateOf(stack);
  expect(Object.values(resourcesOf(template, 'AWS::EKS::AccessEntry'))[0].Properties.ClusterName).toBe('theirs');
  expect(Object.values(resourcesOf(template, 'AWS::Lambda::Function')).map(({ Properties }) => Properties.VpcConfig)).toEqual([
    undefined,
    undefined,
  ]);
});

test('fails for a stack in another region than the cluster', () => {
  const app = new App({ context: { 'availability-zones:account=111122223333:region=eu-west-1': ['eu-west-1a', 'eu-west-1b'] } });
  const cluster = newCluster(new Stack(app, 'Base', { env: { account: '111122223333', region: 'eu-west-1' } }));
  const other = new Stack(app, 'Other', { env: { account: '111122223333', region: 'eu-central-1' } });
  expect(() => new ChartDeployment(other, 'Shop', { cluster, chart: newChart() })).toThrow(
    '[Other/Shop/Objects] the stack is in region eu-central-1 and the cluster is in region eu-west-1: ' +
      'the function that applies objects runs in the VPC of the cluster. Create it in a stack in region ' +
      'eu-west-1',
  );
});

describe('a namespace that a load balancer leads into', () => {
  const labelsOf = (
    fill: (chart: cdk8s.Chart) => void,
    prepare: (stack: Stack, cluster: ReturnType<typeof newCluster>) => void = () => {},
  ) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    prepare(stack, cluster);
    const chart = newChart('shop');
    fill(chart);
    new ChartDeployment(stack, 'Chart', { cluster, chart });
    return Object.keys(find(objectsOf(templateOf(stack)), 'Namespace', 'shop').metadata.labels).filter((label) =>
      label.includes('readiness'),
    );
  };
  const nodes = (stack: Stack, cluster: ReturnType<typeof newCluster>) => {
    new AlbController(stack, 'Alb', { cluster });
    new ManagedNodes(stack, 'Nodes', { cluster });
  };

  test('has pods that wait until they get requests', () => {
    expect(labelsOf((chart) => new WebService(chart, 'web', { image, route: Route.publicAlb() }), nodes)).toEqual([
      'elbv2.k8s.aws/pod-readiness-gate-inject',
    ]);
    expect(labelsOf((chart) => new WebService(chart, 'web', { image, route: Route.internalNlb() }), nodes)).toEqual([
      'elbv2.k8s.aws/pod-readiness-gate-inject',
    ]);
    expect(labelsOf((chart) => new WebService(chart, 'web', { image }), nodes)).toEqual([]);
  });
  test('on Auto Mode says it in its words', () => {
    expect(
      labelsOf(
        (chart) => new WebService(chart, 'web', { image, route: Route.publicAlb() }),
        (stack, cluster) => {
          const auto = new AutoModeNodes(stack, 'Auto', { cluster });
          new AutoModeNodePool(stack, 'Pool', { cluster, nodeRole: auto.nodeRole });
          new AutoModeIngressClass(stack, 'Class', { cluster });
        },
      ),
    ).toEqual(['eks.amazonaws.com/pod-readiness-gate-inject']);
  });
  test('comes with what leads to pods before the pods', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    nodes(stack, cluster);
    const chart = newChart('shop');
    new WebService(chart, 'web', { image, route: Route.publicAlb() });
    new ChartDeployment(stack, 'Chart', { cluster, chart });
    const kinds = objectsOf(templateOf(stack)).map(({ kind }) => kind);
    expect([kinds[0], kinds[kinds.length - 1]]).toEqual(['Namespace', 'Deployment']);
  });
});
