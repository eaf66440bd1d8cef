import * as fc from 'fast-check';
import { podsOf, Workload } from './placement-worlds';
import { explain, SchedulerNode, SchedulerPod } from './reference-scheduler';
import { Capacity, NodeCapacity } from '../../src/model/capacity.rules';

/** Small clusters with many pods: replicas that do not pack, DaemonSets on each node, labels that EKS sets, affinity between workloads. */

type Json = Record<string, unknown>;

const ZONE = 'topology.kubernetes.io/zone';
const HOST = 'kubernetes.io/hostname';
const GROUP = 'eks.amazonaws.com/nodegroup';
const CAPACITY_TYPE = 'eks.amazonaws.com/capacityType';
const RACK = 'rack';

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const required = (terms: unknown) => ({ requiredDuringSchedulingIgnoredDuringExecution: terms });
const half = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });

const groupOf = (index: number): fc.Arbitrary<NodeCapacity> =>
  fc.record({
    type: fc.constant('nodes' as const),
    nodeType: fc.constant('managed' as const),
    name: fc.constant(`App/N${index}`),
    os: fc.constant('linux' as const),
    architecture: fc.constant('x86_64' as const),
    labels: fc
      .record({ [RACK]: half(some('r1', 'r2')), [CAPACITY_TYPE]: some('ON_DEMAND', 'SPOT') })
      .map((labels) => JSON.parse(JSON.stringify({ ...labels, [GROUP]: `group-${index}` })) as Record<string, string>),
    taints: some<NodeCapacity['taints']>([], [], [{ key: 'dedicated', effect: 'NoSchedule' }]),
    zones: fc.subarray(['a', 'b'], { minLength: 1 }),
    shapes: some(
      [{ instanceType: 'm5.large', cpuMillis: 1930, memoryMiB: 7518, pods: 29, ephemeralGiB: 44, devices: {} }],
      [{ instanceType: 'm5.large', cpuMillis: 1930, memoryMiB: 7518, pods: 4, ephemeralGiB: 44, devices: {} }],
      [
        { instanceType: 'm5.large', cpuMillis: 1930, memoryMiB: 7518, pods: 29, ephemeralGiB: 44, devices: {} },
        { instanceType: 'm5.xlarge', cpuMillis: 3920, memoryMiB: 15_000, pods: 58, ephemeralGiB: 44, devices: {} },
      ],
    ),
    min: fc.integer({ min: 0, max: 1 }),
    max: fc.integer({ min: 1, max: 3 }),
  });

/** One or two groups in known zones, whose labels of EKS are known. */
export const crowdedCapacities: fc.Arbitrary<Capacity[]> = fc.oneof(
  groupOf(0).map((one): Capacity[] => [one]),
  fc.tuple(groupOf(0), groupOf(1)).map((both): Capacity[] => both),
);

const requests: fc.Arbitrary<Json> = fc.record({
  cpu: some('0', '100m', '600m', '1', '1200m', '1900m'),
  memory: some('64Mi', '1Gi', '3Gi'),
});
const selector = some<Json>(
  { matchLabels: { app: 'w0' } },
  { matchLabels: { app: 'w0' } },
  { matchLabels: { app: 'w1' } },
  { matchExpressions: [{ key: 'app', operator: 'In', values: ['w0', 'w1'] }] },
  { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['w1'] }] },
);
const term = fc.record({ topologyKey: some(HOST, ZONE, RACK, GROUP, CAPACITY_TYPE, 'missing'), labelSelector: selector });
const values: Readonly<Record<string, readonly string[]>> = {
  [GROUP]: ['group-0', 'group-1', 'group-x'],
  [CAPACITY_TYPE]: ['SPOT', 'ON_DEMAND', 'on-demand'],
  [RACK]: ['r1', 'r2', 'r3'],
  [ZONE]: ['a', 'b', 'c'],
  'node.kubernetes.io/instance-type': ['m5.large', 'm5.xlarge', 'c5.large'],
};
const requirement = some(...Object.keys(values)).chain((key) =>
  fc.oneof<fc.Arbitrary<Json>[]>(
    fc.record({
      key: fc.constant(key),
      operator: some('In', 'NotIn'),
      values: fc.subarray([...values[key]], { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ key: fc.constant(key), operator: some('Exists', 'DoesNotExist') }),
  ),
);
const hostPorts = some<Json[]>([], [], [], [], [{ containerPort: 80, hostPort: 8080 }]);
const social: fc.Arbitrary<Json> = fc.oneof<fc.Arbitrary<Json>[]>(
  fc.constant({}),
  fc.constant({}),
  term.map((each) => ({ affinity: { podAffinity: required([each]) } })),
  term.map((each) => ({ affinity: { podAntiAffinity: required([each]) } })),
  fc
    .record({
      maxSkew: some(1, 1, 2),
      topologyKey: some(HOST, ZONE, RACK, GROUP),
      whenUnsatisfiable: fc.constant('DoNotSchedule'),
      labelSelector: selector,
      minDomains: half(some(2, 3)),
    })
    .map((each) => ({ topologySpreadConstraints: [each] })),
  fc
    .array(requirement, { minLength: 1, maxLength: 2 })
    .map((matchExpressions) => ({ affinity: { nodeAffinity: required({ nodeSelectorTerms: [{ matchExpressions }] }) } })),
);

const pod: fc.Arbitrary<Json> = fc
  .record({ asked: requests, ports: hostPorts, tolerations: some<Json[]>([], [], [{ operator: 'Exists' }]), more: social })
  .map(
    ({ asked, ports, tolerations, more }) =>
      JSON.parse(JSON.stringify({ containers: [{ name: 'main', resources: { requests: asked }, ports }], tolerations, ...more })) as Json,
  );

/** Up to three workloads with up to six pods each. */
export const crowdedWorkloads: fc.Arbitrary<Workload[]> = fc
  .array(
    fc.record({
      kind: some('Deployment' as const, 'Deployment' as const, 'StatefulSet' as const, 'DaemonSet' as const),
      name: fc.constant('w'),
      replicas: fc.integer({ min: 1, max: 6 }),
      pod,
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((all) => all.map((each, index): Workload => ({ ...each, name: `w${index}` })));

/** What the controller of DaemonSets does not look at. */
const OF_THE_CONTROLLER = new Set(['NodeAffinity', 'TaintToleration', 'NodeName']);

/** The pods of a workload in a cluster: a DaemonSet has one on each node that it selects and tolerates. */
export function podsIn(workload: Workload, nodes: SchedulerNode[]): SchedulerPod[] {
  if (workload.kind !== 'DaemonSet') return podsOf(workload);
  const [one] = podsOf(workload);
  const refusals = explain(one, { nodes, running: [], namespaces: {} });
  return nodes
    .filter(({ name }) => !refusals[name].some(({ plugin }) => OF_THE_CONTROLLER.has(plugin)))
    .map(({ name }) => ({ ...one, name: `${one.name}-${name}`, spec: pinned(one.spec, name) }));
}

function pinned(spec: Json, node: string): Json {
  const affinity = spec.affinity as Json | undefined;
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  return { ...spec, affinity: { ...affinity, nodeAffinity: required({ nodeSelectorTerms: [{ matchFields }] }) } };
}
