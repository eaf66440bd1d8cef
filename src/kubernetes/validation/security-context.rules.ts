import { errorIf, forbidden, invalid, isGiven, isSet, repeated, required } from './field-error.rules';
import { outOfRange, Range } from './numbers.rules';
import { at, listAt } from '../kubernetes-object.rules';

/** Source: apimachinery, pkg/util/validation/validation.go: IsValidUserID. */
const ID: Range = [0, 2_147_483_647];

/** Errors in the securityContext of a container. Source: kubernetes, pkg/apis/core/validation/validation.go: ValidateSecurityContext. */
export function securityContextErrors(container: unknown, field: string): string[] {
  const [context, place] = [at(container, 'securityContext'), `${field}.securityContext`];
  const isForbidden = at(context, 'allowPrivilegeEscalation') === false;
  const adds = listAt(context, 'capabilities', 'add');
  return [
    ...outOfRange(context, place, { runAsUser: ID, runAsGroup: ID }),
    ...profileErrors(context, place),
    ...errorIf(isForbidden && at(context, 'privileged') === true, () =>
      invalid(place, { privileged: true }, 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true'),
    ),
    ...errorIf(isForbidden && adds.includes('CAP_SYS_ADMIN'), () =>
      invalid(place, 'CAP_SYS_ADMIN', 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN'),
    ),
  ];
}

/** Errors in the securityContext of a pod. Source: the same, validatePodSpecSecurityContext, validateSysctls. */
export function podSecurityContextErrors(pod: unknown, field: string): string[] {
  const [context, place] = [at(pod, 'securityContext'), `${field}.securityContext`];
  const sysctls = listAt(context, 'sysctls').map((each) => at(each, 'name'));
  const ofNamespace = (prefix: RegExp) => sysctls.filter((name) => typeof name === 'string' && prefix.test(name));
  const ofHost = [
    ...(at(pod, 'hostNetwork') === true ? ofNamespace(/^net[./]/) : []),
    ...(at(pod, 'hostIPC') === true ? ofNamespace(/^(kernel[./](shm|msg|sem)|fs[./]mqueue[./])/) : []),
  ];
  return [
    ...outOfRange(context, place, { runAsUser: ID, runAsGroup: ID, fsGroup: ID }),
    ...listAt(context, 'supplementalGroups').flatMap((group, index) =>
      outOfRange({ [index]: group }, `${place}.supplementalGroups`, { [index]: ID }),
    ),
    ...profileErrors(context, place),
    ...repeated(sysctls).map((name) => `${place}.sysctls: Duplicate value: ${JSON.stringify(name)}`),
    ...ofHost.map((name) => invalid(`${place}.sysctls`, name, 'may not be specified in the network or IPC namespace of the host')),
    ...errorIf(at(pod, 'hostPID') === true && at(pod, 'shareProcessNamespace') === true, () =>
      invalid(`${field}.shareProcessNamespace`, true, 'ShareProcessNamespace and HostPID cannot both be enabled'),
    ),
    ...['hostNetwork', 'hostPID', 'hostIPC']
      .filter((name) => at(pod, 'hostUsers') === false && at(pod, name) === true)
      .map((name) => forbidden(`${field}.${name}`, `${name} cannot be true when hostUsers is false`)),
  ];
}

/** A profile on the node belongs to type Localhost, and to this alone. */
const profileErrors = (context: unknown, field: string): string[] =>
  ['seccompProfile', 'appArmorProfile'].flatMap((name) => {
    const [type, profile] = [at(context, name, 'type'), at(context, name, 'localhostProfile')];
    const place = `${field}.${name}.localhostProfile`;
    return [
      ...errorIf(type === 'Localhost' && (!isSet(profile) || profile === ''), () => required(place, 'must be set when type is Localhost')),
      ...errorIf(isGiven(type) && type !== 'Localhost' && isSet(profile), () =>
        invalid(place, profile, 'can only be set when type is Localhost'),
      ),
    ];
  });
