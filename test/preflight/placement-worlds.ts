import * as fc from 'fast-check';
import { SchedulerClaim, SchedulerNode, SchedulerPod, World } from './reference-scheduler';
import { Capacity, ElasticCapacity, NodeCapacity, NodeShape } from '../../src/model/capacity.rules';
import { instanceFacts } from '../../src/nodes/tables/instance-types.rules';
import { requestsOf } from '../../src/preflight/placement/pod-requests.rules';

/** Random capacities, the nodes that they may become, and the pods of random workloads as the API server and controllers make them. */

const ZONE = 'topology.kubernetes.io/zone';
const HOST = 'kubernetes.io/hostname';
const ZONES = ['a', 'b', 'c'];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  tier: ['front', 'back'],
  slots: ['1', '4', '12', 'many'],
  rack: ['r1', 'r2'],
  'eks.amazonaws.com/capacityType': ['SPOT', 'ON_DEMAND'],
  'eks.amazonaws.com/compute-type': ['ec2', 'fargate'],
  'kubernetes.io/arch': ['amd64', 'arm64'],
  'beta.kubernetes.io/arch': ['amd64', 'arm64'],
  'kubernetes.io/os': ['linux', 'windows'],
  'node.kubernetes.io/instance-type': ['m5.large', 'g5.xlarge', 'x.small'],
  [ZONE]: [...ZONES, 'd'],
};
/** Labels that users set: all others are set by controllers. */
const OWN = ['tier', 'slots', 'rack'];
const TYPES = ['m5.large', 'm7g.large', 'g5.xlarge', 'c5.xlarge'];

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, frequency: number = 3) => fc.option(arbitrary, { nil: undefined, freq: frequency });
const rarely = <T>(arbitrary: fc.Arbitrary<T>, weight: number = 3) =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const few = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number = 2) => fc.array(arbitrary, { maxLength });

const taint = fc.record({
  key: some('dedicated', 'nvidia.com/gpu'),
  value: maybe(some('x', 'y')),
  effect: some('NoSchedule', 'NoExecute', 'PreferNoSchedule'),
});
const taints = fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: few(taint) });
const ownLabels = fc.record(
  { tier: some(...VALUES.tier), slots: some(...VALUES.slots), rack: some('r1') },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, string>>;

const shape: fc.Arbitrary<NodeShape> = fc.record({
  instanceType: some('m5.large', 'x.small'),
  cpuMillis: some(500, 1930, 3920, 3920),
  memoryMiB: some(512, 2048, 7518, 7518),
  pods: some(1, 3, 29, 29),
  ephemeralGiB: some(3, 44, 44),
  devices: some<Record<string, number>>({}, { 'nvidia.com/gpu': 2 }),
});

/** A group of at most three nodes: so that all of them can be tried. */
export const group: fc.Arbitrary<NodeCapacity> = fc.record({
  type: fc.constant('nodes' as const),
  nodeType: fc.constant('managed' as const),
  name: some('App/A', 'App/B', 'App/C'),
  os: fc.oneof({ weight: 15, arbitrary: fc.constant('linux' as const) }, { weight: 1, arbitrary: fc.constant('windows' as const) }),
  architecture: some('x86_64' as const, 'arm64' as const),
  labels: ownLabels,
  taints,
  zones: maybe(fc.subarray(ZONES, { minLength: 1 }), 6),
  shapes: fc.array(shape, { minLength: 1, maxLength: 3 }),
  max: fc.integer({ min: 1, max: 3 }),
});

export const pool: fc.Arbitrary<ElasticCapacity> = fc.record({
  type: fc.constant('elastic' as const),
  nodeType: fc.constant('karpenter' as const),
  name: some('App/P', 'App/Q'),
  os: fc.constant('linux' as const),
  labels: ownLabels,
  taints,
  zones: maybe(fc.subarray(ZONES, { minLength: 1 })),
  requirements: fc
    .tuple(
      fc.subarray(TYPES, { minLength: 1 }).map((values) => ({ key: 'node.kubernetes.io/instance-type', operator: 'In', values })),
      maybe(some({ key: 'rack', operator: 'In', values: ['r1', 'r2'] }, { key: 'rack', operator: 'Exists', values: [] })),
    )
    .map((all) => all.filter((each) => each !== undefined)),
  limits: some<Record<string, string>>({}, { cpu: '4' }, { memory: '20Gi' }),
});

const unlikeNames = (capacities: Capacity[]) => capacities.map((each, index) => ({ ...each, name: `${each.name}${index}` }));
export const knownCapacities = fc
  .array(
    group.map((each): Capacity => ({ ...each, zones: each.zones ?? ['a'] })),
    { minLength: 1, maxLength: 3 },
  )
  .map(unlikeNames);
export const capacities = fc
  .array(fc.oneof<fc.Arbitrary<Capacity>[]>(group, group, group, pool), { minLength: 1, maxLength: 3 })
  .map(unlikeNames);

/** Large nodes in known zones: what keeps pods away is other pods. */
export const roomyCapacities = fc
  .array(
    fc
      .record({
        zones: fc.subarray(ZONES, { minLength: 1 }),
        max: fc.integer({ min: 1, max: 3 }),
        labels: some<Record<string, string>>({}, {}, { rack: 'r1' }),
        taints: some<NodeCapacity['taints']>([], [], [{ key: 'dedicated', effect: 'NoSchedule' }]),
      })
      .map((change): Capacity => ({
        type: 'nodes',
        nodeType: 'managed',
        name: 'App/N',
        os: 'linux',
        architecture: 'x86_64',
        shapes: [{ instanceType: 'm5.large', cpuMillis: 3920, memoryMiB: 7518, pods: 29, ephemeralGiB: 44, devices: {} }],
        ...change,
      })),
    { minLength: 1, maxLength: 2 },
  )
  .map(unlikeNames);

type Json = Record<string, unknown>;

const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
const requirementOf = (keys: readonly string[]) =>
  some(...keys).chain((key) =>
    fc.oneof<fc.Arbitrary<Json>[]>(
      fc.record({ key: fc.constant(key), operator: some('In', 'NotIn'), values: fc.subarray([...VALUES[key]], { minLength: 1 }) }),
      fc.record({ key: fc.constant(key), operator: some('Exists', 'DoesNotExist') }),
      fc.record({ key: fc.constant('slots'), operator: some('Gt', 'Lt'), values: some(['3'], ['10']) }),
    ),
  );
const labelsOf = (keys: readonly string[]) => some(...keys).chain((key) => some(...VALUES[key]).map((value): Json => ({ [key]: value })));
const toleration: fc.Arbitrary<Json> = fc.oneof<fc.Arbitrary<Json>[]>(
  fc.record({ key: some('dedicated', 'nvidia.com/gpu'), operator: some('Exists') }),
  fc.record({ key: some('dedicated'), value: some('x', 'y'), effect: some('NoSchedule', 'NoExecute') }, { requiredKeys: ['key'] }),
  fc.constant({ operator: 'Exists' }),
);

const amounts: fc.Arbitrary<Json> = fc.record(
  {
    cpu: some('100m', '0.5', '1500m', '3'),
    memory: some('128Mi', '1Gi', '6Gi'),
    'ephemeral-storage': some('1Gi', '1Gi', '10Gi'),
    'nvidia.com/gpu': some(0, 0, 1, 2),
  },
  { requiredKeys: [] },
);
const resources = fc.oneof<fc.Arbitrary<Json>[]>(
  fc.constant({}),
  fc.record({ requests: amounts }),
  fc.record({ requests: amounts, limits: amounts }, { requiredKeys: [] }),
);
const ports = some(
  [],
  [],
  [],
  [{ containerPort: 80 }],
  [{ containerPort: 80, hostPort: 8080 }],
  [{ containerPort: 80, hostPort: 8080, protocol: 'UDP' }],
);
const container = fc.record({ name: fc.constant('main'), resources, ports });
const initContainer = fc.record({ name: fc.constant('init'), resources, restartPolicy: maybe(fc.constant('Always'), 1) });
const selector = some<Json>(
  { matchLabels: { app: 'w0' } },
  { matchLabels: { app: 'w1' } },
  { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
  {},
);
const keysOfLabels = rarely(some(['pod-template-hash'], ['app'], ['apps.kubernetes.io/pod-index']));

const spread = fc.record({
  maxSkew: fc.integer({ min: 1, max: 2 }),
  topologyKey: some(ZONE, HOST, HOST, 'rack', 'eks.amazonaws.com/capacityType'),
  whenUnsatisfiable: some('DoNotSchedule', 'DoNotSchedule', 'ScheduleAnyway'),
  labelSelector: selector,
  minDomains: rarely(fc.integer({ min: 1, max: 4 })),
  matchLabelKeys: keysOfLabels,
  nodeTaintsPolicy: rarely(fc.constant('Honor')),
  nodeAffinityPolicy: rarely(fc.constant('Ignore')),
});
const podTerm = fc.record({
  topologyKey: some(HOST, HOST, ZONE, 'rack'),
  labelSelector: selector,
  namespaces: rarely(some(['other'], ['shop'])),
  namespaceSelector: rarely(fc.constant({})),
  matchLabelKeys: keysOfLabels,
});
const required = (terms: unknown) => ({ requiredDuringSchedulingIgnoredDuringExecution: terms });

/** A pod of few wishes is one that `weight` times rarer has any. */
const podOf = (keys: readonly string[], simple: boolean, weight: number) =>
  fc
    .record({
      containers: fc.array(container, { minLength: 1, maxLength: 2 }),
      initContainers: simple ? fc.constant([]) : few(initContainer),
      resources: simple
        ? fc.constant(undefined)
        : rarely(
            fc.record(
              { requests: some({ cpu: '1' }, { memory: '1Gi' }), limits: some({ cpu: '4', memory: '8Gi' }) },
              { requiredKeys: ['limits'] },
            ),
          ),
      overhead: rarely(fc.constant({ memory: '256Mi' })),
      nodeSelector: rarely(labelsOf(keys), weight),
      tolerations: few(toleration, 3),
      topologySpreadConstraints: simple ? fc.constant([]) : rarely(few(spread)).map((all) => all ?? []),
      affinity: fc.record({
        nodeAffinity: rarely(
          fc
            .array(fc.record({ matchExpressions: few(requirementOf(keys)) }), { minLength: 1, maxLength: 2 })
            .map((nodeSelectorTerms) => required({ nodeSelectorTerms })),
          weight,
        ),
        podAffinity: simple ? fc.constant(undefined) : rarely(fc.array(podTerm, { minLength: 1, maxLength: 1 }).map(required), 2 * weight),
        podAntiAffinity: simple ? fc.constant(undefined) : rarely(fc.array(podTerm, { minLength: 1, maxLength: 2 }).map(required)),
      }),
    })
    .map((pod) => withoutUndefined(pod) as Json);

/** A workload of the namespace shop, with the zones of its volume. */
export interface Workload {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly name: string;
  readonly replicas: number;
  readonly pod: Json;
  readonly zones?: readonly string[];
}

const workloadOf = (keys: readonly string[], simple: boolean, weight: number): fc.Arbitrary<Workload> =>
  fc.record({
    kind: some('Deployment' as const, 'Deployment' as const, 'StatefulSet' as const, 'DaemonSet' as const),
    name: fc.constant('w0'),
    replicas: fc.integer({ min: 1, max: 3 }),
    pod: podOf(keys, simple, weight),
    zones: simple ? fc.constant(undefined) : rarely(fc.subarray([...ZONES, 'd'], { minLength: 1, maxLength: 2 }), weight),
  });
export const workload = workloadOf(Object.keys(VALUES), false, 3);
export const workloads = fc
  .array(workloadOf(Object.keys(VALUES), false, 15), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((each, index): Workload => ({ ...each, name: `w${index}` })));
const own = some<Json>(
  { matchLabels: { app: 'w0' } },
  { matchLabels: { app: 'w0' } },
  { matchLabels: { app: 'w1' } },
  {},
  { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
);
const sociableSpread = fc.record({
  maxSkew: fc.integer({ min: 1, max: 2 }),
  topologyKey: some(ZONE, HOST),
  whenUnsatisfiable: fc.constant('DoNotSchedule'),
  labelSelector: own,
  minDomains: fc.integer({ min: 2, max: 4 }),
  matchLabelKeys: keysOfLabels,
});
const sociableTerm = fc.record({
  topologyKey: some(ZONE, HOST),
  labelSelector: own,
  namespaces: rarely(some(['other'], ['shop'])),
  matchLabelKeys: keysOfLabels,
});

/** Those that ask to be near or apart, and for nothing else. */
export const sociableWorkloads = fc
  .array(
    fc.record({
      kind: some('Deployment' as const, 'StatefulSet' as const),
      name: fc.constant('w'),
      replicas: fc.integer({ min: 1, max: 4 }),
      pod: fc
        .record({
          containers: ports.map((each) => [{ name: 'main', ports: each }]),
          tolerations: some<Json[]>([], [{ operator: 'Exists' }]),
          social: fc.oneof<fc.Arbitrary<Json>[]>(
            fc.array(sociableSpread, { minLength: 1, maxLength: 2 }).map((topologySpreadConstraints) => ({ topologySpreadConstraints })),
            sociableTerm.map((term) => ({ affinity: { podAntiAffinity: required([term]) } })),
            sociableTerm.map((term) => ({ affinity: { podAffinity: required([term]) } })),
          ),
        })
        .map(({ social, ...pod }) => withoutUndefined({ ...pod, ...social }) as Json),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((all) => all.map((each, index): Workload => ({ ...each, name: `w${index}` })));

/** One that asks for resources, for labels of users, and tolerates. */
export const simpleWorkload = workloadOf([...OWN, ZONE, 'kubernetes.io/arch'], true, 3);

/** The objects that a user would write. */
export function objectsOf({ kind, name, replicas, pod, zones }: Workload): object[] {
  const metadata = (each: string) => ({ name: each, namespace: 'shop' });
  const claim = (className: string) => ({
    storageClassName: className,
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
  });
  const bound = zones && kind !== 'StatefulSet';
  const template = {
    metadata: { labels: { app: name } },
    spec: bound ? { ...pod, volumes: [{ name: 'data', persistentVolumeClaim: { claimName: `data-${name}` } }] } : pod,
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind,
      metadata: metadata(name),
      spec: {
        ...(kind === 'DaemonSet' ? {} : { replicas }),
        selector: { matchLabels: { app: name } },
        template,
        ...(zones && kind === 'StatefulSet' ? { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim(name) }] } : {}),
      },
    },
    ...(zones && kind === 'StatefulSet'
      ? [
          {
            apiVersion: 'storage.k8s.io/v1',
            kind: 'StorageClass',
            metadata: { name },
            provisioner: 'ebs.csi.aws.com',
            allowedTopologies: [{ matchLabelExpressions: [{ key: ZONE, values: zones }] }],
          },
        ]
      : []),
    ...(bound
      ? [
          { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: metadata(`data-${name}`), spec: { ...claim(''), volumeName: name } },
          {
            apiVersion: 'v1',
            kind: 'PersistentVolume',
            metadata: { name },
            spec: {
              nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: ZONE, operator: 'In', values: zones }] }] } },
            },
          },
        ]
      : []),
  ];
}

/** The pods that its controller makes, as they are once the API server has admitted them: what asks for a device tolerates its taint. */
export function podsOf({ kind, name, replicas, pod, zones }: Workload): SchedulerPod[] {
  const devices = Object.keys(requestsOf(pod))
    .filter((resource) => resource.includes('/'))
    .map((key) => ({ key, operator: 'Exists', effect: 'NoSchedule' }));
  const admitted = { ...pod, tolerations: [...(pod.tolerations as Json[]), ...devices] };
  return Array.from({ length: kind === 'DaemonSet' ? 1 : replicas }, (_, index) => ({
    name: `${name}-${index}`,
    namespace: 'shop',
    labels: {
      app: name,
      ...(kind === 'Deployment'
        ? { 'pod-template-hash': `${name}-1` }
        : {
            'controller-revision-hash': `${name}-1`,
            ...(kind === 'StatefulSet' ? { 'apps.kubernetes.io/pod-index': String(index) } : {}),
          }),
    },
    spec: zones ? { ...admitted, volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claimOf(kind, name, index) } }] } : admitted,
  }));
}

const claimOf = (kind: Workload['kind'], name: string, index: number) =>
  kind === 'StatefulSet' ? `data-${name}-${index}` : `data-${name}`;

/** One node that a capacity may become. */
type Choice = Omit<SchedulerNode, 'name'>;

/** Every node that a capacity may become: each shape in each zone, with what others may say of it. */
export function choicesOf(capacity: Capacity): Choice[] {
  if (capacity.type === 'fargate') return [];
  const racks =
    capacity.type === 'elastic'
      ? capacity.requirements.filter(({ key }) => key === 'rack').flatMap(({ values }) => (values.length > 0 ? values : VALUES.rack))
      : [];
  // EKS sets the label on nodes of managed groups; Karpenter has one of its own
  const isManaged = capacity.type === 'nodes' && capacity.nodeType === 'managed';
  const capacityTypes: readonly (string | undefined)[] = isManaged ? VALUES['eks.amazonaws.com/capacityType'] : [undefined];
  return shapesOf(capacity).flatMap(({ type, arch, allocatable }) =>
    (capacity.zones ?? [...ZONES, 'd']).flatMap((zone) =>
      capacityTypes.flatMap((spot) =>
        (racks.length > 0 ? racks : [undefined]).map((rack): Choice => ({
          labels: {
            ...(rack === undefined ? {} : { rack }),
            [ZONE]: zone,
            'kubernetes.io/os': capacity.os,
            'kubernetes.io/arch': arch,
            'beta.kubernetes.io/arch': arch,
            'node.kubernetes.io/instance-type': type,
            ...(spot === undefined ? {} : { 'eks.amazonaws.com/capacityType': spot }),
            ...(spot === 'SPOT' ? { 'eks.amazonaws.com/compute-type': 'ec2' } : {}),
            ...capacity.labels,
          },
          taints: capacity.taints.map((each) => ({ ...each })),
          allocatable,
        })),
      ),
    ),
  );
}

function shapesOf(capacity: NodeCapacity | ElasticCapacity): { type: string; arch: string; allocatable: Record<string, number> }[] {
  if (capacity.type === 'nodes') {
    return capacity.shapes.map(({ instanceType, cpuMillis = 0, memoryMiB = 0, pods = 0, ephemeralGiB = 0, devices }) => ({
      type: instanceType,
      arch: capacity.architecture === 'arm64' ? 'arm64' : 'amd64',
      allocatable: { cpu: cpuMillis, memory: memoryMiB * 2 ** 20, pods, 'ephemeral-storage': ephemeralGiB * 2 ** 30, ...devices },
    }));
  }
  return capacity.requirements
    .find(({ key }) => key === 'node.kubernetes.io/instance-type')!
    .values.map((name) => {
      const { vcpus = 0, memoryMiB = 0, architecture, gpus = 0, maxPods } = instanceFacts(name)!;
      return {
        type: name,
        arch: architecture === 'arm64' ? 'arm64' : 'amd64',
        allocatable: {
          cpu: vcpus * 1000,
          memory: memoryMiB * 2 ** 20,
          pods: maxPods,
          'ephemeral-storage': 100 * 2 ** 30,
          'nvidia.com/gpu': gpus,
        },
      };
    })
    .filter(({ allocatable }) => allocatable.cpu <= mostOf(capacity, 'cpu') && allocatable.memory <= mostOf(capacity, 'memory'));
}

const mostOf = (capacity: Capacity, resource: 'cpu' | 'memory'): number => {
  const limit = capacity.type === 'elastic' ? capacity.limits[resource] : undefined;
  if (limit === undefined) return Infinity;
  return resource === 'cpu' ? Number(limit) * 1000 : parseInt(limit) * 2 ** 30;
};

const named = (choices: readonly Choice[]): SchedulerNode[] =>
  choices.map((choice, index) => ({ ...choice, name: `n${index}`, labels: { ...choice.labels, [HOST]: `n${index}` } }));
const MOST_ELASTIC = 3;

/** A cluster with one of every node that there may be. */
export const everyNode = (all: readonly Capacity[]): SchedulerNode[] => named(all.flatMap(choicesOf));

/** One cluster at full scale, its nodes chosen by these numbers. */
export function fullScale(all: readonly Capacity[], numbers: readonly number[]): SchedulerNode[] {
  let next = 0;
  return named(
    all.flatMap((capacity) => {
      const choices = choicesOf(capacity);
      const left = { cpu: mostOf(capacity, 'cpu'), memory: mostOf(capacity, 'memory') };
      const count = capacity.type === 'nodes' ? (capacity.max ?? MOST_ELASTIC) : MOST_ELASTIC;
      return Array.from({ length: count }).flatMap(() => {
        const within = choices.filter(({ allocatable }) => allocatable.cpu <= left.cpu && allocatable.memory <= left.memory);
        if (within.length === 0) return [];
        const choice = within[numbers[next++ % numbers.length] % within.length];
        left.cpu -= choice.allocatable.cpu;
        left.memory -= choice.allocatable.memory;
        return [choice];
      });
    }),
  );
}

export function worldOf(nodes: SchedulerNode[], all: readonly Workload[]): World {
  const claims = all.flatMap(({ kind, name, replicas, zones }) =>
    zones === undefined
      ? []
      : Array.from({ length: replicas }, (_, index): [string, SchedulerClaim] => [
          `shop/${claimOf(kind, name, index)}`,
          { zones: [...zones], unbound: kind === 'StatefulSet' },
        ]),
  );
  return { nodes, running: [], namespaces: {}, claims: Object.fromEntries(claims) };
}
