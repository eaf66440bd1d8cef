import { CfnResource, Stack } from 'aws-cdk-lib';
import { matchOf } from './cluster-match';
import { ClusterModelData, clusterModelsIn } from './cluster-model-data';
import { isOfType, scanCluster } from './cluster-scan';
import { LATE_DEPENDENCIES } from './dependency.rules';
import { Matched, Requirement } from './match.rules';
import { ClosedCycle, ResourceGraph, resourceGraphOf } from './resource-graph';
import { atStartOfSynthesis, oncePerSynthesis } from './synthesis-pass';
import { keyOf, feature } from '../catalog/capability.rules';

const NODES = keyOf(feature('nodes'));

/** An order that the match asks for and CloudFormation cannot express. */
export interface DroppedEdge {
  readonly from: CfnResource;
  readonly to: CfnResource;
  /**
   * what the edge contradicts: from `to` to `from`, each resource depends on the next. Undefined if it need not be reported: the edge
   * contradicts only others of the match, or cannot exist between its stacks.
   */
  readonly cycle?: readonly CfnResource[];
}

/** The dependencies that the last pass added, by cluster. */
const ADDED = new WeakMap<ClusterModelData, (readonly [from: CfnResource, to: CfnResource])[]>();

const BETWEEN_STACKS: ClosedCycle = { path: [], added: false };

/** Turns every match into CloudFormation dependencies, at the beginning of each synthesis. */
export function addDependenciesAtSynthesis(data: ClusterModelData): void {
  atStartOfSynthesis(data.cluster, 'order by match', () => {
    clusterModelsIn(data.cluster).forEach(removeEdges);
    for (const each of clusterModelsIn(data.cluster)) if (!each.observedOnly) addEdges(each);
  });
}

/** The edges that had to be dropped, for the report. */
export function droppedEdges(data: ClusterModelData): DroppedEdge[] {
  return oncePerSynthesis(data.cluster, `dropped edges ${data.cluster.node.path}`, () => []);
}

// the tree may have grown since: an edge of the last pass may contradict a dependency that the user added
function removeEdges(data: ClusterModelData): void {
  for (const [from, to] of ADDED.get(data) ?? []) from.removeResourceDependency(to);
  ADDED.set(data, []);
}

function addEdge(data: ClusterModelData, [from, to]: readonly [CfnResource, CfnResource], reason: string): void {
  // a dependency of the user is not removed by the next pass
  if (!from.obtainDependencies().includes(to)) ADDED.get(data)?.push([from, to]);
  from.addResourceDependency(to, reason);
}

function addEdges(data: ClusterModelData): void {
  const dropped = droppedEdges(data);
  const clusterStack = Stack.of(data.cluster);
  const networkStack = networkStackOf(data);
  const graph = resourceGraphOf(data.cluster);
  for (const { requirement, providers } of inRanks(matchOf(data).matched)) {
    const impossible: DroppedEdge[] = [];
    const others = (requirement.unordered ? [] : providers).filter((to) => to !== requirement.dependent);
    for (const to of others) {
      const from = requirement.dependent;
      const [fromStack, toStack] = [Stack.of(from), Stack.of(to)];
      // whatever lives on a cluster refers to it, so the cluster's stack can wait for no other but that of its network
      const free = fromStack !== clusterStack || toStack === networkStack;
      const closed = fromStack === toStack || free ? graph.add(from, to) : BETWEEN_STACKS;
      if (closed === undefined) addEdge(data, [from, to], `what ${data.cluster.node.path} provides and requires`);
      else impossible.push({ from, to, ...(isReported(requirement, closed) ? { cycle: closed.path } : {}) });
    }
    // pods need some nodes, and not all that there are
    if (keyOf(requirement.capability) !== NODES || impossible.length === others.length) dropped.push(...impossible);
  }
  serializeFargateProfiles(data, graph);
}

const inRanks = (matched: readonly Matched<CfnResource>[]): Matched<CfnResource>[] =>
  [undefined, ...LATE_DEPENDENCIES].flatMap((rank) => matched.filter(({ requirement }) => requirement.late === rank));

function isReported({ late }: Requirement<CfnResource>, { path, added }: ClosedCycle): boolean {
  return path.length > 0 && (late === 'named' || (late === undefined && !added));
}

function networkStackOf({ cluster }: ClusterModelData): Stack | undefined {
  try {
    return Stack.of(cluster.vpc);
  } catch {
    return undefined; // an imported cluster that was not told its VPC
  }
}

// while EKS makes or deletes one profile, it refuses the next. Source: EKS User Guide, fargate-profile
function serializeFargateProfiles(data: ClusterModelData, graph: ResourceGraph): void {
  const profiles = scanCluster(data)
    .filter(isOfType('AWS::EKS::FargateProfile'))
    .map(({ resource }) => resource);
  profiles.slice(1).forEach((profile, index) => {
    const before = profiles[index];
    if (Stack.of(profile) === Stack.of(before) && graph.add(profile, before) === undefined) {
      addEdge(data, [profile, before], `profiles of ${data.cluster.node.path} one by one`);
    }
  });
}
