import { at, KubernetesObject, listAt, podLabelsOf, podSpecOf, stringAt } from '../kubernetes/kubernetes-object.rules';

/** A port by its number, or by its name in a container. */
export type PortReference = number | string;

/** The number of a port of a container; undefined for a name that it does not have. */
function numberIn(container: unknown, port: unknown): number | undefined {
  if (typeof port === 'number') return port;
  const found = listAt(container, 'ports').find((each) => at(each, 'name') === port);
  const number = at(found, 'containerPort');
  return typeof number === 'number' ? number : undefined;
}

/** The path of the HTTP readiness probe on a port of rendered pods; undefined if no container has one on this port. */
export function readinessPath(pods: unknown, port: PortReference): string | undefined {
  const container = listAt(pods, 'containers').find((each) => {
    const probed = numberIn(each, at(each, 'readinessProbe', 'httpGet', 'port'));
    return probed !== undefined && probed === numberIn(each, port);
  });
  return stringAt(container, 'readinessProbe', 'httpGet', 'path');
}

/** The port of the first HTTP or TCP readiness probe of rendered pods. */
export function readinessPort(pods: unknown): number | undefined {
  return listAt(pods, 'containers')
    .map((each) => numberIn(each, at(each, 'readinessProbe', 'httpGet', 'port') ?? at(each, 'readinessProbe', 'tcpSocket', 'port')))
    .find((port) => port !== undefined);
}

/** The port of pods to which a port of a rendered Service sends; undefined if the Service does not have the port. */
export function targetPortOf(service: KubernetesObject, port: PortReference): PortReference | undefined {
  const found = listAt(service, 'spec', 'ports').find((each) => at(each, 'port') === port || at(each, 'name') === port);
  return (at(found, 'targetPort') ?? at(found, 'port')) as PortReference | undefined;
}

/** Whether a rendered Service selects the pods of an object. One without a selector selects none. */
export function selectsPods(service: KubernetesObject, object: KubernetesObject): boolean {
  const selector = Object.entries((at(service, 'spec', 'selector') ?? {}) as Record<string, string>);
  const labels = podLabelsOf(object);
  return podSpecOf(object) !== undefined && selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
}

/** The Services to which a rendered Ingress sends requests, with their ports. */
export function servicesBehind(ingress: KubernetesObject): { readonly name: string; readonly port: PortReference }[] {
  const backends = [
    at(ingress, 'spec', 'defaultBackend'),
    ...listAt(ingress, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths').map((path) => at(path, 'backend'))),
  ];
  return backends.flatMap((backend) => {
    const name = stringAt(backend, 'service', 'name');
    const port = (at(backend, 'service', 'port', 'number') ?? at(backend, 'service', 'port', 'name')) as PortReference | undefined;
    return name === undefined || port === undefined ? [] : [{ name, port }];
  });
}
