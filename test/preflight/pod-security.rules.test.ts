import { podSecurityViolations } from '../../src/preflight/reading/pod-security.rules';

type Fields = Record<string, unknown>;

const CONTAINER = { name: 'web', image: 'web:1', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } };
const SPEC = { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }, containers: [CONTAINER] };

/** A pod that every level admits, but for what is given. */
const pod = (more: Fields): Fields => ({ ...SPEC, ...more });
const withPod = (security: Fields): Fields => pod({ securityContext: { ...SPEC.securityContext, ...security } });
const withContainer = (more: Fields): Fields => pod({ containers: [{ ...CONTAINER, ...more }] });
const withContext = (security: Fields): Fields => withContainer({ securityContext: { ...CONTAINER.securityContext, ...security } });
const withInit = (security: Fields): Fields =>
  pod({ initContainers: [{ ...CONTAINER, name: 'init', securityContext: { ...CONTAINER.securityContext, ...security } }] });

const levels = (spec: Fields, minor?: number, annotations?: Record<string, string>) =>
  (['privileged', 'baseline', 'restricted'] as const).map((level) => podSecurityViolations(spec, level, minor, annotations));

test('a pod that asks for nothing is admitted by baseline, and one that is careful by restricted', () => {
  expect(podSecurityViolations({ containers: [{ name: 'web' }] }, 'baseline')).toEqual([]);
  expect(levels(SPEC)).toEqual([[], [], []]);
});

describe('baseline, and with it restricted, refuses', () => {
  test.each<[string, Fields, string]>([
    ['hostProcess of a pod', withPod({ windowsOptions: { hostProcess: true } }), 'hostProcess'],
    ['hostProcess of a container', withContext({ windowsOptions: { hostProcess: true } }), 'web: hostProcess'],
    ['hostNetwork', pod({ hostNetwork: true }), 'hostNetwork'],
    ['hostPID', pod({ hostPID: true }), 'hostPID'],
    ['hostIPC', pod({ hostIPC: true }), 'hostIPC'],
    ['privileged', withContext({ privileged: true }), 'web: privileged'],
    ['privileged of an init container', withInit({ privileged: true }), 'init: privileged'],
    [
      'a capability',
      withContext({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'SYS_TIME'] } }),
      'web: capabilities NET_ADMIN, SYS_TIME',
    ],
    [
      'a capability that is not in the list of the container runtime',
      withContext({ capabilities: { drop: ['ALL'], add: ['NET_RAW'] } }),
      'web: capabilities NET_RAW',
    ],
    ['hostPath', pod({ volumes: [{ name: 'a', hostPath: { path: '/var/log' } }] }), 'hostPath /var/log'],
    [
      'a port of the host',
      withContainer({
        ports: [
          { containerPort: 80, hostPort: 80 },
          { containerPort: 81, hostPort: 81 },
        ],
      }),
      'web: hostPort 80, 81',
    ],
    ['AppArmor of a pod', withPod({ appArmorProfile: { type: 'Unconfined' } }), 'appArmorProfile Unconfined'],
    ['AppArmor of a container', withContext({ appArmorProfile: { type: 'Unconfined' } }), 'web: appArmorProfile Unconfined'],
    ['the type of SELinux', withPod({ seLinuxOptions: { type: 'spc_t' } }), 'seLinuxOptions.type spc_t'],
    ['the type of SELinux of a container', withContext({ seLinuxOptions: { type: 'spc_t' } }), 'web: seLinuxOptions.type spc_t'],
    ['the user of SELinux', withPod({ seLinuxOptions: { user: 'system_u' } }), 'seLinuxOptions.user'],
    ['the role of SELinux', withContext({ seLinuxOptions: { role: 'system_r' } }), 'web: seLinuxOptions.role'],
    ['procMount', withContext({ procMount: 'Unmasked' }), 'web: procMount Unmasked'],
    ['seccomp of a pod', withPod({ seccompProfile: { type: 'Unconfined' } }), 'seccompProfile Unconfined'],
    ['seccomp of a container', withContext({ seccompProfile: { type: 'Unconfined' } }), 'web: seccompProfile Unconfined'],
    ['a sysctl', withPod({ sysctls: [{ name: 'kernel.msgmax', value: '65536' }] }), 'sysctl kernel.msgmax'],
    ['a sysctl that is listed nowhere', withPod({ sysctls: [{ name: 'net.core.somaxconn', value: '1024' }] }), 'sysctl net.core.somaxconn'],
  ])('%s', (_, spec, what) => expect(levels(spec)).toEqual([[], [what], [what]]));

  const HANDLERS = [{ httpGet: { host: '10.0.0.1', port: 80 } }, { tcpSocket: { host: '10.0.0.1', port: 80 } }];
  test.each<[string, Fields, string]>(
    HANDLERS.flatMap((handler): [string, Fields, string][] => [
      ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe): [string, Fields, string] => [
        `host in ${probe}`,
        { [probe]: handler },
        probe,
      ]),
      ...['postStart', 'preStop'].map((hook): [string, Fields, string] => [
        `host in ${hook}`,
        { lifecycle: { [hook]: handler } },
        'lifecycle',
      ]),
    ]),
  )('%s, since 1.34', (_, fields, where) => {
    expect(levels(withContainer(fields), 34)).toEqual([[], [`web: host in ${where}`], [`web: host in ${where}`]]);
    expect(levels(withContainer(fields), 33)).toEqual([[], [], []]);
  });

  test('an annotation of AppArmor', () => {
    const key = 'container.apparmor.security.beta.kubernetes.io/web';
    expect(levels(SPEC, undefined, { [key]: 'unconfined' })).toEqual([[], [`${key}: unconfined`], [`${key}: unconfined`]]);
    expect(
      ['runtime/default', 'localhost/web', '', '<known-at-deploy>'].flatMap((value) => levels(SPEC, undefined, { [key]: value }).flat()),
    ).toEqual([]);
  });
});

describe('all levels admit', () => {
  const CAPABILITIES = [
    'AUDIT_WRITE',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'KILL',
    'MKNOD',
    'NET_BIND_SERVICE',
    'SETFCAP',
    'SETGID',
    'SETPCAP',
    'SETUID',
    'SYS_CHROOT',
  ];
  test('baseline: the capabilities of container runtimes', () =>
    expect(podSecurityViolations(withContext({ capabilities: { add: CAPABILITIES } }), 'baseline')).toEqual([]));

  const SYSCTLS = [
    'kernel.shm_rmid_forced',
    'net.ipv4.ip_local_port_range',
    'net.ipv4.ip_unprivileged_port_start',
    'net.ipv4.tcp_syncookies',
    'net.ipv4.ping_group_range',
    'net.ipv4.ip_local_reserved_ports',
    ...['time', 'intvl', 'probes'].map((name) => `net.ipv4.tcp_keepalive_${name}`),
    'net.ipv4.tcp_fin_timeout',
    'net.ipv4.tcp_rmem',
    'net.ipv4.tcp_wmem',
    'net.ipv4.tcp_notsent_lowat',
  ];
  const VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
  test.each<[string, Fields]>([
    ...SYSCTLS.map((name): [string, Fields] => [`the sysctl ${name}`, withPod({ sysctls: [{ name, value: '1' }] })]),
    ...VOLUMES.map((kind): [string, Fields] => [`volume type ${kind}`, pod({ volumes: [{ name: 'a', [kind]: {} }] })]),
    ...['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', ''].map((type): [string, Fields] => [
      `the type '${type}' of SELinux`,
      withPod({ seLinuxOptions: { type, user: '', role: '', level: 's0:c1,c2' } }),
    ]),
    ...['RuntimeDefault', 'Localhost'].flatMap((type): [string, Fields][] => [
      [`AppArmor ${type}`, withPod({ appArmorProfile: { type } })],
      [`seccomp ${type}`, withContext({ seccompProfile: { type } })],
    ]),
    ['a volume without a kind', pod({ volumes: [{ name: 'a' }, { name: 'b', hostPath: null, emptyDir: {} }] })],
    ['false and nothing', pod({ hostNetwork: false, hostPID: null, hostIPC: false, volumes: null })],
    [
      'false and nothing of a container',
      withContext({
        privileged: false,
        procMount: 'Default',
        windowsOptions: { hostProcess: false },
        seLinuxOptions: null,
        runAsUser: 1000,
      }),
    ],
    ['port 0 of the host', withContainer({ ports: [{ containerPort: 80, hostPort: 0 }] })],
    [
      'probes of the pod itself',
      withContainer({
        livenessProbe: { httpGet: { host: '', port: 80 } },
        readinessProbe: { grpc: { port: 80 } },
        lifecycle: { preStop: { exec: { command: ['a'] } } },
      }),
    ],
    ['the one capability of restricted', withContext({ capabilities: { drop: ['NET_RAW', 'ALL'], add: ['NET_BIND_SERVICE'] } })],
    [
      'what CloudFormation fills in',
      pod({ hostNetwork: '<known-at-deploy>', hostUsers: '<known-at-deploy>', os: '<known-at-deploy>', volumes: ['<known-at-deploy>'] }),
    ],
    ['a container that CloudFormation fills in', pod({ containers: ['<known-at-deploy>'], initContainers: '<known-at-deploy>' })],
    [
      'a context that CloudFormation fills in',
      { securityContext: '<known-at-deploy>', containers: [{ name: 'web', securityContext: '<known-at-deploy>' }] },
    ],
    [
      'fields of a context that CloudFormation fills in',
      withContext({
        allowPrivilegeEscalation: '<known-at-deploy>',
        capabilities: { drop: ['<known-at-deploy>'], add: ['<known-at-deploy>'] },
        runAsNonRoot: '<known-at-deploy>',
        seLinuxOptions: { user: '<known-at-deploy>', type: '<known-at-deploy>' },
        procMount: '<known-at-deploy>',
      }),
    ],
    [
      'hosts, sysctls and profiles that CloudFormation fills in',
      {
        ...withPod({ sysctls: [{ name: '<known-at-deploy>' }], seccompProfile: '<known-at-deploy>' }),
        containers: [{ ...CONTAINER, livenessProbe: { tcpSocket: { host: '<known-at-deploy>' } } }],
      },
    ],
  ])('%s', (_, spec) => expect(levels(spec)).toEqual([[], [], []]));
});

describe('restricted alone refuses', () => {
  test.each<[string, Fields, string[]]>([
    [
      'other volumes, each kind once',
      pod({
        volumes: [
          { name: 'a', nfs: {} },
          { name: 'b', nfs: {} },
          { name: 'c', iscsi: {} },
        ],
      }),
      ['volume type nfs', 'volume type iscsi'],
    ],
    [
      'privilege escalation that is not forbidden',
      withContainer({ securityContext: { capabilities: { drop: ['ALL'] } } }),
      ['web: allowPrivilegeEscalation != false'],
    ],
    ['privilege escalation', withContext({ allowPrivilegeEscalation: true }), ['web: allowPrivilegeEscalation != false']],
    [
      'privilege escalation of an init container',
      withInit({ allowPrivilegeEscalation: true }),
      ['init: allowPrivilegeEscalation != false'],
    ],
    ['a pod that may run as root', pod({ securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }), ['web: runAsNonRoot != true']],
    ['a container that may, in a pod that may not', withContext({ runAsNonRoot: false }), ['web: runAsNonRoot != true']],
    ['the user 0 of a pod', withPod({ runAsUser: 0 }), ['runAsUser 0']],
    ['the user 0 of a container', withContext({ runAsUser: 0 }), ['web: runAsUser 0']],
    ['no profile of seccomp', pod({ securityContext: { runAsNonRoot: true } }), ['web: no seccompProfile']],
    ['capabilities that stay', withContext({ capabilities: { drop: ['NET_RAW'] } }), ['web: capabilities.drop does not include ALL']],
    ['no capabilities named', withContext({ capabilities: undefined }), ['web: capabilities.drop does not include ALL']],
    ['a capability of the baseline', withContext({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }), ['web: capabilities.add CHOWN']],
  ])('%s', (_, spec, found) => expect(levels(spec)).toEqual([[], [], found]));

  test('a pod may be careful in each container instead of as a whole', () => {
    const own = { ...CONTAINER.securityContext, runAsNonRoot: true, seccompProfile: { type: 'Localhost' } };
    expect(levels({ containers: [{ ...CONTAINER, securityContext: own }] })).toEqual([[], [], []]);
    expect(levels({ containers: [{ ...CONTAINER, securityContext: own }, CONTAINER] })[2]).toEqual([
      'web: runAsNonRoot != true',
      'web: no seccompProfile',
    ]);
  });

  test('of Windows what Windows has', () => {
    const windows = { os: { name: 'windows' }, containers: [{ name: 'web' }] };
    expect(levels({ ...windows, securityContext: { runAsNonRoot: true } })).toEqual([[], [], []]);
    expect(levels({ ...windows, volumes: [{ name: 'a', nfs: {} }], securityContext: { runAsUser: 0 } })[2]).toEqual([
      'volume type nfs',
      'runAsUser 0',
      'web: runAsNonRoot != true',
    ]);
    expect(levels({ ...windows, os: { name: 'linux' }, securityContext: { runAsNonRoot: true } })[2]).toHaveLength(3);
  });

  test('nothing of users that are none of the node', () => {
    const own = withContext({ runAsNonRoot: false, runAsUser: 0, procMount: 'Unmasked' });
    expect(levels({ ...own, hostUsers: false })).toEqual([[], [], []]);
    expect(levels({ ...own, hostUsers: true })[2]).toEqual(['web: procMount Unmasked', 'web: runAsNonRoot != true', 'web: runAsUser 0']);
  });

  test.each<[string, Fields, number]>([
    ['seccomp', pod({ securityContext: { runAsNonRoot: true } }), 19],
    ['capabilities', withContext({ capabilities: { add: ['CHOWN'] } }), 22],
    ['the user', withContext({ runAsUser: 0 }), 23],
  ])('%s since 1.%d', (_, spec, minor) => {
    expect(levels(spec, minor)[2]).not.toEqual([]);
    expect(levels(spec, minor - 1)[2]).toEqual([]);
  });
});

test('objects that are not pods are admitted', () =>
  expect([undefined, null, 'text', 5, []].flatMap((spec) => podSecurityViolations(spec, 'restricted'))).toEqual([]));
