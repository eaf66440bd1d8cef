import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { albAnnotation, albIngressesOf, ANNOTATIONS, classSettings } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const albListeners: Rule = {
  id: 'alb-listeners',
  area: 'Network',
  severity: 'error',
  description: 'certificate without an HTTPS listener, HTTPS listener without a certificate, redirect to a port without an HTTPS listener',
  reason:
    'HTTPS needs a listener and a certificate, and a redirect needs an HTTPS listener: otherwise the controller rejects the ' +
    'Ingress and leaves its load balancer unchanged, or ignores the certificate',
  source: ANNOTATIONS,
  check: (facts) => {
    const members = albIngressesOf(facts).map(({ path, value }) => memberOf(path, value, facts));
    const groupOf = (member: GroupMember) =>
      member.group === undefined ? [member] : members.filter(({ group }) => group === member.group);
    // a group name known only at deploy may be any
    const mayBeJoined = members.some(({ group }) => isDeployTimeValue(group));
    return members.flatMap((member) => problems(member, facts.scopeComplete, groupOf(member), mayBeJoined));
  },
};

/** An Ingress as a member of its group, all of whose listeners are those of one load balancer. */
interface GroupMember {
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

type Listeners = readonly (readonly [protocol: string, port: string])[];

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

function problems(member: GroupMember, closed: boolean, members: readonly GroupMember[], mayBeJoined: boolean): Violation[] {
  const { path, ingress, group, listeners, malformed, hasCertificate } = member;
  if (malformed) {
    return [
      {
        path,
        finding: `${describeObject(ingress)} has the invalid listen-ports '${albAnnotation(ingress, 'listen-ports')}'`,
        remediation: 'Use a value like \'[{"HTTP":80},{"HTTPS":443}]\'',
      },
    ];
  }
  if (listeners === undefined || (group !== undefined && mayBeJoined)) return [];
  // Ingresses outside this app may be in the same group
  const severity = group === undefined || closed ? undefined : ('warning' as const);
  const isSecure = listeners.some(([protocol]) => protocol === 'HTTPS');
  return [
    ...(albAnnotation(ingress, 'certificate-arn') && !isSecure
      ? [
          {
            path,
            finding: `${describeObject(ingress)} has a certificate and no HTTPS listener`,
            remediation: 'Add {"HTTPS":443} to listen-ports',
            severity: 'warning' as const,
          },
        ]
      : []),
    ...(isSecure && !hasCertificate && !members.some((each) => each.hasCertificate || each.hasHosts)
      ? [
          {
            path,
            finding: `${describeObject(ingress)} has an HTTPS listener, and neither a certificate nor a host to discover one`,
            remediation: 'Add the annotation certificate-arn, or a host to its rules',
            severity,
          },
        ]
      : []),
    ...redirectProblems(ingress, members).map(([what, remediation]) => ({
      path,
      finding: `${describeObject(ingress)} ${what}`,
      remediation,
      severity,
    })),
  ];
}

function redirectProblems(ingress: KubernetesObject, members: readonly GroupMember[]): [string, string][] {
  const redirect = albAnnotation(ingress, 'ssl-redirect');
  if (!redirect || isDeployTimeValue(redirect) || members.some(({ listeners }) => listeners === undefined)) return [];
  const there = members.flatMap(({ listeners = [] }) => listeners).filter(([, port]) => port === redirect);
  if (there.length === 0) {
    return [[`redirects to port ${redirect}, which has no listener`, 'Add the port to listen-ports, or remove ssl-redirect']];
  }
  return there.some(([protocol]) => protocol === 'HTTPS')
    ? []
    : [[`redirects to port ${redirect}, which has an HTTP listener`, 'Set ssl-redirect to the port of an HTTPS listener']];
}
