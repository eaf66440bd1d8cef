import { customReferences } from './custom-references.rules';
import { Dependency } from './dependency.rules';
import { referenceDependencies } from './references.rules';
import { kind, object as objectThing, feature, CapabilityData } from '../catalog/capability.rules';
import { CSI_DRIVERS } from '../catalog/catalog.rules';
import { secretsWrittenFor } from '../catalog/controller-outputs.data';
import { BUILT_IN_GROUPS } from '../kubernetes/kinds.data';
import {
  at,
  groupKindOf,
  groupOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  namespaceOf,
  podSpecOf,
  serviceAccountOf,
  stringAt,
} from '../kubernetes/kubernetes-object.rules';

/** What an object of a manifest gives to the cluster. */
export function capabilitiesOf(object: KubernetesObject): CapabilityData[] {
  const name = object.metadata?.name;
  if (name === undefined || isDeployTimeValue(name)) return [];
  const provided = [objectThing(groupOf(object.apiVersion), object.kind, name, namespaceOf(object))];
  if (groupKindOf(object) === 'apiextensions.k8s.io/CustomResourceDefinition') {
    provided.push(kind(stringAt(object, 'spec', 'group') ?? '', stringAt(object, 'spec', 'names', 'kind') ?? ''));
  }
  provided.push(...secretsWrittenFor(object));
  // kro creates the CRD. Source: kro.run, ResourceGraphDefinitions
  if (groupKindOf(object) === 'kro.run/ResourceGraphDefinition') {
    provided.push(kind(stringAt(object, 'spec', 'schema', 'group') ?? 'kro.run', stringAt(object, 'spec', 'schema', 'kind') ?? ''));
  }
  if (BINDINGS.has(groupKindOf(object))) {
    provided.push(
      ...listAt(object, 'subjects')
        .filter((subject) => stringAt(subject, 'kind') === 'Group')
        .map((subject) => feature(`group ${stringAt(subject, 'name')}`)),
    );
  }
  return provided;
}

const BINDINGS = new Set(['RoleBinding', 'ClusterRoleBinding'].map((each) => `rbac.authorization.k8s.io/${each}`));

/** What an object of a manifest cannot work without. */
export function dependenciesOf(object: KubernetesObject): Dependency[] {
  return [
    ...csiDriverDependencies(object),
    ...kindDependencies(object),
    ...namespaceDependencies(object),
    ...podDependencies(object),
    ...pvcDependencies(object),
    ...trafficDependencies(object),
    ...referenceDependencies(object),
    ...customReferences(object),
  ].filter(({ capability }) => capability.type !== 'object' || !isDeployTimeValue(capability.name));
}

function kindDependencies(object: KubernetesObject): Dependency[] {
  const group = groupOf(object.apiVersion);
  if (BUILT_IN_GROUPS.has(group)) return [];
  const needsPods = SERVED_BY_PODS.has(group) ? [{ capability: feature('nodes'), optional: true }] : [];
  return [{ capability: kind(group, object.kind) }, ...needsPods];
}

/** Groups of CNI plugins, whose release comes before the nodes: an operator creates the CRDs, or pods serve the API. */
const SERVED_BY_PODS = new Set(['cilium.io', 'projectcalico.org']);

function namespaceDependencies(object: KubernetesObject): Dependency[] {
  const namespace = namespaceOf(object);
  return namespace === undefined ? [] : [{ capability: objectThing('', 'Namespace', namespace) }];
}

function podDependencies(object: KubernetesObject): Dependency[] {
  const spec = podSpecOf(object);
  if (spec === undefined) return [];
  const namespace = namespaceOf(object) ?? 'default';
  const account = serviceAccountOf(spec);
  const claimed = listAt(spec, 'volumes').map((volume) => stringAt(volume, 'persistentVolumeClaim', 'claimName'));
  const priority = stringAt(spec, 'priorityClassName');
  return [
    { capability: feature('nodes') },
    { capability: feature('elastic-nodes'), optional: true },
    { capability: feature('cluster-dns'), optional: true },
    { capability: objectThing('', 'ServiceAccount', account, namespace) },
    { capability: feature(`identity ${namespace}/${account}`), optional: true },
    ...claimed
      .filter((name): name is string => name !== undefined)
      .map((name) => ({ capability: objectThing('', 'PersistentVolumeClaim', name, namespace) })),
    ...(priority ? [{ capability: objectThing('scheduling.k8s.io', 'PriorityClass', priority) }] : []),
    ...listAt(object, 'spec', 'volumeClaimTemplates').flatMap((template) => storageClassDependencies(template)),
  ];
}

// drivers are there before what they mount, and until it is gone
function csiDriverDependencies(object: KubernetesObject): Dependency[] {
  const mounted = listAt(podSpecOf(object), 'volumes').map((volume) => stringAt(volume, 'csi', 'driver'));
  const classDriver = DRIVER_FIELDS[groupKindOf(object)];
  const drivers = [...mounted, stringAt(object, 'spec', 'csi', 'driver'), ...(classDriver ? [stringAt(object, classDriver)] : [])];
  return drivers
    .filter((name): name is string => name !== undefined)
    .flatMap((name) => [
      ...(CSI_DRIVERS[name] ? [{ capability: feature(CSI_DRIVERS[name]), optional: true }] : []),
      ...(classDriver ? [] : [{ capability: objectThing('storage.k8s.io', 'CSIDriver', name), optional: true }]),
    ]);
}

const DRIVER_FIELDS: Readonly<Record<string, string>> = {
  'storage.k8s.io/StorageClass': 'provisioner',
  'storage.k8s.io/VolumeAttributesClass': 'driverName',
  'snapshot.storage.k8s.io/VolumeSnapshotClass': 'driver',
};

function pvcDependencies(object: KubernetesObject): Dependency[] {
  return groupKindOf(object) === '/PersistentVolumeClaim' ? storageClassDependencies(object) : [];
}

// an empty name asks for a volume made by hand, no name for the default class, whichever that is
function storageClassDependencies(claim: unknown): Dependency[] {
  const name = stringAt(claim, 'spec', 'storageClassName');
  const attributes = stringAt(claim, 'spec', 'volumeAttributesClassName');
  return [
    ...(name ? [{ capability: objectThing('storage.k8s.io', 'StorageClass', name) }] : []),
    ...(attributes ? [{ capability: objectThing('storage.k8s.io', 'VolumeAttributesClass', attributes) }] : []),
  ];
}

function trafficDependencies(object: KubernetesObject): Dependency[] {
  switch (groupKindOf(object)) {
    case 'networking.k8s.io/Ingress': {
      const className = stringAt(object, 'spec', 'ingressClassName') ?? object.metadata?.annotations?.['kubernetes.io/ingress.class'];
      const backends = listAt(object, 'spec', 'rules')
        .flatMap((rule) => listAt(rule, 'http', 'paths'))
        .map((path) => at(path, 'backend'))
        .concat([at(object, 'spec', 'defaultBackend')])
        // a port named use-annotation is an action of the load balancer controller, not a Service
        .filter((backend) => stringAt(backend, 'service', 'port', 'name') !== 'use-annotation')
        .map((backend) => stringAt(backend, 'service', 'name'))
        .filter((name): name is string => name !== undefined);
      return [
        { capability: feature('load-balancer-webhook'), optional: true },
        ...LOAD_BALANCER_DEPENDENCIES,
        ...EXTERNAL_DNS_DEPENDENCIES,
        ...(className ? [{ capability: objectThing('networking.k8s.io', 'IngressClass', className) }] : []),
        ...backends.map((name) => ({ capability: objectThing('', 'Service', name, namespaceOf(object)) })),
      ];
    }
    case '/Service': {
      const ours = stringAt(object, 'spec', 'loadBalancerClass') === 'service.k8s.aws/nlb';
      const balanced = stringAt(object, 'spec', 'type') === 'LoadBalancer' ? LOAD_BALANCER_DEPENDENCIES : [];
      return [{ capability: feature('load-balancer-webhook'), optional: !ours }, ...balanced, ...EXTERNAL_DNS_DEPENDENCIES];
    }
    case 'vpcresources.k8s.aws/SecurityGroupPolicy':
      return [{ capability: feature('pod-security-group-rules'), optional: true }];
    case 'elbv2.k8s.aws/TargetGroupBinding':
      return serviceOf(object, stringAt(object, 'spec', 'serviceRef', 'name'));
    case 'gateway.networking.k8s.io/Gateway':
      return [
        { capability: objectThing('gateway.networking.k8s.io', 'GatewayClass', stringAt(object, 'spec', 'gatewayClassName') ?? '') },
        ...LOAD_BALANCER_DEPENDENCIES,
      ];
    case 'gateway.networking.k8s.io/HTTPRoute':
    case 'gateway.networking.k8s.io/GRPCRoute':
    case 'gateway.networking.k8s.io/TLSRoute':
    case 'gateway.networking.k8s.io/TCPRoute':
      return [
        ...EXTERNAL_DNS_DEPENDENCIES,
        ...listAt(object, 'spec', 'rules')
          .flatMap((rule) => listAt(rule, 'backendRefs'))
          .filter((backend) => (stringAt(backend, 'kind') ?? 'Service') === 'Service' && stringAt(backend, 'namespace') === undefined)
          .flatMap((backend) => serviceOf(object, stringAt(backend, 'name'))),
        ...gatewaysOf(object),
      ];
    case 'autoscaling/HorizontalPodAutoscaler':
      return usesResourceMetrics(object) ? [{ capability: feature('metrics') }] : [];
    default:
      return [];
  }
}

// its record is written while it is there, and removed when it goes
const EXTERNAL_DNS_DEPENDENCIES: Dependency[] = [{ capability: feature('external-dns'), optional: true }];

// a load balancer has interfaces in the subnets, which cannot be deleted before it is
const LOAD_BALANCER_DEPENDENCIES: Dependency[] = [{ capability: feature('load-balancer-subnets'), optional: true }];

const serviceOf = (object: KubernetesObject, name: string | undefined): Dependency[] =>
  name === undefined ? [] : [{ capability: objectThing('', 'Service', name, namespaceOf(object)) }];

function gatewaysOf(object: KubernetesObject): Dependency[] {
  return listAt(object, 'spec', 'parentRefs').map((parent) => ({
    capability: objectThing(
      'gateway.networking.k8s.io',
      'Gateway',
      stringAt(parent, 'name') ?? '',
      stringAt(parent, 'namespace') ?? namespaceOf(object),
    ),
    optional: true,
  }));
}

function usesResourceMetrics(autoscaler: KubernetesObject): boolean {
  // without any metric it scales on cpu
  return (
    at(autoscaler, 'spec', 'targetCPUUtilizationPercentage') !== undefined ||
    listAt(autoscaler, 'spec', 'metrics').length === 0 ||
    listAt(autoscaler, 'spec', 'metrics').some((metric) => ['Resource', 'ContainerResource'].includes(stringAt(metric, 'type') ?? ''))
  );
}
