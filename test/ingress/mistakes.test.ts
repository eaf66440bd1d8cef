import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AlbAction,
  AlbController,
  AlbGateway,
  AlbIngressClass,
  AutoModeNodes,
  BuiltInNodePool,
  CertManager,
  ChartDeployment,
  GatewayApi,
  GatewayCrds,
  GatewayRoute,
  LoadBalancerAddress,
  ManagedNodes,
  NlbGateway,
  NlbService,
  Preflight,
  Route,
  LoadBalancerTargetType,
  WebService,
  ThreeTierVpc,
} from '../../src';
import { find, Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const certificate = Certificate.fromCertificateArn(newStack(), 'C', 'arn:aws:acm:eu-west-1:111122223333:certificate/1');
const crds = GatewayCrds.fromChart({ chartRepository: 'https://example.com', chartName: 'gateway-api-crds', chartVersion: '1.6.0' });
const base = () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  return { stack, cluster };
};
const rulesOf = (stack: Parameters<typeof Preflight.of>[0]) =>
  Preflight.of(stack)
    .findings()
    .map(({ ruleId }) => ruleId);

describe('a Gateway', () => {
  const { stack, cluster } = base();
  new AlbController(stack, 'Controller', { cluster });
  const api = new GatewayApi(stack, 'Api', { cluster, crds });
  const chart = newChart('shop');
  const streams = new NlbGateway(chart, 'streams', {
    gatewayApi: api,
    listeners: [{ port: 5432 }, { port: 53, protocol: 'UDP' }],
    healthCheck: { port: 8080, path: '/up', successCodes: '200' },
    proxyProtocolV2: true,
    preserveClientIp: true,
    disableSecurityGroup: true,
    icmpPathMtuDiscovery: true,
    privateLinkRules: false,
    multiClusterTargetGroup: true,
    listenerAttributes: { 'TCP-5432': { 'tcp.idle_timeout.seconds': '600' } },
  });
  new AlbGateway(chart, 'web', { gatewayApi: api, listenerAttributes: { 'HTTP-80': { 'routing.http.response.server.enabled': 'false' } } });
  new WebService(chart, 'db', { image: 'a:1', route: GatewayRoute.tcp(streams, 5432) });
  new WebService(chart, 'names', { image: 'a:1', route: GatewayRoute.udp(streams, 53) });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const objects = objectsOf(templateOf(stack));

  test('of a Network Load Balancer has all its settings, for itself and its targets', () => {
    expect(find(objects, 'LoadBalancerConfiguration', 'streams').spec).toMatchObject({
      disableSecurityGroup: true,
      enableICMP: true,
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'off',
      listenerConfigurations: [{ protocolPort: 'TCP:5432', listenerAttributes: [{ key: 'tcp.idle_timeout.seconds', value: '600' }] }],
    });
    expect(find(objects, 'TargetGroupConfiguration', 'db').spec.defaultConfiguration).toEqual({
      targetType: 'ip',
      healthCheckConfig: { healthCheckProtocol: 'HTTP', healthCheckPort: '8080', healthCheckPath: '/up', matcher: { httpCode: '200' } },
      targetGroupAttributes: [
        { key: 'preserve_client_ip.enabled', value: 'true' },
        { key: 'proxy_protocol_v2.enabled', value: 'true' },
      ],
      enableMultiCluster: true,
    });
  });
  test('leads datagrams to pods', () => {
    expect(find(objects, 'UDPRoute', 'names').spec).toEqual({
      parentRefs: [{ name: 'streams', namespace: 'shop', sectionName: 'udp-53' }],
      rules: [{ backendRefs: [{ name: 'names', port: 80 }] }],
    });
  });
  test('of an Application Load Balancer has attributes of each listener', () => {
    expect(find(objects, 'LoadBalancerConfiguration', 'web').spec.listenerConfigurations).toEqual([
      { protocolPort: 'HTTP:80', listenerAttributes: [{ key: 'routing.http.response.server.enabled', value: 'false' }] },
    ]);
  });
  test('refuses what it has no setting for', () => {
    expect(
      () =>
        new NlbGateway(newChart(), 'a', {
          gatewayApi: api,
          listeners: [{ port: 1 }],
          targetType: LoadBalancerTargetType.INSTANCE,
          host: 'a.example.com',
        }),
    ).toThrow('[chart/a] targetType, host set: not supported for Gateways. Remove it, or set `host` of a listener');
    expect(() => new AlbGateway(newChart(), 'a', { gatewayApi: api, frontendNlb: {} })).toThrow(
      '[chart/a] frontendNlb set: not supported for Gateways. Remove frontendNlb',
    );
  });
});

describe('in Auto Mode', () => {
  const stack = newStack();
  const vpc = new ThreeTierVpc(stack, 'Vpc');
  const cluster = newCluster(stack, { controlPlaneSubnets: { subnets: vpc.applicationSubnets } }, vpc);
  new AutoModeNodes(stack, 'Nodes', { cluster, builtInNodePools: [BuiltInNodePool.GENERAL_PURPOSE] });
  const api = new GatewayApi(stack, 'Api', { cluster });
  const chart = newChart('shop');
  const gateway = new AlbGateway(chart, 'web', { gatewayApi: api });
  new WebService(chart, 'shop', { image: 'a:1', route: GatewayRoute.http(gateway) });
  new WebService(chart, 'other', {
    image: 'a:1',
    route: Route.alb(new AlbIngressClass(stack, 'Public', { cluster, certificates: [certificate] })),
  });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const template = templateOf(stack);
  const objects = objectsOf(template);

  test('EKS brings the kinds, and no configuration of the controller is made', () => {
    expect(
      Object.values(resourcesOf(template, 'AWS::EKS::Cluster'))[0].Properties.KubernetesNetworkConfig.ElasticLoadBalancing.GatewayApi,
    ).toEqual({ Crds: { Managed: true } });
    expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Gateway', 'HTTPRoute']));
    expect(objects.filter(({ kind }) => kind.endsWith('Configuration'))).toEqual([]);
  });
  test('routes of a class with certificates redirect', () => {
    expect(find(objects, 'Ingress', 'other').metadata.annotations).toMatchObject({
      'alb.ingress.kubernetes.io/ssl-redirect': '443',
      'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
    });
    expect(rulesOf(stack)).toEqual([]);
  });
  test('no Gateway speaks TLS', () => {
    expect(() => new NlbGateway(newChart(), 'a', { gatewayApi: api, listeners: [{ port: 443, protocol: 'TLS' }] })).toThrow(
      '[chart/a] a listener has the protocol TLS: TLS listeners are not documented for EKS Auto Mode. Use TCP, ' +
        'and terminate TLS in the pods',
    );
  });
});

test('the schema of CloudFormation is told about kinds that EKS manages', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new AutoModeNodes(stack, 'Nodes', { cluster });
  new GatewayApi(stack, 'Api', { cluster });
  const acknowledged = JSON.stringify(cluster.node.findAll().map(({ node }) => node.metadata.map(({ data }) => data as unknown)));
  expect(acknowledged).toContain('CloudFormation-Validate::F3002');
});

describe('mistakes', () => {
  const { stack, cluster } = base();
  test.each<[string, () => unknown, string]>([
    [
      'the class of the controller',
      () => new AlbIngressClass(stack, 'alb', { cluster, internetFacing: true }),
      "[Test/alb] ingressClassName is 'alb': reserved for the IngressClass that the load balancer controller " +
        "creates. Set `ingressClassName` to another name, like 'public'",
    ],
    [
      'TLS on a port that is not there',
      () => Route.publicNlb({ certificates: [certificate], tlsPorts: [8443] }),
      'tlsPorts has 8443: must contain only ports of the listeners, 443; listeners not in tlsPorts use plain ' +
        'TCP. Change `tlsPorts` or the ports',
    ],
    [
      'a wildcard',
      () => Route.publicAlb({ path: '/api/*' }),
      "path is '/api/*': a path is a prefix and must not contain wildcards. Use '/api', or set regexPath to true",
    ],
    [
      'a status',
      () => Route.publicAlb({ rules: [{ path: '/a', action: AlbAction.fixedResponse(99, 'a'.repeat(1025)) }] }),
      'statusCode of a fixed response is 99: must be 2xx, 4xx or 5xx. Use a status code like 404',
    ],
    [
      'one port twice',
      () => new NlbService(newChart(), 'a', { selector: {}, ports: [{ port: 80 }, { port: 80 }] }),
      '[chart/a] selector is empty: a Service without a selector has no endpoints. Set `selector` to the ' +
        'labels of the pods\n[chart/a] ports has TCP 80 twice: a port can have only one listener. Remove one of ' +
        'the two entries',
    ],
    ['a folder', () => new GatewayApi(stack, 'Api', { cluster, crds: GatewayCrds.fromFile(os.tmpdir()) }), 'the file does not exist'],
  ])('%s', (_, make, message) => expect(make).toThrow(message));
  test('long answers', () =>
    expect(() => Route.publicAlb({ rules: [{ path: '/a', action: AlbAction.fixedResponse(200, 'a'.repeat(1025)) }] })).toThrow(
      'messageBody of a fixed response has 1025 characters: must have at most 1024. Shorten the message body',
    ));
});

test('pods behind a port of their node have a Service with one', () => {
  const chart = newChart();
  new WebService(chart, 'web', { image: 'a:1', route: Route.publicAlb({ targetType: LoadBalancerTargetType.INSTANCE }) });
  expect((chart.toJson() as Json[]).find(({ kind }) => kind === 'Service')!.spec.type).toBe('NodePort');
});

test('kinds without a CRD are found, with the construct that installs it', () => {
  const { stack, cluster } = base();
  new AlbIngressClass(stack, 'Public', { cluster });
  const [finding] = Preflight.of(stack).findings();
  expect(finding).toMatchObject({ ruleId: 'kind-missing', constructPath: 'Test/Public' });
  expect(finding.message).toContain(
    "IngressClassParams 'public' needs the kind IngressClassParams of elbv2.k8s.aws, whose CRD is not installed",
  );
  const other = base();
  new AlbController(other.stack, 'Controller', { cluster: other.cluster });
  new AlbIngressClass(other.stack, 'Public', { cluster: other.cluster });
  new CertManager(other.stack, 'CertManager', { cluster: other.cluster });
  expect(rulesOf(other.stack)).toEqual([]);
});

test('a file with kinds is a chart', () => {
  const { stack, cluster } = base();
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'crds-')), 'standard-install.yaml');
  fs.writeFileSync(file, 'kind: CustomResourceDefinition\n');
  new GatewayApi(stack, 'Api', { cluster, crds: GatewayCrds.fromFile(file) });
  expect(rulesOf(stack)).toEqual([]);
});

test('an address is that of an object', () => {
  const { stack, cluster } = base();
  new AlbController(stack, 'Controller', { cluster });
  const chart = newChart('shop');
  new WebService(chart, 'web', { image: 'a:1', route: Route.publicNlb() });
  const deployment = new ChartDeployment(stack, 'Chart', { cluster, chart });
  new LoadBalancerAddress(stack, 'Right', { cluster, deployment, namespace: 'shop', serviceName: 'web-nlb' });
  new LoadBalancerAddress(stack, 'Wrong', { cluster, deployment, namespace: 'shop', ingressName: 'web' });
  const found = Preflight.of(stack)
    .findings()
    .filter(({ ruleId }) => ruleId === 'awaited-object-missing');
  expect(found.map(({ constructPath, message }) => [constructPath, message])).toEqual([
    [
      expect.stringContaining('Test/Wrong'),
      expect.stringMatching(
        /reads the load balancer address of .*shop\/web.*, which does not exist: no object requests this load balancer/,
      ),
    ],
  ]);
});
