import { Kubernetes } from './kubernetes';
import { keyOfObject, keyOfRef, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { FIELD_MANAGER } from './ownership';
import { at, groupKindOf, KubernetesObject, stringAt } from '../kubernetes/kubernetes-object.rules';

/** Co-owns `replicas` from when the manifest stops to declare them until an autoscaler has written them. */
const HANDOVER_MANAGER = `${FIELD_MANAGER}-handover`;

/** Kinds with a subresource for their scale in Kubernetes. Source: API reference, .../scale. */
const SCALED = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController']);

/** The keys of the objects that an autoscaler sizes: an HPA, or a ScaledObject of KEDA, which becomes an HPA. */
export const autoscaledIn = (objects: readonly KubernetesObject[]): Set<string> =>
  new Set(objects.flatMap((object) => (AUTOSCALERS.has(groupKindOf(object)) ? targetOf(object) : [])));

const AUTOSCALERS = new Set(['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject']);

function targetOf(autoscaler: KubernetesObject): string[] {
  const name = stringAt(autoscaler, 'spec', 'scaleTargetRef', 'name');
  if (name === undefined) return [];
  // KEDA's defaults. Source: keda, apis/keda/v1alpha1/scaledobject_types.go, ScaleTarget
  const kind = stringAt(autoscaler, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment';
  const apiVersion = stringAt(autoscaler, 'spec', 'scaleTargetRef', 'apiVersion') ?? 'apps/v1';
  return [keyOfRef({ apiVersion, kind, name, namespace: autoscaler.metadata?.namespace ?? 'default' })];
}

/** Leaves the number of replicas to autoscalers, those of the manifest and those of the cluster. */
export class AutoscaledReplicas {
  private readonly targets: Promise<Set<string>>;

  constructor(
    private readonly kubernetes: Kubernetes,
    private readonly manifest: readonly KubernetesObject[],
  ) {
    this.targets = this.findTargets();
  }

  /**
   * The objects as they are applied. `replicas` of an existing object that an autoscaler sizes are left out. Where the manifest declared
   * them before, another manager owns them first: when the last manager of a field gives it up, it falls to its default, 1.
   */
  async withoutThem(objects: readonly KubernetesObject[], log: (message: string) => void): Promise<KubernetesObject[]> {
    const scaled = objects.filter((object) => SCALED.has(groupKindOf(object)));
    if (scaled.length === 0) return [...objects];
    const live = new Map((await this.kubernetes.get(scaled.map(refOf))).map((object) => [keyOfObject(object), object]));
    const targets = await this.targets;
    return Promise.all(objects.map(async (object) => this.applied(object, live.get(keyOfObject(object)), targets, log)));
  }

  private async applied(
    object: KubernetesObject,
    live: LiveObject | undefined,
    targets: ReadonlySet<string>,
    log: (message: string) => void,
  ): Promise<KubernetesObject> {
    if (!live) return object;
    const { replicas, ...spec } = (object.spec ?? {}) as { readonly replicas?: unknown };
    const isLeftOut = replicas !== undefined && targets.has(keyOfObject(object));
    if ((isLeftOut || replicas === undefined) && ownsReplicas(live)) await this.handOver(refOf(object), live, log);
    return isLeftOut ? { ...object, spec } : object;
  }

  private async handOver(ref: ObjectRef, live: LiveObject, log: (message: string) => void): Promise<void> {
    const { apiVersion, kind, namespace, name } = ref;
    const replicas = at(live, 'spec', 'replicas');
    const owned = { apiVersion, kind, metadata: { name, ...(namespace ? { namespace } : {}) }, spec: { replicas } };
    await this.kubernetes.apply([owned], { forceConflicts: true, fieldManager: HANDOVER_MANAGER });
    log(`${kind} '${namespace}/${name}' keeps its ${String(replicas)} replicas: the manifest does not declare them any more`);
  }

  private async findTargets(): Promise<Set<string>> {
    const namespaces = new Set(
      this.manifest
        .filter((object) => SCALED.has(groupKindOf(object)))
        .map(({ metadata }) => metadata?.namespace)
        .filter((namespace): namespace is string => namespace !== undefined),
    );
    const targets = autoscaledIn(this.manifest);
    for (const namespace of namespaces) {
      const live = await this.kubernetes.list({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }, { namespace });
      autoscaledIn(live).forEach((target) => targets.add(target));
    }
    return targets;
  }
}

const ownsReplicas = ({ metadata }: LiveObject): boolean =>
  (metadata?.managedFields ?? []).some(
    ({ manager, operation, fieldsV1 }) =>
      manager === FIELD_MANAGER && operation === 'Apply' && at(fieldsV1, 'f:spec', 'f:replicas') !== undefined,
  );
