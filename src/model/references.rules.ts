import { Dependency } from './dependency.rules';
import { object as objectThing } from '../catalog/capability.rules';
import {
  at,
  groupKindOf,
  groupOf,
  isDeployTimeValue,
  isIgnoredOnFailure,
  KubernetesObject,
  listAt,
  namespaceOf,
  podSpecOf,
  stringAt,
} from '../kubernetes/kubernetes-object.rules';

type DataKind = 'ConfigMap' | 'Secret';

/** A ConfigMap or Secret that pods name. */
export interface DataReference {
  readonly kind: DataKind;
  readonly name: string;
  /** it may be missing, or whether it may is known at deploy. */
  readonly optional: boolean;
  /** keys that must be in it. */
  readonly keys: readonly string[];
}

const reference = (kind: DataKind, from: unknown, nameField: string, keys: readonly string[] = []): DataReference[] => {
  const name = stringAt(from, nameField);
  const optional = at(from, 'optional');
  return name ? [{ kind, name, optional: optional === true || isDeployTimeValue(optional), keys }] : [];
};

const keysOf = (source: unknown): string[] =>
  listAt(source, 'items')
    .map((item) => stringAt(item, 'key'))
    .filter((key): key is string => key !== undefined);

/** All ConfigMaps and Secrets that the pods of an object need before they start. */
export function dataReferences(pod: unknown): DataReference[] {
  const containers = [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')];
  const ofKey = (kind: DataKind, from: unknown) =>
    reference(
      kind,
      from,
      'name',
      [stringAt(from, 'key')].filter((key): key is string => key !== undefined),
    );
  const ofSource = (source: unknown) => [
    ...reference('ConfigMap', at(source, 'configMap'), 'name', keysOf(at(source, 'configMap'))),
    ...reference(
      'Secret',
      at(source, 'secret'),
      at(source, 'secret', 'secretName') === undefined ? 'name' : 'secretName',
      keysOf(at(source, 'secret')),
    ),
  ];
  return [
    ...containers.flatMap((container) => [
      ...listAt(container, 'env').flatMap((env) => [
        ...ofKey('ConfigMap', at(env, 'valueFrom', 'configMapKeyRef')),
        ...ofKey('Secret', at(env, 'valueFrom', 'secretKeyRef')),
      ]),
      ...listAt(container, 'envFrom').flatMap((from) => [
        ...reference('ConfigMap', at(from, 'configMapRef'), 'name'),
        ...reference('Secret', at(from, 'secretRef'), 'name'),
      ]),
    ]),
    ...listAt(pod, 'volumes').flatMap((volume) => [
      ...ofSource(volume),
      ...listAt(volume, 'projected', 'sources').flatMap(ofSource),
      ...reference('Secret', at(volume, 'csi', 'nodePublishSecretRef'), 'name'),
    ]),
  ];
}

/** What an object names by kind and name, beside what the match looks at anyway. */
export function referenceDependencies(object: KubernetesObject): Dependency[] {
  const namespace = namespaceOf(object);
  const pod = podSpecOf(object);
  const runtimeClass = stringAt(pod, 'runtimeClassName');
  return [
    ...(pod === undefined
      ? []
      : dataReferences(pod).map(({ kind, name, optional }): Dependency => ({
          capability: objectThing('', kind, name, namespace),
          optional,
        }))),
    ...(runtimeClass ? [{ capability: objectThing('node.k8s.io', 'RuntimeClass', runtimeClass) }] : []),
    ...ephemeralClassDependencies(pod),
    ...dependenciesByKind(object, namespace),
  ];
}

// volumes that live as long as their pod
function ephemeralClassDependencies(pod: unknown): Dependency[] {
  const classes = listAt(pod, 'volumes').map((volume) => stringAt(volume, 'ephemeral', 'volumeClaimTemplate', 'spec', 'storageClassName'));
  return classes
    .filter((name): name is string => Boolean(name))
    .map((name) => ({ capability: objectThing('storage.k8s.io', 'StorageClass', name) }));
}

function dependenciesByKind(object: KubernetesObject, namespace: string | undefined): Dependency[] {
  switch (groupKindOf(object)) {
    case 'rbac.authorization.k8s.io/RoleBinding':
    case 'rbac.authorization.k8s.io/ClusterRoleBinding':
      return roleDependencies(object, namespace);
    case 'autoscaling/HorizontalPodAutoscaler':
      return targetDependencies(at(object, 'spec', 'scaleTargetRef'), namespace);
    case 'autoscaling.k8s.io/VerticalPodAutoscaler':
      return targetDependencies(at(object, 'spec', 'targetRef'), namespace);
    case 'keda.sh/ScaledObject':
      return targetDependencies(at(object, 'spec', 'scaleTargetRef'), namespace, { apiVersion: 'apps/v1', kind: 'Deployment' });
    case 'admissionregistration.k8s.io/ValidatingWebhookConfiguration':
    case 'admissionregistration.k8s.io/MutatingWebhookConfiguration':
      return listAt(object, 'webhooks')
        .filter((webhook) => !isIgnoredOnFailure(webhook))
        .flatMap((webhook) => serviceDependencies(at(webhook, 'clientConfig', 'service')));
    case 'apiregistration.k8s.io/APIService':
      return serviceDependencies(at(object, 'spec', 'service'));
    case '/PersistentVolumeClaim':
      return volumeSourceDependencies(object, namespace);
    default:
      return [];
  }
}

function roleDependencies(object: KubernetesObject, namespace: string | undefined): Dependency[] {
  const [kind, name] = [stringAt(object, 'roleRef', 'kind'), stringAt(object, 'roleRef', 'name')];
  if (!name || (kind !== 'Role' && kind !== 'ClusterRole')) return [];
  return [{ capability: objectThing('rbac.authorization.k8s.io', kind, name, kind === 'Role' ? namespace : undefined), unordered: true }];
}

interface ReferenceDefaults {
  readonly apiVersion: string;
  readonly kind?: string;
}

function targetDependencies(target: unknown, namespace: string | undefined, usual: ReferenceDefaults = { apiVersion: 'v1' }): Dependency[] {
  const [apiVersion, kind] = [stringAt(target, 'apiVersion') ?? usual.apiVersion, stringAt(target, 'kind') ?? usual.kind];
  const name = stringAt(target, 'name');
  if (!kind || !name || [apiVersion, kind].some(isDeployTimeValue)) return [];
  return [{ capability: objectThing(groupOf(apiVersion), kind, name, namespace), unordered: true }];
}

function serviceDependencies(service: unknown): Dependency[] {
  const [name, namespace] = [stringAt(service, 'name'), stringAt(service, 'namespace')];
  return name && namespace ? [{ capability: objectThing('', 'Service', name, namespace), unordered: true }] : [];
}

function volumeSourceDependencies(object: KubernetesObject, namespace: string | undefined): Dependency[] {
  const source = at(object, 'spec', 'dataSource') ?? at(object, 'spec', 'dataSourceRef');
  const [group, kind, name] = [stringAt(source, 'apiGroup') ?? '', stringAt(source, 'kind'), stringAt(source, 'name')];
  return kind && name && at(source, 'namespace') === undefined ? [{ capability: objectThing(group, kind, name, namespace) }] : [];
}
