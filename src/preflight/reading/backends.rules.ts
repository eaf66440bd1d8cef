import {
  at,
  groupKindOf,
  isDeployTimeValue,
  isIgnoredOnFailure,
  KubernetesObject,
  listAt,
  stringAt,
} from '../../kubernetes/kubernetes-object.rules';

/** A Service to which an object sends requests. */
export interface BackendRef {
  readonly service: string;
  /** where it says so: else it is that of the object. */
  readonly namespace?: string;
  /** by number or by name; nothing where it takes any, or it is known at deploy. */
  readonly port?: string | number;
}

const ROUTES = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`));
/** The port that webhooks and aggregated APIs are reached on when they name none. */
const HTTPS = 443;

/**
 * The port of the pods behind a port of a Service: targetPort, and if that is not set, 0 or '', the port itself.
 *
 * Source: kubernetes, pkg/apis/core/v1/defaults.go, SetDefaults_Service.
 */
export const targetPortOf = (port: unknown): unknown => at(port, 'targetPort') || at(port, 'port');

/** The Services behind an Ingress, a route, a binding of a target group, a webhook that must answer, or an aggregated API. */
export function backendsOf(object: KubernetesObject): BackendRef[] {
  switch (groupKindOf(object)) {
    case 'networking.k8s.io/Ingress':
      return ingressBackends(object).flatMap((backend) => {
        const service = at(backend, 'service');
        return backendAt(service, at(service, 'port', 'number') ?? at(service, 'port', 'name'));
      });
    case 'elbv2.k8s.aws/TargetGroupBinding':
    case 'eks.amazonaws.com/TargetGroupBinding':
      return backendAt(at(object, 'spec', 'serviceRef'));
    case 'admissionregistration.k8s.io/ValidatingWebhookConfiguration':
    case 'admissionregistration.k8s.io/MutatingWebhookConfiguration':
      return listAt(object, 'webhooks')
        .filter((webhook) => !isIgnoredOnFailure(webhook))
        .flatMap((webhook) => overHttps(at(webhook, 'clientConfig', 'service')));
    case 'apiregistration.k8s.io/APIService':
      return overHttps(at(object, 'spec', 'service'));
  }
  if (!ROUTES.has(groupKindOf(object))) return [];
  return listAt(object, 'spec', 'rules')
    .flatMap((rule) => listAt(rule, 'backendRefs'))
    .filter(isService)
    .flatMap((backend) => backendAt(backend));
}

/** All backends of an Ingress that are Services: a port named use-annotation is an action of the load balancer controller. */
export function ingressBackends(ingress: KubernetesObject): unknown[] {
  const paths = listAt(ingress, 'spec', 'rules')
    .flatMap((rule) => listAt(rule, 'http', 'paths'))
    .map((path) => at(path, 'backend'));
  return [...paths, at(ingress, 'spec', 'defaultBackend')].filter(
    (backend) => stringAt(backend, 'service', 'port', 'name') !== 'use-annotation',
  );
}

const isService = (backend: unknown): boolean =>
  (stringAt(backend, 'kind') ?? 'Service') === 'Service' && (stringAt(backend, 'group') ?? '') === '';

function backendAt(service: unknown, port: unknown = at(service, 'port')): BackendRef[] {
  const [name, namespace] = [stringAt(service, 'name'), stringAt(service, 'namespace')];
  if (!name || isDeployTimeValue(name) || isDeployTimeValue(namespace)) return [];
  return [
    {
      service: name,
      namespace,
      port: typeof port === 'number' || (typeof port === 'string' && !isDeployTimeValue(port)) ? port : undefined,
    },
  ];
}

const overHttps = (service: unknown): BackendRef[] => backendAt(service, at(service, 'port') ?? HTTPS);
