/* oxlint-disable max-lines -- one self-contained model, kept whole so that it can be read against the scheduler */
/**
 * A readable model of the filter plugins of kube-scheduler 1.36 (default profile, default arguments, default feature gates),
 * to be held against static checks: whatever is feasible here would be placed by the real scheduler.
 *
 * Not modelled: NodeVolumeLimits, DynamicResources, NodeDeclaredFeatures, scheduling gates, preemption and terminating pods.
 */

type Labels = Record<string, string>;

export interface SchedulerNode {
  name: string;
  labels: Labels;
  taints: { key: string; value?: string; effect: string }[];
  unschedulable?: boolean;
  /** cpu in millicores, memory and ephemeral-storage in bytes, the others in units. A resource left out, `pods` included, counts as 0. */
  allocatable: Record<string, number>;
}

export interface SchedulerPod {
  name: string;
  namespace: string;
  labels: Labels;
  /** The spec as sent to the API server, before its defaulting. */
  spec: Record<string, unknown>;
}

export interface SchedulerClaim {
  /** Zones in which the volume may be: nodeAffinity of the volume or allowedTopologies of the class; left out when it may be anywhere. */
  zones?: string[];
  accessMode?: string;
  /** The class waits for the first consumer and the volume is not there yet: the first pod placed settles its zone. */
  unbound?: boolean;
}

export interface World {
  nodes: SchedulerNode[];
  running: { pod: SchedulerPod; node: string }[];
  /** Labels of the namespaces; `kubernetes.io/metadata.name` is added as the API server does. */
  namespaces: Record<string, Labels>;
  /** By `namespace/name`. When left out, claims restrict nothing; when given, a pod whose claim is not in it fits nowhere. */
  claims?: Record<string, SchedulerClaim>;
}

export interface Refusal {
  plugin: string;
  reason: string;
}

export interface Schedule {
  placed: { pod: SchedulerPod; node: string }[];
  pending: SchedulerPod[];
  /** Whether everything is placed, or no order and no choice of nodes places everything (preemption aside). */
  exhaustive: boolean;
}

interface Requirement {
  key: string;
  operator: string;
  values?: string[] | null;
}

interface LabelSelector {
  matchLabels?: Labels | null;
  matchExpressions?: Requirement[] | null;
}

interface NodeSelectorTerm {
  matchExpressions?: Requirement[] | null;
  matchFields?: Requirement[] | null;
}

interface PodAffinityTerm {
  topologyKey: string;
  labelSelector?: LabelSelector | null;
  namespaces?: string[] | null;
  namespaceSelector?: LabelSelector | null;
  matchLabelKeys?: string[] | null;
  mismatchLabelKeys?: string[] | null;
}

interface SpreadConstraint {
  maxSkew: number;
  topologyKey: string;
  whenUnsatisfiable: string;
  labelSelector?: LabelSelector | null;
  minDomains?: number | null;
  nodeAffinityPolicy?: string | null;
  nodeTaintsPolicy?: string | null;
  matchLabelKeys?: string[] | null;
}

interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
}

type ResourceList = Record<string, string | number>;

interface Resources {
  requests?: ResourceList | null;
  limits?: ResourceList | null;
}

interface Container {
  restartPolicy?: string;
  resources?: Resources | null;
  ports?: { containerPort?: number; hostPort?: number; hostIP?: string; protocol?: string }[] | null;
}

interface Volume {
  name?: string;
  persistentVolumeClaim?: { claimName: string } | null;
  ephemeral?: object | null;
  awsElasticBlockStore?: { volumeID: string } | null;
}

interface PodSpec {
  nodeName?: string;
  nodeSelector?: Labels | null;
  affinity?: {
    nodeAffinity?: { requiredDuringSchedulingIgnoredDuringExecution?: { nodeSelectorTerms?: NodeSelectorTerm[] | null } | null } | null;
    podAffinity?: { requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[] | null } | null;
    podAntiAffinity?: { requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[] | null } | null;
  } | null;
  tolerations?: Toleration[] | null;
  topologySpreadConstraints?: SpreadConstraint[] | null;
  hostNetwork?: boolean;
  containers?: Container[] | null;
  initContainers?: Container[] | null;
  resources?: Resources | null;
  overhead?: ResourceList | null;
  volumes?: Volume[] | null;
}

const HOSTNAME_FIELD = 'metadata.name';
const ZONE_LABEL = 'topology.kubernetes.io/zone';
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';
const MAX_INT64 = 2n ** 63n - 1n;

function specOf(pod: SchedulerPod): PodSpec {
  return pod.spec as PodSpec;
}

interface Scale {
  readonly exponent: number;
  readonly binary: bigint;
}

const SUFFIXES: Record<string, Scale> = {
  '': { exponent: 0, binary: 1n },
  ...Object.fromEntries(['n', 'u', 'm'].map((suffix, i) => [suffix, { exponent: 3 * i - 9, binary: 1n }])),
  ...Object.fromEntries(['k', 'M', 'G', 'T', 'P', 'E'].map((suffix, i) => [suffix, { exponent: 3 * i + 3, binary: 1n }])),
  ...Object.fromEntries(['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, i) => [suffix, { exponent: 0, binary: 1024n ** BigInt(i + 1) }])),
};

/** A Kubernetes quantity in thousandths, rounded up as the API server does with those of a pod. */
export function parseQuantity(quantity: string | number): bigint {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?([A-Za-z].*)?$/.exec(String(quantity));
  const [, sign, whole, fraction = '', suffix = ''] = parts ?? [];
  const scale = scaleOf(suffix);
  if (!parts || !scale || whole + fraction === '') {
    throw new Error(`not a quantity: ${JSON.stringify(quantity)}`);
  }
  const digits = BigInt(whole + fraction) * scale.binary;
  const exponent = scale.exponent + 3 - fraction.length;
  const magnitude = exponent >= 0 ? digits * 10n ** BigInt(exponent) : ceilDivide(digits, 10n ** BigInt(-exponent));
  const capped = magnitude > MAX_INT64 * 1000n ? MAX_INT64 * 1000n : magnitude;
  return sign === '-' ? -capped : capped;
}

function scaleOf(suffix: string): Scale | undefined {
  const scientific = /^[eE]([+-]?\d{1,3})$/.exec(suffix);
  if (scientific) return { exponent: Number(scientific[1]), binary: 1n };
  return Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix] : undefined;
}

function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

type Amounts = Map<string, bigint>;

function amounts(list: ResourceList | null | undefined): Amounts {
  return new Map(Object.entries(list ?? {}).map(([name, quantity]) => [name, parseQuantity(quantity)]));
}

function add(total: Amounts, more: Amounts): void {
  more.forEach((amount, name) => total.set(name, (total.get(name) ?? 0n) + amount));
}

function raise(total: Amounts, floor: Amounts): void {
  floor.forEach((amount, name) => {
    const current = total.get(name);
    total.set(name, current === undefined || current < amount ? amount : current);
  });
}

function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

function containerRequests(container: Container): Amounts {
  return new Map([...amounts(container.resources?.limits), ...amounts(container.resources?.requests)]);
}

/** The most that the containers ask for together at any moment: while one of the init containers runs, or after all of them. */
function aggregateRequests(spec: PodSpec): Amounts {
  const steady: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const initialization: Amounts = new Map();
  (spec.containers ?? []).forEach((container) => add(steady, containerRequests(container)));
  for (const container of spec.initContainers ?? []) {
    const requests = containerRequests(container);
    const moment: Amounts = new Map(sidecars);
    add(moment, requests);
    raise(initialization, moment);
    if (isSidecar(container)) {
      add(sidecars, requests);
      add(steady, requests);
    }
  }
  raise(steady, initialization);
  return steady;
}

function isPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');
}

/**
 * spec.resources.requests after defaulting: what only has a limit takes the sum of the containers, and the limit where they ask for none.
 */
function podLevelRequests(spec: PodSpec, aggregate: Amounts): Amounts {
  const limits = amounts(spec.resources?.limits);
  const requests = amounts(spec.resources?.requests);
  if (limits.size > 0) {
    const overcommittable = [...aggregate].filter(([name]) => !name.startsWith('hugepages-'));
    [...overcommittable, ...limits].forEach(([name, amount]) => {
      if (!requests.has(name)) {
        requests.set(name, amount);
      }
    });
  }
  return new Map([...requests].filter(([name]) => isPodLevelResource(name)));
}

function isCounted(name: string): boolean {
  return (
    ['cpu', 'memory', 'ephemeral-storage'].includes(name) ||
    /^(hugepages|attachable-volumes)-/.test(name) ||
    (name.includes('/') && !name.startsWith('requests.'))
  );
}

/** What the pod asks of its node, in the units of `allocatable`. */
export function podRequests(pod: SchedulerPod): Record<string, number> {
  const spec = specOf(pod);
  const total = aggregateRequests(spec);
  podLevelRequests(spec, new Map(total)).forEach((amount, name) => total.set(name, amount));
  add(total, amounts(spec.overhead));
  return Object.fromEntries(
    [...total]
      .filter(([name]) => isCounted(name))
      .map(([name, amount]) => [name, Number(name === 'cpu' ? amount : ceilDivide(amount, 1000n))]),
  );
}

function parseInt64(text: string | undefined): bigint | undefined {
  if (text === undefined || !/^[+-]?\d+$/.test(text)) {
    return undefined;
  }
  const value = BigInt(text.replace(/^\+/, ''));
  return value <= MAX_INT64 && value >= -MAX_INT64 - 1n ? value : undefined;
}

function label(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** Whether the labels meet the requirement; undefined when the requirement itself is malformed. */
function meets(labels: Labels, { key, operator, values }: Requirement): boolean | undefined {
  const actual = label(labels, key);
  const wanted = values ?? [];
  switch (operator) {
    case 'In':
      return wanted.length === 0 ? undefined : actual !== undefined && wanted.includes(actual);
    case 'NotIn':
      return wanted.length === 0 ? undefined : actual === undefined || !wanted.includes(actual);
    case 'Exists':
      return wanted.length > 0 ? undefined : actual !== undefined;
    case 'DoesNotExist':
      return wanted.length > 0 ? undefined : actual === undefined;
    case 'Gt':
    case 'Lt': {
      const bound = wanted.length === 1 ? parseInt64(wanted[0]) : undefined;
      const number = parseInt64(actual);
      return bound === undefined ? undefined : number !== undefined && (operator === 'Gt' ? number > bound : number < bound);
    }
    default:
      return undefined;
  }
}

interface Selector {
  /** Whether it is the selector `{}`, as opposed to one with requirements and to none at all. */
  everything: boolean;
  matches(labels: Labels): boolean;
}

/** A selector that is not given selects nothing, an empty one everything. */
function toSelector(selector: LabelSelector | null | undefined, extra: Requirement[] = []): Selector {
  if (!selector) {
    return { everything: false, matches: () => false };
  }
  const requirements = [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...(selector.matchExpressions ?? []),
    ...extra,
  ];
  return {
    everything: requirements.length === 0,
    matches: (labels) => requirements.every((requirement) => meets(labels, requirement) === true),
  };
}

/** The requirements that the API server derives from the pod's own labels; keys that the pod does not have are dropped. */
function ownLabelRequirements(pod: SchedulerPod, keys: string[] | null | undefined, operator: 'In' | 'NotIn'): Requirement[] {
  return (keys ?? []).flatMap((key) => {
    const value = label(pod.labels, key);
    return value === undefined ? [] : [{ key, operator, values: [value] }];
  });
}

function nodeMatchesTerm(node: SchedulerNode, { matchExpressions, matchFields }: NodeSelectorTerm): boolean {
  const expressions = matchExpressions ?? [];
  const fields = matchFields ?? [];
  if (expressions.length + fields.length === 0) {
    return false;
  }
  return (
    expressions.every((expression) => meets(node.labels, expression) === true) &&
    fields.every(({ key, operator, values }) => {
      if (values?.length !== 1) {
        return false;
      }
      const actual = key === HOSTNAME_FIELD ? node.name : '';
      return operator === 'In' ? actual === values[0] : operator === 'NotIn' && actual !== values[0];
    })
  );
}

function matchesNodeAffinity(spec: PodSpec, node: SchedulerNode): boolean {
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return (
    Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => label(node.labels, key) === value) &&
    (!required || (required.nodeSelectorTerms ?? []).some((term) => nodeMatchesTerm(node, term)))
  );
}

type Taint = SchedulerNode['taints'][number];

// The operators Lt and Gt tolerate nothing: the gate TaintTolerationComparisonOperators is still alpha, hence off.
function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if ((effect && effect !== taint.effect) || (key && key !== taint.key)) {
    return false;
  }
  return operator === 'Exists' || ((!operator || operator === 'Equal') && (value ?? '') === (taint.value ?? ''));
}

function untoleratedTaint(spec: PodSpec, taints: Taint[]): Taint | undefined {
  return taints
    .filter(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute')
    .find((taint) => !(spec.tolerations ?? []).some((toleration) => tolerates(toleration, taint)));
}

interface HostPort {
  ip: string;
  protocol: string;
  port: number;
}

function hostPorts(spec: PodSpec): HostPort[] {
  return [...(spec.initContainers ?? []).filter(isSidecar), ...(spec.containers ?? [])]
    .flatMap((container) => container.ports ?? [])
    .map(({ hostPort, containerPort, hostIP, protocol }) => ({
      ip: hostIP || '0.0.0.0',
      protocol: protocol || 'TCP',
      port: hostPort || (spec.hostNetwork ? (containerPort ?? 0) : 0),
    }))
    .filter(({ port }) => port > 0);
}

function portsConflict(a: HostPort, b: HostPort): boolean {
  return a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0');
}

function claimKeys(pod: SchedulerPod): string[] {
  return (specOf(pod).volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim ? [`${pod.namespace}/${persistentVolumeClaim.claimName}`] : [],
  );
}

// The claim of an ephemeral volume is made for the pod once the pod is there, so that a world need not list it.
function ephemeralClaimKeys(pod: SchedulerPod): string[] {
  return (specOf(pod).volumes ?? []).flatMap(({ name, ephemeral }) => (ephemeral ? [`${pod.namespace}/${pod.name}-${name}`] : []));
}

interface NodeState {
  node: SchedulerNode;
  pods: SchedulerPod[];
  used: Record<string, number>;
}

interface AffinityTerm {
  topologyKey: string;
  matches(pod: SchedulerPod): boolean;
}

interface SpreadState {
  maxSkew: number;
  topologyKey: string;
  selfMatch: number;
  globalMinimum: number;
  /** Matching pods by value of the topology key, over the nodes that count. */
  matching: Map<string, number>;
}

/** Pairs of topology key and value. */
class Domains {
  private readonly pairs = new Set<string>();

  public get isEmpty(): boolean {
    return this.pairs.size === 0;
  }

  public addNode(node: SchedulerNode, topologyKey: string): void {
    const value = label(node.labels, topologyKey);
    if (value !== undefined) {
      this.pairs.add(JSON.stringify([topologyKey, value]));
    }
  }

  public hasNode(node: SchedulerNode, topologyKey: string): boolean {
    return this.pairs.has(JSON.stringify([topologyKey, label(node.labels, topologyKey)]));
  }
}

interface AffinityState {
  affinity: AffinityTerm[];
  antiAffinity: AffinityTerm[];
  /** Where pods run that match all affinity terms of the incoming pod. */
  attracting: Domains;
  /** Where pods run that match an anti-affinity term of the incoming pod. */
  repelling: Domains;
  /** Where pods run whose anti-affinity matches the incoming pod. */
  forbidding: Domains;
}

interface Cycle {
  pod: SchedulerPod;
  spec: PodSpec;
  world: World;
  nodes: NodeState[];
  requests: Record<string, number>;
  spread: SpreadState[];
  pods: AffinityState;
}

function affinityTerms(owner: SchedulerPod, kind: 'podAffinity' | 'podAntiAffinity', world: World): AffinityTerm[] {
  return (specOf(owner).affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term) => {
    const selector = toSelector(term.labelSelector, [
      ...ownLabelRequirements(owner, term.matchLabelKeys, 'In'),
      ...ownLabelRequirements(owner, term.mismatchLabelKeys, 'NotIn'),
    ]);
    const listed = term.namespaces ?? [];
    const namespaces = listed.length === 0 && !term.namespaceSelector ? [owner.namespace] : listed;
    const namespaceSelector = toSelector(term.namespaceSelector);
    return {
      topologyKey: term.topologyKey,
      matches: (pod) =>
        selector.matches(pod.labels) &&
        (namespaces.includes(pod.namespace) ||
          namespaceSelector.matches({ ...world.namespaces[pod.namespace], [NAMESPACE_LABEL]: pod.namespace })),
    };
  });
}

function matchesAll(terms: AffinityTerm[], pod: SchedulerPod): boolean {
  return terms.length > 0 && terms.every((term) => term.matches(pod));
}

function affinityState(pod: SchedulerPod, nodes: NodeState[], world: World): AffinityState {
  const state: AffinityState = {
    affinity: affinityTerms(pod, 'podAffinity', world),
    antiAffinity: affinityTerms(pod, 'podAntiAffinity', world),
    attracting: new Domains(),
    repelling: new Domains(),
    forbidding: new Domains(),
  };
  for (const { node, pods } of nodes) {
    for (const other of pods) {
      if (matchesAll(state.affinity, other)) {
        state.affinity.forEach(({ topologyKey }) => state.attracting.addNode(node, topologyKey));
      }
      state.antiAffinity.filter((term) => term.matches(other)).forEach(({ topologyKey }) => state.repelling.addNode(node, topologyKey));
      affinityTerms(other, 'podAntiAffinity', world)
        .filter((term) => term.matches(pod))
        .forEach(({ topologyKey }) => state.forbidding.addNode(node, topologyKey));
    }
  }
  return state;
}

function spreadStates(pod: SchedulerPod, nodes: NodeState[]): SpreadState[] {
  const spec = specOf(pod);
  const constraints = (spec.topologySpreadConstraints ?? []).filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule');
  const withAllKeys = nodes.filter(({ node }) => constraints.every(({ topologyKey }) => label(node.labels, topologyKey) !== undefined));
  return constraints.map((constraint) => {
    const selector = toSelector(constraint.labelSelector, ownLabelRequirements(pod, constraint.matchLabelKeys, 'In'));
    const matching = new Map<string, number>();
    for (const { node, pods } of withAllKeys) {
      const excluded =
        ((constraint.nodeAffinityPolicy ?? 'Honor') === 'Honor' && !matchesNodeAffinity(spec, node)) ||
        ((constraint.nodeTaintsPolicy ?? 'Ignore') === 'Honor' && untoleratedTaint(spec, node.taints) !== undefined);
      if (!excluded) {
        const value = node.labels[constraint.topologyKey];
        // The empty selector counts no running pod, though the incoming pod still matches it.
        const count = selector.everything
          ? 0
          : pods.filter((other) => other.namespace === pod.namespace && selector.matches(other.labels)).length;
        matching.set(value, (matching.get(value) ?? 0) + count);
      }
    }
    return {
      maxSkew: constraint.maxSkew,
      topologyKey: constraint.topologyKey,
      selfMatch: selector.matches(pod.labels) ? 1 : 0,
      globalMinimum: matching.size < (constraint.minDomains ?? 1) ? 0 : Math.min(...matching.values()),
      matching,
    };
  });
}

type RequestsOf = (pod: SchedulerPod) => Record<string, number>;

function remembering(): RequestsOf {
  const known = new Map<SchedulerPod, Record<string, number>>();
  return (pod) => {
    const requests = known.get(pod) ?? podRequests(pod);
    known.set(pod, requests);
    return requests;
  };
}

function startCycle(pod: SchedulerPod, world: World, requestsOf: RequestsOf): Cycle {
  const nodes = world.nodes.map((node): NodeState => ({ node, pods: [], used: {} }));
  const byName = new Map(nodes.map((state) => [state.node.name, state]));
  for (const { pod: other, node } of world.running) {
    const state = byName.get(node);
    if (state) {
      state.pods.push(other);
      Object.entries(requestsOf(other)).forEach(([name, amount]) => {
        state.used[name] = (state.used[name] ?? 0) + amount;
      });
    }
  }
  return {
    pod,
    spec: specOf(pod),
    world,
    nodes,
    requests: requestsOf(pod),
    spread: spreadStates(pod, nodes),
    pods: affinityState(pod, nodes, world),
  };
}

type Filter = (cycle: Cycle, candidate: NodeState) => string[];

const nodeUnschedulable: Filter = ({ spec }, { node }) => {
  const cordon = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
  return node.unschedulable && untoleratedTaint(spec, [cordon]) ? ['cordoned'] : [];
};

const nodeName: Filter = ({ spec }, { node }) =>
  spec.nodeName && spec.nodeName !== node.name ? [`the pod names node ${spec.nodeName}`] : [];

const taintToleration: Filter = ({ spec }, { node }) => {
  const taint = untoleratedTaint(spec, node.taints);
  return taint ? [`taint ${taint.key}=${taint.value ?? ''}:${taint.effect} is not tolerated`] : [];
};

const nodeAffinity: Filter = ({ spec }, { node }) => (matchesNodeAffinity(spec, node) ? [] : ['node selector or affinity does not match']);

const nodePorts: Filter = ({ spec }, { pods }) => {
  const taken = pods.flatMap((other) => hostPorts(specOf(other)));
  return hostPorts(spec)
    .filter((wanted) => taken.some((port) => portsConflict(wanted, port)))
    .map(({ port, protocol }) => `host port ${port}/${protocol} is taken`);
};

const nodeResourcesFit: Filter = ({ requests }, { node, pods, used }) => [
  ...(pods.length + 1 > (node.allocatable.pods ?? 0) ? ['too many pods'] : []),
  // A request of zero fits even where running pods ask for more than there is.
  ...Object.entries(requests)
    .filter(([name, amount]) => amount > 0 && amount > (node.allocatable[name] ?? 0) - (used[name] ?? 0))
    .map(([name]) => `insufficient ${name}`),
];

const volumeRestrictions: Filter = ({ pod, spec, world, nodes }, { pods }) => {
  const taken = new Set(nodes.flatMap((state) => state.pods.flatMap(claimKeys)));
  const disks = new Set(
    pods.flatMap((other) => (specOf(other).volumes ?? []).flatMap((volume) => volume.awsElasticBlockStore?.volumeID ?? [])),
  );
  return [
    // One pod in the whole cluster, not one on the node.
    ...claimKeys(pod)
      .filter((key) => world.claims?.[key]?.accessMode === 'ReadWriteOncePod' && taken.has(key))
      .map((key) => `claim ${key} is used by another pod`),
    ...(spec.volumes ?? [])
      .filter((volume) => volume.awsElasticBlockStore && disks.has(volume.awsElasticBlockStore.volumeID))
      .map((volume) => `disk ${volume.awsElasticBlockStore?.volumeID} is in use on the node`),
  ];
};

/** Zones of a claim, narrowed to that of its consumer once there is one. */
function claimZones(key: string, { zones, unbound }: SchedulerClaim, nodes: NodeState[]): string[] | undefined {
  const consumer = unbound && nodes.find(({ pods }) => pods.some((pod) => [...claimKeys(pod), ...ephemeralClaimKeys(pod)].includes(key)));
  const zone = consumer ? label(consumer.node.labels, ZONE_LABEL) : undefined;
  return zone === undefined ? zones : [zone];
}

const volumeBinding: Filter = ({ pod, world, nodes }, { node }) => {
  const claims = world.claims;
  if (!claims) {
    return [];
  }
  const zone = label(node.labels, ZONE_LABEL);
  return [
    ...claimKeys(pod)
      .filter((key) => !claims[key])
      .map((key) => `claim ${key} not found`),
    ...[...claimKeys(pod), ...ephemeralClaimKeys(pod)]
      .filter((key) => claims[key])
      .flatMap((key) => {
        const zones = claimZones(key, claims[key], nodes);
        return !zones || (zone !== undefined && zones.includes(zone))
          ? []
          : [`the volume of claim ${key} is in ${zones.join(', ') || 'no zone'}`];
      }),
  ];
};

const podTopologySpread: Filter = ({ spread }, { node }) => {
  for (const { maxSkew, topologyKey, selfMatch, globalMinimum, matching } of spread) {
    const value = label(node.labels, topologyKey);
    if (value === undefined) {
      return [`no label ${topologyKey}`];
    }
    const skew = (matching.get(value) ?? 0) + selfMatch - globalMinimum;
    if (skew > maxSkew) {
      return [`skew of ${topologyKey} would be ${skew}`];
    }
  }
  return [];
};

const interPodAffinity: Filter = ({ pod, pods: state }, { node }) => {
  if (state.affinity.some(({ topologyKey }) => label(node.labels, topologyKey) === undefined)) {
    return ['no topology label of the pod affinity'];
  }
  // The first pod of a group that has affinity to itself may go anywhere, or the group would never start.
  const first = state.attracting.isEmpty && matchesAll(state.affinity, pod);
  if (!first && state.affinity.some(({ topologyKey }) => !state.attracting.hasNode(node, topologyKey))) {
    return ['pod affinity does not match'];
  }
  if (state.antiAffinity.some(({ topologyKey }) => state.repelling.hasNode(node, topologyKey))) {
    return ['pod anti-affinity'];
  }
  return Object.keys(node.labels).some((key) => state.forbidding.hasNode(node, key)) ? ['pod anti-affinity of a running pod'] : [];
};

const FILTERS: [plugin: string, filter: Filter][] = [
  ['NodeUnschedulable', nodeUnschedulable],
  ['NodeName', nodeName],
  ['TaintToleration', taintToleration],
  ['NodeAffinity', nodeAffinity],
  ['NodePorts', nodePorts],
  ['NodeResourcesFit', nodeResourcesFit],
  ['VolumeRestrictions', volumeRestrictions],
  ['VolumeBinding', volumeBinding],
  ['PodTopologySpread', podTopologySpread],
  ['InterPodAffinity', interPodAffinity],
];

function feasibleStates(cycle: Cycle): NodeState[] {
  return cycle.nodes.filter((state) => FILTERS.every(([, filter]) => filter(cycle, state).length === 0));
}

/** Names of the nodes on which the pod passes all filters now. */
export function feasible(pod: SchedulerPod, world: World): string[] {
  return feasibleStates(startCycle(pod, world, remembering())).map(({ node }) => node.name);
}

/** Why each node refuses the pod; empty for the nodes that would take it. */
export function explain(pod: SchedulerPod, world: World): Record<string, Refusal[]> {
  const cycle = startCycle(pod, world, remembering());
  return Object.fromEntries(
    cycle.nodes.map((state) => [
      state.node.name,
      FILTERS.flatMap(([plugin, filter]) => filter(cycle, state).map((reason) => ({ plugin, reason }))),
    ]),
  );
}

/** Mean share of cpu and memory left once the pod runs there. */
function room({ requests }: Cycle, { node, used }: NodeState): number {
  const shares = ['cpu', 'memory'].map((name) => {
    const allocatable = node.allocatable[name] ?? 0;
    return allocatable > 0 ? (allocatable - (used[name] ?? 0) - (requests[name] ?? 0)) / allocatable : 0;
  });
  return (shares[0] + shares[1]) / 2;
}

function roomiestFirst(pod: SchedulerPod, world: World, requestsOf: RequestsOf): string[] {
  const cycle = startCycle(pod, world, requestsOf);
  return feasibleStates(cycle)
    .map((state) => ({ name: state.node.name, room: room(cycle, state), pods: state.pods.length }))
    .sort((a, b) => b.room - a.room || a.pods - b.pods)
    .map(({ name }) => name);
}

/**
 * Whether the pods could fit in one order and not in another: everything else that a pod asks for only gets scarcer, in any order alike.
 */
function orderMatters(pods: SchedulerPod[], world: World): boolean {
  return (
    Object.values(world.claims ?? {}).some(({ unbound }) => unbound) ||
    pods.some((pod) => {
      const { affinity, topologySpreadConstraints } = specOf(pod);
      return (
        affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.length ||
        topologySpreadConstraints?.some(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')
      );
    })
  );
}

/**
 * Places the pods one after another, each on the feasible node with most room. A pod that fits nowhere is tried again after
 * the others, as it may have waited for one of them. `listBySelector` allows as many steps back to other nodes and other orders.
 * It looks for a way to place everything: where there is none, fewer pods may be placed than could be.
 */
export function schedule(pods: SchedulerPod[], world: World, options: { search?: number } = {}): Schedule {
  const limit = options.search ?? 0;
  const requestsOf = remembering();
  const alike = pods.map((pod) => JSON.stringify([pod.namespace, pod.labels, pod.spec, ephemeralClaimKeys(pod)]));
  const classes = alike.map((text) => alike.indexOf(text));
  const ordered = orderMatters(pods, world);
  const visited = new Set<string>();
  let best: { index: number; node: string }[] = [];
  let steps = 0;
  let exhaustive = true;

  const descend = (placed: typeof best): boolean => {
    if (placed.length > best.length || placed.length === pods.length) {
      best = placed;
    }
    const remaining = pods.map((_, index) => index).filter((index) => !placed.some((placement) => placement.index === index));
    if (remaining.length === 0) {
      return true;
    }
    const now = { ...world, running: [...world.running, ...placed.map(({ index, node }) => ({ pod: pods[index], node }))] };
    for (const index of remaining) {
      if (remaining.some((other) => other < index && classes[other] === classes[index])) {
        continue;
      }
      const nodes = roomiestFirst(pods[index], now, requestsOf);
      for (const node of nodes) {
        const next = [...placed, { index, node }];
        const outcome = JSON.stringify(next.map((placement) => [classes[placement.index], placement.node].join('@')).sort());
        if (visited.has(outcome)) {
          continue;
        }
        visited.add(outcome);
        if (descend(next)) {
          return true;
        }
        if (steps >= limit) {
          exhaustive = false;
          return true;
        }
        steps += 1;
      }
      if (nodes.length > 0 && !ordered) {
        return false;
      }
    }
    return false;
  };

  descend([]);
  const found = new Map(best.map(({ index, node }) => [index, node]));
  return {
    placed: best.map(({ index, node }) => ({ pod: pods[index], node })),
    pending: pods.filter((_, index) => !found.has(index)),
    exhaustive: exhaustive || best.length === pods.length,
  };
}
