import { containersOf } from './manifests.rules';
import { HOST_FIELDS, LISTED_SYSCTLS, BASELINE_CAPABILITIES, RESTRICTED_VOLUMES, SELINUX_TYPES } from './pod-security.data';
import { at, isFilledIn, listAt, textAt } from '../inventory/kubernetes-object.rules';

export type Level = 'privileged' | 'baseline' | 'restricted';

export const LEVELS: readonly string[] = ['privileged', 'baseline', 'restricted'] satisfies Level[];

/** Where the scheduler of Pod Security began to look at addresses in probes. */
const HOSTS_OF_PROBES_SINCE = 34;

/** What a level of Pod Security refuses in a pod, in words. Source: Kubernetes, Pod Security Standards. */
export function podSecurityViolations(pod: unknown, level: Level, minor: number = Infinity): string[] {
  if (level === 'privileged') return [];
  const baseline = [...podBaseline(pod), ...containersOf(pod).flatMap((container) => containerBaseline(container, minor).map((what) => `${nameOf(container)}: ${what}`))];
  return level === 'baseline' ? baseline : [...baseline, ...restricted(pod)];
}

const nameOf = (container: unknown): string => textAt(container, 'name') ?? 'a container';

function podBaseline(pod: unknown): string[] {
  const security = at(pod, 'securityContext');
  const sysctls = listAt(security, 'sysctls').map((each) => textAt(each, 'name') ?? '').filter((name) => !LISTED_SYSCTLS.has(name) && !isFilledIn(name));
  return [
    ...HOST_FIELDS.filter((field) => at(pod, field) === true),
    ...listAt(pod, 'volumes').filter((volume) => at(volume, 'hostPath') !== undefined).map((volume) => `hostPath ${textAt(volume, 'hostPath', 'path')}`),
    ...sysctls.map((name) => `sysctl ${name}`),
    ...contextBaseline(security),
  ];
}

function containerBaseline(container: unknown, minor: number): string[] {
  const security = at(container, 'securityContext');
  const added = listAt(security, 'capabilities', 'add').map(String).filter((each) => !BASELINE_CAPABILITIES.has(each) && !isFilledIn(each));
  const ports = listAt(container, 'ports').map((port) => at(port, 'hostPort')).filter((port) => typeof port === 'number' && port > 0);
  const hosts = minor < HOSTS_OF_PROBES_SINCE ? [] : ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'].filter((field) => hostsIn(at(container, field)).length > 0);
  const mount = textAt(security, 'procMount');
  return [
    ...(at(security, 'privileged') === true ? ['privileged'] : []),
    ...(added.length > 0 ? [`capabilities ${added.join(', ')}`] : []),
    ...(ports.length > 0 ? [`hostPort ${ports.join(', ')}`] : []),
    ...hosts.map((field) => `a host in ${field}`),
    ...(mount !== undefined && mount !== 'Default' && !isFilledIn(mount) ? [`procMount ${mount}`] : []),
    ...contextBaseline(security),
  ];
}

function hostsIn(handlers: unknown): string[] {
  const actions = [at(handlers, 'httpGet'), at(handlers, 'tcpSocket'), ...['postStart', 'preStop'].flatMap((hook) => [at(handlers, hook, 'httpGet'), at(handlers, hook, 'tcpSocket')])];
  return actions.map((action) => textAt(action, 'host')).filter((host): host is string => Boolean(host));
}

// what pods and containers have alike
function contextBaseline(security: unknown): string[] {
  const [armor, seccomp, selinux] = [textAt(security, 'appArmorProfile', 'type'), textAt(security, 'seccompProfile', 'type'), at(security, 'seLinuxOptions')];
  const type = textAt(selinux, 'type');
  return [
    ...(at(security, 'windowsOptions', 'hostProcess') === true ? ['hostProcess'] : []),
    ...(armor === 'Unconfined' ? ['appArmorProfile Unconfined'] : []),
    ...(seccomp === 'Unconfined' ? ['seccompProfile Unconfined'] : []),
    ...(type && !SELINUX_TYPES.has(type) && !isFilledIn(type) ? [`seLinuxOptions.type ${type}`] : []),
    ...['user', 'role'].filter((field) => textAt(selinux, field)).map((field) => `seLinuxOptions.${field}`),
  ];
}

function restricted(pod: unknown): string[] {
  const windows = textAt(pod, 'os', 'name') === 'windows';
  const ofPod = at(pod, 'securityContext');
  const kinds = listAt(pod, 'volumes').flatMap((volume) => Object.keys(volume as object).filter((key) => key !== 'name' && key !== 'hostPath' && !RESTRICTED_VOLUMES.has(key)));
  return [
    ...[...new Set(kinds)].map((kind) => `a volume ${kind}`),
    ...(at(ofPod, 'runAsUser') === 0 ? ['runAsUser 0'] : []),
    ...containersOf(pod).flatMap((container) => containerRestricted(at(container, 'securityContext'), ofPod, windows).map((what) => `${nameOf(container)}: ${what}`)),
  ];
}

function containerRestricted(own: unknown, ofPod: unknown, windows: boolean): string[] {
  const setting = (...path: string[]) => at(own, ...path) ?? at(ofPod, ...path);
  const known = (value: unknown, right: (value: unknown) => boolean) => isFilledIn(value) || right(value);
  const linux = windows ? [] : [
    ...(known(at(own, 'allowPrivilegeEscalation'), (value) => value === false) ? [] : ['allowPrivilegeEscalation is not false']),
    ...(listAt(own, 'capabilities', 'drop').includes('ALL') ? [] : ['capabilities.drop has no ALL']),
    ...listAt(own, 'capabilities', 'add').filter((each) => each !== 'NET_BIND_SERVICE').map((each) => `capabilities.add ${String(each)}`),
    ...(known(setting('seccompProfile', 'type'), (value) => value === 'RuntimeDefault' || value === 'Localhost') ? [] : ['no seccompProfile']),
  ];
  return [
    ...(known(setting('runAsNonRoot'), (value) => value === true) ? [] : ['runAsNonRoot is not true']),
    ...(at(own, 'runAsUser') === 0 ? ['runAsUser 0'] : []),
    ...linux,
  ];
}
