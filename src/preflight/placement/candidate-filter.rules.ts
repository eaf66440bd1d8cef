import { exceeds, inWords, insufficientInWords } from './allocatable.rules';
import { AllocatableShape } from './instance-shapes.rules';
import { currentLabelKey, labelOf, NodeCandidate, ownLabels, REGION, ZONE } from './node-candidate.rules';
import { Requests } from './pod-requests.rules';
import { NEVER_MATCHES, SchedulingConstraints } from './scheduling-constraints.rules';
import { untolerated } from './taints.rules';
import { isDeployTimeValue } from '../../kubernetes/kubernetes-object.rules';
import { describeRequirement, LabelRequirement, matchesRequirement } from '../../kubernetes/label-selector.rules';

export { inWords };

/** Why a pod does not fit a candidate node, with the kind of reason. */
export interface Unschedulable {
  readonly candidate: NodeCandidate;
  readonly reason: string;
  readonly kind: 'resources' | 'labels' | 'taints' | 'zone';
}

/** A possible node of a candidate; without a zone if it can be in any. */
interface NodeVariant {
  readonly shape: AllocatableShape;
  readonly zone?: string;
}

/** Why a pod does not fit a candidate node; undefined if it fits, or if that is unknown. */
export function unschedulableOn(wishes: SchedulingConstraints, place: NodeCandidate): Unschedulable | undefined {
  if (wishes.scheduledElsewhere) return undefined;
  const taint = untolerated(wishes.tolerations, place);
  if (taint) {
    return {
      candidate: place,
      kind: 'taints',
      reason: `has untolerated taint ${[taint.key, ...(taint.value ? [taint.value] : [])].join('=')}:${taint.effect}`,
    };
  }
  const { zones } = place;
  if (wishes.volumeZones && zones && !wishes.volumeZones.some((zone) => zones.includes(zone))) {
    return {
      candidate: place,
      kind: 'zone',
      reason:
        `is in ${zones.join(', ')}, and the volumes of the pod are in ` +
        `${wishes.volumeZones.join(', ') || 'different zones'} (volume node affinity conflict)`,
    };
  }
  return unschedulableByResources(wishes, place);
}

function unschedulableByResources(
  { nodeSelectorTerms, requests, volumeZones }: SchedulingConstraints,
  place: NodeCandidate,
): Unschedulable | undefined {
  // without requirements on the instance, the largest shapes decide
  const ofInstance = nodeSelectorTerms.some((term) =>
    term.some(({ key }) => place.shapes.some((shape) => key in shape.labels) || key.startsWith('beta.kubernetes.io/')),
  );
  const shapes = ofInstance ? place.shapes : place.largestShapes;
  const candidates = (among: readonly (string | undefined)[]): NodeVariant[] =>
    shapes.flatMap((shape) => among.map((zone) => ({ shape, zone })));
  const anywhere = candidates(place.zones ?? volumeZones ?? [undefined]);
  const matching = anywhere.filter((node) =>
    nodeSelectorTerms.some((term) => !contradicts(term) && term.every((requirement) => mayMatch(requirement, place, node))),
  );
  const labelled = volumeZones ? matching.filter(({ zone }) => zone === undefined || volumeZones.includes(zone)) : matching;
  if (labelled.length === 0) {
    return matching.length > 0
      ? {
          candidate: place,
          kind: 'zone',
          reason: `matches the node affinity/selector only outside ${volumeZones?.join(', ')}, the zone of a volume of the pod`,
        }
      : { candidate: place, kind: 'labels', reason: labelsInWords(nodeSelectorTerms, place, anywhere) };
  }
  const over = overLimit(requests, place);
  const short =
    over ??
    insufficientInWords(
      requests,
      labelled.map(({ shape }) => shape),
    );
  return short === undefined ? undefined : { candidate: place, kind: 'resources', reason: short };
}

function mayMatch(requirement: LabelRequirement, place: NodeCandidate, { shape, zone }: NodeVariant): boolean {
  if (requirement === NEVER_MATCHES) return false;
  if ([requirement.key, ...requirement.values].some(isDeployTimeValue)) return true;
  if (zone === undefined && isOtherRegion(requirement, place)) return false;
  return matchesRequirement(requirement, labelOf(place, shape, requirement.key, zone)) !== false;
}

/** Whether a requirement takes only zones of other regions: the names of zones, Local Zones included, begin with that of their region. */
function isOtherRegion({ key, operator, values }: LabelRequirement, { labels }: NodeCandidate): boolean {
  const regions = labels[REGION] ?? 'unknown';
  return (
    currentLabelKey(key) === ZONE &&
    operator === 'In' &&
    regions !== 'unknown' &&
    !values.some((value) => regions.some((region) => region === undefined || value.startsWith(region)))
  );
}

/** Whether the requirements of a term exclude each other: no value of a label meets all of them. */
const contradicts = (term: readonly LabelRequirement[]): boolean => contradictory(term).length > 0;

function contradictory(term: readonly LabelRequirement[]): readonly LabelRequirement[] {
  const known = term.filter(({ key, values }) => ![key, ...values].some(isDeployTimeValue));
  const of = (operator: string, label: string) => known.filter((each) => each.operator === operator && currentLabelKey(each.key) === label);
  const labels = new Set(known.filter(({ operator }) => operator === 'In').map(({ key }) => currentLabelKey(key)));
  const excluding = [...labels].map((label) => [...of('In', label), ...of('NotIn', label)]);
  return excluding.find(([first, ...others]) => !first.values.some((value) => others.every((each) => takes(each, value)))) ?? [];
}

const takes = ({ operator, values }: LabelRequirement, value: string): boolean => values.includes(value) === (operator === 'In');

function overLimit(requests: Requests, { limits }: NodeCandidate): string | undefined {
  const over = (['cpu', 'memory'] as const).find((resource) => exceeds(requests[resource] ?? 0, limits[resource] ?? Infinity));
  return over && `has insufficient ${over} (limit ${inWords(over, limits[over])})`;
}

function labelsInWords(terms: SchedulingConstraints['nodeSelectorTerms'], place: NodeCandidate, nodes: readonly NodeVariant[]): string {
  const unmet = terms.map((term) => {
    const unmatched = term.filter((requirement) => !nodes.some((node) => mayMatch(requirement, place, node)));
    return unmatched.length > 0 ? unmatched : contradictory(term);
  });
  const words = unmet.map((term) =>
    term
      .map((requirement) => (requirement === NEVER_MATCHES ? 'an empty term, which matches no node' : describeRequirement(requirement)))
      .join(' and '),
  );
  const wanted = [...new Set(words)].filter(Boolean).join(', or ');
  const own = ownLabels(place);
  return `didn't match Pod's node affinity/selector${wanted ? ` ${wanted}` : ''}${own.length > 0 ? ` (it has ${own.join(', ')})` : ''}`;
}
