import { Need } from './need.rules';
import { referenceNeeds } from './references.rules';
import { CSI_DRIVERS } from '../catalog/catalog.rules';
import { kind, object as objectThing, part, ThingData } from '../catalog/thing.rules';
import { writtenFor } from '../catalog/written-by-controllers.data';
import { BUILT_IN_GROUPS } from '../kubernetes/kinds.data';
import {
  at, groupKindOf, groupOf, isFilledIn, KubernetesObject, listAt, namespaceOf, podSpecOf, textAt,
} from '../kubernetes/kubernetes-object.rules';

/** What an object of a manifest gives to the cluster. */
export function providedBy(object: KubernetesObject): ThingData[] {
  const name = object.metadata?.name;
  if (name === undefined || isFilledIn(name)) return [];
  const provided = [objectThing(groupOf(object.apiVersion), object.kind, name, namespaceOf(object))];
  if (groupKindOf(object) === 'apiextensions.k8s.io/CustomResourceDefinition') {
    provided.push(kind(textAt(object, 'spec', 'group') ?? '', textAt(object, 'spec', 'names', 'kind') ?? ''));
  }
  provided.push(...writtenFor(object));
  if (BINDINGS.has(groupKindOf(object))) {
    provided.push(...listAt(object, 'subjects').filter((subject) => textAt(subject, 'kind') === 'Group').map((subject) => part(`group ${textAt(subject, 'name')}`)));
  }
  return provided;
}

const BINDINGS = new Set(['RoleBinding', 'ClusterRoleBinding'].map((each) => `rbac.authorization.k8s.io/${each}`));

/** What an object of a manifest cannot work without. */
export function neededBy(object: KubernetesObject): Need[] {
  return [
    ...driverNeeds(object), ...kindNeeds(object), ...namespaceNeeds(object), ...podNeeds(object), ...claimNeeds(object), ...trafficNeeds(object),
    ...referenceNeeds(object),
  ]
    .filter(({ thing }) => thing.type !== 'object' || !isFilledIn(thing.name));
}

function kindNeeds(object: KubernetesObject): Need[] {
  const group = groupOf(object.apiVersion);
  return BUILT_IN_GROUPS.has(group) ? [] : [{ thing: kind(group, object.kind) }];
}

function namespaceNeeds(object: KubernetesObject): Need[] {
  const namespace = namespaceOf(object);
  return namespace === undefined ? [] : [{ thing: objectThing('', 'Namespace', namespace) }];
}

function podNeeds(object: KubernetesObject): Need[] {
  const spec = podSpecOf(object);
  if (spec === undefined) return [];
  const namespace = namespaceOf(object) ?? 'default';
  const account = textAt(spec, 'serviceAccountName') ?? textAt(spec, 'serviceAccount') ?? 'default';
  const claimed = listAt(spec, 'volumes').map((volume) => textAt(volume, 'persistentVolumeClaim', 'claimName'));
  const priority = textAt(spec, 'priorityClassName');
  return [
    { thing: part('nodes') },
    { thing: part('elastic-nodes'), optional: true },
    { thing: part('cluster-dns'), optional: true },
    { thing: objectThing('', 'ServiceAccount', account, namespace) },
    { thing: part(`identity ${namespace}/${account}`), optional: true },
    ...claimed.filter((name): name is string => name !== undefined)
      .map((name) => ({ thing: objectThing('', 'PersistentVolumeClaim', name, namespace) })),
    ...(priority ? [{ thing: objectThing('scheduling.k8s.io', 'PriorityClass', priority) }] : []),
    ...listAt(object, 'spec', 'volumeClaimTemplates').flatMap((template) => storageClassNeeds(template)),
  ];
}

// drivers are there before what they mount, and until it is gone
function driverNeeds(object: KubernetesObject): Need[] {
  const mounted = listAt(podSpecOf(object), 'volumes').map((volume) => textAt(volume, 'csi', 'driver'));
  const classDriver = DRIVER_FIELDS[groupKindOf(object)];
  const drivers = [...mounted, textAt(object, 'spec', 'csi', 'driver'), ...(classDriver ? [textAt(object, classDriver)] : [])];
  return drivers.filter((name): name is string => name !== undefined).flatMap((name) => [
    ...(CSI_DRIVERS[name] ? [{ thing: part(CSI_DRIVERS[name]), optional: true }] : []),
    ...(classDriver ? [] : [{ thing: objectThing('storage.k8s.io', 'CSIDriver', name), optional: true }]),
  ]);
}

const DRIVER_FIELDS: Readonly<Record<string, string>> = {
  'storage.k8s.io/StorageClass': 'provisioner', 'storage.k8s.io/VolumeAttributesClass': 'driverName', 'snapshot.storage.k8s.io/VolumeSnapshotClass': 'driver',
};

function claimNeeds(object: KubernetesObject): Need[] {
  return groupKindOf(object) === '/PersistentVolumeClaim' ? storageClassNeeds(object) : [];
}

// an empty name asks for a volume made by hand, no name for the default class, whichever that is
function storageClassNeeds(claim: unknown): Need[] {
  const name = textAt(claim, 'spec', 'storageClassName');
  const attributes = textAt(claim, 'spec', 'volumeAttributesClassName');
  return [
    ...(name ? [{ thing: objectThing('storage.k8s.io', 'StorageClass', name) }] : []),
    ...(attributes ? [{ thing: objectThing('storage.k8s.io', 'VolumeAttributesClass', attributes) }] : []),
  ];
}

function trafficNeeds(object: KubernetesObject): Need[] {
  switch (groupKindOf(object)) {
    case 'networking.k8s.io/Ingress': {
      const className = textAt(object, 'spec', 'ingressClassName') ?? object.metadata?.annotations?.['kubernetes.io/ingress.class'];
      const backends = listAt(object, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths')).map((path) => at(path, 'backend'))
        .concat([at(object, 'spec', 'defaultBackend')])
        // a port named use-annotation is an action of the load balancer controller, not a Service
        .filter((backend) => textAt(backend, 'service', 'port', 'name') !== 'use-annotation')
        .map((backend) => textAt(backend, 'service', 'name'))
        .filter((name): name is string => name !== undefined);
      return [
        { thing: part('load-balancer-webhook'), optional: true },
        ...BALANCED,
        ...NAMED,
        ...(className ? [{ thing: objectThing('networking.k8s.io', 'IngressClass', className) }] : []),
        ...backends.map((name) => ({ thing: objectThing('', 'Service', name, namespaceOf(object)) })),
      ];
    }
    case '/Service': {
      const ours = textAt(object, 'spec', 'loadBalancerClass') === 'service.k8s.aws/nlb';
      const balanced = textAt(object, 'spec', 'type') === 'LoadBalancer' ? BALANCED : [];
      return [{ thing: part('load-balancer-webhook'), optional: !ours }, ...balanced, ...NAMED];
    }
    case 'vpcresources.k8s.aws/SecurityGroupPolicy':
      return [{ thing: part('pod-security-group-rules'), optional: true }];
    case 'elbv2.k8s.aws/TargetGroupBinding':
      return serviceOf(object, textAt(object, 'spec', 'serviceRef', 'name'));
    case 'gateway.networking.k8s.io/Gateway':
      return [{ thing: objectThing('gateway.networking.k8s.io', 'GatewayClass', textAt(object, 'spec', 'gatewayClassName') ?? '') }, ...BALANCED];
    case 'gateway.networking.k8s.io/HTTPRoute':
    case 'gateway.networking.k8s.io/GRPCRoute':
    case 'gateway.networking.k8s.io/TLSRoute':
    case 'gateway.networking.k8s.io/TCPRoute':
      return [...NAMED, ...listAt(object, 'spec', 'rules').flatMap((rule) => listAt(rule, 'backendRefs'))
        .filter((backend) => (textAt(backend, 'kind') ?? 'Service') === 'Service' && textAt(backend, 'namespace') === undefined)
        .flatMap((backend) => serviceOf(object, textAt(backend, 'name'))), ...gatewaysOf(object)];
    case 'autoscaling/HorizontalPodAutoscaler':
      return usesResourceMetrics(object) ? [{ thing: part('metrics') }] : [];
    default:
      return [];
  }
}

// its record is written while it is there, and removed when it goes
const NAMED: Need[] = [{ thing: part('external-dns'), optional: true }];

// a load balancer has interfaces in the subnets, which cannot be deleted before it is
const BALANCED: Need[] = [{ thing: part('load-balancer-subnets'), optional: true }];

const serviceOf = (object: KubernetesObject, name: string | undefined): Need[] => (name === undefined ? [] : [{ thing: objectThing('', 'Service', name, namespaceOf(object)) }]);

function gatewaysOf(object: KubernetesObject): Need[] {
  return listAt(object, 'spec', 'parentRefs').map((parent) => ({
    thing: objectThing('gateway.networking.k8s.io', 'Gateway', textAt(parent, 'name') ?? '', textAt(parent, 'namespace') ?? namespaceOf(object)), optional: true,
  }));
}

function usesResourceMetrics(autoscaler: KubernetesObject): boolean {
  // without any metric it scales on cpu
  return at(autoscaler, 'spec', 'targetCPUUtilizationPercentage') !== undefined || listAt(autoscaler, 'spec', 'metrics').length === 0
    || listAt(autoscaler, 'spec', 'metrics').some((metric) => ['Resource', 'ContainerResource'].includes(textAt(metric, 'type') ?? ''));
}
