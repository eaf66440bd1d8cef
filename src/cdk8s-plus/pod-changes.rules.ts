import { at, KubernetesObject, podSpecPath } from '../kubernetes/kubernetes-object.rules';
import { MountPlan } from '../storage/mount-plan';
import { PlacementPlan } from '../workloads/pod-plan';
import { mountOf, spreadConstraints, WINDOWS_CONTEXT } from '../workloads/pod-spec.rules';

interface SecurityContext {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
  readonly windowsOptions?: object;
}

interface Container {
  readonly name: string;
  readonly resources?: { readonly limits?: Readonly<Record<string, unknown>> };
  readonly securityContext?: SecurityContext & { readonly capabilities?: { readonly drop?: readonly string[] } };
  readonly volumeMounts?: readonly object[];
  readonly volumeDevices?: readonly object[];
}

interface NodeSelectorTerm {
  readonly matchExpressions?: readonly object[];
}

/** The fields of rendered pods that are changed. */
export interface RenderedPods {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly object[];
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] };
    };
  };
  readonly os?: object;
  readonly securityContext?: SecurityContext & { readonly fsGroup?: number };
  readonly topologySpreadConstraints?: readonly object[];
}

/** A change of pods that a chart rendered. */
export type PodChange = (pods: RenderedPods) => RenderedPods;

/** A rendered object whose pods are changed. */
export function withPods(object: KubernetesObject, change: PodChange): KubernetesObject {
  const path = podSpecPath(object)!;
  const replaced = (value: unknown, [first, ...rest]: readonly string[]): unknown =>
    first === undefined ? change(value as RenderedPods) : { ...(value as object), [first]: replaced(at(value, first), rest) };
  return replaced(object, path) as KubernetesObject;
}

/** Pods at a place: with the constraints that they have already, not instead of them. */
export const placed =
  ({ windows, nodeSelector, terms, tolerations, devices }: PlacementPlan, container: string | undefined): PodChange =>
  (pods) => ({
    ...pods,
    ...(Object.keys(nodeSelector).length > 0 ? { nodeSelector: { ...pods.nodeSelector, ...nodeSelector } } : {}),
    ...(terms.length > 0 ? { affinity: withTerms(pods.affinity, terms) } : {}),
    ...(tolerations.length > 0 ? { tolerations: [...(pods.tolerations ?? []), ...tolerations] } : {}),
    ...(Object.keys(devices).length > 0 ? { containers: pods.containers.map(named(container, withDevices(devices))) } : {}),
    ...(windows ? onWindows(pods) : {}),
  });

function withTerms(affinity: RenderedPods['affinity'], terms: PlacementPlan['terms']): RenderedPods['affinity'] {
  const { nodeSelectorTerms: given = [{}] } = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? {};
  // the terms of a node affinity are alternatives, and their expressions are combined
  const nodeSelectorTerms = given.flatMap((term) =>
    terms.map((expressions) => ({ ...term, matchExpressions: [...(term.matchExpressions ?? []), ...expressions] })),
  );
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
  return { ...affinity, nodeAffinity: { ...affinity?.nodeAffinity, ...required } };
}

const withDevices =
  (devices: PlacementPlan['devices']) =>
  (container: Container): Container => {
    const counts = Object.fromEntries(Object.entries(devices).map(([device, count]) => [device, String(count)]));
    return { ...container, resources: { ...container.resources, limits: { ...container.resources?.limits, ...counts } } };
  };

// the API server rejects the security settings of Linux for pods with another operating system. Source: kubernetes 1.36,
// pkg/apis/core/validation/validation.go, validateWindows: windowsOptions and runAsNonRoot are allowed in both contexts
function onWindows({ securityContext, containers, initContainers }: RenderedPods): Partial<RenderedPods> {
  const plain = ({ securityContext: context = {}, ...container }: Container): Container => {
    const { windowsOptions, runAsNonRoot } = context;
    const kept = { ...(runAsNonRoot === false ? { runAsNonRoot } : {}), ...(windowsOptions ? { windowsOptions } : {}) };
    return { ...container, ...(Object.keys(kept).length > 0 ? { securityContext: kept } : {}) };
  };
  return {
    os: { name: 'windows' },
    securityContext: windowsContext(securityContext),
    containers: containers.map(plain),
    ...(initContainers ? { initContainers: initContainers.map(plain) } : {}),
  };
}

function windowsContext({ windowsOptions, runAsNonRoot = true }: SecurityContext = {}): SecurityContext {
  if (windowsOptions) return { runAsNonRoot, windowsOptions };
  return runAsNonRoot ? WINDOWS_CONTEXT : { runAsNonRoot };
}

/** Pods with a mount, or with a block device, in a container. */
export const mounted =
  (container: string, mount: MountPlan): PodChange =>
  (pods) => {
    const change = named(container, (each) =>
      mount.block
        ? { ...each, volumeDevices: [...(each.volumeDevices ?? []), { name: mount.name, devicePath: mount.path }] }
        : { ...each, volumeMounts: [...(each.volumeMounts ?? []), mountOf(mount)] },
    );
    const { initContainers } = pods;
    return {
      ...pods,
      containers: pods.containers.map(change),
      ...(initContainers ? { initContainers: initContainers.map(change) } : {}),
    };
  };

/**
 * Pods whose user can write to a new file system, which belongs to root: `fsGroup` is the group or the user of the container, as in pods
 * of this library. Pods that set it, or whose user is not known, do not change.
 */
export const owned =
  (container: string): PodChange =>
  (pods) => {
    const { securityContext = {}, containers, initContainers = [] } = pods;
    const own = [...containers, ...initContainers].find(({ name }) => name === container)?.securityContext;
    const [user, group] = (['runAsUser', 'runAsGroup'] as const).map((field) => own?.[field] ?? securityContext[field]);
    const fsGroup = group || user;
    const isRoot = user === 0;
    if (isWindows(pods) || isRoot || !fsGroup || securityContext.fsGroup !== undefined) return pods;
    return { ...pods, securityContext: { ...securityContext, fsGroup } };
  };

const isWindows = ({ os }: RenderedPods): boolean => at(os, 'name') === 'windows';

/** Pods with the fields of the Pod Security Standard `restricted` that cdk8s-plus does not set. */
export const restricted: PodChange = (pods) => {
  const dropping = (container: Container): Container => {
    const { capabilities = {} } = container.securityContext ?? {};
    const drop = [...new Set([...(capabilities.drop ?? []), 'ALL'])];
    return { ...container, securityContext: { ...container.securityContext, capabilities: { ...capabilities, drop } } };
  };
  const { initContainers } = pods;
  if (isWindows(pods)) return pods;
  return {
    ...pods,
    securityContext: { seccompProfile: { type: 'RuntimeDefault' }, ...pods.securityContext },
    containers: pods.containers.map(dropping),
    ...(initContainers ? { initContainers: initContainers.map(dropping) } : {}),
  };
};

/** Pods that are spread over zones and nodes. */
export const spread =
  (labels: Readonly<Record<string, string>>): PodChange =>
  (pods) => ({ ...pods, topologySpreadConstraints: [...(pods.topologySpreadConstraints ?? []), ...spreadConstraints(labels)] });

const named =
  (name: string | undefined, change: (container: Container) => Container) =>
  (container: Container, index: number): Container =>
    container.name === name || (name === undefined && index === 0) ? change(container) : container;
