import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { ApplicationProtocol, ApplicationTargetGroup, TargetGroupIpAddressType, TargetType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Chart, Testing } from 'cdk8s';
import {
  AlbController,
  AlbGateway,
  AlbIngressClass,
  AutoModeIngressClass,
  AutoModeNodes,
  ChartDeployment,
  Cluster,
  GatewayApi,
  GatewayCrds,
  LoadBalancerIpAddressType,
  NlbGateway,
  NlbService,
  RenderedManifest,
  Preflight,
  Route,
  TargetGroupRoute,
  ThreeTierVpc,
  WebService,
} from '../../src';
import { isIpv6Cluster } from '../../src/network/ip-family';
import { find, Json, newChart, newCluster, newPlainCluster, newStack, objectsOf, templateOf } from '../harness';

const ALB = 'alb.ingress.kubernetes.io/ip-address-type';
const NLB = 'service.beta.kubernetes.io/aws-load-balancer-ip-address-type';
const GUIDE = 'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html';
const DUALSTACK = LoadBalancerIpAddressType.DUALSTACK;

function newIpv6Cluster(stack: Stack = newStack()): Cluster {
  return newCluster(stack, { ipv6: true }, new ThreeTierVpc(stack, 'Vpc', { ipv6: true }));
}
const web = (chart: Chart, route: Route, name: string = 'web') =>
  new WebService(chart, name, { image: 'registry.example.com/web:1.4.2', route });
function deployed(cluster: Cluster, chart: Chart): Json[] {
  if (!cluster.stack.node.tryFindChild('Alb')) new AlbController(cluster.stack, 'Alb', { cluster });
  new ChartDeployment(cluster.stack, 'Shop', { cluster, chart });
  return objectsOf(templateOf(cluster));
}
const findings = (stack: Stack) =>
  Preflight.of(stack.node.root)
    .findings()
    .filter(({ ruleId }) => ruleId === 'load-balancer-single-stack')
    .map(({ message }) => message);

test('load balancers of routes are dual-stack in an IPv6 cluster', () => {
  const chart = newChart('shop');
  web(chart, Route.publicAlb(), 'one');
  web(chart, Route.internalNlb(), 'two');
  new NlbService(chart, 'Any', { selector: { app: 'any' }, ports: [{ port: 53 }] });
  const objects = deployed(newIpv6Cluster(), chart);
  expect(find(objects, 'Ingress', 'one').metadata.annotations[ALB]).toBe('dualstack');
  expect(find(objects, 'Service', 'two-nlb').metadata.annotations[NLB]).toBe('dualstack');
  expect(find(objects, 'Service', 'any').metadata.annotations[NLB]).toBe('dualstack');
});

test('what is given stays, also as an annotation', () => {
  const chart = newChart('shop');
  const ipAddressType = LoadBalancerIpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4;
  web(chart, Route.publicAlb({ loadBalancer: { ipAddressType } }), 'one');
  web(chart, Route.publicAlb({ annotations: { 'ip-address-type': 'dualstack-without-public-ipv4' } }), 'two');
  web(chart, Route.publicNlb({ ipAddressType: DUALSTACK }), 'three');
  const objects = deployed(newIpv6Cluster(), chart);
  expect(find(objects, 'Ingress', 'one').metadata.annotations[ALB]).toBe('dualstack-without-public-ipv4');
  expect(find(objects, 'Ingress', 'two').metadata.annotations[ALB]).toBe('dualstack-without-public-ipv4');
  expect(find(objects, 'Service', 'three-nlb').metadata.annotations[NLB]).toBe('dualstack');
});

test('nothing is written for an IPv4 cluster, and where a chart has no cluster', () => {
  const chart = newChart('shop');
  web(chart, Route.publicAlb(), 'one');
  web(chart, Route.internalNlb(), 'two');
  expect(JSON.stringify(Testing.synth(chart))).not.toContain('ip-address-type');
  expect(RenderedManifest.of(chart).toString()).not.toContain('ip-address-type');
  expect(JSON.stringify(deployed(newCluster(), chart))).not.toContain('ip-address-type');
});

test('one chart in clusters of both families has the right type in each', () => {
  const chart = newChart('shop');
  web(chart, Route.publicAlb());
  const annotation = (cluster: Cluster) => find(deployed(cluster, chart), 'Ingress', 'web').metadata.annotations[ALB];
  expect([annotation(newIpv6Cluster()), annotation(newCluster()), annotation(newIpv6Cluster())]).toEqual([
    'dualstack',
    undefined,
    'dualstack',
  ]);
});

test('classes and gateways are dual-stack in an IPv6 cluster', () => {
  const cluster = newIpv6Cluster();
  const { stack } = cluster;
  new AlbController(stack, 'Alb', { cluster });
  new AlbIngressClass(stack, 'Public', { cluster });
  const api = new GatewayApi(stack, 'Api', { cluster, crds: GatewayCrds.declareExternal('installed by the platform team') });
  const chart = newChart('shop');
  new AlbGateway(chart, 'Front', { gatewayApi: api });
  new NlbGateway(chart, 'Edge', { gatewayApi: api, listeners: [{ port: 80 }] });
  const objects = deployed(cluster, chart);
  const typeOf = (kind: string, name: string) => find(objects, kind, name).spec.ipAddressType;
  expect([
    typeOf('IngressClassParams', 'public'),
    typeOf('LoadBalancerConfiguration', 'front'),
    typeOf('LoadBalancerConfiguration', 'edge'),
  ]).toEqual(['dualstack', 'dualstack', 'dualstack']);
  expect(findings(stack)).toEqual([]);
});

test('classes of Auto Mode are dual-stack in an IPv6 cluster', () => {
  const cluster = newIpv6Cluster();
  const { stack } = cluster;
  new AutoModeNodes(stack, 'Auto', { cluster });
  new AutoModeIngressClass(stack, 'Alb', { cluster });
  new AutoModeIngressClass(stack, 'Outside', {
    cluster,
    ingressClassName: 'outside',
    ipAddressType: LoadBalancerIpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4,
  });
  const objects = objectsOf(templateOf(cluster));
  expect(find(objects, 'IngressClassParams', 'alb').spec).toEqual({ ipAddressType: 'dualstack' });
  expect(find(objects, 'IngressClassParams', 'outside').spec).toEqual({ ipAddressType: 'dualstack-without-public-ipv4' });
});

test.each<[string, (cluster: Cluster) => unknown]>([
  ['Test/Public', (cluster) => new AlbIngressClass(cluster.stack, 'Public', { cluster, ipAddressType: LoadBalancerIpAddressType.IPV4 })],
  [
    'chart/Front',
    (cluster) => new AlbGateway(newChart('shop'), 'Front', { gatewayApi: apiOf(cluster), ipAddressType: LoadBalancerIpAddressType.IPV4 }),
  ],
  [
    'chart/Edge',
    (cluster) =>
      new NlbGateway(newChart('shop'), 'Edge', {
        gatewayApi: apiOf(cluster),
        listeners: [{ port: 80 }],
        ipAddressType: LoadBalancerIpAddressType.IPV4,
      }),
  ],
])('fails for ipv4 in an IPv6 cluster: %s', (path, make) => {
  expect(() => make(newIpv6Cluster())).toThrow(
    `[${path}] ipAddressType is ipv4: the load balancers of an IPv6 cluster must be dual-stack; the ` +
      'controller rejects others: unsupported IPv6 configuration, lb not dual-stack. Remove `ipAddressType`, ' +
      `or set it to LoadBalancerIpAddressType.DUALSTACK (${GUIDE})`,
  );
});
const apiOf = (cluster: Cluster) =>
  new GatewayApi(cluster.stack, 'Api', { cluster, crds: GatewayCrds.declareExternal('installed by the platform team') });

test('fails for a route with ipv4 in an IPv6 cluster', () => {
  const cluster = newIpv6Cluster();
  new AlbController(cluster.stack, 'Alb', { cluster });
  const chart = newChart('shop');
  web(chart, Route.publicAlb({ loadBalancer: { ipAddressType: LoadBalancerIpAddressType.IPV4 } }));
  web(chart, Route.publicAlb(), 'right');
  new ChartDeployment(cluster.stack, 'Shop', { cluster, chart });
  expect(findings(cluster.stack)).toEqual([
    "[Test/Shop] Ingress 'shop/web' requests a load balancer with ipv4 addresses: a target group has the IP family of its pods, " +
      'and those of an IPv6 cluster can be targets only by address (target type ip) and of dual-stack load balancers; ' +
      'the controller rejects others: ' +
      'unsupported IPv6 configuration, lb not dual-stack. ' +
      `Set the annotation alb.ingress.kubernetes.io/ip-address-type: dualstack (${GUIDE})`,
  ]);
});

test('fails for a target group of IPv4 addresses in an IPv6 cluster', () => {
  const cluster = newIpv6Cluster();
  const chart = newChart('shop');
  web(chart, TargetGroupRoute.of(targets(cluster)));
  new ChartDeployment(cluster.stack, 'Shop', { cluster, chart });
  const [found, ...more] = findings(cluster.stack);
  expect(more).toEqual([]);
  expect(found).toContain("[Test/Shop] TargetGroupBinding 'shop/web' registers IPv6 pods in an IPv4 target group: ");
  expect(found).toContain('. Create the target group with ipAddressType ipv6, and its load balancer with ipAddressType dualstack (');
});

test('a binding to a target group of IPv6 addresses says so', () => {
  const cluster = newIpv6Cluster();
  const chart = newChart('shop');
  web(chart, TargetGroupRoute.of(targets(cluster, TargetGroupIpAddressType.IPV6)));
  expect(find(deployed(cluster, chart), 'TargetGroupBinding', 'web').spec.ipAddressType).toBe('ipv6');
});

const targets = ({ stack, vpc }: Cluster, ipAddressType?: TargetGroupIpAddressType) =>
  new ApplicationTargetGroup(stack, 'Targets', {
    vpc,
    targetType: TargetType.IP,
    protocol: ApplicationProtocol.HTTP,
    port: 8080,
    ipAddressType,
  });

test('a binding says nothing of addresses in an IPv4 cluster', () => {
  const cluster = newCluster();
  const chart = newChart('shop');
  web(chart, TargetGroupRoute.of(targets(cluster)));
  expect(find(deployed(cluster, chart), 'TargetGroupBinding', 'web').spec.ipAddressType).toBeUndefined();
});

test('the family of any cluster is read: ours, of plain aws-eks-v2, and imported', () => {
  const stack = newStack();
  const plain = newPlainCluster(stack);
  expect([newIpv6Cluster(), newCluster(), plain].map(isIpv6Cluster)).toEqual([true, false, false]);
  (plain.node.defaultChild as eks.CfnCluster).kubernetesNetworkConfig = { ipFamily: 'ipv6' };
  expect(isIpv6Cluster(plain)).toBe(true);
  const imported = (id: string, ipFamily?: eks.IpFamily) =>
    eks.Cluster.fromClusterAttributes(stack, id, { clusterName: id, ipFamily, vpc: new ec2.Vpc(stack, `Vpc${id}`) });
  expect([imported('a', eks.IpFamily.IP_V6), imported('b')].map(isIpv6Cluster)).toEqual([true, false]);
});
