import {
  ApiCase,
  container,
  context,
  env,
  exec,
  fieldRef,
  httpGet,
  labels,
  mounts,
  nodeTerms,
  pod,
  probe,
  resources,
  secrets,
  spread,
  token,
  toleration,
  volume,
} from './api-objects';

const CONTAINERS: readonly ApiCase[] = [
  { name: 'no image', rule: 'container-invalid', bad: pod({}, { image: undefined }), good: pod() },
  { name: 'image with a space', rule: 'container-invalid', bad: pod({}, { image: ' web:1.0' }), good: pod({}, { image: 'web:1.0' }) },
  {
    name: 'two containers of one name',
    rule: 'container-invalid',
    bad: pod({ containers: [container(), container()] }),
    good: pod({ containers: [container(), container({ name: 'other' })] }),
  },
  {
    name: 'an init container and a container of one name',
    rule: 'container-invalid',
    bad: pod({ initContainers: [container()] }),
    good: pod({ initContainers: [container({ name: 'init' })] }),
  },
  { name: 'a variable A=B', rule: 'container-invalid', bad: env({ name: 'A=B', value: 'c' }), good: env({ name: 'A', value: 'B=c' }) },
  {
    name: 'a variable without a name',
    rule: 'container-invalid',
    bad: env({ name: '', value: 'c' }),
    good: env({ name: 'A.b-c', value: '' }),
  },
  {
    name: 'one variable twice',
    rule: 'duplicate-entries',
    bad: env({ name: 'A', value: 'a' }, { name: 'A', value: 'b' }),
    good: env({ name: 'A', value: 'a' }, { name: 'a', value: 'b' }),
  },
  {
    name: 'a variable with a value and a source',
    rule: 'container-invalid',
    bad: env({ ...fieldRef('metadata.name'), value: 'b' }),
    good: env({ ...fieldRef('metadata.name'), value: '' }),
  },
  {
    name: 'valueFrom without a source',
    rule: 'container-invalid',
    bad: env({ name: 'A', valueFrom: {} }),
    good: env(fieldRef('metadata.name')),
  },
  {
    name: 'valueFrom with two sources',
    rule: 'container-invalid',
    bad: env({ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' }, resourceFieldRef: { resource: 'limits.cpu' } } }),
    good: env({ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } }),
  },
  {
    name: 'a field that is not supported in a variable',
    rule: 'container-invalid',
    bad: env(fieldRef('spec.hostname')),
    good: env(fieldRef("metadata.labels['app']")),
  },
  {
    name: 'a resource that is not supported in a variable',
    rule: 'container-invalid',
    bad: env({ name: 'A', valueFrom: { resourceFieldRef: { resource: 'cpu' } } }),
    good: env({ name: 'A', valueFrom: { resourceFieldRef: { resource: 'requests.memory' } } }),
  },
  {
    name: 'envFrom without a source',
    rule: 'container-invalid',
    bad: pod({}, { envFrom: [{ prefix: 'A_' }] }),
    good: pod({}, { envFrom: [{ prefix: 'A_', configMapRef: { name: 'settings', optional: true } }] }),
  },
  {
    name: 'envFrom with two sources',
    rule: 'container-invalid',
    bad: pod({}, { envFrom: [{ configMapRef: { name: 'a', optional: true }, secretRef: { name: 'a', optional: true } }] }),
    good: pod({}, { envFrom: [{ configMapRef: { name: 'a', optional: true } }, { secretRef: { name: 'a', optional: true } }] }),
  },
  {
    name: 'a port above 65535',
    rule: 'container-invalid',
    bad: pod({}, { ports: [{ containerPort: 80800 }] }),
    good: pod({}, { ports: [{ containerPort: 65535 }] }),
  },
  {
    name: 'port 0',
    rule: 'container-invalid',
    bad: pod({}, { ports: [{ containerPort: 0 }] }),
    good: pod({}, { ports: [{ containerPort: 1 }] }),
  },
  {
    name: 'a port name of 16 characters',
    rule: 'name-invalid',
    bad: pod({}, { ports: [{ containerPort: 80, name: 'metrics-of-a-pod' }] }),
    good: pod({}, { ports: [{ containerPort: 80, name: 'metrics-of-pods' }] }),
  },
  {
    name: 'a port name twice',
    rule: 'container-invalid',
    bad: pod(
      {},
      {
        ports: [
          { containerPort: 80, name: 'http' },
          { containerPort: 81, name: 'http' },
        ],
      },
    ),
    good: pod(
      {},
      {
        ports: [
          { containerPort: 80, name: 'http' },
          { containerPort: 81, name: 'admin' },
        ],
      },
    ),
  },
  {
    name: 'a port twice',
    rule: 'duplicate-entries',
    bad: pod(
      {},
      {
        ports: [
          { containerPort: 80, name: 'http' },
          { containerPort: 80, name: 'admin' },
        ],
      },
    ),
    good: pod(
      {},
      {
        ports: [
          { containerPort: 53, name: 'dns' },
          { containerPort: 53, name: 'dns-udp', protocol: 'UDP' },
        ],
      },
    ),
  },
  {
    name: 'another hostPort in the network of the host',
    rule: 'container-invalid',
    bad: pod({ hostNetwork: true }, { ports: [{ containerPort: 80, hostPort: 8080 }] }),
    good: pod({ hostNetwork: true }, { ports: [{ containerPort: 8080, hostPort: 8080 }] }),
  },
  {
    name: 'one hostPort for two containers',
    rule: 'container-invalid',
    bad: pod({ containers: ['a', 'b'].map((name) => container({ name, ports: [{ containerPort: 80, hostPort: 8080 }] })) }),
    good: pod({ containers: ['a', 'b'].map((name) => container({ name, ports: [{ containerPort: 80 }] })) }),
  },
  {
    name: 'a mount of an unknown volume',
    rule: 'volume-undefined',
    bad: mounts({ name: 'temp', mountPath: '/tmp' }),
    good: mounts({ mountPath: '/tmp' }),
  },
  {
    name: 'two mounts at one path',
    rule: 'container-invalid',
    bad: mounts({ mountPath: '/tmp' }, { mountPath: '/tmp' }),
    good: mounts({ mountPath: '/tmp', subPath: 'a' }, { mountPath: '/var/tmp', subPath: 'b' }),
  },
  { name: 'a mount without a path', rule: 'container-invalid', bad: mounts({ mountPath: '' }), good: mounts({ mountPath: 'tmp' }) },
  {
    name: 'an absolute subPath',
    rule: 'container-invalid',
    bad: mounts({ mountPath: '/tmp', subPath: '/a' }),
    good: mounts({ mountPath: '/tmp', subPath: 'a/b' }),
  },
  {
    name: 'a subPath out of the volume',
    rule: 'container-invalid',
    bad: mounts({ mountPath: '/tmp', subPath: 'a/../../b' }),
    good: mounts({ mountPath: '/tmp', subPath: 'a..b' }),
  },
  {
    name: 'subPath and subPathExpr',
    rule: 'container-invalid',
    bad: mounts({ mountPath: '/tmp', subPath: 'a', subPathExpr: '$(A)' }),
    good: mounts({ mountPath: '/tmp', subPathExpr: '$(A)' }),
  },
  {
    name: 'Bidirectional mounts without privileges',
    rule: 'container-invalid',
    bad: mounts({ mountPath: '/tmp', mountPropagation: 'Bidirectional' }),
    good: mounts({ mountPath: '/tmp', mountPropagation: 'HostToContainer' }),
  },
  {
    name: 'a probe without a handler',
    rule: 'container-invalid',
    bad: pod({}, { readinessProbe: { periodSeconds: 5 } }),
    good: pod({}, { readinessProbe: { exec, periodSeconds: 5 } }),
  },
  { name: 'a probe with two handlers', rule: 'container-invalid', bad: probe({ exec }), good: probe({ periodSeconds: 5 }) },
  {
    name: 'a liveness probe with successThreshold 2',
    rule: 'container-invalid',
    bad: probe({ successThreshold: 2 }),
    good: probe({ successThreshold: 2 }, 'readinessProbe'),
  },
  {
    name: 'a startup probe with successThreshold 2',
    rule: 'container-invalid',
    bad: probe({ successThreshold: 2 }, 'startupProbe'),
    good: probe({ successThreshold: 1 }, 'startupProbe'),
  },
  { name: 'a negative delay', rule: 'container-invalid', bad: probe({ initialDelaySeconds: -1 }), good: probe({ initialDelaySeconds: 0 }) },
  { name: 'a negative threshold', rule: 'container-invalid', bad: probe({ failureThreshold: -1 }), good: probe({ failureThreshold: 0 }) },
  {
    name: 'a grace period of a readiness probe',
    rule: 'container-invalid',
    bad: probe({ terminationGracePeriodSeconds: 5 }, 'readinessProbe'),
    good: probe({ terminationGracePeriodSeconds: 5 }),
  },
  { name: 'the port of a probe', rule: 'container-invalid', bad: probe({ httpGet: { port: 0 } }), good: probe({ httpGet: { port: 80 } }) },
  {
    name: 'the header of a probe',
    rule: 'container-invalid',
    bad: probe({ httpGet: { ...httpGet, httpHeaders: [{ name: 'X Y', value: 'a' }] } }),
    good: probe({ httpGet: { ...httpGet, httpHeaders: [{ name: 'X-Y', value: 'a b' }] } }),
  },
  {
    name: 'a probe with an empty command',
    rule: 'container-invalid',
    bad: pod({}, { livenessProbe: { exec: { command: [] } } }),
    good: pod({}, { livenessProbe: { exec } }),
  },
  {
    name: 'a probe of an init container that ends',
    rule: 'container-invalid',
    bad: pod({ initContainers: [container({ name: 'init', livenessProbe: { exec } })] }),
    good: pod({ initContainers: [container({ name: 'init', livenessProbe: { exec }, restartPolicy: 'Always' })] }),
  },
  {
    name: 'a lifecycle hook without a handler',
    rule: 'container-invalid',
    bad: pod({}, { lifecycle: { preStop: {} } }),
    good: pod({}, { lifecycle: { preStop: { exec } } }),
  },
  {
    name: 'a lifecycle hook with two handlers',
    rule: 'container-invalid',
    bad: pod({}, { lifecycle: { preStop: { exec, sleep: { seconds: 5 } } } }),
    good: pod({}, { lifecycle: { preStop: { sleep: { seconds: 5 } } } }),
  },
  {
    name: 'a negative sleep',
    rule: 'container-invalid',
    bad: pod({}, { lifecycle: { preStop: { sleep: { seconds: -5 } } } }),
    good: pod({}, { lifecycle: { postStart: { sleep: { seconds: 0 } } } }),
  },
];

const RESOURCES: readonly ApiCase[] = [
  {
    name: 'a request above its limit',
    rule: 'request-above-limit',
    bad: resources({ cpu: 2 }, { cpu: 1 }),
    good: resources({ cpu: 1 }, { cpu: 1 }),
  },
  {
    name: 'ephemeral storage above its limit',
    rule: 'request-above-limit',
    bad: resources({ 'ephemeral-storage': '2Gi' }, { 'ephemeral-storage': '1Gi' }),
    good: resources({ 'ephemeral-storage': '1Gi' }, { 'ephemeral-storage': '2Gi' }),
  },
  {
    name: 'huge pages below their limit',
    rule: 'container-invalid',
    bad: resources({ 'hugepages-2Mi': '2Mi', memory: '1Gi' }, { 'hugepages-2Mi': '4Mi' }),
    good: resources({ 'hugepages-2Mi': '4Mi', memory: '1Gi' }, { 'hugepages-2Mi': '4Mi' }),
  },
  {
    name: 'huge pages without memory or CPU',
    rule: 'container-invalid',
    bad: resources({ 'hugepages-2Mi': '4Mi' }, { 'hugepages-2Mi': '4Mi' }),
    good: resources({ 'hugepages-2Mi': '4Mi', cpu: 1 }, { 'hugepages-2Mi': '4Mi' }),
  },
  {
    name: 'half a GPU',
    rule: 'container-invalid',
    bad: resources({}, { 'nvidia.com/gpu': '500m' }),
    good: resources({}, { 'nvidia.com/gpu': '1' }),
  },
  {
    name: 'GPUs with another limit',
    rule: 'request-above-limit',
    bad: resources({ 'nvidia.com/gpu': 1 }, { 'nvidia.com/gpu': 2 }),
    good: resources({ 'nvidia.com/gpu': 2 }, { 'nvidia.com/gpu': 2 }),
  },
  { name: 'a resource without a domain', rule: 'container-invalid', bad: resources({ gpu: 1 }, { gpu: 1 }), good: resources({ cpu: 1 }) },
  {
    name: 'storage of a container',
    rule: 'container-invalid',
    bad: resources({ storage: '1Gi' }),
    good: resources({ 'ephemeral-storage': '1Gi' }),
  },
  { name: 'a negative request', rule: 'container-invalid', bad: resources({ cpu: '-1' }), good: resources({ cpu: '0' }) },
  {
    name: 'resources of the pod above its limits',
    rule: 'pod-invalid',
    bad: pod({ resources: { requests: { cpu: 2 }, limits: { cpu: 1 } } }),
    good: pod({ resources: { requests: { cpu: 1 }, limits: { cpu: 2 } } }),
  },
  {
    name: 'resources of the pod that only containers have',
    rule: 'pod-invalid',
    bad: pod({ resources: { requests: { 'ephemeral-storage': '1Gi' } } }),
    good: pod({ resources: { requests: { memory: '1Gi' } } }),
  },
  {
    name: 'containers that request more than their pod',
    rule: 'pod-invalid',
    bad: pod({ resources: { requests: { cpu: 1 } } }, { resources: { requests: { cpu: 2 } } }),
    good: pod({ resources: { requests: { cpu: 2 } } }, { resources: { requests: { cpu: 2 } } }),
  },
];

const PODS: readonly ApiCase[] = [
  {
    name: 'two volumes of one name',
    rule: 'pod-invalid',
    bad: pod({
      volumes: [
        { name: 'tmp', emptyDir: {} },
        { name: 'tmp', emptyDir: {} },
      ],
    }),
    good: pod({
      volumes: [
        { name: 'tmp', emptyDir: {} },
        { name: 'run', emptyDir: {} },
      ],
    }),
  },
  {
    name: 'a volume with two sources',
    rule: 'pod-invalid',
    bad: volume({ emptyDir: {}, configMap: { name: 'a', optional: true } }),
    good: volume({ configMap: { name: 'a', optional: true } }),
  },
  {
    name: 'a path out of the volume',
    rule: 'pod-invalid',
    bad: volume({ configMap: { name: 'a', optional: true, items: [{ key: 'a', path: '../a' }] } }),
    good: volume({ configMap: { name: 'a', optional: true, items: [{ key: 'a', path: 'b/..a' }] } }),
  },
  {
    name: 'a mode in decimal instead of octal',
    rule: 'pod-invalid',
    bad: volume({ secret: { secretName: 'a', optional: true, defaultMode: 644 } }),
    good: volume({ secret: { secretName: 'a', optional: true, defaultMode: 420 } }),
  },
  {
    name: 'a projected volume whose source is two',
    rule: 'pod-invalid',
    bad: secrets({ ...token, configMap: { name: 'a', optional: true } }),
    good: secrets(token, { configMap: { name: 'a', optional: true } }),
  },
  {
    name: 'a token that expires within 10 minutes',
    rule: 'pod-invalid',
    bad: secrets({ serviceAccountToken: { ...token.serviceAccountToken, expirationSeconds: 300 } }),
    good: secrets({ serviceAccountToken: { ...token.serviceAccountToken, expirationSeconds: 600 } }),
  },
  {
    name: 'a hostPath with ..',
    rule: 'pod-invalid',
    bad: { ...volume({ hostPath: { path: '/var/../etc' } }) },
    good: { ...volume({ emptyDir: { sizeLimit: '1Gi' } }) },
  },
  {
    name: 'a relative path of NFS',
    rule: 'pod-invalid',
    bad: volume({ nfs: { server: 'nfs.example.com', path: 'data' } }),
    good: volume({ nfs: { server: 'nfs.example.com', path: '/data' } }),
  },
  {
    name: 'dnsPolicy None without nameservers',
    rule: 'pod-invalid',
    bad: pod({ dnsPolicy: 'None' }),
    good: pod({ dnsPolicy: 'None', dnsConfig: { nameservers: ['10.0.0.2'] } }),
  },
  {
    name: 'a nameserver that is a name',
    rule: 'pod-invalid',
    bad: pod({ dnsConfig: { nameservers: ['dns.example.com'] } }),
    good: pod({ dnsConfig: { nameservers: ['fd00::a'], searches: ['example.com.'] } }),
  },
  {
    name: 'four nameservers',
    rule: 'pod-invalid',
    bad: pod({ dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] } }),
    good: pod({ dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3'] } }),
  },
  {
    name: 'a host alias without an address',
    rule: 'pod-invalid',
    bad: pod({ hostAliases: [{ ip: 'db.example.com', hostnames: ['db'] }] }),
    good: pod({ hostAliases: [{ ip: '10.0.0.9', hostnames: ['db', 'db.example.com'] }] }),
  },
  {
    name: 'a search domain with a space',
    rule: 'pod-invalid',
    bad: pod({ dnsConfig: { searches: ['shop example.com'] } }),
    good: pod({ dnsConfig: { searches: ['shop.example.com', '_tcp.example.com.'] } }),
  },
  {
    name: 'a hostname with dots',
    rule: 'pod-invalid',
    bad: pod({ hostname: 'web.shop' }),
    good: pod({ hostname: 'web', subdomain: 'shop' }),
  },
  {
    name: 'activeDeadlineSeconds of 0',
    rule: 'pod-invalid',
    bad: pod({ activeDeadlineSeconds: 0 }),
    good: pod({ activeDeadlineSeconds: 1 }),
  },
  {
    name: 'a service account with a capital letter',
    rule: 'pod-invalid',
    bad: pod({ serviceAccountName: 'Web' }),
    good: pod({ serviceAccountName: 'default' }),
  },
  { name: 'maxSkew 0', rule: 'pod-invalid', bad: spread({ maxSkew: 0 }), good: spread({ maxSkew: 2 }) },
  {
    name: 'minDomains with ScheduleAnyway',
    rule: 'pod-invalid',
    bad: spread({ minDomains: 2 }),
    good: spread({ maxSkew: 1 }),
  },
  {
    name: 'one constraint twice',
    rule: 'pod-invalid',
    bad: pod({
      topologySpreadConstraints: [1, 2].map((maxSkew) => ({
        maxSkew,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: labels },
      })),
    }),
    good: pod({
      topologySpreadConstraints: ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: labels },
      })),
    }),
  },
  {
    name: 'matchLabelKeys without a selector',
    rule: 'pod-invalid',
    bad: spread({ labelSelector: undefined, matchLabelKeys: ['pod-template-hash'] }),
    good: spread({ matchLabelKeys: ['pod-template-hash'] }),
  },
  {
    name: 'In without values',
    rule: 'pod-invalid',
    bad: nodeTerms({ key: 'kubernetes.io/os', operator: 'In' }),
    good: nodeTerms({ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }),
  },
  {
    name: 'Exists with values',
    rule: 'pod-invalid',
    bad: nodeTerms({ key: 'kubernetes.io/os', operator: 'Exists', values: ['linux'] }),
    good: nodeTerms({ key: 'kubernetes.io/os', operator: 'Exists' }),
  },
  {
    name: 'Gt with two values',
    rule: 'pod-invalid',
    bad: nodeTerms({ key: 'size', operator: 'Gt', values: ['1', '2'] }),
    good: nodeTerms({ key: 'size', operator: 'Gt', values: ['1'] }),
  },
  {
    name: 'a weight of 0',
    rule: 'pod-invalid',
    bad: pod({
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 0, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } } },
          ],
        },
      },
    }),
    good: pod({
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } } },
          ],
        },
      },
    }),
  },
  {
    name: 'no node selector term',
    rule: 'pod-invalid',
    bad: pod({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } }),
    good: pod({ affinity: { nodeAffinity: {} } }),
  },
  {
    name: 'an empty topologyKey',
    rule: 'pod-invalid',
    bad: pod({
      affinity: {
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: '', labelSelector: { matchLabels: labels } }] },
      },
    }),
    good: pod({
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'other' } } },
          ],
        },
      },
    }),
  },
  {
    name: 'a node selector with a space',
    rule: 'pod-invalid',
    bad: pod({ nodeSelector: { 'kubernetes.io/os': 'my linux' } }),
    good: pod({ nodeSelector: { 'kubernetes.io/os': 'linux' } }),
  },
  {
    name: 'Exists with a value',
    rule: 'pod-invalid',
    bad: toleration({ key: 'a', operator: 'Exists', value: 'b' }),
    good: toleration({ key: 'a', operator: 'Exists' }),
  },
  {
    name: 'Equal without a key',
    rule: 'pod-invalid',
    bad: toleration({ operator: 'Equal', value: 'b' }),
    good: toleration({ operator: 'Exists' }),
  },
  {
    name: 'tolerationSeconds for NoSchedule',
    rule: 'pod-invalid',
    bad: toleration({ key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 5 }),
    good: toleration({ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }),
  },
  {
    name: 'privileged without privilege escalation',
    rule: 'container-invalid',
    bad: context({ privileged: true, allowPrivilegeEscalation: false }),
    good: context({ privileged: false, allowPrivilegeEscalation: false }),
  },
  {
    name: 'CAP_SYS_ADMIN without privilege escalation',
    rule: 'container-invalid',
    bad: context({ capabilities: { add: ['CAP_SYS_ADMIN'] }, allowPrivilegeEscalation: false }),
    good: context({ capabilities: { drop: ['ALL'] }, allowPrivilegeEscalation: false }),
  },
  { name: 'a negative user', rule: 'container-invalid', bad: context({ runAsUser: -1 }), good: context({ runAsUser: 2147483647 }) },
  {
    name: 'root and runAsNonRoot',
    rule: 'root-forbidden',
    bad: context({ runAsUser: 0, runAsNonRoot: true }),
    good: context({ runAsUser: 1, runAsNonRoot: true }),
  },
  {
    name: 'seccomp Localhost without a profile',
    rule: 'container-invalid',
    bad: context({ seccompProfile: { type: 'Localhost' } }),
    good: context({ seccompProfile: { type: 'RuntimeDefault' } }),
  },
  {
    name: 'shareProcessNamespace on Windows',
    rule: 'pod-invalid',
    bad: pod({ os: { name: 'windows' }, shareProcessNamespace: true }),
    good: pod({ os: { name: 'windows' } }),
  },
  {
    name: 'seLinuxChangePolicy on Windows',
    rule: 'pod-invalid',
    bad: pod({ os: { name: 'windows' }, securityContext: { seLinuxChangePolicy: 'MountOption' } }),
    good: pod({ os: { name: 'linux' }, securityContext: { seLinuxChangePolicy: 'MountOption' } }),
  },
  {
    name: 'shareProcessNamespace and hostPID',
    rule: 'pod-invalid',
    bad: pod({ hostPID: true, shareProcessNamespace: true }),
    good: pod({ shareProcessNamespace: true }),
  },
  {
    name: 'a sysctl twice',
    rule: 'pod-invalid',
    bad: pod({
      securityContext: {
        sysctls: [
          { name: 'net.ipv4.tcp_syncookies', value: '1' },
          { name: 'net.ipv4.tcp_syncookies', value: '0' },
        ],
      },
    }),
    good: pod({ securityContext: { sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] } }),
  },
];

/** Pods that the API server rejects, and their twins. */
export const POD_CASES: readonly ApiCase[] = [...CONTAINERS, ...RESOURCES, ...PODS];
