import { inApplyOrder } from '../../src/handler/apply-order.rules';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';

const object = (apiVersion: string, kind: string, name = 'a', rest: object = {}): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name },
  ...rest,
});
const webhook = (group: string): KubernetesObject =>
  object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'checks', {
    webhooks: [{ name: 'checks.example.com', rules: [{ apiGroups: [group], resources: ['*'] }] }],
  });

test.each([
  ['CRDs and namespaces are first', ['v1 ConfigMap', 'v1 Namespace', 'apiextensions.k8s.io/v1 CustomResourceDefinition'], [2, 1, 0]],
  ['an object that others refer to is before them', ['apps/v1 Deployment', 'v1 Service', 'v1 Secret', 'v1 ServiceAccount'], [3, 2, 1, 0]],
  [
    'a claim is before the pods that mount it',
    ['apps/v1 StatefulSet', 'v1 PersistentVolumeClaim', 'storage.k8s.io/v1 StorageClass'],
    [2, 1, 0],
  ],
  ['a custom resource is before workloads', ['apps/v1 Deployment', 'external-secrets.io/v1 ExternalSecret', 'v1 ConfigMap'], [2, 1, 0]],
  [
    'an autoscaler is after its target',
    ['autoscaling/v2 HorizontalPodAutoscaler', 'apps/v1 Deployment', 'networking.k8s.io/v1 Ingress'],
    [1, 0, 2],
  ],
])('%s', (_, kinds, order) => {
  const objects = kinds.map((kind) => object(kind.split(' ')[0], kind.split(' ')[1]));
  expect(inApplyOrder(objects)).toEqual(order.map((index) => objects[index]));
});

test('objects of one rank stay in their order', () => {
  const objects = ['b', 'a', 'c'].map((name) => object('v1', 'ConfigMap', name));
  expect(inApplyOrder(objects)).toEqual(objects);
});

test('what a webhook of the manifest checks is after it, and its pods before', () => {
  const [widget, pods] = [object('example.com/v1', 'Widget'), object('apps/v1', 'Deployment')];
  expect(inApplyOrder([widget, webhook('example.com'), pods])).toEqual([pods, webhook('example.com'), widget]);
});

test('a custom resource of another group is not', () => {
  const [widget, pods] = [object('example.com/v1', 'Widget'), object('apps/v1', 'Deployment')];
  expect(inApplyOrder([pods, webhook('example.org'), widget])).toEqual([widget, pods, webhook('example.org')]);
});
