/* oxlint-disable max-lines -- one table per filter, next to each other */
import { explain, feasible, parseQuantity, podRequests, schedule, SchedulerNode, SchedulerPod, World } from './reference-scheduler';

const GI = 1024 ** 3;
const ZONE = 'topology.kubernetes.io/zone';
const HOST = 'kubernetes.io/hostname';

type Json = Record<string, unknown>;

function node(name: string, zone?: string, extra: Partial<SchedulerNode> = {}): SchedulerNode {
  return {
    name,
    taints: [],
    allocatable: { cpu: 4000, memory: 16 * GI, 'ephemeral-storage': 20 * GI, pods: 10 },
    ...extra,
    labels: { [HOST]: name, ...(zone ? { [ZONE]: zone } : {}), ...extra.labels },
  };
}

function pod(spec: Json = {}, labels: Record<string, string> = {}, namespace = 'default', name = 'web'): SchedulerPod {
  return { name, namespace, labels, spec: { containers: [{ name: 'main' }], ...spec } };
}

function container(requests: Json, extra: Json = {}): Json {
  return { name: 'main', resources: { requests }, ...extra };
}

interface Scene {
  pod: SchedulerPod;
  nodes: SchedulerNode[];
  running?: [node: string, ...pods: SchedulerPod[]][];
  namespaces?: World['namespaces'];
  claims?: World['claims'];
}

function world({ nodes, running = [], namespaces = {}, claims }: Omit<Scene, 'pod'>): World {
  return { nodes, running: running.flatMap(([name, ...pods]) => pods.map((other) => ({ pod: other, node: name }))), namespaces, claims };
}

/** The nodes a pod fits on, after checking that every refusal comes from the plugin under test. */
function fits(plugin: string, scene: Scene): string[] {
  const setting = world(scene);
  const refusals = Object.values(explain(scene.pod, setting))
    .flat()
    .map((refusal) => refusal.plugin);
  expect(refusals.filter((refusing) => refusing !== plugin)).toEqual([]);
  return feasible(scene.pod, setting);
}

type Case = [title: string, scene: Scene, expected: string[]];

function required(...nodeSelectorTerms: Json[]): Json {
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

function expressions(...requirements: [key: string, operator: string, ...values: string[]][]): Json {
  return { matchExpressions: requirements.map(([key, operator, ...values]) => ({ key, operator, values })) };
}

function near(...terms: Json[]): Json {
  return { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } };
}

function apart(...terms: Json[]): Json {
  return { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } };
}

function term(app: string, topologyKey = HOST, extra: Json = {}): Json {
  return { topologyKey, labelSelector: { matchLabels: { app } }, ...extra };
}

function spread(constraint: Json = {}): Json {
  const base = { maxSkew: 1, topologyKey: ZONE, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'a' } } };
  return { topologySpreadConstraints: [{ ...base, ...constraint }] };
}

const A = { app: 'a' };
const B = { app: 'b' };
const a = pod({}, A);
const b = pod({}, B);

describe('quantities', () => {
  test.each<[string | number, bigint]>([
    ['1', 1_000n],
    [2, 2_000n],
    [0.5, 500n],
    ['100m', 100n],
    ['1k', 1_000_000n],
    ['1M', 10n ** 9n],
    ['1E', 10n ** 21n],
    ['1Ki', 1_024_000n],
    ['1.5Gi', 1_610_612_736_000n],
    ['2e3', 2_000_000n],
    ['1E2', 100_000n],
    ['12e-1', 1_200n],
    ['.5', 500n],
    ['5.', 5_000n],
    ['+1', 1_000n],
    ['0.1m', 1n],
    ['1u', 1n],
    ['1n', 1n],
    ['1001u', 2n],
    [1e21, (2n ** 63n - 1n) * 1000n],
  ])('%s', (text, thousandths) => expect(parseQuantity(text)).toBe(thousandths));

  test.each(['', '.', '1e', '1K', '1ki', '1 Gi', 'Gi', '1e1.5', 'one'])('%j is refused', (text) =>
    expect(() => parseQuantity(text)).toThrow('not a quantity'),
  );
});

describe('requests', () => {
  const sidecar = (requests: Json) => container(requests, { restartPolicy: 'Always' });
  test.each<[string, Json, Record<string, number>]>([
    ['containers add up', { containers: [container({ cpu: '100m' }), container({ cpu: 1, memory: '1Gi' })] }, { cpu: 1100, memory: GI }],
    [
      'limits stand in for requests, resource by resource',
      {
        containers: [{ resources: { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '1' } } }],
      },
      { cpu: 1000, memory: GI },
    ],
    [
      'the largest init container counts when larger than all containers',
      {
        initContainers: [container({ cpu: '3' }), container({ cpu: '1', memory: '2Gi' })],
        containers: [container({ cpu: '2', memory: '1Gi' })],
      },
      { cpu: 3000, memory: 2 * GI },
    ],
    [
      'a sidecar runs beside the containers',
      { initContainers: [sidecar({ cpu: '1' })], containers: [container({ cpu: '2' })] },
      { cpu: 3000 },
    ],
    [
      'a sidecar runs beside later init containers',
      {
        initContainers: [sidecar({ cpu: '1' }), container({ cpu: '5' })],
        containers: [container({ cpu: '2' })],
      },
      { cpu: 6000 },
    ],
    [
      'but not beside earlier ones',
      {
        initContainers: [container({ cpu: '5' }), sidecar({ cpu: '1' })],
        containers: [container({ cpu: '2' })],
      },
      { cpu: 5000 },
    ],
    [
      'overhead comes on top',
      {
        initContainers: [container({ cpu: '3' })],
        containers: [container({ cpu: '2' })],
        overhead: { cpu: '250m' },
      },
      { cpu: 3250 },
    ],
    [
      'pod-level requests replace those of the containers',
      {
        resources: { requests: { cpu: '1', memory: '1Gi' } },
        containers: [container({ cpu: '500m', memory: '4Gi', 'example.com/gpu': 1 })],
        overhead: { cpu: '100m' },
      },
      { cpu: 1100, memory: GI, 'example.com/gpu': 1 },
    ],
    [
      'a pod-level limit yields to what the containers ask',
      {
        resources: { limits: { cpu: '4', memory: '4Gi' } },
        containers: [container({ cpu: '500m' }), container({ cpu: '500m' })],
      },
      { cpu: 1000, memory: 4 * GI },
    ],
    [
      'a pod-level resource that is not supported there is ignored',
      {
        resources: { requests: { cpu: '1', 'ephemeral-storage': '5Gi' } },
        containers: [container({ 'ephemeral-storage': '1Gi' })],
      },
      { cpu: 1000, 'ephemeral-storage': GI },
    ],
    [
      'each quantity is rounded up to thousandths, the sum to units',
      {
        containers: [container({ cpu: '100u', memory: '100m' }), container({ cpu: '100u', memory: '100m' })],
      },
      { cpu: 2, memory: 1 },
    ],
    [
      'unknown native resources do not count',
      { containers: [container({ storage: '1Gi', 'hugepages-2Mi': '4Mi' })] },
      { 'hugepages-2Mi': 4 * 1024 ** 2 },
    ],
    ['no request at all', {}, {}],
  ])('%s', (_, spec, expected) => expect(podRequests(pod(spec))).toEqual(expected));
});

const SCENES: Record<string, Case[]> = {
  NodeUnschedulable: [
    ['cordoned', { pod: pod(), nodes: [node('n1', 'z1', { unschedulable: true }), node('n2')] }, ['n2']],
    [
      'cordoned and tolerated',
      {
        pod: pod({ tolerations: [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' }] }),
        nodes: [node('n1', 'z1', { unschedulable: true })],
      },
      ['n1'],
    ],
  ],
  NodeName: [['only the named node', { pod: pod({ nodeName: 'n2' }), nodes: [node('n1'), node('n2')] }, ['n2']]],
  TaintToleration: [
    [
      'effects',
      {
        pod: pod(),
        nodes: ['NoSchedule', 'NoExecute', 'PreferNoSchedule'].map((effect) => node(effect, undefined, { taints: [{ key: 'k', effect }] })),
      },
      ['PreferNoSchedule'],
    ],
    [
      'Equal is the default and compares values, Exists does not',
      {
        pod: pod({
          tolerations: [
            { key: 'k', value: 'v' },
            { key: 'x', operator: 'Exists' },
          ],
        }),
        nodes: [
          node('same', undefined, { taints: [{ key: 'k', value: 'v', effect: 'NoSchedule' }] }),
          node('other', undefined, { taints: [{ key: 'k', value: 'w', effect: 'NoSchedule' }] }),
          node('exists', undefined, { taints: [{ key: 'x', value: 'w', effect: 'NoExecute' }] }),
          node('both', undefined, {
            taints: [
              { key: 'k', value: 'v', effect: 'NoSchedule' },
              { key: 'y', effect: 'NoSchedule' },
            ],
          }),
        ],
      },
      ['same', 'exists'],
    ],
    [
      'a toleration without a value tolerates a taint without a value',
      {
        pod: pod({ tolerations: [{ key: 'k', operator: 'Equal' }] }),
        nodes: [
          node('none', undefined, { taints: [{ key: 'k', effect: 'NoSchedule' }] }),
          node('empty', undefined, { taints: [{ key: 'k', value: '', effect: 'NoSchedule' }] }),
        ],
      },
      ['none', 'empty'],
    ],
    [
      'Exists without a key tolerates everything of its effect',
      {
        pod: pod({ tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }] }),
        nodes: [
          node('n1', undefined, { taints: [{ key: 'k', effect: 'NoSchedule' }] }),
          node('n2', undefined, { taints: [{ key: 'k', effect: 'NoExecute' }] }),
        ],
      },
      ['n1'],
    ],
    [
      'comparison operators are off',
      {
        pod: pod({ tolerations: [{ key: 'k', operator: 'Gt', value: '1' }] }),
        nodes: [node('n1', undefined, { taints: [{ key: 'k', value: '5', effect: 'NoSchedule' }] })],
      },
      [],
    ],
  ],
  NodeAffinity: [
    [
      'nodeSelector and affinity both hold',
      {
        pod: pod({ nodeSelector: { disk: 'ssd' }, ...required(expressions([ZONE, 'In', 'z1', 'z2'])) }),
        nodes: [node('n1', 'z1', { labels: { disk: 'ssd' } }), node('n2', 'z3', { labels: { disk: 'ssd' } }), node('n3', 'z1')],
      },
      ['n1'],
    ],
    [
      'terms are alternatives, expressions of one term are not',
      {
        pod: pod(required(expressions([ZONE, 'In', 'z1'], ['disk', 'Exists']), expressions([ZONE, 'In', 'z2']))),
        nodes: [node('n1', 'z1'), node('n2', 'z2'), node('n3', 'z1', { labels: { disk: 'ssd' } })],
      },
      ['n2', 'n3'],
    ],
    [
      'NotIn and DoesNotExist match where the label is missing',
      {
        pod: pod(required(expressions(['disk', 'NotIn', 'hdd']))),
        nodes: [node('n1'), node('n2', 'z1', { labels: { disk: 'hdd' } }), node('n3', 'z1', { labels: { disk: '' } })],
      },
      ['n1', 'n3'],
    ],
    [
      'DoesNotExist refuses even the empty value',
      {
        pod: pod(required(expressions(['disk', 'DoesNotExist']))),
        nodes: [node('n1'), node('n2', 'z1', { labels: { disk: '' } })],
      },
      ['n1'],
    ],
    [
      'Gt and Lt compare integers and skip what is none',
      {
        pod: pod(required(expressions(['cores', 'Gt', '4'], ['cores', 'Lt', '20']))),
        nodes: ['4', '10', '20', '5.5', 'many'].map((cores) => node(`n${cores}`, undefined, { labels: { cores } })),
      },
      ['n10'],
    ],
    [
      'matchFields',
      {
        pod: pod(required({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n1'] }] })),
        nodes: [node('n1'), node('n2')],
      },
      ['n1'],
    ],
    [
      'matchFields NotIn together with expressions',
      {
        pod: pod(
          required({ ...expressions([ZONE, 'In', 'z1']), matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['n1'] }] }),
        ),
        nodes: [node('n1', 'z1'), node('n2', 'z1'), node('n3', 'z2')],
      },
      ['n2'],
    ],
    ['an empty term matches nothing', { pod: pod(required({})), nodes: [node('n1')] }, []],
    [
      'an empty term beside another is skipped',
      { pod: pod(required({}, expressions([ZONE, 'Exists']))), nodes: [node('n1', 'z1'), node('n2')] },
      ['n1'],
    ],
    ['an empty list of terms matches nothing', { pod: pod(required()), nodes: [node('n1')] }, []],
    [
      'preferences refuse nothing',
      {
        pod: pod({
          affinity: {
            nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: expressions(['x', 'Exists']) }] },
          },
        }),
        nodes: [node('n1')],
      },
      ['n1'],
    ],
    ['a malformed term does not match, not even NotIn', { pod: pod(required(expressions(['x', 'NotIn']))), nodes: [node('n1')] }, []],
  ],
  NodePorts: [
    [
      'port, protocol and address',
      {
        pod: pod({ containers: [{ ports: [{ hostPort: 80, hostIP: '10.0.0.1' }] }] }),
        nodes: ['same', 'any', 'address', 'protocol', 'port'].map((name) => node(name)),
        running: [
          ['same', pod({ containers: [{ ports: [{ hostPort: 80, hostIP: '10.0.0.1' }] }] })],
          ['any', pod({ containers: [{ ports: [{ hostPort: 80, hostIP: '0.0.0.0', protocol: 'TCP' }] }] })],
          ['address', pod({ containers: [{ ports: [{ hostPort: 80, hostIP: '10.0.0.2' }] }] })],
          ['protocol', pod({ containers: [{ ports: [{ hostPort: 80, protocol: 'UDP' }] }] })],
          ['port', pod({ containers: [{ ports: [{ hostPort: 81 }, { containerPort: 80 }] }] })],
        ],
      },
      ['address', 'protocol', 'port'],
    ],
    [
      'sidecars hold their ports, other init containers do not',
      {
        pod: pod({ containers: [{ ports: [{ hostPort: 80 }] }] }),
        nodes: [node('n1'), node('n2')],
        running: [
          ['n1', pod({ initContainers: [{ restartPolicy: 'Always', ports: [{ hostPort: 80 }] }] })],
          ['n2', pod({ initContainers: [{ ports: [{ hostPort: 80 }] }] })],
        ],
      },
      ['n2'],
    ],
    [
      'the host network makes container ports host ports',
      {
        pod: pod({ hostNetwork: true, containers: [{ ports: [{ containerPort: 9100 }] }] }),
        nodes: [node('n1'), node('n2')],
        running: [
          ['n1', pod({ hostNetwork: true, containers: [{ ports: [{ containerPort: 9100 }] }] })],
          ['n2', pod({ containers: [{ ports: [{ containerPort: 9100 }] }] })],
        ],
      },
      ['n2'],
    ],
    [
      'a pod does not conflict with itself',
      {
        pod: pod({ containers: [{ ports: [{ hostPort: 80 }] }, { ports: [{ hostPort: 80 }] }] }),
        nodes: [node('n1')],
      },
      ['n1'],
    ],
  ],
  NodeResourcesFit: [
    [
      'what is left counts, to the last unit',
      {
        pod: pod({ containers: [container({ cpu: '2' })] }),
        nodes: [node('n1'), node('n2')],
        running: [
          ['n1', pod({ containers: [container({ cpu: '2' })] })],
          ['n2', pod({ containers: [container({ cpu: '2001m' })] })],
        ],
      },
      ['n1'],
    ],
    [
      'a pod without requests fits on a full and overcommitted node',
      {
        pod: pod({ containers: [container({ cpu: 0, 'example.com/gpu': 0 })] }),
        nodes: [node('n1')],
        running: [['n1', pod({ containers: [container({ cpu: '9' })] })]],
      },
      ['n1'],
    ],
    [
      'a resource that is not asked for may be overcommitted',
      {
        pod: pod({ containers: [container({ memory: '1Gi' })] }),
        nodes: [node('n1')],
        running: [['n1', pod({ containers: [container({ cpu: '9' })] })]],
      },
      ['n1'],
    ],
    [
      'the number of pods',
      {
        pod: pod(),
        nodes: [node('n1', 'z1', { allocatable: { pods: 1 } }), node('n2', 'z1', { allocatable: { pods: 2 } })],
        running: [
          ['n1', a],
          ['n2', a],
        ],
      },
      ['n2'],
    ],
    [
      'extended resources',
      {
        pod: pod({ containers: [{ resources: { limits: { 'nvidia.com/gpu': 1 } } }] }),
        nodes: [node('n1'), node('n2', 'z1', { allocatable: { pods: 10, 'nvidia.com/gpu': 1 } })],
      },
      ['n2'],
    ],
    ['ephemeral storage', { pod: pod({ containers: [container({ 'ephemeral-storage': '21Gi' })] }), nodes: [node('n1')] }, []],
    [
      'running pods take what their init containers need',
      {
        pod: pod({ containers: [container({ cpu: '2' })] }),
        nodes: [node('n1')],
        running: [['n1', pod({ initContainers: [container({ cpu: '3' })] })]],
      },
      [],
    ],
  ],
  VolumeRestrictions: [
    [
      'one pod in the cluster for ReadWriteOncePod',
      {
        pod: pod({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] }),
        nodes: [node('n1'), node('n2')],
        running: [['n1', pod({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] })]],
        claims: { 'default/data': { accessMode: 'ReadWriteOncePod' } },
      },
      [],
    ],
    [
      'not in another namespace',
      {
        pod: pod({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] }),
        nodes: [node('n1')],
        running: [['n1', pod({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] }, {}, 'other')]],
        claims: { 'default/data': { accessMode: 'ReadWriteOncePod' }, 'other/data': { accessMode: 'ReadWriteOncePod' } },
      },
      ['n1'],
    ],
    [
      'ReadWriteOnce refuses no node',
      {
        pod: pod({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] }),
        nodes: [node('n1'), node('n2')],
        running: [['n1', pod({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] })]],
        claims: { 'default/data': { accessMode: 'ReadWriteOnce' } },
      },
      ['n1', 'n2'],
    ],
  ],
  VolumeBinding: [
    [
      'the zones of all claims',
      {
        pod: pod({
          volumes: [
            { persistentVolumeClaim: { claimName: 'c1' } },
            { persistentVolumeClaim: { claimName: 'c2' } },
            { persistentVolumeClaim: { claimName: 'c3' } },
          ],
        }),
        nodes: [node('n1', 'z1'), node('n2', 'z2'), node('n3', 'z3'), node('n4')],
        claims: { 'default/c1': { zones: ['z1', 'z2'] }, 'default/c2': { zones: ['z2', 'z3'] }, 'default/c3': {} },
      },
      ['n2'],
    ],
    [
      'a claim that is not there',
      { pod: pod({ volumes: [{ persistentVolumeClaim: { claimName: 'c1' } }] }), nodes: [node('n1', 'z1')], claims: {} },
      [],
    ],
    [
      'the claim of an ephemeral volume need not be there',
      {
        pod: pod({ volumes: [{ name: 'scratch', ephemeral: {} }] }),
        nodes: [node('n1', 'z1')],
        claims: {},
      },
      ['n1'],
    ],
    [
      'a volume that waited for its first consumer follows it',
      {
        pod: pod({ volumes: [{ persistentVolumeClaim: { claimName: 'c1' } }] }),
        nodes: [node('n1', 'z1'), node('n2', 'z1'), node('n3', 'z2')],
        running: [['n1', pod({ volumes: [{ persistentVolumeClaim: { claimName: 'c1' } }] })]],
        claims: { 'default/c1': { zones: ['z1', 'z2'], unbound: true } },
      },
      ['n1', 'n2'],
    ],
  ],
  PodTopologySpread: [
    [
      'the least crowded zone',
      {
        pod: pod(spread(), A),
        nodes: [node('n1', 'z1'), node('n2', 'z2')],
        running: [['n1', a]],
      },
      ['n2'],
    ],
    [
      'within the skew',
      { pod: pod(spread({ maxSkew: 2 }), A), nodes: [node('n1', 'z1'), node('n2', 'z2')], running: [['n1', a]] },
      ['n1', 'n2'],
    ],
    [
      'a pod outside its own selector does not add to the skew',
      {
        pod: pod(spread(), B),
        nodes: [node('n1', 'z1'), node('n2', 'z2')],
        running: [['n1', a]],
      },
      ['n1', 'n2'],
    ],
    [
      'nodes without the key are refused and do not count',
      {
        pod: pod(spread(), A),
        nodes: [node('n1', 'z1'), node('n2')],
        running: [['n1', a]],
      },
      ['n1'],
    ],
    [
      'nodes lacking the key of another constraint do not count for this one',
      {
        pod: pod(
          {
            topologySpreadConstraints: [ZONE, 'rack'].map((topologyKey) => ({
              ...(spread().topologySpreadConstraints as Json[])[0],
              topologyKey,
            })),
          },
          A,
        ),
        nodes: [node('n1', 'z1', { labels: { rack: 'r1' } }), node('n2', 'z2')],
        running: [['n1', a]],
      },
      ['n1'],
    ],
    [
      'other namespaces do not count',
      {
        pod: pod(spread(), A),
        nodes: [node('n1', 'z1'), node('n2', 'z2')],
        running: [['n1', pod({}, A, 'other')]],
      },
      ['n1', 'n2'],
    ],
    [
      'only DoNotSchedule',
      {
        pod: pod(spread({ whenUnsatisfiable: 'ScheduleAnyway' }), A),
        nodes: [node('n1', 'z1'), node('n2')],
        running: [['n1', a]],
      },
      ['n1', 'n2'],
    ],
    ['too few domains make the minimum 0', { pod: pod(spread({ minDomains: 2 }), A), nodes: [node('n1', 'z1')], running: [['n1', a]] }, []],
    [
      'one domain alone is always at its own minimum',
      { pod: pod(spread(), A), nodes: [node('n1', 'z1')], running: [['n1', a, a, a]] },
      ['n1'],
    ],
    [
      'tainted nodes count by default',
      {
        pod: pod({ ...spread(), tolerations: [{ key: 'other', operator: 'Exists' }] }, A),
        nodes: [node('n1', 'z1'), node('n2', 'z2', { taints: [{ key: 'k', effect: 'PreferNoSchedule' }] })],
        running: [['n1', a]],
      },
      ['n2'],
    ],
    [
      'matchLabelKeys narrows the selector to the own revision',
      {
        pod: pod(spread({ matchLabelKeys: ['rev', 'absent'] }), { ...A, rev: '2' }),
        nodes: [node('n1', 'z1'), node('n2', 'z2')],
        running: [['n1', pod({}, { ...A, rev: '1' })]],
      },
      ['n1', 'n2'],
    ],
    [
      'no selector matches no pod',
      {
        pod: pod(spread({ labelSelector: undefined }), A),
        nodes: [node('n1', 'z1'), node('n2', 'z2')],
        running: [['n1', a, a]],
      },
      ['n1', 'n2'],
    ],
    [
      'the empty selector counts no running pod either',
      {
        pod: pod(spread({ labelSelector: {} }), A),
        nodes: [node('n1', 'z1'), node('n2', 'z2')],
        running: [['n1', a, a]],
      },
      ['n1', 'n2'],
    ],
  ],
  InterPodAffinity: [
    [
      'affinity follows the topology',
      {
        pod: pod(near(term('a', ZONE))),
        nodes: [node('n1', 'z1'), node('n2', 'z1'), node('n3', 'z2'), node('n4')],
        running: [['n1', a]],
      },
      ['n1', 'n2'],
    ],
    [
      'one pod has to match all terms',
      {
        pod: pod(near(term('a'), term('b'))),
        nodes: [node('n1')],
        running: [['n1', a, b]],
      },
      [],
    ],
    [
      'different pods may satisfy the keys of the terms',
      {
        pod: pod(near(term('a', ZONE), term('a', 'rack'))),
        nodes: [
          node('n1', 'z1', { labels: { rack: 'r1' } }),
          node('n2', 'z2', { labels: { rack: 'r2' } }),
          node('n3', 'z1', { labels: { rack: 'r2' } }),
        ],
        running: [
          ['n1', a],
          ['n2', a],
        ],
      },
      ['n1', 'n2', 'n3'],
    ],
    ['no pod that matches the affinity', { pod: pod(near(term('a'))), nodes: [node('n1')] }, []],
    [
      'the first of a group goes anywhere that has the keys',
      {
        pod: pod(near(term('a', ZONE)), A),
        nodes: [node('n1', 'z1'), node('n2', 'z2'), node('n3')],
      },
      ['n1', 'n2'],
    ],
    [
      'the second of a group does not',
      {
        pod: pod(near(term('a', ZONE)), A),
        nodes: [node('n1', 'z1'), node('n2', 'z2')],
        running: [['n2', a]],
      },
      ['n2'],
    ],
    [
      'a group in another namespace is another group',
      {
        pod: pod(near(term('a', ZONE)), A),
        nodes: [node('n1', 'z1'), node('n2', 'z2')],
        running: [['n2', pod({}, A, 'other')]],
      },
      ['n1', 'n2'],
    ],
    [
      'a pod on a node without the key does not start the group',
      {
        pod: pod(near(term('a', ZONE)), A),
        nodes: [node('n1', 'z1'), node('n2')],
        running: [['n2', a]],
      },
      ['n1'],
    ],
    [
      'a pod that matches only one of its own terms is not the first of a group',
      {
        pod: pod(near(term('a', ZONE), term('b', ZONE)), A),
        nodes: [node('n1', 'z1')],
      },
      [],
    ],
    [
      'anti-affinity',
      {
        pod: pod(apart(term('a', ZONE))),
        nodes: [node('n1', 'z1'), node('n2', 'z1'), node('n3', 'z2'), node('n4')],
        running: [['n1', a]],
      },
      ['n3', 'n4'],
    ],
    [
      'each term of anti-affinity refuses by itself',
      {
        pod: pod(apart(term('a'), term('b'))),
        nodes: [node('n1'), node('n2'), node('n3')],
        running: [
          ['n1', a],
          ['n2', b],
        ],
      },
      ['n3'],
    ],
    ['a pod does not repel itself', { pod: pod(apart(term('a')), A), nodes: [node('n1')] }, ['n1']],
    [
      'running pods repel the incoming one',
      {
        pod: a,
        nodes: [node('n1', 'z1'), node('n2', 'z1'), node('n3', 'z2')],
        running: [['n1', pod(apart(term('a', ZONE)), B)]],
      },
      ['n3'],
    ],
    [
      'from another namespace only when they name it',
      {
        pod: a,
        nodes: [node('n1'), node('n2')],
        running: [
          ['n1', pod(apart(term('a')), B, 'other')],
          ['n2', pod(apart(term('a', HOST, { namespaces: ['default'] })), B, 'other')],
        ],
      },
      ['n1'],
    ],
    [
      'the namespace selector of a running pod reads the labels of the incoming namespace',
      {
        pod: a,
        nodes: [node('n1'), node('n2')],
        namespaces: { default: { team: 'x' } },
        running: [
          ['n1', pod(apart(term('a', HOST, { namespaceSelector: { matchLabels: { team: 'x' } } })), B, 'other')],
          ['n2', pod(apart(term('a', HOST, { namespaceSelector: { matchLabels: { team: 'y' } } })), B, 'other')],
        ],
      },
      ['n2'],
    ],
    [
      'namespaces and namespace selector add up, the own namespace is not implied',
      {
        pod: pod(apart(term('a', HOST, { namespaces: ['x'], namespaceSelector: { matchLabels: { team: 'y' } } }))),
        nodes: ['default', 'x', 'y', 'z'].map((name) => node(name)),
        namespaces: { y: { team: 'y' } },
        running: ['default', 'x', 'y', 'z'].map((name) => [name, pod({}, A, name)]),
      },
      ['default', 'z'],
    ],
    [
      'the empty namespace selector means all namespaces',
      {
        pod: pod(apart(term('a', HOST, { namespaceSelector: {} }))),
        nodes: [node('n1'), node('n2')],
        running: [
          ['n1', a],
          ['n2', pod({}, A, 'other')],
        ],
      },
      [],
    ],
    [
      'namespaces carry their name as a label',
      {
        pod: pod(apart(term('a', HOST, { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } }))),
        nodes: [node('n1'), node('n2')],
        running: [
          ['n1', a],
          ['n2', pod({}, A, 'other')],
        ],
      },
      ['n1'],
    ],
    [
      'no label selector matches no pod, the empty one all',
      {
        pod: pod(apart({ topologyKey: HOST })),
        nodes: [node('n1')],
        running: [['n1', a]],
      },
      ['n1'],
    ],
    [
      'the empty label selector matches all pods',
      {
        pod: pod(apart({ topologyKey: HOST, labelSelector: {} })),
        nodes: [node('n1'), node('n2')],
        running: [['n1', a]],
      },
      ['n2'],
    ],
    [
      'matchLabelKeys keeps to the own revision',
      {
        pod: pod(apart(term('a', HOST, { matchLabelKeys: ['rev'] })), { ...A, rev: '2' }),
        nodes: [node('n1'), node('n2')],
        running: [
          ['n1', pod({}, { ...A, rev: '1' })],
          ['n2', pod({}, { ...A, rev: '2' })],
        ],
      },
      ['n1'],
    ],
    [
      'mismatchLabelKeys keeps to the others, those without the label included',
      {
        pod: pod(apart({ topologyKey: HOST, labelSelector: {}, mismatchLabelKeys: ['tenant'] }), { tenant: 't1' }),
        nodes: [node('n1'), node('n2'), node('n3')],
        running: [
          ['n1', pod({}, { tenant: 't1' })],
          ['n2', pod({}, { tenant: 't2' })],
          ['n3', a],
        ],
      },
      ['n1'],
    ],
    [
      'keys that the pod does not have are dropped',
      {
        pod: pod(apart(term('a', HOST, { matchLabelKeys: ['rev'] })), A),
        nodes: [node('n1')],
        running: [['n1', pod({}, { ...A, rev: '1' })]],
      },
      [],
    ],
  ],
};

describe.each(Object.entries(SCENES))('%s', (plugin, cases) => {
  test.each(cases)('%s', (_, scene, expected) => expect(fits(plugin, scene)).toEqual(expected));
});

describe('spreading over nodes that refuse the pod', () => {
  const full = {
    nodes: [node('n1', 'z1'), node('n2', 'z2', { taints: [{ key: 'k', effect: 'NoSchedule' }] })],
    running: [['n1', a]] as Scene['running'],
  };

  test('a tainted zone keeps the minimum at 0 by default', () => expect(feasible(pod(spread(), A), world(full))).toEqual([]));

  test('and does not with nodeTaintsPolicy Honor', () =>
    expect(feasible(pod(spread({ nodeTaintsPolicy: 'Honor' }), A), world(full))).toEqual(['n1']));

  test('a zone outside the node affinity does not count by default', () => {
    const chosen = { nodes: [node('n1', 'z1', { labels: { disk: 'ssd' } }), node('n2', 'z2')], running: full.running };
    expect(feasible(pod({ ...spread(), nodeSelector: { disk: 'ssd' } }, A), world(chosen))).toEqual(['n1']);
    expect(feasible(pod({ ...spread({ nodeAffinityPolicy: 'Ignore' }), nodeSelector: { disk: 'ssd' } }, A), world(chosen))).toEqual([]);
  });

  test('a cordoned zone still counts with nodeTaintsPolicy Honor unless it has the taint as well', () => {
    const cordoned = { nodes: [node('n1', 'z1'), node('n2', 'z2', { unschedulable: true })], running: full.running };
    expect(feasible(pod(spread({ nodeTaintsPolicy: 'Honor' }), A), world(cordoned))).toEqual([]);
  });
});

test('explain names every plugin that refuses', () => {
  const big = pod({ nodeName: 'n1', containers: [container({ cpu: '8', memory: '32Gi' })] });
  expect(explain(big, world({ nodes: [node('n1'), node('n2')] }))).toEqual({
    n1: [
      { plugin: 'NodeResourcesFit', reason: 'insufficient cpu' },
      { plugin: 'NodeResourcesFit', reason: 'insufficient memory' },
    ],
    n2: [
      { plugin: 'NodeName', reason: 'the pod names node n1' },
      { plugin: 'NodeResourcesFit', reason: 'insufficient cpu' },
      { plugin: 'NodeResourcesFit', reason: 'insufficient memory' },
    ],
  });
});

describe('schedule', () => {
  const sized = (cpu: string, name: string, spec: Json = {}, labels = {}) =>
    pod({ containers: [container({ cpu })], ...spec }, labels, 'default', name);
  const names = (pods: SchedulerPod[]) => pods.map(({ name }) => name);

  test('prefers the node with most room', () => {
    const { placed, pending } = schedule(
      [sized('1', 'p1'), sized('1', 'p2')],
      world({ nodes: [node('n1'), node('n2')], running: [['n1', sized('2', 'x')]] }),
    );
    expect(placed.map((placement) => placement.node)).toEqual(['n2', 'n2']);
    expect(pending).toEqual([]);
  });

  test('a pod that waits for another comes after it', () => {
    const { placed, pending } = schedule(
      [sized('1', 'follower', near(term('a'))), sized('1', 'leader', {}, A)],
      world({ nodes: [node('n1'), node('n2')] }),
    );
    expect(placed.map(({ pod: { name }, node: where }) => `${name}@${where}`)).toEqual(['leader@n1', 'follower@n1']);
    expect(pending).toEqual([]);
  });

  const PINNED: [SchedulerPod[], World] = [
    [sized('3', 'free'), sized('3', 'pinned', { nodeSelector: { [HOST]: 'n1' } })],
    world({ nodes: [node('n1'), node('n2', undefined, { allocatable: { cpu: 3000, memory: GI, pods: 10 } })] }),
  ];

  test('without search the first come takes the place of the second', () => {
    const { pending, exhaustive } = schedule(...PINNED);
    expect([names(pending), exhaustive]).toEqual([['pinned'], false]);
  });

  test('search goes back', () => {
    const { pending, exhaustive } = schedule(...PINNED, { search: 10 });
    expect([names(pending), exhaustive]).toEqual([[], true]);
  });

  test('search that tried everything says so', () => {
    const replicas = ['p1', 'p2', 'p3'].map((name) => sized('1', name, apart(term('a')), A));
    const { placed, pending, exhaustive } = schedule(replicas, world({ nodes: [node('n1'), node('n2')] }), { search: 1000 });
    expect([placed.length, names(pending), exhaustive]).toEqual([2, ['p3'], true]);
  });

  test('search tries other orders where they matter', () => {
    const inZone = { nodeSelector: { [ZONE]: 'z1' } };
    const careless = sized('1', 'careless', inZone, A);
    const careful = sized('1', 'careful', { ...inZone, ...spread({ nodeAffinityPolicy: 'Ignore' }) }, A);
    const zones = world({ nodes: [node('n1', 'z1'), node('n2', 'z2')] });
    expect(names(schedule([careless, careful], zones).pending)).toEqual(['careful']);
    expect(names(schedule([careless, careful], zones, { search: 10 }).pending)).toEqual([]);
  });

  test('the world stays as it was', () => {
    const setting = world({ nodes: [node('n1')] });
    schedule([sized('1', 'p1')], setting, { search: 5 });
    expect(setting.running).toEqual([]);
  });
});
