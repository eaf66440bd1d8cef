import { Json } from '../harness';

/**
 * What the Pod Security Standard `restricted` forbids in the spec of a Linux pod, control by control.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function restrictedViolations(pod: Json): string[] {
  const containers: Json[] = [...(pod.initContainers ?? []), ...pod.containers];
  const context = (container: Json): Json => container.securityContext ?? {};
  const podContext: Json = pod.securityContext ?? {};
  const volumes = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
  return [
    ...(pod.hostNetwork || pod.hostPID || pod.hostIPC ? ['host namespaces'] : []),
    ...(pod.volumes ?? [])
      .filter((volume: Json) => !Object.keys(volume).some((key) => volumes.includes(key)))
      .map((volume: Json) => `volume ${volume.name}`),
    ...containers.flatMap((container) => [
      ...(context(container).privileged ? ['privileged'] : []),
      ...(context(container).allowPrivilegeEscalation === false ? [] : ['privilege escalation']),
      ...((context(container).runAsNonRoot ?? podContext.runAsNonRoot) === true ? [] : ['may run as root']),
      ...((context(container).runAsUser ?? podContext.runAsUser) === 0 ? ['runs as root'] : []),
      ...(['RuntimeDefault', 'Localhost'].includes((context(container).seccompProfile ?? podContext.seccompProfile)?.type)
        ? []
        : ['seccomp']),
      ...(context(container).capabilities?.drop?.includes('ALL') ? [] : ['capabilities']),
      ...((container.ports ?? []).some((port: Json) => port.hostPort) ? ['host port'] : []),
    ]),
  ];
}
