import { covers, describeCapability, keyOf, kind, object, feature, CapabilityData } from '../../src/catalog/capability.rules';
import { groupOf, KubernetesObject, namespaceOf, objectsIn, podSpecOf } from '../../src/kubernetes/kubernetes-object.rules';
import { completeNamespaces, match, unusedDeclarations, ModelScope } from '../../src/model/match.rules';
import { dependenciesOf, capabilitiesOf } from '../../src/model/object-dependencies.rules';

const k8s = (apiVersion: string, objectKind: string, rest: object = {}): KubernetesObject => ({
  apiVersion,
  kind: objectKind,
  metadata: { name: 'x', namespace: 'shop' },
  ...rest,
});
const needs = (from: KubernetesObject) =>
  dependenciesOf(from).map(({ capability, optional }) => `${optional ? '(' : ''}${describeCapability(capability)}${optional ? ')' : ''}`);

describe('things', () => {
  test('keys are equal exactly when the things are', () => {
    const things: CapabilityData[] = [
      object('', 'Secret', 'a', 'b'),
      object('', 'Secret', 'a'),
      object('x', 'Secret', 'a', 'b'),
      kind('', 'Secret'),
      feature('nodes'),
    ];
    expect(new Set(things.map(keyOf)).size).toBe(things.length);
    expect(keyOf(object('', 'Secret', 'a', 'b'))).toBe(keyOf(object('', 'Secret', 'a', 'b')));
  });
  test.each<[CapabilityData, CapabilityData, boolean]>([
    [object('', 'Secret', 'db-*', 'shop'), object('', 'Secret', 'db-1', 'shop'), true],
    [object('', 'Secret', 'db-*', 'shop'), object('', 'Secret', 'web', 'shop'), false],
    [object('', 'Secret', '*', '*'), object('', 'Secret', 'a', 'any'), true],
    [object('', '*', '*', 'shop'), object('', 'ConfigMap', 'a', 'shop'), true],
    [object('', 'Secret', 'a.b', 'shop'), object('', 'Secret', 'axb', 'shop'), false],
    [feature('nodes'), feature('nodes'), true],
    [feature('nodes'), feature('metrics'), false],
  ])('%j covers %j: %s', (declared, thing, expected) => expect(covers(declared, thing)).toBe(expected));
});

describe('manifests', () => {
  test('a list is expanded, and values that are not objects are skipped', () => {
    expect(objectsIn([{ apiVersion: 'v1', kind: 'List', items: [k8s('v1', 'Secret')] }, null, 'text', {}])).toHaveLength(1);
  });
  test('cluster-scoped kinds have no namespace', () => {
    expect(namespaceOf(k8s('storage.k8s.io/v1', 'StorageClass'))).toBeUndefined();
    expect(namespaceOf({ apiVersion: 'v1', kind: 'Secret' })).toBe('default');
    expect(groupOf('v1')).toBe('');
  });
  test.each([
    ['v1', 'Pod', { spec: { a: 1 } }],
    ['apps/v1', 'DaemonSet', { spec: { template: { spec: { a: 1 } } } }],
    ['batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template: { spec: { a: 1 } } } } } }],
  ])('%s %s makes pods', (apiVersion, objectKind, rest) => {
    expect(podSpecOf(k8s(apiVersion, objectKind, rest))).toEqual({ a: 1 });
  });
  test('a CRD provides the kind that it defines', () => {
    const crd = k8s('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { spec: { group: 'example.com', names: { kind: 'Thing' } } });
    expect(capabilitiesOf(crd).map(describeCapability)).toEqual(["CustomResourceDefinition 'x'", 'kind Thing (example.com)']);
    expect(needs(k8s('example.com/v1', 'Thing'))).toContain('kind Thing (example.com)');
  });

  test.each<[string, KubernetesObject, string[]]>([
    [
      'a pod',
      k8s('v1', 'Pod', {
        spec: { serviceAccountName: 'web', priorityClassName: 'high', volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] },
      }),
      [
        "Namespace 'shop'",
        'nodes',
        '(elastic-nodes)',
        '(cluster-dns)',
        "ServiceAccount 'shop/web'",
        '(identity shop/web)',
        "PersistentVolumeClaim 'shop/data'",
        "PriorityClass 'high'",
      ],
    ],
    ['a claim', k8s('v1', 'PersistentVolumeClaim', { spec: { storageClassName: 'gp3' } }), ["Namespace 'shop'", "StorageClass 'gp3'"]],
    ['a claim of a volume made by hand', k8s('v1', 'PersistentVolumeClaim', { spec: { storageClassName: '' } }), ["Namespace 'shop'"]],
    [
      'a StatefulSet',
      k8s('apps/v1', 'StatefulSet', { spec: { template: { spec: {} }, volumeClaimTemplates: [{ spec: { storageClassName: 'io2' } }] } }),
      [
        "Namespace 'shop'",
        'nodes',
        '(elastic-nodes)',
        '(cluster-dns)',
        "ServiceAccount 'shop/default'",
        '(identity shop/default)',
        "StorageClass 'io2'",
      ],
    ],
    [
      'an Ingress',
      k8s('networking.k8s.io/v1', 'Ingress', {
        spec: {
          ingressClassName: 'alb',
          rules: [
            {
              http: {
                paths: [
                  { backend: { service: { name: 'web', port: { number: 80 } } } },
                  { backend: { service: { name: 'redirect', port: { name: 'use-annotation' } } } },
                ],
              },
            },
          ],
          defaultBackend: { service: { name: 'home' } },
        },
      }),
      [
        "Namespace 'shop'",
        '(load-balancer-webhook)',
        '(load-balancer-subnets)',
        '(external-dns)',
        "IngressClass 'alb'",
        "Service 'shop/web'",
        "Service 'shop/home'",
      ],
    ],
    ['a Service', k8s('v1', 'Service'), ["Namespace 'shop'", '(load-balancer-webhook)', '(external-dns)']],
    [
      'an autoscaler on cpu',
      k8s('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { metrics: [{ type: 'Resource' }] } }),
      ["Namespace 'shop'", 'metrics'],
    ],
    [
      'an autoscaler on a queue',
      k8s('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { metrics: [{ type: 'External' }] } }),
      ["Namespace 'shop'"],
    ],
    [
      'a name that only CloudFormation knows',
      k8s('v1', 'PersistentVolumeClaim', { spec: { storageClassName: '<known-at-deploy>' } }),
      ["Namespace 'shop'"],
    ],
  ])('what %s requires', (_, from, expected) => expect(needs(from)).toEqual(expected));
});

describe('the match', () => {
  const closed: ModelScope = { complete: true, completeNamespaces: new Set(['shop']), external: [], mayCreate: () => false };
  const verdict = (
    thing: CapabilityData,
    world: ModelScope = closed,
    provisions: { capability: CapabilityData; provider: string }[] = [],
  ) => match([{ capability: thing, dependent: 'me' }], provisions, world)[0].verdict;
  const account = object('', 'ServiceAccount', 'web', 'shop');
  const storageClass = object('storage.k8s.io', 'StorageClass', 'fast');

  test('finds every provider', () => {
    expect(
      match(
        [{ capability: storageClass, dependent: 'me' }],
        [
          { capability: storageClass, provider: 'a' },
          { capability: storageClass, provider: 'b' },
          { capability: account, provider: 'c' },
        ],
        closed,
      ),
    ).toEqual([{ requirement: { capability: storageClass, dependent: 'me' }, verdict: 'provided', providers: ['a', 'b'] }]);
  });
  test.each<[string, CapabilityData, ModelScope, string]>([
    ['a class in a closed cluster', storageClass, closed, 'absent'],
    ['a class in an open cluster', storageClass, { ...closed, complete: false }, 'unknown'],
    ['an object in a namespace of ours', account, closed, 'absent'],
    ['an object in a namespace of others', object('', 'ServiceAccount', 'web', 'theirs'), closed, 'unknown'],
    ['an object in a namespace of ours in an open cluster', account, { ...closed, complete: false }, 'unknown'],
    ['a declared object', account, { ...closed, external: [object('', 'ServiceAccount', 'w*', 'shop')] }, 'provided'],
    ['the default service account', object('', 'ServiceAccount', 'default', 'shop'), closed, 'provided'],
    ['the root certificate', object('', 'ConfigMap', 'kube-root-ca.crt', 'shop'), closed, 'provided'],
    ['the class gp2', object('storage.k8s.io', 'StorageClass', 'gp2'), closed, 'provided'],
    ['a critical priority', object('scheduling.k8s.io', 'PriorityClass', 'system-node-critical'), closed, 'provided'],
    ['a namespace of every cluster', object('', 'Namespace', 'kube-system'), closed, 'provided'],
    ['a kind without CRD', kind('example.com', 'Thing'), closed, 'absent'],
    ['a kind without CRD in an open cluster', kind('example.com', 'Thing'), { ...closed, complete: false }, 'unknown'],
  ])('%s', (_, thing, world, expected) => expect(verdict(thing, world)).toBe(expected));

  test('a namespace is complete when it is created here and no other writer is known', () => {
    const made = ['ours', 'declared', 'charted', 'default'].map((name) => ({ capability: object('', 'Namespace', name), provider: 'me' }));
    expect([...completeNamespaces(made, [object('', 'Namespace', 'declared')], new Set(['charted']))]).toEqual(['ours']);
  });
  test('unused declarations are reported', () => {
    const declared = [object('', 'Secret', 'db', 'shop'), object('', 'Secret', 'typo', 'shop'), object('', 'Namespace', 'shop')];
    expect(unusedDeclarations([{ capability: declared[0], dependent: 'me' }], declared).map(describeCapability)).toEqual([
      "Secret 'shop/typo'",
    ]);
  });
});
