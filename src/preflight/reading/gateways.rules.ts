import {
  at,
  groupKindOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  namespaceOf,
  stringAt,
} from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';
import { Located } from '../facts/located.rules';

const GROUP = 'gateway.networking.k8s.io';
/** Kinds of routes, with the protocols of the listeners that take them. Source: Gateway API v1.6.1, apis/v1, ProtocolType. */
const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
  TLSRoute: ['TLS'],
  TCPRoute: ['TCP', 'TLS'],
  UDPRoute: ['UDP'],
};
/** The class of the controller for VPC Lattice, which reads listeners in its own way. */
const LATTICE = 'amazon-vpc-lattice';

export const ROUTE_KINDS: readonly string[] = Object.keys(PROTOCOLS);

/** The routes of the Gateway API. */
export const routesOf = ({ manifests }: Pick<Facts, 'manifests'>): Located<KubernetesObject>[] =>
  ROUTE_KINDS.flatMap((kind) => manifests.ofKind(`${GROUP}/${kind}`));

/** A reference of a route to a Gateway of the app. */
export interface AttachedGateway {
  readonly parent: unknown;
  readonly gateway: KubernetesObject;
}

/** The Gateways of the app that a route names, without those of VPC Lattice. */
export function gatewaysOfRoute(route: KubernetesObject, { manifests }: Pick<Facts, 'manifests'>): AttachedGateway[] {
  return listAt(route, 'spec', 'parentRefs').flatMap((parent) => {
    if ((stringAt(parent, 'kind') ?? 'Gateway') !== 'Gateway' || (stringAt(parent, 'group') ?? GROUP) !== GROUP) return [];
    const namespace = stringAt(parent, 'namespace') ?? namespaceOf(route);
    const gateway = manifests.find(`${GROUP}/Gateway`, namespace, stringAt(parent, 'name'))?.value;
    const isReadable = gateway !== undefined && !isDeployTimeValue(JSON.stringify([gateway.spec, parent]));
    return isReadable && stringAt(gateway, 'spec', 'gatewayClassName') !== LATTICE ? [{ parent, gateway }] : [];
  });
}

/** Why no listener of a Gateway takes a route, in the words of its status; undefined if one does, or may. */
export function detachedBecause(route: KubernetesObject, { parent, gateway }: AttachedGateway): string | undefined {
  let listeners = listAt(gateway, 'spec', 'listeners');
  if (listeners.length === 0) return undefined;
  for (const { holds, because } of CONDITIONS) {
    listeners = listeners.filter((listener) => holds(listener, { route, parent, gateway }));
    if (listeners.length === 0) return because({ route, parent, gateway });
  }
  return undefined;
}

interface Attachment extends AttachedGateway {
  readonly route: KubernetesObject;
}

/** Source: Gateway API v1.6.1, ParentReference and AllowedRoutes; aws-load-balancer-controller v3.5.0, listener_attachment_helper.go. */
const CONDITIONS: readonly {
  readonly holds: (listener: unknown, attachment: Attachment) => boolean;
  readonly because: (attachment: Attachment) => string;
}[] = [
  {
    holds: (listener, { parent }) => {
      const [name, port] = [stringAt(parent, 'sectionName'), at(parent, 'port')];
      return (!name || at(listener, 'name') === name) && (port === undefined || at(listener, 'port') === port);
    },
    because: ({ parent }) => `no listener has ${describeSection(parent)}`,
  },
  {
    holds: (listener, { route, gateway }) =>
      (stringAt(listener, 'allowedRoutes', 'namespaces', 'from') ?? 'Same') !== 'Same' || namespaceOf(route) === namespaceOf(gateway),
    because: ({ route }) => `its listeners allow routes of their own namespace, and not of '${namespaceOf(route)}'`,
  },
  {
    holds: (listener, { route }) => {
      const kinds = listAt(listener, 'allowedRoutes', 'kinds').map((each) => at(each, 'kind'));
      return kinds.length > 0 ? kinds.includes(route.kind) : takesProtocol(stringAt(listener, 'protocol'), route.kind);
    },
    because: ({ route }) => `none of its listeners takes a ${route.kind}`,
  },
  {
    holds: (listener, { route }) => {
      const [hostname, hostnames] = [stringAt(listener, 'hostname'), listAt(route, 'spec', 'hostnames').map(String)];
      return !hostname || hostnames.length === 0 || hostnames.some((each) => isDeployTimeValue(each) || intersects(hostname, each));
    },
    because: ({ route }) => `no listener has a hostname that matches ${listAt(route, 'spec', 'hostnames').map(String).join(', ')}`,
  },
];

const describeSection = (parent: unknown): string => {
  const name = stringAt(parent, 'sectionName');
  return name ? `the name '${name}'` : `the port ${String(at(parent, 'port'))}`;
};

// a protocol of an implementation may take any route
const takesProtocol = (protocol: string | undefined, kind: string): boolean =>
  protocol === undefined || !Object.values(PROTOCOLS).flat().includes(protocol) || PROTOCOLS[kind].includes(protocol);

function intersects(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || coversName(a, b) || coversName(b, a);
}

const coversName = (wildcard: string, name: string): boolean =>
  wildcard.startsWith('*.') && name.endsWith(wildcard.slice(1)) && name !== wildcard.slice(1);

/** A reference of a route to a Service or Gateway in another namespace. */
export interface ForeignBackend {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Kinds of backends that need a ReferenceGrant. Source: aws-load-balancer-controller v3.5.0, pkg/gateway/routeutils. */
const GRANTED_KINDS: readonly string[] = ['/Service', `${GROUP}/Gateway`];

export const foreignBackendsOf = (route: KubernetesObject): ForeignBackend[] =>
  listAt(route, 'spec', 'rules')
    .flatMap((rule) => listAt(rule, 'backendRefs'))
    .map((backend) => ({
      group: stringAt(backend, 'group') ?? '',
      kind: stringAt(backend, 'kind') ?? 'Service',
      namespace: stringAt(backend, 'namespace') ?? '',
      name: stringAt(backend, 'name') ?? '',
    }))
    .filter(({ group, kind }) => GRANTED_KINDS.includes(`${group}/${kind}`))
    .filter(({ namespace, name }) => namespace !== '' && namespace !== namespaceOf(route) && !isDeployTimeValue(`${namespace}${name}`));

/** Whether a ReferenceGrant allows a route to reference a backend. Source: Gateway API v1.6.1, ReferenceGrant. */
export function isGranted(
  route: KubernetesObject,
  { group, kind, namespace, name }: ForeignBackend,
  { manifests }: Pick<Facts, 'manifests'>,
): boolean {
  return manifests
    .ofKind(`${GROUP}/ReferenceGrant`)
    .filter(({ value }) => namespaceOf(value) === namespace)
    .some(({ value }) => {
      if (isDeployTimeValue(JSON.stringify(value.spec))) return true;
      const isFrom = listAt(value, 'spec', 'from').some(
        (from) => at(from, 'group') === GROUP && at(from, 'kind') === route.kind && at(from, 'namespace') === namespaceOf(route),
      );
      const isTo = listAt(value, 'spec', 'to').some(
        (to) => (stringAt(to, 'group') ?? '') === group && at(to, 'kind') === kind && [undefined, name].includes(stringAt(to, 'name')),
      );
      return isFrom && isTo;
    });
}

/** Whether listeners may come from elsewhere: a ListenerSet adds some to a Gateway. */
export const mayHaveMoreListeners = ({ objects }: Pick<Facts, 'objects'>): boolean =>
  objects.some(({ value }) => /^ListenerSet$|^XListenerSet$/.test(value.kind) && groupKindOf(value).includes('gateway.networking'));
