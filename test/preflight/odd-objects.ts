import * as fc from 'fast-check';
import { DEPLOY_TIME_VALUE } from '../../src/kubernetes/kubernetes-object.rules';

const pod = {
  metadata: { labels: { app: 'web' }, annotations: { note: 'a' } },
  spec: {
    serviceAccountName: 'web',
    restartPolicy: 'Always',
    nodeSelector: { 'kubernetes.io/arch': 'amd64' },
    priorityClassName: 'system-cluster-critical',
    terminationGracePeriodSeconds: 30,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { app: 'web' } },
      },
    ],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] }],
        },
      },
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } },
        ],
      },
    },
    initContainers: [{ name: 'init', image: 'registry.example.com/init:1.0', command: ['sh', '-c', 'true'] }],
    containers: [
      {
        name: 'main',
        image: 'registry.example.com/web:1.0',
        args: ['serve'],
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        env: [
          { name: 'MODE', value: 'production' },
          { name: 'KEY', valueFrom: { secretKeyRef: { name: 'keys', key: 'api' } } },
        ],
        envFrom: [{ configMapRef: { name: 'settings' } }],
        resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } },
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 },
        livenessProbe: { exec: { command: ['true'] } },
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
      { name: 'settings', configMap: { name: 'settings', items: [{ key: 'a', path: 'a' }] } },
      { name: 'tmp', emptyDir: { sizeLimit: '1Gi' } },
    ],
  },
};
const metadata = (name: string, annotations: object = {}) => ({ name, namespace: 'shop', labels: { app: 'web' }, annotations });
const jobPod = { metadata: pod.metadata, spec: { ...pod.spec, restartPolicy: 'Never' } };

/** Objects that refer to each other, with a bit of everything. */
export const OBJECTS: readonly object[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata('web'),
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } },
      template: pod,
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('web', { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' }),
    spec: {
      type: 'LoadBalancer',
      loadBalancerClass: 'service.k8s.aws/nlb',
      selector: { app: 'web' },
      ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata('web', {
      'alb.ingress.kubernetes.io/group.name': 'public',
      'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80}]',
      'alb.ingress.kubernetes.io/load-balancer-name': 'shop',
      'alb.ingress.kubernetes.io/scheme': 'internet-facing',
    }),
    spec: {
      ingressClassName: 'alb',
      tls: [{ hosts: ['shop.example.com'] }],
      defaultBackend: { service: { name: 'web', port: { name: 'http' } } },
      rules: [
        {
          host: 'shop.example.com',
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] },
        },
      ],
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata('backup'),
    spec: {
      schedule: '0 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { backoffLimit: 1, template: jobPod } },
    },
  },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata('web'),
    spec: {
      minReplicas: 2,
      maxReplicas: 4,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
      behavior: { scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
    },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata('web'),
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] } },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata('web'),
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ namespaceSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
          ports: [{ port: 8080, protocol: 'TCP' }],
        },
      ],
      egress: [{ to: [{ podSelector: {} }], ports: [{ port: 53, endPort: 53 }] }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: metadata('data'),
    spec: {
      storageClassName: 'gp2',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
      volumeMode: 'Filesystem',
    },
  },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('settings'), data: { a: 'b' }, binaryData: { c: 'Zm9v' } },
  { apiVersion: 'v1', kind: 'Secret', metadata: metadata('keys'), type: 'Opaque', stringData: { api: DEPLOY_TIME_VALUE } },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata('web', { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/web' }),
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadata('reader'),
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadata('reader'),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }],
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata('store'),
    spec: {
      serviceName: 'web',
      replicas: 1,
      selector: { matchLabels: { app: 'web' } },
      template: pod,
      volumeClaimTemplates: [
        {
          metadata: { name: 'disk' },
          spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'gp2', resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  },
  { apiVersion: 'v1', kind: 'ResourceQuota', metadata: metadata('team'), spec: { hard: { 'requests.cpu': '10', pods: '20' } } },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'ebs.csi.aws.com',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
    parameters: { type: 'gp3' },
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['eu-west-1a'] }] }],
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'disk' },
    spec: {
      capacity: { storage: '10Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'gp3',
      claimRef: { namespace: 'shop', name: 'data' },
      csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: ['eu-west-1a'] }] }],
        },
      },
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'alb' },
    spec: { controller: 'ingress.k8s.aws/alb', parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'alb' } },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'orders' },
    webhooks: [
      {
        name: 'orders.example.com',
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
        failurePolicy: 'Fail',
        clientConfig: { service: { name: 'web', namespace: 'shop' } },
        rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
    ],
  },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: metadata('limits'),
    spec: { limits: [{ type: 'Container', default: { cpu: '1' }, defaultRequest: { cpu: '100m' } }] },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: metadata('public'),
    spec: {
      gatewayClassName: 'alb',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } }],
    },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadata('web'),
    spec: {
      parentRefs: [{ name: 'public' }],
      hostnames: ['shop.example.com'],
      rules: [{ backendRefs: [{ name: 'web', port: 80 }], matches: [{ path: { type: 'PathPrefix', value: '/' } }] }],
    },
  },
  {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadata('keys'),
    spec: {
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' },
      target: { name: 'keys' },
      data: [{ secretKey: 'api', remoteRef: { key: 'api' } }],
    },
  },
  {
    apiVersion: 'vpcresources.k8s.aws/v1beta1',
    kind: 'SecurityGroupPolicy',
    metadata: metadata('web'),
    spec: { podSelector: { matchLabels: { app: 'web' } }, securityGroups: { groupIds: ['sg-1'] } },
  },
  {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: 'default' },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' },
          requirements: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] }],
        },
      },
      limits: { cpu: '100' },
    },
  },
  {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: metadata('queue'),
    spec: {
      scaleTargetRef: { name: 'store' },
      minReplicaCount: 0,
      maxReplicaCount: 3,
      triggers: [{ type: 'aws-sqs-queue', metadata: { queueURL: 'u' } }],
    },
  },
  {
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'IngressClassParams',
    metadata: { name: 'alb' },
    spec: { group: { name: 'public' }, scheme: 'internal', loadBalancerName: 'shop' },
  },
];

export type Path = readonly (string | number)[];

/** Every place in a value, but those that say what kind it is. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value)
    .filter(([key]) => path.length > 0 || !['apiVersion', 'kind'].includes(key))
    .flatMap(([key, each]) => pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]));
  return path.length > 0 ? [path, ...inner] : inner;
}

/** A value with something else in one place. */
export function changed(value: unknown, [first, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (first === undefined) return change(value);
  if (Array.isArray(value)) return value.map((each, index) => (index === first ? changed(each, rest, change) : each));
  const fields = Object.entries(value as object).map(([key, each]) => [key, key === first ? changed(each, rest, change) : each]);
  return Object.fromEntries(fields.filter(([, each]) => each !== undefined));
}

/** A change of one place of one of the objects: something else stands there, or a field more. */
export interface Mutation {
  readonly index: number;
  readonly path: Path;
  readonly value: unknown;
  readonly add: boolean;
}

/** Values of a wrong type. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    false,
    0,
    -1,
    1.5,
    1e21,
    '',
    'text',
    '8080',
    DEPLOY_TIME_VALUE,
    `arn:${DEPLOY_TIME_VALUE}`,
    [],
    [null],
    ['text'],
    [[]],
    [{}],
    {},
    { name: null },
    { text: 1 },
    { '': '' },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

export const mutation: fc.Arbitrary<Mutation> = fc
  .integer({ min: 0, max: OBJECTS.length - 1 })
  .chain((index) =>
    fc.record({ index: fc.constant(index), path: fc.constantFrom(...pathsOf(OBJECTS[index])), value: odd, add: fc.boolean() }),
  );

/** The objects with all these changes. */
export const mutated = (mutations: readonly Mutation[]): object[] =>
  OBJECTS.map((object, index) => mutations.filter((each) => each.index === index).reduce<unknown>(afterOne, object) as object);

function afterOne(object: unknown, { path, value, add }: Mutation): unknown {
  try {
    return changed(object, path, (old) =>
      add && typeof old === 'object' && old !== null && !Array.isArray(old) ? { ...old, added: value } : value,
    );
  } catch {
    return object; // an earlier change took the place away
  }
}
