import {
  APPARMOR_ANNOTATION,
  BASELINE_CAPABILITIES,
  CHECKED_SINCE,
  HOST_FIELDS,
  LISTED_SYSCTLS,
  PROFILES,
  RESTRICTED_CAPABILITIES,
  RESTRICTED_VOLUMES,
  SELINUX_TYPES,
} from './pod-security.data';
import { containersOf } from './workloads.rules';
import { at, DEPLOY_TIME_VALUE, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';

export type PodSecurityStandard = 'privileged' | 'baseline' | 'restricted';

export const LEVELS: readonly string[] = ['privileged', 'baseline', 'restricted'] satisfies PodSecurityStandard[];

type Annotations = Readonly<Record<string, string>>;
type PodSecurityControl = keyof typeof CHECKED_SINCE;

/**
 * Violations of a Pod Security Standard by a pod, in words, for a minor version of the policy. Source: Kubernetes, Pod Security Standards.
 */
export function podSecurityViolations(
  pod: unknown,
  level: PodSecurityStandard,
  minor: number = Infinity,
  annotations: Annotations = {},
): string[] {
  if (level === 'privileged') return [];
  const checks = (check: PodSecurityControl) => minor >= CHECKED_SINCE[check];
  const containers = containersOf(pod).filter((container) => !isDeployTimeValue(container));
  const named = (container: unknown, found: readonly string[]) =>
    found.map((what) => `${stringAt(container, 'name') ?? 'a container'}: ${what}`);
  return [
    ...podBaseline(pod, annotations),
    ...containers.flatMap((container) => named(container, containerBaseline(container, pod, checks('hostsOfProbes'), ALLOWED[level]))),
    ...(level === 'baseline'
      ? []
      : [
          ...podRestricted(pod, checks),
          ...containers.flatMap((container) => named(container, containerRestricted(container, pod, checks))),
        ]),
  ];
}

function podBaseline(pod: unknown, annotations: Annotations): string[] {
  const security = at(pod, 'securityContext');
  const sysctls = listAt(security, 'sysctls')
    .map((each) => stringAt(each, 'name'))
    .filter((name): name is string => name !== undefined && !LISTED_SYSCTLS.has(name) && !isDeployTimeValue(name));
  const armor = Object.entries(annotations).filter(
    ([key, value]) =>
      key.startsWith(APPARMOR_ANNOTATION) && !/^(|runtime\/default|localhost\/.*)$/.test(value) && !isDeployTimeValue(value),
  );
  return [
    ...HOST_FIELDS.filter((field) => at(pod, field) === true),
    ...listAt(pod, 'volumes')
      .map((volume) => at(volume, 'hostPath'))
      .filter((source) => typeof source === 'object' && source !== null)
      .map((source) => `hostPath ${stringAt(source, 'path')}`),
    ...sysctls.map((name) => `sysctl ${name}`),
    ...armor.map(([key, value]) => `${key}: ${value}`),
    ...contextBaseline(security),
  ];
}

const ALLOWED: Readonly<Record<Exclude<PodSecurityStandard, 'privileged'>, ReadonlySet<string>>> = {
  baseline: BASELINE_CAPABILITIES,
  restricted: RESTRICTED_CAPABILITIES,
};

function containerBaseline(container: unknown, pod: unknown, checksHosts: boolean, allowed: ReadonlySet<string>): string[] {
  const security = at(container, 'securityContext');
  const added = listAt(security, 'capabilities', 'add')
    .map(String)
    .filter((each) => !BASELINE_CAPABILITIES.has(each) && !isDeployTimeValue(each))
    .map((each) => otherName(each, allowed));
  const ports = listAt(container, 'ports')
    .map((port) => at(port, 'hostPort'))
    .filter((port) => typeof port === 'number' && port > 0);
  const hosts = checksHosts
    ? ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'].filter((field) => hostsIn(at(container, field)).length > 0)
    : [];
  const mount = stringAt(security, 'procMount');
  return [
    ...(at(security, 'privileged') === true ? ['privileged'] : []),
    ...(added.length > 0 ? [`capabilities ${added.join(', ')}`] : []),
    ...(ports.length > 0 ? [`hostPort ${ports.join(', ')}`] : []),
    ...hosts.map((field) => `host in ${field}`),
    ...(mount !== undefined && mount !== 'Default' && !isDeployTimeValue(mount) && !hasOwnUsers(pod) ? [`procMount ${mount}`] : []),
    ...contextBaseline(security),
  ];
}

function hostsIn(handlers: unknown): string[] {
  const actions = [
    at(handlers, 'httpGet'),
    at(handlers, 'tcpSocket'),
    ...['postStart', 'preStop'].flatMap((hook) => [at(handlers, hook, 'httpGet'), at(handlers, hook, 'tcpSocket')]),
  ];
  return actions.map((action) => stringAt(action, 'host')).filter((host): host is string => Boolean(host) && !isDeployTimeValue(host));
}

// with hostUsers: false, the users of the pod are not those of the node, and newer versions allow more
const hasOwnUsers = (pod: unknown): boolean => at(pod, 'hostUsers') === false || isDeployTimeValue(at(pod, 'hostUsers'));

// fields that pods and containers share
function contextBaseline(security: unknown): string[] {
  const refused = (allowed: ReadonlySet<string>, ...path: string[]) =>
    [stringAt(security, ...path) ?? ''].filter((value) => value !== '' && !allowed.has(value) && !isDeployTimeValue(value));
  return [
    ...(at(security, 'windowsOptions', 'hostProcess') === true ? ['hostProcess'] : []),
    ...refused(PROFILES, 'appArmorProfile', 'type').map((type) => `appArmorProfile ${type}`),
    ...refused(PROFILES, 'seccompProfile', 'type').map((type) => `seccompProfile ${type}`),
    ...refused(SELINUX_TYPES, 'seLinuxOptions', 'type').map((type) => `seLinuxOptions.type ${type}`),
    ...['user', 'role'].filter((field) => refused(new Set(), 'seLinuxOptions', field).length > 0).map((field) => `seLinuxOptions.${field}`),
  ];
}

function podRestricted(pod: unknown, checks: (check: PodSecurityControl) => boolean): string[] {
  const volumes = listAt(pod, 'volumes').filter((volume): volume is object => typeof volume === 'object' && volume !== null);
  const kinds = volumes
    .flatMap((volume) => Object.entries(volume))
    .filter(([key, source]) => typeof source === 'object' && source !== null && key !== 'hostPath' && !RESTRICTED_VOLUMES.has(key));
  return [
    ...[...new Set(kinds.map(([key]) => key))].map((kind) => `volume type ${kind}`),
    ...(checks('runAsUser') && at(pod, 'securityContext', 'runAsUser') === 0 && !hasOwnUsers(pod) ? ['runAsUser 0'] : []),
  ];
}

function containerRestricted(container: unknown, pod: unknown, checks: (check: PodSecurityControl) => boolean): string[] {
  const own = (...path: string[]) => settingAt(container, 'securityContext', ...path);
  const ofBoth = (...path: string[]) => own(...path) ?? settingAt(pod, 'securityContext', ...path);
  return [
    ...(equals(ofBoth('runAsNonRoot'), true) || hasOwnUsers(pod) ? [] : ['runAsNonRoot != true']),
    ...(checks('runAsUser') && own('runAsUser') === 0 && !hasOwnUsers(pod) ? ['runAsUser 0'] : []),
    ...(stringAt(pod, 'os', 'name') === 'windows' || isDeployTimeValue(settingAt(pod, 'os', 'name'))
      ? []
      : [
          ...(equals(own('allowPrivilegeEscalation'), false) ? [] : ['allowPrivilegeEscalation != false']),
          ...(checks('capabilitiesDropped') ? capabilitiesRestricted(own('capabilities', 'drop'), own('capabilities', 'add')) : []),
          // baseline already rejects other values
          ...(checks('seccomp') && !ofBoth('seccompProfile', 'type') ? ['no seccompProfile'] : []),
        ]),
  ];
}

// the names are compared as they are written. Source: kubernetes, staging/src/k8s.io/pod-security-admission/policy
function otherName(written: string, allowed: ReadonlySet<string>): string {
  const name = written.toUpperCase().replace(/^CAP_/, '');
  return allowed.has(name) ? `${written} (the name that is allowed is ${name})` : written;
}

function capabilitiesRestricted(dropped: unknown, added: unknown): string[] {
  const drops = isDeployTimeValue(dropped) || (Array.isArray(dropped) && dropped.some((each) => each === 'ALL' || isDeployTimeValue(each)));
  const refused = (Array.isArray(added) ? added : [])
    .map(String)
    .filter((each) => !RESTRICTED_CAPABILITIES.has(each) && BASELINE_CAPABILITIES.has(each));
  return [...(drops ? [] : ['capabilities.drop does not include ALL']), ...refused.map((each) => `capabilities.add ${each}`)];
}

const equals = (value: unknown, right: boolean): boolean => value === right || isDeployTimeValue(value);

// a field of a deploy-time value is a deploy-time value
const settingAt = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((part, key) => (isDeployTimeValue(part) ? DEPLOY_TIME_VALUE : at(part, key)), value);
