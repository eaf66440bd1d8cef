import * as fc from 'fast-check';
import { factsOfCase, Given } from './cases/case';
import { Capacity } from '../../src/inventory/capacity.rules';
import { FILLED_IN, KubernetesObject } from '../../src/inventory/kubernetes-object.rules';
import { check } from '../../src/preflight/check.rules';
import { Forms, nearestTo } from '../../src/preflight/form/form.rules';
import { FIELDS, KIND_TYPES } from '../../src/preflight/form/kubernetes-fields.data';
import { RULES } from '../../src/preflight/rules';

const pod = {
  metadata: { labels: { app: 'web' }, annotations: { note: 'a' } },
  spec: {
    serviceAccountName: 'web', restartPolicy: 'Always', nodeSelector: { 'kubernetes.io/arch': 'amd64' }, priorityClassName: 'system-cluster-critical', terminationGracePeriodSeconds: 30,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } } }],
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] }] } },
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } }] },
    },
    initContainers: [{ name: 'init', image: 'registry.example.com/init:1.0', command: ['sh', '-c', 'true'] }],
    containers: [{
      name: 'main', image: 'registry.example.com/web:1.0', args: ['serve'], ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
      env: [{ name: 'MODE', value: 'production' }, { name: 'KEY', valueFrom: { secretKeyRef: { name: 'keys', key: 'api' } } }], envFrom: [{ configMapRef: { name: 'settings' } }],
      resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } }, volumeMounts: [{ name: 'data', mountPath: '/data' }],
      readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 }, livenessProbe: { exec: { command: ['true'] } }, lifecycle: { preStop: { sleep: { seconds: 5 } } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }, { name: 'settings', configMap: { name: 'settings', items: [{ key: 'a', path: 'a' }] } }, { name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }],
  },
};
const metadata = (name: string, annotations: object = {}) => ({ name, namespace: 'shop', labels: { app: 'web' }, annotations });
const jobPod = { metadata: pod.metadata, spec: { ...pod.spec, restartPolicy: 'Never' } };

/** Objects that refer to each other, with a bit of everything. */
const OBJECTS: readonly object[] = [
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadata('web'), spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } }, template: pod } },
  { apiVersion: 'v1', kind: 'Service', metadata: metadata('web', { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' }), spec: { type: 'LoadBalancer', loadBalancerClass: 'service.k8s.aws/nlb', selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }] } },
  {
    apiVersion: 'networking.k8s.io/v1', kind: 'Ingress',
    metadata: metadata('web', { 'alb.ingress.kubernetes.io/group.name': 'public', 'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80}]', 'alb.ingress.kubernetes.io/load-balancer-name': 'shop', 'alb.ingress.kubernetes.io/scheme': 'internet-facing' }),
    spec: { ingressClassName: 'alb', tls: [{ hosts: ['shop.example.com'] }], defaultBackend: { service: { name: 'web', port: { name: 'http' } } }, rules: [{ host: 'shop.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] } }] },
  },
  { apiVersion: 'batch/v1', kind: 'CronJob', metadata: metadata('backup'), spec: { schedule: '0 3 * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid', jobTemplate: { spec: { backoffLimit: 1, template: jobPod } } } },
  {
    apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: metadata('web'),
    spec: { minReplicas: 2, maxReplicas: 4, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }], behavior: { scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } } },
  },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: metadata('web'), spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] } } },
  {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadata('web'),
    spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ namespaceSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 8080, protocol: 'TCP' }] }], egress: [{ to: [{ podSelector: {} }], ports: [{ port: 53, endPort: 53 }] }] },
  },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: metadata('data'), spec: { storageClassName: 'gp2', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, volumeMode: 'Filesystem' } },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('settings'), data: { a: 'b' }, binaryData: { c: 'Zm9v' } },
  { apiVersion: 'v1', kind: 'Secret', metadata: metadata('keys'), type: 'Opaque', stringData: { api: FILLED_IN } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata('web', { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/web' }) },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: metadata('reader'), rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }] },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: metadata('reader'), roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' }, subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }] },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: metadata('store'), spec: { serviceName: 'web', replicas: 1, selector: { matchLabels: { app: 'web' } }, template: pod, volumeClaimTemplates: [{ metadata: { name: 'disk' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'gp2', resources: { requests: { storage: '1Gi' } } } }] } },
  { apiVersion: 'v1', kind: 'ResourceQuota', metadata: metadata('team'), spec: { hard: { 'requests.cpu': '10', 'pods': '20' } } },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } }, provisioner: 'ebs.csi.aws.com', volumeBindingMode: 'WaitForFirstConsumer', allowVolumeExpansion: true, parameters: { type: 'gp3' }, allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['eu-west-1a'] }] }] },
  { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk' }, spec: { capacity: { storage: '10Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'gp3', claimRef: { namespace: 'shop', name: 'data' }, csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' }, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: ['eu-west-1a'] }] }] } } } },
  { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: 'alb' }, spec: { controller: 'ingress.k8s.aws/alb', parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'alb' } } },
  { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', metadata: { name: 'orders' }, webhooks: [{ name: 'orders.example.com', sideEffects: 'None', admissionReviewVersions: ['v1'], failurePolicy: 'Fail', clientConfig: { service: { name: 'web', namespace: 'shop' } }, rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }] }] },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  { apiVersion: 'v1', kind: 'LimitRange', metadata: metadata('limits'), spec: { limits: [{ type: 'Container', default: { cpu: '1' }, defaultRequest: { cpu: '100m' } }] } },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: metadata('public'), spec: { gatewayClassName: 'alb', listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } }] } },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: metadata('web'), spec: { parentRefs: [{ name: 'public' }], hostnames: ['shop.example.com'], rules: [{ backendRefs: [{ name: 'web', port: 80 }], matches: [{ path: { type: 'PathPrefix', value: '/' } }] }] } },
  { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: metadata('keys'), spec: { secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' }, target: { name: 'keys' }, data: [{ secretKey: 'api', remoteRef: { key: 'api' } }] } },
  { apiVersion: 'vpcresources.k8s.aws/v1beta1', kind: 'SecurityGroupPolicy', metadata: metadata('web'), spec: { podSelector: { matchLabels: { app: 'web' } }, securityGroups: { groupIds: ['sg-1'] } } },
  { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata: { name: 'default' }, spec: { template: { spec: { nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' }, requirements: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] }] } }, limits: { cpu: '100' } } },
  { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: metadata('queue'), spec: { scaleTargetRef: { name: 'store' }, minReplicaCount: 0, maxReplicaCount: 3, triggers: [{ type: 'aws-sqs-queue', metadata: { queueURL: 'u' } }] } },
  { apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'IngressClassParams', metadata: { name: 'alb' }, spec: { group: { name: 'public' }, scheme: 'internal', loadBalancerName: 'shop' } },
];

/** Nodes of every type. */
const CAPACITY: readonly Capacity[] = [
  { type: 'nodes', nodeType: 'managed', name: 'App/Nodes', os: 'linux', labels: { team: 'shop' }, taints: [{ key: 'gpu', effect: 'NoSchedule' }], zones: ['eu-west-1a'], shapes: [{ instanceType: 'm7i.large', cpuMillis: 1930, memoryMiB: 7000, pods: 29, devices: {} }], min: 1, max: 3 },
  { type: 'elastic', nodeType: 'karpenter', name: 'App/Pool', os: 'linux', labels: {}, taints: [], requirements: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] }], limits: {} },
  { type: 'fargate', name: 'App/Fargate', selectors: [{ namespace: 'shop', labels: {} }] },
];

type Path = readonly (string | number)[];

/** Every place in a value, but those that say what kind it is. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [...(path.length > 0 ? [path] : []), ...Object.entries(value).flatMap(([key, each]) => (path.length === 0 && ['apiVersion', 'kind'].includes(key) ? [] : pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key])))];
}

function changed(value: unknown, [first, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (first === undefined) return change(value);
  if (Array.isArray(value)) return value.map((each, index) => (index === first ? changed(each, rest, change) : each));
  return Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, key === first ? changed(each, rest, change) : each]).filter(([, each]) => each !== undefined));
}

/** What somebody may write in a place where something else belongs. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, false, 0, -1, 1.5, 1e21, '', 'text', '8080', FILLED_IN, `arn:${FILLED_IN}`, [], [null], ['text'], [[]], [{}], {}, { name: null }, { text: 1 }, { '': '' }),
  fc.jsonValue({ maxDepth: 2 }),
);
const mutation = fc.integer({ min: 0, max: OBJECTS.length - 1 }).chain((index) => fc.record({ index: fc.constant(index), path: fc.constantFrom(...pathsOf(OBJECTS[index])), value: odd, add: fc.boolean() }));
type Mutation = { readonly index: number; readonly path: Path; readonly value: unknown; readonly add: boolean };

const mutated = (mutations: readonly Mutation[]): object[] => OBJECTS.map((object, index) => mutations.filter((each) => each.index === index).reduce<unknown>((result, { path, value, add }) => {
  try {
    return changed(result, path, (old) => (add && typeof old === 'object' && old !== null && !Array.isArray(old) ? { ...old, added: value } : value));
  } catch {
    return result; // an earlier change took the place away
  }
}, object) as object);

const given = (objects: readonly object[], more: Partial<Given> = {}): Given => ({ manifests: objects.map((object) => JSON.stringify(object)).join('\n---\n'), ...more });
const broken = (objects: readonly object[], more?: Partial<Given>) => check(RULES, factsOfCase(given(objects, more))).map(({ found }) => found.what).filter((what) => what.includes('could not be checked'));

test('the objects are well formed', () => {
  expect(factsOfCase(given(OBJECTS)).malformed).toEqual([]);
  expect(broken(OBJECTS)).toEqual([]);
});

test('no rule breaks on one change', () => {
  fc.assert(fc.property(mutation, (each) => expect(broken(mutated([each]))).toEqual([])), { numRuns: Number(process.env.RUNS ?? 100) });
}, 120_000);

test('no rule breaks on several changes, on nodes that are known', () => {
  fc.assert(fc.property(fc.array(mutation, { minLength: 2, maxLength: 6 }), (all) => {
    const objects = mutated(all);
    expect(broken(objects)).toEqual([]);
    expect(broken(objects, { facts: { fargate: [{ namespace: 'shop', labels: {} }], autoMode: true, version: undefined, closed: false, capacity: CAPACITY } })).toEqual([]);
  }), { numRuns: Number(process.env.RUNS ?? 40) });
}, 120_000);

describe('what is of another type is found, wherever it stands', () => {
  const typeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);
  const builtIn = OBJECTS.filter((object) => KIND_TYPES[`${(object as KubernetesObject).apiVersion}/${(object as KubernetesObject).kind}`] !== undefined) as readonly KubernetesObject[];
  const wrong: Readonly<Record<string, unknown>> = { list: { a: 'b' }, object: ['a'], string: { a: 'b' }, number: [1], boolean: 'yes' };

  test.each(builtIn.map((object) => [object.kind, object] as const))('in a %s', (_, object) => {
    for (const path of pathsOf(object)) {
      const bad = changed(object, path, (old) => wrong[typeOf(old)]) as KubernetesObject;
      const ids = check(RULES, factsOfCase(given([bad]))).map(({ rule }) => rule.id);
      expect([path, ids.some((id) => ['malformed-object', 'malformed-quantity'].includes(id))]).toEqual([path, true]);
    }
  });

  test.each(builtIn.map((object) => [object.kind, object] as const))('a field that there is not in a %s', (_, object) => {
    for (const path of pathsOf(object)) {
      const at = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], object);
      const parent = path[path.length - 1];
      // maps take any key
      if (typeof at !== 'object' || Array.isArray(at) || ['labels', 'annotations', 'matchLabels', 'nodeSelector', 'data', 'stringData', 'binaryData', 'requests', 'limits', 'hard', 'parameters', 'capacity', 'default', 'defaultRequest'].includes(String(parent))) continue;
      if (parent === 'selector' && object.kind === 'Service') continue;
      const { problems } = new Forms().formed(changed(object, path, (old) => ({ ...old as object, unheardOf: 1 })) as KubernetesObject);
      expect(problems.map(({ kind, field }) => [kind, field.endsWith('unheardOf')])).toEqual([['unknown', true]]);
    }
  });
});

test('what is read has no field that is null, nor any of another type', () => {
  fc.assert(fc.property(mutation, (each) => {
    for (const object of mutated([each]) as KubernetesObject[]) {
      const { object: read } = new Forms().formed(JSON.parse(JSON.stringify(object)) as KubernetesObject);
      expect(new Forms().formed(read).problems.filter(({ kind }) => kind === 'type' || kind === 'quantity' || kind === 'unknown')).toEqual([]);
      expect(read.metadata).not.toBeNull();
    }
  }), { numRuns: 200 });
});

test('every type in the table is described, by a type that there is', () => {
  const lines = FIELDS.trim().split('\n').map((line) => line.split(' ')[0]);
  const named = [...FIELDS.matchAll(/@(\S+)/g)].map(([, name]) => name);
  expect([...new Set([...named, ...Object.values(KIND_TYPES)])].filter((name) => !lines.includes(name))).toEqual([]);
});

test.each([['replica', 'replicas'], ['contianers', 'containers'], ['ContainerPort', 'containerPort'], ['sepc', 'spec'], ['kinds', 'kind'], ['xyz', undefined], ['image', undefined]])('nearest to %s is %s', (name, nearest) => {
  expect(nearestTo(name, ['replicas', 'containers', 'containerPort', 'spec', 'kind', 'metadata'])).toBe(nearest);
});
