import { at, groupKindOf, groupOf, isFilledIn, KubernetesObject, listAt, namespaceOf, podLabelsOf, podSpecOf, textAt } from '../../kubernetes/kubernetes-object.rules';
import { isAddedByControllers, Labels, selects } from '../../kubernetes/label-selector.rules';
import { From } from '../facts/from.rules';

/** How many pods an object makes: nothing where that is not known. */
export interface Replicas {
  readonly least: number;
  readonly most?: number;
}

/** An object that makes pods, with what is asked of it most. */
export interface PodMaker {
  readonly path: string;
  readonly object: KubernetesObject;
  readonly groupKind: string;
  /** in a user's words: `Deployment 'shop/web'`. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** the spec of the pods. */
  readonly pod: unknown;
  readonly replicas: Replicas;
}

/** An object in a user's words: `Deployment 'shop/web'`. */
export const named = (object: KubernetesObject): string =>
  `${object.kind} '${[namespaceOf(object), object.metadata?.name ?? '?'].filter((part) => part !== undefined).join('/')}'`;

/** A number as it stands in an object; nothing for what is missing, known at deploy, or something else. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** A map of texts, without what is no text. */
export function mapAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, string>> {
  const found = at(value, ...path);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return {};
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** All containers of a pod: those that run once, those beside, and the others. */
export const containersOf = (pod: unknown): readonly unknown[] => [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')];

/** The objects of a cluster, found by kind, name and labels without looking at all of them. */
export class Manifests {
  public readonly pods: readonly PodMaker[];

  private readonly byKind = new Map<string, From<KubernetesObject>[]>();
  private readonly byName = new Map<string, From<KubernetesObject>>();
  private readonly podsByLabel = new Map<string, PodMaker[]>();
  private readonly relabelled: ReadonlySet<string>;
  private readonly makers = new Map<KubernetesObject, PodMaker>();
  private readonly remembered = new Map<string, unknown>();
  private readonly scalersByTarget = new Map<string, KubernetesObject[]>();

  constructor(public readonly objects: readonly From<KubernetesObject>[]) {
    for (const from of objects) {
      const kind = groupKindOf(from.value);
      push(this.byKind, kind, from);
      const key = nameKey(kind, namespaceOf(from.value), from.value.metadata?.name);
      if (!this.byName.has(key)) this.byName.set(key, from);
    }
    for (const kind of ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject']) {
      for (const { value } of this.ofKind(kind)) push(this.scalersByTarget, targetKey(value), value);
    }
    this.relabelled = relabelledNamespaces(objects);
    this.pods = objects.flatMap((from) => this.podMaker(from));
    for (const maker of this.pods) {
      this.makers.set(maker.object, maker);
      for (const label of Object.entries(maker.labels)) push(this.podsByLabel, labelKey(maker.namespace, label), maker);
      push(this.podsByLabel, maker.namespace, maker);
      // what only CloudFormation knows may be anything
      if (Object.values(maker.labels).some(isFilledIn)) push(this.podsByLabel, openKey(maker.namespace), maker);
    }
  }

  ofKind(groupKind: string): readonly From<KubernetesObject>[] {
    return this.byKind.get(groupKind) ?? [];
  }

  find(groupKind: string, namespace: string | undefined, name: string | undefined): From<KubernetesObject> | undefined {
    return this.byName.get(nameKey(groupKind, namespace, name));
  }

  /** The makers of pods of a namespace that a selector selects; those that it may select are among them. */
  selected(namespace: string, selector: unknown): PodMaker[] {
    const mayBeAdded = this.relabelled.has(namespace) || this.relabelled.has(ALL) ? () => true : isAddedByControllers;
    const label = Object.entries(mapAt(selector, 'matchLabels')).find(([key, value]) => !mayBeAdded(key) && !isFilledIn(value));
    const keys = label ? [labelKey(namespace, label), openKey(namespace)] : [namespace];
    const among = new Set(keys.flatMap((key) => this.podsByLabel.get(key) ?? []));
    return [...among].filter(({ labels }) => selects(selector, labels, mayBeAdded) !== false);
  }

  /** The makers of pods that a Service leads to. */
  behind(service: KubernetesObject): PodMaker[] {
    const selector = mapAt(service, 'spec', 'selector');
    return Object.keys(selector).length === 0 ? [] : this.selected(namespaceOf(service) ?? 'default', { matchLabels: selector });
  }

  /** The object as one that makes pods, where it does. */
  makerOf(object: KubernetesObject | undefined): PodMaker | undefined {
    return object && this.makers.get(object);
  }

  /** Computes what several rules ask of these objects once. */
  once<T>(key: string, compute: () => T): T {
    if (!this.remembered.has(key)) this.remembered.set(key, compute());
    return this.remembered.get(key) as T;
  }

  /** What scales an object. */
  scalersOf(object: KubernetesObject): readonly KubernetesObject[] {
    return this.scalersByTarget.get(`${groupKindOf(object)} ${namespaceOf(object)}/${object.metadata?.name}`) ?? [];
  }

  private podMaker(from: From<KubernetesObject>): PodMaker[] {
    const object = from.value;
    const pod = podSpecOf(object);
    if (typeof pod !== 'object' || pod === null) return [];
    return [{
      path: from.path, object, groupKind: groupKindOf(object), name: named(object), namespace: namespaceOf(object) ?? 'default', labels: podLabels(object), pod, replicas: this.replicasOf(object),
    }];
  }

  private replicasOf(object: KubernetesObject): Replicas {
    switch (groupKindOf(object)) {
      case '/Pod': return { least: 1, most: 1 };
      case 'apps/DaemonSet': return { least: 0 };
      case 'batch/CronJob': return { least: 0 };
      case 'batch/Job': return at(object, 'spec', 'suspend') === true ? { least: 0 } : fixed(least(at(object, 'spec', 'parallelism'), at(object, 'spec', 'completions')));
    }
    const [scaler] = this.scalersOf(object);
    if (!scaler) return fixed(at(object, 'spec', 'replicas') ?? 1);
    if (scaler.kind === 'ScaledObject') return { least: numberAt(scaler, 'spec', 'minReplicaCount') ?? 0, most: numberAt(scaler, 'spec', 'maxReplicaCount') };
    return { least: at(scaler, 'spec', 'minReplicas') === undefined ? 1 : numberAt(scaler, 'spec', 'minReplicas') ?? 0, most: numberAt(scaler, 'spec', 'maxReplicas') };
  }
}

const ALL = '*';

// where a pod may change pods, it may give them labels: which of a database leads, for instance
function relabelledNamespaces(objects: readonly From<KubernetesObject>[]): Set<string> {
  const roles = objects.map(({ value }) => value).filter((value) => (value.kind === 'Role' || value.kind === 'ClusterRole') && listAt(value, 'rules').some((rule) =>
    listAt(rule, 'resources').some((resource) => resource === 'pods' || resource === ALL) && listAt(rule, 'verbs').some((verb) => ['patch', 'update', ALL].includes(String(verb)))));
  return new Set(roles.map((role) => namespaceOf(role) ?? ALL));
}

// a Job runs no more pods at once than it has work for
function least(parallelism: unknown = 1, completions?: unknown): unknown {
  return typeof parallelism === 'number' && typeof completions === 'number' ? Math.min(parallelism, completions) : parallelism;
}

const fixed = (count: unknown): Replicas => (typeof count === 'number' ? { least: count, most: count } : { least: 0 });

const podLabels = (object: KubernetesObject): Labels => mapAt({ labels: podLabelsOf(object) }, 'labels');

const nameKey = (groupKind: string, namespace: string | undefined, name: string | undefined): string => `${groupKind} ${namespace ?? ''}/${name}`;
const openKey = (namespace: string): string => `${namespace} ?`;
const labelKey = (namespace: string, [key, value]: readonly [string, string]): string => `${namespace} ${key}=${value}`;

function targetKey(scaler: KubernetesObject): string {
  const target = at(scaler, 'spec', 'scaleTargetRef');
  const fallback = scaler.kind === 'ScaledObject' ? 'apps/v1' : 'v1';
  const kind = textAt(target, 'kind') ?? 'Deployment';
  return `${groupOf(textAt(target, 'apiVersion') ?? fallback)}/${kind} ${namespaceOf(scaler)}/${textAt(target, 'name')}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
