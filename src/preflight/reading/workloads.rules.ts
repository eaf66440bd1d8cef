import {
  at,
  groupKindOf,
  groupOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  namespaceOf,
  podLabelsOf,
  podSpecOf,
  stringAt,
} from '../../kubernetes/kubernetes-object.rules';
import { isAddedByControllers, Labels, matchesSelector } from '../../kubernetes/label-selector.rules';
import { Located } from '../facts/located.rules';
import { Component } from '../placement/component.rules';

/** How many pods an object makes: nothing where that is not known. */
export interface Replicas {
  readonly min: number;
  readonly max?: number;
}

/** An object that makes pods, with what is asked of it most. */
export interface Workload {
  readonly path: string;
  readonly object: KubernetesObject;
  readonly groupKind: string;
  /** in a user's words: `Deployment 'shop/web'`. */
  readonly name: string;
  readonly namespace: string;
  readonly podLabels: Labels;
  /** the spec of the pods. */
  readonly podSpec: unknown;
  readonly replicas: Replicas;
  /** the add-on or chart that creates it, where no manifest of the app does. */
  readonly component?: Component;
}

/** An object in a user's words: `Deployment 'shop/web'`. */
export const describeObject = (object: KubernetesObject): string =>
  `${object.kind} '${[namespaceOf(object), object.metadata?.name ?? '?'].filter((part) => part !== undefined).join('/')}'`;

/** A number in an object; undefined if it is missing, known at deployment only, or of another type. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** A map of strings, without entries of other types. */
export function mapAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, string>> {
  const found = at(value, ...path);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return {};
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** All containers of a pod: those that run once, those beside, and the others. */
export const containersOf = (pod: unknown): readonly unknown[] => [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')];

/** The objects of a cluster, found by kind, name and labels without looking at all of them. */
export class Manifests {
  public readonly workloads: readonly Workload[];

  private readonly byKind = new Map<string, Located<KubernetesObject>[]>();
  private readonly byName = new Map<string, Located<KubernetesObject>>();
  private readonly workloadsByLabel = new Map<string, Workload[]>();
  private readonly namespacesWithAddedLabels: ReadonlySet<string>;
  private readonly workloadsByObject = new Map<KubernetesObject, Workload>();
  private readonly cache = new Map<string, unknown>();
  private readonly autoscalersByTarget = new Map<string, KubernetesObject[]>();

  constructor(public readonly objects: readonly Located<KubernetesObject>[]) {
    for (const from of objects) {
      const kind = groupKindOf(from.value);
      push(this.byKind, kind, from);
      const key = nameKey(kind, namespaceOf(from.value), from.value.metadata?.name);
      if (!this.byName.has(key)) this.byName.set(key, from);
    }
    for (const kind of ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject']) {
      for (const { value } of this.ofKind(kind)) push(this.autoscalersByTarget, targetKey(value), value);
    }
    this.namespacesWithAddedLabels = namespacesWithAddedLabels(objects);
    this.workloads = objects.flatMap((from) => this.toWorkload(from));
    for (const maker of this.workloads) {
      this.workloadsByObject.set(maker.object, maker);
      for (const label of Object.entries(maker.podLabels)) push(this.workloadsByLabel, labelKey(maker.namespace, label), maker);
      push(this.workloadsByLabel, maker.namespace, maker);
      // what only CloudFormation knows may be anything
      if (Object.values(maker.podLabels).some(isDeployTimeValue)) push(this.workloadsByLabel, openKey(maker.namespace), maker);
    }
  }

  ofKind(groupKind: string): readonly Located<KubernetesObject>[] {
    return this.byKind.get(groupKind) ?? [];
  }

  find(groupKind: string, namespace: string | undefined, name: string | undefined): Located<KubernetesObject> | undefined {
    return this.byName.get(nameKey(groupKind, namespace, name));
  }

  /** The makers of pods of a namespace that a selector selects; those that it may select are among them. */
  selectedBy(namespace: string, selector: unknown): Workload[] {
    const mayBeAdded =
      this.namespacesWithAddedLabels.has(namespace) || this.namespacesWithAddedLabels.has(ALL) ? () => true : isAddedByControllers;
    const label = Object.entries(mapAt(selector, 'matchLabels')).find(([key, value]) => !mayBeAdded(key) && !isDeployTimeValue(value));
    const keys = label ? [labelKey(namespace, label), openKey(namespace)] : [namespace];
    const among = new Set(keys.flatMap((key) => this.workloadsByLabel.get(key) ?? []));
    return [...among].filter(({ podLabels }) => matchesSelector(selector, podLabels, mayBeAdded) !== false);
  }

  /** The makers of pods that a Service leads to. */
  backendsOf(service: KubernetesObject): Workload[] {
    const selector = mapAt(service, 'spec', 'selector');
    return Object.keys(selector).length === 0 ? [] : this.selectedBy(namespaceOf(service) ?? 'default', { matchLabels: selector });
  }

  /** The object as one that makes pods, where it does. */
  workloadOf(object: KubernetesObject | undefined): Workload | undefined {
    return object && this.workloadsByObject.get(object);
  }

  /** Computes what several rules ask of these objects once. */
  memoize<T>(key: string, compute: () => T): T {
    if (!this.cache.has(key)) this.cache.set(key, compute());
    return this.cache.get(key) as T;
  }

  /** What scales an object. */
  autoscalersOf(object: KubernetesObject): readonly KubernetesObject[] {
    return this.autoscalersByTarget.get(`${groupKindOf(object)} ${namespaceOf(object)}/${object.metadata?.name}`) ?? [];
  }

  private toWorkload(from: Located<KubernetesObject>): Workload[] {
    const object = from.value;
    const pod = podSpecOf(object);
    if (typeof pod !== 'object' || pod === null) return [];
    return [
      {
        path: from.path,
        object,
        groupKind: groupKindOf(object),
        name: describeObject(object),
        namespace: namespaceOf(object) ?? 'default',
        podLabels: podLabels(object),
        podSpec: pod,
        replicas: this.replicasOf(object),
      },
    ];
  }

  private replicasOf(object: KubernetesObject): Replicas {
    switch (groupKindOf(object)) {
      case '/Pod':
        return { min: 1, max: 1 };
      case 'apps/DaemonSet':
        return { min: 0 };
      case 'batch/CronJob':
        return { min: 0 };
      case 'batch/Job':
        return at(object, 'spec', 'suspend') === true
          ? { min: 0 }
          : fixed(minReplicasOfJob(at(object, 'spec', 'parallelism'), at(object, 'spec', 'completions')));
    }
    const [scaler] = this.autoscalersOf(object);
    if (!scaler) return fixed(at(object, 'spec', 'replicas') ?? 1);
    if (scaler.kind === 'ScaledObject') {
      return { min: numberAt(scaler, 'spec', 'minReplicaCount') ?? 0, max: numberAt(scaler, 'spec', 'maxReplicaCount') };
    }
    return {
      min: at(scaler, 'spec', 'minReplicas') === undefined ? 1 : (numberAt(scaler, 'spec', 'minReplicas') ?? 0),
      max: numberAt(scaler, 'spec', 'maxReplicas'),
    };
  }
}

const ALL = '*';

// where a pod may change pods, it may give them labels: which of a database leads, for instance
function namespacesWithAddedLabels(objects: readonly Located<KubernetesObject>[]): Set<string> {
  const roles = objects
    .map(({ value }) => value)
    .filter(
      (value) =>
        (value.kind === 'Role' || value.kind === 'ClusterRole') &&
        listAt(value, 'rules').some(
          (rule) =>
            listAt(rule, 'resources').some((resource) => resource === 'pods' || resource === ALL) &&
            listAt(rule, 'verbs').some((verb) => ['patch', 'update', ALL].includes(String(verb))),
        ),
    );
  return new Set(roles.map((role) => namespaceOf(role) ?? ALL));
}

// a Job runs no more pods at once than it has work for
function minReplicasOfJob(parallelism: unknown = 1, completions?: unknown): unknown {
  return typeof parallelism === 'number' && typeof completions === 'number' ? Math.min(parallelism, completions) : parallelism;
}

const fixed = (count: unknown): Replicas => (typeof count === 'number' ? { min: count, max: count } : { min: 0 });

const podLabels = (object: KubernetesObject): Labels => mapAt({ labels: podLabelsOf(object) }, 'labels');

const nameKey = (groupKind: string, namespace: string | undefined, name: string | undefined): string =>
  `${groupKind} ${namespace ?? ''}/${name}`;
const openKey = (namespace: string): string => `${namespace} ?`;
const labelKey = (namespace: string, [key, value]: readonly [string, string]): string => `${namespace} ${key}=${value}`;

function targetKey(scaler: KubernetesObject): string {
  const target = at(scaler, 'spec', 'scaleTargetRef');
  const fallback = scaler.kind === 'ScaledObject' ? 'apps/v1' : 'v1';
  const kind = stringAt(target, 'kind') ?? 'Deployment';
  return `${groupOf(stringAt(target, 'apiVersion') ?? fallback)}/${kind} ${namespaceOf(scaler)}/${stringAt(target, 'name')}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
