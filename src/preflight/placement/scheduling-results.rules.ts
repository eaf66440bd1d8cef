import { Unschedulable, unschedulableOn } from './candidate-filter.rules';
import { componentWorkloads } from './component-pods.rules';
import { besideDaemonSets, ConstrainedWorkload } from './daemon-sets.rules';
import { mayShareGpus, withSharedGpus } from './gpu-sharing.rules';
import { NodeCandidate } from './node-candidate.rules';
import { SchedulingConstraints, schedulingConstraintsOf } from './scheduling-constraints.rules';
import { isDeployTimeValue, podMetadataPath, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { matchesPattern, selectsPods } from '../../nodes/fargate/fargate.rules';
import { Facts, FargateSelector } from '../facts/facts.rules';
import { Workload } from '../reading/workloads.rules';
import { Violation } from '../rule';

/** Where the pods of an object may land. */
export interface SchedulingResult {
  readonly workload: Workload;
  readonly constraints: SchedulingConstraints;
  readonly candidates: readonly NodeCandidate[];
  readonly unschedulable: readonly Unschedulable[];
}

/** Kinds whose pods run all at once and for good; those of Jobs take turns, and those of DaemonSets follow the nodes. */
const LONG_RUNNING_KINDS = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController', '/Pod']);

/** The minimum number of pods that an object always has. */
export const minRunningPods = ({ groupKind, podSpec, replicas }: Workload): number =>
  LONG_RUNNING_KINDS.has(groupKind) && (stringAt(podSpec, 'restartPolicy') ?? 'Always') === 'Always' ? replicas.min : 0;

/** Whether pods go to Fargate for certain: a profile selects them, whatever other nodes there are, and nothing keeps them away. */
export const runsOnFargate = ({ fargateSelectors }: Pick<Facts, 'fargateSelectors'>, maker: Workload): boolean =>
  computeType(maker) !== 'ec2' &&
  !isDeployTimeValue(computeType(maker)) &&
  fargateSelectors.some((selector) => selectsPods(selector, maker.object));

/** What CoreDNS has to stay on nodes. Source: EKS User Guide, fargate-getting-started. */
const COMPUTE_TYPE = 'eks.amazonaws.com/compute-type';

const computeType = ({ object }: Workload): string | undefined => stringAt(object, ...podMetadataPath(object), 'annotations', COMPUTE_TYPE);

// what is known at deploy, of a profile or of a pod, may match
function mayRunOnFargate({ fargateSelectors }: Pick<Facts, 'fargateSelectors'>, maker: Workload): boolean {
  const labels = Object.entries(maker.podLabels);
  const mayMatch = (pattern: string, text: string) =>
    pattern === '' || [pattern, text].some(isDeployTimeValue) || matchesPattern(pattern, text);
  const maySelect = (selector: FargateSelector) =>
    mayMatch(selector.namespace, maker.namespace) &&
    Object.entries(selector.labels).every(([key, value]) => labels.some(([name, text]) => mayMatch(key, name) && mayMatch(value, text)));
  // labels of the pods of add-ons and charts differ by version
  const mayBeIn = ({ namespace }: FargateSelector) => mayMatch(namespace, maker.namespace);
  return computeType(maker) !== 'ec2' && fargateSelectors.some(maker.component ? mayBeIn : maySelect);
}

/** What is not for Fargate. */
export const workloadsOnNodes = (facts: Facts): Workload[] => facts.manifests.workloads.filter((maker) => !mayRunOnFargate(facts, maker));

/** The workloads of add-ons and charts that are not for Fargate. */
const componentsOnNodes = (facts: Facts): Workload[] => componentWorkloads(facts).filter((maker) => !mayRunOnFargate(facts, maker));

/** Where all pods may land that are not for Fargate; nothing where nodes are not known. Pods that ask for the same are looked at once. */
export const schedulingResultsOf = (facts: Facts): SchedulingResult[] | undefined =>
  facts.manifests.memoize('landings', () => computeSchedulingResults(facts));

function computeSchedulingResults(facts: Facts): SchedulingResult[] | undefined {
  if (facts.nodeCandidates === undefined) return undefined;
  const places = mayShareGpus(facts) ? facts.nodeCandidates.map(withSharedGpus) : facts.nodeCandidates;
  const all = [...workloadsOnNodes(facts), ...componentsOnNodes(facts)].map((workload) => ({
    workload,
    constraints: schedulingConstraintsOf(workload, facts),
  }));
  const daemonSets = all.filter(isDaemonSet);
  const left = places.map((place) => besideDaemonSets(place, daemonSets));
  const known = new Map<string, Pick<SchedulingResult, 'candidates' | 'unschedulable'>>();
  return all.map((each) => {
    const key = JSON.stringify([isDaemonSet(each), each.constraints]);
    const found = known.get(key) ?? filterCandidates(each.constraints, isDaemonSet(each) ? places : left);
    known.set(key, found);
    return { ...each, ...found };
  });
}

const isDaemonSet = ({ workload }: ConstrainedWorkload): boolean => workload.groupKind === 'apps/DaemonSet';

/** Those landings of which our scheduler decides, and at least one place is possible. */
export const schedulableResults = (facts: Facts): SchedulingResult[] =>
  (schedulingResultsOf(facts) ?? []).filter(({ candidates, constraints }) => candidates.length > 0 && !constraints.scheduledElsewhere);

/** Resources that scale groups independently of pods. */
const SCALERS = ['AWS::AutoScaling::ScheduledAction', 'AWS::AutoScaling::ScalingPolicy'];

/** Whether node groups keep the size of the template: neither an autoscaler nor a scaling policy changes it. */
export const isFixedSize = ({ hasNodeAutoscaler, resourceCounts }: Pick<Facts, 'hasNodeAutoscaler' | 'resourceCounts'>): boolean =>
  hasNodeAutoscaler === false && !SCALERS.some((type) => resourceCounts[type] > 0);

/**
 * What a check finds with all nodes at maximum size; where nothing scales the groups, also what it finds at their desired size, as a
 * warning: the size may be changed outside of the app.
 */
export function atEachScale(facts: Facts, check: (results: readonly SchedulingResult[]) => Violation[]): Violation[] {
  const atMost = check(schedulableResults(facts));
  if (!isFixedSize(facts)) return atMost;
  const now = check(schedulableResults(facts).map(atDesiredSize).filter(hasNodes));
  const known = new Set(atMost.map(({ path, finding }) => `${path} ${subjectOf(finding)}`));
  return [
    ...atMost,
    ...now
      .filter(({ path, finding }) => !known.has(`${path} ${subjectOf(finding)}`))
      .map(({ path, finding }) => ({
        path,
        finding: `${finding} at the desired size of the node groups, which no autoscaler changes`,
        remediation: 'Increase desiredSize, add new ClusterAutoscaler(...), or reduce replicas and requests',
        severity: 'warning' as const,
      })),
  ];
}

const subjectOf = (finding: string): string => finding.split("'").slice(0, 2).join("'");

const atDesiredSize = (result: SchedulingResult): SchedulingResult => ({
  ...result,
  candidates: result.candidates.map((place) =>
    place.elastic || place.currentNodes === undefined
      ? place
      : { ...place, maxNodes: Math.min(place.currentNodes, place.maxNodes ?? Infinity) },
  ),
});

// groups without nodes have a rule of their own
const hasNodes = ({ candidates }: SchedulingResult): boolean => candidates.some(({ elastic, maxNodes }) => elastic || maxNodes !== 0);

/** Those that are possible nowhere. Without any node and Fargate profile, and without any pod, there is nothing to say. */
export const unschedulableResults = (facts: Facts): SchedulingResult[] =>
  (schedulingResultsOf(facts) ?? []).filter(
    ({ candidates, unschedulable, workload, constraints }) =>
      candidates.length === 0 &&
      (unschedulable.length > 0 || (hasOnlyFargate(facts) && !constraints.scheduledElsewhere)) &&
      workload.replicas.max !== 0,
  );

/** Types of access entries of nodes that EKS does not create. */
const OF_OTHER_NODES = new Set(['EC2_LINUX', 'EC2_WINDOWS', 'HYBRID_LINUX', 'HYPERPOD_LINUX']);

/** Whether Fargate profiles are the only compute of the cluster. */
const hasOnlyFargate = ({ nodeCandidates, fargateSelectors, hasInstances, resources }: Facts): boolean =>
  nodeCandidates?.length === 0 &&
  fargateSelectors.length > 0 &&
  !hasInstances &&
  !resources.ofType('AWS::EKS::AccessEntry').some(({ properties }) => OF_OTHER_NODES.has(stringAt(properties, 'Type') ?? ''));

function filterCandidates(
  wishes: SchedulingConstraints,
  places: readonly NodeCandidate[],
): Pick<SchedulingResult, 'candidates' | 'unschedulable'> {
  const answers = places.map((place) => ({ place, refusal: unschedulableOn(wishes, place) }));
  return {
    candidates: answers.filter(({ refusal }) => refusal === undefined).map(({ place }) => place),
    unschedulable: answers.map(({ refusal }) => refusal).filter((refusal): refusal is Unschedulable => refusal !== undefined),
  };
}
