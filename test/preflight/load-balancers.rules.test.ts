import { at, deployment, facts, ingress } from './facts';
import { feature } from '../../src/catalog/capability.rules';
import { appMeshEnded } from '../../src/preflight/rules/infrastructure/app-mesh-ended.rules';
import { albRules } from '../../src/preflight/rules/limits/alb-rules.rules';
import { albGroupName } from '../../src/preflight/rules/network/alb-group-name.rules';
import { albListeners } from '../../src/preflight/rules/network/alb-listeners.rules';
import { autoModeAnnotations } from '../../src/preflight/rules/network/auto-mode-annotations.rules';
import { instanceTargetOnFargate } from '../../src/preflight/rules/network/instance-target-on-fargate.rules';
import { loadBalancerProtected } from '../../src/preflight/rules/network/load-balancer-protected.rules';
import { loadBalancerSubnets } from '../../src/preflight/rules/network/load-balancer-subnets.rules';
import { loadBalancerControllerMissing } from '../../src/preflight/rules/references/load-balancer-controller-missing.rules';

const P = 'alb.ingress.kubernetes.io/';
const N = 'service.beta.kubernetes.io/aws-load-balancer-';
const service = (annotations: Record<string, string>, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop', annotations },
  spec: { selector: { app: 'web' }, ...spec },
});
const withPaths = (annotations: Record<string, string>, count: number, className = 'alb', name = 'web') => ({
  ...ingress(annotations, className),
  metadata: { name, namespace: 'shop', annotations },
  spec: {
    ingressClassName: className,
    rules: [
      {
        http: {
          paths: Array.from({ length: count }, (_, index) => ({ backend: { service: { name: index === 0 ? 'web' : `web-${index}` } } })),
        },
      },
    ],
  },
});
const whats = (rule: { check: (given: ReturnType<typeof facts>) => { finding: string }[] }, change: object) =>
  rule.check(facts(change)).map(({ finding }) => finding);

test('load-balancer-controller-missing: a Service of its class without it is found', () => {
  expect(
    whats(loadBalancerControllerMissing, {
      missing: [{ path: 'App/Shop', value: { capability: feature('load-balancer-webhook'), requiredBy: "Service 'shop/web'" } }],
    }),
  ).toEqual(["Service 'shop/web' requests a Network Load Balancer, and the AWS Load Balancer Controller is not installed"]);
  expect(whats(loadBalancerControllerMissing, {})).toEqual([]);
  const ofAutoMode = at('App/Shop', service({}, { loadBalancerClass: 'eks.amazonaws.com/nlb' }));
  expect(whats(loadBalancerControllerMissing, { autoMode: false, capacity: [], objects: ofAutoMode })).toEqual([
    expect.stringMatching(/has loadBalancerClass eks.amazonaws.com\/nlb, and the cluster does not use EKS Auto Mode$/),
  ]);
  expect(whats(loadBalancerControllerMissing, { autoMode: true, capacity: [], objects: ofAutoMode })).toEqual([]);
  expect(whats(loadBalancerControllerMissing, { autoMode: false, objects: ofAutoMode })).toEqual([]);
});

describe('instance-target-on-fargate', () => {
  const fargateSelectors = [{ namespace: 'shop', labels: {} }];
  const pods = deployment('web', {}, { app: 'web' });
  test.each<[string, object, number]>([
    ['an Ingress', { fargateSelectors, objects: at('App/Shop', withPaths({ [`${P}target-type`]: 'instance' }, 1), service({}), pods) }, 1],
    ['a Service', { fargateSelectors, objects: at('App/Shop', service({ [`${N}nlb-target-type`]: 'instance' }), pods) }, 1],
    ['by address', { fargateSelectors, objects: at('App/Shop', withPaths({ [`${P}target-type`]: 'ip' }, 1), service({}), pods) }, 0],
    [
      'pods on nodes',
      {
        fargateSelectors: [{ namespace: 'other', labels: {} }],
        objects: at('App/Shop', service({ [`${N}nlb-target-type`]: 'instance' }), pods),
      },
      0,
    ],
    ['without Fargate', { objects: at('App/Shop', service({ [`${N}nlb-target-type`]: 'instance' }), pods) }, 0],
  ])('%s', (_, change, count) => expect(whats(instanceTargetOnFargate, change)).toHaveLength(count));
});

test.each<[string, Record<string, string>, string[]]>([
  ['HTTPS with a certificate', { 'certificate-arn': 'arn', 'listen-ports': '[{"HTTPS":443}]' }, []],
  ['a certificate alone, which brings HTTPS', { 'certificate-arn': 'arn' }, []],
  [
    'a certificate without HTTPS',
    { 'certificate-arn': 'arn', 'listen-ports': '[{"HTTP":80}]' },
    ["Ingress 'shop/web' has a certificate and no HTTPS listener"],
  ],
  [
    'a redirect to a port without a listener',
    { 'ssl-redirect': '443' },
    ["Ingress 'shop/web' redirects to port 443, which has no listener"],
  ],
  ['a redirect to a port with a listener', { 'ssl-redirect': '8443', 'listen-ports': '[{"HTTP":80},{"HTTPS":8443}]' }, []],
  ['ports that are not valid JSON', { 'listen-ports': '80' }, ["Ingress 'shop/web' has the invalid listen-ports '80'"]],
  ['ports that CloudFormation fills in', { 'listen-ports': '<known-at-deploy>', 'certificate-arn': 'arn' }, []],
])('alb-listeners: %s', (_, annotations, found) => {
  const prefixed = Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`${P}${name}`, value]));
  expect(whats(albListeners, { objects: at('App/Shop', ingress(prefixed)) })).toEqual(found);
});

test.each([
  ['shared', 0],
  ['a.b-c', 0],
  ['<known-at-deploy>', 0],
  ['Shop', 1],
  ['a_b', 1],
  ['x'.repeat(64), 1],
])('alb-group-name: %s', (group, count) => {
  expect(albGroupName.check(facts({ objects: at('App/Shop', ingress({ [`${P}group.name`]: group })) }))).toHaveLength(count);
});

describe('alb-rules', () => {
  const params = {
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'IngressClassParams',
    metadata: { name: 'public' },
    spec: { group: { name: 'public' } },
  };
  const ingressClass = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'public' },
    spec: { controller: 'ingress.k8s.aws/alb', parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'public' } },
  };
  test.each<[string, object[], string[]]>([
    ['the last good one', [withPaths({}, 100)], []],
    ['the first bad one', [withPaths({}, 101)], ["the load balancer of Ingress 'shop/web' has 101 rules"]],
    [
      'of one group together',
      [withPaths({ [`${P}group.name`]: 'a' }, 60), withPaths({ [`${P}group.name`]: 'a' }, 60, 'alb', 'other')],
      ["the load balancer of the group 'a' has 120 rules"],
    ],
    [
      'of one class together',
      [params, ingressClass, withPaths({}, 60, 'public'), withPaths({}, 60, 'public', 'other')],
      ["the load balancer of the group 'public' has 120 rules"],
    ],
    ['of two load balancers', [withPaths({}, 60), withPaths({}, 60, 'alb', 'other')], []],
  ])('%s', (_, objects, found) => expect(whats(albRules, { objects: at('App/Shop', ...objects) })).toEqual(found));
});

test.each<[string, object, number]>([
  ['an Ingress', ingress({ [`${P}load-balancer-attributes`]: 'a=b,deletion_protection.enabled=true' }), 1],
  ['a Service', service({ [`${N}attributes`]: 'deletion_protection.enabled=true' }), 1],
  [
    'a class',
    {
      apiVersion: 'elbv2.k8s.aws/v1beta1',
      kind: 'IngressClassParams',
      metadata: { name: 'p' },
      spec: { loadBalancerAttributes: [{ key: 'deletion_protection.enabled', value: 'true' }] },
    },
    1,
  ],
  ['switched off', ingress({ [`${P}load-balancer-attributes`]: 'deletion_protection.enabled=false' }), 0],
])('load-balancer-protected: %s', (_, object, count) =>
  expect(whats(loadBalancerProtected, { objects: at('App/Shop', object) })).toHaveLength(count),
);

test.each<[string, object, number]>([
  ['a group', ingress({ [`${P}group.name`]: 'a' }), 1],
  ['a log-in by OIDC', ingress({ [`${P}auth-type`]: 'oidc' }), 0],
  ['a log-in by Cognito', ingress({ [`${P}auth-type`]: 'cognito' }), 0],
  ['a Service of the other controller', service({}, { loadBalancerClass: 'service.k8s.aws/nlb' }), 1],
  ['a Service of its own', service({}, { loadBalancerClass: 'eks.amazonaws.com/nlb' }), 0],
  ['a binding of the other controller', { apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'TargetGroupBinding', metadata: { name: 'a' } }, 1],
])('auto-mode-annotations: %s', (_, object, count) => {
  expect(whats(autoModeAnnotations, { autoMode: true, objects: at('App/Shop', object) })).toHaveLength(count);
  expect(whats(autoModeAnnotations, { autoMode: false, objects: at('App/Shop', object) })).toEqual([]);
  expect(
    whats(autoModeAnnotations, {
      autoMode: true,
      helmReleases: [{ path: 'App/Alb', value: { release: 'a', chart: 'aws-load-balancer-controller', repository: '', values: {} } }],
      objects: at('App/Shop', object),
    }),
  ).toEqual([]);
});

test.each<[string, object, number, number]>([
  [
    'a public class',
    { apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'IngressClassParams', metadata: { name: 'p' }, spec: { scheme: 'internet-facing' } },
    1,
    1,
  ],
  [
    'a public class in subnets that are named',
    {
      apiVersion: 'elbv2.k8s.aws/v1beta1',
      kind: 'IngressClassParams',
      metadata: { name: 'p' },
      spec: { scheme: 'internet-facing', subnets: { ids: ['a', 'b'] } },
    },
    0,
    0,
  ],
  ['a public Service', service({ [`${N}scheme`]: 'internet-facing' }), 1, 0],
  [
    'a public Gateway',
    {
      apiVersion: 'gateway.k8s.aws/v1',
      kind: 'LoadBalancerConfiguration',
      metadata: { name: 'p', namespace: 'shop' },
      spec: { scheme: 'internet-facing' },
    },
    1,
    0,
  ],
  ['an internal Service', service({ [`${N}scheme`]: 'internal' }), 0, 0],
])('load-balancer-subnets: %s in a VPC without public subnets, and with one', (_, object, none, one) => {
  const network = (publicZones: number) => ({ path: 'App/Vpc', publicZones, untaggableSubnets: 0 });
  expect([0, 1].map((zones) => whats(loadBalancerSubnets, { network: network(zones), objects: at('App/Shop', object) }).length)).toEqual([
    none,
    one,
  ]);
});

test('app-mesh-ended: its controller and its objects are found', () => {
  expect(
    whats(appMeshEnded, {
      helmReleases: [{ path: 'App/Mesh', value: { release: 'appmesh', chart: 'appmesh-controller', repository: '', values: {} } }],
      objects: at('App/Shop', { apiVersion: 'appmesh.k8s.aws/v1beta2', kind: 'VirtualNode', metadata: { name: 'a' } }),
    }),
  ).toEqual(["Helm release 'appmesh' is the App Mesh controller", "VirtualNode 'default/a' is an App Mesh resource"]);
  expect(whats(appMeshEnded, {})).toEqual([]);
});
