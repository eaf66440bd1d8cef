import { albAnnotation, classSettings, INGRESS } from './alb.rules';
import { ingressBackends } from './backends.rules';
import { ingressTargetType } from './ip-family.rules';
import { fieldOf, jsonOf } from '../../ingress/json-fields.rules';
import { targetGroupsOf } from '../../ingress/nlb/nlb-action-json.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt, namespaceOf, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';

/** A Service of the app behind an Ingress, with the port of the backend. */
export interface AlbTarget {
  readonly service: KubernetesObject;
  readonly port: unknown;
  /** the only target, whose annotations for authentication are read. */
  readonly alone: boolean;
}

/** The Services of the app to which an Ingress forwards, by a path or by an action. */
export function albTargetsOf(ingress: KubernetesObject, { manifests }: Pick<Facts, 'manifests'>): AlbTarget[] {
  const byPath = ingressBackends(ingress).map((backend) => {
    const service = at(backend, 'service');
    return { name: at(service, 'name'), port: at(service, 'port', 'number') ?? at(service, 'port', 'name'), alone: true };
  });
  const byAction = actionsOf(ingress).flatMap((action) => {
    const groups = targetGroupsOf(action);
    return groups.map((group) => ({
      name: fieldOf(group, 'serviceName'),
      port: fieldOf(group, 'servicePort'),
      alone: groups.length === 1,
    }));
  });
  return [...byPath, ...byAction].flatMap(({ name, port, alone }) => {
    const service = typeof name === 'string' ? manifests.find('/Service', namespaceOf(ingress), name)?.value : undefined;
    return service === undefined ? [] : [{ service, port, alone }];
  });
}

/** The actions that paths of an Ingress use. */
const actionsOf = (ingress: KubernetesObject): object[] =>
  [...pathsOf(ingress).map(({ service }) => service), at(ingress, 'spec', 'defaultBackend', 'service')]
    .filter((service) => at(service, 'port', 'name') === 'use-annotation')
    .flatMap((service) => jsonOf(albAnnotation(ingress, `actions.${stringAt(service, 'name') ?? ''}`) ?? '') ?? []);

/** A path of an Ingress with the host of its rule. */
export interface AlbPath {
  readonly host?: string;
  readonly path: unknown;
  readonly service: unknown;
}

export const pathsOf = (ingress: KubernetesObject): AlbPath[] =>
  listAt(ingress, 'spec', 'rules').flatMap((rule) =>
    listAt(rule, 'http', 'paths').map((path) => ({ host: stringAt(rule, 'host'), path, service: at(path, 'backend', 'service') })),
  );

/** An annotation for a target: that of the Service wins over that of the Ingress. Source: pkg/ingress/model_build_target_group.go. */
export const targetAnnotation = (name: string, ingress: KubernetesObject, service: KubernetesObject): string | undefined =>
  albAnnotation(service, name) ?? albAnnotation(ingress, name);

/** The target type of a Service behind an Ingress; undefined if it is not known. */
export function targetTypeOf(ingress: KubernetesObject, service: KubernetesObject, facts: Facts): unknown {
  const settings = classSettings(ingress, facts);
  if (settings === undefined) return undefined;
  const type = at(settings, 'targetType') ?? albAnnotation(service, 'target-type') ?? ingressTargetType(ingress, facts);
  return isDeployTimeValue(type) ? undefined : type;
}

/**
 * A problem of a health check port by name, in the words of the controller. Source: pkg/ingress and pkg/service,
 * buildTargetGroupHealthCheckPort.
 */
export function healthPortProblem(port: string | undefined, service: KubernetesObject, targetType: unknown): string | undefined {
  if (port === undefined || port === 'traffic-port' || /^[-+]?\d+$/.test(port) || isDeployTimeValue(port)) return undefined;
  const ports = listAt(service, 'spec', 'ports');
  if (ports.some((each) => isDeployTimeValue(each) || isDeployTimeValue(at(each, 'name')))) return undefined;
  const named = ports.find((each) => at(each, 'name') === port);
  if (named === undefined) return `failed to resolve healthCheckPort: unable to find port ${port}`;
  const isNamed = typeof at(named, 'targetPort') === 'string' && !isDeployTimeValue(at(named, 'targetPort'));
  return isNamed && targetType === 'ip'
    ? "cannot use named healthCheckPort for IP TargetType when service's targetPort is a named port"
    : undefined;
}

/** The ports of a Service with an annotation for the port on which targets report their capacity. */
export const controlPortsOf = (ingress: KubernetesObject, service: KubernetesObject): string[] =>
  Object.keys({ ...ingress.metadata?.annotations, ...service.metadata?.annotations })
    .filter((key) => key.startsWith(`${INGRESS}target-control-port.${service.metadata?.name}.`))
    .map((key) => key.slice(key.lastIndexOf('.') + 1));
