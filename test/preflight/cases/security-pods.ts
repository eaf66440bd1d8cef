import { Cases, Given } from './case';

const workload = (
  kind: string,
  { name = 'web', namespace = 'shop', pod = '', container = '', image = 'registry.example.com/web:1.4.2', template = '' } = {},
) => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} }${template} }
    spec:
      ${pod}
      containers:
        - name: ${name}
          image: ${image}
          ${container}
          resources: { requests: { cpu: 250m, memory: 256Mi } }
`;
const deployment = (more: Parameters<typeof workload>[1] = {}) => workload('Deployment', more);
const runs = (image: string): string => deployment({ image });

const namespace = (level: string, more: string = '') => `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: ${level}${more} } }
`;
const inLevel = (level: string, more: Parameters<typeof workload>[1], labels?: string) =>
  `${namespace(level, labels)}---\n${deployment(more)}`;
const refused = (level: string, what: string) => [
  `pods of Deployment 'shop/web' violate PodSecurity "${level}" of their namespace: ${what}`,
];
const SAFE = 'securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }';
const POD = 'securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }';
const passes = (name: string, manifests: string): Given => ({ name, manifests });

const hostPath = (path: string) => `volumes: [{ name: host, hostPath: { path: ${path} } }]`;
const MOUNTED = 'volumeMounts: [{ name: host, mountPath: /host }]';

/** What is wrong with pods. */
export const PODS: Cases = {
  'image-invalid': {
    fails: [
      {
        name: 'a space instead of a colon',
        manifests: runs('"nginx 1.29"'),
        found: ["container 'web' of Deployment 'shop/web' has the image 'nginx 1.29': it contains a space"],
        also: ['image-latest'],
      },
      {
        name: 'upper case',
        manifests: runs('oci.example.com/Shop/web:1.29'),
        found: ["container 'web' of Deployment 'shop/web' has the image 'oci.example.com/Shop/web:1.29': 'Shop' must be lower-case"],
      },
    ],
    passes: [
      passes('a registry with a port', runs('oci.example.com:5000/shop/web:1.29')),
      passes('a tag and a digest', runs(`nginx:1.29@sha256:${'0a'.repeat(32)}`)),
    ],
  },
  'image-latest': {
    fails: [
      {
        name: 'latest',
        manifests: runs('registry.example.com/web:latest'),
        found: ["container 'web' of Deployment 'shop/web' uses the image registry.example.com/web:latest"],
      },
      { name: 'no tag', manifests: runs('nginx'), found: ["container 'web' of Deployment 'shop/web' uses the image nginx"] },
      {
        name: 'a port is not a tag',
        manifests: runs('registry.example.com:5000/web'),
        found: ["container 'web' of Deployment 'shop/web' uses the image registry.example.com:5000/web"],
      },
      {
        name: 'a container that runs before',
        manifests: deployment({ pod: 'initContainers: [{ name: wait, image: busybox }]' }),
        found: ["container 'wait' of Deployment 'shop/web' uses the image busybox"],
      },
    ],
    passes: [
      passes('a version', runs('nginx:1.29')),
      passes('a digest, whatever the tag', runs(`nginx:latest@sha256:${'0a'.repeat(32)}`)),
      passes('a digest alone', runs(`registry.example.com:5000/web@sha256:${'0a'.repeat(32)}`)),
      passes('a version with latest in it', runs('nginx:1.29-latest')),
      passes(
        'an image, and a tag, that CloudFormation fills in',
        `${runs('"<known-at-deploy>"')}---\n${deployment({ name: 'api', image: '"registry.example.com/web:<known-at-deploy>"' })}`,
      ),
      passes(
        'a gateway of Istio, whose image is put there',
        deployment({ image: 'auto', template: ', annotations: { inject.istio.io/templates: gateway }' }),
      ),
    ],
  },

  'pod-security': {
    fails: [
      {
        name: 'the namespace is restricted, and the pods ask for nothing',
        manifests: inLevel('restricted', {}),
        found: refused(
          'restricted',
          'web: runAsNonRoot != true; web: allowPrivilegeEscalation != false; web: capabilities.drop does not include ALL; web: no ' +
            'seccompProfile',
        ),
      },
      {
        name: 'the network of the host in a namespace of level baseline',
        manifests: inLevel('baseline', { pod: 'hostNetwork: true' }),
        found: refused('baseline', 'hostNetwork'),
      },
      {
        name: 'the sidecar was forgotten',
        manifests: inLevel('restricted', {
          pod: `${POD}\n      initContainers: [{ name: proxy, image: "envoy:1.35", restartPolicy: Always }]`,
          container: SAFE,
        }),
        found: refused('restricted', 'proxy: allowPrivilegeEscalation != false; proxy: capabilities.drop does not include ALL'),
      },
      {
        name: 'all is not ALL',
        manifests: inLevel('restricted', { pod: POD, container: SAFE.replace('ALL', 'all') }),
        found: refused('restricted', 'web: capabilities.drop does not include ALL'),
      },
      {
        name: 'a probe of another host, since 1.34',
        manifests: inLevel('baseline', { container: 'livenessProbe: { httpGet: { host: 10.0.0.1, port: 80 } }' }),
        facts: { version: '1.34' },
        found: refused('baseline', 'web: host in livenessProbe'),
      },
      {
        name: 'a capability that is allowed without its prefix',
        manifests: inLevel('restricted', { pod: POD, container: SAFE.replace('[ALL]', '[ALL], add: [CAP_NET_BIND_SERVICE]') }),
        found: refused('restricted', 'web: capabilities CAP_NET_BIND_SERVICE (the name that is allowed is NET_BIND_SERVICE)'),
        also: ['capability-unknown'],
      },
      {
        name: 'more than six at once',
        manifests: inLevel('baseline', {
          pod: 'hostNetwork: true\n      hostPID: true\n      hostIPC: true',
          container:
            'ports: [{ containerPort: 80, hostPort: 80 }]\n          securityContext: { privileged: true, procMount: Unmasked, ' +
            'capabilities: { add: [SYS_ADMIN] } }',
        }),
        found: refused(
          'baseline',
          'hostNetwork; hostPID; hostIPC; web: privileged; web: capabilities SYS_ADMIN; web: hostPort 80; and 1 more',
        ),
      },
    ],
    passes: [
      {
        ...passes('a level that a ChartDeployment adds, and pods that keep to it', inLevel('baseline', {})),
        facts: { defaultPodSecurity: new Map([['shop', 'ChartDeployment App/Shop']]) },
      },
      passes('all that the level restricted asks for', inLevel('restricted', { pod: POD, container: SAFE })),
      passes(
        'the same in each container instead of the pod',
        inLevel('restricted', {
          container:
            'securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }, ' +
            'runAsNonRoot: true, seccompProfile: { type: Localhost, localhostProfile: a.json } }',
        }),
      ),
      passes(
        'a level that only warns',
        'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { pod-security.kubernetes.io/warn: restricted } ' +
          `}\n---\n${deployment()}`,
      ),
      passes('a level that CloudFormation fills in', inLevel('<known-at-deploy>', {})),
      passes(
        'pods of Windows',
        inLevel('restricted', {
          pod: 'os: { name: windows }\n      nodeSelector: { kubernetes.io/os: windows }\n      securityContext: { runAsNonRoot: true }',
        }),
      ),
      passes('the network of the host in a namespace of level privileged', inLevel('privileged', { pod: 'hostNetwork: true' })),
      passes(
        'settings that CloudFormation fills in',
        inLevel('restricted', { pod: 'securityContext: <known-at-deploy>', container: 'securityContext: <known-at-deploy>' }),
      ),
      {
        ...passes(
          'a probe of another host, before 1.34',
          inLevel('baseline', { container: 'livenessProbe: { httpGet: { host: 10.0.0.1, port: 80 } }' }),
        ),
        facts: { version: '1.33' },
      },
      passes(
        'a probe of another host, in a namespace that keeps to the meaning of 1.33',
        inLevel(
          'baseline',
          { container: 'livenessProbe: { httpGet: { host: 10.0.0.1, port: 80 } }' },
          ', pod-security.kubernetes.io/enforce-version: v1.33',
        ),
      ),
      {
        ...passes(
          'a probe of another host, with an unknown version',
          inLevel('baseline', { container: 'livenessProbe: { httpGet: { host: 10.0.0.1, port: 80 } }' }),
        ),
        facts: { version: undefined },
      },
    ],
  },

  'capability-unknown': {
    fails: [
      {
        name: 'the prefix of the kernel',
        manifests: deployment({ container: 'securityContext: { capabilities: { add: [CAP_NET_ADMIN, SYS_TIME] } }' }),
        found: ["container 'web' of Deployment 'shop/web' has capabilities.add CAP_NET_ADMIN"],
      },
      {
        name: 'what is dropped',
        manifests: deployment({ container: 'securityContext: { capabilities: { drop: [CAP_NET_RAW, CAP_ALL] } }' }),
        found: ["container 'web' of Deployment 'shop/web' has capabilities.drop CAP_NET_RAW, CAP_ALL"],
      },
      {
        name: 'a name that Linux does not have',
        manifests: deployment({ container: 'securityContext: { capabilities: { add: [NET_ADMN] } }' }),
        found: ["container 'web' of Deployment 'shop/web' has capabilities.add NET_ADMN"],
      },
    ],
    passes: [
      passes('names without the prefix', deployment({ container: 'securityContext: { capabilities: { add: [NET_ADMIN], drop: [ALL] } }' })),
      passes('lower case', deployment({ container: 'securityContext: { capabilities: { add: [net_admin], drop: [all] } }' })),
      passes(
        'names that CloudFormation fills in',
        deployment({ container: 'securityContext: { capabilities: { add: ["<known-at-deploy>"] } }' }),
      ),
    ],
  },

  'privileged-workload': {
    fails: [
      {
        name: 'Docker in Docker',
        manifests: deployment({ image: 'docker:28-dind', container: 'securityContext: { privileged: true }' }),
        found: ["Deployment 'shop/web' has privileged containers (web)"],
      },
      {
        name: 'the socket of the container runtime',
        manifests: deployment({ pod: hostPath('/run/containerd/containerd.sock'), container: MOUNTED }),
        found: ["Deployment 'shop/web' mounts hostPath /run/containerd/containerd.sock"],
      },
      { name: 'the processes of the host', manifests: deployment({ pod: 'hostPID: true' }), found: ["Deployment 'shop/web' uses hostPID"] },
    ],
    passes: [
      passes(
        'an agent of nodes',
        workload('DaemonSet', {
          name: 'node-exporter',
          namespace: 'monitoring',
          pod: `hostNetwork: true\n      hostPID: true\n      ${hostPath('/')}`,
          container: MOUNTED,
        }),
      ),
      passes('a namespace that says so', inLevel('privileged', { container: 'securityContext: { privileged: true }' })),
      passes('a part of the cluster', deployment({ namespace: 'kube-system', pod: 'hostNetwork: true' })),
      passes(
        'a container that sets a limit of the kernel and ends',
        deployment({
          pod:
            'initContainers: [{ name: sysctl, image: "busybox:1.37", command: [sysctl, -w, vm.max_map_count=262144], ' +
            'securityContext: { privileged: true } }]',
        }),
      ),
      passes('certificates and the zone of the host', deployment({ pod: hostPath('/etc/ssl/certs/ca-bundle.crt'), container: MOUNTED })),
      passes(
        'an operator of the network of pods, which runs without it',
        deployment({
          name: 'tigera-operator',
          namespace: 'tigera-operator',
          pod: 'hostNetwork: true\n      tolerations: [{ operator: Exists, effect: NoSchedule }]',
        }),
      ),
      passes(
        'a namespace whose level CloudFormation fills in',
        inLevel('<known-at-deploy>', { container: 'securityContext: { privileged: true }' }),
      ),
      passes('privileges that CloudFormation fills in', deployment({ container: 'securityContext: <known-at-deploy>' })),
    ],
  },
};
