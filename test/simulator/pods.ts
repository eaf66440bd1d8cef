import type { ClusterWorld } from './cluster';
import { DEVICE_PLUGINS, SimulatedNode } from './nodes';
import { trustsServiceAccount } from './services/iam';
import { at, listAt, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Fields } from '../handler/api-fields';
import { Stored } from '../handler/api-store';
import { explain, feasible, SchedulerClaim, SchedulerPod } from '../preflight/reference-scheduler';

interface Placed {
  readonly pod: SchedulerPod;
  readonly node: string;
}

interface Workload {
  /** the pod template, as text: other pods where it changes. */
  template: string;
  placed: Placed[];
  pending: SchedulerPod[];
  why?: string;
}

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'Pod'];
const BUILT_IN_PRIORITIES = new Set(['system-cluster-critical', 'system-node-critical']);

/**
 * Deployments, StatefulSets, DaemonSets, Jobs and pods: their pods are admitted, placed by the model of the scheduler and started as soon
 * as what they mount is there.
 *
 * Source: kubernetes/kubernetes, pkg/controller (status fields), plugin/pkg/admission (serviceaccount, priority); kubelet (volumes and
 * environment).
 */
export class Pods {
  private readonly workloads = new Map<string, Workload>();

  constructor(private readonly cluster: ClusterWorld) {}

  work(): void {
    const alive = KINDS.flatMap((kind) => this.cluster.store.of(kind)).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const uids = new Set(alive.map(({ metadata }) => metadata.uid));
    for (const uid of this.workloads.keys()) if (!uids.has(uid)) this.workloads.delete(uid);
    // DaemonSets first: they bring networks, devices and drivers
    const ordered = [...alive].sort((a, b) => Number(b.kind === 'DaemonSet') - Number(a.kind === 'DaemonSet'));
    for (const object of ordered) this.place(object);
    this.advertise();
    for (const object of alive) this.report(object);
  }

  /** Whether a workload of a name has a pod that runs. */
  runs(name: RegExp, namespace?: string): boolean {
    return this.cluster.store
      .all()
      .some(
        (object) =>
          KINDS.includes(object.kind) &&
          name.test(object.metadata.name) &&
          (namespace === undefined || object.metadata.namespace === namespace) &&
          (this.workloads.get(object.metadata.uid)?.placed.length ?? 0) > 0,
      );
  }

  /** The workload that has a running pod and this service account. */
  withServiceAccount(name: string): Stored | undefined {
    return this.cluster.store
      .all()
      .find(
        (object) =>
          KINDS.includes(object.kind) &&
          stringAt(templateOf(object), 'spec', 'serviceAccountName') === name &&
          (this.workloads.get(object.metadata.uid)?.placed.length ?? 0) > 0,
      );
  }

  /** Pods that no node takes now. */
  pending(): SchedulerPod[] {
    return [...this.workloads.values()].flatMap(({ pending }) => pending);
  }

  running(): Placed[] {
    return [...this.workloads.values()].flatMap(({ placed }) => placed);
  }

  /** Whether some pod that runs or waits uses a claim. */
  uses(claim: string): boolean {
    return [...this.running().map(({ pod }) => pod), ...this.pending()].some((pod) => claimsOf(pod).includes(claim));
  }

  /** Nodes that are gone take their pods along. */
  nodesChanged(): void {
    for (const workload of this.workloads.values()) workload.placed = workload.placed.filter(({ node }) => this.cluster.nodes.has(node));
  }

  whyPending(): string[] {
    return [...this.workloads.entries()].flatMap(([uid, { why }]) =>
      why ? [`${this.cluster.store.all().find(({ metadata }) => metadata.uid === uid)?.metadata.name}: ${why}`] : [],
    );
  }

  private place(object: Stored): void {
    const template = templateOf(object);
    const text = JSON.stringify(template);
    const workload = this.workloads.get(object.metadata.uid) ?? { template: text, placed: [], pending: [] };
    this.workloads.set(object.metadata.uid, workload);
    if (workload.template !== text) Object.assign(workload, { template: text, placed: [], pending: [] });
    workload.why = this.notAdmitted(object, template) ?? this.notStartable(object, template);
    workload.pending = [];
    if (workload.why) {
      if (workload.placed.length === 0) workload.pending = this.schedulable(object, template).slice(0, 1);
      return;
    }
    if (object.kind === 'DaemonSet') this.placeEverywhere(object, workload, template);
    else this.placeSome(object, workload, template);
  }

  private placeSome(object: Stored, workload: Workload, template: Fields): void {
    const wanted = replicasOf(object);
    workload.placed = workload.placed.slice(0, wanted);
    for (let index = workload.placed.length; index < wanted; index++) {
      const pod = podOf(object, template, index);
      const node = this.nodeFor(pod);
      if (node === undefined) {
        workload.pending.push(pod);
        workload.why = this.whyNot(pod);
      } else {
        workload.placed.push({ pod, node });
      }
    }
  }

  private placeEverywhere(object: Stored, workload: Workload, template: Fields): void {
    const pod = podOf(object, template, 0);
    const nodes = [...this.cluster.nodes.values()].filter(({ group }) => group.kind !== 'fargate');
    const world = { ...this.world(), running: [] };
    // a DaemonSet tolerates what the scheduler sets for itself, and pods that are there already take no room from it
    const fitting = new Set(
      feasible(pod, {
        ...world,
        nodes: nodes.map(({ taints, ...node }) => ({
          ...node,
          taints: taints.filter(({ key }) => !key.startsWith('node.kubernetes.io/')),
        })),
      }),
    );
    workload.placed = nodes.filter(({ name }) => fitting.has(name)).map(({ name }) => ({ pod, node: name }));
  }

  private nodeFor(pod: SchedulerPod): string | undefined {
    const profile = this.cluster.fargateFor(pod);
    if (profile) return this.cluster.addFargateNode(profile, pod).name;
    const nodes = [...this.cluster.nodes.values()].filter(({ group }) => group.kind !== 'fargate');
    const world = this.world();
    const load = new Map<string, number>();
    for (const { node } of world.running) load.set(node, (load.get(node) ?? 0) + 1);
    // the emptiest of them, as the scheduler prefers
    const byLoad = (a: string, b: string) => (load.get(a) ?? 0) - (load.get(b) ?? 0);
    if (looksAtOthers(pod)) return feasible(pod, { ...world, nodes }).sort(byLoad)[0];
    // what looks at no other pod fits a node or not, whatever runs elsewhere, but for those that keep others away
    const lookers = world.running.filter((each) => looksAtOthers(each.pod));
    const theirs = new Set(lookers.map(({ node }) => node));
    return nodes
      .map(({ name }) => name)
      .sort(byLoad)
      .find((name) =>
        feasible(pod, {
          ...world,
          nodes: nodes.filter((node) => node.name === name || theirs.has(node.name)),
          running: [
            ...lookers,
            ...world.running.filter(({ node, pod: { spec } }) => node === name && !looksAtOthers({ spec } as SchedulerPod)),
          ],
        }).includes(name),
      );
  }

  private whyNot(pod: SchedulerPod): string {
    const nodes = [...this.cluster.nodes.values()];
    if (nodes.length === 0) return 'no nodes available to schedule pods';
    const reasons = Object.entries(explain(pod, { ...this.world(), nodes })).map(
      ([name, refusals]) => `${name}: ${refusals.map(({ reason }) => reason).join(', ')}`,
    );
    return reasons.slice(0, 3).join('; ');
  }

  /** What the scheduler knows. */
  world(): {
    nodes: SimulatedNode[];
    running: Placed[];
    namespaces: Record<string, Record<string, string>>;
    claims: Record<string, SchedulerClaim>;
  } {
    const { store } = this.cluster;
    const namespaces = Object.fromEntries(store.of('Namespace').map(({ metadata: { name, labels = {} } }) => [name, labels]));
    const claims = Object.fromEntries(
      store.of('PersistentVolumeClaim').map((claim) => [
        `${claim.metadata.namespace}/${claim.metadata.name}`,
        {
          zones: this.cluster.volumes.zonesOf(claim),
          accessMode: String(listAt(claim, 'spec', 'accessModes')[0] ?? ''),
          unbound: stringAt(claim, 'status', 'phase') !== 'Bound',
        },
      ]),
    );
    return { nodes: [...this.cluster.nodes.values()], running: this.running(), namespaces, claims };
  }

  private schedulable(object: Stored, template: Fields): SchedulerPod[] {
    const waitsForVolume = claimNamesOf(template).length > 0 && object.kind !== 'DaemonSet';
    return waitsForVolume ? [podOf(object, template, 0)] : [];
  }

  // the admission of pods refuses what names no service account or priority class
  private notAdmitted({ metadata: { namespace = '' } }: Stored, template: Fields): string | undefined {
    const { store } = this.cluster;
    const account = stringAt(template, 'spec', 'serviceAccountName') || 'default';
    if (account !== 'default' && !store.find('ServiceAccount', `${namespace}/${account}`)) {
      return `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`;
    }
    const priority = stringAt(template, 'spec', 'priorityClassName');
    if (priority && !BUILT_IN_PRIORITIES.has(priority) && !store.find('PriorityClass', priority)) {
      return `no PriorityClass with name ${priority} was found`;
    }
    const runtime = stringAt(template, 'spec', 'runtimeClassName');
    if (runtime && !store.find('RuntimeClass', runtime)) return `pod rejected: RuntimeClass "${runtime}" not found`;
    return undefined;
  }

  private notStartable(object: Stored, template: Fields): string | undefined {
    const { store } = this.cluster;
    const namespace = object.metadata.namespace ?? '';
    for (const [kind, name] of mountedBy(template)) {
      if (!store.find(kind, `${namespace}/${name}`)) return `${kind.toLowerCase()} "${name}" not found`;
    }
    if (object.kind !== 'StatefulSet') {
      for (const name of claimNamesOf(template)) {
        const claim = store.find('PersistentVolumeClaim', `${namespace}/${name}`);
        if (!claim) return `persistentvolumeclaim "${name}" not found`;
        if (stringAt(claim, 'status', 'phase') !== 'Bound' && !this.cluster.volumes.bindsLate(claim)) {
          return `pod has unbound immediate PersistentVolumeClaims: ${name}`;
        }
      }
    }
    return this.identityMissing(template, namespace);
  }

  // the SDK in the pod gets credentials only where the role trusts the service account
  private identityMissing(template: Fields, namespace: string): string | undefined {
    const name = stringAt(template, 'spec', 'serviceAccountName') ?? 'default';
    const role = stringAt(
      this.cluster.store.find('ServiceAccount', `${namespace}/${name}`),
      'metadata',
      'annotations',
      'eks.amazonaws.com/role-arn',
    );
    if (!role || trustsServiceAccount(this.cluster.account, role, this.cluster.issuer, namespace, name)) return undefined;
    return `An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: ${role} for ${namespace}/${name}`;
  }

  private advertise(): void {
    for (const node of this.cluster.nodes.values()) {
      const here = [...this.workloads].filter(([, { placed }]) => placed.some((each) => each.node === node.name)).map(([uid]) => uid);
      const names = this.cluster.store
        .of('DaemonSet')
        .filter(({ metadata }) => here.includes(metadata.uid))
        .map(({ metadata }) => metadata.name);
      for (const { daemonSet, resource, count } of DEVICE_PLUGINS) {
        const amount = names.some((name) => daemonSet.test(name)) || node.group.kind === 'auto' ? count(node.group.instanceType) : 0;
        if (amount > 0) node.allocatable[resource] = amount;
        else delete node.allocatable[resource];
      }
    }
  }

  private report(object: Stored): void {
    const { placed = [] } = this.workloads.get(object.metadata.uid) ?? {};
    const { generation: observedGeneration } = object.metadata;
    const running = placed.length;
    const ready = this.cluster.neverReady ? 0 : running;
    switch (object.kind) {
      case 'Deployment':
        object.status = { observedGeneration, replicas: running, updatedReplicas: running, readyReplicas: ready, availableReplicas: ready };
        return;
      case 'StatefulSet':
        object.status = {
          observedGeneration,
          replicas: running,
          readyReplicas: ready,
          updatedReplicas: running,
          currentRevision: '1',
          updateRevision: '1',
        };
        return;
      case 'DaemonSet':
        object.status = { observedGeneration, desiredNumberScheduled: running, updatedNumberScheduled: running, numberAvailable: ready };
        return;
      case 'Job':
        object.status =
          this.cluster.neverReady || running < replicasOf(object)
            ? { active: running }
            : {
                succeeded: 1,
                conditions: [
                  { type: 'SuccessCriteriaMet', status: 'True' },
                  { type: 'Complete', status: 'True' },
                ],
              };
        return;
      default:
        object.status = {
          phase: running > 0 ? 'Running' : 'Pending',
          conditions: [{ type: 'Ready', status: running > 0 && !this.cluster.neverReady ? 'True' : 'False' }],
        };
    }
  }
}

/** Whether a pod may only be where others are, or are not. */
function looksAtOthers({ spec }: SchedulerPod): boolean {
  const required = (kind: string) => listAt(spec, 'affinity', kind, 'requiredDuringSchedulingIgnoredDuringExecution').length > 0;
  return (
    required('podAffinity') ||
    required('podAntiAffinity') ||
    listAt(spec, 'topologySpreadConstraints').some((each) => stringAt(each, 'whenUnsatisfiable') === 'DoNotSchedule')
  );
}

const templateOf = (object: Stored): Fields =>
  (object.kind === 'Pod' ? { spec: object.spec, metadata: object.metadata } : (at(object, 'spec', 'template') ?? {})) as Fields;

function replicasOf(object: Stored): number {
  if (object.kind === 'Job') return Number(at(object, 'spec', 'parallelism') ?? 1);
  return object.kind === 'Pod' ? 1 : Number(at(object, 'spec', 'replicas') ?? 1);
}

function podOf(object: Stored, template: Fields, index: number): SchedulerPod {
  const spec = structuredClone(template.spec ?? {}) as Record<string, unknown>;
  if (object.kind === 'StatefulSet') {
    const own = listAt(object, 'spec', 'volumeClaimTemplates').map((claim) => stringAt(claim, 'metadata', 'name') ?? '');
    const volumes = own.map((name) => ({ name, persistentVolumeClaim: { claimName: `${name}-${object.metadata.name}-${index}` } }));
    spec.volumes = [...listAt(spec, 'volumes'), ...volumes];
  }
  return {
    name: `${object.metadata.name}-${index}`,
    namespace: object.metadata.namespace ?? 'default',
    labels: (at(template, 'metadata', 'labels') ?? {}) as Record<string, string>,
    spec,
  };
}

const claimNamesOf = (template: Fields): string[] =>
  listAt(template, 'spec', 'volumes').flatMap((volume) => stringAt(volume, 'persistentVolumeClaim', 'claimName') ?? []);

const claimsOf = ({ namespace, spec }: SchedulerPod): string[] =>
  listAt(spec, 'volumes')
    .flatMap((volume) => stringAt(volume, 'persistentVolumeClaim', 'claimName') ?? [])
    .map((name) => `${namespace}/${name}`);

/** Secrets and ConfigMaps without which the kubelet does not start a container. */
function mountedBy(template: Fields): [string, string][] {
  const needed: [string, unknown, unknown][] = [];
  for (const volume of listAt(template, 'spec', 'volumes')) {
    needed.push(
      ['Secret', at(volume, 'secret', 'secretName'), at(volume, 'secret', 'optional')],
      ['ConfigMap', at(volume, 'configMap', 'name'), at(volume, 'configMap', 'optional')],
    );
  }
  for (const container of ['initContainers', 'containers'].flatMap((field) => listAt(template, 'spec', field))) {
    for (const from of listAt(container, 'envFrom')) {
      needed.push(
        ['Secret', at(from, 'secretRef', 'name'), at(from, 'secretRef', 'optional')],
        ['ConfigMap', at(from, 'configMapRef', 'name'), at(from, 'configMapRef', 'optional')],
      );
    }
    for (const variable of listAt(container, 'env')) {
      for (const [kind, field] of [
        ['Secret', 'secretKeyRef'],
        ['ConfigMap', 'configMapKeyRef'],
      ]) {
        needed.push([kind, at(variable, 'valueFrom', field, 'name'), at(variable, 'valueFrom', field, 'optional')]);
      }
    }
  }
  return needed.filter(([, name, optional]) => name !== undefined && optional !== true).map(([kind, name]) => [kind, String(name)]);
}
