import { parse } from 'yaml';
import { keyOf } from '../../src/catalog/capability.rules';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { dataReferences, referenceDependencies } from '../../src/model/references.rules';

const object = (yaml: string) => parse(yaml) as KubernetesObject;
const references = (pod: string) =>
  dataReferences(parse(pod)).map(
    ({ kind, name, optional, keys }) => `${kind} ${name}${optional ? '?' : ''}${keys.map((key) => ` ${key}`).join('')}`,
  );
const needs = (yaml: string) =>
  referenceDependencies(object(yaml)).map(
    ({ capability, optional, unordered }) => `${keyOf(capability)}${optional ? ' optional' : ''}${unordered ? ' unordered' : ''}`,
  );
const named = (apiVersion: string, kind: string, more: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web, namespace: shop }\n${more}`;

describe('what pods name', () => {
  test.each<[string, string, string[]]>([
    [
      'variables, one by one',
      '{ containers: [{ env: [{ name: A, valueFrom: { configMapKeyRef: { name: a, key: k } } }, { name: B, valueFrom: { ' +
        'secretKeyRef: { name: b, key: k, optional: true } } }, { name: C, value: c }] }] }',
      ['ConfigMap a k', 'Secret b? k'],
    ],
    [
      'variables, all at once',
      '{ containers: [{ envFrom: [{ configMapRef: { name: a } }, { secretRef: { name: b, optional: false } }] }] }',
      ['ConfigMap a', 'Secret b'],
    ],
    ['of init containers', '{ initContainers: [{ envFrom: [{ configMapRef: { name: a } }] }], containers: [] }', ['ConfigMap a']],
    [
      'volumes',
      '{ volumes: [{ configMap: { name: a, items: [{ key: k, path: p }] } }, { secret: { secretName: b, optional: true } }, { ' +
        'emptyDir: {} }] }',
      ['ConfigMap a k', 'Secret b?'],
    ],
    [
      'volumes that join several',
      '{ volumes: [{ projected: { sources: [{ configMap: { name: a } }, { secret: { name: b, items: [{ key: k, path: p }] } }, { ' +
        'serviceAccountToken: { path: t } }] } }] }',
      ['ConfigMap a', 'Secret b k'],
    ],
    ['volumes of a driver', '{ volumes: [{ csi: { driver: d, nodePublishSecretRef: { name: a } } }] }', ['Secret a']],
    [
      'whether it may be missing is known at deploy',
      '{ containers: [{ envFrom: [{ secretRef: { name: a, optional: "<known-at-deploy>" } }] }] }',
      ['Secret a?'],
    ],
    [
      'names that are none',
      '{ containers: [{ env: [{ valueFrom: { configMapKeyRef: { name: 3, key: k } } }], envFrom: [{ configMapRef: { name: "" } ' +
        '}, null] }, 7], volumes: { name: a } }',
      [],
    ],
    ['nothing', '{}', []],
  ])('%s', (_, pod, found) => expect(references(pod)).toEqual(found));

  test('it is looked for in the namespace of the object, and what may be missing is optional', () => {
    expect(
      needs(
        named(
          'apps/v1',
          'Deployment',
          'spec: { template: { spec: { runtimeClassName: gvisor, containers: [{ envFrom: [{ configMapRef: { name: a } }, { ' +
            'secretRef: { name: b, optional: true } }] }] } } }',
        ),
      ),
    ).toEqual(['object /ConfigMap shop/a', 'object /Secret shop/b optional', 'object node.k8s.io/RuntimeClass /gvisor']);
  });

  test('volumes that are made with the pod are of a class', () => {
    expect(
      needs(
        named(
          'v1',
          'Pod',
          'spec: { volumes: [{ name: a, ephemeral: { volumeClaimTemplate: { spec: { storageClassName: gp3 } } } }, { name: b, ' +
            'ephemeral: { volumeClaimTemplate: { spec: {} } } }, { name: c, ephemeral: { volumeClaimTemplate: { spec: { ' +
            'storageClassName: "" } } } }] }',
        ),
      ),
    ).toEqual(['object storage.k8s.io/StorageClass /gp3']);
  });
});

describe('what other objects name', () => {
  test.each<[string, string, string, string, string[]]>([
    [
      'the role of a binding',
      'rbac.authorization.k8s.io/v1',
      'RoleBinding',
      'roleRef: { kind: Role, name: reader }',
      ['object rbac.authorization.k8s.io/Role shop/reader unordered'],
    ],
    [
      'a role of the cluster',
      'rbac.authorization.k8s.io/v1',
      'ClusterRoleBinding',
      'roleRef: { kind: ClusterRole, name: reader }',
      ['object rbac.authorization.k8s.io/ClusterRole /reader unordered'],
    ],
    ['a role of no kind', 'rbac.authorization.k8s.io/v1', 'RoleBinding', 'roleRef: { kind: Group, name: reader }', []],
    [
      'the target of an autoscaler',
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      'spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }',
      ['object apps/Deployment shop/web unordered'],
    ],
    [
      'one without apiVersion is of the core group',
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      'spec: { scaleTargetRef: { kind: Deployment, name: web } }',
      ['object /Deployment shop/web unordered'],
    ],
    [
      'the target of a vertical autoscaler',
      'autoscaling.k8s.io/v1',
      'VerticalPodAutoscaler',
      'spec: { targetRef: { apiVersion: apps/v1, kind: StatefulSet, name: db } }',
      ['object apps/StatefulSet shop/db unordered'],
    ],
    [
      'the target of KEDA, a Deployment',
      'keda.sh/v1alpha1',
      'ScaledObject',
      'spec: { scaleTargetRef: { name: web } }',
      ['object apps/Deployment shop/web unordered'],
    ],
    [
      'the target of KEDA, with empty fields',
      'keda.sh/v1alpha1',
      'ScaledObject',
      'spec: { scaleTargetRef: { name: web, apiVersion: , kind: } }',
      ['object apps/Deployment shop/web unordered'],
    ],
    [
      'the target of KEDA, of a custom kind',
      'keda.sh/v1alpha1',
      'ScaledObject',
      'spec: { scaleTargetRef: { name: web, apiVersion: argoproj.io/v1alpha1, kind: Rollout } }',
      ['object argoproj.io/Rollout shop/web unordered'],
    ],
    [
      'a target whose kind is known at deploy',
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      'spec: { scaleTargetRef: { apiVersion: apps/v1, kind: "<known-at-deploy>", name: web } }',
      [],
    ],
    ['a target that is none', 'keda.sh/v1alpha1', 'ScaledObject', 'spec: { scaleTargetRef: web }', []],
    [
      'the Service of a webhook',
      'admissionregistration.k8s.io/v1',
      'MutatingWebhookConfiguration',
      'webhooks: [{ clientConfig: { service: { name: hook, namespace: ops } } }, { clientConfig: { url: "https://hook.example.com" } }]',
      ['object /Service ops/hook unordered'],
    ],
    [
      'the Service of an API',
      'apiregistration.k8s.io/v1',
      'APIService',
      'spec: { service: { name: adapter, namespace: ops } }',
      ['object /Service ops/adapter unordered'],
    ],
    ['an API of the API server itself', 'apiregistration.k8s.io/v1', 'APIService', 'spec: { group: apps }', []],
    [
      'the claim that is copied',
      'v1',
      'PersistentVolumeClaim',
      'spec: { dataSource: { kind: PersistentVolumeClaim, name: data } }',
      ['object /PersistentVolumeClaim shop/data'],
    ],
    [
      'the snapshot that is restored',
      'v1',
      'PersistentVolumeClaim',
      'spec: { dataSourceRef: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly } }',
      ['object snapshot.storage.k8s.io/VolumeSnapshot shop/nightly'],
    ],
    [
      'a source of another namespace',
      'v1',
      'PersistentVolumeClaim',
      'spec: { dataSourceRef: { kind: PersistentVolumeClaim, name: data, namespace: front } }',
      [],
    ],
    ['nothing', 'v1', 'ConfigMap', 'data: { name: a }', []],
  ])('%s', (_, apiVersion, kind, more, found) => expect(needs(named(apiVersion, kind, more))).toEqual(found));
});
