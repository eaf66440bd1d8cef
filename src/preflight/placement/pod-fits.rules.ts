import { exceeds, inWords, shortageWords } from './amounts.rules';
import { Shape } from './instance-shapes.rules';
import { labelOf, NodePlace, ownLabels } from './node-place.rules';
import { Requests } from './pod-requests.rules';
import { NEVER, Wishes } from './pod-wishes.rules';
import { untolerated } from './taints.rules';
import { isFilledIn } from '../../kubernetes/kubernetes-object.rules';
import { describeRequirement, LabelRequirement, meets } from '../../kubernetes/label-selector.rules';

export { inWords };

/** Why a pod cannot land on a place, and what would help. */
export interface Refusal {
  readonly place: NodePlace;
  readonly why: string;
  readonly kind: 'resources' | 'labels' | 'taints' | 'zone';
}

/** A node that a place may be made of; without a zone where that may be any. */
interface Candidate {
  readonly shape: Shape;
  readonly zone?: string;
}

/** Why a pod cannot land on a place; nothing where it can, or where nobody knows. */
export function refusalOf(wishes: Wishes, place: NodePlace): Refusal | undefined {
  if (wishes.elsewhere) return undefined;
  const taint = untolerated(wishes.tolerations, place);
  if (taint) return { place, kind: 'taints', why: `has the taint ${[taint.key, ...(taint.value ? [taint.value] : [])].join('=')}:${taint.effect}, which the pod does not tolerate` };
  const { zones } = place;
  if (wishes.zones && zones && !wishes.zones.some((zone) => zones.includes(zone))) {
    return { place, kind: 'zone', why: `lies in ${zones.join(', ')}, and a volume of the pod in ${wishes.zones.join(', ') || 'no zone in common with its other volumes'}` };
  }
  return refusalByNodes(wishes, place);
}

function refusalByNodes({ terms, requests, zones }: Wishes, place: NodePlace): Refusal | undefined {
  // where nothing is asked of the instance, one of the largest decides
  const ofInstance = terms.some((term) => term.some(({ key }) => place.shapes.some((shape) => key in shape.labels) || key.startsWith('beta.kubernetes.io/')));
  const shapes = ofInstance ? place.shapes : place.largest;
  const candidates = (among: readonly (string | undefined)[]): Candidate[] => shapes.flatMap((shape) => among.map((zone) => ({ shape, zone })));
  const anywhere = candidates(place.zones ?? zones ?? [undefined]);
  const matching = anywhere.filter((node) => terms.some((term) => term.every((requirement) => mayMeet(requirement, place, node))));
  const labelled = zones ? matching.filter(({ zone }) => zone === undefined || zones.includes(zone)) : matching;
  if (labelled.length === 0) {
    return matching.length > 0
      ? { place, kind: 'zone', why: `has the labels only outside ${zones?.join(', ')}, and a volume of the pod is there` }
      : { place, kind: 'labels', why: labelsInWords(terms, place, anywhere) };
  }
  const over = overLimit(requests, place);
  const short = over ?? shortageWords(requests, labelled.map(({ shape }) => shape));
  return short === undefined ? undefined : { place, kind: 'resources', why: short };
}

function mayMeet(requirement: LabelRequirement, place: NodePlace, { shape, zone }: Candidate): boolean {
  if (requirement === NEVER) return false;
  if ([requirement.key, ...requirement.values].some(isFilledIn)) return true;
  return meets(requirement, labelOf(place, shape, requirement.key, zone)) !== false;
}

function overLimit(requests: Requests, { limits }: NodePlace): string | undefined {
  const over = (['cpu', 'memory'] as const).find((resource) => exceeds(requests[resource] ?? 0, limits[resource] ?? Infinity));
  return over && `may grow to ${inWords(over, limits[over])} in all`;
}

function labelsInWords(terms: Wishes['terms'], place: NodePlace, nodes: readonly Candidate[]): string {
  const unmet = terms.map((term) => term.filter((requirement) => !nodes.some((node) => mayMeet(requirement, place, node))));
  const words = unmet.map((term) => term.map((requirement) => (requirement === NEVER ? 'an empty term, which matches nothing' : describeRequirement(requirement))).join(' and '));
  const wanted = [...new Set(words)].filter(Boolean).join(', or ');
  const own = ownLabels(place);
  return `${wanted ? `is not ${wanted}` : 'has no node with all that is asked for'}${own.length > 0 ? ` (it has ${own.join(', ')})` : ''}`;
}
