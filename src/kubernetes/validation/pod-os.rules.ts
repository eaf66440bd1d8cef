import { errorIf, forbidden, isSet } from './field-error.rules';
import { at, listAt } from '../kubernetes-object.rules';

/** Source: kubernetes, pkg/apis/core/validation/validation.go: validateWindows, validateLinux. */
const OF_LINUX_PODS = [
  ...['seLinuxOptions', 'seccompProfile', 'appArmorProfile', 'fsGroup', 'fsGroupChangePolicy', 'runAsUser', 'runAsGroup'],
  ...['supplementalGroups', 'supplementalGroupsPolicy', 'seLinuxChangePolicy'],
];
const OF_LINUX_CONTAINERS = [
  ...['seLinuxOptions', 'seccompProfile', 'appArmorProfile', 'capabilities', 'readOnlyRootFilesystem', 'privileged'],
  ...['allowPrivilegeEscalation', 'procMount', 'runAsUser', 'runAsGroup'],
];
const OF_LINUX_HOSTS = ['hostPID', 'hostIPC'];
const CONTAINERS = ['containers', 'initContainers'];

/** Errors in fields of another operating system than `os.name` of the pod. */
export function podOsErrors(pod: unknown, field: string): string[] {
  const os = at(pod, 'os', 'name');
  if (os === 'windows') return windowsErrors(pod, field);
  if (os !== 'linux') return [];
  return securityContexts(pod, field).flatMap(([context, place]) =>
    errorIf(isSet(at(context, 'windowsOptions')), () =>
      forbidden(`${place}.windowsOptions`, 'windows options cannot be set for a linux pod'),
    ),
  );
}

function windowsErrors(pod: unknown, field: string): string[] {
  const [[ofPod, place], ...ofContainers] = securityContexts(pod, field);
  return [
    ...OF_LINUX_HOSTS.filter((name) => at(pod, name) === true).map((name) => ofLinux(`${field}.${name}`)),
    ...(isSet(at(pod, 'hostUsers')) ? [ofLinux(`${field}.hostUsers`)] : []),
    ...(isSet(at(pod, 'shareProcessNamespace')) ? [ofLinux(`${field}.shareProcessNamespace`)] : []),
    ...(listAt(ofPod, 'sysctls').length > 0 ? [ofLinux(`${place}.sysctls`)] : []),
    ...givenIn(ofPod, place, OF_LINUX_PODS),
    ...ofContainers.flatMap(([context, where]) => givenIn(context, where, OF_LINUX_CONTAINERS)),
  ];
}

const ofLinux = (field: string): string => forbidden(field, 'cannot be set for a windows pod');

const givenIn = (context: unknown, place: string, names: readonly string[]): string[] =>
  names.filter((name) => isSet(at(context, name))).map((name) => ofLinux(`${place}.${name}`));

/** The securityContext of the pod, and those of its containers. */
const securityContexts = (pod: unknown, field: string): [context: unknown, place: string][] => [
  [at(pod, 'securityContext'), `${field}.securityContext`],
  ...CONTAINERS.flatMap((list) =>
    listAt(pod, list).map((each, index): [unknown, string] => [at(each, 'securityContext'), `${field}.${list}[${index}].securityContext`]),
  ),
];
