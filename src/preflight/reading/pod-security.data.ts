/** What the levels of Pod Security allow. Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const HOST_FIELDS = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

export const BASELINE_CAPABILITIES = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);

export const RESTRICTED_CAPABILITIES = new Set(['NET_BIND_SERVICE']);

export const RESTRICTED_VOLUMES = new Set(['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret']);

export const SELINUX_TYPES = new Set(['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

/** Profiles of seccomp and AppArmor. */
export const PROFILES = new Set(['RuntimeDefault', 'Localhost']);
export const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

export const LISTED_SYSCTLS = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  // newer ones, of which not every version is known to allow each
  'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem', 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat',
]);

/** The minor version from which on a level looks at a field, where that is not all of them. Source: kubernetes/pod-security-admission, policy. */
export const CHECKED_SINCE = { seccomp: 19, capabilitiesDropped: 22, runAsUser: 23, hostsOfProbes: 34 } as const;
