import { at, groupKindOf, isFilledIn, KubernetesObject, listAt, textAt } from '../inventory/kubernetes-object.rules';

/** A Service to which an object sends requests. */
export interface Backend {
  readonly service: string;
  /** where it says so: else it is that of the object. */
  readonly namespace?: string;
  /** by number or by name; nothing where it takes any. */
  readonly port?: string | number;
}

const ROUTES = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`));

/** The Services behind an Ingress, a route, a binding of a target group, a webhook or an aggregated API. */
export function backendsOf(object: KubernetesObject): Backend[] {
  switch (groupKindOf(object)) {
    case 'networking.k8s.io/Ingress': return ingressBackends(object).flatMap((backend) => backendAt(at(backend, 'service'), ['port', 'number'], ['port', 'name']));
    case 'elbv2.k8s.aws/TargetGroupBinding':
    case 'eks.amazonaws.com/TargetGroupBinding': return backendAt(at(object, 'spec', 'serviceRef'), ['port']);
    case 'admissionregistration.k8s.io/ValidatingWebhookConfiguration':
    case 'admissionregistration.k8s.io/MutatingWebhookConfiguration': return listAt(object, 'webhooks').flatMap((webhook) => withDefaultPort(at(webhook, 'clientConfig', 'service')));
    case 'apiregistration.k8s.io/APIService': return withDefaultPort(at(object, 'spec', 'service'));
  }
  if (!ROUTES.has(groupKindOf(object))) return [];
  return listAt(object, 'spec', 'rules').flatMap((rule) => listAt(rule, 'backendRefs')).filter((backend) => (textAt(backend, 'kind') ?? 'Service') === 'Service').flatMap((backend) => backendAt(backend, ['port']));
}

/** All backends of an Ingress that are Services: a port named use-annotation is an action of the load balancer controller. */
export function ingressBackends(ingress: KubernetesObject): unknown[] {
  const paths = listAt(ingress, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths')).map((path) => at(path, 'backend'));
  return [...paths, at(ingress, 'spec', 'defaultBackend')].filter((backend) => textAt(backend, 'service', 'port', 'name') !== 'use-annotation');
}

function backendAt(service: unknown, ...ports: readonly (readonly string[])[]): Backend[] {
  const name = textAt(service, 'name');
  const port = ports.map((path) => at(service, ...path)).find((each) => typeof each === 'number' || (typeof each === 'string' && !isFilledIn(each)));
  return name === undefined || isFilledIn(name) ? [] : [{ service: name, namespace: textAt(service, 'namespace'), port: port as string | number | undefined }];
}

const HTTPS = 443;
const withDefaultPort = (service: unknown): Backend[] => backendAt(service, ['port']).map((backend) => ({ port: HTTPS, ...backend, ...(backend.port === undefined ? { port: HTTPS } : {}) }));
