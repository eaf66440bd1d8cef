import { isReadable, Requests, requestsOf } from './pod-requests.rules';
import { TOLERATES_ALL } from './taints.rules';
import { volumeZonesOf } from './volume-zones.rules';
import { at, DEPLOY_TIME_VALUE, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { LabelRequirement, requirementOf } from '../../kubernetes/label-selector.rules';
import { Facts } from '../facts/facts.rules';
import { mapAt, Workload } from '../reading/workloads.rules';

/** What the scheduler looks at in a pod, read once. */
export interface SchedulingConstraints {
  readonly requests: Requests;
  /** each term is enough by itself; one without requirements asks for nothing. */
  readonly nodeSelectorTerms: readonly (readonly LabelRequirement[])[];
  readonly tolerations: readonly unknown[];
  /** zones in which its volumes are; nothing where they are anywhere or not known. */
  readonly volumeZones?: readonly string[];
  /** the most nodes on which the pods may be, where node affinity names nodes. */
  readonly namedNodes?: number;
  /** no scheduler of ours decides, or not yet: the node is named, it is another scheduler, or a gate is to be opened. */
  readonly scheduledElsewhere: boolean;
}

/** A requirement that no node meets. */
export const NEVER_MATCHES: LabelRequirement = { key: '', operator: 'Never', values: [] };

/** Reads the wishes of a pod, as they are once the API server has admitted it. */
export function schedulingConstraintsOf(maker: Workload, facts: Pick<Facts, 'manifests'>): SchedulingConstraints {
  const { podSpec } = maker;
  const runtime = runtimeOf(podSpec, facts);
  const requests = requestsOf({ ...(podSpec as object), overhead: at(podSpec, 'overhead') ?? at(runtime, 'overhead', 'podFixed') });
  const selector = [...Object.entries(mapAt(podSpec, 'nodeSelector')), ...Object.entries(mapAt(runtime, 'scheduling', 'nodeSelector'))].map(
    ([key, value]) => ({ key, operator: 'In', values: [value] }),
  );
  return {
    requests,
    nodeSelectorTerms: affinityOf(podSpec).map((term) => [...selector, ...term]),
    tolerations: [
      ...tolerationsAt(podSpec, 'tolerations'),
      ...(runtime === DEPLOY_TIME_VALUE ? [TOLERATES_ALL] : tolerationsAt(runtime, 'scheduling', 'tolerations')),
      ...(isReadable(podSpec) ? toleratedBy(requests) : [TOLERATES_ALL]),
    ],
    volumeZones: volumeZonesOf(maker, facts),
    namedNodes: namedNodesOf(affinityOf(podSpec)),
    scheduledElsewhere:
      (stringAt(podSpec, 'schedulerName') ?? 'default-scheduler') !== 'default-scheduler' ||
      [at(podSpec, 'nodeName'), at(podSpec, 'schedulingGates')].some(isGiven),
  };
}

// each term names one node at most
function namedNodesOf(terms: readonly (readonly LabelRequirement[])[]): number | undefined {
  const names = terms.map((term) =>
    term.find(({ key, operator, values }) => key.startsWith(NODE_FIELD) && operator === 'In' && values.length === 1),
  );
  return names.includes(undefined) ? undefined : new Set(names.map((each) => each!.values[0])).size;
}

const isGiven = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';

// a RuntimeClass outside of this app may add any constraint
function runtimeOf(pod: unknown, { manifests }: Pick<Facts, 'manifests'>): unknown {
  const name = stringAt(pod, 'runtimeClassName');
  return name === undefined ? undefined : (manifests.find('node.k8s.io/RuntimeClass', undefined, name)?.value ?? DEPLOY_TIME_VALUE);
}

function tolerationsAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  return path.some((_, index) => isDeployTimeValue(at(value, ...path.slice(0, index + 1)))) ? [TOLERATES_ALL] : listAt(value, ...path);
}

/** What asks for a device tolerates its taint. Source: Kubernetes, ExtendedResourceToleration, which EKS has enabled since 1.19. */
const toleratedBy = (requests: Requests): object[] =>
  Object.keys(requests)
    .filter((resource) => resource.includes('/'))
    .map((key) => ({ key, operator: 'Exists', effect: 'NoSchedule' }));

function affinityOf(pod: unknown): (readonly LabelRequirement[])[] {
  const terms = at(pod, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms');
  return Array.isArray(terms) ? terms.map(termOf) : [[]];
}

/** Prefix of the key of a requirement of a field of the node: only its name, which is not known. */
export const NODE_FIELD = 'field:';

// a term that asks for nothing matches no node
function termOf(term: unknown): LabelRequirement[] {
  const parts = [at(term, 'matchExpressions'), at(term, 'matchFields')];
  const isEmpty =
    typeof term === 'object' && parts.every((part) => part === undefined || part === null || (Array.isArray(part) && part.length === 0));
  const fields = listAt(term, 'matchFields')
    .map(requirementOf)
    .map((field) => ({ ...field, key: `${NODE_FIELD}${field.key}` }));
  return isEmpty ? [NEVER_MATCHES] : [...listAt(term, 'matchExpressions').map(requirementOf), ...fields];
}
