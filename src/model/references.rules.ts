import { Need } from './need.rules';
import { object as objectThing } from '../catalog/thing.rules';
import { at, groupKindOf, groupOf, isFilledIn, KubernetesObject, listAt, namespaceOf, podSpecOf, textAt } from '../kubernetes/kubernetes-object.rules';

type Kind = 'ConfigMap' | 'Secret';

/** A ConfigMap or Secret that pods name. */
export interface DataReference {
  readonly kind: Kind;
  readonly name: string;
  /** it may be missing, or whether it may is known at deploy. */
  readonly optional: boolean;
  /** keys that must be in it. */
  readonly keys: readonly string[];
}

const reference = (kind: Kind, from: unknown, nameField: string, keys: readonly string[] = []): DataReference[] => {
  const name = textAt(from, nameField);
  const optional = at(from, 'optional');
  return name ? [{ kind, name, optional: optional === true || isFilledIn(optional), keys }] : [];
};

const keysOf = (source: unknown): string[] => listAt(source, 'items').map((item) => textAt(item, 'key')).filter((key): key is string => key !== undefined);

/** All ConfigMaps and Secrets that the pods of an object need before they start. */
export function dataReferences(pod: unknown): DataReference[] {
  const containers = [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')];
  const ofKey = (kind: Kind, from: unknown) => reference(kind, from, 'name', [textAt(from, 'key')].filter((key): key is string => key !== undefined));
  const ofSource = (source: unknown) => [
    ...reference('ConfigMap', at(source, 'configMap'), 'name', keysOf(at(source, 'configMap'))),
    ...reference('Secret', at(source, 'secret'), at(source, 'secret', 'secretName') === undefined ? 'name' : 'secretName', keysOf(at(source, 'secret'))),
  ];
  return [
    ...containers.flatMap((container) => [
      ...listAt(container, 'env').flatMap((env) => [...ofKey('ConfigMap', at(env, 'valueFrom', 'configMapKeyRef')), ...ofKey('Secret', at(env, 'valueFrom', 'secretKeyRef'))]),
      ...listAt(container, 'envFrom').flatMap((from) => [...reference('ConfigMap', at(from, 'configMapRef'), 'name'), ...reference('Secret', at(from, 'secretRef'), 'name')]),
    ]),
    ...listAt(pod, 'volumes').flatMap((volume) => [
      ...ofSource(volume),
      ...listAt(volume, 'projected', 'sources').flatMap(ofSource),
      ...reference('Secret', at(volume, 'csi', 'nodePublishSecretRef'), 'name'),
    ]),
  ];
}

/** What an object names by kind and name, beside what the match looks at anyway. */
export function referenceNeeds(object: KubernetesObject): Need[] {
  const namespace = namespaceOf(object);
  const pod = podSpecOf(object);
  const runtimeClass = textAt(pod, 'runtimeClassName');
  return [
    ...(pod === undefined ? [] : dataReferences(pod).map(({ kind, name, optional }): Need => ({ thing: objectThing('', kind, name, namespace), optional }))),
    ...(runtimeClass ? [{ thing: objectThing('node.k8s.io', 'RuntimeClass', runtimeClass) }] : []),
    ...ephemeralClassNeeds(pod),
    ...byKind(object, namespace),
  ];
}

// volumes that live as long as their pod
function ephemeralClassNeeds(pod: unknown): Need[] {
  const classes = listAt(pod, 'volumes').map((volume) => textAt(volume, 'ephemeral', 'volumeClaimTemplate', 'spec', 'storageClassName'));
  return classes.filter((name): name is string => Boolean(name)).map((name) => ({ thing: objectThing('storage.k8s.io', 'StorageClass', name) }));
}

function byKind(object: KubernetesObject, namespace: string | undefined): Need[] {
  switch (groupKindOf(object)) {
    case 'rbac.authorization.k8s.io/RoleBinding':
    case 'rbac.authorization.k8s.io/ClusterRoleBinding': return roleNeeds(object, namespace);
    case 'autoscaling/HorizontalPodAutoscaler': return targetNeeds(at(object, 'spec', 'scaleTargetRef'), namespace);
    case 'autoscaling.k8s.io/VerticalPodAutoscaler': return targetNeeds(at(object, 'spec', 'targetRef'), namespace);
    case 'keda.sh/ScaledObject': return targetNeeds(at(object, 'spec', 'scaleTargetRef'), namespace, { apiVersion: 'apps/v1', kind: 'Deployment' });
    case 'admissionregistration.k8s.io/ValidatingWebhookConfiguration':
    case 'admissionregistration.k8s.io/MutatingWebhookConfiguration': return listAt(object, 'webhooks').flatMap((webhook) => serviceNeeds(at(webhook, 'clientConfig', 'service')));
    case 'apiregistration.k8s.io/APIService': return serviceNeeds(at(object, 'spec', 'service'));
    case '/PersistentVolumeClaim': return sourceNeeds(object, namespace);
    default: return [];
  }
}

function roleNeeds(object: KubernetesObject, namespace: string | undefined): Need[] {
  const [kind, name] = [textAt(object, 'roleRef', 'kind'), textAt(object, 'roleRef', 'name')];
  if (!name || (kind !== 'Role' && kind !== 'ClusterRole')) return [];
  return [{ thing: objectThing('rbac.authorization.k8s.io', kind, name, kind === 'Role' ? namespace : undefined), unordered: true }];
}

interface Usual {
  readonly apiVersion: string;
  readonly kind?: string;
}

function targetNeeds(target: unknown, namespace: string | undefined, usual: Usual = { apiVersion: 'v1' }): Need[] {
  const [apiVersion, kind] = [textAt(target, 'apiVersion') ?? usual.apiVersion, textAt(target, 'kind') ?? usual.kind];
  const name = textAt(target, 'name');
  if (!kind || !name || [apiVersion, kind].some(isFilledIn)) return [];
  return [{ thing: objectThing(groupOf(apiVersion), kind, name, namespace), unordered: true }];
}

function serviceNeeds(service: unknown): Need[] {
  const [name, namespace] = [textAt(service, 'name'), textAt(service, 'namespace')];
  return name && namespace ? [{ thing: objectThing('', 'Service', name, namespace), unordered: true }] : [];
}

function sourceNeeds(object: KubernetesObject, namespace: string | undefined): Need[] {
  const source = at(object, 'spec', 'dataSource') ?? at(object, 'spec', 'dataSourceRef');
  const [group, kind, name] = [textAt(source, 'apiGroup') ?? '', textAt(source, 'kind'), textAt(source, 'name')];
  return kind && name && at(source, 'namespace') === undefined ? [{ thing: objectThing(group, kind, name, namespace) }] : [];
}
