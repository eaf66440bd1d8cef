import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AlbController,
  AlbGateway,
  AutoModeNodes,
  ChartDeployment,
  FargateNodes,
  GatewayApi,
  GatewayCrds,
  GatewayRoute,
  KarpenterNodePool,
  KarpenterNodes,
  ManagedNodes,
  MutualTls,
  NlbGateway,
  Preflight,
  WebService,
} from '../../src';
import { find, Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const certificate = Certificate.fromCertificateArn(newStack(), 'C', 'arn:aws:acm:eu-west-1:111122223333:certificate/1');
const crds = GatewayCrds.fromChart({
  chartRepository: 'https://example.com',
  chartName: 'gateway-api-crds',
  chartVersion: '1.6.0',
  values: { keep: true },
});
const dependsOn = (template: Json, id: string): string[] =>
  Object.entries({ ...resourcesOf(template, 'Custom::StrataObjects'), ...resourcesOf(template, 'Custom::StrataHelmRelease') }).find(
    ([each]) => each.startsWith(id),
  )![1].DependsOn ?? [];

describe('the Gateway API', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  new AlbController(stack, 'Controller', { cluster });
  const api = new GatewayApi(stack, 'Api', { cluster, crds });
  const chart = newChart('shop');
  const web = new AlbGateway(chart, 'web', {
    gatewayApi: api,
    internetFacing: true,
    certificates: [certificate, certificate],
    host: '*.example.com',
    webAclArn: 'arn:waf',
    shieldAdvanced: true,
    inboundCidrs: ['10.0.0.0/8'],
    mutualTls: MutualTls.passthrough(),
    minimumCapacityUnits: 3,
    tags: { a: 'b' },
  });
  const inside = new AlbGateway(chart, 'inside', { gatewayApi: api, allNamespaces: true });
  const streams = new NlbGateway(chart, 'streams', { gatewayApi: api, listeners: [{ port: 5432 }, { port: 443, protocol: 'TLS' }] });
  const ended = new NlbGateway(chart, 'ended', {
    gatewayApi: api,
    certificates: [certificate],
    listeners: [{ port: 443, protocol: 'TLS' }],
    inboundCidrs: ['10.0.0.0/8'],
  });
  const service = (name: string, route: ReturnType<typeof GatewayRoute.http>) => new WebService(chart, name, { image: 'a:1', route });
  service(
    'shop',
    GatewayRoute.http(web, {
      hosts: ['shop.example.com'],
      path: '/a',
      headers: { 'X-Beta': 'yes' },
      weights: { next: 10 },
      weight: 90,
      healthCheckPath: '/up',
    }),
  );
  new WebService(chart, 'next', { image: 'a:1' });
  service('orders', GatewayRoute.grpc(web, { service: 'shop.Orders', method: 'List' }));
  service('plain', GatewayRoute.http(inside));
  service('database', GatewayRoute.tcp(streams, 5432));
  service('vault', GatewayRoute.tls(streams, 443, 'vault.example.com'));
  service('mail', GatewayRoute.tcp(ended, 443));
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const template = templateOf(stack);
  const objects = objectsOf(template);

  test('has its kinds first, then the controller, then the classes, then gateways', () => {
    expect(dependsOn(template, 'ApiCrds')).toEqual([expect.stringMatching(/^StrataDelivery.*Invocations/)]);
    expect(dependsOn(template, 'ControllerChart')).toContainEqual(expect.stringMatching(/^ApiCrds/));
    expect(dependsOn(template, 'ApiClasses')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^ApiCrds/), expect.stringMatching(/^ControllerChart/)]),
    );
    expect(dependsOn(template, 'Chart')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^ApiClasses/), expect.stringMatching(/^ControllerChart/)]),
    );
    expect(['alb', 'nlb'].map((name) => find(objects, 'GatewayClass', name).spec.controllerName)).toEqual([
      'gateway.k8s.aws/alb',
      'gateway.k8s.aws/nlb',
    ]);
  });
  test('an ALB gateway has certificates in its configuration, and HTTP is redirected', () => {
    expect(find(objects, 'Gateway', 'web').spec).toEqual({
      gatewayClassName: 'alb',
      infrastructure: { parametersRef: { group: 'gateway.k8s.aws', kind: 'LoadBalancerConfiguration', name: 'web' } },
      listeners: [
        { name: 'http', protocol: 'HTTP', port: 80, hostname: '*.example.com', allowedRoutes: { namespaces: { from: 'Same' } } },
        { name: 'https', protocol: 'HTTPS', port: 443, hostname: '*.example.com', allowedRoutes: { namespaces: { from: 'Same' } } },
      ],
    });
    expect(find(objects, 'LoadBalancerConfiguration', 'web').apiVersion).toBe('gateway.k8s.aws/v1');
    expect(find(objects, 'TargetGroupConfiguration', 'shop').apiVersion).toBe('gateway.k8s.aws/v1');
    expect(find(objects, 'LoadBalancerConfiguration', 'web').spec).toMatchObject({
      scheme: 'internet-facing',
      wafV2: { webACL: 'arn:waf' },
      shieldConfiguration: { enabled: true },
      sourceRanges: ['10.0.0.0/8'],
      minimumLoadBalancerCapacity: { capacityUnits: 3 },
      tags: { a: 'b' },
      listenerConfigurations: [
        {
          protocolPort: 'HTTPS:443',
          defaultCertificate: certificate.certificateArn,
          certificates: [certificate.certificateArn],
          sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
          mutualAuthentication: { mode: 'passthrough' },
        },
      ],
    });
    expect(find(objects, 'HTTPRoute', 'web-to-https').spec).toEqual({
      parentRefs: [{ name: 'web', sectionName: 'http' }],
      rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', port: 443, statusCode: 301 } }] }],
    });
    expect(find(objects, 'Gateway', 'inside').spec.listeners).toEqual([
      { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'All' } } },
    ]);
  });
  test('routes lead from a listener to pods by their address', () => {
    expect(find(objects, 'HTTPRoute', 'shop').spec).toEqual({
      parentRefs: [{ name: 'web', namespace: 'shop', sectionName: 'https' }],
      hostnames: ['shop.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/a' }, headers: [{ name: 'X-Beta', value: 'yes' }] }],
          backendRefs: [
            { name: 'shop', port: 80, weight: 90 },
            { name: 'next', port: 80, weight: 10 },
          ],
        },
      ],
    });
    expect(find(objects, 'TargetGroupConfiguration', 'shop').spec).toEqual({
      targetReference: { name: 'shop' },
      defaultConfiguration: { targetType: 'ip', healthCheckConfig: { healthCheckPath: '/up' } },
    });
    expect(find(objects, 'GRPCRoute', 'orders').spec.rules).toEqual([
      { matches: [{ method: { type: 'Exact', service: 'shop.Orders', method: 'List' } }], backendRefs: [{ name: 'orders', port: 80 }] },
    ]);
    expect(find(objects, 'TargetGroupConfiguration', 'orders').spec.defaultConfiguration).toEqual({
      targetType: 'ip',
      protocolVersion: 'GRPC',
    });
    expect(find(objects, 'HTTPRoute', 'plain').spec.parentRefs).toEqual([{ name: 'inside', namespace: 'shop', sectionName: 'http' }]);
  });
  test('an NLB gateway passes TLS through, or ends it', () => {
    expect(find(objects, 'Gateway', 'streams').spec.listeners.map(({ protocol, tls }: Json) => [protocol, tls])).toEqual([
      ['TCP', undefined],
      ['TLS', { mode: 'Passthrough' }],
    ]);
    expect(find(objects, 'Gateway', 'ended').spec.listeners[0].tls.mode).toBe('Terminate');
    expect(find(objects, 'LoadBalancerConfiguration', 'ended').spec).toMatchObject({
      scheme: 'internal',
      sourceRanges: ['10.0.0.0/8'],
      listenerConfigurations: [{ protocolPort: 'TLS:443', defaultCertificate: certificate.certificateArn }],
    });
    expect(find(objects, 'TLSRoute', 'vault').spec).toEqual({
      parentRefs: [{ name: 'streams', namespace: 'shop', sectionName: 'tls-443' }],
      hostnames: ['vault.example.com'],
      rules: [{ backendRefs: [{ name: 'vault', port: 80 }] }],
    });
    expect(find(objects, 'TCPRoute', 'mail').spec.parentRefs[0].sectionName).toBe('tls-443');
  });
  test('needs nothing else', () => expect(Preflight.of(stack).findings()).toEqual([]));

  const own = newChart('own');
  const plain = new AlbGateway(own, 'plain', { gatewayApi: api });
  test.each<[() => unknown, string]>([
    [() => GatewayRoute.http(web, { path: 'a' }), "[GatewayRoute of web] path is 'a': must begin with a slash. Use '/a'"],
    [
      () => GatewayRoute.http(web, { weights: { a: 1000 } }),
      '[GatewayRoute of web] weight is 1000: must be an integer from 0 to 999. Set the weight to a value in this range',
    ],
    [
      () => GatewayRoute.http(web, { weight: 10 }),
      '[GatewayRoute of web] weight is set without weights: a weight needs other Services to share requests ' +
        'with. Remove `weight`, or set `weights`',
    ],
    [
      () => GatewayRoute.grpc(plain, { method: 'List' }),
      '[GatewayRoute of plain] the Gateway has no certificate: gRPC requires an HTTPS listener. Set `certificates` of the ' +
        'AlbGateway\n[GatewayRoute of plain] method is set without service: a method is matched together with its ' +
        'service. Set `service`',
    ],
    [
      () => GatewayRoute.tcp(streams, 80),
      '[GatewayRoute of streams] port is 80: the listeners of the Gateway for TCP are tcp-5432. Use the port of one of its listeners',
    ],
    [
      () => GatewayRoute.tls(ended, 443),
      '[GatewayRoute of ended] port is 443: the listeners of the Gateway for TLS are none. Use the port of one of ' +
        'its listeners with TLS passthrough\n[GatewayRoute of ended] hosts is ' +
        'empty: TLS passthrough is routed by host name (SNI). Add a host name',
    ],
    [
      () => new NlbGateway(own, 'n', { gatewayApi: api, certificates: [certificate], listeners: [{ port: 80 }] }),
      '[chart/n] certificates is set and no listener has the protocol TLS: only TLS listeners use certificates. ' +
        "Set `protocol` of a listener to 'TLS', or remove `certificates`",
    ],
    [
      () => new AlbGateway(own, 'b', { gatewayApi: api, httpPort: 0 }),
      '[chart/b] httpPort is 0: must be an integer from 1 to 65535. Set httpPort to a port in this range',
    ],
  ])('fails for %#', (make, message) => expect(make).toThrow(message));
});

describe('the kinds', () => {
  test('of the file that the project publishes come as a chart that Helm never deletes', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'crds-')), 'standard-install.yaml');
    fs.writeFileSync(file, 'kind: CustomResourceDefinition\n');
    const stack = newStack();
    const cluster = newCluster(stack);
    new GatewayApi(stack, 'Api', { cluster, crds: GatewayCrds.fromFile(file) });
    const [chart] = Object.values(resourcesOf(templateOf(stack), 'Custom::StrataHelmRelease'));
    expect(chart.Properties).toMatchObject({
      Release: 'gateway-api-crds',
      Namespace: 'kube-system',
      ChartFile: { Bucket: expect.anything(), Key: expect.anything() },
    });
    expect(chart.Properties).not.toHaveProperty('Repository');
  });
  test("are EKS' own on Auto Mode", () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    new AutoModeNodes(stack, 'Auto', { cluster });
    const api = new GatewayApi(stack, 'Api', { cluster });
    new AlbGateway(newChart('a'), 'web', { gatewayApi: api });
    const template = templateOf(stack);
    expect(Object.values(resourcesOf(template, 'AWS::EKS::Cluster'))[0].Properties.KubernetesNetworkConfig.ElasticLoadBalancing).toEqual({
      Enabled: true,
      GatewayApi: { Crds: { Managed: true } },
    });
    expect(find(objectsOf(template), 'GatewayClass', 'alb').spec.controllerName).toBe('eks.amazonaws.com/gateway-alb');
    expect(() => new AlbGateway(newChart('a'), 'web', { gatewayApi: api, internetFacing: true, certificates: [certificate] })).toThrow(
      '[chart/web] internetFacing, certificates set: this library does not support settings for Gateways of EKS ' +
        'Auto Mode. Remove internetFacing, certificates, or use an AlbIngressClass',
    );
  });
  test('that are there already are declared', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    new FargateNodes(stack, 'Nodes', { cluster, namespaces: ['kube-system'] });
    new KarpenterNodePool(stack, 'Pool', { karpenter: new KarpenterNodes(stack, 'Karpenter', { cluster }) });
    new AlbController(stack, 'Controller', { cluster });
    new GatewayApi(stack, 'Api', { cluster, crds: GatewayCrds.declareExternal('made by the platform team') });
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test.each<[GatewayCrds | undefined, string]>([
    [undefined, 'crds is not set: neither Kubernetes nor the load balancer controller installs the Gateway API CRDs.'],
    [GatewayCrds.fromFile('/nowhere.yaml'), "file of crds is '/nowhere.yaml': the file does not exist. Download standard-install.yaml"],
    [
      GatewayCrds.managedByEks(),
      'crds is GatewayCrds.managedByEks(): EKS manages the Gateway API CRDs in Auto Mode only. Use ' + 'GatewayCrds.fromFile()',
    ],
  ])('fail for %#', (given, message) => {
    const stack = newStack();
    expect(() => new GatewayApi(stack, 'Api', { cluster: newCluster(stack), crds: given })).toThrow(`[Test/Api] ${message}`);
  });
});
