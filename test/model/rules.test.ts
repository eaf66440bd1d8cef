import { covers, describeThing, keyOf, kind, object, part, ThingData } from '../../src/catalog/thing.rules';
import { groupOf, KubernetesObject, namespaceOf, objectsOf, podSpecOf } from '../../src/kubernetes/kubernetes-object.rules';
import { neededBy, providedBy } from '../../src/model/manifest.rules';
import { closedNamespaces, match, unneededDeclarations, World } from '../../src/model/match.rules';

const k8s = (apiVersion: string, objectKind: string, rest: object = {}): KubernetesObject => ({ apiVersion, kind: objectKind, metadata: { name: 'x', namespace: 'shop' }, ...rest });
const needs = (from: KubernetesObject) => neededBy(from).map(({ thing, optional }) => `${optional ? '(' : ''}${describeThing(thing)}${optional ? ')' : ''}`);

describe('things', () => {
  test('keys are equal exactly when the things are', () => {
    const things: ThingData[] = [object('', 'Secret', 'a', 'b'), object('', 'Secret', 'a'), object('x', 'Secret', 'a', 'b'), kind('', 'Secret'), part('nodes')];
    expect(new Set(things.map(keyOf)).size).toBe(things.length);
    expect(keyOf(object('', 'Secret', 'a', 'b'))).toBe(keyOf(object('', 'Secret', 'a', 'b')));
  });
  test.each<[ThingData, ThingData, boolean]>([
    [object('', 'Secret', 'db-*', 'shop'), object('', 'Secret', 'db-1', 'shop'), true],
    [object('', 'Secret', 'db-*', 'shop'), object('', 'Secret', 'web', 'shop'), false],
    [object('', 'Secret', '*', '*'), object('', 'Secret', 'a', 'any'), true],
    [object('', '*', '*', 'shop'), object('', 'ConfigMap', 'a', 'shop'), true],
    [object('', 'Secret', 'a.b', 'shop'), object('', 'Secret', 'axb', 'shop'), false],
    [part('nodes'), part('nodes'), true],
    [part('nodes'), part('metrics'), false],
  ])('%j covers %j: %s', (declared, thing, expected) => expect(covers(declared, thing)).toBe(expected));
});

describe('manifests', () => {
  test('a list is opened, and what is no object is passed over', () => {
    expect(objectsOf([{ apiVersion: 'v1', kind: 'List', items: [k8s('v1', 'Secret')] }, null, 'text', {}])).toHaveLength(1);
  });
  test('cluster-scoped kinds have no namespace', () => {
    expect(namespaceOf(k8s('storage.k8s.io/v1', 'StorageClass'))).toBeUndefined();
    expect(namespaceOf({ apiVersion: 'v1', kind: 'Secret' })).toBe('default');
    expect(groupOf('v1')).toBe('');
  });
  test.each([['v1', 'Pod', { spec: { a: 1 } }], ['apps/v1', 'DaemonSet', { spec: { template: { spec: { a: 1 } } } }], ['batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template: { spec: { a: 1 } } } } } }]])('%s %s makes pods', (apiVersion, objectKind, rest) => {
    expect(podSpecOf(k8s(apiVersion, objectKind, rest))).toEqual({ a: 1 });
  });
  test('a CRD provides the kind that it defines', () => {
    const crd = k8s('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { spec: { group: 'example.com', names: { kind: 'Thing' } } });
    expect(providedBy(crd).map(describeThing)).toEqual(["CustomResourceDefinition 'x'", 'kind Thing (example.com)']);
    expect(needs(k8s('example.com/v1', 'Thing'))).toContain('kind Thing (example.com)');
  });

  test.each<[string, KubernetesObject, string[]]>([
    ['a pod', k8s('v1', 'Pod', { spec: { serviceAccountName: 'web', priorityClassName: 'high', volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] } }), [
      "Namespace 'shop'", 'nodes', '(elastic-nodes)', '(cluster-dns)', "ServiceAccount 'shop/web'", '(identity shop/web)', "PersistentVolumeClaim 'shop/data'", "PriorityClass 'high'",
    ]],
    ['a claim', k8s('v1', 'PersistentVolumeClaim', { spec: { storageClassName: 'gp3' } }), ["Namespace 'shop'", "StorageClass 'gp3'"]],
    ['a claim of a volume made by hand', k8s('v1', 'PersistentVolumeClaim', { spec: { storageClassName: '' } }), ["Namespace 'shop'"]],
    ['a StatefulSet', k8s('apps/v1', 'StatefulSet', { spec: { template: { spec: {} }, volumeClaimTemplates: [{ spec: { storageClassName: 'io2' } }] } }), [
      "Namespace 'shop'", 'nodes', '(elastic-nodes)', '(cluster-dns)', "ServiceAccount 'shop/default'", '(identity shop/default)', "StorageClass 'io2'",
    ]],
    ['an Ingress', k8s('networking.k8s.io/v1', 'Ingress', {
      spec: {
        ingressClassName: 'alb',
        rules: [{
          http: {
            paths: [
              { backend: { service: { name: 'web', port: { number: 80 } } } }, { backend: { service: { name: 'redirect', port: { name: 'use-annotation' } } } },
            ],
          },
        }],
        defaultBackend: { service: { name: 'home' } },
      },
    }), ["Namespace 'shop'", '(load-balancer-webhook)', '(load-balancer-subnets)', '(external-dns)', "IngressClass 'alb'", "Service 'shop/web'", "Service 'shop/home'"]],
    ['a Service', k8s('v1', 'Service'), ["Namespace 'shop'", '(load-balancer-webhook)', '(external-dns)']],
    ['an autoscaler on cpu', k8s('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { metrics: [{ type: 'Resource' }] } }), ["Namespace 'shop'", 'metrics']],
    ['an autoscaler on a queue', k8s('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { metrics: [{ type: 'External' }] } }), ["Namespace 'shop'"]],
    ['a name that only CloudFormation knows', k8s('v1', 'PersistentVolumeClaim', { spec: { storageClassName: '<known-at-deploy>' } }), ["Namespace 'shop'"]],
  ])('what %s requires', (_, from, expected) => expect(needs(from)).toEqual(expected));
});

describe('the match', () => {
  const closed: World = { clusterClosed: true, closedNamespaces: new Set(['shop']), external: [], mayWrite: () => false };
  const verdict = (thing: ThingData, world: World = closed, provisions: { thing: ThingData; by: string }[] = []) => match([{ thing, by: 'me' }], provisions, world)[0].verdict;
  const account = object('', 'ServiceAccount', 'web', 'shop');
  const storageClass = object('storage.k8s.io', 'StorageClass', 'fast');

  test('finds every provider', () => {
    expect(match([{ thing: storageClass, by: 'me' }], [{ thing: storageClass, by: 'a' }, { thing: storageClass, by: 'b' }, { thing: account, by: 'c' }], closed))
      .toEqual([{ requirement: { thing: storageClass, by: 'me' }, verdict: 'provided', providers: ['a', 'b'] }]);
  });
  test.each<[string, ThingData, World, string]>([
    ['a class in a closed cluster', storageClass, closed, 'absent'],
    ['a class in an open cluster', storageClass, { ...closed, clusterClosed: false }, 'unknown'],
    ['an object in a namespace of ours', account, closed, 'absent'],
    ['an object in a namespace of others', object('', 'ServiceAccount', 'web', 'theirs'), closed, 'unknown'],
    ['an object in a namespace of ours in an open cluster', account, { ...closed, clusterClosed: false }, 'unknown'],
    ['a declared object', account, { ...closed, external: [object('', 'ServiceAccount', 'w*', 'shop')] }, 'provided'],
    ['the default service account', object('', 'ServiceAccount', 'default', 'shop'), closed, 'provided'],
    ['the root certificate', object('', 'ConfigMap', 'kube-root-ca.crt', 'shop'), closed, 'provided'],
    ['the class gp2', object('storage.k8s.io', 'StorageClass', 'gp2'), closed, 'provided'],
    ['a critical priority', object('scheduling.k8s.io', 'PriorityClass', 'system-node-critical'), closed, 'provided'],
    ['a namespace of every cluster', object('', 'Namespace', 'kube-system'), closed, 'provided'],
    ['a kind without CRD', kind('example.com', 'Thing'), closed, 'absent'],
    ['a kind without CRD in an open cluster', kind('example.com', 'Thing'), { ...closed, clusterClosed: false }, 'unknown'],
  ])('%s', (_, thing, world, expected) => expect(verdict(thing, world)).toBe(expected));

  test('a namespace is closed when it is made here and nobody else is known to write to it', () => {
    const made = ['ours', 'declared', 'charted', 'default'].map((name) => ({ thing: object('', 'Namespace', name), by: 'me' }));
    expect([...closedNamespaces(made, [object('', 'Namespace', 'declared')], new Set(['charted']))]).toEqual(['ours']);
  });
  test('declarations that nobody needs are told', () => {
    const declared = [object('', 'Secret', 'db', 'shop'), object('', 'Secret', 'typo', 'shop'), object('', 'Namespace', 'shop')];
    expect(unneededDeclarations([{ thing: declared[0], by: 'me' }], declared).map(describeThing)).toEqual(["Secret 'shop/typo'"]);
  });
});
