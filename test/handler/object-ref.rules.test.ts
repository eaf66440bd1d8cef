import {
  describeRef,
  isPvc,
  isCrd,
  isNamespace,
  keyOfObject,
  keyOfRef,
  withNamespace,
  refOf,
  clusterScopedKindsIn,
} from '../../src/handler/object-ref.rules';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';

const object = (apiVersion: string, kind: string, name: string, namespace?: string): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace ? { namespace } : {}) },
});

const SCOPES = new Set(['/Namespace', 'storage.k8s.io/StorageClass']);

test.each([
  [object('v1', 'ConfigMap', 'a', 'shop'), '/ConfigMap shop/a', "ConfigMap 'shop/a'"],
  [object('apps/v1', 'Deployment', 'a', 'shop'), 'apps/Deployment shop/a', "Deployment 'shop/a'"],
  [object('storage.k8s.io/v1', 'StorageClass', 'gp3'), 'storage.k8s.io/StorageClass /gp3', "StorageClass 'gp3'"],
])('%j has one key and one description', (given, key, description) => {
  expect(keyOfObject(given)).toBe(key);
  expect(keyOfRef(refOf(given))).toBe(key);
  expect(describeRef(refOf(given))).toBe(description);
});

test('an object is the same in every version of its group', () => {
  expect(keyOfObject(object('autoscaling/v1', 'HorizontalPodAutoscaler', 'a', 'shop'))).toBe(
    keyOfObject(object('autoscaling/v2', 'HorizontalPodAutoscaler', 'a', 'shop')),
  );
});

test.each<[string, KubernetesObject, KubernetesObject]>([
  ['one without a namespace ends up in the default one', object('v1', 'ConfigMap', 'a'), object('v1', 'ConfigMap', 'a', 'default')],
  ['one with a namespace stays there', object('v1', 'ConfigMap', 'a', 'shop'), object('v1', 'ConfigMap', 'a', 'shop')],
  [
    'one of a kind without namespaces loses it',
    object('storage.k8s.io/v1', 'StorageClass', 'a', 'shop'),
    object('storage.k8s.io/v1', 'StorageClass', 'a'),
  ],
  [
    'a kind of the same name in another group has one',
    object('example.com/v1', 'StorageClass', 'a'),
    object('example.com/v1', 'StorageClass', 'a', 'default'),
  ],
])('%s', (_, given, expected) => {
  expect(withNamespace(given, SCOPES)).toEqual(expected);
});

const definition = (scope: string, kind: string): KubernetesObject => ({
  ...object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', kind),
  spec: { scope, group: 'example.com', names: { kind } },
});

test('definitions say which of their kinds have no namespace', () => {
  expect(clusterScopedKindsIn([definition('Cluster', 'Pool'), definition('Namespaced', 'Widget'), object('v1', 'ConfigMap', 'a')])).toEqual(
    ['example.com/Pool'],
  );
});

test.each([
  [definition('Cluster', 'Pool'), [true, false, false]],
  [object('v1', 'Namespace', 'shop'), [false, true, false]],
  [object('v1', 'PersistentVolumeClaim', 'data', 'shop'), [false, false, true]],
  [object('example.com/v1', 'CustomResourceDefinition', 'a'), [false, false, false]],
  [object('example.com/v1', 'Namespace', 'a'), [false, false, false]],
  [object('example.com/v1', 'PersistentVolumeClaim', 'a'), [false, false, false]],
])('%j is a definition, a namespace or a claim of Kubernetes itself: %j', (given, expected) => {
  expect([isCrd(given), isNamespace(given), isPvc(given)]).toEqual(expected);
});
