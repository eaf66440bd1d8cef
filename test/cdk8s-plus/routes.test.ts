import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { NetworkTargetGroup, TargetType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  AlbAction,
  AlbAuth,
  AlbController,
  AlbGateway,
  AlbIngressClass,
  GatewayApi,
  GatewayCrds,
  GatewayRoute,
  LoadBalancerTargetType,
  Route,
  TargetGroupRoute,
  WebService,
} from '../../src';
import { Json, newChart, newCluster, newStack } from '../harness';

const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';
const stack = newStack();
const cluster = newCluster(stack);
new AlbController(stack, 'Controller', { cluster });
const certificate = Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:us-east-1:111122223333:certificate/a');

const webIn = (chart: cdk8s.Chart): kplus.Deployment => new kplus.Deployment(chart, 'web', { containers: [{ image, portNumber: 8080 }] });
const serviceIn = (chart: cdk8s.Chart): kplus.Service =>
  webIn(chart).exposeViaService({ name: 'web', ports: [{ port: 8000, targetPort: 8080 }] });
const objects = (chart: cdk8s.Chart): Json[] => JSON.parse(JSON.stringify(chart.toJson()));
const only = (chart: cdk8s.Chart, kind: string): Json => {
  const found = objects(chart).filter((each) => each.kind === kind);
  expect(found).toHaveLength(1);
  return found[0];
};

describe('a route applied to a Service of cdk8s-plus', () => {
  test('of an Application Load Balancer is the Ingress of a WebService, but for the Service and its port', () => {
    const options = { host: 'shop.example.com', path: '/api', certificate, healthCheckPath: '/healthz' };
    const chart = newChart('shop');
    Route.publicAlb(options).applyToService(serviceIn(chart));
    const ours = newChart('shop');
    new WebService(ours, 'web', { image, route: Route.publicAlb(options) });
    const [theirs, expected] = [only(chart, 'Ingress'), only(ours, 'Ingress')];
    expect(theirs.metadata.annotations).toEqual(expected.metadata.annotations);
    expect(theirs.spec.ingressClassName).toBe('alb');
    const [{ host, http }] = theirs.spec.rules;
    expect([host, http.paths]).toEqual([
      'shop.example.com',
      [{ path: '/api', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 8000 } } } }],
    ]);
  });

  test('keeps weights and rules of other Services', () => {
    const chart = newChart('shop');
    Route.publicAlb({ rules: [{ action: AlbAction.fixedResponse(404), path: '/admin' }] }).applyToService(serviceIn(chart));
    const { metadata, spec } = only(chart, 'Ingress');
    expect(Object.keys(metadata.annotations)).toContain('alb.ingress.kubernetes.io/actions.web-rule-1');
    expect(spec.rules[0].http.paths.map(({ backend }: Json) => backend.service)).toEqual([
      { name: 'web-rule-1', port: { name: 'use-annotation' } },
      { name: 'web', port: { number: 8000 } },
    ]);
  });

  test('with targets of type instance makes it one with node ports', () => {
    const chart = newChart('shop');
    Route.publicAlb({ targetType: LoadBalancerTargetType.INSTANCE }).applyToService(serviceIn(chart));
    expect(only(chart, 'Service').spec.type).toBe('NodePort');
    expect(only(chart, 'Ingress').metadata.annotations['alb.ingress.kubernetes.io/target-type']).toBe('instance');
  });

  test('of a Network Load Balancer makes it one of type LoadBalancer, with its ports and pods', () => {
    const chart = newChart('shop');
    const service = serviceIn(chart);
    const { ports, selector } = only(chart, 'Service').spec as Json;
    Route.publicNlb({ certificates: [certificate], inboundCidrs: ['10.0.0.0/8'], host: 'tcp.example.com' }).applyToService(service);
    const { metadata, spec } = only(chart, 'Service');
    expect(spec).toEqual({
      type: 'LoadBalancer',
      loadBalancerClass: 'service.k8s.aws/nlb',
      allocateLoadBalancerNodePorts: false,
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      externalIPs: [],
      ports,
      selector,
    });
    expect(metadata.annotations).toMatchObject({
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
      'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
      'service.beta.kubernetes.io/aws-load-balancer-ssl-cert': certificate.certificateArn,
      'external-dns.alpha.kubernetes.io/hostname': 'tcp.example.com',
    });
  });

  test('of a Gateway adds its HTTPRoute and targets', () => {
    const chart = newChart('shop');
    const crds = GatewayCrds.declareExternal('a test is about something else');
    const gatewayApi = new GatewayApi(stack, 'GatewayApi', { cluster, crds });
    const gateway = new AlbGateway(chart, 'gateway', { gatewayApi, certificates: [certificate] });
    GatewayRoute.http(gateway, { path: '/api' }).applyToService(serviceIn(chart));
    expect(objects(chart).find(({ kind, metadata }) => kind === 'HTTPRoute' && metadata.name === 'web')!.spec.rules).toEqual([
      { matches: [{ path: { type: 'PathPrefix', value: '/api' } }], backendRefs: [{ name: 'web', port: 8000 }] },
    ]);
    expect(only(chart, 'TargetGroupConfiguration').spec.targetReference).toEqual({ name: 'web' });
  });

  test('of a target group adds its binding', () => {
    const chart = newChart('shop');
    const targets = new NetworkTargetGroup(stack, 'Targets', { port: 80, vpc: cluster.vpc, targetType: TargetType.IP });
    TargetGroupRoute.of(targets).applyToService(serviceIn(chart));
    expect(only(chart, 'TargetGroupBinding').spec).toMatchObject({ serviceRef: { name: 'web', port: 8000 }, targetType: 'ip' });
  });

  test('uses the port that is given', () => {
    const chart = newChart('shop');
    const service = serviceIn(chart);
    service.bind(9000, { name: 'admin', targetPort: 8080 });
    Route.internalAlb().applyToService(service, 9000);
    expect(only(chart, 'Ingress').spec.rules[0].http.paths[0].backend.service).toEqual({ name: 'web', port: { name: 'admin' } });
  });

  test('fails for a port that the Service does not have', () => {
    const service = serviceIn(newChart('shop'));
    expect(() => Route.publicAlb().applyToService(service, 443)).toThrow(
      '[Route to chart/web/webService] port is 443: the ports of the Service are 8000. Use one of them, or add a port by `service.bind()`',
    );
    expect(() => Route.publicNlb({ port: 443 }).applyToService(service)).toThrow(
      '[Route to chart/web/webService] port is 443: the listeners are the ports of the Service: 8000. ' +
        'Remove `port`, or add the port to the Service',
    );
  });
});

describe('the health check of a route', () => {
  const PATH = 'alb.ingress.kubernetes.io/healthcheck-path';
  const probed = (chart: cdk8s.Chart, id: string, path: string, port = 8080) =>
    new kplus.Deployment(chart, id, { containers: [{ image, portNumber: 8080, readiness: kplus.Probe.fromHttpGet(path, { port }) }] });
  const pathIn = (chart: cdk8s.Chart): unknown => only(chart, 'Ingress').metadata.annotations[PATH];

  test('has the path of the readiness probe behind an Ingress, also of rules that are added later', () => {
    const chart = newChart('shop');
    const ingress = new kplus.Ingress(chart, 'ingress');
    Route.publicAlb().applyToIngress(ingress);
    ingress.addRule('/a', kplus.IngressBackend.fromService(probed(chart, 'a', '/ready').exposeViaService()));
    expect(pathIn(chart)).toBe('/ready');
    const second = new kplus.Service(chart, 'second', { selector: probed(chart, 'b', '/ready'), ports: [{ port: 80, targetPort: 8080 }] });
    ingress.addRule('/b', kplus.IngressBackend.fromService(second));
    expect(pathIn(chart)).toBe('/ready');
    ingress.addRule('/c', kplus.IngressBackend.fromService(probed(chart, 'c', '/other').exposeViaService()));
    expect(pathIn(chart)).toBeUndefined();
  });

  test('has that of a Service, of a workload of this library too', () => {
    const chart = newChart('shop');
    Route.publicAlb().applyToService(probed(chart, 'a', '/ready').exposeViaService());
    expect(pathIn(chart)).toBe('/ready');
    const ours = newChart('shop');
    const selector = new WebService(ours, 'web', { image, healthCheckPath: '/healthz' });
    Route.publicAlb().applyToService(new kplus.Service(ours, 'more', { selector, ports: [{ port: 90, targetPort: 8080 }] }));
    expect(pathIn(ours)).toBe('/healthz');
  });

  test('has no path if the probe is on another port, or the pods are not known', () => {
    const [other, unknown, given] = [newChart('shop'), newChart('shop'), newChart('shop')];
    Route.publicAlb().applyToIngress(probed(other, 'a', '/ready', 8081).exposeViaIngress('/'));
    Route.publicAlb().applyToService(new kplus.Service(unknown, 'service', { ports: [{ port: 80 }] }));
    Route.publicAlb({ healthCheckPath: '/own' }).applyToIngress(probed(given, 'a', '/ready').exposeViaIngress('/'));
    expect([other, unknown, given].map(pathIn)).toEqual([undefined, undefined, '/own']);
  });
});

describe('a route applied to an Ingress of cdk8s-plus', () => {
  test('sets its class, load balancer and health check, and leaves its rules', () => {
    const chart = newChart('shop');
    const ingress = webIn(chart).exposeViaIngress('/shop');
    const { rules } = only(chart, 'Ingress').spec as Json;
    Route.internalAlb({ healthCheckPath: '/healthz', certificate }).applyToIngress(ingress);
    const { metadata, spec } = only(chart, 'Ingress');
    expect(spec).toEqual({ ingressClassName: 'alb', rules });
    expect(metadata.annotations).toMatchObject({
      'alb.ingress.kubernetes.io/scheme': 'internal',
      'alb.ingress.kubernetes.io/target-type': 'ip',
      'alb.ingress.kubernetes.io/healthcheck-path': '/healthz',
      'alb.ingress.kubernetes.io/certificate-arn': certificate.certificateArn,
    });
  });

  test('of a class has its annotations', () => {
    const chart = newChart('shop');
    const ingressClass = new AlbIngressClass(stack, 'Class', { cluster, ingressClassName: 'shared', sharedLoadBalancer: true });
    Route.alb(ingressClass).applyToIngress(webIn(chart).exposeViaIngress('/'));
    expect(only(chart, 'Ingress').spec.ingressClassName).toBe('shared');
  });

  test('is one: the same again changes nothing, and another fails', () => {
    const chart = newChart('shop');
    const ingress = webIn(chart).exposeViaIngress('/');
    const route = Route.publicAlb();
    route.applyToIngress(ingress);
    route.applyToIngress(ingress);
    expect(() => Route.internalAlb().applyToIngress(ingress)).toThrow(
      `[Route of ${ingress.node.path}] the Ingress already has another route: an Ingress configures one load balancer. ` +
        'Create a second Ingress with the same rules',
    );
    const service = serviceIn(newChart('shop'));
    route.applyToService(service);
    route.applyToService(service);
    expect(() => Route.internalAlb().applyToService(service)).toThrow(
      '[Route of chart/web/webService] the Service already has another route of this kind: the objects of a route have the name of its ' +
        "Service. Use a second Service: workload.exposeViaService({ name: 'second' })",
    );
  });

  test('with log-in lets the controller read its Secret', () => {
    const chart = newChart('shop');
    const auth = AlbAuth.oidc({
      issuer: 'https://id.example.com',
      authorizationEndpoint: 'https://id.example.com/a',
      tokenEndpoint: 'https://id.example.com/t',
      userInfoEndpoint: 'https://id.example.com/u',
      secretName: 'login',
    });
    Route.publicAlb({ certificate, auth }).applyToIngress(webIn(chart).exposeViaIngress('/'));
    expect(only(chart, 'Role').rules[0].resourceNames).toEqual(['login']);
  });

  test('fails for options that define rules, and for another class', () => {
    const chart = newChart('shop');
    const ingress = webIn(chart).exposeViaIngress('/');
    expect(() => Route.publicAlb({ host: 'shop.example.com', path: '/x' }).applyToIngress(ingress)).toThrow(
      `[Route of ${ingress.node.path}] host, path and applyToIngress() are used together: ` +
        'an Ingress of cdk8s-plus defines its own rules. Remove these options, or use applyToService(), which creates an Ingress with them',
    );
    const nginx = new kplus.Ingress(chart, 'nginx', { className: 'nginx' });
    expect(() => Route.publicAlb().applyToIngress(nginx)).toThrow(
      "[Route of chart/nginx] className of the Ingress is 'nginx': the class of the route is 'alb'. " +
        'Remove `className`, or use Route.alb() with that class',
    );
  });

  test('fails without an Application Load Balancer', () => {
    const ingress = webIn(newChart('shop')).exposeViaIngress('/');
    expect(() => Route.publicNlb().applyToIngress(ingress)).toThrow(
      `[Route of ${ingress.node.path}] the route has no Application Load Balancer: only an Application Load Balancer is configured by an ` +
        'Ingress. Use Route.publicAlb(), Route.internalAlb() or Route.alb(), or applyToService()',
    );
  });
});
