import { albAnnotation, albIngressesOf, classSettings } from './alb.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';

/** An Ingress as a member of its group, all of whose listeners are those of one load balancer. */
export interface GroupMember {
  readonly path: string;
  readonly ingress: KubernetesObject;
  readonly group?: string;
  /** undefined if known only at deploy. */
  readonly listeners?: Listeners;
  readonly malformed: boolean;
  readonly hasCertificate: boolean;
  /** the controller discovers certificates by host. */
  readonly hasHosts: boolean;
}

/** The Ingresses of the load balancer controller, with their listeners. */
export const groupMembersOf = (facts: Facts): GroupMember[] => albIngressesOf(facts).map(({ path, value }) => memberOf(path, value, facts));

function memberOf(path: string, ingress: KubernetesObject, facts: Facts): GroupMember {
  const settings = classSettings(ingress, facts);
  const ofClass = [at(settings, 'certificateArn'), at(settings, 'certificateARNs')].flat();
  const hasCertificate = [albAnnotation(ingress, 'certificate-arn'), albAnnotation(ingress, 'create-acm-cert'), ...ofClass].some(Boolean);
  const listeners =
    settings === undefined
      ? undefined
      : (listenersOfClass(settings) ?? listenersOf(albAnnotation(ingress, 'listen-ports'), hasCertificate));
  return {
    path,
    ingress,
    group: stringAt(settings, 'group', 'name') ?? albAnnotation(ingress, 'group.name'),
    listeners: listeners === 'malformed' || isDeployTimeValue(JSON.stringify(listeners)) ? undefined : listeners,
    malformed: listeners === 'malformed',
    hasCertificate,
    hasHosts: hasHosts(ingress),
  };
}

// an Ingress without rules and default backend is rejected for that reason
function hasHosts(ingress: KubernetesObject): boolean {
  const rules = listAt(ingress, 'spec', 'rules');
  const hosts = [
    ...rules.map((rule) => (isDeployTimeValue(rule) ? rule : at(rule, 'host'))),
    ...listAt(ingress, 'spec', 'tls').flatMap((tls) => at(tls, 'hosts')),
  ];
  return hosts.some(Boolean) || (rules.length === 0 && at(ingress, 'spec', 'defaultBackend') === undefined);
}

export type Listeners = readonly (readonly [protocol: string, port: string])[];

function listenersOfClass(settings: object): Listeners | undefined {
  const listeners = [at(settings, 'listeners') ?? []].flat();
  return listeners.length === 0
    ? undefined
    : listeners.map((listener) =>
        isDeployTimeValue(listener) ? [String(listener), ''] : [String(at(listener, 'protocol')), String(at(listener, 'port'))],
      );
}

function listenersOf(ports: string | undefined, hasCertificate: boolean): Listeners | 'malformed' {
  if (ports === undefined) return hasCertificate ? [['HTTPS', '443']] : [['HTTP', '80']];
  if (isDeployTimeValue(ports)) return [[ports, '']];
  try {
    const listeners = (JSON.parse(ports) as object[]).flatMap((each) => Object.entries(each));
    const right = listeners.length > 0 && listeners.every(([protocol, port]) => ['HTTP', 'HTTPS'].includes(protocol) && isPort(port));
    return right ? listeners.map(([protocol, port]) => [protocol, String(port)]) : 'malformed';
  } catch {
    return 'malformed';
  }
}

const isPort = (port: unknown): boolean => typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535;

/** Whether an Ingress certainly has a listener of a protocol, on any port or on one. */
export const listensOn = ({ listeners = [] }: GroupMember, protocol: string, port?: string): boolean =>
  listeners.some((listener) => listener[0] === protocol && (port === undefined || listener[1] === port));

/** The Ingresses of the load balancer of a member: those of its group, or itself. */
export const groupOf = (member: GroupMember, members: readonly GroupMember[]): readonly GroupMember[] =>
  member.group === undefined ? [member] : members.filter(({ group }) => group === member.group);
