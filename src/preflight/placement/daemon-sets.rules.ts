import { allocatableOf, exceeds } from './allocatable.rules';
import { AllocatableShape } from './instance-shapes.rules';
import { labelOf, NodeCandidate } from './node-candidate.rules';
import { isReadable } from './pod-requests.rules';
import { NEVER_MATCHES, SchedulingConstraints } from './scheduling-constraints.rules';
import { certainlyTolerates } from './taints.rules';
import { isDeployTimeValue } from '../../kubernetes/kubernetes-object.rules';
import { matchesRequirement } from '../../kubernetes/label-selector.rules';
import { Workload } from '../reading/workloads.rules';

/** A workload with what the scheduler reads of its pods. */
export interface ConstrainedWorkload {
  readonly workload: Workload;
  readonly constraints: SchedulingConstraints;
}

const SMALLEST = 1e-12;

/** Whether a DaemonSet may have a pod on each node, whatever its shape is. */
const mayRunOnEach = ({ workload, constraints }: ConstrainedWorkload, place: NodeCandidate): boolean =>
  workload.groupKind === 'apps/DaemonSet' &&
  !constraints.scheduledElsewhere &&
  constraints.volumeZones === undefined &&
  isReadable(workload.podSpec) &&
  certainlyTolerates(constraints.tolerations, place);

/** Whether it has one for certain on each node of this shape. */
const runsOnShape = ({ constraints }: ConstrainedWorkload, place: NodeCandidate, shape: AllocatableShape): boolean =>
  certainlySelects(constraints, place, shape) &&
  Object.entries(constraints.requests).every(([resource, amount]) => !exceeds(amount, allocatableOf(resource, shape) ?? Infinity));

/** Whether the node selector and node affinity of a pod match each node of this shape for certain. */
export function certainlySelects({ nodeSelectorTerms }: SchedulingConstraints, place: NodeCandidate, shape: AllocatableShape): boolean {
  const zones = place.zones ?? [undefined];
  return nodeSelectorTerms.some((term) =>
    term.every(
      (requirement) =>
        requirement !== NEVER_MATCHES &&
        ![requirement.key, ...requirement.values].some(isDeployTimeValue) &&
        zones.every((zone) => matchesRequirement(requirement, labelOf(place, shape, requirement.key, zone)) === true),
    ),
  );
}

/** The same candidate with what the pods of DaemonSets leave on each node. */
export function besideDaemonSets(place: NodeCandidate, daemonSets: readonly ConstrainedWorkload[]): NodeCandidate {
  const possible = daemonSets.filter((each) => mayRunOnEach(each, place));
  const own = new Map(place.shapes.map((shape) => [shape, possible.filter((each) => runsOnShape(each, place, shape))]));
  const running = new Set([...own.values()].flat());
  if (running.size === 0) return place;
  const isUniform = [...own.values()].every((each) => each.length === running.size);
  const reduced = (shape: AllocatableShape) => withoutPods(shape, own.get(shape) ?? []);
  const shapes = place.shapes.map(reduced);
  // where only some of the shapes have the pods, the largest ones may be others
  const onAll = new Set([...running].filter((each) => [...own.values()].every((some) => some.includes(each))));
  return {
    ...place,
    shapes,
    largestShapes: isUniform ? place.largestShapes.map(reduced) : shapes,
    daemonSets: new Set([...onAll].map(({ workload }) => workload.object)),
  };
}

function withoutPods(shape: AllocatableShape, daemonSets: readonly ConstrainedWorkload[]): AllocatableShape {
  const sum = (resource: string) => daemonSets.reduce((total, { constraints }) => total + (constraints.requests[resource] ?? 0), 0);
  const left = (amount: number | undefined, asked: number) => (amount === undefined ? undefined : Math.max(SMALLEST, amount - asked));
  const names = daemonSets
    .filter(({ constraints }) => Object.values(constraints.requests).some((amount) => amount > 0))
    .map(({ workload }) => workload.object.metadata?.name ?? '?');
  const devices = shape.devices && Object.fromEntries(Object.entries(shape.devices).map(([key, count]) => [key, count - sum(key)]));
  return {
    ...shape,
    description: names.length === 0 ? shape.description : `${shape.description} with ${inWords(names)}`,
    cpuMillis: left(shape.cpuMillis, sum('cpu') * 1000),
    memoryMiB: left(shape.memoryMiB, sum('memory') / 2 ** 20),
    ephemeralGiB: left(shape.ephemeralGiB, sum('ephemeral-storage') / 2 ** 30),
    pods: shape.pods === undefined ? undefined : Math.max(0, shape.pods - daemonSets.length),
    devices,
  };
}

const inWords = (names: readonly string[]): string =>
  `${names.length === 1 ? 'the DaemonSet' : 'the DaemonSets'} ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`;
